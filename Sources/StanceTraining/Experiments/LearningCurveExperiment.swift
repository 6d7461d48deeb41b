internal import StanceEvaluation
internal import StanceLinear

/// How much more data would help: the same test groups, ever larger parts of the others.
///
/// For each repetition a share of the groups, or of what ``TrainingOptions/foldsBy`` puts together, is
/// set aside as test part; models are trained on
/// growing, nested parts of the rest. What is trained on at 50 % is therefore part of what is
/// trained on at 100 %, and the points of one repetition differ by the added groups alone.
public struct LearningCurveExperiment: Sendable {
  public var data: ExperimentData
  public var settings: ExperimentSettings
  /// Shares of the groups of the training part, in (0, 1]; default 0.1, 0.2, 0.4, 0.7, 1.
  public var fractions: [Double]
  /// Repetitions with other test groups; default 3.
  public var repetitions: Int
  /// One of how many groups is set aside.
  private static let testFolds = 5
  public var seed: UInt64

  public init(
    _ data: ExperimentData, fractions: [Double] = [0.1, 0.2, 0.4, 0.7, 1], repetitions: Int = 3,
    settings: ExperimentSettings = ExperimentSettings(), seed: UInt64 = 1
  ) {
    self.data = data
    self.fractions = fractions
    self.repetitions = repetitions
    self.settings = settings
    self.seed = seed
  }

  /// One size, over all repetitions.
  public struct Point: Sendable, Equatable {
    public var fraction: Double
    /// Mean number of groups and rows that were trained on.
    public var groups: Double
    public var rows: Double
    /// One value a repetition that could be trained.
    public var macroF1: [Double]

    /// nil without values.
    public var mean: Double? { Self.mean(macroF1) }
    /// Standard deviation with n − 1 in the denominator; nil below two values.
    public var deviation: Double? {
      guard let mean, macroF1.count > 1 else { return nil }
      let sum = macroF1.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
      return (sum / Double(macroF1.count - 1)).squareRoot()
    }
    public var lowest: Double? { macroF1.min() }
    public var highest: Double? { macroF1.max() }

    static func mean(_ values: [Double]) -> Double? {
      values.isEmpty ? nil : values.reduce(0, +) / Double(values.count)
    }
  }

  /// - Returns: a point a fraction, by rising fraction; those with too little data have no value.
  /// - Throws: `cancelled`, or the reason when no fit at all was possible.
  /// - Complexity: repetitions · fractions trainings.
  public func run(
    progress: (TrainingProgress) -> Bool = { _ in true }
  ) throws(TrainingError) -> [Point] {
    let fractions = fractions.filter { $0 > 0 && $0 <= 1 }.sorted()
    var points = fractions.map { Point(fraction: $0, groups: 0, rows: 0, macroF1: []) }
    var failure: TrainingError?
    var done = 0.0
    let share = 1 / Double(max(1, repetitions * fractions.count))
    for repetition in 0..<repetitions {
      let plan = plan(repetition)
      for (index, fraction) in fractions.enumerated() {
        let size = max(1, Int((fraction * Double(plan.order.count)).rounded()))
        let chosen = Set(plan.order.prefix(size))
        let learning = (0..<data.count).filter { chosen.contains(data.prepared.groups[$0]) }
        points[index].groups += Double(size) / Double(repetitions)
        points[index].rows += Double(learning.count) / Double(repetitions)
        do {
          let fit = try ExperimentFit(
            data, learning: learning, answering: plan.test, settings: settings
          ) { state in
            var state = state
            state.fraction = done + share * state.fraction
            return progress(state)
          }
          if let value = ConfusionMatrix(labels: data.labels, items: fit.items).macroF1 {
            points[index].macroF1.append(value)
          }
        } catch .cancelled {
          throw .cancelled
        } catch {
          failure = error
        }
        done += share
      }
    }
    if let failure, points.allSatisfy({ $0.macroF1.isEmpty }) { throw failure }
    return points
  }

  /// The test rows of a repetition, and the other groups in the order in which they are added.
  func plan(_ repetition: Int) -> (test: [Int], order: [String]) {
    let prepared = data.prepared
    // One division into folds serves as many repetitions as it has folds; then comes another.
    let round = UInt64(repetition / Self.testFolds)
    let fold = Folds.grouped(
      prepared.blocks, labels: prepared.classes, classes: prepared.labels.count,
      k: Self.testFolds, seed: seed &+ round)
    let count = (fold.max() ?? 0) + 1
    let held = repetition % Self.testFolds % count
    let test = (0..<prepared.count).filter { fold[$0] == held }
    let outside = Set(test.map { prepared.groups[$0] })
    var order = data.groups.filter { !outside.contains($0) }
    var generator = RandomGenerator(seed: seed &+ 0x9E37_79B9 &* UInt64(repetition + 1))
    order.shuffle(using: &generator)
    return (test, order)
  }
}
