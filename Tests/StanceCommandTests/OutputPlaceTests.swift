import StanceModel
import StanceTestSupport
import Testing

@testable import StanceCommand

/// No command writes over what it reads.
@Suite(
  "Output in the place of an input",
  .enabled(if: Command.isBuilt, "the program stance is not built"))
struct OutputPlaceTests {
  /// Commands that read the file `{}`, whatever it holds.
  private static let commands: [[String]] = [
    ["score", "{}"], ["extract", "{}"], ["explain", "{}"], ["train", "{}"],
    ["train", "article.txt", "--validation", "{}"], ["evaluate", "{}"],
    ["evaluate", "labelled", "--baseline", "{}"], ["evaluate", "labelled", "--experiment={}"],
    ["score", "article.txt", "--model", "{}"], ["score", "article.txt", "--model={}"],
    ["score", "article.txt", "--lexicon", "{}"], ["score", "article.txt", "--target", "{}"],
    ["crossvalidate", "{}"], ["curve", "{}"], ["ablation", "{}"],
    ["agreement", "{}", "article.txt"],
    ["compare", "{}", "short"], ["compare", "short", "{}", "article.txt"],
    ["corpus", "check", "{}"],
    ["model", "info", "{}"], ["target", "show", "{}"], ["target", "check", "{}"],
    ["lexicon", "show", "--lexicon", "{}"], ["lexicon", "coverage", "{}"],
    ["lexicon", "lint", "{}"],
  ]

  @Test("64, and the file is as it was", arguments: commands)
  func refused(_ command: [String]) throws {
    let folder = try Command.folder()
    let text = "term\tpos\nMeta réussit.\n"
    let file = folder.add("in.tsv", text)
    let run = try Command.run(command.map { $0.replacing("{}", with: file) } + ["-o", file])
    #expect(run.status == 64)
    #expect(run.notes.contains("would take the place of the input \(file); name another file"))
    #expect(PackageFiles.read(file) == Array(text.utf8))
    #expect(PackageFiles.list(folder.path) == ["in.tsv"])
  }

