import ArgumentParser
import StanceKit

/// The files that a command reads.
enum InputPaths {
  /// Files for what was typed: folders give their .txt and JSONL files; nothing means standard
  /// input, or help when somebody sits there.
  ///
  /// - Returns: the files, and how many folders could not be listed; these are told.
  static func resolve(_ typed: [String], _ command: any ParsableCommand.Type) throws -> (
    files: [String], failures: [InputFailure]
  ) {
    if typed.isEmpty {
      if Terminal.inputIsTerminal { throw CleanExit.helpRequest(command) }
      return (["-"], [])
    }
    var files: [String] = []
    var failures: [InputFailure] = []
    for path in typed {
      do {
        let found = try InputList.files(path)
        if found.isEmpty { Console.note("\(path): holds no .txt, .jsonl or .jsonl.gz file") }
        files += found
      } catch {
        Console.note("\(error)")
        failures.append(.file(error))
      }
    }
    return (files, failures)
  }

  /// How a run over several inputs ends.
  ///
  /// - Parameter done: whether anything at all could be read.
  static func status(_ failures: [InputFailure], done: Bool) -> ExitCode {
    if failures.isEmpty { return done ? .success : ExitStatus.noInput }
    if done { return ExitStatus.someFailed }
    return failures.allSatisfy(\.isMissing) ? ExitStatus.noInput : ExitStatus.unreadable
  }
}
