import ArgumentParser
import StanceKit
import StanceModel

/// The command `stance`.
struct StanceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stance",
    abstract: "Says what a text thinks of a target, and why.",
    discussion: """
      Examples:
        stance score article.txt
        stance explain article.txt --line 17
        stance score --format jsonl articles/ > scores.jsonl
        stance score --target "Renault, la régie" - < review.txt
        stance train corpus/ -o model.safetensors
        stance evaluate corpus/ --model model.safetensors

      Exit codes: 0 done, 1 some input failed or the output could not be written, 3 a --min gate \
      failed, 64 usage, 65 unreadable data, 66 no such file, or no folder for the output, 70 a bug.
      """,
    version: StanceVersion.current,
    subcommands: typed.map { [$0] } ?? all)

  private static let all: [any ParsableCommand.Type] = [
    ScoreCommand.self, ExplainCommand.self, ExtractCommand.self, TrainCommand.self,
    EvaluateCommand.self, LexiconCommand.self, TargetCommand.self, ModelCommand.self,
    CorpusCommand.self, CrossValidateCommand.self, CurveCommand.self, AblationCommand.self,
    CompareCommand.self, AgreementCommand.self,
  ]

  /// The subcommand that was typed first. The parser builds a tree of all that it is given, which
  /// for one name took a tenth of the time of a short run.
  private static var typed: (any ParsableCommand.Type)? {
    guard let name = CommandLine.arguments.dropFirst().first else { return nil }
    return all.first { $0.configuration.commandName == name }
  }

  /// Refuses a word that stands where a command or subcommand is named and is none, behind `help` too.
  ///
  /// - Throws: the exit code of a wrong use, once it is told.
  static func checkName(_ arguments: [String]) throws {
    var words = arguments[...]
    let asksHelp = words.first == "help"
    if asksHelp { words.removeFirst() }
    var above = "stance"
    var commands = all
    while !commands.isEmpty, let word = words.popFirst(), !word.hasPrefix("-"), word != "help" {
      guard let command = commands.first(where: { name($0) == word }) else {
        let isFile = !asksHelp && above == "stance" && FileSystem.kind(word) != .missing
        throw refuse(word, isFile: isFile, below: above, names: commands.map(name))
      }
      above += " " + word
      commands = command.configuration.subcommands
    }
  }

  private static func refuse(
    _ word: String, isFile: Bool, below above: String, names: [String]
  ) -> ExitCode {
    let near = names.map { (name: $0, distance: distance(word, $0)) }
      .min { $0.distance < $1.distance }
    let hint =
      if isFile {
        "did you mean stance score \(word)?"
      } else if let near, near.distance <= 2 {
        "did you mean \(above) \(near.name)?"
      } else {
        "there are " + names.joined(separator: ", ")
      }
    let place = above == "stance" ? "a command" : "a subcommand of \(above)"
    Console.note("\(word): expected \(place); \(hint)")
    return ExitStatus.usage
  }

  /// What a command is called on the line.
  static func name(_ command: any ParsableCommand.Type) -> String {
    command.configuration.commandName ?? String(describing: command).lowercased()
  }

  /// The fewest letters put in, left out or replaced that make one word of the other.
  private static func distance(_ a: String, _ b: String) -> Int {
    let letters = Array(b)
    var row = Array(0...letters.count)
    for (index, letter) in a.enumerated() {
      var corner = row[0]
      row[0] = index + 1
      for place in letters.indices {
        let change = corner + (letters[place] == letter ? 0 : 1)
        corner = row[place + 1]
        row[place + 1] = min(change, corner + 1, row[place] + 1)
      }
    }
    return row[letters.count]
  }

  /// The command that was typed. What its subcommand reads alone need not go through both, which
  /// takes another tenth; what it does not read goes the whole way, to the help or the error.
  static func parsed(_ arguments: [String]) throws -> any ParsableCommand {
    // A request for help is read as another command.
    if let typed, typed.configuration.subcommands.isEmpty,
      let command = try? typed.parseAsRoot(Array(arguments.dropFirst())),
      type(of: command) == typed
    {
      return command
    }
    return try parseAsRoot(arguments)
  }
}

