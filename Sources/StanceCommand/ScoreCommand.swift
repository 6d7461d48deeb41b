import ArgumentParser
import StanceKit
import StanceModel
import StanceText
import Synchronization

/// `stance score`: a stance for every paragraph.
struct ScoreCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "score", abstract: "Scores each paragraph of articles.")

  @Argument(help: "Files; - is standard input.")
  var files: [String]

  @OptionGroup var options: AnalyzerOptions

  @Option(help: "Worker threads.")
  var threads: Int = 1

  func run() async throws {
    let analyzer = try options.analyzer()
    for file in files {
      let reader: BlockReader
      do { reader = try BlockReader(file, analyzer: analyzer) } catch {
        throw AnalyzerOptions.stop(error)
      }
      let outcome = await BulkScorer(analyzer, threads: threads).run(reader) {
        encoding, predictions in
        let json = PredictionJSON(file: file, model: analyzer.model, encoding: encoding)
        var writer = JSONWriter(capacity: predictions.count * 512)
        for prediction in predictions {
          json.write(prediction, to: &writer)
          writer.raw("\n")
        }
        return writer.bytes
      } emit: { bytes in
        do {
          try OutputStream.standardOutput.write(bytes)
          return true
        } catch { return false }
      }
      if let failure = outcome.failure { throw AnalyzerOptions.stop(failure) }
    }
  }
}
