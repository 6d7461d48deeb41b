internal import StanceText

/// Conjugates French verbs: regular ones by the rules of spelling, the others by the rows of
/// `conjugation.tsv`, of which the longest ending that the verb has decides.
///
/// - Source: Bescherelle's classification in three groups, from general knowledge of the language;
///   the rows are the project's own.
struct FrenchVerb: Sendable {
  /// A row of `conjugation.tsv`; endings replace the row's `ending`.
  struct Model: Sendable {
    var ending: String
    var kind: Kind
    var present: [String] = []
    var imperfect = ""
    /// Stem and vowel of the simple past: `v+in`.
    var past = ""
    var future = ""
    var subjunctive: [String] = []
    var participle = ""
    var gerund = ""
    var extra: [String] = []
  }

  enum Kind: String, Sendable {
    /// manger, céder, mener, employer
    case er
    /// appeler, jeter: the consonant doubles
    case erDouble = "er.double"
    /// geler, acheter: the e takes an accent
    case erGrave = "er.grave"
    /// finir
    case iss
    /// all cells are written out
    case own
  }

  static let columns = [
    "ending", "class", "present", "imperfect", "past", "future", "subjunctive", "participle",
    "gerund", "extra",
  ]

  private let models: [String: Model]

  /// - Throws: ``LexiconError`` at the first row that cannot be used.
  init(table text: [UInt8], file: String) throws(LexiconError) {
    var models: [String: Model] = [:]
    for row in try TabularText.read(text, file: file, columns: FrenchVerb.columns).rows {
      guard let kind = Kind(rawValue: row[1]) else {
        throw .row(
          file: file, line: row.line, expected: "a class (er, er.double, er.grave, iss, own)",
          found: "\"\(row[1])\"")
      }
      let present = row[2].split(separator: " ").map(String.init)
      guard kind != .own || present.count == 6 else {
        throw .row(
          file: file, line: row.line, expected: "six forms of the present",
          found: "\(present.count)")
      }
      models[row[0]] = Model(
        ending: row[0], kind: kind, present: present, imperfect: row[3], past: row[4],
        future: row[5], subjunctive: row[6].split(separator: " ").map(String.init),
        participle: row[7], gerund: row[8], extra: row[9].split(separator: " ").map(String.init))
    }
    self.models = models
  }

  /// No table: only the regular groups are known.
  init() {
    models = [
      "er": Model(ending: "er", kind: .er), "ir": Model(ending: "ir", kind: .iss),
    ]
  }

  /// All simple forms and both participles of `verb`, duplicates removed, the lemma first.
  ///
  /// - Returns: only the lemma when no row has its ending.
  func forms(of verb: String) -> [InflectedForm] {
    var forms = FormList(lemma: verb)
    var ending = Substring(verb)
    while !ending.isEmpty {
      if let model = models[String(ending)] {
        let root = String(verb.dropLast(ending.count))
        switch model.kind {
        case .own: own(root, model, &forms)
        case .iss: second(String(verb.dropLast(2)), &forms)
        case .er, .erDouble, .erGrave: first(String(verb.dropLast(2)), model.kind, &forms)
        }
        break
      }
      ending = ending.dropFirst()
    }
    return forms.list
  }

  private func own(_ root: String, _ model: Model, _ forms: inout FormList) {
    for cell in model.present where cell != "-" { forms.add(root + cell) }
    if !model.imperfect.isEmpty { forms.add(root + model.imperfect, FrenchVerb.imperfect, .past) }
    if let plus = model.past.firstIndex(of: "+") {
      let vowel = String(model.past[model.past.index(after: plus)...])
      forms.addPast(root + model.past[..<plus], vowel)
    }
    if !model.future.isEmpty { forms.addFuture(root + model.future) }
    if let strong = model.subjunctive.first {
      forms.add(root + strong, FrenchVerb.subjunctiveStrong)
      if model.subjunctive.count > 1 {
        forms.add(root + model.subjunctive[1], FrenchVerb.subjunctiveWeak)
      }
    }
    if !model.participle.isEmpty { forms.addParticiple(root + model.participle) }
    if !model.gerund.isEmpty { forms.add(root + model.gerund) }
    for form in model.extra { forms.add(root + form) }
  }

  private func second(_ stem: String, _ forms: inout FormList) {
    forms.add(stem, ["is", "it", "issons", "issez", "issent"])
    forms.add(stem + "iss", FrenchVerb.imperfect, .past)
    forms.add(stem + "iss", FrenchVerb.subjunctiveStrong + ["ant"])
    forms.addPast(stem, "i")
    forms.addFuture(stem + "ir")
    forms.addParticiple(stem + "i")
  }

  private func first(_ stem: String, _ kind: Kind, _ forms: inout FormList) {
    let strong = FrenchVerb.strongStems(stem, kind)
    for stem in strong.present { forms.add(stem, ["e", "es", "ent"]) }
    forms.add(stem, ["ons", "ez", "ions", "iez", "ant"])
    forms.add(stem, ["ais", "ait", "aient"], .past)
    forms.addPast(stem, "a")
    for stem in strong.future { forms.addFuture(stem + "er") }
    forms.addParticiple(stem + "é")
  }

