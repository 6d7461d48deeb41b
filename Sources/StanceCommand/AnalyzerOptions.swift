public import ArgumentParser
public import StanceKit
import StanceLexicon
import StanceModel
import StanceText

/// The options by which a command chooses model, lexicons and target.
struct AnalyzerOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      """
      Target: a bundled pack's id, a pack file, names as in "Renault, la régie", or none. \
      (default: meta; none with the models short and proposals)
      """, valueName: "pack"))
  var target: String?

  @Option(
    help: ArgumentHelp(
      """
      Model file, or a bundled model: default for articles, short for texts that stand alone, \
      proposals for answers to a question and comments on a proposal. \
      (default: default)
      """, valueName: "model"))
  var model: String?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Lexicon table that goes over the bundled ones; French, or English in a folder en or as"
        + " NAME.en.tsv; may be repeated.", valueName: "tsv"))
  var lexicon: [String] = []

  /// What the options say.
  var choice: AnalyzerChoice { AnalyzerChoice(target: target, model: model, lexicon: lexicon) }

  /// The analyzer that the options describe.
  func analyzer() throws -> Analyzer { try choice.analyzer() }
}

/// Model, lexicons and target as they were named.
struct AnalyzerChoice {
  var target: String?
  var model: String?
  var lexicon: [String] = []

  /// The analyzer of what was named.
  ///
  /// - Throws: an exit code, once what could not be read is said on standard error.
  func analyzer() throws -> Analyzer {
    do {
      var analyzer = try Analyzer.named(target: target, model: model)
      for path in lexicon { analyzer.lexicon = try Self.layer(path, on: analyzer.lexicon) }
      return analyzer
    } catch { throw Console.stop(error) }
  }

  /// A user's lexicon over another one; its language is that of its folder or of its name's end.
  static func layer(_ path: String, on lexicon: Lexicon) throws -> Lexicon {
    let folder = FileSystem.name(FileSystem.folder(path))
    let isEnglish = folder == "en" || path.hasSuffix(".en.tsv")
    let isOperators = FileSystem.name(path).hasPrefix("operators")
    let source = LexiconSource(
      file: path, language: isEnglish ? .english : .french,
      kind: isOperators ? .operators : .entries, text: try FileSystem.read(path))
    return try lexicon.layering(source)
  }

  /// A bundled model by its name, or a model file, checked.
  ///
  /// - Throws: an exit code, once what could not be read is said on standard error.
  static func model(_ name: String) throws -> LinearModel {
    do { return try Analyzer.model(name) } catch { throw Console.stop(error) }
  }
}

extension ScoringUnit: ExpressibleByArgument {}
