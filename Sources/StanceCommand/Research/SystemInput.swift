import StanceEvaluation
import StanceKit
import StanceModel
import StanceTraining

/// What `stance compare` takes as a system: a model, a report, or predictions.
struct SystemInput {
  let name: String
  /// The labels of the items' positions.
  var labels: [String]
  var items: [EvaluationItem]

  /// Reads a file and, where it is a model or predictions, answers the data.
  ///
  /// - Parameters:
  ///   - data: nil when no data were given.
  ///   - target: of the texts that name none; nil for the one that goes with the model, as in
  ///     `evaluate`.
  static func read(
    _ path: String, data: DataSet?, target: String?, _ context: ResearchContext
  ) throws -> SystemInput {
    let isBundled = BundledModel(rawValue: path) != nil
    let bytes = isBundled ? [] : try bytes(path)
    if !isBundled, let report = try StoredReport.read(bytes, file: path) {
      return SystemInput(name: path, labels: report.labels, items: report.items)
    }
    if !isBundled, !InputList.isRecords(path) { try refuseOthers(bytes, path) }
    guard let data else {
      Console.note(
        "\(path): a model or predictions: give the data too, labelled texts to compare on, as in"
          + " stance compare default short Evaluation/corpus --split test")
      throw ExitStatus.usage
    }
    if InputList.isRecords(path) {
      let labelled = data.labelled
      let file = try PredictionFile(bytes, file: path)
      let labels = LabelOrder.sorted(
        labelled.labels + file.records.records.compactMap { $0.fields[file.field] })
      var items = labelled.examples.map { example in
        EvaluationItem(
          id: example.id, file: example.file, line: example.line, group: example.group,
          gold: labels.firstIndex(of: example.label ?? "") ?? 0, predicted: nil)
      }
      let predicted = try file.predictions(for: items, labels: labels)
      for index in items.indices { items[index].predicted = predicted[index] }
      let missing = predicted.count { $0 == nil }
      if missing > 0 {
        Console.note("\(path): \(missing) of \(items.count) texts have no prediction: errors")
      }
      let strange = Set(labels).subtracting(labelled.labels).sorted()
      if !strange.isEmpty {
        Console.note(
          "\(path): predicts what no text is labelled as: \(strange.joined(separator: ", "))")
      }
      return SystemInput(name: path, labels: labels, items: items)
    }
    let model = try AnalyzerChoice.model(path)
    let own = Analyzer.ownTarget(of: path, model)
    let runner = ModelRunner(
      model: model, lexicon: context.lexicon, rules: context.rules,
      targets: try context.resolver(fallback: target ?? own))
    let (items, unknown) = runner.items(data)
    if let first = unknown.first {
      Console.note(
        "\(first.file):\(first.line): the model has no label \(first.label ?? ""); it has"
          + " \(model.labels.joined(separator: ", "))")
      throw ExitStatus.unreadable
    }
    return SystemInput(name: path, labels: model.labels, items: items)
  }

  /// The bytes of a report, of a model, or of predictions, which are read as records are.
  static func bytes(_ path: String) throws -> [UInt8] {
    guard InputList.isRecords(path) else { return try FileSystem.read(path) }
    let (bytes, note) = try DataLoader.lines(path)
    if let note { Console.note(note.description) }
    return bytes
  }

  /// The model that a path names; nil for reports and predictions.
  static func model(_ path: String) throws -> LinearModel? {
    if InputList.isRecords(path) { return nil }
    if BundledModel(rawValue: path) != nil { return try AnalyzerChoice.model(path) }
    let bytes = try FileSystem.read(path)
    if try StoredReport.read(bytes, file: path) != nil { return nil }
    try refuseOthers(bytes, path)
    return try AnalyzerChoice.model(path)
  }

  /// Refuses what does not begin as a model file does: eight bytes with the length of a header, low
  /// ones first, and the header, which is a JSON object.
  private static func refuseOthers(_ bytes: [UInt8], _ path: String) throws {
    guard bytes.count <= 8 || bytes[7] != 0 || bytes[8] != UInt8(ascii: "{") else { return }
    Console.note(
      "\(path): expected a model, a report of `stance evaluate --format json`, or predictions in"
        + " a .jsonl file, found " + (bytes.isEmpty ? "nothing" : "none of these"))
    throw ExitStatus.unreadable
  }

  /// The same items with positions in other labels, which hold all of these.
  func relabelled(_ all: [String]) -> [EvaluationItem] {
    let position = labels.map { all.firstIndex(of: $0) ?? 0 }
    return items.map { item in
      var item = item
      item.gold = position[item.gold]
      item.predicted = item.predicted.map { position[$0] }
      item.probabilities = nil
      return item
    }
  }
}
