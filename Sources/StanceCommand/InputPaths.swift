import ArgumentParser
import StanceKit

/// The files that a command reads.
enum InputPaths {
  /// Refuses an output that would take the place of an input.
  static func keep(_ inputs: [String], from output: String?) throws {
    guard let output, FileSystem.kind(output) == .file else { return }
    let place = FileSystem.resolved(output)
    guard let same = inputs.first(where: { $0 != "-" && FileSystem.resolved($0) == place }) else {
      return
    }
    Console.note("-o \(output): would take the place of the input \(same); name another file")
    throw ExitStatus.usage
  }

  /// The files that a path stands for; none for a folder that cannot be listed.
  static func files(_ path: String) -> [String] { (try? InputList.files(path)) ?? [] }

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
        let found = try InputList.contents(path)
        if let note = found.note { Console.note("\(path): \(note)") }
        files += found.files
      } catch {
        log.add(.file(error))
      }
    }
    return (files, log)
  }
}
