internal import StanceText

/// Which files and groups of a corpus are for training, which for tuning, which for the last test.
///
/// A table with the columns `file` and `split`, separated by a tab. `file` is relative to the
/// folder of the corpus; `news/wire.jsonl#group` names one group of a JSONL file. `split` is
/// `train`, `dev` or `test`. Lines that begin with `#` and blank lines are skipped.
///
///     file	split
///     meta/w1-01-plain-blog-mercato.txt	train
///     news/wire.jsonl#news-wire-a01	test
public struct SplitFile: Sendable, Equatable {
  /// The name of the file in a corpus's folder.
  public static let name = "splits.tsv"
  /// The splits in their order.
  public static let splits = ["train", "dev", "test"]

  /// One line.
  public struct Row: Sendable, Equatable {
    /// Relative to the folder of the corpus, without the group.
    public var file: String
    /// The group of a JSONL file; nil stands for the whole file.
    public var group: String?
    public var split: String
    /// 1-based line of the table; 0 when it was not read from one.
    public var line: Int

    public init(file: String, group: String? = nil, split: String, line: Int = 0) {
      self.file = file
      self.group = group
      self.split = split
      self.line = line
    }

    /// As the table writes it.
    public var path: String { group.map { "\(file)#\($0)" } ?? file }
  }

  public var rows: [Row]

  public init(rows: [Row]) { self.rows = rows }

  /// Reads a table.
  ///
  /// - Throws: ``DataError`` with file and line: a missing header, another number of columns, an
  ///   unknown split, or a path that stands twice.
  public init(_ bytes: [UInt8], file: String) throws(DataError) {
    rows = []
    var seen: [String: Int] = [:]
    let table = TabularText(bytes)
    guard table.header.isEmpty || table.header.starts(with: ["file", "split"]) else {
      throw .record(
        file: file, line: table.headerLine, found: "“\(table.header.joined(separator: "\t"))”",
        expected: "the header file, split (separated by a tab)")
    }
    for row in table.rows {
      let (path, split) = (row[0], row[1])
      guard row.count == table.header.count, !path.isEmpty else {
        throw .record(
          file: file, line: row.line, found: Told.count(row.count, "column"),
          expected: "a path, a tab and a split")
      }
      guard Self.splits.contains(split) else {
        throw .record(
          file: file, line: row.line, found: "“\(split)”", expected: "train, dev or test")
      }
      if let first = seen.updateValue(row.line, forKey: path) {
        throw .record(
          file: file, line: row.line, found: "\(path) again, after line \(first)",
          expected: "one line a path")
      }
      rows.append(Self.row(path, split: split, line: row.line))
    }
  }

  private static func row(_ path: String, split: String, line: Int) -> Row {
    guard let mark = path.firstIndex(of: "#") else {
      return Row(file: path, split: split, line: line)
    }
    return Row(
      file: String(path[..<mark]), group: String(path[path.index(after: mark)...]), split: split,
      line: line)
  }

  /// The table as bytes, in the order of the paths.
  public var bytes: [UInt8] {
    var text = "file\tsplit\n"
    for row in rows.sorted(by: { $0.path < $1.path }) { text += "\(row.path)\t\(row.split)\n" }
    return Array(text.utf8)
  }

  /// Gives every example of a corpus its split.
  ///
  /// - Parameters:
  ///   - data: examples whose files lie below `folder`; others are left as they are.
  ///   - folder: the folder of the corpus, as the files' paths begin.
  /// - Returns: files and groups of the folder that the table lacks, and lines of the table that
  ///   match nothing.
  /// - Complexity: O(examples + rows).
  @discardableResult
  public func assign(to data: inout DataSet, folder: String, table: String) -> [DataNote] {
    var byPath: [String: Int] = [:]
    for (index, row) in rows.enumerated() { byPath[row.path] = index }
    var used = Array(repeating: false, count: rows.count)
    var missing: Set<String> = []
    var notes: [DataNote] = []
    for index in data.examples.indices {
      let example = data.examples[index]
      guard let file = Self.relative(example.file, to: folder) else { continue }
      let path = Self.path(example, relative: file)
      if let row = byPath[path] ?? byPath[file] {
        data.examples[index].split = rows[row].split
        used[row] = true
      } else if missing.insert(path).inserted {
        notes.append(
          DataNote(file: example.file, line: example.line, message: "\(path) is in no split"))
      }
    }
    for (index, row) in rows.enumerated() where !used[index] {
      notes.append(
        DataNote(
          file: table, line: row.line == 0 ? nil : row.line,
          message: "\(row.path) is not in the data"))
    }
    return notes
  }

  /// The path by which a table names an example: its file, with the group in a JSONL file.
  static func path(_ example: Example, relative file: String) -> String {
    isArticle(example) ? file : "\(file)#\(example.group)"
  }

  /// Articles are one group by themselves.
  static func isArticle(_ example: Example) -> Bool { example.group == example.file }

  /// A path below a folder, without the folder; nil when it lies elsewhere.
  public static func relative(_ path: String, to folder: String) -> String? {
    var prefix = folder
    while prefix.count > 1, prefix.hasSuffix("/") { prefix.removeLast() }
    if prefix == "." { return path.hasPrefix("./") ? String(path.dropFirst(2)) : path }
    prefix += "/"
    return path.hasPrefix(prefix) ? String(path.dropFirst(prefix.count)) : nil
  }
}
