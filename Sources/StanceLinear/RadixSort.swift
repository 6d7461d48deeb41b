/// Sorts words by their upper half, equal ones in the order given.
///
/// Digits of 11 bits from the lowest that counts; short lists by insertion. The buffers are kept.
struct RadixSort: Sendable {
  /// What is sorted.
  var keys: [UInt64] = []
  private var other: [UInt64] = []
  private var places = Array(repeating: 0, count: 1 << digit)

  private static let digit = 11
  /// Lists up to here are sorted by insertion.
  private static let short = 48

  /// - Parameter limit: no key reaches it.
  /// - Complexity: O(keys + 2048) for each 11 bits of the upper half that `limit` has.
  mutating func sort(below limit: UInt64) {
    guard keys.count > Self.short else { return insert() }
    var shift: UInt64 = 32
    other.removeAll(keepingCapacity: true)
    other.append(contentsOf: keys)
    while shift < 64, limit >> shift > 0 {
      distribute(shift)
      swap(&keys, &other)
      shift += UInt64(Self.digit)
    }
  }

  /// Writes the keys to the other buffer in the order of one digit.
  private mutating func distribute(_ shift: UInt64) {
    let mask = UInt64(places.count - 1)
    for index in places.indices { places[index] = 0 }
    for key in keys { places[Int(truncatingIfNeeded: key >> shift & mask)] += 1 }
    var next = 0
    for index in places.indices {
      let count = places[index]
      places[index] = next
      next += count
    }
    for key in keys {
      let place = Int(truncatingIfNeeded: key >> shift & mask)
      other[places[place]] = key
      places[place] += 1
    }
  }

  private mutating func insert() {
    guard keys.count > 1 else { return }
    for index in 1..<keys.count {
      let key = keys[index]
      var place = index
      while place > 0, keys[place - 1] >> 32 > key >> 32 {
        keys[place] = keys[place - 1]
        place -= 1
      }
      keys[place] = key
    }
  }
}
