#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Sums from which log loss, Brier score and calibration error follow. Tallies add.
public struct CalibrationTally: Hashable, Sendable {
  /// Sums of one bin of confidence.
  public struct Bin: Hashable, Sendable {
    public var count = 0
    public var correct = 0
    public var confidence = 0.0
  }

  /// Units with probabilities.
  public private(set) var count = 0
  /// Σ −ln p(gold).
  public private(set) var logLossSum = 0.0
  /// Σ Σₖ (pₖ − [k = gold])².
  public private(set) var brierSum = 0.0
  /// Bins of equal width over (0, 1], of units with probabilities and a prediction.
  public private(set) var bins: [Bin]

  /// - Parameter binCount: bins of equal width; default 10, the field's habit. Traps below 1.
  public init(binCount: Int = 10) {
    precondition(binCount > 0, "no bins")
    bins = Array(repeating: Bin(), count: binCount)
  }

  /// The position of the bin (i/m, (i+1)/m] that holds a confidence; 0 goes into the first.
  static func bin(of confidence: Double, count: Int) -> Int {
    var index = min(max(Int((confidence * Double(count)).rounded(.up)) - 1, 0), count - 1)
    while index > 0, confidence <= Double(index) / Double(count) { index -= 1 }
    while index < count - 1, confidence > Double(index + 1) / Double(count) { index += 1 }
    return index
  }

  /// Counts a unit.
  ///
  /// The confidence is the probability of the predicted label, whether or not it is the largest.
  public mutating func add(gold: Int, predicted: Int?, probabilities: [Double]) {
    count += 1
    logLossSum -= log(max(probabilities[gold], Double.ulpOfOne))
    for (k, p) in probabilities.enumerated() {
      let difference = p - (k == gold ? 1 : 0)
      brierSum += difference * difference
    }
    guard let predicted else { return }
    let confidence = probabilities[predicted]
    let bin = Self.bin(of: confidence, count: bins.count)
    bins[bin].count += 1
    bins[bin].correct += predicted == gold ? 1 : 0
    bins[bin].confidence += confidence
  }

  /// Adds another tally, `times` over. Traps on another number of bins.
  public mutating func add(_ other: CalibrationTally, times: Int = 1) {
    precondition(bins.count == other.bins.count, "tallies of different bins")
    count += times * other.count
    logLossSum += Double(times) * other.logLossSum
    brierSum += Double(times) * other.brierSum
    for i in bins.indices {
      bins[i].count += times * other.bins[i].count
      bins[i].correct += times * other.bins[i].correct
      bins[i].confidence += Double(times) * other.bins[i].confidence
    }
  }

  /// The mean of −ln p(gold), in nats; p is held above 2⁻⁵². nil without units.
  public var logLoss: Double? { count == 0 ? nil : logLossSum / Double(count) }

  /// The mean squared distance of the probabilities from the truth, summed over labels.
  ///
  /// (1/n) Σᵢ Σₖ (pᵢₖ − [k = yᵢ])², from 0 to 2. With two labels it is twice the binary form.
  ///
  /// - Source: Brier 1950, Monthly Weather Review 78.
  public var brier: Double? { count == 0 ? nil : brierSum / Double(count) }

  /// Expected calibration error: Σ_b (n_b/n)·|accuracy_b − confidence_b|. nil without units.
  ///
  /// It depends on the bins, and is biased upwards in small samples.
  ///
  /// - Source: Guo et al. 2017, On Calibration of Modern Neural Networks, eq. (3).
  public var expectedCalibrationError: Double? {
    let n = bins.reduce(0) { $0 + $1.count }
    guard n > 0 else { return nil }
    return bins.reduce(0) { $0 + abs(Double($1.correct) - $1.confidence) } / Double(n)
  }

  /// The largest gap |accuracy_b − confidence_b| of a bin that holds units.
  public var maximumCalibrationError: Double? {
    bins.filter { $0.count > 0 }
      .map { abs(Double($0.correct) - $0.confidence) / Double($0.count) }.max()
  }

  /// The bins as values, empty ones included.
  public var reliability: [ReliabilityBin] {
    bins.indices.map { index in
      let bin = bins[index]
      let width = Double(bins.count)
      return ReliabilityBin(
        low: Double(index) / width, high: Double(index + 1) / width, count: bin.count,
        confidence: bin.count == 0 ? nil : bin.confidence / Double(bin.count),
        accuracy: ratio(bin.correct, bin.count))
    }
  }
}

/// One bar of a reliability diagram.
public struct ReliabilityBin: Hashable, Sendable {
  /// The bin is (low, high].
  public let low: Double
  public let high: Double
  public let count: Int
  /// Mean probability of the predicted label; nil in an empty bin.
  public let confidence: Double?
  /// Share of right predictions; nil in an empty bin.
  public let accuracy: Double?
}
