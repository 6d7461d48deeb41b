import StanceText

/// What the rules of subjects read of a sentence: its noun phrases, verbs and commas.
extension RuleEngine {
  /// The first word that is no « et » and no « pourtant ».
  func firstWord() -> Int32 {
    let link = OperatorKind.bits(.coordination, .contrastAdverb)
    var place = start
    while place < end, tokens[Int(place)].kind != .word || role(place) & link != 0 { place += 1 }
    return place
  }

  /// The next comma of this run of words, or nil.
  func comma(_ token: Int32) -> Int32? {
    var place = token
    while place < end, mark(place).isDisjoint(with: [.strongStop, .bracket]) {
      if mark(place).contains(.comma) { return place }
      place += 1
    }
    return nil
  }

  /// The noun of « le lycée », « un jeune avocat », where it is somebody else; nil for others.
  func bystander(_ token: Int32) -> Int32? {
    if let party = parties.first(where: { $0.lowerBound == token }) { return party.upperBound - 1 }
    guard isArticle(token) else { return nil }
    return ((token + 1)...(token + 2)).first { isBystander($0) }
  }

  func isBystander(_ token: Int32) -> Bool {
    mark(token).intersection(.company) == .bystander
  }

  /// One past a run of capitalised words, alone (« Hugging Face ») or behind an article and up to
  /// three words (« le réseau X », « le néerlandais ASML »); nil for others and for the target.
  func properName(_ token: Int32) -> Int32? {
    var place = token
    if isArticle(token) {
      place += 1
      while place - token <= 3, place < end, tokens[Int(place)].kind == .word, !isCapital(place) {
        if isVerb(place) || belongs(place..<(place + 1)) { return nil }
        place += 1
      }
      // « l'alliance avec Anthropic »
      if place == token + 1 || role(place - 1) != 0 { return nil }
    }
    let first = place
    while place < end, isCapital(place) || place > first && isAcronym(place) {
      place += 1
    }
    let isTarget = names[sentenceNames].contains {
      $0.tokens.lowerBound < place && $0.tokens.upperBound > token && $0.referent == .target
    }
    // « Hélas, »: at the start of a sentence a capital says nothing.
    let isOpening = place == first + 1 && tokens[Int(first)].flags.contains(.sentenceStart)
    if isTarget || isOpening && mark(first).contains(.hasEntry) && !states[Int(first)].isUsed {
      return nil
    }
    return place > first ? place : nil
  }

  /// « le », « une », but not « au », « des », « ce ».
  func isArticle(_ token: Int32) -> Bool {
    role(token) & OperatorKind.determiner.bit != 0
      && role(token) & OperatorKind.preposition.bit == 0
      && mark(token).isDisjoint(with: [.demonstrative])
  }

  func isCapital(_ token: Int32) -> Bool {
    guard token >= start, token < end, tokens[Int(token)].kind == .word else { return false }
    let flags = tokens[Int(token)].flags
    return !flags.isDisjoint(with: [.capitalized, .allCaps, .innerCapital]) && role(token) == 0
      && !flags.contains(.elided)
  }

  /// « Scale AI »
  func isAcronym(_ token: Int32) -> Bool {
    tokens[Int(token)].flags.contains(.allCaps)
  }

  func isParticiple(_ token: Int32) -> Bool {
    role(token) & ~OperatorKind.attributionVerb.bit == 0
      && !mark(token).isDisjoint(with: [.participial, .participle])
  }

  func belongs(_ range: Range<Int32>) -> Bool {
    range.contains { mark($0).intersection(.company) == .belonging }
  }

  /// A word that no table has, or only as a verb.
  func isBareVerb(_ token: Int32) -> Bool {
    guard token < end, tokens[Int(token)].kind == .word, role(token) == 0, !isCapital(token) else {
      return false
    }
    return mark(token).contains(.verb)
      || mark(token).isDisjoint(with: [.hasEntry, .adverb, .noun, .participial])
  }

  func isVerb(_ token: Int32) -> Bool {
    let verbs = OperatorKind.bits(
      .auxiliary, .negationFirst, .reflexive, .modal, .attributionVerb)
    return mark(token).contains(.finite)
      || role(token) & verbs != 0
        && role(token) & OperatorKind.bits(.determiner, .possessive) == 0
  }

  func hasVerb(_ range: Range<Int32>) -> Bool {
    let verbs = OperatorKind.bits(
      .auxiliary, .negationFirst, .reflexive, .pronoun, .speaker, .comparisonMore, .comparisonLess)
    return range.contains {
      role($0) & verbs != 0 && role($0) & OperatorKind.determiner.bit == 0
    }
  }

  /// Whether something that can be a predicate stands here: no comma, preposition or article.
  func isPredicate(_ token: Int32) -> Bool {
    let other = OperatorKind.bits(.determiner, .possessive, .preposition, .coordination)
    return token < end && tokens[Int(token)].kind == .word && role(token) & other == 0
  }
}
