import StanceEvaluation
import StanceReport
import StanceTestSupport
import Testing

/// Plots as recorded in `Golden`, and what holds for all of them.
///
/// `STANCE_RECORD=1 swift test --filter PlotTests` records anew, and fails all the same: look at
/// the files, then run without it.
@Suite struct PlotTests {
  @Test func asRecorded() throws {
    let recording = PackageFiles.environment("STANCE_RECORD") != nil
    for (name, svg) in Plots.all(try Samples.report(replicates: 0)) {
      let path = "Tests/StanceReportTests/Golden/\(name).svg"
      if recording {
        #expect(PackageFiles.write(Array(svg.utf8), to: path))
      }
      let golden = PackageFiles.read(path).map { String(decoding: $0, as: UTF8.self) }
      #expect(golden == svg, "\(path) differs")
    }
    #expect(!recording, "recorded; look at the files, then run without STANCE_RECORD")
  }

  @Test func wellFormedWithTextAlternatives() throws {
    for (name, svg) in Plots.all(try Samples.report(replicates: 20)) {
      #expect(XMLReader.problem(in: svg) == nil, "\(name)")
      #expect(svg.hasPrefix("<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"plot\" viewBox="))
      #expect(svg.contains("role=\"img\" aria-labelledby=\"plot-title plot-desc\""), "\(name)")
      #expect(svg.contains("<title id=\"plot-title\">"), "\(name)")
      #expect(svg.contains("<desc id=\"plot-desc\">"), "\(name)")
      let head = svg.prefix { $0 != ">" }
      #expect(!head.contains(" width=") && !head.contains(" height="), "\(name): viewBox only")
    }
  }

  @Test func descriptionsTellTheNumbers() throws {
    var confusion = ConfusionMatrix(labels: ["favor", "against"])
    confusion.add(gold: 0, predicted: 0, count: 3)
    confusion.add(gold: 0, predicted: nil, count: 2)
    confusion.add(gold: 1, predicted: 0, count: 4)
    let svg = ConfusionPlot.svg(confusion)
    #expect(
      svg.contains(
        "Of 5 texts labelled favor, 3 as favor, 0 as against, 2 unanswered. "
          + "Of 4 texts labelled against, 4 as favor, 0 as against."))
    let score = ScorePlot.svg(Samples.frenchArticle)
    #expect(score.contains("line 7 +0.62 (favor), line 9 \u{2212}0.07 (against)"))
    #expect(
      LearningCurvePlot.svg(Samples.curve).contains("5 articles: 0.41 (0.33 to 0.50)"))
  }

  @Test func degenerateInput() throws {
    let empty = try EvaluationReport.build(items: [], labels: ["a", "b"])
    for (name, svg) in Plots.all(empty) {
      #expect(XMLReader.problem(in: svg) == nil, "\(name)")
      #expect(!svg.contains("nan") && !svg.contains("inf"), "\(name)")
    }
    let curves = [
      LearningCurve(metric: "m", unit: "u", points: []),
      LearningCurve(metric: "m", unit: "u", points: [.init(size: 0, value: nil)]),
      LearningCurve(
        metric: "loss", unit: "u",
        points: [.init(size: 0, value: 7, low: .nan, high: 9), .init(size: -3, value: .infinity)]),
    ]
    for curve in curves {
      let svg = LearningCurvePlot.svg(curve)
      #expect(XMLReader.problem(in: svg) == nil)
      #expect(!svg.contains("nan"))
    }
    let nothing = ScoredArticle(file: "", text: [], predictions: [], labels: [])
    #expect(XMLReader.problem(in: ScorePlot.svg(nothing)) == nil)
    #expect(XMLReader.problem(in: ArticlePage.html([nothing])) == nil)
    #expect(XMLReader.problem(in: ArticlePage.html([])) == nil)
    #expect(XMLReader.problem(in: ConfusionPlot.svg(ConfusionMatrix(labels: []))) == nil)
  }
}
