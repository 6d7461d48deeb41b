import StanceLexicon
import StanceTestSupport
import Testing

@Suite struct TargetPackTests {
  static func table(_ rows: String) -> [UInt8] { Array(("term\trole\ttags\tsource\n" + rows).utf8) }

  @Test func readsRows() throws {
    let pack = try TargetPack(
      id: "x", table: Self.table("Firme X\ttitle\t\town\nX\tname\tcase\town\nY\trival\t\town\n"))
    #expect(pack.title == "Firme X")
    #expect(pack.rows.count == 2)
    #expect(pack.rows[0].needsCapital)
    #expect(pack.rows[1].role == .rival)
    #expect(pack.rows[1].line == 4)
  }

  @Test func fromNames() throws {
    let pack = try TargetPack(names: " Renault, la régie , Luca de Meo")
    #expect(pack.title == "Renault")
    #expect(pack.rows.map(\.term) == ["Renault", "la régie", "Luca de Meo"])
    #expect(pack.rows.map(\.needsCapital) == [true, false, true])
    #expect(throws: LexiconError.emptyTarget(" , ")) { try TargetPack(names: " , ") }
    let outcome = try Bench.analyze("La régie a réussi son pari.", target: pack)
    #expect(outcome.analysis.aboutTarget)
    #expect(outcome.cue("réussi")?.referent == .target)
  }

  @Test func wrongRows() {
    for rows in ["X\tnom\t\town\n", "\tname\t\town\n", "X\tname\tcapital\town\n"] {
      #expect(throws: LexiconError.self) { try TargetPack(id: "x", table: Self.table(rows)) }
    }
    #expect(throws: LexiconError.self) { try TargetPack(id: "x", table: Array("a\tb\n".utf8)) }
  }

  @Test func shippedPacksRead() throws {
    for name in PackageFiles.list("Lexicons/targets") where name.hasSuffix(".tsv") {
      let id = String(name.dropLast(4))
      let pack = try Bench.pack(id)
      #expect(pack.rows.contains { $0.role == .name }, "\(name)")
    }
  }

  @Test func capitalsAndRejects() throws {
    let apple = try TargetPack(
      id: "apple", table: Self.table("Apple\tname\tcase\town\nGolden Apple\treject\t\town\n"))
    func names(_ text: String) throws -> Int {
      try Bench.analyze(text, target: apple).analysis.mentions.count
    }
    #expect(try names("Apple recule.") == 1)
    #expect(try names("Une apple, deux apples.") == 0)
    #expect(try names("APPLE RECULE") == 1)
    #expect(try names("Le prix Golden Apple.") == 0)
    #expect(try Bench.analyze("Une méta-analyse de Meta.").analysis.mentions.count == 1)
  }

  @Test func longestNameWins() throws {
    let outcome = try Bench.analyze("Le groupe de Menlo Park et Mark Zuckerberg avancent.")
    let texts = outcome.analysis.mentions.map { outcome.text($0.bytes) }
    #expect(texts == ["Le groupe de Menlo Park", "Mark Zuckerberg"])
    #expect(outcome.analysis.mentions[0].kind == .description)
    #expect(outcome.analysis.mentions[1].role == .person)
  }
}
