internal import StanceEvaluation
internal import StanceLexicon
internal import StanceModel
public import StanceText

/// Reads a labelled article: its body paragraphs, with the label of the section they stand in.
///
/// Paragraphs of unlabelled sections come without a label: they are not trained on, but a report
/// may list them. The section's title never becomes text.
public enum ArticleReader {
  /// - Parameters:
  ///   - bytes: the file as read.
  ///   - file: name for ids, groups and errors.
  ///   - target: id of the target pack.
  /// - Throws: ``DataError`` when the bytes are no text.
  public static func read(
    _ bytes: [UInt8], file: String, target: String?, rules: ReadingRules
  ) throws(DataError) -> DataSet {
    let text: DecodedText
    do {
      text = try TextDecoder.decode(bytes)
    } catch {
      throw .file(file: file, reason: "\(error)")
    }
    var reader = UnitReader(rules: rules)
    var units: [TextUnit] = []
    _ = reader.read(text.bytes, isLast: true, into: &units)
    var data = DataSet()
    data.notes = text.warnings.map { DataNote(file: file, line: nil, message: "\($0)") }
    let slices = Self.slices(file)
    let head = Array(text.bytes.prefix(TargetSearch.limit))
    var section = 0
    for unit in units {
      if unit.kind == .heading { section += 1 }
      guard unit.kind == .body else { continue }
      let title = unit.section.map { [EvaluationItem.Slice(name: "section", value: $0)] } ?? []
      data.examples.append(
        Example(
          id: "\(file):\(unit.line)", file: file, line: unit.line,
          text: Array(text.bytes[unit.range]), label: unit.gold, target: target, group: file,
          section: ArticleSection(number: section, isTitled: unit.section != nil),
          language: unit.language, head: head, slices: slices + title))
    }
    data.sources = [
      DataSource(
        file: file, sha256: SHA256.hexDigest(bytes), groups: 1, items: data.examples.count)
    ]
    return data
  }

  /// Register and style, where the file's name says them: `w1-03-plain-blog-title.txt`.
  static func slices(_ file: String) -> [EvaluationItem.Slice] {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    let parts = name.split(separator: "-")
    guard parts.count >= 5, ["plain", "hard"].contains(parts[2]) else { return [] }
    return [
      EvaluationItem.Slice(name: "register", value: String(parts[2])),
      EvaluationItem.Slice(name: "style", value: String(parts[3])),
    ]
  }
}
