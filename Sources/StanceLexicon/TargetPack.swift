internal import StanceText

/// What a target is called, who its rivals are, what must not be taken for it.
///
/// Read from a table `term, role, tags, source` or made from a line of names:
///
///     let pack = try TargetPack(names: "Renault, la régie, Luca de Meo")
public struct TargetPack: Sendable, Hashable {
  /// One row of the table.
  public struct Row: Sendable, Hashable {
    /// A pattern of words, as written in the table.
    public let term: String
    /// What it is to the target.
    public let role: TargetRole
    /// The first letter must be a capital in the text (Apple, Orange).
    public let needsCapital: Bool
    /// Where the row is from.
    public let source: String
    /// 1-based line in the file; 0 when there is none.
    public let line: Int

    /// A row as read; nothing is checked here.
    public init(term: String, role: TargetRole, needsCapital: Bool, source: String, line: Int) {
      self.term = term
      self.role = role
      self.needsCapital = needsCapital
      self.source = source
      self.line = line
    }
  }

  /// Of texts that are about nothing in particular: no word is a name, every text is on its topic.
  public static let nobody = TargetPack(id: "none", title: "nobody in particular", rows: [])

  /// Name of the pack: `meta`.
  public let id: String
  /// Display name: the `title` row, else the first name, else the id.
  public let title: String
  /// All rows but the title, in the order of the file.
  public let rows: [Row]

  /// A pack of these rows; nothing is checked here.
  public init(id: String, title: String, rows: [Row]) {
    self.id = id
    self.title = title
    self.rows = rows
  }

  /// Whether a table's header says that it holds a pack.
  public static func isTable(_ table: [UInt8]) -> Bool {
    TabularText(table).header.contains("role")
  }

  /// A pack from its table.
  ///
  /// - Parameters:
  ///   - id: the pack's id, usually the file name without `.tsv`.
  ///   - table: UTF-8, header `term	role	tags	source`.
  ///   - path: how errors call the table; nil for the id with `.tsv`.
  /// - Throws: ``LexiconError/header(file:expected:found:)`` or
  ///   ``LexiconError/row(file:line:expected:found:)``, the latter also where no row has the role
  ///   `name`.
  public init(id: String, table: [UInt8], path: String? = nil) throws(LexiconError) {
    let file = path ?? id + ".tsv"
    let text = try TabularText.read(table, file: file, columns: ["term", "role", "tags"])
    var title = ""
    var rows: [Row] = []
    for row in text.rows {
      guard let role = TargetRole(label: row[1]) else {
        throw .row(
          file: file, line: row.line,
          expected: "a role (" + TargetRole.allCases.map(\.label).joined(separator: ", ") + ")",
          found: "\"\(row[1])\"")
      }
      guard !row[0].isEmpty else {
        throw .row(file: file, line: row.line, expected: "a term", found: "nothing")
      }
      var needsCapital = false
      for tag in TabularText.list(row[2]) {
        guard tag == "case" else {
          throw .row(file: file, line: row.line, expected: "the tag case", found: "\"\(tag)\"")
        }
        needsCapital = true
      }
      if role == .title {
        title = row[0]
      } else {
        rows.append(
          Row(
            term: row[0], role: role, needsCapital: needsCapital, source: row[3], line: row.line))
      }
    }
    guard let first = rows.first(where: { $0.role == .name })?.term else {
      throw .row(
        file: file, line: text.headerLine, expected: "at least one row of role name",
        found: "none; add a row: the target's name, a tab, name")
    }
    self.init(id: id, title: title.isEmpty ? first : title, rows: rows)
  }

  /// A pack from names separated by commas; the first one is the title.
  ///
  /// A name that is written with a capital must have one in the text.
  ///
  /// - Throws: ``LexiconError/emptyTarget(_:)`` when no name is left.
  public init(names: String) throws(LexiconError) {
    let terms = TabularText.list(names)
    guard let title = terms.first else { throw .emptyTarget(names) }
    let rows = terms.enumerated().map { index, term in
      Row(
        term: term, role: index == 0 ? .name : .alias,
        needsCapital: term.first?.isUppercase ?? false, source: "user", line: 0)
    }
    self.init(id: title, title: title, rows: rows)
  }
}
