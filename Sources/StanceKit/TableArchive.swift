public import StanceLexicon
public import StanceText

/// Small text tables joined into one file: target packs, and a few of the reading tables.
///
/// A line `== path length` opens a table of so many bytes, which follow. Paths are relative to
/// `Lexicons/`: `reading/section-titles.tsv`, `targets/meta.tsv`. They hold no line end.
public struct TableArchive: Sendable {
  private let bytes: ConstantBytes
  private let entries: [(path: String, range: Range<Int>)]

  /// Finds the tables; nothing of them is read or copied. What is no archive has none.
  ///
  /// - Complexity: O(tables).
  public init(_ bytes: ConstantBytes) {
    self.bytes = bytes
    var entries: [(path: String, range: Range<Int>)] = []
    var place = 0
    while place < bytes.count, let end = bytes.firstIndex(of: 0x0A, from: place) {
      // A path may hold blanks: it ends at the last one.
      let heading = bytes[place..<end].array
      guard heading.starts(with: "== ".utf8), let blank = heading.lastIndex(of: 0x20), blank > 3,
        let length = Int(String(decoding: heading[(blank + 1)...], as: UTF8.self)),
        length >= 0, length <= bytes.count - end - 1
      else { break }
      let path = String(decoding: heading[3..<blank], as: UTF8.self)
      entries.append((path, end + 1..<end + 1 + length))
      place = end + 1 + length
    }
    self.entries = entries
  }

  /// As ``init(_:)-(ConstantBytes)``, from a copy of the bytes.
  public init(_ bytes: [UInt8]) { self.init(ConstantBytes(bytes)) }

  /// The archive of the given tables, in the order of their paths.
  ///
  /// - Precondition: each path is one line, and not empty.
  public static func join(_ tables: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    var result: [UInt8] = []
    for table in tables.sorted(by: { $0.path < $1.path }) {
      precondition(
        !table.path.isEmpty && !table.path.utf8.contains(0x0A), "a path of several lines or none")
      result += Array("== \(table.path) \(table.bytes.count)\n".utf8) + table.bytes
    }
    return result
  }

  /// Paths below a folder, in order.
  public func paths(in folder: String) -> [String] {
    entries.map(\.path).filter { $0.hasPrefix(folder + "/") }
  }

  /// The bytes of a table; nil when there is none of that path.
  ///
  /// - Complexity: O(tables + bytes of it).
  public func table(_ path: String) -> [UInt8]? {
    entries.first { $0.path == path }.map { bytes[$0.range].array }
  }

  /// Tells persons among names; nil when the archive has no such table.
  ///
  /// - Throws: ``LexiconError`` when the table is wrong.
  public var persons: PersonNames? {
    get throws(LexiconError) {
      guard let table = table("names/organisations.tsv") else { return nil }
      return try PersonNames(table: table)
    }
  }

  /// Ids of the target packs, in order.
  public var targets: [String] {
    paths(in: "targets").map { String($0.dropFirst("targets/".count).dropLast(".tsv".count)) }
  }

  /// The pack with this id; nil when there is none.
  ///
  /// - Throws: ``LexiconError`` when the table is wrong.
  public func target(_ id: String) throws(LexiconError) -> TargetPack? {
    guard let table = table("targets/\(id).tsv") else { return nil }
    return try TargetPack(id: id, table: table)
  }
}
