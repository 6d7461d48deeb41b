import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceModel
import StanceReport
import StanceText

/// `stance model`: what a model file says of itself.
struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model", abstract: "Shows and verifies model files.",
    subcommands: [Info.self, Verify.self])

  /// `stance model info`: labels, features, provenance.
  struct Info: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Says what a model is, and where it comes from.")

    @Argument(help: "A model file, or a bundled model by its name.")
    var model = BundledModel.default.rawValue

    @Option(help: "text or json.")
    var format: ValueFormat = .text

    @Flag(help: "List the weights of the named features, too.")
    var weights = false

    @OptionGroup var output: OutputOptions

    func run() throws {
      do {
        let (bytes, model) = try ModelSource.read(model)
        let checksum = SHA256.hexDigest(bytes)
        switch format {
        case .json:
          let value = ModelDescription.json(
            model, name: self.model, size: bytes.count, sha256: checksum, weights: weights)
          try output.write(JSONWriter.encodePretty(value))
        case .text:
          let look = TerminalLook(model: model, color: output.isColored, width: output.width)
          try output.write(
            ModelText(look: look).text(
              model, file: ModelSource.title(self.model), size: bytes.count, sha256: checksum,
              weights: weights))
        }
      } catch { throw Console.stop(error) }
    }
  }

  /// `stance model verify`: whether a file is whole.
  struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Checks structure, numbers and checksum of model files.",
      discussion: "Exit code 0 when all are good, 65 when one is damaged, 66 when one is missing.")

    @Argument(help: "Model files, or names of bundled models; all bundled ones when absent.")
    var models: [String] = []

    @OptionGroup var look: ColorOptions

    func run() throws {
      var worst = ExitCode.success
      for path in models.isEmpty ? BundledModel.allCases.map(\.rawValue) : models {
        do {
          let (bytes, model) = try ModelSource.read(path)
          let line =
            "\(ModelSource.title(path)): good, \(bytes.count) bytes,"
            + " \(model.labels.joined(separator: "/"))\n"
          try OutputStream.standardOutput.write(Array(line.utf8))
        } catch {
          let code = Console.stop(error)
          if code == .success { return }
          if worst != ExitStatus.unreadable { worst = code }
        }
      }
      if worst != .success { throw worst }
    }
  }
}

/// A model with the bytes of its file.
enum ModelSource {
  /// - Parameter path: a file, or a bundled model by its name.
  static func read(_ path: String) throws -> (bytes: [UInt8], model: LinearModel) {
    let bundled = BundledModel(rawValue: path)
    if bundled == nil, Analyzer.isNoModel(path) { throw AnalyzerError.unknownModel(path) }
    let bytes = try bundled?.bytes.array ?? FileSystem.read(path)
    do {
      return (bytes, try ModelFile.decode(bytes))
    } catch {
      Console.note("\(title(path)): \(error)")
      throw ExitStatus.unreadable
    }
  }

  /// The path, or that the model is a bundled one.
  static func title(_ path: String) -> String {
    BundledModel(rawValue: path) == nil ? path : "\(path) (bundled)"
  }
}
