/// Texts that share most of their runs of words, found exactly.
///
/// Texts come as lists of token hashes; a shingle is a run of tokens. Every pair that shares a
/// shingle is counted, so nothing is missed and there is no random part. Two different shingles
/// of one 64-bit hash are taken as one; among a million that happens with a chance of 3·10⁻⁸.
public enum NearDuplicates {
  /// How the likeness of two sets of shingles is measured.
  public enum Measure: String, Hashable, Sendable {
    /// |A ∩ B| / |A ∪ B|.
    case jaccard
    /// |A ∩ B| / min(|A|, |B|): 1 if one text holds the other.
    case containment
  }

  /// Two texts that are alike.
  public struct Pair: Hashable, Sendable {
    /// Positions of the texts; `first` < `second`.
    public let first: Int
    public let second: Int
    /// |A ∩ B|.
    public let shared: Int
    public let jaccard: Double
    public let containment: Double

    public func likeness(_ measure: Measure) -> Double {
      measure == .jaccard ? jaccard : containment
    }
  }

  /// The set of hashed shingles of a text, sorted.
  ///
  /// A text of fewer tokens than `size` is one shingle; one without tokens has none.
  ///
  /// - Parameter size: tokens a shingle; traps below 1.
  /// - Complexity: O(n·size + n·log n).
  public static func shingles(of tokens: [UInt64], size: Int) -> [UInt64] {
    precondition(size > 0, "shingles of no tokens")
    guard !tokens.isEmpty else { return [] }
    let length = min(size, tokens.count)
    var hashes: [UInt64] = []
    hashes.reserveCapacity(tokens.count - length + 1)
    for start in 0...(tokens.count - length) {
      var hash = scramble(UInt64(length))
      for token in tokens[start..<(start + length)] {
        hash = scramble(hash &* 0xD6E8_FEB8_6659_FD93 ^ scramble(token))
      }
      hashes.append(hash)
    }
    hashes.sort()
    var unique: [UInt64] = []
    unique.reserveCapacity(hashes.count)
    for hash in hashes where unique.last != hash { unique.append(hash) }
    return unique
  }

  /// All pairs of texts whose likeness is at least `threshold`, by `first`, then `second`.
  ///
  /// - Parameters:
  ///   - texts: token hashes of each text. Texts without tokens are like nothing.
  ///   - size: tokens a shingle; default 5: long enough that chance runs are rare.
  ///   - threshold: in (0, 1]; default 0.5. Pairs that share nothing are never given.
  ///   - sides: a number a text; if given, only pairs with different numbers are given, such as
  ///     training and test.
  /// - Complexity: O(N·log N + Σ f²) for N shingles, f being the texts that share one.
  public static func pairs(
    _ texts: [[UInt64]], size: Int = 5, threshold: Double = 0.5, measure: Measure = .jaccard,
    sides: [Int]? = nil
  ) -> [Pair] {
    precondition(sides == nil || sides?.count == texts.count, "one side a text")
    let sets = texts.map { shingles(of: $0, size: size) }
    var holders: [(shingle: UInt64, text: Int)] = []
    holders.reserveCapacity(sets.reduce(0) { $0 + $1.count })
    for (text, set) in sets.enumerated() {
      for shingle in set { holders.append((shingle, text)) }
    }
    holders.sort { ($0.shingle, $0.text) < ($1.shingle, $1.text) }
    // Runs of one shingle that several texts hold, and the runs of each text.
    var runs: [Range<Int>] = []
    var runsOfText = Array(repeating: [Int](), count: texts.count)
    var start = 0
    while start < holders.count {
      var end = start + 1
      while end < holders.count, holders[end].shingle == holders[start].shingle { end += 1 }
      if end - start > 1 {
        for place in start..<end { runsOfText[holders[place].text].append(runs.count) }
        runs.append(start..<end)
      }
      start = end
    }
    var result: [Pair] = []
    var shared = Array(repeating: 0, count: texts.count)
    var touched: [Int] = []
    for text in texts.indices {
      for run in runsOfText[text] {
        for place in runs[run].reversed() {
          let other = holders[place].text
          if other <= text { break }
          if shared[other] == 0 { touched.append(other) }
          shared[other] += 1
        }
      }
      touched.sort()
      for other in touched {
        let count = shared[other]
        shared[other] = 0
        if let sides, sides[text] == sides[other] { continue }
        let union = sets[text].count + sets[other].count - count
        let pair = Pair(
          first: text, second: other, shared: count, jaccard: Double(count) / Double(union),
          containment: Double(count) / Double(min(sets[text].count, sets[other].count)))
        if pair.likeness(measure) >= threshold { result.append(pair) }
      }
      touched.removeAll(keepingCapacity: true)
    }
    return result
  }

  /// A one-to-one map that spreads every bit over the whole: tokens may be plain small numbers.
  private static func scramble(_ value: UInt64) -> UInt64 {
    var random = RandomGenerator(seed: value)
    return random.next()
  }
}
