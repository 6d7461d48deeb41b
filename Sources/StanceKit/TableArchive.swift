public import StanceLexicon
public import StanceText

/// Small text tables joined into one file: reading rules and target packs.
///
/// A line `== path` opens a table; its bytes follow up to the next such line. Paths are relative to
/// `Lexicons/`: `reading/furniture.tsv`, `targets/meta.tsv`.
public struct TableArchive: Sendable {
  private let bytes: [UInt8]
  private let entries: [(path: String, range: Range<Int>)]

  public init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var entries: [(path: String, range: Range<Int>)] = []
    var open: (path: String, start: Int)?
    var line = 0
    while line < bytes.count {
      let end = bytes[line...].firstIndex(of: 0x0A) ?? bytes.count
      if end - line > 3, bytes[line] == 0x3D, bytes[line + 1] == 0x3D, bytes[line + 2] == 0x20 {
        if let open { entries.append((open.path, open.start..<line)) }
        open = (String(decoding: bytes[line + 3..<end], as: UTF8.self), min(end + 1, bytes.count))
      }
      line = end + 1
    }
    if let open { entries.append((open.path, open.start..<bytes.count)) }
    self.entries = entries
  }

  /// The archive of the given tables, in the order of their paths.
  public static func join(_ tables: [(path: String, bytes: [UInt8])]) -> [UInt8] {
    var result: [UInt8] = []
    for table in tables.sorted(by: { $0.path < $1.path }) {
      result += Array("== \(table.path)\n".utf8) + table.bytes
      if result.last != 0x0A { result.append(0x0A) }
    }
    return result
  }

  /// Paths below a folder, in order.
  public func paths(in folder: String) -> [String] {
    entries.map(\.path).filter { $0.hasPrefix(folder + "/") }
  }

  public func table(_ path: String) -> [UInt8]? {
    entries.first { $0.path == path }.map { Array(bytes[$0.range]) }
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

  /// The reading rules of all tables below `reading/`.
  ///
  /// - Throws: ``ReadingRulesError`` when a table is wrong.
  public func readingRules() throws(ReadingRulesError) -> ReadingRules {
    var rules = ReadingRules()
    for path in paths(in: "reading") {
      let name = String(path.dropFirst("reading/".count))
      try rules.add(name, table(path) ?? [])
    }
    return rules
  }
}
