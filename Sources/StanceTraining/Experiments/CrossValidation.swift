public import StanceEvaluation

/// Predictions for every example by a model that has not seen its group, or its target.
///
/// The examples are cut into parts that never cut a group, nor what
/// ``TrainingOptions/foldsBy`` puts together. For each part a model is trained on
/// the others, its strength, families, temperature and context chosen among those others by an
/// inner cross-validation; the part itself is only answered. So the items are as honest as those
/// of a held-out test set of the same size.
///
/// - Complexity: parts · (trainings of the inner search + 1) fits.
/// - Source: Varma and Simon 2006, Bias in error estimation when using cross-validation for model
///   selection, BMC Bioinformatics 7 (nested cross-validation).
public struct CrossValidation: Sendable {
  /// What is held out together.
  public enum Parts: Sendable, Equatable {
    /// Groups, in so many folds of even labels.
    case groups(folds: Int)
    /// All examples of one target; the targets themselves in so many folds, or each by itself
    /// when nil. Groups that hold several targets, and what no fold divides beside them, are left
    /// out of training where they share one.
    case targets(folds: Int?)
  }

  public var data: ExperimentData
  public var parts: Parts
  public var settings: ExperimentSettings
  /// Of the outer folds.
  public var seed: UInt64

  public init(
    _ data: ExperimentData, parts: Parts = .groups(folds: 5),
    settings: ExperimentSettings = ExperimentSettings(), seed: UInt64 = 1
  ) {
    self.data = data
    self.parts = parts
    self.settings = settings
    self.seed = seed
  }

  /// Items out of fold, and what each fold chose.
  public struct Result: Sendable, Equatable {
    public var labels: [String]
    /// One item a row, in the order of the examples.
    public var items: [EvaluationItem]
    /// Where the example of each item stands; an id may stand twice.
    public var rows: [Int]
    public var folds: [Fold]
    /// Rows that no model could answer, because too little was left to train on.
    public var unanswered: [Unanswered]
  }

  /// One part: how it was answered.
  public struct Fold: Sendable, Equatable {
    /// `1`, `2`, … or the targets held out.
    public var name: String
    public var trainedOn: Int
    public var items: Int
    public var strength: Double
    public var families: [String]
  }

  /// A part that was not answered, with the reason.
  public struct Unanswered: Sendable, Equatable {
    public var name: String
    public var items: Int
    public var reason: TrainingError
  }

  /// - Throws: ``TrainingError`` when no part can be answered, or `cancelled`.
  /// - Complexity: see the type.
  public func run(
    progress: (TrainingProgress) -> Bool = { _ in true }
  ) throws(TrainingError) -> Result {
    let assignment = assignment()
    var items: [(row: Int, item: EvaluationItem)] = []
    var result = Result(labels: data.labels, items: [], rows: [], folds: [], unanswered: [])
    for (number, part) in assignment.enumerated() {
      let done = Double(number) / Double(assignment.count)
      do {
        let fit = try ExperimentFit(
          data, learning: part.learning, answering: part.answering, settings: settings
        ) { state in
          var state = state
          state.fraction = done + state.fraction / Double(assignment.count)
          return progress(state)
        }
        items += zip(part.answering, fit.items).map { ($0, $1) }
        result.folds.append(
          Fold(
            name: part.name, trainedOn: part.learning.count, items: part.answering.count,
            strength: fit.strength, families: fit.families))
      } catch .cancelled {
        throw .cancelled
      } catch {
        result.unanswered.append(
          Unanswered(name: part.name, items: part.answering.count, reason: error))
      }
    }
    if result.folds.isEmpty, let reason = result.unanswered.first?.reason { throw reason }
    items.sort { $0.row < $1.row }
    result.items = ItemSlices.telling(items.map(\.item))
    result.rows = items.map(\.row)
    return result
  }

  struct Part {
    var name: String
    var learning: [Int]
    var answering: [Int]
  }

  /// The rows of each part. No block is on both sides of one.
  func assignment() -> [Part] {
    let prepared = data.prepared
    let rows = 0..<prepared.count
    switch parts {
    case .groups(let folds):
      let fold = Folds.grouped(
        prepared.blocks, labels: prepared.classes, classes: prepared.labels.count, k: folds,
        seed: seed)
      let count = (fold.max() ?? 0) + 1
      return (0..<count).map { number in
        Part(
          name: String(number + 1), learning: rows.filter { fold[$0] != number },
          answering: rows.filter { fold[$0] == number })
      }.filter { !$0.answering.isEmpty }
    case .targets(let folds):
      let target = prepared.examples.map { $0.target ?? "" }
      let names = data.targets
      let number: [Int]
      if let folds, folds < names.count {
        number = Folds.grouped(
          target, labels: prepared.classes, classes: prepared.labels.count, k: folds, seed: seed)
      } else {
        let position = [String: Int](uniqueKeysWithValues: names.enumerated().map { ($1, $0) })
        number = target.map { position[$0] ?? 0 }
      }
      let count = (number.max() ?? 0) + 1
      return (0..<count).map { part in
        let answering = rows.filter { number[$0] == part }
        let touched = Set(answering.map { prepared.blocks[$0] })
        return Part(
          name: ExperimentData.distinct(answering.map { target[$0] }).joined(separator: " "),
          learning: rows.filter {
            number[$0] != part && !touched.contains(prepared.blocks[$0])
          },
          answering: answering)
      }.filter { !$0.answering.isEmpty }
    }
  }
}
