internal import StanceTraining

/// Finds the articles that rows of labels name.
struct NamedArticles {
  /// Articles among the data, by the last component of their paths.
  private let byName: [String: [String]]

  /// - Parameter data: the files of the data, in any order.
  init(_ data: [String]) {
    byName = Dictionary(grouping: data.filter { !InputList.isRecords($0) }, by: FileSystem.name)
  }

  /// Where the article lies: an absolute path as it is; else beside the labels; else the article of the
  /// data whose path ends so, or has that last component, if it is the only one; else as a path from the
  /// working folder.
  ///
  /// - Parameters:
  ///   - name: what a row says.
  ///   - labels: the file of the row.
  /// - Returns: the place beside the labels when there is nothing anywhere.
  /// - Throws: ``DataError`` of `labels` when several articles of the data may be meant.
  func path(_ name: String, in labels: String) throws(DataError) -> String {
    if name.hasPrefix("/") { return name }
    let neighbour = labels.contains("/") ? "\(FileSystem.folder(labels))/\(name)" : name
    if FileSystem.kind(neighbour) != .missing { return neighbour }
    let namesakes = byName[FileSystem.name(name)] ?? []
    if namesakes.contains(name) { return name }
    let ending = namesakes.filter { $0.hasSuffix("/" + name) }
    let found = ending.isEmpty ? namesakes : ending
    if found.count == 1 { return found[0] }
    if FileSystem.kind(name) != .missing { return name }
    guard let first = found.first else { return neighbour }
    throw .file(
      file: labels,
      reason: "\(name), which \(first) and \(found[1]) may be; give more of its path")
  }
}