  @Test("Every option either names a file that is read or is known to name none")
  func options() throws {
    let reading: Set = [
      "--against", "--base", "--baseline", "--calibration", "--experiment", "--explain",
      "--lexicon", "--model", "--output", "--splits", "--target", "--titles", "--validation",
    ]
    let dump = try JSONReader.parse(Command.run(["--experimental-dump-help"]).output)
    let found = try Self.options(of: #require(dump["command"]))
    #expect(found == OutputPlace.plainOptions.union(reading))
    #expect(OutputPlace.plainOptions.isDisjoint(with: reading))
  }

  /// Long names of the options with a value, of a command and all below it.
  private static func options(of command: JSONValue) -> Set<String> {
    var result: Set<String> = []
    for argument in command["arguments"]?.array ?? [] where argument["kind"]?.string == "option" {
      for name in argument["names"]?.array ?? [] where name["kind"]?.string == "long" {
        result.insert("--" + (name["name"]?.string ?? ""))
      }
    }
    for part in command["subcommands"]?.array ?? [] { result.formUnion(options(of: part)) }
    return result
  }

  @Test("However the output is named")
  func ways() throws {
    let folder = try Command.folder()
    let file = folder.add("in.txt", "Meta réussit.")
    folder.addLink("link", to: file)
    for output in [
      ["--output", file], ["--output=" + file], ["-o", folder.path + "/link"],
      ["-o", folder.path + "//./in.txt"],
    ] {
      #expect(try Command.run(["extract"] + output + [file]).status == 64)
    }
    #expect(PackageFiles.list(folder.path) == ["in.txt", "link"])
    let other = try Command.run(["extract", file, "-o", folder.path + "/out"])
    #expect(other.status == 0 && PackageFiles.list(folder.path).count == 3)
  }

  @Test("The file that is standard input is one, whether or not a word says that it is read")
  func standardInput() throws {
    let folder = try Command.folder()
    folder.addLink("link", to: "/dev/stdin")
    let text = Array("Meta réussit.".utf8)
    for command in [["extract", "-"], ["extract"], ["score", "-"], ["explain", "-"]] {
      for output in ["/dev/stdin", folder.path + "/link"] {
        let run = try Command.run(command + ["-o", output], input: text)
        #expect(run.status == 64 && run.notes.contains("would take the place of the input"))
        #expect(run.output.isEmpty && PackageFiles.list(folder.path) == ["link"])
      }
    }
    let other = try Command.run(["extract", "-", "-o", folder.path + "/out"], input: text)
    #expect(other.status == 0 && PackageFiles.list(folder.path).count == 2)
  }

  @Test("The data of a folder are inputs, a report that lies there is none")
  func folders() throws {
    let folder = try Command.folder()
    _ = folder.addFolder("sub")
    let inputs = [
      folder.add("a.txt", "Meta réussit."), folder.add("sub/b.jsonl", "{\"text\": \"a\"}\n"),
    ]
    for file in inputs {
      let run = try Command.score([folder.path, "-o", file])
      #expect(run.status == 64 && run.notes.contains("would take the place of the input"))
    }
    let report = folder.add("report.html", "old")
    #expect(try Command.score([folder.path, "--format", "html", "-o", report]).status == 0)
    #expect(PackageFiles.read(report)?.first == UInt8(ascii: "<"))
  }

  @Test(
    "Words of a command and values that name no file are no folders of inputs",
    arguments: [
      ("jsonl/out.jsonl", ["score", "a.txt", "--format", "jsonl"]),
      ("jsonl/out.jsonl", ["score", "a.txt", "--format=jsonl"]),
      ("score/out.jsonl", ["score", "a.txt", "--format", "jsonl"]),
      ("extract/a.txt", ["extract", "a.txt", "--color", "never"]),
      ("show/a.txt", ["lexicon", "show", "--language", "en"]),
      ("markdown/r.txt", ["evaluate", "d.jsonl", "--format", "markdown"]),
    ])
  func words(_ name: String, _ command: [String]) throws {
    let folder = try Command.folder()
    _ = folder.add("a.txt", "Meta réussit.")
    _ = folder.add("d.jsonl", "{\"text\": \"Meta réussit.\", \"label\": \"favor\"}\n")
    _ = folder.addFolder(String(name.prefix { $0 != "/" }))
    let output = folder.add(name, "old")
    let run = try #require(ProgramRun.stance(command + ["-o", name], in: folder.path))
    #expect(run.status == 0, "\(run.notes)")
    #expect(PackageFiles.read(output) != Array("old".utf8))
    let unguarded = try #require(
      ProgramRun.stance(command + [name.prefix { $0 != "/" } + "/", "-o", name], in: folder.path))
    #expect(unguarded.status == 64)
  }

  @Test(
    "An article whose labels stand in another file is an input",
    arguments: ["evaluate", "train", "crossvalidate", "curve", "ablation"])
  func covered(_ command: String) throws {
    let folder = try Command.folder()
    let text = "Un titre\n\nAcme réussit un lancement remarquable ce matin.\n"
    let article = folder.add("a.txt", text)
    let labels = folder.add(
      "l.jsonl", "{\"file\": \"a.txt\", \"line\": 3, \"label\": \"favor\"}\n")
    let run = try Command.run([command, labels, "-o", article])
    #expect(run.status == 64 && run.notes.contains("would take the place of the input"))
    #expect(PackageFiles.read(article) == Array(text.utf8))
  }

  @Test("An empty name, and one that is not UTF-8: 64")
  func names() throws {
    let empty = try Command.run(["extract", "article.txt", "-o", ""])
    #expect(empty.status == 64 && empty.notes.contains("expected a file for the result"))
    let folder = try Command.folder()
    let bad = try Command.run(["extract", "article.txt", "-o", folder.path + "/a\u{FFFD}.txt"])
    #expect(bad.status == 64 && bad.notes.contains("the name is not UTF-8"))
    #expect(PackageFiles.list(folder.path).isEmpty)
  }
}
