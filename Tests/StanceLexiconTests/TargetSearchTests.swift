import StanceLexicon
import Testing

@Suite struct TargetSearchTests {
  private static let pack = TargetPack(
    id: "x", title: "x",
    rows: [
      ("Meta", TargetRole.name), ("X", .name), ("l'équipe de Meta", .description),
      ("Été", .alias), ("3M", .alias), ("Rival", .rival), ("Metamorphose", .reject),
    ].map { TargetPack.Row(term: $0.0, role: $0.1, needsCapital: false, source: "", line: 0) })

  /// Every term tried at every byte that begins a word.
  private static func reference(_ text: [UInt8]) -> Bool {
    func small(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5A ? byte + 0x20 : byte }
    func isLetter(_ byte: UInt8) -> Bool {
      byte >= 0x80 || (0x61...0x7A).contains(byte) || (0x30...0x39).contains(byte)
    }
    let text = text.prefix(1 << 16).map(small)
    for row in pack.rows where row.role != .rival && row.role != .reject {
      let term = row.term.utf8.map(small)
      for start in text.indices where start == 0 || !isLetter(text[start - 1]) {
        let rest = text[start...]
        if rest.starts(with: term), rest.count == term.count || !isLetter(rest[start + term.count])
        {
          return true
        }
      }
    }
    return false
  }

  @Test func namesAreFoundAsWholeWords() {
    let search = TargetSearch(Self.pack)
    for (text, isNamed) in [
      ("Chez META, rien", true), ("Metal", false), ("amétameta", false), ("(x)", true),
      ("un axe", false), ("L'équipe de Metz", false), ("rival, metamorphose", false),
      ("3m", true), ("a meta", true), ("", false), ("m", false), ("Été", true), ("été", false),
    ] {
      #expect(search.isNamed(in: Array(text.utf8)[...]) == isNamed, "\(text)")
    }
  }

  @Test func generatedTextsGiveWhatTheReferenceGives() {
    let search = TargetSearch(Self.pack)
    let pieces = [
      "meta", "Met", "a", "x", "X", " ", ", ", "l'", "équipe de ", "É", "t", "é", "3", "M", "rival",
      "\u{0}", "'",
    ].map { Array($0.utf8) }
    var state: UInt64 = 7
    var named = 0
    for _ in 0..<2_000 {
      var text: [UInt8] = []
      for _ in 0..<4 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        text += pieces[Int(state >> 33) % pieces.count]
      }
      let found = search.isNamed(in: text[...])
      #expect(found == Self.reference(text), "\(text)")
      named += found ? 1 : 0
    }
    #expect(named > 200 && named < 1_800)
  }

  @Test func aNameThatIsAlsoAWordNeedsItsCapital() {
    let rows = [("Orange", true), ("Le Monde", true), ("Livebox", false), ("Élan", true)]
    let search = TargetSearch(
      TargetPack(
        id: "x", title: "x",
        rows: rows.map {
          TargetPack.Row(term: $0.0, role: .name, needsCapital: $0.1, source: "", line: 0)
        }))
    for (text, isNamed) in [
      ("Paul mange une orange.", false), ("Paul aime Orange.", true), ("chez ORANGE", true),
      ("paul aime orange", true), ("Tout le monde rit.", false), ("Lu dans le Monde", true),
      ("Une orange, la Livebox", true), ("Une orange, une livebox", true), ("Un élan", false),
      ("L'Élan", true), ("une orange, une orange d'Orange", true),
    ] {
      #expect(search.isNamed(in: Array(text.utf8)[...]) == isNamed, "\(text)")
    }
  }

  @Test func aNameBehindTheFirst64KBDoesNotCount() {
    let search = TargetSearch(Self.pack)
    let blank = Array(repeating: UInt8(ascii: " "), count: 1 << 16)
    #expect(!search.isNamed(in: (blank + Array("Meta".utf8))[...]))
    #expect(search.isNamed(in: (blank.dropLast(4) + Array("Metall".utf8))[...]))
  }
}
