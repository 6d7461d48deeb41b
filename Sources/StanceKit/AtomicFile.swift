internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// A file that appears under its name only when it is complete.
///
/// What a symbolic link leads to is replaced, not the link, and keeps its permissions. Devices and named
/// pipes cannot be replaced: they are written to at once.
public struct AtomicFile: ~Copyable {
  private let path: String
  /// The name that the file gets.
  private let final: String
  /// The name that it has until then; nil for what is written to at once.
  private let temporary: String?
  private var descriptor: Int32

  /// Files begun by this process: two of one path do not meet.
  private static let begun = Atomic(0)
  /// Names that are tried, should files that were left behind have some.
  private static let attempts = 100

  /// - Parameter announcing: told the name that the file will have until it is complete, before there
  ///   is one; nothing for what is written to at once.
  /// - Throws: ``FileError``.
  public init(_ path: String, announcing: (String) -> Void = { _ in }) throws(FileError) {
    let made = try Self.made(path, announcing)
    self.path = path
    (descriptor, final, temporary) = made
  }

  private static func made(
    _ path: String, _ announcing: (String) -> Void
  ) throws(FileError) -> (descriptor: Int32, final: String, temporary: String?) {
    let kind = FileSystem.kind(path)
    if kind == .folder {
      throw .notWritten(path, reason: "it is a folder; name a file in it")
    }
    if kind == .other || kind == .file && path.hasPrefix("/dev/") {
      // SAFETY: the string lives through the call.
      let found = unsafe open(path, O_WRONLY)
      guard found >= 0 else { throw FileError.lastMaking(path) }
      return (found, path, nil)
    }
    let final = kind == .file ? FileSystem.resolved(path) : path
    var found: Int32 = -1
    var name = ""
    for _ in 0..<attempts {
      let number = begun.add(1, ordering: .relaxed).newValue
      name = final + ".\(getpid())-\(number).part"
      guard FileSystem.kind(name) == .missing else { continue }
      announcing(name)
      // A new file of its own: none of that name, and no link to another place.
      // SAFETY: the string lives through the call.
      found = unsafe open(name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o644)
      if found >= 0 || errno != EEXIST { break }
    }
    guard found >= 0 else { throw FileError.lastMaking(path) }
    if let mode = FileSystem.permissions(final) { fchmod(found, mode) }
    return (found, final, name)
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    // SAFETY: the string lives through the call.
    if let temporary { unsafe unlink(temporary) }
  }

  /// Appends bytes.
  ///
  /// - Throws: ``FileError`` when the device is full or gone; the file under its name is as it was.
  public mutating func write(_ bytes: [UInt8]) throws(FileError) {
    try Descriptor.write(bytes, to: descriptor, path: path)
  }

  /// Gives the file its name.
  public mutating func commit() throws(FileError) {
    guard temporary == nil || fsync(descriptor) == 0 || errno == EINVAL else {
      throw FileError.lastWriting(path)
    }
    // Closed even where that fails: never twice.
    let isClosed = close(descriptor) == 0
    descriptor = -1
    // SAFETY: the strings live through the calls.
    guard isClosed, temporary.map({ unsafe rename($0, final) == 0 }) ?? true else {
      let error = FileError.lastWriting(path)
      if let temporary { unsafe unlink(temporary) }
      throw error
    }
  }
}
