internal import StanceTraining

/// The files that typed paths stand for.
public enum InputList {
  /// Endings of files with one JSON object a line.
  private static let recordEndings = [".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"]
  private static let tableEndings = [".csv", ".tsv", ".csv.gz", ".tsv.gz"]
  /// Files that stand beside data and hold none: nobody misses them.
  private static let companions: Set = ["readme.md", "splits.tsv"]

  /// Whether a file's name says that it holds one JSON object a line; case does not matter.
  public static func isRecords(_ path: String) -> Bool {
    let name = path.lowercased()
    return recordEndings.contains { name.hasSuffix($0) }
  }

  /// Whether a file's name says that it holds prose, whatever it looks like; case does not matter.
  public static func isProse(_ path: String) -> Bool { path.lowercased().hasSuffix(".txt") }

  /// Whether a file's name says that it holds a table, a record a row; case does not matter.
  public static func isTable(_ path: String) -> Bool {
    let name = path.lowercased()
    return tableEndings.contains { name.hasSuffix($0) }
  }

  /// Whether a file that is found in a folder is read.
  public static func isData(_ path: String) -> Bool { isProse(path) || isRecords(path) }

  /// Whether a file of records holds nothing but labels of the lines of other files, as far as its
  /// first megabyte tells; what is no file is not opened.
  ///
  /// - Complexity: O(bytes of the rows up to the first other one), at most 1 MB.
  public static func holdsLineLabels(_ path: String) -> Bool {
    guard isRecords(path), FileSystem.kind(path) == .file else { return false }
    var (start, isFound) = (0, false)
    do {
      var source = try ByteSource.open(path)
      while let line = try source.peekLine(at: start) {
        start = line.endIndex + 1
        guard let value = try? JSONLinesReader.value(line).value else { continue }
        guard LineLabelReader.namesLine(value) else { return false }
        isFound = true
      }
    } catch { return false }
    return isFound
  }

  /// The files that a path stands for.
  public struct Contents: Sendable, Equatable {
    /// A file itself, or the `.txt` and JSONL files below a folder, by name within each folder.
    public var files: [String]
    /// What is to be known of a folder that holds other files too, or nothing to read.
    public var note: String?
    /// What of a folder cannot be listed or read, however it is named; links that lead nowhere, pipes
    /// and devices where their names are those of data.
    public var failures: [FileError] = []
  }

  /// A file itself, or what a folder gives. A missing file is returned as it is: reading it says so.
  public static func contents(_ path: String) -> Contents {
    guard path != "-", FileSystem.kind(path) == .folder else { return Contents(files: [path]) }
    let found = FileSystem.listing(path)
    let files = found.files.filter(isData)
    let others = found.files.filter {
      !isData($0) && !companions.contains(FileSystem.name($0).lowercased())
    }
    let failures = found.failures.filter {
      if case .leftOut(let path, _) = $0 { isData(path) } else { true }
    }
    var note: String?
    if files.isEmpty, failures.isEmpty { note = "holds no .txt, .jsonl or .jsonl.gz file" }
    if !others.isEmpty {
      let count = others.count == 1 ? "1 file" : "\(others.count) files"
      note =
        (note.map { $0 + "; " } ?? "") + "left out \(count) of another kind (\(kinds(others)));"
        + " a file that is named is read"
    }
    return Contents(files: files, note: note, failures: failures)
  }

  /// How many files have which ending, the most frequent first: `3 .pdf, 1 without an ending`.
  private static func kinds(_ paths: [String]) -> String {
    var counts: [String: Int] = [:]
    for path in paths {
      let name = FileSystem.name(path).lowercased()
      let ending = name.lastIndex(of: ".").map { String(name[$0...]) } ?? "without an ending"
      counts[ending, default: 0] += 1
    }
    return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .map { "\($0.value) \($0.key)" }.joined(separator: ", ")
  }
}
