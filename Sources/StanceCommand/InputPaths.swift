import ArgumentParser
import StanceKit

/// The files that a command reads.
enum InputPaths {
  /// Files for what was typed: folders give their .txt and JSONL files; nothing means standard
  /// input, or help when somebody sits there.
  ///
  /// - Returns: the files; what of folders cannot be listed or read is in the log.
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
      let found = InputList.contents(path)
      if let note = found.note { Console.note("\(path): \(note)") }
      for failure in found.failures { log.add(.file(failure)) }
      files += found.files
    }
    return (files, log)
  }
}
