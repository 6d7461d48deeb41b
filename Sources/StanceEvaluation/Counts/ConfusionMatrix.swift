/// Counts of gold against predicted labels; abstentions are counted apart.
///
/// Counts add; every ratio is computed from them last. An abstention is an error for accuracy
/// and recall, and leaves precision alone.
public struct ConfusionMatrix: Hashable, Sendable {
  /// K labels, in the order of rows and columns.
  public let labels: [String]
  /// K × K, row-major: rows gold, columns predicted.
  public private(set) var counts: [Int]
  /// How many units of each gold label got no prediction; K.
  public private(set) var abstained: [Int]

  /// An empty matrix.
  public init(labels: [String]) {
    self.labels = labels
    counts = Array(repeating: 0, count: labels.count * labels.count)
    abstained = Array(repeating: 0, count: labels.count)
  }

  /// Counts items whose positions fit the labels.
  public init(labels: [String], items: some Sequence<EvaluationItem>) {
    self.init(labels: labels)
    for item in items { add(gold: item.gold, predicted: item.predicted) }
  }

  /// The count of one cell.
  public subscript(gold: Int, predicted: Int) -> Int { counts[gold * labels.count + predicted] }

  /// Rows as lists, for display.
  public var rows: [[Int]] {
    labels.indices.map { Array(counts[($0 * labels.count)..<(($0 + 1) * labels.count)]) }
  }

  /// Counts a unit; traps on a position that is not a label's.
  public mutating func add(gold: Int, predicted: Int?, count: Int = 1) {
    precondition(labels.indices.contains(gold), "gold is not a position of a label")
    guard let predicted else {
      abstained[gold] += count
      return
    }
    precondition(labels.indices.contains(predicted), "predicted is not a position of a label")
    counts[gold * labels.count + predicted] += count
  }

  /// Adds to a cell: those of `counts` first, then those of `abstained`.
  mutating func add(cell: Int, _ count: Int) {
    if cell < counts.count {
      counts[cell] += count
    } else {
      abstained[cell - counts.count] += count
    }
  }

  /// Adds another matrix of the same size, `times` over. Traps on another size.
  public mutating func add(_ other: ConfusionMatrix, times: Int = 1) {
    precondition(counts.count == other.counts.count, "matrices of different sizes")
    for i in counts.indices { counts[i] += times * other.counts[i] }
    for i in abstained.indices { abstained[i] += times * other.abstained[i] }
  }

  /// The sum of two matrices of the same labels.
  public static func + (a: ConfusionMatrix, b: ConfusionMatrix) -> ConfusionMatrix {
    var sum = a
    sum.add(b)
    return sum
  }

  /// Units with a prediction.
  public var answered: Int { counts.reduce(0, +) }
  /// All units, abstentions included.
  public var total: Int { answered + abstained.reduce(0, +) }
  /// Units whose prediction is the gold label.
  public var correct: Int { labels.indices.reduce(0) { $0 + self[$1, $1] } }

  /// Units whose gold label is the one at `label`, abstentions included.
  public func support(of label: Int) -> Int {
    labels.indices.reduce(abstained[label]) { $0 + self[label, $1] }
  }

  /// Units predicted as the label at `label`.
  public func predictions(of label: Int) -> Int {
    labels.indices.reduce(0) { $0 + self[$1, label] }
  }
}
