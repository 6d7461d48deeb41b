/// Patterns of lines that are page furniture: each with an id and a reason.
///
/// A pattern is a sequence of words (see `LineKeys`) and of
/// `:` colon · `|` bar · `{num}` a number · `{url}` a web address · `{at}` an @ ·
/// `{name}` a capitalised word · `…` any words between.
struct FurnitureRules: Sendable {
  enum Match: String, Sendable, CaseIterable {
    /// The whole line.
    case line
    /// The whole line; what follows is furniture too, and the section is over.
    case tail
    /// The whole line; a list of links follows.
    case links
    /// The beginning of a line of at most 300 characters.
    case start
    /// The beginning of a line of at most 110 characters.
    case short
    /// Anywhere in a line of at most 300 characters.
    case contains
    /// The beginning of a line of at most 110 characters, between the title and the text.
    case opening
    /// Anywhere in a line of at most 140 characters, behind the last long paragraph.
    case closing
    /// Anywhere in a line of at most 140 characters.
    case note
    /// All words from the pattern; a single word only behind another line of furniture.
    case only
    /// A shape that code recognises; the pattern is its name.
    case shape
  }

  /// One part of a pattern: the hash of a word (see `LineKeys`), or one of the small numbers that
  /// no word has.
  enum Part {
    static let gap: UInt64 = 0
    static let name: UInt64 = 6
    static let number: UInt64 = 7

    static func isWord(_ part: UInt64) -> Bool { part >= 8 || part == LineKeys.copyright }

    /// Whether a part that is no gap stands for a key.
    @inline(__always)
    static func agrees(_ part: UInt64, with key: LineKeys.Key) -> Bool {
      switch part {
      case name: key.kind == .word && key.isCapitalized
      case number: key.kind == .number
      default: key.hash == part
      }
    }
  }

  struct Rule: Sendable, Equatable {
    /// Where the id stands in its file.
    var id: Range<Int32>
    var match: Match
    /// The pattern, in `parts`.
    var parts: Range<Int32>
    /// For rules that may stand anywhere: the place in the pattern of the word to look for.
    var anchor: Int32 = 0
    /// Where the reason stands there.
    var reason: Range<Int32>
    var file: Int32
  }

  /// The fields of the rules, one behind another.
  private var fields: [Int32] = []
  private(set) var parts: [UInt64] = []
  /// The files that the rules came from, for their ids and reasons.
  private var files: [ConstantBytes] = []
  /// Shapes that are switched on, with the id of their rule.
  private(set) var shapes: [String: String] = [:]
  /// First word → rules that must begin a line with it.
  private(set) var anchored = HashIndex()
  /// Rules that begin with something else than a word.
  private(set) var open: [Int32] = []
  /// Longest word → rules that may stand anywhere.
  private(set) var floating = HashIndex()
  /// Words of the `only` rules → their places in `onlyRules`.
  private(set) var only = HashIndex()
  private(set) var onlyRules: [Int32] = []

  static let startLimit = 300
  static let shortLimit = 110
  static let noteLimit = 140

  /// Adds the rows of a file: id, match, pattern, lang, reason.
  mutating func add(_ table: RuleTable) throws(ReadingRulesError) {
    files.append(ConstantBytes(table.bytes))
    var reader = LineKeys()
    var before: (name: ArraySlice<UInt8>, match: Match)?
    for row in table.rows {
      let name = row.field(1)
      let same = before.flatMap { $0.name == name ? $0.match : nil }
      guard let match = same ?? Match(rawValue: row[1]) else {
        throw table.error(row, "unknown kind of match: \(row[1])")
      }
      before = (name, match)
      let reason = row.place(4)
      guard !row.place(0).isEmpty, !reason.isEmpty else {
        throw table.error(row, "expected an id and a reason")
      }
      let first = parts.count
      let anchor = match == .shape ? 0 : addParts(table.bytes, row.place(2), &reader)
      guard match == .shape || parts.count > first else {
        throw table.error(row, "expected words in the pattern")
      }
      let index = count
      let (id, number) = (row.place(0), Match.allCases.firstIndex(of: match) ?? 0)
      fields += [
        id.lowerBound, id.upperBound, number, first, parts.count, anchor, reason.lowerBound,
        reason.upperBound, files.count - 1,
      ].map { Int32($0) }
      switch match {
      case .shape: shapes[row[2]] = row[0]
      case .only:
        guard onlyRules.count < 64 else {
          throw table.error(row, "more than 64 rules of kind only")
        }
        for part in parts[first...] where Part.isWord(part) { only.insert(part, onlyRules.count) }
        onlyRules.append(Int32(index))
      case .contains, .closing, .note:
        guard Part.isWord(parts[first + anchor]) else {
          throw table.error(row, "expected a word at the beginning of the pattern")
        }
        floating.insert(parts[first + anchor], index)
      case .line, .tail, .links, .start, .short, .opening:
        if Part.isWord(parts[first]) {
          anchored.insert(parts[first], index)
        } else {
          open.append(Int32(index))
        }
      }
    }
  }

