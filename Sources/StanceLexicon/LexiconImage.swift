import StanceText

/// A prepared lexicon, read in place: nothing is parsed when it is opened.
///
/// Every access is bounds-checked, so that a damaged image gives wrong answers at worst; the
/// checksum finds the damage when asked.
struct LexiconImage: Sendable {
  let bytes: ConstantBytes
  private let pairs: (french: Int, english: Int)

  /// - Throws: ``LexiconError/image(offset:expected:found:)``.
  /// - Complexity: O(sections).
  init(_ bytes: ConstantBytes) throws(LexiconError) {
    self.bytes = bytes
    let sectionCount = ImageFormat.Section.allCases.count
    let start = (ImageFormat.headerWords + sectionCount * 2) * 4
    guard bytes.count >= start else {
      throw .image(offset: bytes.count, expected: "\(start) bytes or more", found: "the end")
    }
    func word(_ offset: Int) -> UInt32 { LexiconImage.word(bytes, offset) }
    guard word(0) == ImageFormat.magic else {
      throw .image(offset: 0, expected: "the letters STLX", found: "something else")
    }
    guard word(4) == ImageFormat.version else {
      throw .image(offset: 4, expected: "version \(ImageFormat.version)", found: "\(word(4))")
    }
    guard Int(word(8)) == bytes.count else {
      throw .image(offset: 8, expected: "a length of \(bytes.count)", found: "\(word(8))")
    }
    for section in ImageFormat.Section.allCases {
      let (offset, count) = LexiconImage.bounds(section, bytes)
      let size = LexiconImage.isBytes(section) ? count : count * 4
      guard offset >= start, offset <= bytes.count, size <= bytes.count - offset else {
        throw .image(
          offset: LexiconImage.place(section), expected: "a section inside the image",
          found: "\(offset)")
      }
    }
    func offset(_ section: ImageFormat.Section) throws(LexiconError) -> Int {
      let found = LexiconImage.bounds(section, bytes)
      guard found.count == ImageFormat.pairWords else {
        throw .image(
          offset: found.offset, expected: "\(ImageFormat.pairWords) words of pairs",
          found: "\(found.count)")
      }
      return found.offset
    }
    pairs = (try offset(.pairsFrench), try offset(.pairsEnglish))
  }

  /// Where the bounds of a section stand.
  @inline(__always)
  private static func place(_ section: ImageFormat.Section) -> Int {
    (ImageFormat.headerWords &+ section.rawValue &* 2) &* 4
  }

  /// Where a section begins, and its bytes or words. Read anew each time: an array of them would be
  /// retained for each.
  @inline(__always)
  private static func bounds(
    _ section: ImageFormat.Section, _ bytes: ConstantBytes
  ) -> (offset: Int, count: Int) {
    let pair = bytes.word64(at: place(section))
    return (Int(pair & 0xffff_ffff), Int(pair >> 32))
  }

  @inline(__always)
  private func bounds(_ section: ImageFormat.Section) -> (offset: Int, count: Int) {
    LexiconImage.bounds(section, bytes)
  }

  private static func isBytes(_ section: ImageFormat.Section) -> Bool {
    switch section {
    case .strings, .conjugation, .agreement, .englishVerbs: true
    default: false
    }
  }

  /// The 32-bit word at an offset; 0 outside.
  @inline(__always)
  private static func word(_ bytes: ConstantBytes, _ offset: Int) -> UInt32 {
    bytes.holds(4, at: offset) ? bytes.word32(at: offset) : 0
  }

  /// Whether the checksum holds.
  var isIntact: Bool {
    let start = ImageFormat.headerWords * 4
    let checksum = ImageFormat.checksum(bytes.array[start...])
    return LexiconImage.word(bytes, 12) == UInt32(truncatingIfNeeded: checksum)
      && LexiconImage.word(bytes, 16) == UInt32(truncatingIfNeeded: checksum >> 32)
  }

  func count(_ section: ImageFormat.Section) -> Int { bounds(section).count }

  /// The word with this index in a section; 0 outside.
  func word(_ section: ImageFormat.Section, _ index: Int) -> UInt32 {
    let (offset, count) = bounds(section)
    guard index >= 0, index < count else { return 0 }
    return LexiconImage.word(bytes, offset + index * 4)
  }

