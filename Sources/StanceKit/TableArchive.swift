public import StanceLexicon
public import StanceText

/// Small text tables joined into one file: reading rules and target packs.
///
/// A line `== path` opens a table; its bytes follow up to the next such line. Paths are relative to
/// `Lexicons/`: `reading/furniture.tsv`, `targets/meta.tsv`.
public struct TableArchive: Sendable {
  private let bytes: ConstantBytes
  private let entries: [(path: String, range: Range<Int>)]

  /// Finds the tables; nothing of them is copied.
  public init(_ bytes: ConstantBytes) {
    self.bytes = bytes
    var entries: [(path: String, range: Range<Int>)] = []
    var open: (path: String, start: Int)?
    var place = 0
    while let sign = bytes.firstIndex(of: 0x3D, from: place) {
      place = sign + 1
      guard sign == 0 || bytes[sign - 1] == 0x0A, sign + 3 < bytes.count,
        bytes[sign + 1] == 0x3D, bytes[sign + 2] == 0x20, bytes[sign + 3] != 0x0A
      else { continue }
      let end = bytes.firstIndex(of: 0x0A, from: sign) ?? bytes.count
      if let open { entries.append((open.path, open.start..<sign)) }
      let path = String(decoding: bytes[sign + 3..<end].array, as: UTF8.self)
      open = (path, min(end + 1, bytes.count))
      place = end
    }
    if let open { entries.append((open.path, open.start..<bytes.count)) }
    self.entries = entries
  }

  /// As ``init(_:)-(ConstantBytes)``, from a copy of the bytes.
  public init(_ bytes: [UInt8]) { self.init(ConstantBytes(bytes)) }

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
    entries.first { $0.path == path }.map { bytes[$0.range].array }
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
