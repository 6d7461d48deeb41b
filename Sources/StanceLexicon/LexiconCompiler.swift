import StanceText

/// Turns tables of lemmas into a prepared image: inflected forms, phrase trie, operators.
///
/// Deterministic: the same tables in the same order give the same bytes.
///
///     let image = try LexiconCompiler.compile(sources: tables)
///     let lexicon = try Lexicon(prepared: image)
public enum LexiconCompiler {
  /// Compiles all tables into one image.
  ///
  /// - Throws: ``LexiconError`` at the first row that cannot be used.
  /// - Complexity: O(forms); about a second for the shipped tables in a release build.
  public static func compile(sources: [LexiconSource]) throws(LexiconError) -> [UInt8] {
    try compile(sources: sources, inherited: nil, onlyGoodRows: false)
  }

  /// Compiles a user's tables with the inflection tables of an image below.
  ///
  /// - Parameter onlyGoodRows: whether rows that cannot be used are left out, unless none can.
  static func compile(
    sources: [LexiconSource], inherited: LexiconImage?, onlyGoodRows: Bool
  ) throws(LexiconError) -> [UInt8] {
    var blobs: [ImageFormat.Section: [UInt8]] = [:]
    for section in [ImageFormat.Section.conjugation, .agreement, .englishVerbs] {
      blobs[section] = inherited?.blob(section) ?? []
    }
    for source in sources {
      switch (source.kind, source.language) {
      case (.conjugation, .english): blobs[.englishVerbs] = source.text
      case (.conjugation, _): blobs[.conjugation] = source.text
      case (.agreement, .french): blobs[.agreement] = source.text
      default: break
      }
    }
    var builder = LexiconBuilder(inflector: try inflector(blobs))
    var wrong: LexiconError?
    var isAnyGood = false
    func add(_ row: () throws(LexiconError) -> Void) throws(LexiconError) {
      do {
        try row()
        isAnyGood = true
      } catch {
        guard onlyGoodRows else { throw error }
        if wrong == nil { wrong = error }
      }
    }
    for source in sources {
      switch source.kind {
      case .entries:
        for row in try source.entryRows() {
          try add { () throws(LexiconError) in try builder.add(row.get()) }
        }
      case .operators:
        for row in try source.operatorRows() {
          try add { () throws(LexiconError) in try builder.add(row.get()) }
        }
      case .conjugation, .agreement: break
      }
    }
    if let wrong, !isAnyGood { throw wrong }
    return builder.image(blobs: blobs)
  }

  /// The inflector that the tables describe.
  static func inflector(
    _ blobs: [ImageFormat.Section: [UInt8]]
  ) throws(LexiconError) -> Inflector {
    var inflector = Inflector()
    if let text = blobs[.conjugation], !text.isEmpty {
      inflector.verb = try FrenchVerb(table: text, file: "fr/conjugation.tsv")
    }
    if let text = blobs[.agreement], !text.isEmpty {
      inflector.agreement = try FrenchAgreement(table: text, file: "fr/agreement.tsv")
    }
    if let text = blobs[.englishVerbs], !text.isEmpty {
      inflector.english = try EnglishInflection(table: text, file: "en/conjugation.tsv")
    }
    return inflector
  }
}
