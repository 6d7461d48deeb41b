#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Why a file could not be read or written; each case names the path.
public enum FileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// There is nothing under that path.
  case notFound(String)
  /// A folder where a file was expected.
  case isDirectory(String)
  /// It may not be read.
  case notPermitted(String)
  /// Any other refusal of the system, in its words.
  case failed(String, reason: String)
  /// A name that is not UTF-8, with U+FFFD for what is wrong.
  case unreadableName(String)
  /// What stands in a folder and is no file.
  case leftOut(String, reason: String)
  /// The folder of an output does not exist.
  case noFolder(String, folder: String)
  /// An output cannot be written, or not to its end.
  case notWritten(String, reason: String)
  /// The reader of a pipe went away.
  case closedPipe

  public var description: String {
    switch self {
    case .notFound(let path):
      "\(path.isEmpty ? "\"\"" : path): no such file; check the spelling and the folder"
    case .isDirectory(let path): "\(path): is a folder where a file was expected"
    case .notPermitted(let path): "\(path): may not be read or written; check its permissions"
    case .failed(let path, let reason): "\(path): \(reason)"
    case .leftOut(let path, let reason): "\(path): \(reason); left out"
    case .unreadableName(let path): "\(path): its name is not UTF-8; rename the file to read it"
    case .noFolder(let path, let folder):
      "\(path): cannot be written: there is no folder \(folder); make it, or name another place"
    case .notWritten(let path, let reason): "\(path): cannot be written: \(reason)"
    case .closedPipe: "the reader of the output went away"
    }
  }

  /// The error that the C library left behind.
  static func last(_ path: String) -> FileError {
    switch errno {
    case ENOENT, ENOTDIR: path.contains("\u{FFFD}") ? .unreadableName(path) : .notFound(path)
    case EISDIR: .isDirectory(path)
    case EACCES, EPERM: .notPermitted(path)
    case EPIPE: .closedPipe
    default: .failed(path, reason: unsafe String(cString: strerror(errno)))
    }
  }
}

extension FileError {
  /// Why the last writing failed, and what to do.
  static func lastWriting(_ path: String) -> FileError {
    switch errno {
    case EPIPE: return .closedPipe
    case ENOSPC, EDQUOT:
      return .notWritten(path, reason: "no space is left; " + remedy("free some"))
    case EFBIG:
      return .notWritten(
        path, reason: "it is larger than a file may be; " + remedy("raise the limit (ulimit -f)"))
    default: return .notWritten(path, reason: unsafe String(cString: strerror(errno)))
    }
  }

  /// Why an output could not be made in its folder.
  static func lastMaking(_ path: String) -> FileError {
    let folder = FileSystem.folder(path)
    switch errno {
    case ENOENT, ENOTDIR:
      guard FileSystem.kind(folder) == .folder else { return .noFolder(path, folder: folder) }
      return .notWritten(
        path, reason: "the folder \(folder) takes no new files; name another place")
    case EACCES, EPERM, EROFS:
      let place = FileSystem.kind(path) == .other ? "it" : "the folder \(folder)"
      return .notWritten(
        path, reason: "\(place) may not be written to; " + remedy("change the permissions"))
    default: return lastWriting(path)
    }
  }

  private static func remedy(_ first: String) -> String { "\(first), or name another place" }
}

/// Files by the plain calls of the system: no Foundation is loaded for them.
public enum FileSystem {
  /// What a path leads to.
  public enum Kind: Sendable, Equatable { case file, folder, other, missing }