  func blob(_ section: ImageFormat.Section) -> [UInt8] {
    let (offset, count) = bounds(section)
    return bytes[offset..<(offset + count)].array
  }

  /// Where the bytes of a string lie; empty for one that would lie outside.
  private func place(of string: UInt32) -> Range<Int> {
    let (offset, count) = bounds(.strings)
    let place = Int(string)
    guard place + 2 <= count else { return 0..<0 }
    let length = Int(bytes[offset + place]) | Int(bytes[offset + place + 1]) << 8
    guard place + 2 + length <= count else { return 0..<0 }
    return (offset + place + 2)..<(offset + place + 2 + length)
  }

  /// The bytes of a string.
  func slice(_ string: UInt32) -> ArraySlice<UInt8> { bytes[place(of: string)].array[...] }

  /// Whether a string has exactly these bytes.
  private func isString(_ string: UInt32, _ text: ArraySlice<UInt8>) -> Bool {
    let range = place(of: string)
    return range.count == text.count && bytes.holds(text, at: range.lowerBound)
  }

  func string(_ place: UInt32) -> String { String(decoding: slice(place), as: UTF8.self) }

  /// The list of the key that is exactly `text`, or nil.
  func find(_ text: ArraySlice<UInt8>, _ section: ImageFormat.Section) -> UInt32? {
    find(text, hash: ImageFormat.hash(text), section)
  }

  /// The same, by the hash of `text`.
  func find(_ text: ArraySlice<UInt8>, hash: UInt32, _ section: ImageFormat.Section) -> UInt32? {
    let (slots, capacity) = bounds(section)
    var index = Int(hash) & (capacity &- 1)
    for _ in 0..<capacity {
      let slot = LexiconImage.word(bytes, slots &+ index &* 4)
      if slot == 0 { return nil }
      if (slot ^ hash) & ~ImageFormat.slotKey == 0 {
        let key = Int(ImageFormat.key(slot: slot))
        if isString(word(.keys, key &* 2), text) { return word(.keys, key &* 2 &+ 1) }
      }
      index = (index &+ 1) & (capacity &- 1)
    }
    return nil
  }

  /// Whether a text of this hash may be a key; false positives are rare.
  func mayHold(_ hash: UInt32, _ section: ImageFormat.Section) -> Bool {
    var isFound = false
    forEachKey(hash, section) { _ in isFound = true }
    return isFound
  }

  /// Asks for the slots where texts of a hash are looked for.
  func prefetchSlots(_ hash: UInt32, _ sections: ImageFormat.Sections) {
    let exact = count(sections.exact)
    prefetch(sections.exact, Int(hash) & (exact - 1))
    let folded = count(sections.folded) / 2
    prefetch(sections.folded, 2 * (Int(hash) & (folded - 1)))
  }

  /// Asks for the keys that a search for a hash may meet.
  func prefetchKeys(_ hash: UInt32, _ section: ImageFormat.Section) {
    let (keys, _) = bounds(.keys)
    forEachKey(hash, section) { bytes.prefetch(keys &+ $0 &* 8) }
  }

  /// Asks for the texts of these keys.
  func prefetchTexts(_ hash: UInt32, _ section: ImageFormat.Section) {
    let (keys, _) = bounds(.keys)
    let (strings, _) = bounds(.strings)
    forEachKey(hash, section) {
      bytes.prefetch(strings &+ Int(LexiconImage.word(bytes, keys &+ $0 &* 8)))
    }
  }

  @inline(__always)
  private func forEachKey(_ hash: UInt32, _ section: ImageFormat.Section, _ body: (Int) -> Void) {
    let (slots, capacity) = bounds(section)
    var index = Int(hash) & (capacity &- 1)
    for _ in 0..<capacity {
      let slot = LexiconImage.word(bytes, slots &+ index &* 4)
      if slot == 0 { return }
      if (slot ^ hash) & ~ImageFormat.slotKey == 0 {
        body(Int(ImageFormat.key(slot: slot)))
      }
      index = (index &+ 1) & (capacity &- 1)
    }
  }

  /// Asks for a word of a section; one outside is passed over.
  private func prefetch(_ section: ImageFormat.Section, _ index: Int) {
    let (offset, count) = bounds(section)
    if index >= 0, index < count { bytes.prefetch(offset + index * 4) }
  }

