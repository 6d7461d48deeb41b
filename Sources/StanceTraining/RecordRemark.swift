public import StanceModel

/// What is unusual about a record that is used all the same.
public enum RecordRemark: String, Sendable, Hashable, CaseIterable {
  case otherID = "the `id` is neither a string nor a number: the place of the line stands for it"
  case repeatedText = "`text` stands there more than once: the last one is read"
  case openQuote =
    "a cell begins with a quote that nothing closes, and is read with it: close it before the delimiter, and double the quotes inside"

  /// What is unusual about a record.
  ///
  /// - Complexity: O(members).
  public static func all(of record: JSONValue) -> [RecordRemark] {
    guard case .object(let members) = record else { return [] }
    var result: [RecordRemark] = []
    var texts = 0
    for member in members {
      switch member.key {
      case "id":
        if member.value != .null, member.value.name == nil { result = [.otherID] }
      case "text": texts += 1
      default: continue
      }
    }
    if texts > 1 { result.append(.repeatedText) }
    return result
  }
  /// What is unusual about a row, before it is a record.
  ///
  /// - Parameter header: that of the table; nil for JSONL.
  /// - Complexity: O(bytes).
  public static func all(
    of row: ArraySlice<UInt8>, header: TableHeader?
  ) -> [RecordRemark] { header?.hasOpenQuote(row) == true ? [.openQuote] : [] }
}
