public import StanceEvaluation

/// What each family of features is worth: the same cross-validation without it, and with it alone.
/// Every model starts from nothing: a base brings families of its own.
public struct AblationExperiment: Sendable {
  public var data: ExperimentData
  public var folds: Int
  public var settings: ExperimentSettings
  public var seed: UInt64

  public init(
    _ data: ExperimentData, folds: Int = 5, settings: ExperimentSettings = ExperimentSettings(),
    seed: UInt64 = 1
  ) {
    self.data = data.withoutBase
    self.folds = folds
    self.settings = settings
    self.seed = seed
  }

  /// What was left out of a run.
  public enum Variant: Sendable, Hashable {
    case full
    case without(String)
    case alone(String)

    public var name: String {
      switch self {
      case .full: "all families"
      case .without(let family): "without \(family)"
      case .alone(let family): "\(family) alone"
      }
    }
  }

  /// One line of the table. Folds are the same in every row, so rows can be compared by item.
  public struct Row: Sendable, Equatable {
    public var variant: Variant
    public var items: [EvaluationItem]
    public var confusion: ConfusionMatrix
    /// Macro-F1 less that of the full run; nil if one is undefined.
    public var difference: Double?
    /// The difference by paired bootstrap over groups; nil for the full run.
    public var interval: Interval?

    public var macroF1: Double? { confusion.macroF1 }
    public var accuracy: Double? { confusion.accuracy }
  }

  /// The variants in the order of the table: families that the data do not have are passed over;
  /// context has no row alone, for it adds up the scores of other families.
  public var variants: [Variant] {
    let families = data.families
    guard families.count > 1 else { return [.full] }
    return [.full] + families.map { .without($0) }
      + families.filter { $0 != "context" }.map { .alone($0) }
  }

  /// - Throws: ``TrainingError`` of the full run, or `cancelled`; a variant that cannot be trained
  ///   has no row.
  /// - Complexity: variants × one ``CrossValidation``.
  public func run(
    progress: (TrainingProgress) -> Bool = { _ in true }
  ) throws(TrainingError) -> [Row] {
    var rows: [Row] = []
    var full: CrossValidation.Result?
    let variants = variants
    for (number, variant) in variants.enumerated() {
      var settings = settings
      switch variant {
      case .full: break
      case .without(let family): settings.without.insert(family)
      case .alone(let family):
        settings.without.formUnion(TrainingOptions.families.filter { $0 != family })
      }
      let validation = CrossValidation(
        data, parts: .groups(folds: folds), settings: settings, seed: seed)
      let result: CrossValidation.Result
      do {
        result = try validation.run { state in
          var state = state
          state.fraction = (Double(number) + state.fraction) / Double(variants.count)
          return progress(state)
        }
      } catch {
        if variant == .full || error == .cancelled { throw error }
        continue
      }
      rows.append(row(variant, result, full: full))
      full = full ?? result
    }
    return rows
  }

  private func row(
    _ variant: Variant, _ result: CrossValidation.Result, full: CrossValidation.Result?
  ) -> Row {
    let confusion = ConfusionMatrix(labels: result.labels, items: result.items)
    guard let full else {
      return Row(
        variant: variant, items: result.items, confusion: confusion, difference: nil,
        interval: nil)
    }
    let comparison = try? SystemComparison.build(
      first: Self.numbered(result), second: Self.numbered(full), labels: result.labels,
      options: ComparisonOptions(metrics: [.macroF1], replicates: 1000, draws: 1000, seed: seed))
    let difference = comparison?.differences.first
    return Row(
      variant: variant, items: result.items, confusion: confusion,
      difference: difference?.difference, interval: difference?.interval)
  }

  /// The items by the numbers of their rows: ids of the data may stand twice.
  private static func numbered(_ result: CrossValidation.Result) -> [EvaluationItem] {
    zip(result.items, result.rows).map { item, row in
      var item = item
      item.id = String(row)
      return item
    }
  }
}