  /// The list of the keys whose text has the hash of `text`, or nil.
  func findHash(_ text: ArraySlice<UInt8>, _ section: ImageFormat.Section) -> UInt32? {
    findHash(ImageFormat.hash(text), section)
  }

  /// The same, by the hash of `text`.
  func findHash(_ hash: UInt32, _ section: ImageFormat.Section) -> UInt32? {
    let (slots, words) = bounds(section)
    let capacity = words / 2
    var index = Int(hash) & (capacity &- 1)
    for _ in 0..<capacity {
      let place = slots &+ index &* 8
      let list = LexiconImage.word(bytes, place &+ 4)
      if list == 0 { return nil }
      if LexiconImage.word(bytes, place) == hash { return list }
      index = (index &+ 1) & (capacity &- 1)
    }
    return nil
  }

  /// Calls `body` with the kind and number of each item of a list.
  func forEach(_ list: UInt32, _ body: (ImageFormat.ItemKind, UInt32) -> Void) {
    guard list != 0 else { return }
    if let kind = ImageFormat.ItemKind(rawValue: list >> 28) {
      body(kind, list & 0x0fff_ffff)
      return
    }
    var index = Int(list)
    while true {
      let item = word(.lists, index)
      guard item != 0, let kind = ImageFormat.ItemKind(rawValue: item >> 28) else { return }
      body(kind, item & 0x0fff_ffff)
      index += 1
    }
  }

  /// The text and list of a key.
  func key(_ number: UInt32) -> (text: ArraySlice<UInt8>, list: UInt32) {
    (slice(word(.keys, Int(number) * 2)), word(.keys, Int(number) * 2 + 1))
  }

  /// The node reached from `node` by `symbol`; 0 when there is none.
  func child(_ node: UInt32, _ symbol: UInt32, _ section: ImageFormat.Section) -> UInt32 {
    let (edges, words) = bounds(section)
    let capacity = words / ImageFormat.edgeWords
    guard capacity > 0 else { return 0 }
    var index = Int(ImageFormat.hash(node: node, symbol: symbol)) & (capacity &- 1)
    for _ in 0..<capacity {
      let place = edges &+ index &* (ImageFormat.edgeWords &* 4)
      let child = LexiconImage.word(bytes, place &+ 8)
      if child == 0 { return 0 }
      if LexiconImage.word(bytes, place) == node, LexiconImage.word(bytes, place &+ 4) == symbol {
        return child
      }
      index = (index &+ 1) & (capacity &- 1)
    }
    return 0
  }

  /// The node reached from `node` by `symbol`, with what is said of it; nil when there is none.
  @inline(__always)
  func step(_ node: UInt32, _ symbol: UInt32, _ sections: ImageFormat.Sections) -> TrieNode? {
    let number = child(node, symbol, sections.edges)
    guard number != 0 else { return nil }
    return TrieNode(
      number: number, list: list(number, sections.nodes),
      follow: following(number, sections.nodes))
  }

  /// Whether a phrase may begin with these two symbols; false positives are rare.
  @inline(__always)
  func mayPair(_ first: UInt32, _ second: UInt32, _ language: Language) -> Bool {
    let bit = ImageFormat.pairBit(first, second)
    let section = language == .english ? pairs.english : pairs.french
    return LexiconImage.word(bytes, section + Int(bit / 32) * 4) & (1 << (bit % 32)) != 0
  }

  /// What ends at a node.
  func list(_ node: UInt32, _ section: ImageFormat.Section) -> UInt32 {
    word(section, Int(node) * ImageFormat.nodeWords)
  }

  /// Set of the symbols, modulo 64, that go on from a node.
  func following(_ node: UInt32, _ section: ImageFormat.Section) -> UInt64 {
    UInt64(word(section, Int(node) * ImageFormat.nodeWords + 1))
      | UInt64(word(section, Int(node) * ImageFormat.nodeWords + 2)) << 32
  }

  /// Kind and value of an operator row.
  func operation(_ index: UInt32) -> (kind: OperatorKind, value: Float)? {
    let record = Int(index) * ImageFormat.operatorWords
    let kind = OperatorKind(rawValue: UInt8(truncatingIfNeeded: word(.operators, record + 1)))
    return kind.map { ($0, Float(bitPattern: word(.operators, record + 2))) }
  }

  var entryCount: Int { count(.entries) / ImageFormat.entryWords }
  var operatorCount: Int { count(.operators) / ImageFormat.operatorWords }
}
