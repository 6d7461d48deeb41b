import StanceEvaluation
import Testing

@Suite struct SplitLeaksTests {
  @Test func cutGroupsAreNamed() {
    let cut = SplitLeaks.cutGroups(
      ["a", "b", "a", "c", "b", "a"], sides: ["train", "test", "test", "train", "test", "train"])
    #expect(cut.map(\.group) == ["a"])
    #expect(
      cut[0].sides.map { "\($0.name) \($0.units)" } == ["test 1", "train 2"])
    #expect(SplitLeaks.cutGroups([], sides: []).isEmpty)
  }

  @Test func trainingDataAreKnownAgain() {
    #expect(SplitLeaks.seen([4, 9, 4, 7], training: [1, 4, 7]) == [0, 2, 3])
    #expect(SplitLeaks.seen([], training: [1]).isEmpty)
  }
}
