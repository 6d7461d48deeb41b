public import StanceLexicon
internal import StanceModel
public import StanceText

/// Counts the capitalised names of texts, and whether a target pack knows them.
///
/// A name is a run of capitalised words, with the little words between them (« Banque de
/// France »). A single word counts only where it stands inside a sentence at least once: at the
/// start of one, a capital says nothing.
public struct NameSurvey: Sendable {
  /// A name that no pack knows.
  public struct Unknown: Sendable, Equatable {
    /// As written.
    public var name: String
    /// How often it stands in the texts.
    public var count: Int
    /// Where it stands first.
    public var file: String
    /// 1-based.
    public var line: Int
  }

  /// How often the target and its rivals are named.
  public struct Known: Sendable, Equatable {
    /// As the pack has it.
    public var name: String
    /// That of the pack's row, such as `name` or `rival`.
    public var role: String
    /// How often it stands in the texts.
    public var count: Int
  }

  private struct Seen: Sendable {
    var count = 0
    var inside = 0
    var file = ""
    var line = 0
  }

  private var all: UnitAnalyzer
  private var own: UnitAnalyzer
  private var names: [String: Seen] = [:]
  private var known: [String: Known] = [:]

  /// - Parameters:
  ///   - packs: every pack whose names are known.
  ///   - target: the pack whose names are counted.
  public init(
    packs: [TargetPack], target: TargetPack, lexicon: Lexicon, rules: ReadingRules
  ) {
    let rows = (packs + [target]).flatMap(\.rows).filter { $0.role != .flip }.map { row in
      TargetPack.Row(
        term: row.term, role: .name, needsCapital: row.needsCapital, source: row.source,
        line: row.line)
    }
    all = UnitAnalyzer(
      lexicon: lexicon, target: TargetPack(id: "all", title: "all", rows: rows), rules: rules)
    own = UnitAnalyzer(lexicon: lexicon, target: target, rules: rules)
  }

  /// Reads the body units and headings of a block.
  public mutating func add(_ block: ScoredBlock) {
    for unit in block.units where unit.prediction.unit.kind != .furniture {
      let text = Array(unit.text)
      let language = unit.prediction.unit.language
      own.read(text, 0..<text.count, language: language, assumeTarget: false)
      count(text)
      all.read(text, 0..<text.count, language: language, assumeTarget: false)
      collect(text, block.file, unit.prediction.unit.line)
    }
  }

  private mutating func count(_ text: [UInt8]) {
    for mention in own.analysis.mentions
    where mention.kind == .name || mention.kind == .description {
      let name = string(text, mention.bytes)
      let role = mention.referent == .rival ? "rival" : mention.role.label
      known[name, default: Known(name: name, role: role, count: 0)].count += 1
    }
  }

  private mutating func collect(_ text: [UInt8], _ file: String, _ line: Int) {
    var isKnown = Array(repeating: false, count: all.buffer.tokens.count)
    for mention in all.analysis.mentions
    where mention.kind == .name || mention.kind == .description {
      for token in mention.tokens where Int(token) < isKnown.count { isKnown[Int(token)] = true }
    }
    for sentence in all.buffer.sentences {
      var index = Int(sentence.tokens.lowerBound)
      let end = Int(sentence.tokens.upperBound)
      while index < end {
        let stop = run(from: index, to: end, isKnown)
        if stop > index { note(index..<stop, text, file, line) }
        index = max(index + 1, stop)
      }
    }
  }

  /// One past the last token of the name that starts at `start`; `start` when none does.
  private func run(from start: Int, to end: Int, _ isKnown: [Bool]) -> Int {
    let tokens = all.buffer.tokens
    func isName(_ index: Int) -> Bool {
      let token = tokens[index]
      return token.kind == .word && !isKnown[index] && token.flags.contains(.capitalized)
        && token.flags.isDisjoint(with: [.elided, .abbreviation])
    }
    guard isName(start) else { return start }
    var stop = start + 1
    while stop < end {
      if isName(stop), tokens[stop].flags.contains(.afterSpace) {
        stop += 1
      } else if stop + 1 < end, tokens[stop].kind == .word, isName(stop + 1),
        Self.links.contains(all.words.string(tokens[stop].word))
      {
        stop += 2
      } else {
        break
      }
    }
    return stop
  }

  /// Particles inside French and English names.
  private static let links: Set<String> = ["de", "du", "d'", "des", "la", "of"]

  private mutating func note(_ range: Range<Int>, _ text: [UInt8], _ file: String, _ line: Int) {
    let tokens = all.buffer.tokens
    let isAtStart = tokens[range.lowerBound].flags.contains(.sentenceStart)
    let last = tokens[range.upperBound - 1].end
    var name = string(text, tokens[range.lowerBound].start..<last)
    if range.count == 1, name.utf8.count < 2 { return }
    name = name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    var seen = names[name] ?? Seen(file: file, line: line)
    seen.count += 1
    if !isAtStart || range.count > 1 { seen.inside += 1 }
    names[name] = seen
  }

  private func string(_ text: [UInt8], _ range: Range<Int32>) -> String {
    String(decoding: text[Int(range.lowerBound)..<Int(range.upperBound)], as: UTF8.self)
  }

  /// Names that no pack knows, the most frequent first.
  public var unknown: [Unknown] {
    names.filter { $0.value.inside > 0 }.map {
      Unknown(name: $0.key, count: $0.value.count, file: $0.value.file, line: $0.value.line)
    }.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }

  /// Names of the pack that occur, the most frequent first.
  public var found: [Known] {
    known.values.sorted { ($1.count, $0.name) < ($0.count, $1.name) }
  }
}
