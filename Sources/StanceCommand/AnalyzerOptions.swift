import ArgumentParser
import StanceKit
import StanceLexicon
import StanceModel
import StanceText

/// The options by which a command chooses model, lexicons and target.
struct AnalyzerOptions: ParsableArguments {
  @Option(help: "Target: id of a pack, a pack file, or names: \"Nom, alias\".")
  var target: String = "meta"

  @Option(help: "Model file; the bundled model when absent.")
  var model: String?

  @Option(help: "Lexicon table that goes over the bundled ones; may be repeated.")
  var lexicon: [String] = []

  /// The analyzer that the options describe.
  func analyzer() throws -> Analyzer {
    let tables = TableArchive(BundledAssets.tables)
    do {
      var analyzer = try Analyzer(model: try model.map(Self.model))
      for path in lexicon {
        let source = LexiconSource(
          file: path, language: .french, kind: .entries, text: try FileSystem.read(path))
        analyzer.lexicon = try analyzer.lexicon.layering(source)
      }
      if target.hasSuffix(".tsv") {
        let id = String(FileSystem.name(target).dropLast(4))
        analyzer.target = try TargetPack(id: id, table: FileSystem.read(target))
      } else {
        analyzer.target = try Analyzer.target(target, tables)
      }
      return analyzer
    } catch { throw Self.stop(error) }
  }

  /// A model file, checked; the error names the file.
  static func model(_ path: String) throws -> LinearModel {
    do {
      return try ModelFile.decode(FileSystem.read(path))
    } catch let error as ModelFileError {
      Console.note("\(path): \(error)")
      throw ExitStatus.unreadable
    }
  }

  /// Tells an error and turns it into an exit code.
  static func stop(_ error: any Error) -> any Error {
    if let exit = error as? ExitCode { return exit }
    Console.note("\(error)")
    switch error {
    case FileError.notFound: return ExitStatus.noInput
    case is FileError: return ExitStatus.unreadable
    case AnalyzerError.unknownTarget: return ExitStatus.usage
    default: return ExitStatus.unreadable
    }
  }
}
