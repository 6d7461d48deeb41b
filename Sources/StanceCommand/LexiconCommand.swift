import ArgumentParser
import StanceKit
import StanceLexicon
import StanceModel
import StanceText

/// `stance lexicon`: tools for those who write lexicons.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon", abstract: "Checks, shows, measures and prepares lexicons.",
    subcommands: [
      LexiconLint.self, LexiconShow.self, LexiconWhy.self, LexiconCoverageCommand.self,
      LexiconPrepare.self,
    ])
}

/// The lexicon that the tools look into.
struct LexiconOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Lexicon table that goes over the bundled ones: the columns term, pos, valence, tags, source"
        + " as a spreadsheet saves them; French, or English in a folder en or as NAME.en.tsv; may be"
        + " repeated.", valueName: "tsv"))
  var lexicon: [String] = []

  func load() throws -> Lexicon {
    var result = try Lexicon(prepared: BundledAssets.lexicon)
    for path in lexicon { result = try UserLexicon.layer(path, on: result) }
    return result
  }
}

/// Languages that have a lexicon.
enum LexiconLanguage: String, ExpressibleByArgument, CaseIterable {
  case fr, en

  var language: Language { self == .fr ? .french : .english }
}

/// Tables of lexicon data as files.
enum LexiconTables {
  /// The tables below a folder: `fr/*.tsv` and `en/*.tsv`.
  static func sources(in folder: String) throws -> [LexiconSource] {
    var sources: [LexiconSource] = []
    for language in ["fr", "en"] where FileSystem.kind(folder + "/" + language) == .folder {
      for file in try FileSystem.files(below: folder + "/" + language) {
        let name = language + "/" + FileSystem.name(file)
        if let source = LexiconSource(file: name, text: try FileSystem.read(file)) {
          sources.append(source)
        }
      }
    }
    return sources
  }
}

/// `stance lexicon prepare`: tables → the files that are bundled.
struct LexiconPrepare: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "prepare",
    abstract: "Compiles the tables of a folder to its subfolder `prepared`.",
    discussion: "The same tables give the same bytes. The bundled files are made this way.")

  @Argument(help: "The folder `Lexicons`.")
  var folder: String

  @OptionGroup var look: ColorOptions

  /// Reading tables that are bundled as they are too: `stance corpus check` and the benchmarks read
  /// them.
  private static let readingTables: Set = ["function-words.tsv", "section-titles.tsv"]

  func run() throws {
    do {
      var tables: [(path: String, bytes: [UInt8])] = []
      for part in ["names", "reading", "targets"] {
        for file in try FileSystem.files(below: folder + "/" + part)
        where file.hasSuffix(".tsv") {
          tables.append((part + "/" + FileSystem.name(file), try FileSystem.read(file)))
        }
      }
      let kept = tables.filter {
        !$0.path.hasPrefix("reading/") || Self.readingTables.contains(FileSystem.name($0.path))
      }
      try FileSystem.write(TableArchive.join(kept), to: folder + "/prepared/tables.txt")
      var rules = ReadingRules()
      for table in tables where table.path.hasPrefix("reading/") {
        try rules.add(FileSystem.name(table.path), table.bytes)
      }
      try FileSystem.write(rules.prepared, to: folder + "/prepared/reading.bin")
      let image = try LexiconCompiler.compile(sources: LexiconTables.sources(in: folder))
      try FileSystem.write(image, to: folder + "/prepared/lexicon.bin")
      Console.note(
        "\(folder)/prepared: tables.txt (\(kept.count) tables), reading.bin, lexicon.bin"
          + " (\(image.count) bytes)"
      )
    } catch { throw Console.stop(error) }
  }
}
