import StanceModel
import StanceTestSupport
import Testing

/// Labels that are missing, or differ only in how they are written.
@Suite("Notes on labels", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct LabelNoteTests {
  private func record(_ id: Int, _ label: String) -> String {
    "{\"id\": \"\(id)\", \"text\": \"texte \(id) brillant\", \"label\": \(label)}\n"
  }

  @Test("Rows without a label are counted, also when the member is null")
  func missing() throws {
    let folder = try Command.folder()
    let path = folder.add(
      "a.jsonl",
      record(1, "\"favor\"") + record(2, "null") + record(3, "null") + record(4, "\"against\""))
    let run = try Command.run(["evaluate", path])
    #expect(run.status == 0)
    #expect(run.notes.contains("a.jsonl:2: no `label`: left out (and 1 more like it)"))
    #expect(!(try Command.run(["evaluate", "article.txt"]).notes.contains("no `label`")))
  }

  @Test("Labels that differ in case or blanks are told together, however frequent")
  func variants() throws {
    let folder = try Command.folder()
    let labels = ["favor", "Favor", "favor ", "against", "Against", "neutral"]
    let path = folder.add(
      "a.jsonl", (0..<60).map { record($0, "\"\(labels[$0 % 6])\"") }.joined())
    let run = try Command.run([
      "train", path, "-o", folder.path + "/m", "--buckets", "10", "--strength", "1",
    ])
    #expect(
      run.notes.contains("the labels “Favor”, “favor”, “favor ” differ in case or blanks only"))
    #expect(run.notes.contains("the labels “Against”, “against” differ"))
    let other = folder.add("b.jsonl", (0..<60).map { record($0, "\"neutral\"") }.joined())
    let agreement = try Command.run(["agreement", path, other])
    #expect(agreement.notes.contains("the labels “Against”, “against” differ"))
  }

  @Test("Articles of which none names the target that they are measured on")
  func silent() throws {
    let folder = try Command.folder()
    let text = "Point de vue optimiste\n\nCette entreprise réussit remarquablement.\n"
    let path = folder.add("a.txt", text)
    let run = try Command.run(["evaluate", path])
    #expect(run.notes.contains("is named in none of the paragraphs that say no target (1)"))
    for options in [["--target", "none"], ["--target", "Entreprise, Cette entreprise"]] {
      #expect(!(try Command.run(["evaluate", path] + options).notes.contains("is named in none")))
    }
  }

  @Test("agreement: labels that are missing, units of one file, files that share none")
  func agreement() throws {
    let folder = try Command.folder()
    let a = folder.add(
      "a.jsonl", record(1, "\"favor\"") + record(2, "\"favor\"") + record(3, "null"))
    let b = folder.add("b.jsonl", record(1, "\"favor\"") + record(4, "\"against\""))
    let run = try Command.run(["agreement", a, b])
    #expect(run.status == 0)
    #expect(run.notes.contains("a.jsonl: 1 of 3 records have no label"))
    #expect(run.notes.contains("2 units with one label only: left out"))
    let c = folder.add("c.jsonl", record(7, "\"favor\""))
    let none = try Command.run(["agreement", a, c])
    #expect(none.status == 65 && none.output.isEmpty)
    #expect(none.notes.contains("no unit has two labels"))
  }
}
