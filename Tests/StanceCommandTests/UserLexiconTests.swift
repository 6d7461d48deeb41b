import StanceModel
import StanceTestSupport
import Testing

/// A word list of one's own, as a spreadsheet saves it and with what is wrong in it.
@Suite("Lexicons of users", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct UserLexiconTests {
  private static let rows = [
    ["term", "pos", "valence", "tags", "source"], ["dépité", "adj", "-0.9", "eval", "moi"],
    ["gallo", "noun", "0.5", "eval", "moi"],
  ]

  /// The list with another delimiter and decimal sign.
  private static func list(_ delimiter: String, _ number: (String) -> String) -> String {
    rows.map { cells in
      cells.map(number).map { $0.contains(delimiter) ? "\"\($0)\"" : $0 }.joined(
        separator: delimiter)
        + "\r\n"
    }.joined()
  }

  private static let files: [(String, [UInt8])] = [
    ("a.csv", Array(list(",") { $0 }.utf8)),
    ("b.csv", Array(list(";") { $0.replacing(".", with: ",") }.utf8)),
    ("c.csv", Array(list(",") { $0.replacing(".", with: ",") }.utf8)),
    (
      "d.csv",
      Array(list(";") { $0.replacing(".", with: ",").replacing("-", with: "\u{2212}") }.utf8)
    ),
    ("e.tsv", list("\t") { $0 }.unicodeScalars.map { UInt8($0.value) }),
    (
      "f.txt",
      [0xFF, 0xFE] + list("\t") { $0 }.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
    ),
  ]

  @Test("Any spreadsheet’s list gives the scores and rows of the plain one")
  func dialects() throws {
    let folder = try Command.folder()
    let text = folder.add("t.txt", "Les gallos sont dépités.\n")
    let plain = folder.add("plain.tsv", Self.list("\t") { $0 }.replacing("\r\n", with: "\n"))
    func score(_ list: String) throws -> ProgramRun {
      try Command.score([text, "--lexicon", list, "--format", "jsonl", "--explain"])
    }
    let expected = try score(plain)
    #expect(expected.status == 0)
    #expect(try Command.objects(expected).first?["evidence"]?.int == 2)
    for (name, bytes) in Self.files {
      let list = folder.add(name, bytes)
      let run = try score(list)
      #expect(run.status == 0 && run.output == expected.output, "\(name)")
      #expect(run.notes.contains("Windows-1252") == (name == "e.tsv"), "\(name)")
      let why = try Command.run(["lexicon", "why", "dépité", "--lexicon", list])
      #expect(why.text.contains("\u{2212}0.90") && why.text.contains("\(name):2"), "\(name)")
      #expect(try Command.run(["lexicon", "lint", list]).status == 0, "\(name)")
    }
  }

  @Test("What lint calls an error is told where the list is used; good rows count")
  func mistakes() throws {
    let folder = try Command.folder()
    let text = folder.add("t.txt", "Ce gallo zozote.\n")
    let list = folder.add(
      "mine.tsv",
      """
      term\tpos\tvalence\ttags\tsource
      gallo\tnoun\t0.5\teval\t
      gallo\tnoun\t0.4\teval\tmoi
      zozoter\tverb\t-0.5\teval,rigolo\tmoi
      much\tnoun\tmuch\teval\tmoi
      mots deux\tnoun\t0.3\teval\tmoi
      nul\tadj\t-0\t5\teval\tmoi
      {tous} bon\tphrase\t0.3\teval\tmoi

      """)
    for command in [
      ["score", text, "--format", "jsonl"], ["explain", text], ["lexicon", "why", "gallo"],
      ["lexicon", "show", "gallo"], ["lexicon", "coverage", text],
    ] {
      let run = try Command.run(command + ["--lexicon", list])
      #expect(run.status == 0, "\(command)")
      let told = run.notes.matches(of: /mine\.tsv:([0-9]+)/).map { String($0.1) }
      #expect(told.sorted() == ["3", "4", "5", "6", "7", "8"], "\(command)")
      #expect(run.notes.contains("mine.tsv:5: expected a valence from -1 to 1, found \"much\""))
      #expect(run.notes.contains("mine.tsv:7: expected 5 cells, as the header has, found 6"))
    }
    let units = try Command.objects(
      Command.score([text, "--lexicon", list, "--format", "jsonl"]))
    #expect(units.first?["evidence"]?.int == 2)
    let lint = try Command.run(["lexicon", "lint", list])
    for line in 2...8 { #expect(lint.text.contains("mine.tsv:\(line): error")) }
  }

  @Test("Many mistakes of a kind are counted")
  func counted() throws {
    let folder = try Command.folder()
    let rows = (0..<40).map { "mot\($0)\tnoun\t0.5\trigolo\tmoi\n" }.joined()
    let list = folder.add("mine.tsv", "term\tpos\tvalence\ttags\tsource\n" + rows)
    let run = try Command.run(["lexicon", "why", "mot1", "--lexicon", list])
    #expect(run.notes.split(separator: "\n").count == 4)
    #expect(run.notes.contains("mine.tsv: and 37 more rows like it; `stance lexicon lint`"))
  }

  @Test("Nothing of a list steers the terminal, and bytes that are no text are refused")
  func controls() throws {
    let folder = try Command.folder()
    let list = folder.add(
      "mine.tsv",
      "term\tpos\tvalence\ttags\tsource\ngal\u{1B}[31mlo\tnoun\t0.5\tx\u{1B}[31m\tm\u{7}\n")
    for command in [
      ["lexicon", "lint", list], ["lexicon", "show", "gal", "--lexicon", list],
      ["score", "article.txt", "--lexicon", list],
    ] {
      let run = try Command.run(command)
      let bytes = run.output + Array(run.notes.utf8)
      #expect(!bytes.contains { $0 < 0x20 && $0 != 0x0A }, "\(command)")
    }
    let zeros = folder.add("zeros.tsv", Array("term\tpos\n\0\u{1}".utf8))
    for command in [
      ["lexicon", "lint", zeros], ["score", "article.txt", "--lexicon", zeros],
    ] {
      let run = try Command.run(command)
      #expect(run.status == 65 && run.output.isEmpty)
      #expect(run.notes.contains("zeros.tsv: expected text, found"))
      #expect(!run.notes.utf8.contains(0))
    }
  }
}
