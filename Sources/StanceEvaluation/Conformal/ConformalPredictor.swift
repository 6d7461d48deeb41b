/// Sets of labels that hold the right one as often as asked for, by split conformal prediction.
///
/// The score of a label is 1 − p, which gives the smallest sets on average. From n calibration rows
/// that the model was not trained on, the threshold is the ⌈(n+1)·coverage⌉-th smallest score of a
/// gold label; a set holds every label whose score is at most that. If the row to come and the calibration rows are exchangeable, the set holds the
/// right label with probability at least `coverage`. Rows of one article are not exchangeable
/// with those of another: calibrate on many articles.
///
/// - Source: Vovk, Gammerman, Shafer 2005; Angelopoulos and Bates 2023, Conformal Prediction: A
///   Gentle Introduction, section 1; Sadinle, Lei, Wasserman 2019 for the score (LAC).
public struct ConformalPredictor: Hashable, Sendable {
  /// The share of sets that are to hold the right label, in (0, 1).
  public let coverage: Double
  /// Labels with a score of at most this are in the set.
  public let threshold: Double
  /// Number of calibration rows.
  public let rows: Int

  /// Calibrates on items; those without probabilities are left out.
  ///
  /// - Throws: `coverage` outside (0, 1), `tooFewRows` below `rowsNeeded`, `items`.
  /// - Complexity: O(n·K·log K + n·log n).
  public init(
    calibration items: [EvaluationItem], labels: [String], coverage: Double
  ) throws(ConformalError) {
    let needed = try Self.rowsNeeded(coverage: coverage)
    do { try EvaluationItem.validate(items, labels: labels) } catch { throw .items(error) }
    var scores: [Double] = []
    for item in items {
      guard let probabilities = item.probabilities else { continue }
      scores.append(1 - probabilities[item.gold])
    }
    guard scores.count >= needed else {
      throw .tooFewRows(needed: needed, found: scores.count)
    }
    scores.sort()
    let rank = Self.ceiling(Double(scores.count + 1) * coverage)
    self.coverage = coverage
    threshold = scores[min(max(rank, 1), scores.count) - 1]
    rows = scores.count
  }

  /// The fewest calibration rows that allow a coverage: ⌈1/(1 − coverage)⌉ − 1, at least 1.
  ///
  /// With fewer, only the set of all labels keeps the promise.
  public static func rowsNeeded(coverage: Double) throws(ConformalError) -> Int {
    guard coverage > 0, coverage < 1 else { throw .coverage(coverage) }
    let rows = 1 / (1 - coverage)
    return rows < 1e15 ? max(1, ceiling(rows) - 1) : .max
  }

  /// ⌈x⌉, taking what is a whole number but for rounding as that number: 1/(1 − 0.9) is 10.
  private static func ceiling(_ x: Double) -> Int { Int((x * (1 - 1e-12)).rounded(.up)) }

  /// Positions of the labels in the set, the most probable first; may be empty.
  public func set(_ probabilities: [Double]) -> [Int] {
    probabilities.indices.filter { 1 - probabilities[$0] <= threshold }
      .sorted { (probabilities[$0], $1) > (probabilities[$1], $0) }
  }

  /// How the sets fare on other items; those without probabilities are left out.
  public func evaluate(_ items: [EvaluationItem], level: Double = 0.95) -> ConformalReport {
    var sizes: [Int] = []
    var covered = 0
    var count = 0
    for item in items {
      guard let probabilities = item.probabilities else { continue }
      let set = set(probabilities)
      while sizes.count <= max(set.count, probabilities.count) { sizes.append(0) }
      sizes[set.count] += 1
      covered += set.contains(item.gold) ? 1 : 0
      count += 1
    }
    return ConformalReport(
      predictor: self, count: count, covered: covered, sizes: sizes,
      interval: .wilson(successes: covered, trials: count, level: level))
  }
}

/// How conformal sets fared on items.
public struct ConformalReport: Hashable, Sendable {
  public let predictor: ConformalPredictor
  public let count: Int
  /// Items whose set holds the gold label.
  public let covered: Int
  /// `sizes[s]` items have a set of s labels.
  public let sizes: [Int]
  /// Wilson's interval of the coverage.
  public let interval: Interval

  /// covered / count; nil without items.
  public var coverage: Double? { ratio(covered, count) }
  /// nil without items.
  public var meanSize: Double? {
    ratio(sizes.enumerated().reduce(0) { $0 + $1.offset * $1.element }, count)
  }

  /// The report as a value to write; undefined is null.
  public var tree: ReportTree {
    .object([
      .init("score", .text("lac")),
      .init("wanted_coverage", .number(predictor.coverage)),
      .init("threshold", ReportTree(predictor.threshold)),
      .init("calibration_rows", .integer(predictor.rows)),
      .init("n", .integer(count)),
      .init("coverage", ReportTree(coverage)),
      .init("interval", interval.tree),
      .init("mean_size", ReportTree(meanSize)),
      .init("sizes", .list(sizes.map { .integer($0) })),
    ])
  }
}

/// Why sets cannot be calibrated.
public enum ConformalError: Error, Hashable, Sendable, CustomStringConvertible {
  case coverage(Double)
  case tooFewRows(needed: Int, found: Int)
  case items(EvaluationError)

  public var description: String {
    switch self {
    case .coverage(let value): "expected a coverage between 0 and 1, found \(value)"
    case .tooFewRows(let needed, let found):
      "this coverage needs at least \(needed) calibration rows, found \(found)"
    case .items(let error): error.description
    }
  }
}
