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
      (default: the pack that the folder of an article is named after; else meta, but none with \
      the models short and proposals, and with one that was trained on records without a target)
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

  @OptionGroup var layers: LexiconOptions
  @OptionGroup var reading: ReadingOptions

  /// The model as typed, or the name of the default one: what reports call it.
  var modelName: String { model ?? BundledModel.default.rawValue }

  /// What the options say.
  var choice: AnalyzerChoice {
    AnalyzerChoice(target: target, model: model, lexicon: layers.lexicon, titles: reading.titles)
  }

  /// The analyzer that the options describe.
  func analyzer() throws -> Analyzer { try choice.analyzer() }
}

/// How articles are read.
struct ReadingOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Section titles over the bundled ones, with the labels that they carry: a table with the"
        + " columns title and label; may be repeated.", valueName: "tsv"))
  var titles: [String] = []

  /// The bundled rules with these titles.
  func rules() throws -> ReadingRules {
    try Self.add(titles, to: ReadingRules(prepared: BundledAssets.reading))
  }

  static func add(_ titles: [String], to rules: ReadingRules) throws -> ReadingRules {
    var rules = rules
    for path in titles { try rules.addSectionTitles(try FileSystem.read(path), file: path) }
    return rules
  }
}

/// Model, lexicons, section titles and target as they were named.
struct AnalyzerChoice {
  var target: String?
  var model: String?
  var lexicon: [String] = []
  var titles: [String] = []

  /// The analyzer of what was named.
  ///
  /// - Throws: an exit code, once what could not be read is said on standard error.
  func analyzer() throws -> Analyzer {
    do {
      var analyzer = try Analyzer.named(target: target, model: model)
      if target != nil { Self.tellSmallWords(analyzer.target) }
      for path in lexicon { analyzer.lexicon = try UserLexicon.layer(path, on: analyzer.lexicon) }
      analyzer.rules = try ReadingOptions.add(titles, to: analyzer.rules)
      return analyzer
    } catch { throw Console.stop(error) }
  }

  /// Warns of names that were typed and are nothing but words like « le », which any text holds.
  private static func tellSmallWords(_ target: TargetPack) {
    let names = target.rows.filter { $0.line == 0 }.map(\.term)
    guard !names.isEmpty else { return }
    let table = TableArchive(BundledAssets.tables).table("reading/function-words.tsv") ?? []
    let small = Set(TabularText(table).rows.map { $0[0] })
    for name in names {
      let words = name.lowercased().split { $0.isWhitespace || $0 == "'" || $0 == "’" }
      guard words.allSatisfy({ small.contains(String($0)) }) else { continue }
      Console.note(
        "--target: \(name) is a word that nearly any text holds: whatever is said there counts as"
          + " said of it")
    }
  }

  /// A bundled model by its name, or a model file, checked.
  ///
  /// - Throws: an exit code, once what could not be read is said on standard error.
  static func model(_ name: String) throws -> LinearModel {
    do { return try Analyzer.model(name) } catch { throw Console.stop(error) }
  }
}

extension ScoringUnit: ExpressibleByArgument {}
