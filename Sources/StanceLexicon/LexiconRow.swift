import StanceText

/// A checked row of a table of entries.
struct EntryRow: Sendable {
  var term: String
  var part: PartOfSpeech
  var valence: Float
  var tags: RowTags
  var source: String
  var file: String
  var line: Int
  var language: Language
}

/// A checked row of a table of operators.
struct OperatorRow: Sendable {
  var term: String
  var kind: OperatorKind
  var value: Float
  var source: String
  var file: String
  var line: Int
  var language: Language
}

extension LexiconSource {
  static let entryColumns = ["term", "pos", "valence", "tags", "source"]
  static let operatorColumns = ["term", "operator", "value", "tags", "source"]

  /// The rows of a table of entries.
  ///
  /// - Throws: at the first row that has no part of speech, no number or no term.
  func entryRows() throws(LexiconError) -> [EntryRow] {
    var rows: [EntryRow] = []
    for row in try TabularText.read(text, file: file, columns: LexiconSource.entryColumns).rows {
      guard !row[0].isEmpty else {
        throw .row(file: file, line: row.line, expected: "a term", found: "nothing")
      }
      guard let part = PartOfSpeech(name: row[1]) else {
        throw .row(
          file: file, line: row.line,
          expected: "a part of speech ("
            + PartOfSpeech.allCases.map(\.name).joined(separator: ", ") + ")",
          found: "\"\(row[1])\"")
      }
      guard let valence = Float(row[2]), valence >= -1, valence <= 1 else {
        throw .row(
          file: file, line: row.line, expected: "a valence from -1 to 1", found: "\"\(row[2])\"")
      }
      rows.append(
        EntryRow(
          term: row[0], part: part, valence: valence, tags: RowTags(row[3]), source: row[4],
          file: file, line: row.line, language: language))
    }
    return rows
  }

  /// The rows of a table of operators.
  ///
  /// - Throws: at the first row with an unknown operator or a value that is no number.
  func operatorRows() throws(LexiconError) -> [OperatorRow] {
    var rows: [OperatorRow] = []
    for row in try TabularText.read(text, file: file, columns: LexiconSource.operatorColumns).rows {
      guard !row[0].isEmpty else {
        throw .row(file: file, line: row.line, expected: "a term", found: "nothing")
      }
      guard let kind = OperatorKind(name: row[1]) else {
        throw .row(
          file: file, line: row.line, expected: "an operator", found: "\"\(row[1])\"")
      }
      guard let value = row[2].isEmpty ? 0 : Float(row[2]) else {
        throw .row(file: file, line: row.line, expected: "a number", found: "\"\(row[2])\"")
      }
      rows.append(
        OperatorRow(
          term: row[0], kind: kind, value: value, source: row[4], file: file, line: row.line,
          language: language))
    }
    return rows
  }
}
