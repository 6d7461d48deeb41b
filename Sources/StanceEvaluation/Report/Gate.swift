/// A bound that a metric must keep: `macro_f1=0.6` is at least, `ece=0.1` (a loss) at most.
public struct Gate: Hashable, Sendable {
  public let metric: Metric
  /// The metric's name, as typed.
  public let name: String
  public let bound: Double

  /// Reads `METRIC=VALUE`; the last `=` divides, so a label may hold one.
  ///
  /// - Throws: `noEqualsSign`, `unknownMetric` with the known names, `noNumber`, `outOfRange` for a
  ///   bound that the metric never reaches.
  public init(_ text: String, labels: [String]) throws(GateError) {
    guard let split = text.lastIndex(of: "=") else { throw .noEqualsSign(text) }
    name = String(text[..<split])
    let number = text[text.index(after: split)...]
    guard let metric = Metric(name: name, labels: labels) else {
      let known = Metric.general + labels.indices.flatMap(Metric.ofLabel)
      throw .unknownMetric(name, known: known.map { $0.name(labels: labels) })
    }
    guard let bound = Double(number), bound.isFinite else { throw .noNumber(String(number)) }
    guard metric.range.contains(bound) else {
      throw .outOfRange(String(number), name: name, metric.range)
    }
    self.metric = metric
    self.bound = bound
  }

  /// The outcome for a value; an undefined one does not pass.
  public func outcome(_ found: Double?) -> GateOutcome {
    let passed = found.map { metric.isLoss ? $0 <= bound : $0 >= bound } ?? false
    return GateOutcome(gate: self, found: found, passed: passed)
  }
}

/// A gate with what was found.
public struct GateOutcome: Hashable, Sendable {
  public let gate: Gate
  /// nil if the metric is undefined.
  public let found: Double?
  public let passed: Bool
}

/// Why a gate cannot be read.
public enum GateError: Error, Hashable, Sendable, CustomStringConvertible {
  case noEqualsSign(String)
  case unknownMetric(String, known: [String])
  case noNumber(String)
  case outOfRange(String, name: String, ClosedRange<Double>)

  public var description: String {
    switch self {
    case .noEqualsSign(let text): "expected METRIC=VALUE, found '\(text)'"
    case .unknownMetric(let name, let known):
      "unknown metric '\(name)'; known: \(known.joined(separator: ", "))"
    case .noNumber(let text): "expected a number after '=', found '\(text)'"
    case .outOfRange(let text, let name, let range):
      "\(name): expected a number from \(range.lowerBound) to \(range.upperBound), found '\(text)'"
    }
  }
}
