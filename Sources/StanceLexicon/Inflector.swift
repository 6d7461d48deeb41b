import StanceText

/// The inflection hints among a row's tags.
struct InflectionHints: Sendable, Hashable {
  var plural: [String] = []
  var feminine: String?
  var femininePlural: String?
  var invariable = false
  var singularOnly = false
  var pluralOnly = false
  /// Generated forms to leave out.
  var dropped: [String] = []
}

/// A row's column `tags`, taken apart.
struct RowTags: Sendable, Hashable {
  var tags: EntryTags = []
  var hints = InflectionHints()
  var unknown: [String] = []

  init(_ field: String) {
    for item in TabularText.list(field) {
      let parts = item.split(separator: "=", maxSplits: 1).map(String.init)
      let values = parts.count == 2 ? parts[1].split(separator: "|").map(String.init) : []
      switch (parts[0], values.isEmpty) {
      case ("m", true), ("f", true): break
      case ("inv", true): hints.invariable = true
      case ("sg", true): hints.singularOnly = true
      case ("plonly", true): hints.pluralOnly = true
      case ("pl", false): hints.plural += values
      case ("fem", false): hints.feminine = values[0]
      case ("fempl", false): hints.femininePlural = values[0]
      case ("drop", false): hints.dropped += values
      default:
        if let named = EntryTags.named.first(where: { $0.name == item }) {
          tags.insert(named.tag)
        } else {
          unknown.append(item)
        }
      }
    }
  }
}

/// All forms of a lemma, by language and part of speech.
struct Inflector: Sendable {
  var verb = FrenchVerb()
  var agreement = FrenchAgreement()
  var english = EnglishInflection()

  func forms(
    of lemma: String, _ part: PartOfSpeech, _ language: Language, _ hints: InflectionHints
  ) -> [InflectedForm] {
    var list: FormList
    if part == .verb {
      let all =
        language == .english ? english.forms(ofVerb: lemma) : verb.forms(of: lemma)
      return all.filter { !hints.dropped.contains($0.text) }
    }
    list = FormList(lemma: lemma)
    if !hints.invariable {
      switch (part, language) {
      case (.noun, .english):
        if !hints.singularOnly { list.add(EnglishInflection.plural(of: lemma)) }
      case (.adjective, .english):
        for form in english.forms(ofAdjective: lemma) { list.add(form) }
      case (.noun, _): noun(lemma, hints, &list)
      case (.adjective, _): adjective(lemma, hints, &list)
      default: break
      }
    }
    return list.list.filter { !hints.dropped.contains($0.text) }
  }

  private func noun(_ lemma: String, _ hints: InflectionHints, _ list: inout FormList) {
    if !hints.plural.isEmpty {
      for form in hints.plural { list.add(form) }
    } else if !hints.singularOnly && !hints.pluralOnly {
      list.add(agreement.plural(ofNoun: lemma))
    }
    // A noun that names both men and women carries its feminine.
    if let feminine = hints.feminine {
      list.add(feminine)
      list.add(hints.femininePlural ?? agreement.plural(ofNoun: feminine))
    }
  }

  private func adjective(_ lemma: String, _ hints: InflectionHints, _ list: inout FormList) {
    if hints.feminine == nil && hints.plural.isEmpty && hints.femininePlural == nil {
      for form in agreement.forms(ofAdjective: lemma) { list.add(form) }
      return
    }
    let regular = agreement.forms(ofAdjective: lemma)
    let feminine = hints.feminine ?? regular[0]
    list.add(feminine)
    if hints.plural.isEmpty {
      list.add(regular.count > 1 ? regular[1] : lemma)
    } else {
      for form in hints.plural { list.add(form) }
    }
    list.add(hints.femininePlural ?? feminine + (feminine.hasSuffix("s") ? "" : "s"))
  }
}
