internal import StanceModel
internal import StanceText

/// Reads a table as a data set: a row a record, its columns the members that JSONL has.
///
/// What ``TableHeader`` says holds: the data are those of the same rows in JSONL.
public enum TableReader {
  /// - Parameters:
  ///   - bytes: the file as text, already decompressed.
  ///   - file: name for ids and errors.
  ///   - target: target of the records that name none.
  /// - Throws: ``DataError`` when the header names no column `text`.
  /// - Complexity: O(bytes).
  public static func read(
    _ bytes: [UInt8], file: String, target: String? = nil
  ) throws(DataError) -> DataSet {
    let hasMark = bytes.starts(with: [0xEF, 0xBB, 0xBF])
    let text = hasMark ? Array(bytes[3...]) : bytes
    var part = JSONLinesReader.Part()
    do throws(TableError) {
      if let (header, start) = try TableHeader.read(text, isWhole: true) {
        var rows = RecordRows(text, from: start, header: header)
        var line = 1 + LineEnds.count(in: text[..<start])
        while let row = rows.next() {
          defer { line += row.lineEnds }
          guard !row.isBlank else { continue }
          let record = Result { () throws(TableError) in try header.record(row.bytes) }.mapError {
            DataError.record(file: file, line: line, found: $0.found, expected: $0.expected)
          }
          part.add(
            record, remarks: RecordRemark.all(of: row.bytes, header: header), line: line,
            file: file, target: target)
        }
      }
    } catch {
      throw .file(file: file, reason: "expected \(error.expected), found \(error.found)")
    }
    return JSONLinesReader.dataSet([part], file: file, sha256: SHA256.hexDigest(bytes))
  }
}
