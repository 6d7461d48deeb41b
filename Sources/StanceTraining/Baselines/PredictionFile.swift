public import StanceEvaluation
internal import StanceModel

/// Another program's predictions for known units.
public struct PredictionFile: Sendable {
  public let records: LabelRecords
  /// The member that holds the prediction: the first of `predicted`, `prediction` and `label` that
  /// the first record has which has any. Records without one, as headings are in what `stance score`
  /// writes, say nothing.
  public let field: String

  /// - Throws: ``DataError`` when the file is wrong or no record has such a member.
  public init(_ bytes: [UInt8], file: String) throws(DataError) {
    records = try LabelRecords(bytes, file: file)
    let known = ["predicted", "prediction", "label"]
    let first = records.records.first
    let found = records.records.lazy.compactMap { record in
      known.first { record.fields[$0] != nil }
    }.first
    guard let found else {
      throw .record(
        file: file, line: first?.place ?? 1,
        found: first.map { "the members \($0.fields.keys.sorted().joined(separator: ", "))" }
          ?? "nothing", expected: "a member `predicted` or `label`")
    }
    self.field = found
  }

  /// The predictions for some items, in their order, as positions of labels.
  ///
  /// - Throws: ``DataError`` for a label that is not among `labels`, and when the file has no
  ///   prediction for any of the items. Single items without one are abstentions.
  public func predictions(
    for items: [EvaluationItem], labels: [String]
  ) throws(DataError) -> [Int?] {
    let index = records.index
    var result: [Int?] = []
    var found = 0
    for item in items {
      guard let place = index.position(id: item.id, file: item.file, line: item.line) else {
        result.append(nil)
        continue
      }
      found += 1
      let record = records.records[place]
      guard let label = record.fields[field] else {
        result.append(nil)
        continue
      }
      guard let position = labels.firstIndex(of: label) else {
        throw .record(
          file: records.file, line: record.place, found: "the label \(label)",
          expected: "one of \(labels.joined(separator: ", "))")
      }
      result.append(position)
    }
    guard found > 0 || items.isEmpty else {
      throw .file(
        file: records.file,
        reason: "has a prediction for none of the \(items.count) units: ids, or files and lines,"
          + " must be those of the data")
    }
    return result
  }
}

/// Reads the JSON of an evaluation report back to labels and items.
public enum StoredReport {
  /// - Returns: nil when the bytes are no report; a report is a JSON object with `schema`,
  ///   `labels` and `items`.
  /// - Throws: ``DataError`` when a report has items that cannot be read.
  public static func read(
    _ bytes: [UInt8], file: String
  ) throws(DataError) -> (labels: [String], items: [EvaluationItem])? {
    guard let value = try? JSONReader.parse(bytes), value["schema"] != nil,
      let names = value["labels"]?.array, let list = value["items"]?.array
    else { return nil }
    let labels = names.compactMap(\.string)
    var items: [EvaluationItem] = []
    for (place, object) in list.enumerated() {
      func fault(_ text: String) -> DataError {
        .file(file: file, reason: "item \(place) \(text)")
      }
      guard let gold = object["gold"]?.string.flatMap({ labels.firstIndex(of: $0) }) else {
        throw fault("has no gold label among \(labels.joined(separator: ", "))")
      }
      let name = object["file"]?.string
      let line = object["line"]?.int
      guard let id = object["id"]?.name ?? name.map({ "\($0):\(line ?? 0)" }) else {
        throw fault("has neither id nor file and line")
      }
      var predicted: Int?
      if let label = object["predicted"]?.string {
        guard let position = labels.firstIndex(of: label) else {
          throw fault("is predicted as \(label), which is no label of the report")
        }
        predicted = position
      }
      let numbers = labels.compactMap { object["probabilities"]?[$0]?.number }
      items.append(
        EvaluationItem(
          id: id, file: name, line: line, group: object["group"]?.string, gold: gold,
          predicted: predicted, probabilities: numbers.count == labels.count ? numbers : nil))
    }
    return (labels, items)
  }
}
