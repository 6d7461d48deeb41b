import Testing

@testable import StanceTraining

@Suite struct StrengthSearchTests {
  /// A strength that was given twice is one: the neighbours of the best are other strengths.
  @Test func strengthsGivenTwiceAreOne() throws {
    var trainer = try Fixtures.trainer()
    let data = Fixtures.synthetic(groups: 12)
    trainer.options.strengths = [1, 10, 100]
    let expected = try trainer.train(data)
    trainer.options.strengths = [100, 1, 10, 1, 100]
    let found = try trainer.train(data)
    // Words and characters at all three; openings, windows, … at the best and its neighbours.
    #expect(expected.search.count > 3)
    #expect(found.search == expected.search)
    #expect(found.heldOut == expected.heldOut)
  }
}
