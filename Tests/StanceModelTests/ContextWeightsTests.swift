import StanceModel
import Testing

@Suite struct ContextWeightsTests {
  @Test func sharesSumToOneAndFade() {
    let context = ContextWeights(titled: .none, untitled: .none, radius: 2, decay: 0.5)
    let shares = context.shares(of: 3, in: 0..<10)
    #expect(shares.map(\.index) == [1, 2, 4, 5])
    #expect(abs(shares.reduce(0) { $0 + $1.share } - 1) < 1e-6)
    #expect(shares[1].share == 2 * shares[0].share)
  }

  @Test func eachKindOfSectionHasItsPull() {
    let context = ContextWeights(
      titled: .init(own: 0.5, neighbours: 2), untitled: .init(own: 1, neighbours: 0.25),
      radius: 3, decay: 1)
    // Two labels; rows 0 and 1 under a title, row 2 alone, rows 3 and 4 without a title.
    let result = context.applied(
      to: [1, -1, 3, -3, 5, -5, 2, -2, 4, -4], labels: 2,
      sections: [
        .init(rows: 0..<2, isTitled: true), .init(rows: 2..<3, isTitled: true),
        .init(rows: 3..<5, isTitled: false),
      ])
    #expect(result == [6.5, -6.5, 3.5, -3.5, 5, -5, 3, -3, 4.5, -4.5])
  }
}
