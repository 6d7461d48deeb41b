public import StanceModel

/// What is unusual about a JSONL record that is used all the same.
public enum RecordRemark: String, Sendable, Hashable, CaseIterable {
  case otherID = "the `id` is neither a string nor a number: the place of the line stands for it"
  case repeatedText = "`text` stands there more than once: the last one is read"

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
}
