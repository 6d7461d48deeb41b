import StanceTestSupport
import Testing

/// Numbers that an option cannot take: 64, with the name of the option and what it takes.
@Suite("Numbers of options", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct NumberOptionTests {
  @Test(
    "The option is named, and what it expects",
    arguments: [
      ("score article.txt --threads -1", "--threads needs a number from 1 to 256"),
      ("score article.txt --threads=-1", "--threads needs a number from 1 to 256"),
      ("score article.txt --threads 0", "--threads needs a number from 1 to 256"),
      ("score --threads 1000 article.txt", "--threads needs a number from 1 to 256"),
      ("score --threads x article.txt", "--threads <n>"),
      ("score --explain=-5 article.txt", "--explain needs a number from 0"),
      ("score --explain -5 article.txt", "--explain needs a number from 0"),
      ("score --explain=x article.txt", "--explain needs a number from 0"),
      ("score --explain= article.txt", "--explain needs a number from 0"),
      ("explain article.txt --top -3", "--top needs a number from 1"),
      ("explain article.txt --line -3", "--line needs a number from 1"),
      ("train train.jsonl -o never --strength -1", "--strength needs a number above 0"),
    ])
  func wrong(_ line: String, _ expected: String) throws {
    let run = try Command.run(line.split(separator: " ").map(String.init))
    #expect(run.status == 64 && run.output.isEmpty, "\(line)")
    #expect(run.notes.contains(expected), "\(line): \(run.notes)")
    #expect(run.notes.contains("stance \(line.prefix { $0 != " " }) --help"))
  }

  @Test(
    "What is right stays right",
    arguments: ["--threads 256", "--explain=2", "--explain 2", "--explain"])
  func right(_ words: String) throws {
    let typed = words.split(separator: " ").map(String.init)
    #expect(try Command.score(typed + ["article.txt", "--format", "jsonl"]).status == 0)
    #expect(try Command.score(["--format", "jsonl"] + typed + ["article.txt"]).status == 0)
  }
}
