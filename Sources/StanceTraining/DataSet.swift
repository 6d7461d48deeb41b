public import StanceEvaluation
public import StanceText

/// One text of a data set, with what is known of it.
public struct Example: Sendable, Equatable {
  /// The id given in the data, or `file:line`.
  public var id: String
  /// File that it was read from, as typed by the user.
  public var file: String
  /// 1-based line of the file on which it starts.
  public var line: Int
  /// UTF-8.
  public var text: [UInt8]
  /// The gold label; nil when the example has none.
  public var label: String?
  /// Id of a target pack, a name, or a question; nil when the data names none.
  public var target: String?
  /// What no split or fold may cut in two.
  public var group: String
  /// `train`, `dev`, `test` or another word of the data; nil when it says nothing.
  public var split: String?
  /// The section within the group; nil outside articles.
  public var section: ArticleSection?
  /// As the article's reader found it; of a record what its `lang` names, where its words do not tell.
  public var language: Language?
  /// The beginning of the article, UTF-8, of at most ``TargetSearch/limit`` bytes: tells whether the
  /// article names its target. Nil outside articles.
  public var head: [UInt8]?
  /// `register`, `style`, `phenomenon` and other columns that reports slice by.
  public var slices: [EvaluationItem.Slice]

  public init(
    id: String, file: String, line: Int, text: [UInt8], label: String?, target: String?,
    group: String, split: String? = nil, section: ArticleSection? = nil,
    language: Language? = nil, head: [UInt8]? = nil, slices: [EvaluationItem.Slice] = []
  ) {
    self.id = id
    self.file = file
    self.line = line
    self.text = text
    self.label = label
    self.target = target
    self.group = group
    self.split = split
    self.section = section
    self.language = language
    self.head = head
    self.slices = slices
  }

  /// Whether `stance score` gives it a label: paragraphs of articles in other languages get none.
  public var isScored: Bool { language != .other }

  /// The value of a slice; nil when the example has none of that name.
  public func slice(_ name: String) -> String? { slices.first { $0.name == name }?.value }
}

/// The section of an article in which a paragraph stands.
public struct ArticleSection: Sendable, Hashable {
  /// From 0, counted over the article's headings.
  public var number: Int
  /// Whether a title of its own opens it: false before the first one of the article.
  public var isTitled: Bool

  public init(number: Int, isTitled: Bool) {
    self.number = number
    self.isTitled = isTitled
  }
}

/// The order of labels in reports and models.
public enum LabelOrder {
  /// Each label once, in the order of the field: favor, neutral, against, then others alphabetically.
  ///
  /// - Complexity: O(n + K log K) for K different labels.
  public static func sorted(_ labels: some Sequence<String>) -> [String] {
    let found = Set(labels)
    let known = ["favor", "neutral", "against"].filter(found.contains)
    return known + found.subtracting(known).sorted()
  }
}

/// Something in the data that is unusual but not fatal, with its place.
public struct DataNote: Sendable, Equatable, CustomStringConvertible {
  public var file: String
  public var line: Int?
  public var message: String

  public init(file: String, line: Int?, message: String) {
    self.file = file
    self.line = line
    self.message = message
  }

  public var description: String {
    line.map { "\(file):\($0): \(message)" } ?? "\(file): \(message)"
  }
}

/// Examples, where they came from, and what was noticed while reading.
public struct DataSet: Sendable, Equatable {
  public var examples: [Example]
  public var sources: [DataSource]
  public var notes: [DataNote]
  /// Lines of JSONL that hold no record, in the order of the files: they are left out.
  public var wrongLines: [DataError]

  public init(
    examples: [Example] = [], sources: [DataSource] = [], notes: [DataNote] = [],
    wrongLines: [DataError] = []
  ) {
    self.examples = examples
    self.sources = sources
    self.notes = notes
    self.wrongLines = wrongLines
  }

  /// Appends another data set.
  public mutating func append(_ other: DataSet) {
    examples += other.examples
    sources += other.sources
    notes += other.notes
    wrongLines += other.wrongLines
  }

  /// The examples that carry a label.
  public var labelled: DataSet {
    DataSet(
      examples: examples.filter { $0.label != nil }, sources: sources, notes: notes,
      wrongLines: wrongLines)
  }

  /// Labels in the order of the field: favor, neutral, against, then others alphabetically.
  public var labels: [String] { LabelOrder.sorted(examples.compactMap(\.label)) }

  public var groups: Int { Set(examples.map(\.group)).count }
}

/// Why a data file could not be read.
public enum DataError: Error, Sendable, Equatable, CustomStringConvertible {
  /// A line of JSONL is wrong.
  case record(file: String, line: Int, found: String, expected: String)
  /// The whole file is wrong.
  case file(file: String, reason: String)

  public var file: String {
    switch self {
    case .record(let file, _, _, _), .file(let file, _): file
    }
  }

  /// The line that is wrong, from 1; nil when the whole file is.
  public var line: Int? { if case .record(_, let line, _, _) = self { line } else { nil } }

  /// What was expected and found.
  public var reason: String {
    switch self {
    case .record(_, _, let found, let expected): "expected \(expected), found \(found)"
    case .file(_, let reason): reason
    }
  }

  public var description: String {
    line.map { "\(file):\($0): \(reason)" } ?? "\(file): \(reason)"
  }
}
