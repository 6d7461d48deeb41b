import StanceKit
import StanceTestSupport
import StanceText
import Testing

@Suite struct TableArchiveTests {
  /// Tables with and without a line end behind them, empty ones, and one that looks like an archive.
  static let tables: [(path: String, bytes: [UInt8])] = [
    ("reading/a.tsv", Array("form\tlang\nm\tfr\n".utf8)),
    ("reading/b.tsv", []),
    ("targets/acme.tsv", Array("Acme\tname\tcase\town".utf8)),
    ("targets/my own pack 12.tsv", Array("== reading/z.tsv 3\nabc".utf8)),
    ("targets/é.tsv", []),
    ("z.tsv", [0x0A]),
  ]

  @Test func tablesReadBackAsTheyWere() {
    let archive = TableArchive(TableArchive.join(Self.tables.reversed()))
    for (path, bytes) in Self.tables { #expect(archive.table(path) == bytes, "\(path)") }
    #expect(archive.paths(in: "reading") == ["reading/a.tsv", "reading/b.tsv"])
    #expect(archive.targets == ["acme", "my own pack 12", "é"])
    #expect(archive.table("reading/z.tsv") == nil)
    #expect(TableArchive.join(Self.tables) == TableArchive.join(Self.tables.reversed()))
  }

  @Test func noTables() {
    #expect(TableArchive.join([]).isEmpty)
    for text in ["", "\n", "==", "== a 0", "== 0\n", "==  0\n", "== a\n", "== a -1\n", "= a 0\n"] {
      let archive = TableArchive(Array(text.utf8))
      #expect(archive.table("a") == nil && archive.table("") == nil, "\(text)")
    }
  }

  /// The bundled archive holds what is read from it, as it stands in the tables' folder; the other
  /// reading tables are bundled in their prepared form alone.
  @Test func theBundledTables() {
    let archive = TableArchive(BundledAssets.tables)
    let reading = archive.paths(in: "reading")
    #expect(reading == ["reading/function-words.tsv", "reading/section-titles.tsv"])
    let packs = PackageFiles.list("Lexicons/targets").filter { $0.hasSuffix(".tsv") }
    #expect(archive.paths(in: "targets") == packs.map { "targets/" + $0 }.sorted())
    let names = archive.paths(in: "names")
    #expect(names == ["names/organisations.tsv"])
    for path in names + reading + archive.paths(in: "targets") {
      #expect(archive.table(path) == PackageFiles.read("Lexicons/" + path), "\(path)")
    }
  }

  /// What is cut off is missing; what stands before the cut is whole.
  @Test func cutAnywhere() {
    let bytes = TableArchive.join(Self.tables)
    for length in 0..<bytes.count {
      let archive = TableArchive(Array(bytes[..<length]))
      let found = Self.tables.prefix { archive.table($0.path) == $0.bytes }
      #expect(Self.tables[found.count...].allSatisfy { archive.table($0.path) == nil })
      #expect(TableArchive.join(Array(found)).count <= length)
    }
  }

  @Test func anyDamageIsHarmless() {
    let bytes = TableArchive.join(Self.tables)
    var generator = SeededGenerator(seed: 5)
    for _ in 0..<2_000 {
      var damaged = bytes
      damaged[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
        in: 0...255, using: &generator)
      let archive = TableArchive(damaged)
      for folder in ["reading", "targets"] {
        for path in archive.paths(in: folder) {
          #expect((archive.table(path)?.count ?? .max) < bytes.count)
        }
      }
    }
  }
}
