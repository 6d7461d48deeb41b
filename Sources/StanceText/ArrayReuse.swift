extension Array {
  /// Empties the array and keeps its memory; nothing happens to an empty one, as most lists of a
  /// unit are.
  @inlinable @inline(__always)
  package mutating func clear() {
    if !isEmpty { removeLast(count) }
  }
}
