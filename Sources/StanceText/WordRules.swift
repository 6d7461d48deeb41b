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
  /// First letters of the bare elisions of one and of two letters, a bit each.
  private var bareLetters: UInt32 = 0
  private var barePairs: UInt32 = 0
  /// Emoticons, longest first.
  private(set) var emoticons: [[UInt8]] = []
  /// Their first bytes modulo 64, a bit each.
  private var emoticonBytes: UInt64 = 0

  /// Whether a word of one or two letters may be a bare elision, by its first letter.
  @inline(__always)
  func mayBeBare(_ first: UInt8, _ length: Int) -> Bool {
    (length == 1 ? bareLetters : barePairs) >> UInt32(first & 31) & 1 != 0
  }

  /// Whether an emoticon may begin with a byte.
  @inline(__always)
  func mayBeEmoticon(_ first: UInt8) -> Bool { emoticonBytes >> UInt64(first & 63) & 1 != 0 }

  private mutating func addEmoticon(_ form: [UInt8]) {
    emoticons.append(form)
    if let first = form.first { emoticonBytes |= 1 << UInt64(first & 63) }
  }

  /// Adds a row of `word-parts.tsv`: form, kind, lang, note.
  mutating func addPart(
    _ table: RuleTable, _ row: TabularText.Row
  ) throws(ReadingRulesError) {
    let place = row.place(0)
    let bits: UInt8
    switch row[1] {
    case "elision":
      bits = Part.elision | (row[2] == "*" ? Part.elisionAnywhere : 0)
    case "clitic": bits = Part.clitic
    case "contraction": bits = Part.contraction
    case "magnitude": bits = Part.magnitude
    case "domain": bits = Part.domain
    case "bare":
      bits = Part.bare
      let first = UInt32(row.field(0).first ?? 0) & 31
      if place.count == 1 { bareLetters |= 1 << first }
      if place.count == 2 { barePairs |= 1 << first }
    case "whole":
      wholes.insert(WordRules.wholeKey(table.bytes.span, place.lowerBound, place.upperBound))
      return
    case "emoticon":
      guard !place.isEmpty else { throw table.error(row, "expected an emoticon") }
      addEmoticon(Array(row.field(0)))
      emoticons.sort { $0.count > $1.count }
      return
    default: throw table.error(row, "unknown kind of word part: \(row[1])")
    }
    parts.insert(try key(table, row), bits)
    if row.field(0).contains(where: { $0 >= 0x80 }) {
      parts.insert(WordRules.decomposedKey(row[0]), bits)
    }
  }

  /// The key of a form written with combining marks.
  private static func decomposedKey(_ form: String) -> UInt64 {
    var scalars: [UInt32] = []
    for scalar in form.unicodeScalars { CanonicalForm.decompose(scalar.value, into: &scalars) }
    var bytes: [UInt8] = []
    for scalar in scalars { UTF8Scalar.append(scalar, to: &bytes) }
    return ShortWordTable.key(bytes)
  }

  /// Adds a row of `abbreviations.tsv`: form, lang, kind, note.
  mutating func addAbbreviation(
    _ table: RuleTable, _ row: TabularText.Row
  ) throws(ReadingRulesError) {
    let bits: UInt8
    switch row[2] {
    case "title": bits = Abbreviation.title
    case "number": bits = Abbreviation.number
    case "final": bits = Abbreviation.final
    case "name": bits = Abbreviation.name
    default: throw table.error(row, "unknown kind of abbreviation: \(row[2])")
    }
    abbreviations.insert(try key(table, row), bits)
  }

  /// The key of the first field of a row, of one to eight bytes.
  func key(_ table: RuleTable, _ row: TabularText.Row) throws(ReadingRulesError) -> UInt64 {
    let place = row.place(0)
    let key = ShortWordTable.key(table.bytes.span, place.lowerBound, place.upperBound)
    guard key != 0 else {
      throw table.error(row, "expected 1 to 8 bytes, found '\(row[0])'")
    }
    return key
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
}

extension WordRules {
  /// Writes what ``init(_:)`` reads.
  func write(to image: inout RulesWriter) {
    for table in [parts, abbreviations, functionWords] { table.write(to: &image) }
    image.put(wholes.sorted())
    image.put([UInt64(bareLetters), UInt64(barePairs)])
    image.put(emoticons.count)
    for form in emoticons { image.put(form) }
  }

  /// Rules in their prepared form.
  init(_ image: inout RulesReader) throws(ReadingRulesError) {
    parts = try ShortWordTable(&image)
    abbreviations = try ShortWordTable(&image)
    functionWords = try ShortWordTable(&image)
    wholes = Set(try image.words())
    let letters = try image.words()
    try image.check(letters.count == 2)
    bareLetters = UInt32(truncatingIfNeeded: letters[0])
    barePairs = UInt32(truncatingIfNeeded: letters[1])
    for _ in 0..<(try image.number(below: 1 << 16)) {
      addEmoticon(try image.bytes().array)
      try image.check(emoticons.last?.isEmpty == false)
    }
  }
}