  static let imperfect = ["ais", "ait", "ions", "iez", "aient"]
  static let subjunctiveStrong = ["e", "es", "ent"]
  static let subjunctiveWeak = ["ions", "iez"]

  /// Stems of a verb in -er before a mute e: in the present, and in the future.
  private static func strongStems(
    _ stem: String, _ kind: Kind
  ) -> (present: [String], future: [String]) {
    let letters = Array(stem)
    guard letters.count >= 2, let last = letters.last else { return ([stem], [stem]) }
    if kind == .erDouble {
      // 1990 spelling allows the accent beside the doubled consonant.
      let doubled = stem + String(last)
      return ([doubled], [doubled])
    }
    if last == "y" {
      let changed = String(letters.dropLast()) + "i"
      return letters[letters.count - 2] == "a"
        ? ([stem, changed], [stem, changed]) : ([changed], [changed])
    }
    guard let vowel = letters.lastIndex(where: { "aeiouyéèêâîôûëïü".contains($0) }) else {
      return ([stem], [stem])
    }
    var place = vowel
    // The u of gu and qu belongs to the consonant (alléguer, disséquer).
    if letters[place] == "u", place == letters.count - 1, place >= 2,
      letters[place - 1] == "g" || letters[place - 1] == "q"
    {
      place -= 2
      while place > 0, !"aeiouyéèêâîôû".contains(letters[place]) { place -= 1 }
    }
    guard place < letters.count - 1 else { return ([stem], [stem]) }
    let tail = String(letters[(place + 1)...])
    var changed = letters
    changed[place] = "è"
    if letters[place] == "é", isMovable(tail) {
      return ([String(changed)], [stem, String(changed)])
    }
    if letters[place] == "e", tail.count == 1 || tail == "vr", tail != "x" {
      return ([String(changed)], [String(changed)])
    }
    return ([stem], [stem])
  }

  /// Whether consonants between é and the ending let the accent turn (régler, intégrer, céder).
  private static func isMovable(_ consonants: String) -> Bool {
    if consonants.count == 1 { return true }
    return [
      "gl", "gr", "br", "bl", "cr", "cl", "tr", "vr", "dr", "ch", "gn", "gu", "qu", "pr", "fr",
    ].contains(consonants)
  }
}

/// Collects forms without repetition and spells the joint of stem and ending.
struct FormList {
  private(set) var list: [InflectedForm]
  private var places: [String: Int]

  init(lemma: String) {
    list = [InflectedForm(text: lemma, traits: .lemma)]
    places = [lemma: 0]
  }

  mutating func add(_ text: String, _ traits: FormTraits = []) {
    if let place = places[text] {
      // A form that is common in one reading is not rare; one that can be indicative is.
      if !traits.contains(.rare) { list[place].traits.remove(.rare) }
      if !traits.contains(.conditional) { list[place].traits.remove(.conditional) }
      list[place].traits.formUnion(traits.intersection([.participle]))
      return
    }
    places[text] = list.count
    list.append(InflectedForm(text: text, traits: traits))
  }

  mutating func add(_ stem: String, _ endings: [String], _ traits: FormTraits = []) {
    for ending in endings { add(FormList.join(stem, ending), traits) }
  }

  /// Simple past and imperfect subjunctive.
  mutating func addPast(_ stem: String, _ vowel: String) {
    let rare: FormTraits = [.rare, .past]
    switch vowel {
    case "a":
      add(stem, ["ai", "as", "âmes", "âtes", "asse", "asses", "ât", "assions", "assent"], rare)
      add(stem, ["a", "èrent"], .past)
    case "i", "u":
      let round = vowel == "i" ? "î" : "û"
      add(stem, [vowel + "s", round + "mes", round + "tes", round + "t"], rare)
      add(stem, [vowel + "sse", vowel + "sses", vowel + "ssions", vowel + "ssent"], rare)
      add(stem, [vowel + "t", vowel + "rent"], .past)
    case "in":
      add(stem, ["ins", "înmes", "întes", "înt", "insse", "inssent"], rare)
      add(stem, ["int", "inrent"], .past)
    default:
      add(stem, [vowel + "s", vowel + "t", vowel + "mes", vowel + "tes", vowel + "rent"], rare)
    }
  }

  /// Future and conditional from the future stem.
  mutating func addFuture(_ stem: String) {
    add(stem, ["ai", "as", "a", "ons", "ez", "ont"])
    add(stem, ["ais", "ait", "ions", "iez", "aient"], .conditional)
  }

  /// A past participle and its agreement.
  mutating func addParticiple(_ masculine: String) {
    add(masculine, .participle)
    let stem = masculine.hasSuffix("û") ? String(masculine.dropLast()) + "u" : masculine
    add(masculine.hasSuffix("s") ? masculine : stem + "s", .participle)
    let feminine = masculine.hasSuffix("ous") ? String(stem.dropLast()) + "te" : stem + "e"
    add(feminine, .participle)
    add(feminine + "s", .participle)
  }

  /// Stem and ending with the sound of c and g kept.
  static func join(_ stem: String, _ ending: String) -> String {
    guard let first = ending.first, "aâo".contains(first) else { return stem + ending }
    if stem.hasSuffix("c") { return String(stem.dropLast()) + "ç" + ending }
    if stem.hasSuffix("g") { return stem + "e" + ending }
    return stem + ending
  }
}
