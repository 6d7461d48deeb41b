import StanceLexicon
import StanceText
import Testing

@Suite struct LexiconLinterTests {
  static func lint(_ rows: String, kind: LexiconSourceKind = .entries) -> [LintFinding] {
    let header =
      kind == .operators
      ? "term\toperator\tvalue\ttags\tsource\n" : "term\tpos\tvalence\ttags\tsource\n"
    let sources =
      Bench.sources.filter { $0.kind == .conjugation || $0.kind == .agreement }
      + [
        LexiconSource(
          file: "fr/x.tsv", language: .french, kind: kind, text: Array((header + rows).utf8))
      ]
    return LexiconLinter(tokenizer: Tokenizer(rules: Bench.reading)).lint(sources)
  }

  /// Row, the rule that must object, whether it is an error.
  static let faults: [(String, LintRule, LintSeverity)] = [
    ("bon\tadj\t1.5\teval\town\n", .unreadable, .error),
    ("bon\tadj\tbien\teval\town\n", .unreadable, .error),
    ("bon\tadj\t0.4\teval\t\n", .missingSource, .error),
    ("bon\tadj\t0.4\teval,nice\town\n", .unknownTag, .error),
    ("bon\tadj\t0.4\teval\town\nbon\tadj\t0.3\teval\town\n", .duplicate, .error),
    ("bon\tadj\t0\teval\town\n", .zeroValence, .warning),
    ("coup de maître\tnoun\t0.8\teval\town\n", .pattern, .error),
    ("prendre:x\tphrase\t0.8\teval\town\n", .pattern, .error),
    ("{tout} bien\tphrase\t0.8\teval\town\n", .pattern, .error),
    ("l'air de rien\tphrase\t0.2\teval\town\n", .unreachable, .error),
    ("cœur\tnoun\t0.2\teval\town\n", .notNormal, .warning),
    ("ruser\tverb\t-0.2\teval\town\nrusé\tadj\t0.3\teval\town\n", .conflict, .warning),
  ]

  @Test(arguments: faults.indices) func fault(index: Int) {
    let (rows, rule, severity) = Self.faults[index]
    let found = Self.lint(rows).filter { $0.rule == rule }
    #expect(!found.isEmpty, "\(rows)")
    #expect(found.allSatisfy { $0.severity == severity && $0.file == "fr/x.tsv" && $0.line >= 2 })
  }

  @Test func goodRowsPass() {
    let rows = "brillant\tadj\t0.7\teval\town\nprendre:v {det} taureau\tphrase\t0.5\teval\town\n"
    #expect(Self.lint(rows).isEmpty)
  }

  @Test func operatorsAreChecked() {
    #expect(Self.lint("mais\tcontraste\t\t\town\n", kind: .operators).first?.rule == .unreadable)
    #expect(Self.lint("mais\tcontrast\t\t\t\n", kind: .operators).first?.rule == .missingSource)
    #expect(Self.lint("mais\tcontrast\t\t\town\n", kind: .operators).isEmpty)
  }

  @Test func shippedOperatorsHaveNoErrors() {
    let findings = LexiconLinter(tokenizer: Tokenizer(rules: Bench.reading)).lint(
      Bench.sources.filter { $0.kind != .entries })
    let errors = findings.filter { $0.severity == .error }
    #expect(errors.isEmpty, "\(errors.prefix(5).map(\.message))")
  }
}
