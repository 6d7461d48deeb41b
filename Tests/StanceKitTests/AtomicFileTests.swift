import StanceTestSupport
import Testing

@testable import StanceKit

#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

@Suite struct AtomicFileTests {
  private static let bytes = Array("nouveau".utf8)

  private func mode(_ path: String) -> mode_t {
    var info = stat()
    return unsafe lstat(path, &info) == 0 ? info.st_mode : 0
  }

  @Test("A file is there when it is complete, and its neighbour then gone")
  func plain() throws {
    let folder = try TemporaryFolder()
    var file = try AtomicFile(folder.path + "/a")
    try file.write(Self.bytes)
    #expect(PackageFiles.list(folder.path) != ["a"])
    #expect(
      try AtomicFile.temporary(folder.path + "/a") == folder.path + "/" + #require(
        PackageFiles.list(folder.path).first))
    try file.commit()
    #expect(PackageFiles.list(folder.path) == ["a"])
    #expect(PackageFiles.read(folder.path + "/a") == Self.bytes)
  }

  @Test("Given up, it leaves what was there")
  func givenUp() throws {
    let folder = try TemporaryFolder()
    let path = folder.add("a", "alt")
    do {
      var file = try AtomicFile(path)
      try file.write(Self.bytes)
    }
    #expect(PackageFiles.list(folder.path) == ["a"])
    #expect(PackageFiles.read(path) == Array("alt".utf8))
    #expect(throws: FileError.notWritten(folder.path, reason: "it is a folder; name a file in it"))
    {
      _ = try AtomicFile(folder.path)
    }
  }

  @Test("Behind a link the file is replaced, the link stays, and so do permissions")
  func link() throws {
    let folder = try TemporaryFolder()
    let path = folder.add("a", "alt")
    unsafe chmod(path, 0o600)
    #expect(unsafe symlink("a", folder.path + "/link") == 0)
    try FileSystem.write(Self.bytes, to: folder.path + "/link")
    #expect(mode(folder.path + "/link") & S_IFMT == S_IFLNK)
    #expect(mode(path) & (S_IFMT | 0o777) == S_IFREG | 0o600)
    #expect(PackageFiles.read(path) == Self.bytes)
    #expect(PackageFiles.list(folder.path) == ["a", "link"])
  }

  /// As for `/dev/null` and `/dev/stdout`: replacing them would take them from everybody.
  @Test("What is no file is written to, never replaced")
  func pipe() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/pipe"
    #expect(unsafe mkfifo(path, 0o600) == 0)
    let reader = unsafe open(path, O_RDONLY | O_NONBLOCK)
    try #require(reader >= 0)
    defer { close(reader) }
    try FileSystem.write(Self.bytes, to: path)
    var read = [UInt8](repeating: 0, count: 100)
    let count = unsafe Glibc.read(reader, &read, read.count)
    #expect(Array(read.prefix(max(count, 0))) == Self.bytes)
    #expect(mode(path) & S_IFMT == S_IFIFO)
    #expect(PackageFiles.list(folder.path) == ["pipe"])
    #expect(AtomicFile.temporary(path) == nil)
  }
}
