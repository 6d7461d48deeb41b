internal import StanceEvaluation
public import StanceTraining

/// How a metric grows with the amount of training data.
public struct LearningCurve: Sendable, Hashable {
  /// One training size.
  public struct Point: Sendable, Hashable {
    /// What was trained on, in units of `unit`.
    public var size: Int
    /// The metric; nil if undefined.
    public var value: Double?
    /// Ends of the interval (or the range over repetitions); nil where there is none.
    public var low: Double?
    public var high: Double?

    public init(size: Int, value: Double?, low: Double? = nil, high: Double? = nil) {
      self.size = size
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// Name of the metric, such as `macro_f1`.
  public var metric: String
  /// What sizes count: `articles`, `paragraphs`.
  public var unit: String
  /// What the interval is: `95 % bootstrap by group`, `range of 5 draws`; nil without.
  public var band: String?
  /// By rising size.
  public var points: [Point]

  public init(metric: String, unit: String, band: String? = nil, points: [Point]) {
    self.metric = metric
    self.unit = unit
    self.band = band
    self.points = points
  }
}

/// What a metric becomes when families of features are left out.
public struct Ablation: Sendable, Hashable {
  /// One variant.
  public struct Row: Sendable, Hashable {
    /// What remains: `without lexicon`.
    public var name: String
    /// The metric then; nil if undefined.
    public var value: Double?
    /// Ends of the interval of the change from the full model; nil where there is none.
    public var low: Double?
    public var high: Double?

    public init(name: String, value: Double?, low: Double? = nil, high: Double? = nil) {
      self.name = name
      self.value = value
      self.low = low
      self.high = high
    }
  }

  /// Name of the metric.
  public var metric: String
  /// The metric with everything in; nil if undefined.
  public var full: Double?
  public var rows: [Row]

  public init(metric: String, full: Double?, rows: [Row]) {
    self.metric = metric
    self.full = full
    self.rows = rows
  }
}

extension LearningCurve {
  /// The curve of an experiment: the mean over its repetitions, and their range as the band.
  public init(_ points: [LearningCurveExperiment.Point], unit: String = "articles") {
    let repetitions = points.map(\.macroF1.count).max() ?? 0
    self.init(
      metric: "macro_f1", unit: unit,
      band: repetitions > 1 ? "lowest to highest of \(repetitions) draws" : nil,
      points: points.map { point in
        let many = point.macroF1.count > 1
        return Point(
          size: Int(point.groups.rounded()), value: point.mean,
          low: many ? point.lowest : nil, high: many ? point.highest : nil)
      })
  }
}

extension Ablation {
  /// The table of an experiment; intervals are of the difference to the full model.
  public init(_ rows: [AblationExperiment.Row]) {
    self.init(
      metric: "macro_f1", full: rows.first { $0.variant == .full }?.macroF1,
      rows: rows.filter { $0.variant != .full }.map { row in
        Row(
          name: row.variant.name, value: row.macroF1, low: row.interval?.low,
          high: row.interval?.high)
      })
  }
}