  /// What a path leads to, links followed; `missing` also for what may not be looked at.
  public static func kind(_ path: String) -> Kind {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return .missing }
    switch info.st_mode & S_IFMT {
    case S_IFDIR: return .folder
    case S_IFREG: return .file
    default: return .other
    }
  }

  /// Whether a path leads to the regular file that is standard output.
  public static func isStandardOutput(_ path: String) -> Bool { leads(path, to: 1) }

  /// Whether a path leads to the regular file that is standard input.
  public static func isStandardInput(_ path: String) -> Bool { leads(path, to: 0) }

  private static func leads(_ path: String, to descriptor: Int32) -> Bool {
    var (info, open) = (stat(), stat())
    guard unsafe stat(path, &info) == 0, unsafe fstat(descriptor, &open) == 0 else { return false }
    return info.st_mode & S_IFMT == S_IFREG && info.st_dev == open.st_dev
      && info.st_ino == open.st_ino
  }

  /// The path behind all symbolic links; the path itself where it leads nowhere.
  public static func resolved(_ path: String) -> String {
    guard let found = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }

  /// Who may read, write and run a file; nil when there is none.
  static func permissions(_ path: String) -> mode_t? {
    var info = stat()
    guard unsafe stat(path, &info) == 0 else { return nil }
    return info.st_mode & 0o777
  }

  /// The whole of a file; `-` is standard input.
  ///
  /// - Throws: ``FileError``.
  public static func read(_ path: String) throws(FileError) -> [UInt8] {
    var input = try InputFile(path)
    var bytes: [UInt8] = []
    while try input.read(into: &bytes, atMost: 1 << 20) > 0 {}
    return bytes
  }

  /// Writes a file at once or not at all: to a temporary neighbour, then by renaming.
  ///
  /// - Throws: ``FileError``; then the old file is as it was.
  public static func write(_ bytes: [UInt8], to path: String) throws(FileError) {
    var output = try AtomicFile(path)
    try output.write(bytes)
    try output.commit()
  }

  /// The last component of a path.
  public static func name(_ path: String) -> String {
    path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The folder of a path; `.` when there is none.
  public static func folder(_ path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }
}

/// A file that is read in pieces.
public struct InputFile: ~Copyable, Sendable {
  private let descriptor: Int32
  private let path: String

  /// - Parameter path: `-` for standard input.
  /// - Throws: ``FileError``; a folder is refused.
  public init(_ path: String) throws(FileError) {
    var found: Int32 = 0
    if path != "-" {
      guard FileSystem.kind(path) != .folder else { throw .isDirectory(path) }
      found = unsafe open(path, O_RDONLY)
      guard found >= 0 else { throw FileError.last(path) }
    }
    self.path = path
    descriptor = found
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  /// Appends up to `count` bytes; 0 at the end of the file.
  public mutating func read(
    into bytes: inout [UInt8], atMost count: Int
  ) throws(FileError) -> Int {
    let descriptor = descriptor
    var result = 0
    let piece = unsafe [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      // SAFETY: `read` writes at most `count` bytes into a buffer of `count` bytes.
      repeat {
        result = unsafe Self.call(descriptor, buffer.baseAddress, count)
      } while result < 0
        && errno == EINTR
      filled = max(result, 0)
    }
    guard result >= 0 else { throw FileError.last(path) }
    bytes.append(contentsOf: piece)
    return result
  }

  /// Whether a reader would have to wait: a pipe holds nothing at the moment and is still open.
  var wouldWait: Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    // SAFETY: one request, a local of this call.
    return unsafe poll(&request, 1, 0) == 0
  }

  private static func call(
    _ descriptor: Int32, _ buffer: UnsafeMutablePointer<UInt8>?, _ count: Int
  ) -> Int {
    #if canImport(Darwin)
      unsafe Darwin.read(descriptor, buffer, count)
    #elseif canImport(Glibc)
      unsafe Glibc.read(descriptor, buffer, count)
    #else
      unsafe Musl.read(descriptor, buffer, count)
    #endif
  }
}

/// A stream that bytes are written to: standard output, standard error.
public struct OutputStream: Sendable {
  /// Descriptor 1: the data.
  public static let standardOutput = OutputStream(descriptor: 1)
  /// Descriptor 2: what people read beside the data.
  public static let standardError = OutputStream(descriptor: 2)
  let descriptor: Int32

  /// Whether a person looks at it.
  public var isTerminal: Bool { isatty(descriptor) == 1 }

  /// Writes all bytes.
  ///
  /// - Throws: ``FileError/closedPipe`` when nobody reads any more.
  public func write(_ bytes: [UInt8]) throws(FileError) {
    try Descriptor.write(bytes, to: descriptor, path: "output")
  }
}

enum Descriptor {
  static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(FileError) {
    var done = 0
    while done < bytes.count {
      // SAFETY: the pointer is valid for the `count - done` bytes that follow `done`.
      let written = unsafe bytes.withUnsafeBytes { buffer -> Int in
        guard let base = buffer.baseAddress else { return 0 }
        #if canImport(Darwin)
          return unsafe Darwin.write(descriptor, base + done, bytes.count - done)
        #elseif canImport(Glibc)
          return unsafe Glibc.write(descriptor, base + done, bytes.count - done)
        #else
          return unsafe Musl.write(descriptor, base + done, bytes.count - done)
        #endif
      }
      if written < 0 {
        if errno == EINTR { continue }
        throw FileError.lastWriting(path)
      }
      done += written
    }
  }
}
