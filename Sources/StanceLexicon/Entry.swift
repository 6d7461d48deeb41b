/// Number of a lexicon row in the layered lexicon that produced it.
///
/// Ids of the shipped rows come first, then those of each user layer, in order.
@frozen
public struct EntryID: RawRepresentable, Hashable, Sendable, Comparable {
  /// From 0, over all layers.
  public let rawValue: Int32

  /// An id by its number.
  @inlinable
  public init(rawValue: Int32) { self.rawValue = rawValue }

  @inlinable
  public static func < (left: EntryID, right: EntryID) -> Bool {
    left.rawValue < right.rawValue
  }
}

/// Part of speech of a row, as written in the column `pos`.
public enum PartOfSpeech: UInt8, Sendable, Hashable, CaseIterable {
  case noun, verb, adjective, adverb, interjection, phrase

  /// The word used for it in the files.
  public var name: String {
    switch self {
    case .noun: "noun"
    case .verb: "verb"
    case .adjective: "adj"
    case .adverb: "adv"
    case .interjection: "intj"
    case .phrase: "phrase"
    }
  }

  /// The part of speech called `name`, or nil when no row may be called so.
  public init?(name: String) {
    guard let found = PartOfSpeech.allCases.first(where: { $0.name == name }) else { return nil }
    self = found
  }
}

/// What a row says beside its valence: kind of judgement, domain, register, effect on an object.
@frozen
public struct EntryTags: OptionSet, Hashable, Sendable {
  /// One bit a tag.
  public let rawValue: UInt32

  /// Tags by their bits.
  @inlinable
  public init(rawValue: UInt32) { self.rawValue = rawValue }

  /// A judgement (brillant, raté).
  @inlinable public static var eval: EntryTags { EntryTags(rawValue: 1 << 0) }
  /// A polar fact (bénéfice, panne).
  @inlinable public static var fact: EntryTags { EntryTags(rawValue: 1 << 1) }
  /// Somebody's emotion (inquiet, ravi).
  @inlinable public static var emo: EntryTags { EntryTags(rawValue: 1 << 2) }
  /// Danger or uncertainty (risque, menace).
  @inlinable public static var risk: EntryTags { EntryTags(rawValue: 1 << 3) }
  /// Promotional vocabulary (révolutionnaire, inédit).
  @inlinable public static var hype: EntryTags { EntryTags(rawValue: 1 << 4) }
  /// Reverses the polarity of its object (éviter la catastrophe, manque de vision).
  @inlinable public static var shift: EntryTags { EntryTags(rawValue: 1 << 5) }
  /// Strengthens the polarity of its object (aggraver la crise).
  @inlinable public static var amp: EntryTags { EntryTags(rawValue: 1 << 6) }
  /// Praise that is often meant the other way round (bravo, on applaudit).
  @inlinable public static var praise: EntryTags { EntryTags(rawValue: 1 << 7) }
  /// One side gets ahead of another (dépasser, distancer, rattraper).
  @inlinable public static var outdo: EntryTags { EntryTags(rawValue: 1 << 8) }
  /// Without an object it turns its subject (« le chômage recule », « le succès s'essouffle »).
  @inlinable public static var decline: EntryTags { EntryTags(rawValue: 1 << 9) }
  /// Domain: business.
  @inlinable public static var biz: EntryTags { EntryTags(rawValue: 1 << 10) }
  /// Domain: technology.
  @inlinable public static var tech: EntryTags { EntryTags(rawValue: 1 << 11) }
  /// Domain: strategy.
  @inlinable public static var strat: EntryTags { EntryTags(rawValue: 1 << 12) }
  /// Domain: finance.
  @inlinable public static var money: EntryTags { EntryTags(rawValue: 1 << 13) }
  /// Domain: work.
  @inlinable public static var labor: EntryTags { EntryTags(rawValue: 1 << 14) }
  /// Domain: politics.
  @inlinable public static var pol: EntryTags { EntryTags(rawValue: 1 << 15) }
  /// Domain: law.
  @inlinable public static var law: EntryTags { EntryTags(rawValue: 1 << 16) }
  /// Domain: science.
  @inlinable public static var sci: EntryTags { EntryTags(rawValue: 1 << 17) }
  /// Domain: media.
  @inlinable public static var media: EntryTags { EntryTags(rawValue: 1 << 18) }
  /// Domain: sport.
  @inlinable public static var sport: EntryTags { EntryTags(rawValue: 1 << 19) }
  /// Domain: environment.
  @inlinable public static var env: EntryTags { EntryTags(rawValue: 1 << 20) }
  /// Colloquial.
  @inlinable public static var fam: EntryTags { EntryTags(rawValue: 1 << 22) }
  /// Vulgar.
  @inlinable public static var vulg: EntryTags { EntryTags(rawValue: 1 << 23) }
  /// Literary.
  @inlinable public static var soutenu: EntryTags { EntryTags(rawValue: 1 << 24) }
  /// Quebec French.
  @inlinable public static var qc: EntryTags { EntryTags(rawValue: 1 << 25) }

  /// Every tag with its name in the files.
  public static let named: [(name: String, tag: EntryTags)] = [
    ("eval", .eval), ("fact", .fact), ("emo", .emo), ("risk", .risk), ("hype", .hype),
    ("shift", .shift), ("amp", .amp), ("praise", .praise), ("outdo", .outdo), ("decline", .decline),
    ("biz", .biz), ("tech", .tech), ("strat", .strat), ("money", .money), ("labor", .labor),
    ("pol", .pol), ("law", .law), ("sci", .sci), ("media", .media), ("sport", .sport),
    ("env", .env), ("fam", .fam), ("vulg", .vulg), ("soutenu", .soutenu), ("qc", .qc),
  ]

  /// The names of the tags that are set, in the order of ``named``.
  public var names: [String] {
    EntryTags.named.filter { contains($0.tag) }.map(\.name)
  }
}

/// One row of a lexicon, as a reader of the file sees it.
public struct LexiconEntry: Sendable, Hashable {
  /// Lemma or multi-word pattern, as written.
  public let term: String
  /// Which forms the term has.
  public let partOfSpeech: PartOfSpeech
  /// What the word alone does to the thing it is said of, in [−1, 1]; 0 silences or only shifts.
  public let valence: Float
  /// What it says beside its valence.
  public let tags: EntryTags
  /// Who judged the row.
  public let source: String
  /// Language code of the file: `fr` or `en`.
  public let language: String
  /// Name of the file the row came from.
  public let file: String
  /// 1-based line in that file.
  public let line: Int
  /// 0 for the shipped lexicon, 1… for user layers.
  public let layer: Int

  /// A row as read; nothing is checked here.
  public init(
    term: String, partOfSpeech: PartOfSpeech, valence: Float, tags: EntryTags, source: String,
    language: String, file: String, line: Int, layer: Int
  ) {
    self.term = term
    self.partOfSpeech = partOfSpeech
    self.valence = valence
    self.tags = tags
    self.source = source
    self.language = language
    self.file = file
    self.line = line
    self.layer = layer
  }
}
