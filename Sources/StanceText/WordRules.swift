/// The language data of the tokenizer, compiled to tables of short words.
struct WordRules: Sendable {
  /// What a short word can be; bits of the values in `parts`.
  enum Part {
    /// Elided word before an apostrophe, in any language but English: l, d, qu.
    static let elision: UInt8 = 1 << 0
    /// Elided word before an apostrophe in English text too: d'Arc, L'Oréal.
    static let elisionAnywhere: UInt8 = 1 << 1
    /// Pronoun or adverb hyphenated to the word before: il, là.
    static let clitic: UInt8 = 1 << 2
    /// English word part after an apostrophe: s, ll, ve.
    static let contraction: UInt8 = 1 << 3
    /// Magnitude or unit written on to a number: M, Md, k.
    static let magnitude: UInt8 = 1 << 4
    /// Last part of a domain name: com, fr, ai.
    static let domain: UInt8 = 1 << 5
    /// Elided word that a careless converter left without its apostrophe: l, d, qu.
    static let bare: UInt8 = 1 << 6
  }

  /// How an abbreviation with its full stop behaves at the end of a sentence.
  enum Abbreviation {
    /// Never ends a sentence: M. Dupont, cf. supra.
    static let title: UInt8 = 1
    /// An abbreviation only before a number: p. 3, no. 5.
    static let number: UInt8 = 2
    /// May end a sentence, when a capital follows: etc., Inc.
    static let final: UInt8 = 4
    /// Never ends a sentence when it begins with a capital: M. Dupont, but not 5 m.
    static let name: UInt8 = 8
  }

  var parts = ShortWordTable()
  var abbreviations = ShortWordTable()
  /// Function words; the value says of which languages (`LanguageGuess`).
  var functionWords = ShortWordTable()
  /// Hyphenated words that end like a clitic and are one word all the same (rendez-vous), as
  /// `wholeKey`.
  var wholes: Set<UInt64> = []
  /// Emoticons, longest first.
  var emoticons: [[UInt8]] = []

  mutating func addPart(
    file: String, _ row: RuleTable.Row
  ) throws(ReadingRulesError) {
    let form = Array(row.fields[0].utf8)
    let anywhere = row.fields[2] == "*"
    let bits: UInt8
    switch row.fields[1] {
    case "elision": bits = Part.elision | (anywhere ? Part.elisionAnywhere : 0)
    case "clitic": bits = Part.clitic
    case "contraction": bits = Part.contraction
    case "magnitude": bits = Part.magnitude
    case "domain": bits = Part.domain
    case "bare": bits = Part.bare
    case "whole":
      wholes.insert(WordRules.wholeKey(form.span, 0, form.count))
      return
    case "emoticon":
      emoticons.append(form)
      emoticons.sort { $0.count > $1.count }
      return
    default:
      throw ReadingRulesError(
        file: file, line: row.line, reason: "unknown kind of word part: \(row.fields[1])")
    }
    try insert(form, bits, into: \.parts, file: file, line: row.line)
    // The same form written with combining marks.
    var scalars: [UInt32] = []
    for scalar in row.fields[0].unicodeScalars {
      CanonicalForm.decompose(scalar.value, into: &scalars)
    }
    var decomposed: [UInt8] = []
    for scalar in scalars { UTF8Scalar.append(scalar, to: &decomposed) }
    if decomposed != form, decomposed.count <= 8 {
      try insert(decomposed, bits, into: \.parts, file: file, line: row.line)
    }
  }

  mutating func addAbbreviation(
    file: String, _ row: RuleTable.Row
  ) throws(ReadingRulesError) {
    let bits: UInt8
    switch row.fields[2] {
    case "title": bits = Abbreviation.title
    case "number": bits = Abbreviation.number
    case "final": bits = Abbreviation.final
    case "name": bits = Abbreviation.name
    default:
      throw ReadingRulesError(
        file: file, line: row.line, reason: "unknown kind of abbreviation: \(row.fields[2])")
    }
    try insert(Array(row.fields[0].utf8), bits, into: \.abbreviations, file: file, line: row.line)
  }

  /// A hash of a word in lower case.
  static func wholeKey(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> UInt64 {
    var state: UInt64 = 0
    var position = start
    while position < end {
      let next = min(position + 8, end)
      state = ByteHash.mix(
        state, ShortWordTable.lowercased(ByteScan.word(bytes, position, next)))
      position = next
    }
    return state
  }

  mutating func insert(
    _ form: [UInt8], _ bits: UInt8, into table: WritableKeyPath<WordRules, ShortWordTable>,
    file: String, line: Int
  ) throws(ReadingRulesError) {
    let key = ShortWordTable.key(form)
    guard key != 0 else {
      throw ReadingRulesError(
        file: file, line: line,
        reason: "expected 1 to 8 bytes, found '\(String(decoding: form, as: UTF8.self))'")
    }
    self[keyPath: table].insert(key, bits)
  }
}