/// Where the program starts.
@main
enum Program {
  static func main() {
    Signals.prepare()
    do {
      let words = Array(CommandLine.arguments.dropFirst())
      if let plan = ScorePlan(plain: words) { return try plan.run() }
      try StanceCommand.checkName(words)
      try Arguments.checkValues(words)
      try OutputPlace.check(words)
      let arguments = Arguments.adjusted(words)
      var command = try StanceCommand.parsed(arguments)
      try command.run()
    } catch let code as ExitCode {
      StanceCommand.exit(withError: code)
    } catch {
      // Usage errors and requests for help are the parser's; it prints them.
      let code = StanceCommand.exitCode(for: error)
      if code == .validationFailure { StanceCommand.exit(withError: error) }
      if code == .success { StanceCommand.exit(withError: show(error)) }
      StanceCommand.exit(withError: Console.stop(error))
    }
  }

  /// Shows what was asked for, a help or the version; the parser would not see that nobody got it.
  private static func show(_ request: any Error) -> ExitCode {
    let text = StanceCommand.fullMessage(for: request, columns: nil) + "\n"
    do throws(FileError) {
      try OutputStream.standardOutput.write(Array(text.utf8))
      return .success
    } catch { return Console.stop(error) }
  }
}

/// What was typed, made regular.
enum Arguments {
  /// `--explain` takes a number or nothing, and the parser reads it as `--explain N` only: so
  /// `--explain=N` is taken apart, and `--explain FILE` means all contributions.
  static func adjusted(_ arguments: [String]) -> [String] {
    let arguments = joined(arguments)
    guard arguments.first == "score" else { return arguments }
    let end = arguments.firstIndex(of: "--") ?? arguments.count
    var result: [String] = []
    for (index, argument) in arguments[..<end].enumerated() {
      if argument == "--explain" {
        let next = index + 1 < end ? arguments[index + 1] : ""
        result += Int(next) == nil ? ["--explain", "0"] : ["--explain"]
      } else if let value = argument.value(of: "--explain") {
        // What is no number becomes one that is refused: the parser would pass over it.
        let number = Int(value) ?? -1
        result += number < 0 ? ["--explain=\(number)"] : ["--explain", value]
      } else {
        result.append(argument)
      }
    }
    return result + arguments[end...]
  }

  /// Refuses `--name=` with nothing behind the sign: the parser would take the next word for the value.
  /// `--explain=` is left to the option, which says what number it takes.
  ///
  /// - Throws: the exit code of a wrong use, once it is told.
  static func checkValues(_ arguments: [String]) throws {
    for word in arguments.prefix(while: { $0 != "--" }) where word.hasPrefix("--") {
      guard word.firstIndex(of: "=") == word.indices.last, word != "--explain=" else { continue }
      Console.note("\(word): expected a value behind the sign, found none")
      throw ExitStatus.usage
    }
  }

  /// A negative number behind an option is its value, for the option to refuse by its name; the parser
  /// takes it for another option.
  private static func joined(_ arguments: [String]) -> [String] {
    let end = arguments.firstIndex(of: "--") ?? arguments.count
    var result: [String] = []
    for argument in arguments[..<end] {
      if argument.hasPrefix("-"), Double(argument) != nil, let last = result.last,
        last.hasPrefix("--"), !last.contains("=")
      {
        result[result.count - 1] = last + "=" + argument
      } else {
        result.append(argument)
      }
    }
    return result + arguments[end...]
  }
}

extension String {
  /// What stands behind `name=`; nil for another word.
  fileprivate func value(of name: String) -> String? {
    hasPrefix(name + "=") ? String(dropFirst(name.count + 1)) : nil
  }
}
