/// The raw features of texts for training: dense rows and n-gram buckets per family.
///
/// The same analysis and the same terms as in ``UnitScorer``; weights, scales and the choice of
/// families come later, so one pass over the data serves every fit. Character n-grams are those of
/// words: a row names its distinct words, and ``grams`` has the n-grams of each.
///
/// - Shapes: `dense` n × m; the buckets of row i and family f, each as often as it was met, lie in
///   `offsets[i · F + f] ..< offsets[i · F + f + 1]`.
public struct FeatureRows: Sendable {
  /// n.
  public private(set) var rows = 0
  /// n × m raw values, row-major, in the order of ``DenseFeature``.
  public private(set) var dense: [Float] = []
  /// n · F + 1 places in ``buckets``.
  public private(set) var offsets: [Int] = [0]
  /// Buckets of n-grams, by row and family.
  public private(set) var buckets: [UInt32] = []
  /// n.
  public private(set) var facts: [UnitScorer.Facts] = []
  /// Character n-grams of every word that a row names, and perhaps of others.
  public private(set) var grams: WordGrams
  /// The distinct words of row i, by their number in ``grams``, lie in
  /// `wordOffsets[i] ..< wordOffsets[i + 1]`; none without character n-grams.
  public private(set) var words: [UInt32] = []
  /// n + 1 places in ``words``.
  public private(set) var wordOffsets: [Int] = [0]
  /// What plain cues of some rows gave to their dense features, h × m, each signed so that its side
  /// is up; and the row of each.
  private var cueShares: [Float] = []
  private var cueRows: [Int] = []
  /// Which n-grams the rows hold.
  public let spec: NGramSpec

  /// F: how many families of n-grams there are.
  public static let families = NGramFamily.allCases.count

  /// No rows.
  public init(spec: NGramSpec) {
    self.spec = spec
    grams = WordGrams(spec: spec)
  }

  /// Entries of one row and family; none for characters.
  @inline(__always)
  public func entries(_ row: Int, _ family: NGramFamily) -> Range<Int> {
    let index = row * Self.families + family.rawValue
    return offsets[index]..<offsets[index + 1]
  }

  /// The words of one row, as a range into ``words``.
  @inline(__always)
  public func words(ofRow row: Int) -> Range<Int> {
    wordOffsets[row]..<wordOffsets[row + 1]
  }

  /// Whether a row has n-grams of a family.
  public func holds(_ row: Int, _ family: NGramFamily) -> Bool {
    family == .characters ? !words(ofRow: row).isEmpty : !entries(row, family).isEmpty
  }

  /// The rows named, in the order named, without reading any text again.
  ///
  /// - Precondition: every index is in `0 ..< rows`.
  /// - Complexity: O(entries of the rows).
  public func selecting(_ chosen: some Sequence<Int>) -> FeatureRows {
    var result = FeatureRows(spec: spec)
    result.grams = grams
    for row in chosen {
      result.dense += dense[row * DenseFeature.count..<(row + 1) * DenseFeature.count]
      let first = row * Self.families
      for index in first..<first + Self.families {
        result.buckets += buckets[offsets[index]..<offsets[index + 1]]
        result.offsets.append(result.buckets.count)
      }
      result.words += words[words(ofRow: row)]
      result.wordOffsets.append(result.words.count)
      result.facts.append(facts[row])
      for cue in cues(ofRow: row) { result.append(cue: cueShare(cue)) }
      result.rows += 1
    }
    return result
  }

  /// What a plain cue gave to the dense features of its row, signed so that its side is up: praise as
  /// it is, blame with the signs turned. A cue is plain where the author says it of the target, or of
  /// nobody in particular, and no rule found that it is granted, rejected, ironic, supposed, asked or
  /// compared.
  ///
  /// - Precondition: `count` is above 0.
  /// - Returns: h × m, row-major, and the row of each; of the cues that were kept
  ///   (``FeatureCollector``) `count` at most, evenly chosen.
  public func cueShares(atMost count: Int) -> (shares: [Float], rows: [Int]) {
    let step = max(1, (cueRows.count + count - 1) / count)
    let chosen = stride(from: 0, to: cueRows.count, by: step)
    return (chosen.flatMap { cueShare($0) }, chosen.map { cueRows[$0] })
  }

