import StanceKit
import StanceLexicon
import StanceText
import StanceTraining

/// A user's tables of words, as files.
enum UserLexicon {
  /// Rows with one kind of mistake that are told.
  private static let mostRows = 3

  /// A lexicon or a target pack, tab-separated UTF-8 whatever it was; a note says what was assumed.
  static func table(_ path: String) throws -> [UInt8] {
    let raw = try FileSystem.read(path)
    do throws(TextReadingError) {
      let table = try UserTable.tabbed(raw, column: "term")
      if table.encoding.isAssumed {
        Console.note("\(path): bytes that are not UTF-8 are read as Windows-1252")
      }
      return table.bytes
    } catch { throw InputFailure.binary(file: path, error) }
  }

  /// The table over another lexicon. Rows with what `lexicon lint` calls an error are told; those that
  /// can be used are.
  ///
  /// - Throws: when the file cannot be read, or holds no row that can be used.
  static func layer(_ path: String, on lexicon: Lexicon) throws -> Lexicon {
    let source = LexiconSource(path: path, text: try table(path))
    let result = try lexicon.layeringGoodRows(of: source)
    // Who judged a row matters to who keeps the table, not to what it does.
    let mistakes = try linter().lint([source]).filter {
      $0.severity == .error && $0.rule != .missingSource
    }
    for rule in LintRule.allCases {
      let found = mistakes.filter { $0.rule == rule }
      for finding in found.prefix(mostRows) {
        let fate = rule == .unreadable ? ": left out" : ""
        Console.note("\(finding.file):\(finding.line): \(finding.message)\(fate)")
      }
      if found.count > mostRows {
        let more = Told.more(found.count - mostRows, "row like it", "rows like it")
        Console.note("\(path): \(more); `stance lexicon lint` names them all")
      }
    }
    return result
  }

  static func linter() throws -> LexiconLinter {
    LexiconLinter(tokenizer: Tokenizer(rules: try ReadingRules(prepared: BundledAssets.reading)))
  }
}
