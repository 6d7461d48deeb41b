import StanceText

/// What the rules read of a token; 16 bytes.
struct TokenState: Sendable {
  var roles: Roles = 0
  var marks: Marks = []
  /// Taken by a name or a phrase.
  var isUsed = false
  /// First byte of the word without its accents.
  var initial: UInt8 = 0
}

/// A rule's wish for one cue, waiting until all rules have spoken.
struct Effect: Sendable {
  var rule: RuleID
  /// Place in the chain of firings.
  var order: UInt8
  /// Factor for a cue that is positive, or negative, when its turn comes.
  var positive: Float
  var negative: Float
  var trigger: Range<Int32>
  /// Next effect of the same cue, −1 at the end.
  var next: Int32 = -1
}

/// Order in which effects apply.
enum Stage {
  static let spelling: UInt8 = 0
  static let degree: UInt8 = 1
  static let shift: UInt8 = 2
  static let negation: UInt8 = 3
  static let rejection: UInt8 = 4
  static let party: UInt8 = 5
  static let modality: UInt8 = 6
  static let question: UInt8 = 7
  static let contrast: UInt8 = 8
  static let voice: UInt8 = 9
  static let discourse: UInt8 = 10
  static let stress: UInt8 = 11
}

/// A mention or pronoun that can be what following cues are about.
struct Anchor: Sendable {
  var token: Int32
  var referent: Referent
  /// Where it stops being the topic: the end of a relative clause between commas.
  var until = Int32.max
  /// Whether it is the topic of its own clause only, never of what precedes.
  var isOwn = false
}

/// Scratch memory of one analysis and the operations that all rules share.
///
/// Rules are methods in extensions, one file a family; they read roles and marks, and add effects.
struct RuleEngine: Sendable {
  var tokens: [Token] = []
  /// Parallel to the tokens; those behind them are of earlier units.
  var states: [TokenState] = []
  var effects: [Effect] = []
  /// First effect of each cue, −1 when none.
  var heads: [Int32] = []
  /// Cues that a rule took out (a degree word that serves another cue).
  var dead: [Bool] = []
  var anchors: [Anchor] = []
  /// Names found by the first pass, in the order of the text.
  var names: [Mention] = []
  /// Whether the unit has a quotation mark at all.
  var hasQuotes = false
  /// Quotations of the unit, marks included, in order.
  var quotations: [Range<Int32>] = []

  /// Whether the last anchor is the rivals as a class, and the last party named in the sentence.
  var isClass = false
  var named = Referent.unknown

  /// A name that is only the complement of somebody else's description, −1 when none.
  var captured: Int32 = -1

  /// The clause about somebody else in a sentence that names the target in passing.
  var elsewhere: Range<Int32> = 0..<0
  /// Names of the sentence at work.
  var sentenceNames = 0..<0
  /// Third parties and outsiders of the sentence at work.
  var parties: [Range<Int32>] = []
  /// Verbs of leaving of the sentence at work.
  var departures: [Int32] = []
  /// Whom the last sentence was about, where it named the target in passing.
  var carried = Referent.unknown
  /// Its subject up to the name, where the name stands in a modifier of the subject.
  var modifier: Range<Int32> = 0..<0

  /// Verbs of denial under a negation.
  var granted: [Int32] = []

  /// Words that the pack turns round, in order.
  var flips: [Range<Int32>] = []
  /// Mentions of the unit that a pronoun can stand for, by their number: target's and rivals'.
  var targetNames: [Int32] = []
  var rivalNames: [Int32] = []
  /// The only party that the unit names, if there is just one.
  var only: Referent?
  /// Whether there is somebody to be about: without, every cue is about what the text speaks of.
  var hasTarget = true

  /// Bounds of the sentence at work.
  var start: Int32 = 0
  var end: Int32 = 0
  var sentence: Int32 = 0
  /// Operators and cues of the sentence at work, as ranges of the analysis.
  var hits: Range<Int> = 0..<0
  var cues: Range<Int> = 0..<0
  /// First mention of the sentence at work, and what of the unit's quotations and flips may touch
  /// it: each sentence looks at its own only, so that a unit of any length takes linear time.
  var firstMention = 0
  var firstName = 0
  var firstQuotation = 0
  var firstFlip = 0
  /// All kinds of operators of the sentence at work: the roles, and those that have none.
  var present: Roles = 0
  var presentBeyond: Roles = 0

