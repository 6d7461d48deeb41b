import StanceTestSupport
import Testing

@testable import StanceModel

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

@Suite struct WideNumberTests {
  /// Against log Σ exp with the largest taken out.
  @Test(arguments: 0..<40 as Range<UInt64>) func sumsOfProducts(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let reach = [1.0, 30, 900, 20_000].randomElement(using: &generator)!
    var sum = WideNumber.zero
    var logarithms: [Double] = []
    for _ in 0..<Int.random(in: 1...6, using: &generator) {
      let (x, y) = (
        Double.random(in: -reach...reach, using: &generator),
        Double.random(in: -reach...reach, using: &generator)
      )
      sum += WideNumber(exponentialOf: x) * WideNumber(exponentialOf: y)
      sum = sum.normalized
      logarithms.append(x + y)
    }
    let largest = logarithms.max()!
    let expected = largest + log(logarithms.reduce(0) { $0 + exp($1 - largest) })
    #expect(abs(sum.logarithm - expected) < 1e-11 * max(1, reach), "seed \(seed)")
    let first = WideNumber(exponentialOf: logarithms[0])
    let share = exp(logarithms[0] - expected)
    #expect(abs(first.ratio(to: sum) - share) < 1e-10 * max(1, reach), "seed \(seed)")
  }

  @Test func ends() {
    #expect(WideNumber.zero.normalized.mantissa == 0)
    #expect(WideNumber.zero.ratio(to: WideNumber(exponentialOf: -5_000)) == 0)
    var sum = WideNumber.zero
    sum += WideNumber(exponentialOf: -5_000)
    #expect(abs(sum.logarithm + 5_000) < 1e-9)
    #expect(WideNumber(exponentialOf: 5_000).ratio(to: WideNumber(exponentialOf: 0)) == .infinity)
    #expect(WideNumber(exponentialOf: -.infinity).mantissa == 0)
    #expect(WideNumber(exponentialOf: .nan).normalized.mantissa.isNaN)
    #expect(WideNumber(exponentialOf: .infinity).normalized.mantissa == .infinity)
  }
}
