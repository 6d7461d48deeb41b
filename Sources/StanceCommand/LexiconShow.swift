import ArgumentParser
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText

/// `stance lexicon show`: rows of the lexicon.
struct LexiconShow: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Shows rows of the lexicon, or counts them.",
    discussion: "Without a prefix and filters: how many rows and forms each table has.")

  @Argument(help: "Rows whose term begins so, in any case.")
  var prefix: String?

  @Option(help: ArgumentHelp("Rows with this tag.", valueName: "tag"))
  var tag: String?

  @Option(help: ArgumentHelp("Rows of this part of speech.", valueName: "pos"))
  var pos: String?

  @Option(help: "fr or en; both when absent.")
  var language: LexiconLanguage?

  @Option(help: "text, json, jsonl, csv or csv2 (semicolons).")
  var format: ListFormat = .text

  @OptionGroup var options: LexiconOptions
  @OptionGroup var output: OutputOptions

  func validate() throws {
    if let tag, !EntryTags.named.contains(where: { $0.name == tag }) {
      let names = EntryTags.named.map(\.name).joined(separator: ", ")
      throw ValidationError("--tag \(tag): expected one of \(names).")
    }
    if let pos, PartOfSpeech(name: pos) == nil {
      let names = PartOfSpeech.allCases.map(\.name).joined(separator: ", ")
      throw ValidationError("--pos \(pos): expected one of \(names).")
    }
  }

  func run() throws {
    do {
      let index = LexiconIndex(try options.load())
      let isOverview = prefix == nil && tag == nil && pos == nil && format == .text
      let rows = index.entries.filter(isWanted)
      let text = LexiconText(color: output.isColored, width: output.width)
      if isOverview {
        let forms = [("fr", index.formCount(.french)), ("en", index.formCount(.english))]
        return try output.write(
          text.overview(rows, forms: forms.filter { language == nil || language?.rawValue == $0.0 })
        )
      }
      switch format {
      case .text: try output.write(text.rows(rows))
      case .json:
        try output.write(JSONWriter.encodePretty(.array(rows.map(LexiconAnswer.json))))
      case .jsonl:
        var writer = JSONWriter()
        for row in rows {
          writer.value(LexiconAnswer.json(row))
          writer.raw("\n")
        }
        try output.write(writer.bytes)
      case .csv: try output.write(Self.csv(rows, .csv))
      case .csv2: try output.write(Self.csv(rows, .csv2))
      }
    } catch { throw Console.stop(error) }
  }

  private func isWanted(_ entry: LexiconEntry) -> Bool {
    if let prefix, !entry.term.lowercased().hasPrefix(prefix.lowercased()) { return false }
    if let tag, !entry.tags.names.contains(tag) { return false }
    if let pos, entry.partOfSpeech.name != pos { return false }
    return language == nil || language?.rawValue == entry.language
  }

  private static func csv(_ rows: [LexiconEntry], _ dialect: CSVDialect) -> [UInt8] {
    var table = CSVRow(header: dialect)
    for name in ["term", "pos", "valence", "tags", "source", "language", "file", "line"] {
      table.field(name)
    }
    table.end()
    for row in rows {
      table.field(row.term)
      table.field(row.partOfSpeech.name)
      table.number(row.valence.description.utf8)
      table.field(row.tags.names.joined(separator: ","))
      table.field(row.source)
      table.field(row.language)
      table.field(row.file)
      table.field(String(row.line))
      table.end()
    }
    return table.bytes
  }
}
