public import StanceTraining

/// Finds the tables of splits that belong to data, and applies them.
public enum SplitTables {
  /// Why a table of splits could not be used.
  public enum Failure: Error, Sendable, CustomStringConvertible {
    /// Its file cannot be read.
    case file(FileError)
    /// What it holds is no table of splits.
    case table(DataError)

    public var description: String {
      switch self {
      case .file(let error): error.description
      case .table(let error): error.description
      }
    }
  }

  /// The table of a path: `splits.tsv` in the folder itself, else in the nearest folder above it
  /// that has one, as far up as the path was typed.
  public static func table(for path: String) -> String? {
    var folder = FileSystem.kind(path) == .folder ? path : FileSystem.folder(path)
    while true {
      while folder.count > 1, folder.hasSuffix("/") { folder.removeLast() }
      let candidate = "\(folder)/\(SplitFile.name)"
      if FileSystem.kind(candidate) == .file { return candidate }
      let parent = FileSystem.folder(folder)
      if parent == folder || parent == "." && !folder.contains("/") || folder == "." {
        return nil
      }
      folder = parent
    }
  }

  /// Gives the examples their splits.
  ///
  /// - Parameters:
  ///   - paths: what was typed; each is searched for its table.
  ///   - given: a table to use instead; its paths are relative to its folder.
  /// - Returns: what does not fit, and the tables that were used.
  /// - Throws: ``Failure``.
  public static func assign(
    _ paths: [String], to data: inout DataSet, given: String? = nil
  ) throws(Failure) -> (notes: [DataNote], tables: [String]) {
    var tables: [String] = []
    for path in given.map({ [$0] }) ?? paths.compactMap(table(for:)) where !tables.contains(path) {
      tables.append(path)
    }
    var notes: [DataNote] = []
    for path in tables {
      let table: SplitFile
      let bytes: [UInt8]
      do { bytes = try FileSystem.read(path) } catch { throw .file(error) }
      do { table = try SplitFile(bytes, file: path) } catch { throw .table(error) }
      let folder = FileSystem.folder(path)
      let found = table.assign(to: &data, folder: folder, table: path)
      // A part of a corpus lacks most lines of its table; that is no fault.
      let isWhole = paths.contains { typed in
        var typed = typed
        while typed.count > 1, typed.hasSuffix("/") { typed.removeLast() }
        return typed == folder
      }
      notes += isWhole ? found : found.filter { $0.file != path }
    }
    return (notes, tables)
  }
}
