#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

extension FileSystem {
  /// What a folder gives.
  public struct Listing: Sendable, Equatable {
    /// By name within each folder, folders among their files.
    public var files: [String] = []
    /// What cannot be listed or read, each named by its path.
    public var failures: [FileError] = []
  }

  /// The files below a folder; hidden ones and links to folders are passed over. A part that cannot
  /// be listed costs itself only.
  public static func listing(_ folder: String) -> Listing {
    guard let handle = unsafe opendir(folder) else {
      return Listing(failures: [FileError.last(folder)])
    }
    var result = Listing()
    var names: [String] = []
    while let entry = unsafe readdir(handle) {
      // SAFETY: `d_name` is a string that ends with zero, valid until the next readdir.
      let (name, isText) = unsafe withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        let bytes = unsafe UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self)
        return unsafe (String(cString: bytes), String(validatingCString: bytes) != nil)
      }
      if name.hasPrefix(".") { continue }
      if isText {
        names.append(name)
      } else {
        result.failures.append(.unreadableName(joined(folder, name)))
      }
    }
    unsafe closedir(handle)
    for name in names.sorted() {
      let path = joined(folder, name)
      switch kind(path) {
      case .file: result.files.append(path)
      case .folder where isLink(path): continue
      case .folder:
        let part = listing(path)
        result.files += part.files
        result.failures += part.failures
      case .missing: result.failures.append(.leftOut(path, reason: "leads nowhere"))
      case .other:
        result.failures.append(
          .leftOut(path, reason: "is a pipe or a device, read only when it is named"))
      }
    }
    return result
  }

  private static func joined(_ folder: String, _ name: String) -> String {
    folder.hasSuffix("/") ? folder + name : folder + "/" + name
  }

  /// The files of a ``listing(_:)`` in which nothing is missing.
  ///
  /// - Throws: the first failure.
  public static func files(below folder: String) throws(FileError) -> [String] {
    let found = listing(folder)
    if let first = found.failures.first { throw first }
    return found.files
  }

  /// Whether a path is a symbolic link; a link to a folder above it would never end.
  private static func isLink(_ path: String) -> Bool {
    var info = stat()
    return unsafe lstat(path, &info) == 0 && info.st_mode & S_IFMT == S_IFLNK
  }
}
