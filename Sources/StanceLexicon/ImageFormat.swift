/// Layout of a prepared lexicon: little-endian 32-bit words, all offsets from the start.
///
/// - `STLX`, version, length in bytes, checksum (2 words), then one (offset, count) pair for each
///   section, then the sections.
/// - A string is a 16-bit length and its UTF-8 bytes in the section `strings`; it is named by the
///   offset in that section.
/// - A list is a run of items in the section `lists`, ended by 0; it is named by its index there.
///   An item is a kind (upper 4 bits) and a number (lower 28).
/// - A list of one item is named by the item itself, which is above 2²⁸.
/// - The exact dictionary is an open-addressing table of slots; 0 is free. A slot is the number of a
///   key + 1 (lower 24 bits) and the upper 8 bits of the hash of its text, which tell nearly every
///   other text from it. Keys are pairs (string, list).
/// - The two others are tables of (hash, list): the list's keys tell what was meant.
/// - A trie is an open-addressing table of edges (node, symbol, child), child 0 free, and for each
///   node its list and a 64-bit set of the symbols (modulo 64) that go on from it.
enum ImageFormat {
  static let magic: UInt32 = 0x584c_5453
  static let version: UInt32 = 2
  static let headerWords = 5

  enum Section: Int, CaseIterable {
    case strings, entries, operators, keys, lists
    case exactFrench, exactEnglish, foldedFrench, foldedEnglish, skeletonFrench, skeletonEnglish
    case edgesFrench, edgesEnglish, nodesFrench, nodesEnglish
    case suffixesFrench, suffixesEnglish
    case conjugation, agreement, englishVerbs
    case pairsFrench, pairsEnglish
  }

  static let firstVerbSymbol: UInt32 = 1 << 20

  /// Words in a record.
  static let entryWords = 7
  static let operatorWords = 7
  static let edgeWords = 3
  static let nodeWords = 3

  enum ItemKind: UInt32 {
    case entry = 1
    case symbol
    case operation
    case traits
    case key
  }

  static func item(_ kind: ItemKind, _ number: UInt32) -> UInt32 {
    kind.rawValue << 28 | (number & 0x0fff_ffff)
  }

  /// The part of a slot of the exact dictionary that is a key's number + 1.
  static let slotKey: UInt32 = 0x00ff_ffff

  /// The slot of a key in the exact dictionary.
  static func slot(key: UInt32, hash: UInt32) -> UInt32 {
    (key + 1) & slotKey | hash & ~slotKey
  }

  /// The key of a slot that is not free.
  @inline(__always)
  static func key(slot: UInt32) -> UInt32 { (slot & slotKey) &- 1 }

  /// Words of the set of symbol pairs that begin a phrase: a filter without false negatives.
  static let pairWords = 1 << 13

  /// Bit of a pair in that set.
  @inline(__always)
  static func pairBit(_ first: UInt32, _ second: UInt32) -> UInt32 {
    let state = (first &* 0x9e37_79b1) ^ (second &* 0x85eb_ca6b)
    return (state ^ (state >> 15)) & UInt32(pairWords * 32 - 1)
  }

  /// FNV-1a, 32 bits.
  static func hash(_ bytes: ArraySlice<UInt8>) -> UInt32 {
    var hash = RunningHash()
    let bytes = bytes.span
    for place in bytes.indices { hash.add(bytes[place]) }
    return hash.value
  }

  /// The hash of the bytes added so far.
  struct RunningHash {
    private var state: UInt32 = 0x811c_9dc5

    @inline(__always)
    mutating func add(_ byte: UInt8) { state = (state ^ UInt32(byte)) &* 0x0100_0193 }

    var value: UInt32 { state ^ (state >> 15) }
  }

  static func hash(node: UInt32, symbol: UInt32) -> UInt32 {
    var state = node &* 0x9e37_79b1 ^ symbol &* 0x85eb_ca6b
    state ^= state >> 15
    state = state &* 0x2c1b_3c6d
    return state ^ (state >> 13)
  }

  /// FNV-1a, 64 bits, over 32-bit words.
  static func checksum(_ bytes: ArraySlice<UInt8>) -> UInt64 {
    var state: UInt64 = 0xcbf2_9ce4_8422_2325
    var place = bytes.startIndex
    while place + 4 <= bytes.endIndex {
      let word =
        UInt64(bytes[place]) | UInt64(bytes[place + 1]) << 8 | UInt64(bytes[place + 2]) << 16
        | UInt64(bytes[place + 3]) << 24
      state = (state ^ word) &* 0x0000_0100_0000_01b3
      place += 4
    }
    return state
  }
}
