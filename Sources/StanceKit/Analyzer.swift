public import StanceLexicon
public import StanceModel
public import StanceText

/// Why an analyzer could not be made.
public enum AnalyzerError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A bundled model cannot be read.
  case model(ModelFileError)
  /// A lexicon or a target cannot be used.
  case lexicon(LexiconError)
  /// The reading rules cannot be used.
  case rules(ReadingRulesError)
  /// No pack has that id, and no capital or comma says that it is a name.
  case unknownTarget(String, known: [String])
  /// A model's file, or a target pack's, cannot be read.
  case file(FileError)
  /// A target pack's file is no text.
  case noTable(String, TextReadingError)
  /// The file is read, and cannot be used.
  case modelFile(String, ModelFileError)
  /// Neither a file nor a bundled model.
  case unknownModel(String)

  public var description: String {
    switch self {
    case .model(let error): "the model cannot be used: \(error)"
    case .lexicon(let error): error.description
    case .rules(let error): error.description
    case .unknownTarget(let name, let known):
      "no target pack is called \(name)" + Self.hint(name, known)
        + "; `stance target list` lists them. A file or names will do, too: \"Name, alias\""
    case .file(let error): error.description
    case .noTable(let path, let error): "\(path): \(error)"
    case .modelFile(let path, let error): "\(path): \(error)"
    case .unknownModel(let name):
      "\(name.isEmpty ? "\"\"" : name): no such file, and no bundled model of that name; there are "
        + BundledModel.allCases.map(\.rawValue).joined(separator: ", ")
    }
  }
}

extension AnalyzerError {
  /// Packs that a misspelt name may mean.
  private static func hint(_ name: String, _ known: [String]) -> String {
    let close = known.filter { $0.hasPrefix(name.prefix(3)) || name.hasPrefix($0.prefix(3)) }
    return close.isEmpty ? "" : "; did you mean \(close.prefix(3).joined(separator: " or "))?"
  }
}

/// The classifier, ready to use: model, lexicons, reading rules and one target.
///
/// A value without state: share it between threads, and make one ``DocumentScorer`` per thread for
/// bulk work.
///
///     let analyzer = try Analyzer()
///     for paragraph in analyzer.score("Meta a perdu la tête. …") {
///       print(paragraph.unit.line, paragraph.label ?? "-", paragraph.score ?? 0)
///     }
public struct Analyzer: Sendable {
  /// Turns features into scores; any label set.
  public var model: LinearModel
  /// What words mean, with a user's layers over the bundled rows.
  public var lexicon: Lexicon
  /// How text is read: units, sections, furniture, tokens.
  public var rules: ReadingRules
  /// What the stance is about, unless a record names another.
  public var target: TargetPack

  /// An analyzer of parts that were made elsewhere; nothing is read or checked.
  public init(model: LinearModel, lexicon: Lexicon, rules: ReadingRules, target: TargetPack) {
    self.model = model
    self.lexicon = lexicon
    self.rules = rules
    self.target = target
  }

  /// A bundled model, the bundled lexicons and a bundled target pack.
  ///
  /// - Parameters:
  ///   - target: id of a bundled pack, or names separated by commas.
  ///   - model: another model than ``BundledModel/default``.
  /// - Throws: ``AnalyzerError``.
  /// - Complexity: a few milliseconds once; no file is read.
  public init(
    target: String = "meta", model given: LinearModel? = nil
  ) throws(AnalyzerError) {
    let tables = TableArchive(BundledAssets.tables)
    if let given {
      model = given
    } else {
      do { model = try BundledModel.default.model() } catch { throw .model(error) }
    }
    do {
      lexicon = try Lexicon(prepared: BundledAssets.lexicon)
    } catch {
      throw .lexicon(error)
    }
    do {
      rules = try ReadingRules(prepared: BundledAssets.reading)
    } catch {
      throw .rules(error)
    }
    self.target = try Self.target(target, tables)
  }

  /// A pack by its id or, when there is a capital or a comma, by names; `none` for nobody. A person is
  /// found by the surname too.
  public static func target(
    _ text: String, _ tables: TableArchive
  ) throws(AnalyzerError) -> TargetPack {
    if text == TargetPack.nobody.id { return .nobody }
    do {
      if let pack = try tables.target(text) { return pack }
      let isBlank = text.allSatisfy(\.isWhitespace)
      guard isBlank || text.contains(",") || text.contains(where: \.isUppercase) else {
        throw AnalyzerError.unknownTarget(text, known: tables.targets)
      }
      return try TargetPack(names: tables.persons?.extended(text) ?? text)
    } catch let error as LexiconError {
      throw .lexicon(error)
    } catch let error as AnalyzerError {
      throw error
    } catch {
      throw .unknownTarget(text, known: tables.targets)
    }
  }

  /// The units of a document with their predictions, in order.
  ///
  /// The document is one whole, whatever its length; ``SharedScorer/score(article:explaining:)`` says the
  /// same up to 256 KB, and cuts longer ones into blocks.
  ///
  /// - Complexity: O(bytes), and about a millisecond for a new word cache; see ``DocumentScorer``.
  public func score(_ text: String) -> [UnitPrediction] {
    var scorer = DocumentScorer(self)
    return scorer.score(Array(text.utf8))
  }

  /// One text as one unit: a sentence, a review, a post. No neighbours take part.
  public func scoreUnit(_ text: String) -> UnitPrediction {
    var scorer = DocumentScorer(self)
    return scorer.scoreUnit(Array(text.utf8), explaining: .nothing)
  }

  /// As ``score(_:)``, with an ``Explanation`` for each scored paragraph.
  public func explain(_ text: String) -> [UnitPrediction] {
    var scorer = DocumentScorer(self)
    return scorer.score(Array(text.utf8), explaining: .full)
  }
}
