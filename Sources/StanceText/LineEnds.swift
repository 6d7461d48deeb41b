/// Ends of lines, as every reader counts them: LF, CR LF and CR.
public enum LineEnds {
  /// How many lines end in some bytes; a CR LF that is cut in two counts in both parts.
  ///
  /// - Complexity: O(bytes).
  public static func count(in bytes: ArraySlice<UInt8>) -> Int {
    var count = 0
    var last: UInt8 = 0
    for byte in bytes {
      if byte == 0x0D || byte == 0x0A && last != 0x0D { count += 1 }
      last = byte
    }
    return count
  }
}
