internal import StanceText

/// Tells the names of persons from those of organisations, as far as their words do.
///
///     let names = try PersonNames(table: bytes)
///     names.surname(of: "Stanislas Niox-Chateau")  // "Niox-Chateau"
///     names.surname(of: "Crédit Agricole")         // nil
public struct PersonNames: Sendable {
  /// Words of organisations in small letters, and whether only the first word of a name tells.
  private let words: [String: Bool]

  /// - Parameter table: UTF-8, header `word	place	lang	source`: words that stand in names of
  ///   organisations, products and places; with the place `first` those that may end the name of a
  ///   person (Alexandre Jardin, Marine Le Pen), else `any`.
  /// - Throws: ``LexiconError/header(file:expected:found:)``, and
  ///   ``LexiconError/row(file:line:expected:found:)`` for a word that is there already or has no
  ///   source.
  /// - Complexity: O(bytes).
  public init(table: [UInt8], file: String = "organisations.tsv") throws(LexiconError) {
    var words: [String: Bool] = [:]
    let text = try TabularText.read(
      table, file: file, columns: ["word", "place", "lang", "source"])
    for row in text.rows {
      guard row[1] == "first" || row[1] == "any" else {
        throw .row(file: file, line: row.line, expected: "first or any", found: "\"\(row[1])\"")
      }
      guard !row[0].isEmpty, words.updateValue(row[1] == "first", forKey: row[0]) == nil else {
        throw .row(file: file, line: row.line, expected: "a new word", found: "\"\(row[0])\"")
      }
      guard !row[3].isEmpty else {
        throw .row(file: file, line: row.line, expected: "a source", found: "nothing")
      }
    }
    self.words = words
  }

  /// The last word of a name that may be a person's: two or three capitalised words, of which none
  /// stands in names of organisations or is all capitals. Words in small letters before them say
  /// what somebody is: « la ministre Hélène Castrac ».
  ///
  /// - Returns: nil for other names, and for a last word of less than three letters.
  public func surname(of name: String) -> String? {
    let words = name.split(whereSeparator: \.isWhitespace).drop { $0.first?.isUppercase != true }
    guard (2...3).contains(words.count), let first = words.first, let last = words.last,
      last.count >= 3, isOfPerson(first, isFirst: true),
      words.dropFirst().allSatisfy({ isOfPerson($0, isFirst: false) })
    else { return nil }
    return String(last)
  }

  private func isOfPerson(_ word: Substring, isFirst: Bool) -> Bool {
    guard word.first?.isUppercase == true, word.contains(where: \.isLowercase),
      word.allSatisfy({ $0.isLetter || "-’'.".contains($0) })
    else { return false }
    guard let tellsFirst = words[word.lowercased()] else { return true }
    return tellsFirst && !isFirst
  }

  /// Names between commas, with the surnames of persons behind them.
  ///
  ///     names.extended("Doctolib, Stanislas Niox-Chateau")
  ///     // "Doctolib, Stanislas Niox-Chateau, Niox-Chateau"
  public func extended(_ names: String) -> String {
    let terms = TabularText.list(names)
    var surnames: [String] = []
    for surname in terms.compactMap(surname(of:))
    where !terms.contains(surname) && !surnames.contains(surname) {
      surnames.append(surname)
    }
    return ([names] + surnames).joined(separator: ", ")
  }
}
