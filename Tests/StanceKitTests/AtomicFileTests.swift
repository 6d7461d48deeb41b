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
    var names: [String] = []
    var file = try AtomicFile(folder.path + "/a") { name in
      #expect(PackageFiles.list(folder.path) == [])
      names.append(name)
    }
    try file.write(Self.bytes)
    #expect(PackageFiles.list(folder.path) != ["a"])
    #expect(try names == [folder.path + "/" + #require(PackageFiles.list(folder.path).first)])
    try file.commit()
    #expect(PackageFiles.list(folder.path) == ["a"])
    #expect(PackageFiles.read(folder.path + "/a") == Self.bytes)
  }

  @Test("Two of one path do not meet; the last one stays")
  func twice() throws {
    let folder = try TemporaryFolder()
    let path = folder.path + "/a"
    var first = try AtomicFile(path)
    var second = try AtomicFile(path)
    try first.write(Self.bytes)
    try second.write(Array("zwei".utf8))
    try first.commit()
    #expect(PackageFiles.read(path) == Self.bytes)
    try second.commit()
    #expect(PackageFiles.read(path) == Array("zwei".utf8))
    #expect(PackageFiles.list(folder.path) == ["a"])
  }

  @Test("A link that waits under its name is not followed")
  func waitingLink() throws {
    let folder = try TemporaryFolder()
    let victim = folder.add("victim", "alt")
    var last = ""
    do { _ = try AtomicFile(folder.path + "/a") { last = $0 } }
    // The names that come next, as far as other tests do not take them.
    let parts = last.split(separator: "-")
    let number = Int(parts.last?.prefix { $0.isNumber } ?? "") ?? 0
    for next in number + 1..<number + 20 {
      let name = last.replacing("-\(number).part", with: "-\(next).part")
      #expect(unsafe symlink(next % 2 == 0 ? "victim" : "nowhere", name) == 0)
    }
    try FileSystem.write(Self.bytes, to: folder.path + "/a")
    #expect(PackageFiles.read(folder.path + "/a") == Self.bytes)
    #expect(PackageFiles.read(victim) == Array("alt".utf8))
    #expect(!PackageFiles.list(folder.path).contains("nowhere"))
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
    _ = try AtomicFile(path) { Issue.record("\($0) is announced") }
  }
}
