extension Unicode.Scalar {
  /// Whether it can stand in one line on a terminal: control characters, byte order marks and what turns
  /// the direction of the text around it cannot.
  @inlinable package var isSafeInLine: Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0, 0x061C, 0x200E, 0x200F, 0x202A...0x202E, 0x2066...0x2069, 0xFEFF:
      false
    default: true
    }
  }
}
