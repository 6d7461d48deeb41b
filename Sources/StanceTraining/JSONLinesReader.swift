internal import StanceEvaluation
public import StanceModel

/// Reads a JSONL data set: one object a line, with at least `text`.
///
/// Members: `id`, `text`, `label`, `target`, `group`, `lang`, `split`, `in_heldout` (a row to leave
/// out of training); string members of other names become slices. Blank lines are skipped.
public enum JSONLinesReader {
  /// Members that are not slices.
  private static let reserved: Set<String> = [
    "id", "text", "label", "target", "group", "lang", "split", "in_heldout",
  ]

  /// - Parameters:
  ///   - bytes: the file, already decompressed.
  ///   - file: name for ids and errors.
  ///   - target: target of the records that name none.
  /// - Throws: ``DataError`` with file and line at the first line that is not a record.
  /// - Complexity: O(bytes).
  public static func read(
    _ bytes: [UInt8], file: String, target: String? = nil
  ) throws(DataError) -> DataSet {
    var data = DataSet()
    var heldOut = 0
    try forEachRow(bytes, file: file) { line, value throws(DataError) in
      if value["in_heldout"]?.bool == true {
        heldOut += 1
      } else {
        data.examples.append(try example(value, file: file, line: line, target: target))
      }
      return true
    }
    if heldOut > 0 {
      data.notes.append(
        DataNote(
          file: file, line: nil, message: "\(heldOut) rows marked in_heldout were left out"))
    }
    data.sources = [
      DataSource(
        file: file, sha256: SHA256.hexDigest(bytes), groups: data.groups,
        items: data.examples.count)
    ]
    return data
  }

  /// Calls `body` with the line number and the value of each row until it answers false; blank
  /// lines and a byte order mark are passed over.
  ///
  /// - Throws: ``DataError`` with file and line at the first line that is not JSON; what `body` throws.
  /// - Complexity: O(bytes), one row in memory at a time.
  static func forEachRow(
    _ bytes: [UInt8], file: String, _ body: (Int, JSONValue) throws(DataError) -> Bool
  ) throws(DataError) {
    var line = 0
    var start = bytes.startIndex
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    while start < bytes.endIndex {
      let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.endIndex
      defer { start = end + 1 }
      line += 1
      let content = bytes[start..<end]
      if content.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      let value: JSONValue
      do {
        value = try JSONReader.parse(content)
      } catch {
        throw .record(
          file: file, line: line, found: "what is not JSON at \(error)",
          expected: "one JSON object a line, with a text")
      }
      guard try body(line, value) else { return }
    }
  }

  /// One record.
  public static func example(
    _ value: JSONValue, file: String, line: Int, target: String?
  ) throws(DataError) -> Example {
    guard case .object(let members) = value else {
      throw .record(file: file, line: line, found: "another JSON value", expected: "an object")
    }
    func text(_ key: String) throws(DataError) -> String? {
      switch value[key] {
      case nil, .null?: return nil
      case .string(let text)?: return text
      case .number(let number)?: return number.formattedID
      default:
        throw .record(
          file: file, line: line, found: "another type", expected: "a string for `\(key)`")
      }
    }
    guard let body = try text("text") else {
      throw .record(file: file, line: line, found: "no `text`", expected: "a member `text`")
    }
    let id = try text("id") ?? "\(file):\(line)"
    var slices: [EvaluationItem.Slice] = []
    for member in members where !reserved.contains(member.key) {
      if let value = member.value.string {
        slices.append(EvaluationItem.Slice(name: member.key, value: value))
      }
    }
    return Example(
      id: id, file: file, line: line, text: Array(body.utf8), label: try text("label"),
      target: try text("target") ?? target, group: try text("group") ?? id,
      split: try text("split"), slices: slices)
  }
}

extension Double {
  /// 12 for 12.0, else the shortest decimal.
  fileprivate var formattedID: String {
    self == rounded() && abs(self) < 1e15 ? String(Int(self)) : description
  }
}
