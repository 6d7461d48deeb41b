internal import StanceText

/// Inflects English words: regular spelling rules, and irregular verbs from `en/conjugation.tsv`
/// (`verb	past	participle	source`).
struct EnglishInflection: Sendable {
  static let columns = ["verb", "past", "participle"]

  private var irregular: [String: [String]] = [:]

  /// - Throws: ``LexiconError`` when the table has no such columns.
  init(table text: [UInt8], file: String) throws(LexiconError) {
    for row in try TabularText.read(text, file: file, columns: EnglishInflection.columns).rows {
      irregular[row[0]] = (row[1] + " " + row[2]).split(separator: " ").map(String.init)
    }
  }

  init() {}

  /// Third person, past, participle and gerund.
  func forms(ofVerb verb: String) -> [InflectedForm] {
    var forms = FormList(lemma: verb)
    forms.add(EnglishInflection.plural(of: verb))
    let past = irregular[verb] ?? EnglishInflection.joins(verb, "ed")
    for form in past { forms.add(form, [.past, .participle]) }
    for form in EnglishInflection.joins(verb, "ing") { forms.add(form) }
    return forms.list
  }

  /// Comparative and superlative, of short adjectives only.
  func forms(ofAdjective word: String) -> [String] {
    guard word.count <= 6, !word.contains("-"), !word.hasSuffix("ed"), !word.hasSuffix("ing")
    else { return [] }
    return EnglishInflection.joins(word, "er") + EnglishInflection.joins(word, "est")
  }

  /// Plural of a noun; third person of a verb.
  static func plural(of word: String) -> String {
    if word.hasSuffix("y"), let before = word.dropLast().last, !"aeiou".contains(before) {
      return word.dropLast() + "ies"
    }
    for ending in ["s", "x", "z", "ch", "sh"] where word.hasSuffix(ending) { return word + "es" }
    return word + "s"
  }

  /// `word` with a suffix that begins with a vowel: e dropped, y to i, last consonant doubled.
  static func joins(_ word: String, _ suffix: String) -> [String] {
    let letters = Array(word)
    guard letters.count >= 2, let last = letters.last else { return [word + suffix] }
    let before = letters[letters.count - 2]
    if last == "e" {
      if suffix == "ing" {
        if before == "i" { return [String(letters.dropLast(2)) + "ying"] }
        if "eoy".contains(before) { return [word + suffix] }
      }
      return [String(letters.dropLast()) + suffix]
    }
    if last == "y", !"aeiou".contains(before), suffix != "ing" {
      return [String(letters.dropLast()) + "i" + suffix]
    }
    let isShort =
      letters.count >= 3 && !"aeiouwxy".contains(last) && "aeiou".contains(before)
      && !"aeiou".contains(letters[letters.count - 3])
    guard isShort else { return [word + suffix] }
    let vowels = letters.filter { "aeiouy".contains($0) }.count
    // One syllable doubles; longer words depend on stress, so both spellings are known.
    return vowels == 1
      ? [word + String(last) + suffix] : [word + suffix, word + String(last) + suffix]
  }
}
