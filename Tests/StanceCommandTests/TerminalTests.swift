import StanceTestSupport
import Testing

@Suite("On a terminal", .enabled(if: Command.isBuilt, "the program stance is not built"))
struct TerminalTests {
  static let escape = "\u{1B}["

  @Test("A bare stance score on a terminal prints help and stops")
  func bareScore() throws {
    let run = try Command.run(["score"], connection: .terminal)
    #expect(run.status == 0)
    #expect(run.text.contains("USAGE: stance score"))
  }

  @Test("Colour follows the stream, --color, NO_COLOR, FORCE_COLOR and TERM")
  func color() throws {
    let cases: [(arguments: [String], environment: [String: String], isTerminal: Bool, on: Bool)] =
      [
        ([], [:], false, false), ([], [:], true, true), ([], ["TERM": "dumb"], true, false),
        ([], ["NO_COLOR": "1"], true, false), ([], ["NO_COLOR": ""], true, true),
        ([], ["FORCE_COLOR": "1"], false, true), ([], ["FORCE_COLOR": "0"], false, false),
        ([], ["FORCE_COLOR": "1", "NO_COLOR": "1"], false, false),
        (["--color", "always"], ["NO_COLOR": "1"], false, true),
        (["--color", "never"], ["FORCE_COLOR": "1"], true, false),
      ]
    for example in cases {
      let run = try Command.score(
        ["article.txt"] + example.arguments, environment: example.environment,
        connection: example.isTerminal ? .terminal : .files)
      #expect(run.text.contains(Self.escape) == example.on, "\(example)")
    }
  }

  @Test("Colour codes are all that colour adds")
  func sameText() throws {
    let model = try #require(Command.model)
    for words in [["score", "article.txt"], ["evaluate", "train.jsonl", "--allow-leak"]] {
      let line = words + ["--model", model]
      let colored = try Command.run(line + ["--color", "always"]).text
      #expect(Self.stripped(colored) == (try Command.run(line).text), "\(words)")
    }
  }

  @Test("Every command takes --color")
  func everyCommand() throws {
    let folder = try Command.folder()
    let trained = [
      "train", "train.jsonl", "-o", folder.path + "/m", "--buckets", "10", "--strength", "1",
    ]
    for words in [["model", "verify"], ["model", "info"], ["target", "list"], trained] {
      let runs = try ["never", "always"].map { try Command.run(words + ["--color", $0]) }
      #expect(runs.allSatisfy { $0.status == 0 }, "\(words): \(runs.map(\.notes))")
      #expect(!runs[0].text.contains(Self.escape) && !runs[0].notes.contains(Self.escape))
    }
    #expect(try Command.run(trained + ["--color", "always"]).notes.contains(Self.escape))
  }

  /// A text without its colours.
  private static func stripped(_ colored: String) -> String {
    var stripped = ""
    var isInside = false
    for scalar in colored.unicodeScalars {
      if scalar == "\u{1B}" {
        isInside = true
      } else if isInside {
        if scalar == "m" { isInside = false }
      } else {
        stripped.unicodeScalars.append(scalar)
      }
    }
    return stripped
  }

  @Test("No line is wider than 80 columns, and what could steer a terminal is shown as U+FFFD")
  func width() throws {
    let folder = try Command.folder()
    let path = folder.add(
      "wild.txt",
      "Titre 家族 👩‍👩‍👧 e\u{301}t\u{1B}[31mrouge\u{7} : \(String(repeating: "long", count: 40))\n\n"
        + "Meta réussit \u{1B}]0;titre\u{7} 🎉🎉 un projet 家族家族家族家族家族家族家族家族家族家族家族家族家族家族家族.\n")
    for inputs in [["article.txt"], ["records.jsonl"], [path]] {
      let run = try Command.score(inputs)
      #expect(!run.text.contains("\u{1B}"))
      #expect(!run.text.contains("\u{7}"))
      for line in run.lines { #expect(line.count <= 80, "\(line)") }
    }
  }

  @Test("A training run draws its progress on the terminal and leaves no bar behind")
  func progress() throws {
    let folder = try Command.folder()
    let run = try Command.run(
      ["train", "train.jsonl", "-o", folder.path + "/m.safetensors", "--buckets", "10"],
      connection: .terminal)
    #expect(run.status == 0)
    #expect(run.text.contains("← chosen"))
    #expect(PackageFiles.list(folder.path) == ["m.safetensors"])
    let dumb = try Command.run(
      ["train", "train.jsonl", "-o", folder.path + "/m.safetensors", "--buckets", "10"],
      environment: ["TERM": "dumb"], connection: .terminal)
    #expect(dumb.text.contains("← chosen") && !dumb.text.contains("\u{1B}"))
  }
}
