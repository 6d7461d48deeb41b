/// The files that typed paths stand for.
public enum InputList {
  /// Endings of files with one JSON object a line.
  private static let recordEndings = [".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz"]

  /// Whether a file's name says that it holds one JSON object a line.
  public static func isRecords(_ path: String) -> Bool {
    recordEndings.contains { path.hasSuffix($0) }
  }

  /// Whether a file's name says that it holds prose, whatever it looks like.
  static func isProse(_ path: String) -> Bool { path.hasSuffix(".txt") }

  /// Whether a file's name says that it holds a table, which is read by no command.
  public static func isTable(_ path: String) -> Bool {
    [".csv", ".tsv"].contains { path.lowercased().hasSuffix($0) }
  }

  /// Whether a file that is found in a folder is read.
  public static func isData(_ path: String) -> Bool { isProse(path) || isRecords(path) }

  /// A file itself, or the `.txt` and JSONL files below a folder, sorted by path.
  ///
  /// - Throws: ``FileError`` when a folder cannot be listed. A missing file is returned as it is:
  ///   reading it says so.
  public static func files(_ path: String) throws(FileError) -> [String] {
    guard path != "-", FileSystem.kind(path) == .folder else { return [path] }
    return try FileSystem.files(below: path).filter(isData)
  }
}
