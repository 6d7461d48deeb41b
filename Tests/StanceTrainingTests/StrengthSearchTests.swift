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

  /// Many texts of few words have no latent directions: nothing is tried a second time.
  @Test func noSettingIsTriedTwice() throws {
    var trainer = try Fixtures.trainer(without: ["context", "characters", "opening"])
    trainer.options.strengths = [1, 10]
    let data = DataSet(
      examples: (0..<3200).map { row in
        Fixtures.example(
          "r\(row)", row % 2 == 0 ? "Un succès brillant." : "Un échec cuisant.",
          row % 2 == 0 ? "favor" : "against", target: nil, group: "g\(row % 40)")
      })
    let points = try trainer.train(data).search
    for (place, point) in points.enumerated() {
      #expect(
        !points[..<place].contains {
          $0.strength == point.strength && $0.families == point.families
        }, "\(point)")
    }
  }
}
