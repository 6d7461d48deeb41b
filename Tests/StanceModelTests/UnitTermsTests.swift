import Testing

@testable import StanceModel

@Suite struct UnitTermsTests {
  /// ``PlaceholderSet`` tells placeholders apart by their lowest three bits.
  @Test func placeholdersDifferInTheirLowestBits() {
    typealias Placeholder = UnitAnalyzer.Placeholder
    let all = [
      Placeholder.target, Placeholder.rival, Placeholder.number, Placeholder.address,
      Placeholder.account,
    ]
    #expect(Set(all.map { $0 & 7 }).count == all.count)
    var set = PlaceholderSet()
    #expect(all.allSatisfy { set.insert($0) } && all.allSatisfy { !set.insert($0) })
  }
}
