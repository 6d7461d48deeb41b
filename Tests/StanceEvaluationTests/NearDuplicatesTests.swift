import Testing

@testable import StanceEvaluation

@Suite struct NearDuplicatesTests {
  /// Likeness by sets of token lists, pair by pair.
  static func slowly(
    _ texts: [[UInt64]], size: Int, threshold: Double
  ) -> [NearDuplicates.Pair] {
    let sets = texts.map { text -> Set<[UInt64]> in
      if text.isEmpty { return [] }
      let length = min(size, text.count)
      return Set((0...(text.count - length)).map { Array(text[$0..<($0 + length)]) })
    }
    var result: [NearDuplicates.Pair] = []
    for first in texts.indices {
      for second in texts.indices where second > first {
        let shared = sets[first].intersection(sets[second]).count
        if shared == 0 { continue }
        let pair = NearDuplicates.Pair(
          first: first, second: second, shared: shared,
          jaccard: Double(shared) / Double(sets[first].union(sets[second]).count))
        if pair.jaccard >= threshold { result.append(pair) }
      }
    }
    return result
  }

  /// Texts of few words or many, some of them copies with changes.
  private static func texts(_ seed: UInt64, _ g: inout Generated) -> [[UInt64]] {
    var texts = (0..<g.integer(0...14)).map { _ in
      (0..<g.integer(0...25)).map { _ in UInt64(g.integer(0...(seed % 2 == 0 ? 4 : 60))) }
    }
    for index in texts.indices.dropFirst() where g.chance(0.4) {
      texts[index] = texts[g.integer(0...(index - 1))]
      for place in texts[index].indices where g.chance(0.1) {
        texts[index][place] = UInt64(g.integer(0...60))
      }
      if g.chance(0.3) { texts[index].removeLast(texts[index].count / 2) }
    }
    return texts
  }

  @Test func everyPairIsFound() {
    var found = 0
    for seed in UInt64(0)..<150 {
      var g = Generated(seed: seed)
      let texts = Self.texts(seed, &g)
      let size = g.integer(1...6)
      let threshold = [0.05, 0.3, 0.5, 0.8, 1][g.integer(0...4)]
      let pairs = NearDuplicates.pairs(texts, size: size, threshold: threshold)
      #expect(pairs == Self.slowly(texts, size: size, threshold: threshold), "seed \(seed)")
      found += pairs.count
    }
    #expect(found > 300, "the cases have too few pairs: \(found)")
  }

  /// The first text of the smallest side among all pairs, for each text that has one.
  @Test func onePartnerOfEachIsFound() {
    var found = 0
    for seed in UInt64(0)..<300 {
      var g = Generated(seed: seed)
      let texts = Self.texts(seed, &g)
      let sides = texts.map { _ in g.integer(0...2) }
      let size = g.integer(1...6)
      let threshold = [0.05, 0.1, 0.3, 0.5, 0.8, 1][g.integer(0...5)]
      let pairs = Self.slowly(texts, size: size, threshold: threshold)
      let expected = texts.indices.compactMap { text in
        pairs.compactMap { pair -> Int? in
          guard pair.first == text || pair.second == text else { return nil }
          let other = pair.first == text ? pair.second : pair.first
          return sides[other] < sides[text] ? other : nil
        }.min { (sides[$0], $0) < (sides[$1], $1) }.map { [$0, text] }
      }
      let partners = NearDuplicates.partners(
        of: texts, size: size, threshold: threshold, sides: sides)
      #expect(partners.map { [$0.first, $0.second] } == expected, "seed \(seed)")
      found += partners.count
    }
    #expect(found > 150, "the cases have too few pairs: \(found)")
  }

  /// Many copies on both sides: a partner each, not the product.
  @Test func copiesAreNotMultiplied() {
    let text = (0..<40).map { UInt64($0) }
    let count = 2_000
    let partners = NearDuplicates.partners(
      of: Array(repeating: text, count: 2 * count),
      sides: (0..<2 * count).map { $0 < count ? 0 : 1 })
    #expect(partners.count == count && partners.allSatisfy { $0.first == 0 && $0.jaccard == 1 })
  }

  @Test func equalTextsAreAlike() {
    let text: [UInt64] = [5, 6, 7, 8, 9, 10]
    let pairs = NearDuplicates.pairs([text, [1, 2, 3, 4, 5, 6], text, [], []], threshold: 1)
    #expect(pairs.map { [$0.first, $0.second] } == [[0, 2]])
    #expect(pairs[0].jaccard == 1 && pairs[0].shared == 2)
    #expect(NearDuplicates.pairs([]).isEmpty)
  }

  @Test func orderOfTokensMatters() {
    #expect(NearDuplicates.pairs([[1, 2, 3], [3, 2, 1]], size: 3, threshold: 0.01).isEmpty)
    #expect(NearDuplicates.pairs([[1, 2, 3], [3, 2, 1]], size: 1, threshold: 1).count == 1)
  }

  /// Shingles of small numbers do not meet, whatever their lengths.
  @Test func shinglesOfSmallNumbersAreApart() {
    var seen: [UInt64: [UInt64]] = [:]
    for length in 1...4 {
      for code in 0..<(1 << (4 * length)) where length < 4 || code % 3 == 0 {
        let tokens = (0..<length).map { UInt64(code >> (4 * $0) & 15) }
        let shingles = NearDuplicates.shingles(of: tokens, size: 4)
        #expect(shingles.count == 1)
        if let other = seen.updateValue(tokens, forKey: shingles[0]) {
          Issue.record("\(tokens) and \(other) are one")
        }
      }
    }
    #expect(seen.count > 25_000)
  }

  @Test func aShortTextIsOneShingle() {
    #expect(NearDuplicates.shingles(of: [1, 2], size: 5).count == 1)
    #expect(NearDuplicates.shingles(of: [], size: 5).isEmpty)
    #expect(NearDuplicates.shingles(of: [1, 1, 1, 1], size: 2).count == 1)
    // Two words are not the same as the same two within a longer run.
    #expect(NearDuplicates.pairs([[1, 2], [1, 2, 3, 4, 5]], threshold: 0.01).isEmpty)
  }
}
