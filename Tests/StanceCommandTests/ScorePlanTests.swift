import StanceTestSupport
import Testing

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
