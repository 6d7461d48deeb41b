internal import StanceText

/// Plurals of nouns, feminines and plurals of adjectives.
///
/// Whole-word rows (`=bijou`) come before endings, longer endings before shorter ones; the empty
/// ending is the rule for all the rest.
struct FrenchAgreement: Sendable {
  private struct Row: Sendable {
    var feminine: String
    var plural: String
    var femininePlural: String
  }

  static let columns = ["ending", "kind", "feminine", "plural", "feminine_plural"]

  private var nouns: [String: Row] = [:]
  private var adjectives: [String: Row] = [:]
  private var beforeVowel: [String: String] = [:]

  /// - Throws: ``LexiconError`` at the first row that cannot be used.
  init(table text: [UInt8], file: String) throws(LexiconError) {
    for row in try TabularText.read(text, file: file, columns: FrenchAgreement.columns).rows {
      let value = Row(feminine: row[2], plural: row[3], femininePlural: row[4])
      switch row[1] {
      case "noun": nouns[row[0]] = value
      case "adj": adjectives[row[0]] = value
      case "adj.before-vowel": beforeVowel[String(row[0].dropFirst())] = row[3]
      default:
        throw .row(
          file: file, line: row.line, expected: "noun, adj or adj.before-vowel",
          found: "\"\(row[1])\"")
      }
    }
  }

  /// No table: a plural in -s, a feminine in -e.
  init() {
    nouns[""] = Row(feminine: "", plural: "s", femininePlural: "")
    adjectives[""] = Row(feminine: "e", plural: "s", femininePlural: "es")
  }

  /// The plural of a noun.
  func plural(ofNoun noun: String) -> String {
    guard let (cut, row) = FrenchAgreement.row(for: noun, in: nouns) else { return noun }
    return noun.dropLast(cut) + row.plural
  }

  /// Feminine, plural and feminine plural of an adjective, and its form before a vowel if it has
  /// one of its own.
  func forms(ofAdjective word: String) -> [String] {
    guard let (cut, row) = FrenchAgreement.row(for: word, in: adjectives) else { return [word] }
    let stem = word.dropLast(cut)
    return [stem + row.feminine, stem + row.plural, stem + row.femininePlural]
      + (beforeVowel[word].map { [$0] } ?? [])
  }

  private static func row(for word: String, in rows: [String: Row]) -> (Int, Row)? {
    if let row = rows["=" + word] { return (word.count, row) }
    var ending = Substring(word)
    while true {
      if let row = rows[String(ending)] { return (ending.count, row) }
      if ending.isEmpty { return nil }
      ending = ending.dropFirst()
    }
  }
}
