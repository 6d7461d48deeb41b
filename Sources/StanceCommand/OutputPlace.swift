import ArgumentParser
import StanceKit
import StanceTraining

/// Keeps what a command reads from being written over by its output.
///
/// Whatever a command reads is named on its line, as a file or by a folder above it: so one look at the
/// words guards data, models, lexicons, packs, reports and what later options will name.
enum OutputPlace {
  /// Options whose values name no file.
  static let plainOptions: Set = [
    "--alpha", "--buckets", "--color", "--coverage", "--dev", "--field",
    "--folds", "--folds-by", "--format", "--fraction", "--inner-folds", "--language", "--line",
    "--max-give-away", "--max-target-share", "--min", "--only", "--pos",
    "--repetitions", "--running", "--seed", "--split", "--strength", "--tag", "--test",
    "--threads", "--top", "--unit", "--unseen", "--weight", "--without",
  ]

  /// Refuses an output that would take the place of a file that another word names or that lies in a
  /// folder that one names, or of the file that is standard input, and an output whose name cannot be
  /// written.
  ///
  /// - Throws: the exit code of a wrong use, once it is told.
  static func check(_ words: [String]) throws {
    let (outputs, others) = divided(words)
    for output in outputs {
      if output.isEmpty { try refuse("-o: expected a file for the result, found an empty name") }
      if output.contains("\u{FFFD}") {
        try refuse("-o \(output): the name is not UTF-8; name another file")
      }
      guard FileSystem.kind(output) == .file else { continue }
      let place = FileSystem.resolved(output)
      if FileSystem.isStandardInput(output) || others.contains(where: { holds($0, place) }) {
        try refuse("-o \(output): would take the place of the input \(place); name another file")
      }
    }
  }

  /// Refuses an output in the place of a text that was read, as of an article whose labels stand in
  /// the file that was named.
  ///
  /// - Throws: the exit code of a wrong use, once it is told.
  static func check(_ output: String?, texts data: DataSet) throws {
    guard let output, FileSystem.kind(output) == .file else { return }
    let place = FileSystem.resolved(output)
    let files = Set(data.examples.map(\.file))
    if files.contains(where: { FileSystem.resolved($0) == place }) {
      try refuse("-o \(output): would take the place of the input \(place); name another file")
    }
  }

  private static func refuse(_ reason: String) throws {
    Console.note(reason)
    throw ExitStatus.usage
  }

  /// The values of `-o` and all other words that may name a file; of `name=value` also the value alone.
  private static func divided(_ words: [String]) -> (outputs: [String], others: [String]) {
    var outputs: [String] = []
    var others: [String] = []
    var rest = words[...]
    var commands = StanceCommand.configuration.subcommands
    while let word = rest.first,
      let command = commands.first(where: { StanceCommand.name($0) == word })
    {
      rest.removeFirst()
      commands = command.configuration.subcommands
    }
    while let word = rest.popFirst() {
      if word == "--" {
        others += rest
        break
      } else if word == "-o" || word == "--output" {
        if let value = rest.popFirst() { outputs.append(value) }
      } else if plainOptions.contains(word) {
        rest = rest.dropFirst()
      } else if let sign = word.firstIndex(of: "=") {
        let value = String(word[word.index(after: sign)...])
        if ["-o", "--output"].contains(word[..<sign]) {
          outputs.append(value)
        } else if !plainOptions.contains(String(word[..<sign])) {
          others += [word, value]
        }
      } else {
        others.append(word)
      }
    }
    return (outputs, others)
  }

  /// Whether a word names the file at `place`, or a folder whose data it is of. Reports and tables of
  /// splits may be made anew where they lie.
  private static func holds(_ word: String, _ place: String) -> Bool {
    switch FileSystem.kind(word) {
    case .file: return FileSystem.resolved(word) == place
    case .folder:
      let isTable = place.hasSuffix(".tsv") && FileSystem.name(place) != "splits.tsv"
      let folder = FileSystem.resolved(word)
      return (InputList.isData(place) || isTable)
        && place.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/")
    case .missing, .other: return false
    }
  }
}
