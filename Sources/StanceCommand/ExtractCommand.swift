import ArgumentParser
import StanceKit
import StanceModel
import StanceText

/// `stance extract`: units, kinds, sections and gold labels as the reader sees them.
struct ExtractCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract", abstract: "Shows the units of a document, without scores.")

  @Argument(help: "Files.")
  var files: [String]

  func run() throws {
    let rules = try TableArchive(BundledAssets.tables).readingRules()
    for file in files {
      let text = try TextDecoder.decode(FileSystem.read(file))
      var reader = UnitReader(rules: rules)
      var units: [TextUnit] = []
      reader.read(text.bytes, isLast: true, into: &units)
      for unit in units {
        let start = String(decoding: text.bytes[unit.range].prefix(60), as: UTF8.self)
        print(
          unit.line, unit.kind, unit.rule, unit.language, unit.section ?? "-", unit.gold ?? "-",
          start, separator: "\t")
      }
    }
  }
}
