import ArgumentParser
import StanceKit

/// Exit codes that scripts rely on.
enum ExitStatus {
  static let someFailed = ExitCode(1)
  static let gateFailed = ExitCode(3)
  static let usage = ExitCode(64)
  static let unreadable = ExitCode(65)
  static let noInput = ExitCode(66)
  static let bug = ExitCode(70)
}

/// What people read beside the data: standard error.
enum Console {
  static func note(_ text: String) {
    // Nothing can be done when standard error itself is closed.
    try? OutputStream.standardError.write(Array("stance: \(text)\n".utf8))
  }
}

/// Where the data goes: standard output, or a file that appears when it is complete.
struct DataOutput: ~Copyable {
  private var file: AtomicFile?

  init(_ path: String?) throws(FileError) {
    if let path, path != "-" { file = try AtomicFile(path) } else { file = nil }
  }

  mutating func write(_ bytes: [UInt8]) throws(FileError) {
    if file != nil { try file?.write(bytes) } else { try OutputStream.standardOutput.write(bytes) }
  }

  mutating func commit() throws(FileError) { try file?.commit() }
}
