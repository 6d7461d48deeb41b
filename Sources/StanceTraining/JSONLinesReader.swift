internal import StanceEvaluation
internal import StanceLinear
public import StanceModel
public import StanceText

/// Reads a JSONL data set: one object a line, with at least `text`.
///
/// A line that is no record is left out and told (``DataSet/wrongLines``); the others are read.
///
/// Members: `id`, `text`, `label`, `target`, `group`, `lang`, `split`, `in_heldout` (a row to leave
/// out of training); string members of other names become slices. What `lang` says is the example's
/// language, for whoever cannot tell it by the words. Blank lines are skipped. Bytes
/// that are not UTF-8 are read as Windows-1252, with a note, as there is one for what ``RecordRemark``
/// lists.
public enum JSONLinesReader {
  /// Members that are not slices.
  private static let reserved: Set<String> = [
    "id", "text", "label", "target", "group", "lang", "split", "in_heldout",
  ]

  /// - Parameters:
  ///   - bytes: the file, already decompressed.
  ///   - file: name for ids and errors.
  ///   - target: target of the records that name none.
  ///   - threads: share the lines of a long file; the result is the same for any number.
  /// - Complexity: O(bytes).
  public static func read(
    _ bytes: [UInt8], file: String, target: String? = nil, threads: Int = 1
  ) -> DataSet {
    let parts = parts(bytes, count: bytes.count < longFile ? 1 : max(1, threads))
    let results = ParallelWork.map(parts.count + 1, threads: parts.count) { number in
      number == 0
        ? (digest: SHA256.hexDigest(bytes), part: Part())
        : (digest: "", part: part(bytes, parts[number - 1], file: file, target: target))
    }
    return dataSet(results.dropFirst().map(\.part), file: file, sha256: results[0].digest)
  }

  /// What some runs of rows of a file hold together.
  static func dataSet(_ parts: [Part], file: String, sha256: String) -> DataSet {
    var data = DataSet()
    var heldOut = 0
    var foreign: [Int] = []
    var otherLanguages: [Int] = []
    var remarks: [RecordRemark: [Int]] = [:]
    for part in parts {
      data.wrongLines += part.wrong
      data.examples += part.examples
      heldOut += part.heldOut
      foreign += part.foreign
      otherLanguages += part.otherLanguages
      remarks.merge(part.remarks) { $0 + $1 }
    }
    for remark in RecordRemark.allCases {
      guard let lines = remarks[remark], let first = lines.first else { continue }
      data.notes.append(
        DataNote(
          file: file, line: first, message: remark.rawValue + Told.likeIt(lines.count)))
    }
    if let first = foreign.first {
      data.notes.append(
        DataNote(
          file: file, line: first,
          message: "bytes that are not UTF-8 are read as Windows-1252"
            + Told.likeIt(foreign.count)))
    }
    if let first = otherLanguages.first {
      data.notes.append(
        DataNote(
          file: file, line: first, message: otherLanguage + Told.likeIt(otherLanguages.count)))
    }
    if heldOut > 0 {
      data.notes.append(
        DataNote(
          file: file, line: nil, message: "\(heldOut) rows marked in_heldout were left out"))
    }
    data.sources = [
      DataSource(
        file: file, sha256: sha256, groups: data.groups,
        items: data.examples.count)
    ]
    return data
  }

  /// Bytes from which on threads share a file.
  private static let longFile = 1 << 18

  /// What one run of rows holds.
  struct Part {
    var examples: [Example] = []
    var heldOut = 0
    /// Lines with bytes that are not UTF-8 and were read as Windows-1252.
    var foreign: [Int] = []
    /// Lines whose `lang` is ``otherLanguage``.
    var otherLanguages: [Int] = []
    var wrong: [DataError] = []
    /// Lines of which each is true.
    var remarks: [RecordRemark: [Int]] = [:]

    /// Takes a row, which begins on a line, or keeps why it is none.
    ///
    /// - Parameter remarks: what is unusual about it beside its value.
    mutating func add(
      _ row: Result<(value: JSONValue, encoding: TextEncoding), DataError>,
      remarks ofRow: [RecordRemark] = [], line: Int, file: String, target: String?
    ) {
      do throws(DataError) {
        let (value, encoding) = try row.get()
        if encoding != .utf8 { foreign.append(line) }
        if value["in_heldout"]?.bool == true {
          heldOut += 1
        } else {
          try refuseLineLabel(value, file: file, line: line)
          examples.append(try example(value, file: file, line: line, target: target))
          if namesOtherLanguage(value) { otherLanguages.append(line) }
          for remark in RecordRemark.all(of: value) + ofRow {
            remarks[remark, default: []].append(line)
          }
        }
      } catch { wrong.append(error) }
    }
  }

  private static func part(
    _ bytes: [UInt8], _ range: Range<Int>, file: String, target: String?
  ) -> Part {
    var part = Part()
    forEachRow(bytes, in: range, file: file) { line, row in
      part.add(row, line: line, file: file, target: target)
      return true
    }
    return part
  }

  /// A row that labels a line of an article has no place among texts.
  private static func refuseLineLabel(
    _ value: JSONValue, file: String, line: Int
  ) throws(DataError) {
    guard value["text"] == nil, value["file"]?.string != nil else { return }
    guard value["line"]?.int == nil else {
      throw .record(
        file: file, line: line, found: "a `file` and a `line`",
        expected: "a `text`, as in the first row (labels by line stand in a file of their own)")
    }
    throw .record(
      file: file, line: line, found: "a `file` without a `line`",
      expected: "a `text`, or `{\"file\", \"line\", \"label\"}` for the paragraph of an article"
        + " that starts on that line")
  }

