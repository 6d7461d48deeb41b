internal import StanceEvaluation
public import StanceModel
public import StanceText

/// Reads labels that people gave to the paragraphs of text files: JSONL rows which name a `file` and
/// a `line` in place of a `text`.
///
/// `{"file": "article.txt", "line": 7, "label": "neutral", "target": "meta"}` labels the paragraph
/// that starts on that line. The paragraphs keep their order and sections, so that context is there
/// as in ``ArticleReader``. Paragraphs without a row stay without a label; labels from section
/// titles are replaced by the rows. String members of other names become slices. A file without any
/// `label` is passed over, with a note.
public enum LineLabelReader {
  /// Whether a row labels a line of another file.
  public static func isLineLabel(_ value: JSONValue) -> Bool {
    value["text"] == nil && value["file"]?.string != nil && value["line"]?.int != nil
  }

  /// Whether a row is meant to label a line, whatever it takes for the number of one.
  public static func namesLine(_ value: JSONValue) -> Bool {
    value["text"] == nil && value["file"]?.string != nil && value["line"] != nil
  }

  /// Whether the first row of a JSONL file that is JSON labels a line of another file.
  public static func holdsLineLabels(_ bytes: [UInt8]) -> Bool {
    var first: JSONValue?
    JSONLinesReader.forEachRow(bytes, file: "") { _, row in
      first = try? row.get().value
      return first == nil
    }
    return first.map(namesLine) ?? false
  }

  /// Members that are not slices.
  private static let reserved: Set<String> = ["file", "line", "label", "target", "split"]

  /// One row.
  private struct Row {
    var place: Int
    var line: Int
    var label: String?
    var target: String?
    var split: String?
    var slices: [EvaluationItem.Slice]
  }

  /// - Parameters:
  ///   - bytes: the JSONL file.
  ///   - file: its name for errors.
  ///   - target: target of rows that name none.
  ///   - article: the bytes and the full name of an article, from its name in a row; an error is that
  ///     of `file`, and names the article in its reason.
  /// - Returns: the examples; rows that are wrong, or name an article that cannot be read, are left
  ///   out and told (``DataSet/wrongLines``).
  /// - Throws: ``DataError`` when rows name lines, and no paragraph starts on any of them.
  /// - Complexity: O(bytes of the file and of the articles).
  public static func read(
    _ bytes: [UInt8], file: String, target: String?, rules: ReadingRules,
    article: (String) throws(DataError) -> (name: String, bytes: [UInt8])
  ) throws(DataError) -> DataSet {
    var names: [String] = []
    var rows: [String: [Row]] = [:]
    var others: Set<String> = []
    var data = DataSet()
    JSONLinesReader.forEachRow(bytes, file: file) { place, row in
      let value: JSONValue
      switch row {
      case .success(let row): value = row.value
      case .failure(let error):
        data.wrongLines.append(error)
        return true
      }
      guard isLineLabel(value), case .object(let members) = value,
        let name = value["file"]?.string, let line = value["line"]?.int
      else {
        data.wrongLines.append(wrong(value, file: file, line: place))
        return true
      }
      if rows[name] == nil { names.append(name) }
      others.formUnion(members.map(\.key))
      let slices = members.compactMap { member in
        reserved.contains(member.key)
          ? nil
          : member.value.string.map { EvaluationItem.Slice(name: member.key, value: $0) }
      }
      rows[name, default: []].append(
        Row(
          place: place, line: line, label: value["label"]?.name,
          target: value["target"]?.string ?? target, split: value["split"]?.string,
          slices: slices))
      return true
    }
    guard rows.isEmpty || rows.values.contains(where: { $0.contains { $0.label != nil } }) else {
      let count = rows.values.reduce(0) { $0 + $1.count }
      data.notes.append(DataNote(file: file, line: nil, message: withoutLabels(count, others)))
      return data
    }
    var paths: [String] = []
    var passed: [DataNote] = []
    for name in names {
      let named = rows[name] ?? []
      let path: String
      var one: DataSet
      do throws(DataError) {
        let text: [UInt8]
        (path, text) = try article(name)
        one = try ArticleReader.read(text, file: path, target: named.first?.target, rules: rules)
      } catch {
        data.wrongLines += named.map {
          .record(
            file: file, line: $0.place, found: error.file == file ? error.reason : "\(error)",
            expected: "an article that can be read")
        }
        continue
      }
      for index in one.examples.indices { one.examples[index].label = nil }
      passed += apply(named, to: &one, labels: file, article: path)
      share(named, with: &one)
      paths.append(path)
      data.append(one)
    }
    if var note = passed.first {
      guard data.examples.contains(where: { $0.label != nil }) else {
        throw .file(
          file: file,
          reason: "none of its \(passed.count) lines starts a paragraph of "
            + paths.joined(separator: ", "))
      }
      note.message += Told.likeIt(passed.count)
      data.notes.append(note)
    }
    data.wrongLines.sort { ($0.line ?? 0) < ($1.line ?? 0) }
    return data
  }

