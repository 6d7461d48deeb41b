/// What a generated form is, as far as the rules need to know.
struct FormTraits: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  /// The lemma itself.
  static let lemma = FormTraits(rawValue: 1 << 0)
  /// Conditional mood.
  static let conditional = FormTraits(rawValue: 1 << 1)
  /// Past participle (or another form that agrees like an adjective).
  static let participle = FormTraits(rawValue: 1 << 2)
  /// Simple past or imperfect subjunctive: too rare for guessing at misspellings.
  static let rare = FormTraits(rawValue: 1 << 3)
  /// Imperfect or past.
  static let past = FormTraits(rawValue: 1 << 4)
}

/// One form of a lemma.
struct InflectedForm: Hashable, Sendable {
  var text: String
  var traits: FormTraits
}
