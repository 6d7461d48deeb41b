import StanceEvaluation
import Testing

@testable import StanceTraining

@Suite struct ItemSlicesTests {
  @Test(arguments: [
    (0, "0 to 19"), (19, "0 to 19"), (20, "20 to 49"), (79, "50 to 79"),
    (80, "80 and more"), (900, "80 and more"),
  ])
  func lengths(words: Int, name: String) {
    #expect(ItemSlices.length(words) == name)
  }

  @Test func slicesOfAnExample() {
    var example = Fixtures.example("a", "Trois mots ici.", "favor")
    example.slices = [EvaluationItem.Slice(name: "style", value: "blog")]
    #expect(ItemSlices.of(example).map(\.name) == ["style", "target", "words"])
    #expect(ItemSlices.of(example).map(\.value) == ["blog", "acme", "0 to 19"])
    example.target = nil
    #expect(ItemSlices.of(example).map(\.name) == ["style", "words"])
  }

  /// A number of a pair names two items; a style gathers many.
  @Test func namesAreNoSlices() {
    let items = (0..<60).map { row in
      EvaluationItem(
        id: "i\(row)", gold: 0, predicted: 0,
        slices: [
          EvaluationItem.Slice(name: "pair", value: "p\(row / 2)"),
          EvaluationItem.Slice(name: "style", value: "s\(row % 12)"),
        ])
    }
    #expect(ItemSlices.telling(items).allSatisfy { $0.slices.map(\.name) == ["style"] })
    // Few values are kept, however few items they have.
    let few = Array(items.prefix(6))
    #expect(ItemSlices.telling(few) == few)
    #expect(ItemSlices.telling([]).isEmpty)
  }
}
