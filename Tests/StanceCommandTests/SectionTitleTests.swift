import StanceModel
import StanceTestSupport
import Testing

/// `--titles`: a user's section titles, wherever articles are read.
@Suite(.enabled(if: Command.isBuilt)) struct SectionTitleTests {
  private static let text = """
    Le nouveau siège

    Côté soleil

    Le groupe gagne de la place et les équipes de Meta sont ravies de ce choix excellent.

    Côté ombre

    Personne ne fera ce trajet deux fois par jour sans chercher un emploi ailleurs.

    """
  private static let titles = """
    # ceux de la maison
    title\tlabel\tlang\tnote
    Côté soleil\tfavor\tfr\t
    Côté ombre\tagainst\tfr\t

    """

  private static func golds(_ run: ProgramRun) throws -> [String?] {
    try Command.objects(run).filter { $0["kind"]?.string == "body" }.map { $0["gold"]?.string }
  }

  @Test func labelsOfAUser() throws {
    let folder = try Command.folder()
    let (article, table) = (folder.add("a.txt", Self.text), folder.add("t.tsv", Self.titles))
    for command in [["extract"], ["score"]] {
      let arguments = command + [article, "--format", "jsonl"]
      #expect(try Self.golds(Command.run(arguments)) == [nil, nil])
      #expect(
        try Self.golds(Command.run(arguments + ["--titles", table])) == ["favor", "against"])
    }
    // Two columns are enough.
    let short = folder.add("s.tsv", "title\tlabel\nCôté soleil\tfavor\nCôté ombre\tagainst\n")
    #expect(
      try Self.golds(Command.run(["extract", article, "--format", "jsonl", "--titles", short]))
        == ["favor", "against"])
    let evaluated = try Command.run(
      ["evaluate", article, "--titles", table, "--format", "json"])
    #expect(try JSONReader.parse(evaluated.output)["n"]?.int == 2)
    let compared = try Command.run(
      ["compare", "default", "short", article, "--titles", table, "--format", "json"])
    #expect(compared.status == 0, "\(compared.notes)")
    for command in ["explain", "train", "crossvalidate", "curve", "ablation"] {
      #expect(try Command.run([command, "--help"]).text.contains("--titles"), "\(command)")
    }
  }

  @Test(arguments: [
    ("titre\tlabel\n", ":1: expected the header title | label, found titre | label"),
    ("title\tlabel\tlang\tnote\n\nCôté soleil\tfavor\n", ":3: expected 4 fields, found 2"),
  ])
  func faultsNameTheLine(_ table: String, _ message: String) throws {
    let folder = try Command.folder()
    let (article, path) = (folder.add("a.txt", Self.text), folder.add("t.tsv", table))
    for command in [["extract"], ["score"], ["evaluate"], ["compare", "default", "short"]] {
      let run = try Command.run(command + [article, "--titles", path])
      #expect(run.status == 65 && run.notes.contains(path + message), "\(run.notes)")
    }
    let missing = try Command.run(["extract", article, "--titles", "none.tsv"])
    #expect(missing.status == 66)
  }
}
