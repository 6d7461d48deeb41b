/// From 64-bit hashes to chains of small numbers: an open-addressing table for rules.
///
/// Several numbers may be entered for one hash; `first` and `next` walk them, the last entered
/// first. The hashes are used as they are, so they must be well mixed.
struct HashIndex: Sendable {
  private var keys: [UInt64] = Array(repeating: 0, count: 64)
  private var heads: [Int32] = Array(repeating: -1, count: 64)
  private var links: [(value: Int32, next: Int32)] = []
  private var count = 0

  /// Enters `value` for `key`.
  mutating func insert(_ key: UInt64, _ value: Int) {
    if (count + 1) * 2 > keys.count { grow() }
    let slot = slot(key)
    if heads[slot] < 0 { count += 1 }
    keys[slot] = key
    links.append((Int32(truncatingIfNeeded: value), heads[slot]))
    heads[slot] = Int32(truncatingIfNeeded: links.count - 1)
  }

  /// The first link of a key, or -1.
  @inline(__always)
  func first(_ key: UInt64) -> Int { Int(heads[slot(key)]) }

  /// The number at a link.
  func value(_ link: Int) -> Int { Int(links[link].value) }

  /// The link behind a link, or -1.
  func next(_ link: Int) -> Int { Int(links[link].next) }

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
