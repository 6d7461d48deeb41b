public import StanceLexicon
public import StanceModel

/// What the lexicon says of a word or an expression.
public struct LexiconAnswer: Sendable {
  /// A row found in a text, with what the rules made of it.
  public struct Cue: Sendable {
    public var words: String
    public var entry: LexiconEntry
    public var value: Double
    public var rules: [RuleFiring]

    public init(words: String, entry: LexiconEntry, value: Double, rules: [RuleFiring]) {
      self.words = words
      self.entry = entry
      self.value = value
      self.rules = rules
    }
  }

  public var word: String
  public var findings: [LexiconIndex.Finding] = []
  public var operators: [LexiconIndex.OperatorFinding] = []
  public var cues: [Cue] = []

  public init(word: String) { self.word = word }

  /// The answer as JSON.
  public var json: JSONValue {
    .members([
      "word": .string(word),
      "rows": .array(
        findings.map { finding in
          .members([
            "row": Self.json(finding.entry), "form": .string(finding.form),
            "found": .string(finding.path.label), "counts": .bool(finding.speaks),
          ])
        }),
      "operators": .array(
        operators.map {
          .members(["kind": .string($0.kind.name), "value": .number(Double($0.value))])
        }),
      "cues": .array(
        cues.map { cue in
          .members([
            "words": .string(cue.words), "row": Self.json(cue.entry), "value": .number(cue.value),
            "rules": .array(
              cue.rules.map {
                .members([
                  "rule": .string($0.rule.name), "factor": .number(Double($0.factor)),
                  "before": .number(Double($0.before)), "after": .number(Double($0.after)),
                ])
              }),
          ])
        }),
    ])
  }

  /// A row as JSON.
  public static func json(_ entry: LexiconEntry) -> JSONValue {
    .members([
      "term": .string(entry.term), "pos": .string(entry.partOfSpeech.name),
      "valence": .number(Double(entry.valence.description) ?? 0),
      "tags": .array(entry.tags.names.map { .string($0) }), "source": .string(entry.source),
      "language": .string(entry.language), "file": .string(entry.file), "line": .int(entry.line),
      "layer": .int(entry.layer),
    ])
  }

  /// Coverage of a file as JSON.
  public static func json(_ row: (file: String, coverage: LexiconCoverage)) -> JSONValue {
    .members([
      "file": .string(row.file), "words": .int(row.coverage.words),
      "covered": .int(row.coverage.covered), "word_share": .optional(row.coverage.tokenShare),
      "units": .int(row.coverage.units), "units_with_cues": .int(row.coverage.unitsWithCues),
      "unit_share": .optional(row.coverage.unitShare),
    ])
  }
}

extension LookupPath {
  /// A word for reports.
  public var label: String {
    switch self {
    case .exact: "as written"
    case .folded: "without accents"
    case .skeleton: "by its sound"
    }
  }
}
