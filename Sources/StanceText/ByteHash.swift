/// Hashes of short byte runs, the same on every run and machine.
///
/// - Source: multiply-and-fold of 64-bit words (the mixing step of wyhash); the word size and
///   tail handling are this module's own.
package enum ByteHash {
  /// Folds two words into one: high ⊕ low half of their 128-bit product, after two odd constants.
  @inline(__always)
  static func mix(_ first: UInt64, _ second: UInt64) -> UInt64 {
    let product = (first ^ 0xa076_1d64_78bd_642f).multipliedFullWidth(
      by: second ^ 0xe703_7ed1_a0b4_28db)
    return product.high ^ product.low
  }

  /// Hash of a run of any length.
  package static func hash(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    var state = mix(UInt64(truncatingIfNeeded: end - start), 0x8ebc_6af0_9c88_c6e3)
    var position = start
    while position < end {
      let next = min(position + 8, end)
      state = mix(state, ByteScan.word(bytes, position, next))
      position = next
    }
    return state
  }
}
