#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Medians of repeated runs.
enum Stopwatch {
  /// Runs a piece of work until half a second has passed, at least five times.
  ///
  /// - Returns: the median seconds of one run.
  static func median(_ work: () throws -> Void) rethrows -> Double {
    let clock = ContinuousClock()
    try work()
    var seconds: [Double] = []
    let start = clock.now
    while seconds.count < 5 || start.duration(to: clock.now) < .milliseconds(500) {
      let duration = try clock.measure { try work() }
      let parts = duration.components
      seconds.append(Double(parts.seconds) + Double(parts.attoseconds) * 1e-18)
    }
    seconds.sort()
    return seconds[seconds.count / 2]
  }

  /// What one run returns, its seconds, and its seconds of processor time.
  static func once<Result>(
    _ work: () throws -> Result
  ) rethrows -> (result: Result, seconds: Double, processor: Double) {
    let ticks = clock()
    let watch = ContinuousClock()
    let start = watch.now
    let result = try work()
    let parts = start.duration(to: watch.now).components
    return (
      result, Double(parts.seconds) + Double(parts.attoseconds) * 1e-18,
      Double(clock() - ticks) / Double(CLOCKS_PER_SEC)
    )
  }

  /// Prints a line: name, time of one run, and a rate.
  static func report(_ name: String, _ seconds: Double, _ amount: Double, _ unit: String) {
    print(
      name.padded(to: 44), "\(decimals(seconds * 1e6, 1)) µs".padded(to: 16),
      "\(decimals(amount / seconds, 1)) \(unit)")
  }

  static func decimals(_ value: Double, _ digits: Int) -> String {
    let factor = (0..<digits).reduce(1.0) { power, _ in power * 10 }
    return "\((value * factor).rounded() / factor)"
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String {
    self + String(repeating: " ", count: max(0, width - count))
  }
}
