import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceModel
import StanceTraining

/// Other systems in the table of an evaluation.
struct BaselineOptions: ParsableArguments {
  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Further system for the table: predictions (.jsonl), a report (.json) or a model; may be"
        + " repeated. The most frequent label, the lexicon alone and the model without its"
        + " lexicon are always there.", valueName: "file"))
  var baseline: [String] = []

  /// Names that are in the table without being asked for.
  private static let known = [
    "majority", "lexicon", LexiconBaseline.name, "linear", LinearModel.withoutLexiconName,
  ]

  /// The baselines for some items.
  ///
  /// - Parameter data: what the runner made the items from.
  func baselines(
    _ items: [EvaluationItem], data: DataSet, runner: ModelRunner
  ) throws -> [Baseline] {
    let labels = runner.model.labels
    let examples = data.examples.filter(runner.measures)
    var result: [Baseline] = []
    let lexicon = LexiconBaseline(
      lexicon: runner.lexicon, rules: runner.rules, targets: runner.targets)
    if let predicted = lexicon.predict(examples, labels: labels) {
      result.append(Baseline(name: LexiconBaseline.name, predicted: predicted))
    }
    result.append(
      Baseline(
        name: LinearModel.withoutLexiconName,
        predicted: predictions(
          of: runner.modelWithoutLexicon(over: examples), data, like: runner)))
    for path in baseline where !Self.known.contains(path) {
      result.append(try named(path, items, data, runner))
    }
    return result
  }

  /// What a model says of each item; the other paragraphs of an article are its context.
  private func predictions(
    of model: LinearModel, _ data: DataSet, like runner: ModelRunner
  ) -> [Int?] {
    var other = ModelRunner(
      model: model, lexicon: runner.lexicon, rules: runner.rules, targets: runner.targets)
    other.usesContext = runner.usesContext
    return zip(data.examples, other.probabilities(data.examples)).compactMap { example, values in
      runner.measures(example) ? .some(values.indices.max { values[$0] < values[$1] }) : nil
    }
  }

  private func named(
    _ path: String, _ items: [EvaluationItem], _ data: DataSet, _ runner: ModelRunner
  ) throws -> Baseline {
    let labels = runner.model.labels
    if BundledModel(rawValue: path) != nil {
      return answers(try AnalyzerChoice.model(path), path, data, runner)
    }
    guard FileSystem.kind(path) != .missing else {
      Console.note(
        "\(path): no such file, and no baseline of that name; names:"
          + " \(Self.known.joined(separator: ", "))")
      throw ExitStatus.noInput
    }
    let bytes = try SystemInput.bytes(path)
    if let report = try StoredReport.read(bytes, file: path) {
      var byID: [String: Int?] = [:]
      try checkIdentity(of: items, path)
      try checkIdentity(of: report.items, path)
      for item in report.items {
        byID[item.id] = item.predicted.flatMap { labels.firstIndex(of: report.labels[$0]) }
      }
      return Baseline(name: path, predicted: items.map { byID[$0.id] ?? nil })
    }
    if InputList.isRecords(path) {
      try checkIdentity(of: items, path)
      let file = try PredictionFile(bytes, file: path)
      let predicted = try file.predictions(for: items, labels: labels)
      let missing = predicted.count { $0 == nil }
      if missing > 0 {
        Console.note("\(path): \(missing) of \(items.count) units have no prediction: errors")
      }
      return Baseline(name: path, predicted: predicted)
    }
    return answers(try AnalyzerChoice.model(path), path, data, runner)
  }

  /// Systems are paired by identity, as in `stance compare`.
  private func checkIdentity(of items: [EvaluationItem], _ path: String) throws {
    var seen: Set<String> = []
    for item in items where !seen.insert(item.id).inserted {
      throw DataError.file(
        file: path,
        reason: "cannot be a baseline: the id \(item.id) occurs twice in what is evaluated; give"
          + " every text an id of its own")
    }
  }

  /// What another model says, in the labels of the model that is measured.
  private func answers(
    _ model: LinearModel, _ name: String, _ data: DataSet, _ runner: ModelRunner
  ) -> Baseline {
    let position = model.labels.map { runner.model.labels.firstIndex(of: $0) }
    let predicted = predictions(of: model, data, like: runner)
    return Baseline(name: name, predicted: predicted.map { $0.flatMap { position[$0] } })
  }
}
