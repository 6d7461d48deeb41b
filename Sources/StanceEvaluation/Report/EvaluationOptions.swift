/// Settings of a report.
public struct EvaluationOptions: Hashable, Sendable {
  /// Nominal coverage of all intervals, in (0, 1); default 0.95.
  public var level: Double
  /// Resamples of the bootstrap by group; default 2,000.
  public var replicates: Int
  /// Of the bootstrap.
  public var seed: UInt64
  public var variant: Interval.Variant
  /// Bins of the reliability diagram; default 10.
  public var binCount: Int
  /// Other systems' predictions for the same items.
  public var baselines: [Baseline]
  public var gates: [Gate]
  /// Gold labels that the system does not have, and how many units were left out for them.
  public var unknownLabels: [LabelCount]
  /// What the items were read from.
  public var data: [DataSource]
  /// Facts on the model, written as they are.
  public var model: ReportTree

  public init(
    level: Double = 0.95, replicates: Int = 2000, seed: UInt64 = 1,
    variant: Interval.Variant = .bca, binCount: Int = 10,
    baselines: [Baseline] = [], gates: [Gate] = [], unknownLabels: [LabelCount] = [],
    data: [DataSource] = [], model: ReportTree = .null
  ) {
    self.level = level
    self.replicates = replicates
    self.seed = seed
    self.variant = variant
    self.binCount = binCount
    self.baselines = baselines
    self.gates = gates
    self.unknownLabels = unknownLabels
    self.data = data
    self.model = model
  }

  func validate(items: Int) throws(EvaluationError) {
    guard level > 0, level < 1 else {
      throw .invalidOption(name: "level", expected: "a number between 0 and 1")
    }
    guard replicates >= 0, replicates <= 10_000_000 else {
      throw .invalidOption(name: "replicates", expected: "0 to 10000000")
    }
    guard binCount > 0, binCount <= 1_000_000 else {
      throw .invalidOption(name: "binCount", expected: "1 to 1000000")
    }
    for baseline in baselines where baseline.predicted.count != items {
      throw .baselineCount(
        name: baseline.name, expected: items, found: baseline.predicted.count)
    }
  }

  var bootstrap: GroupBootstrap {
    GroupBootstrap(replicates: replicates, seed: seed, level: level, variant: variant)
  }
}

/// Another system's predictions for the items of a report, in their order.
public struct Baseline: Hashable, Sendable {
  public var name: String
  /// Positions of labels; nil is an abstention.
  public var predicted: [Int?]

  public init(name: String, predicted: [Int?]) {
    self.name = name
    self.predicted = predicted
  }
}

/// How many units have a label.
public struct LabelCount: Hashable, Sendable {
  public var label: String
  public var count: Int

  public init(label: String, count: Int) {
    self.label = label
    self.count = count
  }
}

/// A file that items were read from.
public struct DataSource: Hashable, Sendable {
  public var file: String
  /// SHA-256 of the file's bytes, in hexadecimal, if computed.
  public var sha256: String?
  /// SHA-256 of the text in it, where that is packed or in another encoding; nil where the bytes are it.
  public var textSHA256: String?
  public var groups: Int
  public var items: Int

  /// By what the same data are known again, packed or not.
  public var fingerprint: String? { textSHA256 ?? sha256 }

  public init(
    file: String, sha256: String? = nil, textSHA256: String? = nil, groups: Int, items: Int
  ) {
    self.file = file
    self.sha256 = sha256
    self.textSHA256 = textSHA256
    self.groups = groups
    self.items = items
  }
}
