/// From 64-bit hashes to chains of small numbers: an open-addressing table for rules.
///
/// Several numbers may be entered for one hash; `first` and `next` walk them, the last entered
/// first. The hashes are used as they are, so they must be well mixed.
struct HashIndex: Sendable {
  private var keys: [UInt64] = Array(repeating: 0, count: 64)
  private var heads: [Int32] = Array(repeating: -1, count: 64)
  /// Two numbers a link: its value, and the next link or -1.
  private var links: [Int32] = []
  private var count = 0

  /// Enters `value` for `key`.
  mutating func insert(_ key: UInt64, _ value: Int) {
    if (count + 1) * 2 > keys.count { grow() }
    let slot = slot(key)
    if heads[slot] < 0 { count += 1 }
    keys[slot] = key
    links += [Int32(truncatingIfNeeded: value), heads[slot]]
    heads[slot] = Int32(truncatingIfNeeded: links.count / 2 - 1)
  }

  /// The first link of a key, or -1.
  @inline(__always)
  func first(_ key: UInt64) -> Int { Int(heads[slot(key)]) }

  /// The number at a link.
  func value(_ link: Int) -> Int { Int(links[2 * link]) }

  /// The link behind a link, or -1.
  func next(_ link: Int) -> Int { Int(links[2 * link + 1]) }

  @inline(__always)
  private func slot(_ key: UInt64) -> Int {
    let mask = keys.count - 1
    var index = Int(truncatingIfNeeded: key >> 16) & mask
    while heads[index] >= 0 && keys[index] != key { index = (index + 1) & mask }
    return index
  }

  private mutating func grow() {
    let oldKeys = keys
    let oldHeads = heads
    keys = Array(repeating: 0, count: oldKeys.count * 2)
    heads = Array(repeating: -1, count: oldKeys.count * 2)
    for (index, head) in oldHeads.enumerated() where head >= 0 {
      let slot = slot(oldKeys[index])
      keys[slot] = oldKeys[index]
      heads[slot] = head
    }
  }
}

extension HashIndex {
  /// Whether nothing was entered.
  var isEmpty: Bool { links.isEmpty }

  /// The largest number entered; 0 for none.
  var largest: Int {
    stride(from: 0, to: links.count, by: 2).reduce(0) { max($0, Int(links[$1])) }
  }

  /// Writes what ``init(_:below:)`` reads.
  func write(to image: inout RulesWriter) {
    image.put(keys)
    image.put(heads)
    image.put(links)
  }

  /// An index in its prepared form, whose numbers are below `limit`.
  init(_ image: inout RulesReader, below limit: Int) throws(ReadingRulesError) {
    keys = try image.words()
    heads = try image.numbers()
    links = try image.numbers()
    for head in heads where head >= 0 { count += 1 }
    try image.check(
      keys.count == heads.count && keys.count > 1 && keys.count & (keys.count - 1) == 0
        && count < keys.count && links.count % 2 == 0)
    var isSound = heads.allSatisfy { $0 < links.count / 2 }
    // A link goes to one that was entered before it, so every chain ends.
    for link in 0..<links.count / 2 {
      let (value, next) = (links[2 * link], links[2 * link + 1])
      isSound = isSound && value >= 0 && value < limit && next >= -1 && next < link
    }
    try image.check(isSound)
  }
}
