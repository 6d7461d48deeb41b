import StanceEvaluation
import StanceKit
import StanceModel
import StanceReport
import StanceText
import Testing

/// Structure and safety of every sample page.
@Suite struct PageTests {
  static let allowed: Set<String> = [
    "html", "head", "meta", "link", "title", "style", "body", "a", "div", "header", "h1", "h2",
    "h3", "p", "nav", "ul", "li", "main", "section", "footer", "bdi", "strong", "b", "span",
    "aside", "table", "caption", "thead", "tbody", "tr", "th", "td", "code", "figure",
    "figcaption", "details", "summary", "mark", "i", "article", "svg", "desc", "rect", "line",
    "circle", "path", "text",
  ]

  @Test func wellFormedAndHarmless() throws {
    for (name, text) in try SamplePages.pages() where name.hasSuffix("l") || name.hasSuffix("g") {
      let reader = try XMLReader.read(text)
      let foreign = Set(reader.elements).subtracting(Self.allowed)
      #expect(foreign.isEmpty, "\(name): \(foreign)")
      let handlers = reader.attributes.filter { $0.hasPrefix("on") || $0 == "src" }
      #expect(handlers.isEmpty, "\(name): \(handlers)")
      #expect(!text.contains("http-equiv=\"refresh\""))
      for address in ["href=\"http", "url(", "@import", "javascript:alert(1)\"", "src="] {
        #expect(!text.contains(address) || name.contains("hostile"), "\(name): \(address)")
      }
    }
  }

  @Test func linksStayOnThePage() throws {
    for (name, text) in try SamplePages.pages() where name.hasSuffix(".html") {
      var rest = text[...]
      while let start = range(of: "href=\"", in: rest) {
        rest = rest[start...]
        #expect(rest.hasPrefix("#") || rest.hasPrefix("data:,"), "\(name): \(rest.prefix(20))")
      }
    }
  }

  private func range(of wanted: String, in text: Substring) -> Substring.Index? {
    var index = text.startIndex
    while index < text.endIndex {
      if text[index] == wanted.first, text[index...].hasPrefix(wanted) {
        return text.index(index, offsetBy: wanted.count)
      }
      index = text.index(after: index)
    }
    return nil
  }

  @Test func holdsEverything() throws {
    let report = try Samples.report()
    let page = EvaluationPage.html(
      report,
      ReportDetails(
        title: "T", date: "D", program: "P", articles: [Samples.frenchArticle],
        learningCurves: [Samples.curve], ablations: [Samples.ablation], notes: ["a note"]))
    for part in [
      "<title>T</title>", "Before trusting these numbers", "a note", "Macro-F1", "Confusion",
      "Reliability", "By target", "Learning curve", "Wrong labels", "Point de vue optimiste",
      "SHA-256", "3f786850e387550fdab836ed7e6dc881de23001b", "linear model without lexicon",
      "fell short", "prefers-color-scheme:dark", "@media print", "lang=\"fr\"",
    ] {
      #expect(page.contains(part), "\(part)")
    }
  }

  @Test func saysWhatIsUnknown() throws {
    let empty = try EvaluationReport.build(items: [], labels: Samples.labels)
    #expect(EvaluationPage.html(empty).contains("There is nothing to evaluate."))
    #expect(EvaluationMarkdown.text(empty).contains("| Macro-F1 | **—** | — |"))
  }

  /// Without texts a report holds no word of the data.
  @Test func withoutTextsNoWords() throws {
    let article = Samples.frenchArticle
    let items = article.predictions.filter { $0.label != nil }.map { prediction in
      EvaluationItem(
        id: "\(prediction.unit.line)", file: article.file, line: prediction.unit.line, gold: 1,
        predicted: 0, probabilities: [0.6, 0.3, 0.1])
    }
    let report = try EvaluationReport.build(items: items, labels: Samples.labels)
    #expect(!EvaluationPage.html(report).contains("lunettes"))
    #expect(!EvaluationMarkdown.text(report).contains("lunettes"))
    let details = ReportDetails(articles: [article])
    #expect(EvaluationPage.html(report, details).contains("lunettes"))
    #expect(EvaluationPage.html(report, details).contains("What pushed the wrong way"))
    #expect(EvaluationMarkdown.text(report, details).contains("pushed the wrong way"))
  }

  @Test func severalArticlesHaveAnOverview() throws {
    let article = Samples.frenchArticle
    #expect(ArticlePage.html([article, article]).contains("Paragraphs by label"))
    #expect(!ArticlePage.html([article]).contains("Paragraphs by label"))
    #expect(ArticlePage.html([article]).contains("4 of the 5 in labelled sections agree"))
  }

  /// The verdict on an article is that of its paragraphs' tally, as in the text output.
  @Test func articlesHaveAVerdict() throws {
    let article = Samples.frenchArticle
    var tally = DocumentTally(labels: article.labels, favor: 0, against: 2)
    for prediction in article.predictions where prediction.label != nil { tally.add(prediction) }
    let verdict = tally.prediction
    let page = ArticlePage.html([article])
    let start = try #require(range(of: "Overall ", in: page[...]))
    let sentence = page[start...].prefix { $0 != "%" }
    #expect(sentence.contains(try #require(verdict.label)))
    #expect(sentence.contains(NumberText.signed(verdict.score)))
    #expect(sentence.contains(NumberText.percent(verdict.probabilities?.max()).dropLast()))
    #expect(ArticlePage.html([article, article]).contains("<bdi>Overall</bdi>"))
    // Records have no verdict in common.
    var records = article
    for index in records.predictions.indices { records.predictions[index].id = "r" }
    #expect(!ArticlePage.html([records]).contains("Overall "))
  }

  @Test func saysThatSectionsJoinTheirParagraphs() throws {
    for (feature, isTold) in [("sections", true), ("article", false)] {
      var article = Samples.frenchArticle
      let place = try #require(article.predictions.firstIndex { $0.explanation != nil })
      article.predictions[place].explanation?.contributions.append(
        Contribution(source: .context, feature: feature, range: nil, values: [0.5, 0, -0.5]))
      let page = ArticlePage.html([article])
      #expect(page.contains("Read as sections: paragraphs of a section") == isTold)
    }
    #expect(!ArticlePage.html([Samples.frenchArticle]).contains("Read as sections"))
  }

  @Test func unknownLabelsAreToldInEveryFormat() throws {
    let report = try EvaluationReport.build(
      items: [EvaluationItem(id: "a", gold: 0, predicted: 0)], labels: Samples.labels,
      options: EvaluationOptions(
        replicates: 0, unknownLabels: [LabelCount(label: "contre", count: 2)]))
    for text in [
      EvaluationPage.html(report), EvaluationMarkdown.text(report),
      EvaluationText(color: false).text(report),
    ] {
      #expect(text.contains("2 units are left out"))
      #expect(text.contains("contre"))
    }
  }

  @Test func sameInputSameBytes() throws {
    #expect(try SamplePages.hostile() == SamplePages.hostile())
    #expect(
      ArticlePage.html([Samples.frenchArticle]) == ArticlePage.html([Samples.frenchArticle]))
  }
}
