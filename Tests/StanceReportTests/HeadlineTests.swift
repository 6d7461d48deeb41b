import StanceEvaluation
import StanceReport
import Testing

@Suite struct HeadlineTests {
  private func items(_ right: Int, of count: Int, groups: Int) -> [EvaluationItem] {
    (0..<count).map { index in
      EvaluationItem(
        id: "\(index)", group: "g\(index % groups)", gold: index % 3,
        predicted: index * 7 % count < right ? index % 3 : (index + 1) % 3)
    }
  }

  @Test func oneArticleSaysSo() throws {
    let report = try EvaluationReport.build(
      items: items(13, of: 16, groups: 1), labels: Samples.labels)
    let sentences = Headline.sentences(report)
    #expect(
      sentences[0].hasPrefix(
        "13 of 16\u{A0}texts from 1\u{A0}group have the right label: accuracy 81\u{A0}%"))
    #expect(sentences[1].contains("nothing is known of other articles"))
    #expect(sentences[1].contains("between 57\u{A0}% and 93\u{A0}%"))
    #expect(sentences[2].contains("cannot be told"))
  }

  @Test func fewGroupsAreRoughAndNameNoWinner() throws {
    let report = try EvaluationReport.build(
      items: items(53, of: 60, groups: 5), labels: Samples.labels)
    let sentences = Headline.sentences(report)
    #expect(sentences[1].contains("very roughly") && sentences[1].contains("5 groups are few"))
    #expect(sentences[2].contains("cannot be told"))
  }

  @Test func manyGroupsMayDecide() throws {
    let report = try EvaluationReport.build(
      items: items(190, of: 200, groups: 40), labels: Samples.labels)
    let sentences = Headline.sentences(report)
    #expect(!sentences[1].contains("roughly"))
    #expect(sentences[2].hasPrefix("It does better than the strongest baseline, majority"))
  }

  @Test func nothing() throws {
    let report = try EvaluationReport.build(items: [], labels: Samples.labels)
    #expect(Headline.sentences(report) == ["There is nothing to evaluate."])
  }
}
