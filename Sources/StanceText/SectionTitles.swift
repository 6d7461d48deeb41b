/// Which section titles carry which label.
///
/// Titles agree when their words do, without case, accents, apostrophes, emoji, a number or letter
/// before them, an article before them and a colon behind them.
struct SectionTitles: Sendable {
  /// What a title says of its section.
  struct Meaning: Sendable, Equatable {
    var label: String?
  }

  private var meanings: [UInt64: Meaning] = [:]
  /// Words in the longest title, the article included.
  private(set) var longest = 0
  /// Hashes of the articles that may stand before a title.
  static let articles: [UInt64] = ["le", "la", "les", "l", "un", "une", "the"].map {
    LineKeys.phrase($0)[0].hash
  }

  /// Adds the title in `bytes[place]`; a title known already changes its meaning.
  mutating func add(_ bytes: [UInt8], _ place: Range<Int>, label: String?) {
    var keys = LineKeys()
    keys.read(bytes.span, place, limit: .max)
    guard let key = SectionTitles.key(keys.keys) else { return }
    meanings[key] = Meaning(label: label)
    longest = max(longest, keys.keys.count + 4)
  }

  /// The meaning of a line, or nil when it is no known title.
  func meaning(_ keys: LineKeys) -> Meaning? {
    guard keys.isWhole, keys.keys.count <= longest, let key = SectionTitles.key(keys.keys) else {
      return nil
    }
    if let meaning = meanings[key] { return meaning }
    // « A. Pour »: a preposition otherwise, and part of the title, as in « À retenir ».
    guard keys.keys[0].hash == Self.firstLetter, keys.keys[0].isCapitalized else { return nil }
    return Self.key(Array(keys.keys.dropFirst())).flatMap { meanings[$0] }
  }

  /// The meaning of a title's key.
  func meaning(ofKey key: UInt64) -> Meaning? { meanings[key] }

  /// One number for the words of a title; nil for a line without any.
  static func key(_ keys: [LineKeys.Key]) -> UInt64? {
    var start = 0
    var end = keys.count
    while end > start, keys[end - 1].kind == .colon { end -= 1 }
    // « 2. », « II. », « b) »: a number or a single letter before the words.
    if end - start > 1, keys[start].kind == .number || isOrdinal(keys[start].hash) { start += 1 }
    if end - start > 1, articles.contains(keys[start].hash) { start += 1 }
    guard end > start else { return nil }
    var state: UInt64 = 0
    for index in start..<end {
      guard keys[index].kind == .word || keys[index].kind == .number else { return nil }
      state = ByteHash.mix(state, keys[index].hash)
    }
    return state
  }

  private static let firstLetter = LineKeys.phrase("A")[0].hash

  /// Whether a word is a Roman number up to ten or a single letter but l, a, à, y.
  private static func isOrdinal(_ hash: UInt64) -> Bool { ordinals.contains(hash) }

  private static let ordinals: [UInt64] = [
    "b", "c", "d", "e", "f", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x",
  ].map { LineKeys.phrase($0)[0].hash }
}

extension SectionTitles {
  /// Writes what ``init(_:)`` reads.
  func write(to image: inout RulesWriter) {
    let titles = meanings.sorted { $0.key < $1.key }
    let labels = Set(titles.compactMap(\.value.label)).sorted()
    image.put(longest)
    image.put(labels.count)
    for label in labels { image.put(Array(label.utf8)) }
    image.put(titles.map(\.key))
    image.put(
      titles.map { title in
        Int32(title.value.label.flatMap { labels.firstIndex(of: $0) } ?? labels.count)
      })
  }

  /// Titles in their prepared form.
  init(_ image: inout RulesReader) throws(ReadingRulesError) {
    longest = try image.number(below: 1 << 16)
    var labels: [String?] = []
    for _ in 0..<(try image.number(below: 1 << 16)) { labels.append(try image.string()) }
    labels.append(nil)
    let keys = try image.words()
    let numbers = try image.numbers(below: labels.count)
    try image.check(keys.count == numbers.count)
    meanings.reserveCapacity(keys.count)
    for (key, number) in zip(keys, numbers) {
      meanings[key] = Meaning(label: labels[Int(number)])
    }
  }
}