  mutating func reset() {
    effects.clear()
    heads.clear()
    dead.clear()
    anchors.clear()
    parties.clear()
    departures.clear()
    names.clear()
    quotations.clear()
    granted.clear()
    targetNames.clear()
    rivalNames.clear()
    firstMention = 0
    firstName = 0
    firstQuotation = 0
    firstFlip = 0
    carried = .unknown
  }

  @inline(__always)
  func role(_ token: Int32) -> Roles {
    token >= start && token < end ? states[Int(token)].roles : 0
  }

  @inline(__always)
  func mark(_ token: Int32) -> Marks {
    token >= start && token < end ? states[Int(token)].marks : []
  }

  @inline(__always)
  func has(_ kind: OperatorKind) -> Bool {
    (present & kind.bit) | (presentBeyond & kind.bitBeyond) != 0
  }

  /// Adds an effect to a cue, kept in the order of its stage.
  mutating func add(
    _ cue: Int, _ rule: RuleID, _ stage: UInt8, _ positive: Float, _ negative: Float,
    _ trigger: Range<Int32>
  ) {
    var effect = Effect(
      rule: rule, order: stage, positive: positive, negative: negative, trigger: trigger)
    let index = Int32(effects.count)
    var before: Int32 = -1
    var after = heads[cue]
    while after >= 0, effects[Int(after)].order <= stage {
      before = after
      after = effects[Int(after)].next
    }
    effect.next = after
    effects.append(effect)
    if before < 0 { heads[cue] = index } else { effects[Int(before)].next = index }
  }

  mutating func add(
    _ cue: Int, _ rule: RuleID, _ stage: UInt8, _ factor: Float, _ trigger: Range<Int32>
  ) {
    add(cue, rule, stage, factor, factor, trigger)
  }

  /// The effect of a rule that a cue already has, or −1.
  func effect(_ cue: Int, of rule: RuleID) -> Int32 {
    var index = heads[cue]
    while index >= 0 {
      if effects[Int(index)].rule == rule { return index }
      index = effects[Int(index)].next
    }
    return -1
  }

  /// Whether a cue already has an effect of this stage.
  func hasEffect(_ cue: Int, stage: UInt8) -> Bool {
    var index = heads[cue]
    while index >= 0 {
      if effects[Int(index)].order == stage { return true }
      index = effects[Int(index)].next
    }
    return false
  }

  /// One past the last token of the clause that goes on at `token`: a comma, a strong stop, a
  /// bracket, a contrast or cause word, or the end of the sentence closes it.
  func clauseEnd(_ token: Int32, commas: Bool = true) -> Int32 {
    let closing = OperatorKind.bits(.contrast, .contrastAdverb, .cause)
    var place = token
    while place < end {
      let mark = states[Int(place)].marks
      if mark.contains(.strongStop) || mark.contains(.bracket) { return place }
      if commas, mark.contains(.comma) { return place }
      if states[Int(place)].roles & closing != 0, place > token, !isNounCause(place) {
        return place
      }
      place += 1
    }
    return end
  }

  /// « dix heures de car »: the noun, not the conjunction.
  @inline(__always)
  private func isNounCause(_ token: Int32) -> Bool {
    states[Int(token)].roles & OperatorKind.cause.bit != 0
      && role(token - 1) & OperatorKind.preposition.bit != 0
  }

  /// First token of the clause that holds `token`.
  func clauseStart(_ token: Int32) -> Int32 {
    let opening = OperatorKind.bits(.contrast, .contrastAdverb, .cause)
    var place = token
    while place > start {
      let mark = states[Int(place - 1)].marks
      if mark.contains(.strongStop) || mark.contains(.bracket) || mark.contains(.comma) {
        return place
      }
      if states[Int(place - 1)].roles & opening != 0 { return place }
      place -= 1
    }
    return start
  }

  /// Value of a cue with the effects added so far.
  func provisional(_ cue: Int, _ base: Float) -> Float {
    var value = base
    var index = heads[cue]
    while index >= 0 {
      let effect = effects[Int(index)]
      value *= value >= 0 ? effect.positive : effect.negative
      index = effect.next
    }
    return value
  }
}