  /// The bytes in runs of whole lines, of about one length.
  private static func parts(_ bytes: [UInt8], count: Int) -> [Range<Int>] {
    var result: [Range<Int>] = []
    var start = 0
    for part in 1...count {
      let place = max(start, bytes.count * part / count)
      let end = part == count ? nil : bytes[place...].firstIndex(of: 0x0A).map { $0 + 1 }
      result.append(start..<(end ?? bytes.count))
      start = end ?? bytes.count
    }
    return result
  }

  /// What a line is expected to be.
  public static let form = "one JSON object a line, with a `text`"

  /// What a line that is no JSON has in its place, and what to do.
  public static func found(_ error: JSONError, in line: ArraySlice<UInt8>) -> String {
    "\(error.found(in: line)) at byte \(error.offset), in place of \(error.expected)"
      + (error.isBareControl ? "" : "; `jq -c .` puts one object on a line")
  }

  /// Calls `body` with the number of each line and its value and encoding, or why it is no JSON,
  /// until it answers false; blank lines and a byte order mark are passed over.
  ///
  /// - Parameter range: the lines to read, whole ones; nil for all.
  /// - Complexity: O(bytes), one row in memory at a time.
  static func forEachRow(
    _ bytes: [UInt8], in range: Range<Int>? = nil, file: String, expected: String = form,
    _ body: (Int, Result<(value: JSONValue, encoding: TextEncoding), DataError>) -> Bool
  ) {
    let range = range ?? bytes.indices
    var start = range.lowerBound
    var line = bytes[..<start].count { $0 == 0x0A }
    if start == 0, bytes.starts(with: [0xEF, 0xBB, 0xBF]) { start += 3 }
    while start < range.upperBound {
      let end = bytes[start..<range.upperBound].firstIndex(of: 0x0A) ?? range.upperBound
      defer { start = end + 1 }
      line += 1
      let content = bytes[start..<end]
      if content.allSatisfy({ $0 == 0x20 || $0 == 0x09 || $0 == 0x0D }) { continue }
      let row = Result { () throws(JSONError) in try value(content) }.mapError { error in
        DataError.record(
          file: file, line: line, found: found(error, in: content), expected: expected)
      }
      guard body(line, row) else { return }
    }
  }

  /// The value on a line; bytes that are not UTF-8 are read as Windows-1252, as in a text.
  ///
  /// - Throws: ``JSONError`` for what is no JSON in either.
  /// - Complexity: O(bytes).
  public static func value(
    _ line: ArraySlice<UInt8>
  ) throws(JSONError) -> (value: JSONValue, encoding: TextEncoding) {
    do {
      return (try JSONReader.parse(line), .utf8)
    } catch {
      if let start = line.firstIndex(where: { $0 > 0x20 }), line[start] != UInt8(ascii: "{") {
        throw JSONError(offset: start - line.startIndex, expected: "a JSON object")
      }
      guard let text = try? TextDecoder.decode(Array(line)), text.encoding.isAssumed else {
        throw error
      }
      return (try JSONReader.parse(text.bytes), text.encoding)
    }
  }

  /// What is to be known of a record whose `lang` is of no use.
  public static let otherLanguage =
    "expected `fr` or `en` for `lang`, found another value: the words tell the language"

  /// Whether a record has a `lang` that is of no use.
  public static func namesOtherLanguage(_ value: JSONValue) -> Bool {
    guard let member = value["lang"], member != .null else { return false }
    let tag = member.string
    return tag == nil || language(value) == nil && !["", "und"].contains(tag)
  }

  /// The language that `lang` names, by a tag that begins with `fr` or `en` in any case: `en-GB`.
  private static func language(_ value: JSONValue) -> Language? {
    let tag = value["lang"]?.string?.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return [Language.french, .english].first { $0.rawValue == tag }
  }

  /// One record.
  public static func example(
    _ value: JSONValue, file: String, line: Int, target: String?
  ) throws(DataError) -> Example {
    guard case .object(let members) = value else {
      throw .record(file: file, line: line, found: "another JSON value", expected: "a JSON object")
    }
    func text(_ key: String) throws(DataError) -> String? {
      guard let member = value[key], member != .null else { return nil }
      guard let text = key == "text" ? member.string : member.name else {
        throw .record(
          file: file, line: line, found: "another type", expected: "a string for `\(key)`")
      }
      // A blank cell of a table names nothing, and a text may be blank.
      return key != "text" && text.utf8.allSatisfy { $0 <= 0x20 } ? nil : text
    }
    guard let body = try text("text") else {
      throw .record(file: file, line: line, found: "no `text`", expected: "a member `text`")
    }
    // Any other value still names nothing: the record is good without it.
    let id = (try? text("id")) ?? "\(file):\(line)"
    var slices: [EvaluationItem.Slice] = []
    for member in members where !reserved.contains(member.key) {
      if let value = member.value.string {
        slices.append(EvaluationItem.Slice(name: member.key, value: value))
      }
    }
    return Example(
      id: id, file: file, line: line, text: Array(body.utf8), label: try text("label"),
      target: try text("target") ?? target, group: try text("group") ?? id,
      split: try text("split"), language: language(value), slices: slices)
  }
}
