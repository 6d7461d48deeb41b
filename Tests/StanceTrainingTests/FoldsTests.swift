import StanceTestSupport
import Testing

@testable import StanceTraining

@Suite struct FoldsTests {
  /// Random groups of random sizes and labels.
  private static func generated(_ seed: UInt64) -> (groups: [String], labels: [Int], classes: Int) {
    var generator = SeededGenerator(seed: seed)
    let classes = Int.random(in: 2...4, using: &generator)
    var groups: [String] = []
    var labels: [Int] = []
    for group in 0..<Int.random(in: 2...40, using: &generator) {
      for _ in 0..<Int.random(in: 1...9, using: &generator) {
        groups.append("g\(group)")
        labels.append(Int.random(in: 0..<classes, using: &generator))
      }
    }
    let order = groups.indices.shuffled(using: &generator)
    return (order.map { groups[$0] }, order.map { labels[$0] }, classes)
  }

  @Test(arguments: UInt64(0)..<200)
  func noGroupIsCutAndEveryFoldIsUsed(seed: UInt64) {
    let (groups, labels, classes) = Self.generated(seed)
    let k = 2 + Int(seed % 9)
    let folds = Folds.grouped(groups, labels: labels, classes: classes, k: k, seed: seed)
    #expect(folds.count == groups.count, "seed \(seed)")
    var foldOf: [String: Int] = [:]
    for (group, fold) in zip(groups, folds) {
      #expect(foldOf[group] ?? fold == fold, "seed \(seed): \(group) is cut")
      foldOf[group] = fold
    }
    let expected = max(2, min(k, Set(groups).count))
    #expect(Set(folds).count == expected, "seed \(seed): \(Set(folds).count) folds of \(expected)")
    #expect(folds.allSatisfy { (0..<expected).contains($0) }, "seed \(seed)")
  }

  @Test func sameSeedSameFolds() {
    let (groups, labels, classes) = Self.generated(7)
    let a = Folds.grouped(groups, labels: labels, classes: classes, k: 5, seed: 3)
    #expect(a == Folds.grouped(groups, labels: labels, classes: classes, k: 5, seed: 3))
    #expect(a != Folds.grouped(groups, labels: labels, classes: classes, k: 5, seed: 4))
  }

  /// Groups of one row: labels can be spread perfectly, and are.
  @Test(arguments: UInt64(0)..<20)
  func singleRowsAreSpreadEvenly(seed: UInt64) {
    let labels = (0..<60).map { $0 % 3 }
    let groups = labels.indices.map { "g\($0)" }
    let folds = Folds.grouped(groups, labels: labels, classes: 3, k: 5, seed: seed)
    for fold in 0..<5 {
      for label in 0..<3 {
        let count = folds.indices.count { folds[$0] == fold && labels[$0] == label }
        #expect(count == 4, "seed \(seed), fold \(fold), label \(label)")
      }
    }
  }

  @Test func moreFoldsThanGroups() {
    let folds = Folds.grouped(["a", "a", "b"], labels: [0, 1, 0], classes: 2, k: 10, seed: 1)
    #expect(Set(folds) == [0, 1])
  }

  @Test func noRows() {
    #expect(Folds.grouped([], labels: [], classes: 2, k: 5, seed: 1).isEmpty)
  }
}
