import StanceTestSupport
import Testing

@testable import StanceKit

@Suite struct PrintedSharesTests {
  /// Random probabilities: sharp ones and flat ones, with ties.
  static func probabilities(_ seed: UInt64) -> [Double] {
    var random = SeededGenerator(seed: seed)
    let labels = 2 + Int(random.next() % 12)
    let sharpness = Double(random.next() % 40)
    var values = (0..<labels).map { _ -> Double in
      let unit = Double(random.next() % 1000) / 1000
      var power = 1.0
      for _ in 0..<Int(sharpness) { power *= unit }
      return power + (random.next() % 3 == 0 ? 0.001 : 0)
    }
    values[0] += 0.01
    let sum = values.reduce(0, +)
    return values.map { $0 / sum }
  }

  @Test(arguments: 0..<500 as Range<UInt64>)
  func theySumToOneAndKeepTheirOrder(seed: UInt64) {
    let values = Self.probabilities(seed)
    let units = PrintedShares(values).units
    #expect(units.reduce(0, +) == 10_000)
    for (value, unit) in zip(values, units) {
      #expect(abs(value * 10_000 - Double(unit)) < 1 + 1e-9)
      #expect(unit >= 0)
    }
    for first in values.indices {
      for second in values.indices where values[first] >= values[second] {
        #expect(units[first] >= units[second] || values[first] == values[second])
      }
    }
    #expect(values.firstIndex(of: values.max()!).map { units[$0] } == units.max())
  }

  @Test func closedForms() {
    #expect(PrintedShares([1.0 / 3, 1.0 / 3, 1.0 / 3]).units == [3334, 3333, 3333])
    #expect(PrintedShares([0.5, 0.5]).units == [5000, 5000])
    #expect(PrintedShares([1, 0, 0]).units == [10_000, 0, 0])
    #expect(PrintedShares([0.00006, 0.00006, 0.99988]).units == [1, 0, 9999])
    #expect(PrintedShares([.nan, .nan]).units == [0, 0])
  }
}
