import StanceModel
import StanceTestSupport
import Testing

/// What `evaluate` writes beside the numbers, and the systems that it puts beside the model.
@Suite("Output of evaluate", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct EvaluateOutputTests {
  private func evaluate(_ arguments: [String]) throws -> ProgramRun {
    try Command.run(
      ["evaluate", "train.jsonl", "--allow-leak", "--model", try #require(Command.model)]
        + arguments)
  }

  @Test("Numbers are numbers, and truths are truths, in JSON")
  func types() throws {
    let report = try JSONReader.parse(try evaluate(["--format", "json"]).output)
    #expect(report["settings"]?["seed"]?.int != nil)
    let info = try JSONReader.parse(
      try Command.run(["model", "info", try #require(Command.model), "--format", "json"]).output)
    let model = try #require(report["model"])
    for facts in [model, try #require(info["facts"])] {
      #expect(facts["rows"] == .int(48) && facts["groups"]?.int != nil)
      #expect(facts["strength C"] == .number(1) && facts["converged"] == .bool(true))
      #expect(facts["objective"]?.number != nil)
      #expect(facts["cross-validated macro-F1"]?.number != nil)
      #expect(facts["families"]?.string == "characters words")
    }
    #expect(model["seed"]?.int == 1 && info["seed"]?.int == 1)
  }

  @Test("The names that the table prints are accepted; what score writes is a baseline")
  func baselines() throws {
    let names = ["majority", "lexicon alone", "linear without lexicon"]
    let run = try evaluate(names.flatMap { ["--baseline", $0] } + ["--format", "json"])
    #expect(run.status == 0, "\(run.notes)")
    let list = try #require(try JSONReader.parse(run.output)["baselines"]?.array)
    #expect(list.map { $0["name"]?.string } == names)

    let folder = try Command.folder()
    let data = folder.add(
      "a.txt",
      "Un titre\n\nContre\n\nLe lancement est un échec ridicule pour le groupe entier.\n")
    let scores = folder.path + "/scores.jsonl"
    #expect(try Command.score([data, "--format", "jsonl", "-o", scores]).status == 0)
    let model = try #require(Command.model)
    let other = try Command.run([
      "evaluate", data, "--model", model, "--baseline", scores, "--format", "json",
    ])
    #expect(other.status == 0, "\(other.notes)")
    let report = try JSONReader.parse(other.output)
    let same = try #require(report["baselines"]?.array?.last)
    #expect(same["name"]?.string == scores)
    #expect(same["accuracy"] == report["accuracy"])
  }
}
