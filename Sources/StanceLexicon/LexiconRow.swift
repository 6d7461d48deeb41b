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

  /// The rows of a table of entries, each good or wrong by itself: one without a part of speech, a
  /// number or a term is wrong.
  ///
  /// - Throws: for another header.
  func entryRows() throws(LexiconError) -> [Result<EntryRow, LexiconError>] {
    try rows(LexiconSource.entryColumns) { row throws(LexiconError) in
      guard let part = PartOfSpeech(name: row[1]) else {
        throw .row(
          file: file, line: row.line,
          expected: "a part of speech ("
            + PartOfSpeech.allCases.map(\.name).joined(separator: ", ") + ")",
          found: "\"\(row[1])\"")
      }
      guard let valence = Self.number(row[2]), valence >= -1, valence <= 1 else {
        throw .row(
          file: file, line: row.line, expected: "a valence from -1 to 1", found: "\"\(row[2])\"")
      }
      return EntryRow(
        term: row[0], part: part, valence: valence, tags: RowTags(row[3]), source: row[4],
        file: file, line: row.line, language: language)
    }
  }

  /// The rows of a table of operators, each good or wrong by itself: one with an unknown operator or
  /// a value that is no number is wrong.
  ///
  /// - Throws: for another header.
  func operatorRows() throws(LexiconError) -> [Result<OperatorRow, LexiconError>] {
    try rows(LexiconSource.operatorColumns) { row throws(LexiconError) in
      guard let kind = OperatorKind(name: row[1]) else {
        throw .row(
          file: file, line: row.line, expected: "an operator", found: "\"\(row[1])\"")
      }
      guard let value = row[2].isEmpty ? 0 : Self.number(row[2]) else {
        throw .row(file: file, line: row.line, expected: "a number", found: "\"\(row[2])\"")
      }
      return OperatorRow(
        term: row[0], kind: kind, value: value, source: row[4], file: file, line: row.line,
        language: language)
    }
  }

  private func rows<Checked>(
    _ columns: [String], _ check: (TabularText.Row) throws(LexiconError) -> Checked
  ) throws(LexiconError) -> [Result<Checked, LexiconError>] {
    let table = try TabularText.read(text, file: file, columns: columns)
    return table.rows.map { row in
      Result { () throws(LexiconError) in
        guard !row[0].isEmpty else {
          throw .row(file: file, line: row.line, expected: "a term", found: "nothing")
        }
        guard row.count <= table.header.count else {
          throw .row(
            file: file, line: row.line, expected: "\(table.header.count) cells, as the header has",
            found: "\(row.count)")
        }
        return try check(row)
      }
    }
  }

  /// A number with a decimal point, or with a comma and a minus sign as spreadsheets write them.
  private static func number(_ cell: String) -> Float? {
    Float(String(cell.map { $0 == "," ? "." : $0 == "\u{2212}" ? "-" : $0 }))
  }
}