  /// Appends the parts of a pattern; returns the place of the longest word before the first gap,
  /// the rarest by a good guess.
  private mutating func addParts(
    _ bytes: [UInt8], _ place: Range<Int>, _ reader: inout LineKeys
  ) -> Int {
    let first = parts.count
    let span = bytes.span
    var anchor = 0
    var longest = 0
    var hasGap = false
    var start = place.lowerBound
    while start < place.upperBound {
      var end = start
      while end < place.upperBound, span[end] != 0x20 { end += 1 }
      let word = start..<end
      start = end + 1
      if word.isEmpty { continue }
      if let part = FurnitureRules.sign(bytes[word]) {
        hasGap = hasGap || part == Part.gap
        parts.append(part)
        continue
      }
      reader.read(span, word, limit: .max)
      for key in reader.keys { parts.append(key.hash) }
      if !hasGap, !reader.keys.isEmpty, word.count / reader.keys.count > longest {
        longest = word.count / reader.keys.count
        anchor = parts.count - 1 - first
      }
    }
    return anchor
  }

  /// The sign that a word of a pattern is, or nil; looks further only at what begins like one.
  private static func sign(_ word: ArraySlice<UInt8>) -> UInt64? {
    switch word.first {
    case 0x7b, 0x3a, 0x7c, 0xe2: break
    default: return nil
    }
    switch String(decoding: word, as: UTF8.self) {
    case "{num}": return Part.number
    case "{url}": return LineKeys.address
    case "{at}": return LineKeys.at
    case "{name}": return Part.name
    case ":": return LineKeys.colon
    case "|": return LineKeys.bar
    case "…": return Part.gap
    default: return nil
    }
  }

  /// Numbers of a rule in `fields`.
  private static let width = 9

  /// The number of rules.
  var count: Int { fields.count / Self.width }

  subscript(index: Int) -> Rule {
    let start = index * Self.width
    return Rule(
      id: fields[start]..<fields[start + 1], match: Match.allCases[Int(fields[start + 2])],
      parts: parts(of: index), anchor: fields[start + 5],
      reason: fields[start + 6]..<fields[start + 7], file: fields[start + 8])
  }

  /// The pattern of a rule.
  @inline(__always)
  func parts(of index: Int) -> Range<Int32> {
    fields[index * Self.width + 3]..<fields[index * Self.width + 4]
  }

  /// The id of a rule.
  func id(_ rule: Rule) -> String { string(rule.id, rule) }

  /// The reason of a rule, or nil for an unknown id.
  func reason(_ id: String) -> String? {
    (0..<count).lazy.map { self[$0] }.first { self.id($0) == id }.map { string($0.reason, $0) }
  }

  private func string(_ range: Range<Int32>, _ rule: Rule) -> String {
    let file = files[Int(rule.file)]
    return String(
      decoding: file[Int(range.lowerBound)..<Int(range.upperBound)].array, as: UTF8.self)
  }
}

// MARK: - Prepared form

extension FurnitureRules {
  /// Writes what ``init(_:)`` reads.
  func write(to image: inout RulesWriter) {
    image.put(files.count)
    for file in files { image.put(file.array) }
    image.put(parts)
    image.put(fields)
    for index in [anchored, floating, only] { index.write(to: &image) }
    image.put(open)
    image.put(onlyRules)
    image.put(shapes.count)
    for (name, id) in shapes.sorted(by: { $0.key < $1.key }) {
      image.put(Array(name.utf8))
      image.put(Array(id.utf8))
    }
  }

  /// Rules in their prepared form; the files stay where they are.
  init(_ image: inout RulesReader) throws(ReadingRulesError) {
    for _ in 0..<(try image.number(below: 1 << 10)) { files.append(try image.bytes()) }
    parts = try image.words()
    fields = try image.numbers()
    try image.check(fields.count % Self.width == 0)
    let sizes = files.map { Int32(truncatingIfNeeded: $0.count) }
    let kinds = Match.allCases.count
    var isSound = true
    for start in stride(from: 0, to: fields.count, by: Self.width) {
      let file = Int(fields[start + 8])
      guard file >= 0, file < sizes.count else {
        isSound = false
        break
      }
      let (length, anchor) = (fields[start + 4] &- fields[start + 3], fields[start + 5])
      isSound =
        isSound && anchor >= 0 && (anchor < length || anchor == 0) && fields[start + 2] >= 0
        && fields[start + 2] < kinds
        && Self.isRange(fields[start], fields[start + 1], in: sizes[file])
        && Self.isRange(fields[start + 3], fields[start + 4], in: Int32(parts.count))
        && Self.isRange(fields[start + 6], fields[start + 7], in: sizes[file])
    }
    try image.check(isSound)
    anchored = try HashIndex(&image, below: count)
    floating = try HashIndex(&image, below: count)
    only = try HashIndex(&image, below: 64)
    open = try image.numbers(below: count)
    onlyRules = try image.numbers(below: count)
    try image.check(only.isEmpty || onlyRules.count > only.largest)
    for _ in 0..<(try image.number(below: 1 << 10)) {
      let name = try image.string()
      shapes[name] = try image.string()
    }
  }

  private static func isRange(_ low: Int32, _ high: Int32, in size: Int32) -> Bool {
    low >= 0 && low <= high && high <= size
  }
}
