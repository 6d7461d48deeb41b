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

/// What a metric becomes when a family of features is left out.
public struct Ablation: Sendable, Hashable {
  /// One family left out.
  public struct Row: Sendable, Hashable {
    /// What was left out.
    public var name: String
    /// The metric without it; nil if undefined.
    public var value: Double?
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
