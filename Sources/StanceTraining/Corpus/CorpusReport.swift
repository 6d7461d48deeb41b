public import StanceEvaluation

/// What a check of a corpus found, as values.
public struct CorpusReport: Sendable, Equatable {
  /// Labelled and unlabelled texts, files and groups.
  public var counts: Counts
  /// Labels by target, style, register, split and kind of data.
  public var balance: [CorpusBalance]
  /// All labelled rows, then articles and records by themselves.
  public var giveAway: [GiveAway]
  public var lengths: [CorpusLengths]
  /// Openings that several texts share, the most frequent first.
  public var openings: [CorpusOpening]
  /// Errors first.
  public var findings: [CorpusFinding]
  public var gates: [CorpusGate]

  public struct Counts: Sendable, Equatable {
    public var articles: Int
    public var records: Int
    /// Labelled texts of articles.
    public var labelledParagraphs: Int
    /// All body texts of articles.
    public var paragraphs: Int
    public var labelledRecords: Int
    public var groups: Int
    public var targets: Int
  }

  /// Accuracy of single words on a part of the data.
  public struct GiveAway: Sendable, Equatable {
    public var part: String
    public var words: GiveAwayWords
  }

  /// Whether no error and no gate stands against the corpus.
  public var passed: Bool {
    gates.allSatisfy(\.passed) && !findings.contains { $0.severity == .error }
  }
}

/// Something in a corpus that should be looked at, with its places.
public struct CorpusFinding: Sendable, Equatable, CustomStringConvertible {
  public enum Severity: Int, Sendable, Comparable {
    /// Must be mended.
    case error
    /// Should be looked at.
    case warning
    /// For information.
    case note

    public static func < (a: Self, b: Self) -> Bool { a.rawValue < b.rawValue }
    public var name: String {
      switch self {
      case .error: "error"
      case .warning: "warning"
      case .note: "note"
      }
    }
  }

  public var severity: Severity
  /// A short fixed name, for machines: `near_duplicate`, `overlap`, `label_word`, …
  public var code: String
  /// What is wrong and what to do.
  public var message: String
  public var places: [DataPlace]

  public init(_ severity: Severity, _ code: String, _ message: String, _ places: [DataPlace]) {
    self.severity = severity
    self.code = code
    self.message = message
    self.places = places
  }

  public var description: String {
    let place = places.first.map { "\($0): " } ?? ""
    return "\(place)\(message)"
  }
}

/// A number that a corpus must keep.
public struct CorpusGate: Sendable, Equatable {
  public var name: String
  public var found: Double?
  public var bound: Double
  public var isMaximum: Bool

  public var passed: Bool {
    guard let found else { return false }
    return isMaximum ? found <= bound : found >= bound
  }
}

/// How many rows of each label a value of some property has.
public struct CorpusBalance: Sendable, Equatable {
  /// `target`, `style`, `register`, `split`, `kind`.
  public var property: String
  public var labels: [String]
  /// By falling number of rows.
  public var rows: [Row]

  public struct Row: Sendable, Equatable {
    public var value: String
    public var groups: Int
    /// In the order of the labels.
    public var counts: [Int]
    public var total: Int { counts.reduce(0, +) }
  }
}

/// Words a text, for one label.
public struct CorpusLengths: Sendable, Equatable {
  public var label: String
  public var texts: Int
  public var mean: Double
  public var deviation: Double
  public var shortest: Int
  public var longest: Int
}

/// The first words of several texts.
public struct CorpusOpening: Sendable, Equatable {
  public var words: String
  public var places: [DataPlace]
  /// Texts of each label, in the order of the labels.
  public var counts: [Int]
}

extension CorpusReport {
  /// The report as a value to write.
  public var tree: ReportTree {
    .object([
      .init("schema", .integer(1)),
      .init("passed", .flag(passed)),
      .init("counts", counts.tree),
      .init("gates", .list(gates.map(\.tree))),
      .init("balance", .list(balance.map(\.tree))),
      .init("give_away", .list(giveAway.map(\.tree))),
      .init("lengths", .list(lengths.map(\.tree))),
      .init(
        "openings",
        .list(
          openings.map {
            .object([
              .init("words", .text($0.words)), .init("texts", .integer($0.places.count)),
              .init("counts", .list($0.counts.map { .integer($0) })),
            ])
          })),
      .init("findings", .list(findings.map(\.tree))),
    ])
  }
}

extension CorpusReport.Counts {
  var tree: ReportTree {
    .object([
      .init("articles", .integer(articles)), .init("paragraphs", .integer(paragraphs)),
      .init("labelled_paragraphs", .integer(labelledParagraphs)),
      .init("records", .integer(records)), .init("labelled_records", .integer(labelledRecords)),
      .init("groups", .integer(groups)), .init("targets", .integer(targets)),
    ])
  }
}

extension CorpusGate {
  var tree: ReportTree {
    .object([
      .init("name", .text(name)), .init("found", ReportTree(found)),
      .init("bound", .number(bound)), .init("direction", .text(isMaximum ? "at most" : "at least")),
      .init("passed", .flag(passed)),
    ])
  }
}

extension CorpusBalance {
  var tree: ReportTree {
    .object([
      .init("property", .text(property)), .init("labels", .list(labels.map { .text($0) })),
      .init(
        "rows",
        .list(
          rows.map {
            .object([
              .init("value", .text($0.value)), .init("groups", .integer($0.groups)),
              .init("counts", .list($0.counts.map { .integer($0) })),
            ])
          })),
    ])
  }
}

extension CorpusReport.GiveAway {
  var tree: ReportTree {
    .object([
      .init("part", .text(part)), .init("rows", .integer(words.rows)),
      .init("accuracy", ReportTree(words.accuracy)), .init("majority", ReportTree(words.majority)),
      .init(
        "words",
        .list(
          words.words.map {
            .object([
              .init("word", .text($0.word)), .init("label", .text($0.label)),
              .init("chi_square", .number($0.chiSquare)), .init("rows", .integer($0.rows)),
            ])
          })),
    ])
  }
}

extension CorpusLengths {
  var tree: ReportTree {
    .object([
      .init("label", .text(label)), .init("texts", .integer(texts)), .init("mean", .number(mean)),
      .init("deviation", .number(deviation)), .init("shortest", .integer(shortest)),
      .init("longest", .integer(longest)),
    ])
  }
}

extension CorpusFinding {
  var tree: ReportTree {
    .object([
      .init("severity", .text(severity.name)), .init("code", .text(code)),
      .init("message", .text(message)),
      .init(
        "places",
        .list(
          places.map {
            .object([.init("file", .text($0.file)), .init("line", .integer($0.line))])
          })),
    ])
  }
}