  /// Why a file of rows gives no labels.
  private static func withoutLabels(_ rows: Int, _ members: Set<String>) -> String {
    let likely = RatingTable.labelMembers(members.sorted())
    return "no `label` in " + Told.count(rows, "row")
      + (likely.isEmpty
        ? "" : "; members that look like labels: \(likely.joined(separator: ", "))")
      + ": passed over"
  }

  /// Why a row labels no line.
  private static func wrong(_ value: JSONValue, file: String, line: Int) -> DataError {
    guard namesLine(value), let number = value["line"] else {
      return .record(
        file: file, line: line,
        found: value["line"] == nil ? "a row without a `line`" : "another row",
        expected: "an object with `file`, `line` and `label`, as in the first row")
    }
    let found =
      switch number {
      case .string(let text): "the string \"\(text.prefix(24))\""
      case .number, .longInteger: "the number \((number.name ?? "").prefix(24))"
      case .null, .bool, .array, .object: "another JSON value"
      }
    return .record(
      file: file, line: line, found: found,
      expected: "a whole number for `line`, that of the line on which the paragraph starts")
  }

  /// Gives paragraphs without a row what all rows of their article say of it, as they are read around the
  /// others: one split, the same register or author.
  private static func share(_ rows: [Row], with data: inout DataSet) {
    guard let first = rows.first else { return }
    let split = rows.allSatisfy { $0.split == first.split } ? first.split : nil
    let slices = first.slices.filter { slice in
      rows.allSatisfy { $0.slices.contains(slice) }
    }
    let labelled = Set(rows.map(\.line))
    for index in data.examples.indices where !labelled.contains(data.examples[index].line) {
      data.examples[index].split = split
      data.examples[index].slices += slices
    }
  }

  /// - Returns: what is to be said of each label for a line on which no paragraph starts.
  private static func apply(
    _ rows: [Row], to data: inout DataSet, labels: String, article: String
  ) -> [DataNote] {
    let index = [Int: Int](
      data.examples.enumerated().map { ($1.line, $0) }, uniquingKeysWith: { first, _ in first })
    var passed: [DataNote] = []
    for row in rows {
      guard let place = index[row.line] else {
        guard row.label != nil else { continue }
        passed.append(
          DataNote(
            file: labels, line: row.place,
            message: "no body paragraph starts on line \(row.line) of \(article): passed over;"
              + " `stance extract` lists its paragraphs"))
        continue
      }
      guard data.examples[place].label == nil else {
        data.wrongLines.append(
          .record(
            file: labels, line: row.place, found: "a second label for line \(row.line)",
            expected: "one label a paragraph"))
        continue
      }
      data.examples[place].label = row.label
      data.examples[place].target = row.target
      data.examples[place].split = row.split
      data.examples[place].slices += row.slices
    }
    return passed
  }
}
