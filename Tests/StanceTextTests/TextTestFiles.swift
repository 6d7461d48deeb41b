import StanceTestSupport
import StanceText

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#else
  import Darwin
#endif

/// Files that the tests of this module read.
enum TextTestFiles {
  /// The bytes of a file, or nil when there is none.
  static func read(_ path: String) -> [UInt8]? {
    guard let file = unsafe fopen(path, "rb") else { return nil }
    defer { unsafe fclose(file) }
    var result: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = unsafe fread(&block, 1, block.count, file)
      guard count > 0 else { return result }
      result.append(contentsOf: block[0..<count])
    }
  }

  /// A file of this module's `Golden`.
  static func golden(_ name: String) -> [UInt8] {
    read(TestFiles.root() + "/Tests/StanceTextTests/Golden/" + name) ?? []
  }

  /// The lines of a golden file that are neither empty nor comments.
  static func goldenLines(_ name: String) -> [String] {
    golden(name).split(separator: 0x0a).map { String(decoding: $0, as: UTF8.self) }
      .filter { $0.utf8.first != 0x23 }
  }

  /// The shipped reading rules.
  static func rules() throws -> ReadingRules { try loaded.get() }

  private static let loaded = Result {
    try ReadingRules(
      files: ReadingRules.fileNames.map { name in
        (name: name, bytes: read(TestFiles.root() + "/Lexicons/reading/" + name) ?? [])
      })
  }

  /// The folder `OTHER_TEXTS`, of texts that are not the project's; nil where the variable is unset.
  static let others: String? = unsafe getenv("OTHER_TEXTS").map { unsafe String(cString: $0) }
}

/// Units of a text as a reader of the whole sees them.
func units(_ text: String, _ rules: ReadingRules) -> [TextUnit] { units(Array(text.utf8), rules) }

/// Units of bytes as a reader of the whole sees them.
func units(_ bytes: [UInt8], _ rules: ReadingRules) -> [TextUnit] {
  var reader = UnitReader(rules: rules)
  var units: [TextUnit] = []
  let consumed = reader.read(bytes, isLast: true, into: &units)
  precondition(consumed == bytes.count)
  return units
}
