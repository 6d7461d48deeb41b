/// One judged unit: what a person said, what a system said.
///
/// Labels are positions in the list of labels that goes with the items.
public struct EvaluationItem: Hashable, Sendable {
  /// Identity of the unit; two systems are paired by it.
  public var id: String
  /// The file that the unit stands in, if it has one.
  public var file: String?
  /// 1-based line of `file`, if known.
  public var line: Int?
  /// What no resampling may cut in two: an article, usually.
  public var group: String
  /// Position of the gold label.
  public var gold: Int
  /// Position of the predicted label; nil is an abstention.
  public var predicted: Int?
  /// One probability a label, in the order of the labels; nil if the system gives none.
  public var probabilities: [Double]?
  /// The slices that the unit falls into.
  public var slices: [Slice]

  /// A named property of a unit with its value, such as `style` = `blog`.
  public struct Slice: Hashable, Sendable {
    public var name: String
    public var value: String

    public init(name: String, value: String) {
      self.name = name
      self.value = value
    }
  }

  /// - Parameter group: default is `file`, else `id`.
  public init(
    id: String, file: String? = nil, line: Int? = nil, group: String? = nil, gold: Int,
    predicted: Int?, probabilities: [Double]? = nil, slices: [Slice] = []
  ) {
    self.id = id
    self.file = file
    self.line = line
    self.group = group ?? file ?? id
    self.gold = gold
    self.predicted = predicted
    self.probabilities = probabilities
    self.slices = slices
  }
}

/// Why a list of items cannot be evaluated.
public enum EvaluationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// Fewer than two labels.
  case tooFewLabels(Int)
  case duplicateLabel(String)
  /// A gold or predicted position that is no position of a label.
  case labelOutOfRange(id: String, position: Int, labels: Int)
  case probabilityCount(id: String, expected: Int, found: Int)
  /// Negative, above one or not a number.
  case invalidProbability(id: String, value: Double)
  /// The probabilities of an item do not sum to one within 10⁻³.
  case probabilitySum(id: String, sum: Double)
  /// A baseline that does not have one prediction an item.
  case baselineCount(name: String, expected: Int, found: Int)
  /// An option outside its range.
  case invalidOption(name: String, expected: String)

  public var description: String {
    switch self {
    case .tooFewLabels(let count):
      "expected at least two labels, found \(count)"
    case .duplicateLabel(let label):
      "the label '\(label)' is listed twice"
    case .labelOutOfRange(let id, let position, let labels):
      "item '\(id)': label position \(position), expected 0 to \(labels - 1)"
    case .probabilityCount(let id, let expected, let found):
      "item '\(id)': expected \(expected) probabilities, found \(found)"
    case .invalidProbability(let id, let value):
      "item '\(id)': expected a probability from 0 to 1, found \(value)"
    case .probabilitySum(let id, let sum):
      "item '\(id)': expected probabilities that sum to 1, found \(sum)"
    case .baselineCount(let name, let expected, let found):
      "baseline '\(name)': expected \(expected) predictions, found \(found)"
    case .invalidOption(let name, let expected):
      "option '\(name)': expected \(expected)"
    }
  }
}

extension EvaluationItem {
  /// Checks that positions and probabilities fit the labels.
  ///
  /// - Throws: the first fault, in the order of the items.
  /// - Complexity: O(n·K).
  public static func validate(
    _ items: [EvaluationItem], labels: [String]
  ) throws(EvaluationError) {
    guard labels.count >= 2 else { throw .tooFewLabels(labels.count) }
    var seen = Set<String>()
    for label in labels where !seen.insert(label).inserted { throw .duplicateLabel(label) }
    for item in items {
      for position in [item.gold, item.predicted ?? item.gold]
      where !labels.indices.contains(position) {
        throw .labelOutOfRange(id: item.id, position: position, labels: labels.count)
      }
      if let probabilities = item.probabilities {
        try validate(probabilities, of: item.id, count: labels.count)
      }
    }
  }

  private static func validate(
    _ probabilities: [Double], of id: String, count: Int
  ) throws(EvaluationError) {
    guard probabilities.count == count else {
      throw .probabilityCount(id: id, expected: count, found: probabilities.count)
    }
    var sum = 0.0
    for value in probabilities {
      guard value >= 0, value <= 1.001 else { throw .invalidProbability(id: id, value: value) }
      sum += value
    }
    guard abs(sum - 1) <= 1e-3 else { throw .probabilitySum(id: id, sum: sum) }
  }
}
