import StanceEvaluation
import StanceKit
import StanceModel
import StanceText
import Testing

@testable import StanceTraining

@Suite struct ModelRunnerTests {
  /// Three titled sections of two paragraphs.
  private static let article = """
    Acme change de siège

    Point de vue neutre

    Le groupe quitte ses bureaux du centre pour une tour plus grande à la périphérie de la ville.

    Les deux sites sont à une demi-heure de route, et le bail court sur neuf ans.

    Point de vue optimiste

    Le choix est excellent : les équipes gagnent de la place et la société fait des économies.

    Les salariés que j’ai croisés sont ravis de quitter ces locaux sombres et mal chauffés.

    Point de vue pessimiste

    Quelle mauvaise idée que d’envoyer tout le monde si loin du métro et des commerces.

    Personne ne fera ce trajet deux fois par jour sans chercher un emploi ailleurs.

    """

  /// A form that ends the last section, and text of the page behind it.
  private static let form = """

    Laisser un commentaire

    Les lecteurs qui nous écrivent depuis hier ne s’accordent pas sur le nouveau siège, et plusieurs \
    d’entre eux demandent que la direction explique enfin comment elle a choisi cette adresse.

    """

  /// The article with another title, so that it names no target anywhere.
  private static let nameless = article.replacing("Acme", with: "La société")

  private static let german = """

    Das Unternehmen verlässt seine Büros in der Innenstadt und zieht in einen größeren Turm am Rande \
    der Stadt, was viele der Angestellten nicht verstehen und auch nicht verstehen wollen.

    """

  /// An article, scored as a document and run as a data set: the same probabilities.
  @Test(arguments: [
    (article, 6, 6), (article + form, 7, 7), (nameless, 6, 6), (nameless + form, 7, 7),
    (article + german, 7, 6), (german + "\n" + nameless + german, 8, 6),
  ])
  func articleAsTheDocumentScorerHasIt(article: String, paragraphs: Int, scored: Int) throws {
    let trainer = try Fixtures.trainer()
    var model = try trainer.train(Fixtures.synthetic(groups: 12)).model
    // Weights that make the context visible.
    model.context = ContextWeights(
      own: 0.9, departure: 1, alike: model.labels.map { _ in -1 },
      running: .init(
        own: 0.7, others: (0..<9).map { Float($0 % 4) },
        first: model.labels.indices.map { Float($0) }))
    let pack = trainer.targets.pack(for: "acme")
    let text = Array(article.utf8)
    let analyzer = Analyzer(
      model: model, lexicon: trainer.lexicon, rules: trainer.rules, target: pack)
    var scorer = DocumentScorer(analyzer)
    let predictions = scorer.score(text).filter { $0.unit.kind == .body }
    let data = try ArticleReader.read(
      text, file: "a.txt", target: "acme", rules: trainer.rules)
    let runner = ModelRunner(
      model: model, lexicon: trainer.lexicon, rules: trainer.rules, targets: trainer.targets)
    let probabilities = runner.probabilities(data.examples)
    #expect(predictions.count == paragraphs && probabilities.count == paragraphs)
    #expect(probabilities.count { !$0.isEmpty } == scored)
    for (prediction, values) in zip(predictions, probabilities) {
      let expected = prediction.probabilities ?? []
      #expect(values.count == expected.count, "line \(prediction.unit.line)")
      for (a, b) in zip(expected, values) {
        #expect(abs(a - b) < 1e-6, "line \(prediction.unit.line): \(expected) and \(values)")
      }
    }
    var alone = runner
    alone.usesContext = false
    #expect(alone.probabilities(data.examples) != probabilities)
    var labelled = data
    for index in labelled.examples.indices { labelled.examples[index].label = model.labels[0] }
    #expect(runner.items(labelled).items.count == scored)
  }

  @Test func itemsCarryWhatReportsNeed() throws {
    let trainer = try Fixtures.trainer()
    let data = Fixtures.synthetic(groups: 12)
    let model = try trainer.train(data).model
    let runner = ModelRunner(
      model: model, lexicon: trainer.lexicon, rules: trainer.rules, targets: trainer.targets)
    var test = DataSet(examples: Array(data.examples.prefix(4)))
    test.examples[1].label = "unheard"
    test.examples[2].label = nil
    let (items, unknown) = runner.items(test)
    #expect(items.map(\.id) == [test.examples[0].id, test.examples[3].id])
    #expect(unknown.map(\.id) == [test.examples[1].id])
    #expect(items[0].slices.contains { $0.name == "target" && $0.value == "acme" })
    #expect(items[0].group == "articles/0.txt" && items[0].line == test.examples[0].line)
  }

  /// Rows of several targets, in any order: each as if it were run alone.
  @Test func targetsDoNotMix() throws {
    let trainer = try Fixtures.trainer()
    var model = try trainer.train(Fixtures.synthetic(groups: 12)).model
    model.context = nil
    let runner = ModelRunner(
      model: model, lexicon: trainer.lexicon, rules: trainer.rules, targets: trainer.targets)
    let examples = Array(Fixtures.synthetic(groups: 4, seed: 5).examples.shuffled())
    let together = runner.probabilities(examples)
    for (row, example) in examples.enumerated() {
      let alone = runner.probabilities([example])[0]
      for (a, b) in zip(alone, together[row]) { #expect(abs(a - b) < 1e-6) }
    }
  }
}