  private func cueShare(_ cue: Int) -> ArraySlice<Float> {
    cueShares[cue * DenseFeature.count..<(cue + 1) * DenseFeature.count]
  }

  /// The kept cues of a row.
  ///
  /// - Complexity: O(log cues).
  private func cues(ofRow row: Int) -> Range<Int> {
    func first(_ row: Int) -> Int {
      var (low, high) = (0, cueRows.count)
      while low < high {
        let middle = (low + high) / 2
        if cueRows[middle] < row { low = middle + 1 } else { high = middle }
      }
      return low
    }
    return first(row)..<first(row + 1)
  }

  /// Appends what a cue gave to the row that is being read.
  mutating func append(cue share: ArraySlice<Float>) {
    cueShares += share
    cueRows.append(rows)
  }

  /// Appends rows that were read apart, as if they had been read behind these.
  ///
  /// - Precondition: both were hashed alike.
  public mutating func append(_ other: FeatureRows) {
    precondition(other.spec == spec, "rows that were hashed differently")
    let numbers = grams.merge(other.grams)
    let (entries, named) = (buckets.count, words.count)
    dense += other.dense
    buckets += other.buckets
    offsets += other.offsets.dropFirst().map { $0 + entries }
    words += other.words.map { numbers[Int($0)] }
    wordOffsets += other.wordOffsets.dropFirst().map { $0 + named }
    facts += other.facts
    cueShares += other.cueShares
    cueRows += other.cueRows.map { $0 + rows }
    rows += other.rows
  }

  /// Closes the row that is being read.
  mutating func append(
    dense values: [Float], families: [[UInt32]], facts unit: UnitScorer.Facts
  ) {
    dense.append(contentsOf: values)
    for list in families {
      buckets.append(contentsOf: list)
      offsets.append(buckets.count)
    }
    wordOffsets.append(words.count)
    facts.append(unit)
    rows += 1
  }

  /// The number in ``grams`` of a word that rows may name.
  mutating func number(
    of hash: UInt64, _ normal: @autoclosure () -> ArraySlice<UInt8>
  ) -> UInt32 {
    grams.number(of: hash, normal())
  }

  /// Names a word of the row that is being read.
  mutating func name(_ number: UInt32) {
    words.append(number)
  }
}

/// The character n-grams of distinct words, read once a word.
///
/// - Shapes: the buckets of word w, each as often as it was met, lie in
///   `offsets[w] ..< offsets[w + 1]`.
public struct WordGrams: Sendable {
  /// One more than words: places in ``buckets``.
  public private(set) var offsets: [Int] = [0]
  /// Buckets of character n-grams, by word.
  public private(set) var buckets: [UInt32] = []
  private var hashes: [UInt64] = []
  private var numbers: [UInt64: UInt32] = [:]
  private let spec: NGramSpec
  private var scratch: [UInt32] = []

  init(spec: NGramSpec) {
    self.spec = spec
  }

  /// Number of words.
  public var count: Int { hashes.count }

  /// The n-grams of one word.
  @inline(__always)
  public func entries(_ word: Int) -> Range<Int> { offsets[word]..<offsets[word + 1] }

  /// The number of a word with this hash, whose n-grams are read if it is new.
  mutating func number(
    of hash: UInt64, _ normal: @autoclosure () -> ArraySlice<UInt8>
  ) -> UInt32 {
    if let number = numbers[hash] { return number }
    if let orders = spec.characterOrders {
      NGramHash.characterGrams(of: normal(), orders: orders, scratch: &scratch) {
        buckets.append(UInt32(truncatingIfNeeded: NGramHash.bucket($0, bits: spec.bucketBits)))
      }
    }
    return append(hash)
  }

  /// Adds the words of another table that this one lacks.
  ///
  /// - Returns: the number here of each word there.
  mutating func merge(_ other: WordGrams) -> [UInt32] {
    other.hashes.indices.map { word in
      if let number = numbers[other.hashes[word]] { return number }
      buckets += other.buckets[other.entries(word)]
      return append(other.hashes[word])
    }
  }

  /// Closes the entry of a new word.
  private mutating func append(_ hash: UInt64) -> UInt32 {
    let number = UInt32(truncatingIfNeeded: hashes.count)
    numbers[hash] = number
    hashes.append(hash)
    offsets.append(buckets.count)
    return number
  }
}
