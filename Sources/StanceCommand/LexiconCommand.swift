import ArgumentParser
import StanceKit
import StanceLexicon

/// `stance lexicon`: tools for those who write lexicons.
struct LexiconCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lexicon", abstract: "Checks, shows and prepares lexicons.",
    subcommands: [Prepare.self])

  /// `stance lexicon prepare`: tables → the files that are bundled.
  struct Prepare: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Compiles the tables of a folder to its subfolder `prepared`.")

    @Argument(help: "The folder `Lexicons`.")
    var folder: String

    func run() throws {
      do {
        var tables: [(path: String, bytes: [UInt8])] = []
        for part in ["reading", "targets"] {
          for file in try FileSystem.files(below: folder + "/" + part)
          where file.hasSuffix(".tsv") {
            tables.append((part + "/" + FileSystem.name(file), try FileSystem.read(file)))
          }
        }
        try FileSystem.write(TableArchive.join(tables), to: folder + "/prepared/tables.txt")
        var sources: [LexiconSource] = []
        for language in ["fr", "en"] where FileSystem.kind(folder + "/" + language) == .folder {
          for file in try FileSystem.files(below: folder + "/" + language) {
            let name = language + "/" + FileSystem.name(file)
            if let source = LexiconSource(file: name, text: try FileSystem.read(file)) {
              sources.append(source)
            }
          }
        }
        try FileSystem.write(
          LexiconCompiler.compile(sources: sources), to: folder + "/prepared/lexicon.bin")
      } catch { throw Console.stop(error) }
    }
  }
}
