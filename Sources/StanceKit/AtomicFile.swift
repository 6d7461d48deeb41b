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
  /// Where the bytes go until they are complete, and then.
  private struct Place {
    var final: String
    /// Nil for what is written to at once.
    var temporary: String?

    init(_ path: String) throws(FileError) {
      final = path
      switch FileSystem.kind(path) {
      case .folder: throw .notWritten(path, reason: "it is a folder; name a file in it")
      case .other: return
      case .file where path.hasPrefix("/dev/"): return
      case .file: final = FileSystem.resolved(path)
      case .missing: break
      }
      temporary = final + ".\(getpid()).part"
    }
  }

  private let path: String
  private let place: Place
  private var descriptor: Int32

  /// Name that a file of this path has until it is complete; nil when it is written to at once, or
  /// cannot be.
  public static func temporary(_ path: String) -> String? { try? Place(path).temporary }

  /// - Throws: ``FileError``.
  public init(_ path: String) throws(FileError) {
    let place = try Place(path)
    let found =
      if let temporary = place.temporary {
        unsafe open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
      } else {
        unsafe open(path, O_WRONLY)
      }
    guard found >= 0 else { throw FileError.lastMaking(path) }
    if place.temporary != nil, let mode = FileSystem.permissions(place.final) {
      fchmod(found, mode)
    }
    self.path = path
    self.place = place
    descriptor = found
  }

  deinit {
    guard descriptor >= 0 else { return }
    close(descriptor)
    if let temporary = place.temporary { unsafe unlink(temporary) }
  }

  public mutating func write(_ bytes: [UInt8]) throws(FileError) {
    try Descriptor.write(bytes, to: descriptor, path: path)
  }

  /// Gives the file its name.
  public mutating func commit() throws(FileError) {
    let isSafe = place.temporary == nil || fsync(descriptor) == 0 || errno == EINVAL
    guard isSafe, close(descriptor) == 0 else { throw FileError.lastWriting(path) }
    descriptor = -1
    guard let temporary = place.temporary, unsafe rename(temporary, place.final) != 0 else {
      return
    }
    let error = FileError.lastWriting(path)
    unsafe unlink(temporary)
    throw error
  }
}
