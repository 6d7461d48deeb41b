import StanceModel
import Testing

@Suite struct ContextWeightsTests {
  @Test func sharesSumToOneAndFade() {
    let context = ContextWeights(own: 1, neighbours: 1, alone: 1, radius: 2, decay: 0.5)
    let shares = context.shares(of: 3, in: 0..<10)
    #expect(shares.map(\.index) == [1, 2, 4, 5])
    #expect(abs(shares.reduce(0) { $0 + $1.share } - 1) < 1e-6)
    #expect(shares[1].share == 2 * shares[0].share)
  }

  @Test func rowsOutsideSectionsAreOnlyScaled() {
    let context = ContextWeights(own: 0.5, neighbours: 2, alone: 3, radius: 3, decay: 1)
    // Two labels; rows 0 and 1 share a section, row 2 stands alone.
    let result = context.applied(to: [1, -1, 3, -3, 5, -5], labels: 2, sections: [0..<2, 2..<3])
    #expect(result == [0.5 + 6, -6.5, 1.5 + 2, -3.5, 15, -15])
  }
}
