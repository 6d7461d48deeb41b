import ArgumentParser
import StanceKit

/// The files that a command reads.
enum InputPaths {
  /// Files for what was typed: folders give their .txt and JSONL files; nothing means standard
  /// input, or help when somebody sits there. The file that standard output is, and files of nothing
  /// but labels of other files' lines beside others, are passed over and told.
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
    return (withoutLabels(withoutOutput(files)), log)
  }

  private static func withoutOutput(_ files: [String]) -> [String] {
    files.filter { file in
      guard FileSystem.isStandardOutput(file) else { return true }
      Console.note("\(file): is the output of this run: passed over")
      return false
    }
  }

  /// The files that hold texts; all where none does, and reading them says what they are.
  private static func withoutLabels(_ files: [String]) -> [String] {
    let labels = Set(files.filter(InputList.holdsLineLabels))
    let texts = files.filter { !labels.contains($0) }
    guard !texts.isEmpty else { return files }
    for file in files where labels.contains(file) {
      Console.note(
        "\(file): labels lines of other files and holds no text: passed over;"
          + " `stance evaluate` reads it")
    }
    return texts
  }
}
