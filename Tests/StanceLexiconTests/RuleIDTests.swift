import StanceLexicon
import Testing

@Suite struct RuleIDTests {
  @Test(arguments: RuleID.allCases) func everyRuleIsExplained(rule: RuleID) {
    #expect(!rule.name.isEmpty)
    #expect(!rule.summary.isEmpty)
    #expect(!rule.source.isEmpty)
  }

  @Test func namesDiffer() {
    #expect(Set(RuleID.allCases.map(\.name)).count == RuleID.allCases.count)
  }
}

@Suite struct OperatorKindTests {
  @Test(arguments: OperatorKind.allCases) func nameRoundTrips(kind: OperatorKind) {
    #expect(OperatorKind(name: kind.name) == kind)
  }

  @Test func namesDiffer() {
    #expect(Set(OperatorKind.allCases.map(\.name)).count == OperatorKind.allCases.count)
    #expect(OperatorKind(name: "nothing") == nil)
  }
}
