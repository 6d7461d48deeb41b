import ArgumentParser
import StanceKit

/// The files that a command reads.
enum InputPaths {
  /// Files for what was typed: folders give their .txt and JSONL files; nothing means standard
  /// input, or help when somebody sits there.
  ///
  /// - Returns: the files; folders that cannot be listed are in the log.
  static func resolve(
    _ typed: [String], _ command: any ParsableCommand.Type
  ) throws -> (files: [String], log: FailureLog) {
    if typed.isEmpty {
      if Terminal.inputIsTerminal { throw CleanExit.helpRequest(command) }
      return (["-"], FailureLog())
    }
    var files: [String] = []
    var log = FailureLog()
    for path in typed {
      do {
        let found = try InputList.files(path)
        if found.isEmpty { Console.note("\(path): holds no .txt, .jsonl or .jsonl.gz file") }
        files += found
      } catch {
        log.add(.file(error))
      }
    }
    return (files, log)
  }
}
