import StanceKit
import StanceTestSupport
import Testing

@testable import StanceCommand

/// What is read of a line, and which lines are left to the parser.
@Suite struct PlainScorePlanTests {
  @Test func filesAloneKeepTheRest() throws {
    let plan = try #require(ScorePlan(plain: ["score", "a.txt", "-", "b.txt"]))
    #expect(plan.inputs == ["a.txt", "-", "b.txt"])
    #expect(plan.unit == .paragraph)
    #expect(plan.format == .text)
    #expect(plan.explain == nil)
    #expect(plan.threads == nil)
    #expect(plan.options.target == nil)
    #expect(plan.options.model == nil)
    #expect(plan.options.lexicon.isEmpty)
  }

  @Test func everyOptionIsRead() throws {
    let plan = try #require(
      ScorePlan(plain: [
        "score", "--format", "jsonl", "--unit", "sentence", "a.txt", "--threads", "+3",
        "--target", "Renault, la régie", "--model", "m.safetensors",
      ]))
    #expect(plan.inputs == ["a.txt"])
    #expect(plan.format == .jsonl)
    #expect(plan.unit == .sentence)
    #expect(plan.threads == 3)
    #expect(plan.options.target == "Renault, la régie")
    #expect(plan.options.model == "m.safetensors")
  }

  @Test func theLastWordHolds() throws {
    let plan = try #require(
      ScorePlan(plain: ["score", "--format", "text", "--format", "csv", "a.txt"]))
    #expect(plan.format == .csv)
  }

  @Test(arguments: [
    [], ["score"], ["rank", "a.txt"], ["score", "help"], ["score", "-h"],
    ["score", "a.txt", "--help"], ["score", ""], ["score", "--format=csv", "a.txt"],
    ["score", "--format", "xml", "a.txt"], ["score", "--format"],
    ["score", "--format", "--unit", "a.txt"], ["score", "--unit", "word", "a.txt"],
    ["score", "--threads", "0", "a.txt"], ["score", "--threads", "two", "a.txt"],
    ["score", "--target", "", "a.txt"], ["score", "--model", "-", "a.txt"],
    ["score", "--explain", "3", "a.txt"], ["score", "--lexicon", "l.tsv", "a.txt"],
    ["score", "--", "a.txt"], ["score", "-x", "a.txt"], ["score", "--color", "auto", "a.txt"],
  ])
  func otherLinesAreTheParsers(words: [String]) {
    #expect(ScorePlan(plain: words) == nil)
  }
}

/// Lines that the program reads by itself against the same lines as the parser reads them.
@Suite(.enabled(if: Command.isBuilt, "build the program first"))
struct ScorePlanTests {
  /// The same words in a form that is left to the parser: `--name=value`, and `--` before files.
  private func parsed(_ words: [String]) -> [String] {
    var result: [String] = []
    var files: [String] = []
    var rest = words[...]
    while let word = rest.popFirst() {
      if word.hasPrefix("--"), let value = rest.popFirst() {
        result.append("\(word)=\(value)")
      } else {
        files.append(word)
      }
    }
    return result + ["--color=auto", "--"] + files
  }

  private func expectSame(_ words: [String], input: [UInt8] = []) throws {
    let model = try #require(Command.model)
    let given = words.contains("--model") ? words : ["--model", model] + words
    let plain = try Command.run(["score"] + given, input: input)
    let other = try Command.run(["score"] + parsed(given), input: input)
    #expect(plain.status == other.status, "\(words)")
    #expect(plain.output == other.output, "\(words)")
    #expect(plain.errors == other.errors, "\(words)")
  }

  @Test(arguments: [
    ["article.txt"], ["article.txt", "article.txt"], ["-"],
    ["--format", "jsonl", "article.txt"], ["article.txt", "--format", "csv"],
    ["--format", "json", "--unit", "sentence", "--threads", "2", "article.txt"],
    ["--unit", "document", "article.txt", "--target", "openai"],
    ["--target", "Renault, la régie", "article.txt"],
    ["--format", "text", "--format", "jsonl", "article.txt"],
    ["--threads", "+1", "--format", "jsonl", "article.txt"],
    ["missing.txt"], ["missing.txt", "article.txt"], ["--model", "missing.safetensors", "-"],
  ])
  func plainLinesMeanWhatTheParserSays(words: [String]) throws {
    try expectSame(words, input: Array("Meta déçoit tout le monde.\n".utf8))
  }

  /// Wrong words reach the parser, which says what is wrong with them.
  @Test(arguments: [
    ["--format", "xml", "article.txt"], ["--threads", "0", "article.txt"],
    ["--threads", "two", "article.txt"], ["--unit", "word", "article.txt"],
    ["--format"], ["article.txt", "--target"], ["--nothing", "article.txt"], ["-x"],
  ])
  func wrongLinesAreRefused(words: [String]) throws {
    let run = try Command.run(["score"] + words)
    #expect(run.status == 64, "\(words)")
    #expect(run.output.isEmpty)
    #expect(!run.errors.isEmpty)
  }

  @Test(arguments: [["--help"], ["-h"], ["article.txt", "--help"]])
  func helpIsHelp(words: [String]) throws {
    let run = try Command.run(["score"] + words)
    #expect(run.status == 0)
    #expect(run.lines.contains { $0.hasPrefix("USAGE: stance score") })
  }
}
