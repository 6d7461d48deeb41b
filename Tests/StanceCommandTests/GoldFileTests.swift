import StanceKit
import StanceModel
import StanceTestSupport
import Testing

/// Labels that stand in another file than the paragraphs: where the articles are looked for.
@Suite("Gold files", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct GoldFileTests {
  /// Its section title says favor of a paragraph that the rows call against.
  private static let article = """
    Un titre de presse

    Acme ouvre deux bureaux à Lyon ce matin, et le marché regarde.

    Point de vue optimiste

    Le produit est raté, et les clients déçus le disent depuis mars.

    """

  private static func rows(_ name: String) -> String {
    [3: "neutral", 7: "against"].sorted { $0.key < $1.key }
      .map { "{\"file\": \"\(name)\", \"line\": \($0.key), \"label\": \"\($0.value)\"}\n" }
      .joined()
  }

  private func evaluate(_ arguments: [String]) throws -> ProgramRun {
    try Command.run(
      ["evaluate", "--format", "json", "--model", try #require(Command.model)] + arguments)
  }

  /// File and gold label of each item.
  private static func items(_ run: ProgramRun) throws -> [[String?]] {
    try #require(try JSONReader.parse(run.output)["items"]?.array)
      .map { [$0["file"]?.string, $0["gold"]?.string] }
  }

  @Test("An article is found by its whole path, beside the labels or among the data, and read once")
  func places() throws {
    let folder = try Command.folder()
    _ = folder.addFolder("ar")
    _ = folder.addFolder("ar/deep")
    _ = folder.addFolder("side")
    let article = folder.add("ar/deep/a.txt", Self.article)
    let (ar, deep) = (folder.path + "/ar", folder.path + "/ar/deep")
    let base = folder.add("side/base.jsonl", Self.rows("a.txt"))
    let whole = folder.add("side/whole.jsonl", Self.rows(article))
    let near = folder.add("near.jsonl", Self.rows("ar/deep/a.txt"))
    let part = folder.add("side/part.jsonl", Self.rows("deep/a.txt"))
    let up = folder.add("side/up.jsonl", Self.rows("../ar/deep/a.txt"))
    let runs = [
      [whole], [near], [up], [article, base], [base, deep], [ar, base], [ar, part], [ar, whole],
      [near, ar], [ar + "/../ar", near], [up, article],
    ]
    for words in runs {
      let run = try evaluate(words)
      #expect(run.status == 0, "\(words): \(run.notes)")
      let items = try Self.items(run)
      #expect(items.map { $0[1] } == ["neutral", "against"], "\(words)")
      #expect(items.allSatisfy { $0[0]?.hasSuffix("/a.txt") == true })
    }
    let alone = try evaluate([base])
    #expect(alone.status == 65 && alone.notes.contains("side/a.txt: no such file"))
  }

  @Test("Of two articles of one name neither is taken; a longer path tells them apart")
  func namesakes() throws {
    let folder = try Command.folder()
    for name in ["ar", "ar/x", "ar/y", "side"] { _ = folder.addFolder(name) }
    let x = folder.add("ar/x/a.txt", Self.article)
    let y = folder.add("ar/y/a.txt", Self.article)
    let base = folder.add("side/base.jsonl", Self.rows("a.txt"))
    let part = folder.add("side/part.jsonl", Self.rows("y/a.txt"))
    let run = try evaluate([folder.path + "/ar", base])
    #expect(run.status == 1)
    #expect(
      run.notes.contains("found a.txt, which \(x) and \(y) may be; give more of its path"))
    let told = try evaluate([folder.path + "/ar", part])
    #expect(told.status == 0, "\(told.notes)")
    #expect(try Self.items(told) == [[x, "favor"], [y, "neutral"], [y, "against"]])
  }

  @Test("Rows that no article is found for are named; the working folder is the last place")
  func workingFolder() throws {
    let folder = try Command.folder()
    _ = folder.addFolder("side")
    let rows = Self.rows("article.txt") + Self.rows("no-such.txt")
    let gold = folder.add("side/gold.jsonl", rows)
    // The tests run where article.txt lies.
    let run = try evaluate([gold])
    #expect(run.notes.contains("gold.jsonl:3: expected an article that can be read"))
    #expect(run.notes.contains("side/no-such.txt: no such file"))
    #expect(!run.notes.contains("article.txt: no such file"))
  }

  @Test("A folder whose rows have no `label` is measured by its section titles, with one note")
  func annotatorsOnly() throws {
    let folder = try Command.folder()
    _ = folder.add("a.txt", Self.article)
    let rows = [1, 3, 7].map {
      "{\"file\": \"a.txt\", \"line\": \($0), \"annotator_a\": \"neutral\", \"section\": null}\n"
    }
    let labels = folder.add("labels.jsonl", rows.joined())
    let run = try evaluate([folder.path])
    #expect(run.status == 0)
    let note =
      "\(labels): no `label` in 3 rows; members that look like labels: annotator_a: passed over"
    #expect(run.notes.split(separator: "\n").count { $0.contains(note) } == 1)
    #expect(!run.notes.contains("starts a paragraph"))
    #expect(try Self.items(run).map { $0[1] } == ["favor"])
    #expect(try evaluate([labels]).status == 65)
  }

  @Test("A gold row without a target is about the pack that the article's folder is named after")
  func folderOfTheArticle() throws {
    let folder = try Command.folder()
    _ = folder.addFolder("openai")
    _ = folder.add("openai/a.txt", Self.article)
    let gold = folder.add("gold.jsonl", Self.rows("openai/a.txt"))
    let named = try evaluate([gold])
    let target = try evaluate([gold, "--target", "openai"])
    #expect(named.status == 0 && !named.notes.contains("say no target"))
    #expect(try Self.items(named) == Self.items(target))
  }
}
