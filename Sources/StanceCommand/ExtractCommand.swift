import ArgumentParser
import StanceKit
import StanceText

/// `stance extract`: units, kinds, sections and gold labels as the reader sees them.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Shows the units of a document, without scores.")

  @Argument(help: "Files.")
  var files: [String]

  func run() throws {}
}
