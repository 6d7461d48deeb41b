import StanceText

/// A small table from byte strings to numbers, open addressing: looked up without an allocation.
///
///     var table = ByteTable()
///     table.insert([0x61], 7)
///     table.find([0x61])                      // 7
struct ByteTable: Sendable {
  private var keys: [[UInt8]] = []
  private var values: [Int32] = []
  /// Places of keys; −1 for a free slot. At least half of them are free.
  private var slots: [Int32] = Array(repeating: -1, count: 16)

  var count: Int { keys.count }

  /// The number of a key, or nil.
  ///
  /// - Complexity: O(bytes) expected.
  func find(_ key: ArraySlice<UInt8>) -> Int32? { find(key, hash: ImageFormat.hash(key)) }

  /// The same, by the hash of the key.
  func find(_ key: ArraySlice<UInt8>, hash: UInt32) -> Int32? {
    let place = slots[slot(key, hash)]
    return place < 0 ? nil : values[Int(place)]
  }

  /// Enters a number for a key, in place of the one it had.
  mutating func insert(_ key: [UInt8], _ value: Int32) {
    let slot = slot(key[...], ImageFormat.hash(key[...]))
    if slots[slot] >= 0 {
      values[Int(slots[slot])] = value
      return
    }
    slots[slot] = Int32(truncatingIfNeeded: keys.count)
    keys.append(key)
    values.append(value)
    if keys.count * 2 > slots.count { grow() }
  }

  /// The slot of a key: its own, or the free one where it belongs.
  private func slot(_ key: ArraySlice<UInt8>, _ hash: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int(hash) & mask
    while slots[slot] >= 0, !keys[Int(slots[slot])].elementsEqual(key) { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (place, key) in keys.enumerated() {
      slots[slot(key[...], ImageFormat.hash(key[...]))] = Int32(truncatingIfNeeded: place)
    }
  }
}
