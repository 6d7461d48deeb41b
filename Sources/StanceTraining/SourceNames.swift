internal import StanceEvaluation

/// What a model keeps of where its data lay: names of files without their folders, which are another
/// spelling from another place and tell nothing that the SHA-256 beside them does not.
struct SourceNames {
  private let files: Set<String>

  /// - Parameter examples: those read from the sources.
  init(_ examples: [Example]) { files = Set(examples.map(\.file)) }

  /// `d.jsonl` of `x/d.jsonl`, `d.jsonl#a/1` of group a/1 of that file, and `d.jsonl#d.jsonl:7` where
  /// the group is called after the file.
  func name(_ source: DataSource) -> String {
    let text = source.file
    let ends = [text.endIndex] + text.indices.filter { text[$0] == "#" }
    let end = ends.first { files.contains(String(text[..<$0])) } ?? text.endIndex
    let file = text[..<end]
    let group = text[end...].dropFirst()
    guard !group.isEmpty else { return Self.last(file) }
    let own = group.hasPrefix(file) ? Self.last(file) + group.dropFirst(file.count) : String(group)
    return Self.last(file) + "#" + own
  }

  private static func last(_ path: Substring) -> String {
    path.split(separator: "/").last.map(String.init) ?? String(path)
  }
}
