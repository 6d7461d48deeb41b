/// Texts that share most of their runs of words, found exactly.
///
/// Texts come as lists of token hashes; a shingle is a run of tokens. Every pair that shares a
/// shingle is counted, so nothing is missed and there is no random part. Two different shingles
/// of one 64-bit hash are taken as one; among a million that happens with a chance of 3·10⁻⁸.
public enum NearDuplicates {
  /// Two texts that are alike.
  public struct Pair: Hashable, Sendable {
    /// Positions of the texts; `first` < `second`.
    public let first: Int
    public let second: Int
    /// |A ∩ B|.
    public let shared: Int
    /// |A ∩ B| / |A ∪ B|, in (0, 1].
    public let jaccard: Double

    fileprivate init(_ first: Int, _ second: Int, shared: Int, _ sets: [[UInt64]]) {
      self.init(
        first: first, second: second, shared: shared,
        jaccard: Double(shared) / Double(sets[first].count + sets[second].count - shared))
    }

    init(first: Int, second: Int, shared: Int, jaccard: Double) {
      (self.first, self.second, self.shared) = (first, second, shared)
      self.jaccard = jaccard
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

  /// All pairs of texts whose Jaccard likeness is at least `threshold`, by `first`, then `second`.
  ///
  /// - Parameters:
  ///   - texts: token hashes of each text. Texts without tokens are like nothing.
  ///   - size: tokens a shingle; default 5: long enough that chance runs are rare.
  ///   - threshold: in (0, 1]; default 0.5. Pairs that share nothing are never given.
  /// - Complexity: O(N·log N + Σ f²) time for N shingles, f being the texts that share one, and space
  ///   for all pairs: see ``partners(of:size:threshold:sides:)`` where one of each will do.
  public static func pairs(
    _ texts: [[UInt64]], size: Int = 5, threshold: Double = 0.5
  ) -> [Pair] {
    let sets = texts.map { shingles(of: $0, size: size) }
    let holders = Holders(sets, order: Array(texts.indices))
    var result: [Pair] = []
    var shared = Array(repeating: 0, count: texts.count)
    var touched: [Int] = []
    for text in texts.indices {
      for run in holders.runsOfText[text] {
        for other in holders.texts[holders.runs[run]].reversed() {
          if other <= text { break }
          if shared[other] == 0 { touched.append(other) }
          shared[other] += 1
        }
      }
      touched.sort()
      for other in touched {
        let pair = Pair(text, other, shared: shared[other], sets)
        shared[other] = 0
        if pair.jaccard >= threshold { result.append(pair) }
      }
      touched.removeAll(keepingCapacity: true)
    }
    return result
  }

  /// For each text that is like one of a smaller side, the first such text, with a Jaccard likeness
  /// of at least `threshold`: what a test text is known by, however many copies training has.
  ///
  /// A text of n shingles that is like another shares at least ⌈threshold·n⌉ of them; so one of its
  /// n − ⌈threshold·n⌉ + 1 rarest is shared, and only the texts that hold one of these are compared.
  ///
  /// - Parameters:
  ///   - texts, size, threshold: as ``pairs(_:size:threshold:)`` takes them.
  ///   - sides: a number a text, such as 0 for training and 1 for test.
  /// - Returns: at most one pair a text, by its position; `first` is of the smaller side.
  /// - Complexity: O(N·log N + candidates) time, O(N) space for N shingles.
  /// - Source: the prefix filter of Chaudhuri et al. 2006, « A primitive operator for similarity
  ///   joins ».
  public static func partners(
    of texts: [[UInt64]], size: Int = 5, threshold: Double = 0.5, sides: [Int]
  ) -> [Pair] {
    precondition(sides.count == texts.count, "one side a text")
    let sets = texts.map { shingles(of: $0, size: size) }
    let order = texts.indices.sorted { (sides[$0], $0) < (sides[$1], $1) }
    let holders = Holders(sets, order: order)
    return texts.indices.compactMap { text in
      let count = sets[text].count
      let needed = Int((threshold * Double(count) - 1e-9).rounded(.up))
      let own = holders.runsOfText[text].sorted {
        (holders.runs[$0].count, $0) < (holders.runs[$1].count, $1)
      }
      // Those that no other text holds are the rarest.
      let rarest = own.prefix(max(0, count - max(1, needed) + 1 - (count - own.count)))
      // The candidates in order: the holders of each run are.
      var rests = rarest.map { holders.texts[holders.runs[$0]] }
      while true {
        var next: Int?
        for rest in rests {
          guard let first = rest.first, sides[first] < sides[text] else { continue }
          if next.map({ (sides[first], first) < (sides[$0], $0) }) ?? true { next = first }
        }
        guard let next else { return nil }
        for index in rests.indices where rests[index].first == next { rests[index].removeFirst() }
        let pair = Pair(next, text, shared: shared(sets[next], sets[text]), sets)
        if pair.jaccard >= threshold { return pair }
      }
    }
  }

  /// How many numbers two rising lists share.
  private static func shared(_ a: [UInt64], _ b: [UInt64]) -> Int {
    var (count, i, j) = (0, 0, 0)
    while i < a.count, j < b.count {
      if a[i] == b[j] { count += 1 }
      (i, j) = (a[i] <= b[j] ? i + 1 : i, b[j] <= a[i] ? j + 1 : j)
    }
    return count
  }

  /// Which texts hold each shingle that several hold.
  private struct Holders {
    /// By shingle, those of one in the order that was given.
    var texts: [Int] = []
    /// Where the holders of one shingle stand.
    var runs: [Range<Int>] = []
    /// The runs that each text is in.
    var runsOfText: [[Int]]

    /// - Parameter order: the texts as the holders of a shingle shall follow one another.
    init(_ sets: [[UInt64]], order: [Int]) {
      runsOfText = Array(repeating: [], count: sets.count)
      var all: [(shingle: UInt64, place: Int)] = []
      all.reserveCapacity(sets.reduce(0) { $0 + $1.count })
      for (place, text) in order.enumerated() {
        for shingle in sets[text] { all.append((shingle, place)) }
      }
      all.sort { ($0.shingle, $0.place) < ($1.shingle, $1.place) }
      texts = all.map { order[$0.place] }
      var start = 0
      while start < all.count {
        var end = start + 1
        while end < all.count, all[end].shingle == all[start].shingle { end += 1 }
        if end - start > 1 {
          for place in start..<end { runsOfText[texts[place]].append(runs.count) }
          runs.append(start..<end)
        }
        start = end
      }
    }
  }

  /// A one-to-one map that spreads every bit over the whole: tokens may be plain small numbers.
  private static func scramble(_ value: UInt64) -> UInt64 {
    var random = SplitMix64(seed: value)
    return random.next()
  }
}
