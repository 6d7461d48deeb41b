import StanceLexicon
import StanceTestSupport
import StanceText
import Testing

@Suite struct LexiconIndexTests {
  static func index() throws -> LexiconIndex { LexiconIndex(try Bench.lexicon.get()) }

  @Test func inflectedFormLeadsToItsLemma() throws {
    let found = try Self.index().why("éclatantes", .french)
    #expect(found.first?.entry.term == "éclatant")
    #expect(found.first?.path == .exact)
    #expect(found.first?.entry.file.hasPrefix("fr/") == true)
  }

  @Test(arguments: [
    ("CATASTROPHE", "catastrophe", LookupPath.exact), ("ECHEC", "échec", .folded),
    ("catastrofe", "catastrophe", .skeleton), ("exceptionel", "exceptionnel", .skeleton),
    ("interressant", "intéressant", .skeleton), ("succés", "succès", .folded),
    ("desastre", "désastre", .folded),
  ])
  func spelling(word: String, term: String, path: LookupPath) throws {
    let found = try Self.index().why(word, .french)
    #expect(found.first?.entry.term == term)
    #expect(found.first?.path == path)
  }

  /// Correct words that look or sound like entries.
  @Test(arguments: [
    "demande", "restaurant", "contexte", "savent", "documents", "conséquence", "tâche", "police",
    "compte", "utilise", "réalisé", "suffisent", "illustré", "arrière", "boîte", "étincelle",
  ])
  func falseFriends(word: String) throws {
    #expect(try Self.index().why(word, .french).allSatisfy { $0.path == .exact }, "\(word)")
  }

  @Test func operatorsAreFound() throws {
    let index = try Self.index()
    #expect(index.operators("mais", .french).contains { $0.kind == .contrast })
    #expect(index.operators("pourrait", .french).contains { $0.kind == .modal })
    #expect(index.operators("affirmait", .french).contains { $0.kind == .attributionVerb })
    #expect(index.operators("donnerait", .french).contains { $0.kind == .conditional })
    #expect(!index.operators("préparait", .french).contains { $0.kind == .conditional })
    #expect(!index.operators("attirait", .french).contains { $0.kind == .conditional })
    #expect(index.operators("but", .english).contains { $0.kind == .contrast })
  }

  @Test func manyForms() throws {
    let index = try Self.index()
    #expect(index.formCount(.french) >= 20_000)
    #expect(index.lexicon.entryCount >= 4_600)
  }
}

@Suite struct LexiconLayerTests {
  static func source(_ rows: String) -> LexiconSource {
    LexiconSource(
      file: "mine.tsv", language: .french, kind: .entries,
      text: Array(("term\tpos\tvalence\ttags\tsource\n" + rows).utf8))
  }

  @Test func aUserRowReplaces() throws {
    let lexicon = try Bench.lexicon.get().layering(Self.source("brillant\tadj\t-0.9\teval\tme\n"))
    let found = LexiconIndex(lexicon).why("brillantes", .french)
    #expect(found.first?.entry.valence == -0.9)
    #expect(found.first?.entry.layer == 1)
    #expect(found.first?.entry.line == 2)
    let outcome = try Bench.analyze("Des idées brillantes.", lexicon: lexicon)
    #expect(outcome.cue("brillantes")?.base == -0.9)
    #expect(outcome.cue("brillantes").flatMap { lexicon.entry($0.entry) }?.source == "me")
  }

  @Test func aUserRowSilences() throws {
    let lexicon = try Bench.lexicon.get().layering(Self.source("brillant\tadj\t0\t\tme\n"))
    let outcome = try Bench.analyze("Une idée brillante.", lexicon: lexicon)
    #expect(outcome.cue("brillante") == nil)
  }

  @Test func aUserPhraseIsFound() throws {
    let lexicon = try Bench.lexicon.get().layering(
      Self.source(
        "faire:v chou blanc total\tphrase\t-0.7\teval\tme\nzorglub\tnoun\t0.5\teval\tme\n"))
    let outcome = try Bench.analyze("Meta n'a pas fait chou blanc total.", lexicon: lexicon)
    let value = try #require(outcome.cue("fait chou blanc total")?.value)
    #expect(abs(value - 0.42) < 0.001)
    #expect(try Bench.analyze("Des zorglubs !", lexicon: lexicon).cue("zorglubs")?.base == 0.5)
  }

  @Test func wrongRowsAreErrors() throws {
    let shipped = try Bench.lexicon.get()
    for rows in ["bon\tadj\t2\t\tme\n", "bon\tadjectif\t0.2\t\tme\n", "\tadj\t0.2\t\tme\n"] {
      #expect(throws: LexiconError.self) { try shipped.layering(Self.source(rows)) }
      #expect(throws: LexiconError.self) { try shipped.layeringGoodRows(of: Self.source(rows)) }
    }
  }

  @Test func goodRowsAmongWrongOnes() throws {
    let shipped = try Bench.lexicon.get()
    let rows = [
      "zorglub\tnoun\t\u{2212}0,5\t\tme\n", "{tout} bon\tphrase\t0.2\t\tme\n", "x\tnom\t0\n",
    ]
    let lexicon = try shipped.layeringGoodRows(of: Self.source(rows.joined()))
    #expect(lexicon.entryCount == shipped.entryCount + 1)
    #expect(LexiconIndex(lexicon).why("zorglubs", .french).first?.entry.valence == -0.5)
    #expect(throws: LexiconError.self) {
      try shipped.layeringGoodRows(of: Self.source("x\tphrase\t0\t\t\t\n"))
    }
  }
}
