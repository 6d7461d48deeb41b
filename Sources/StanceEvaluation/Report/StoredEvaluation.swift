/// What a comparison needs of a written report: its labels and items. Ratios are computed anew.
///
/// Reads the JSON of `EvaluationReport.tree` with any decoder.
public struct StoredEvaluation: Hashable, Sendable, Decodable {
  public let labels: [String]
  public let items: [EvaluationItem]

  private enum Key: String, CodingKey {
    case schema, labels, items
  }

  private struct Item: Decodable {
    let id: String?
    let file: String?
    let line: Int?
    let group: String?
    let gold: String
    let predicted: String?
    let probabilities: [String: Double]?
    let slices: [String: String]?
  }

  /// - Throws: `DecodingError` at the place of the fault: another schema, an unknown label, an
  ///   item with neither identity nor line.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    let schema = try container.decode(Int.self, forKey: .schema)
    guard schema == EvaluationReport.schema else {
      throw DecodingError.dataCorruptedError(
        forKey: .schema, in: container,
        debugDescription: "expected schema \(EvaluationReport.schema), found \(schema)")
    }
    let labels = try container.decode([String].self, forKey: .labels)
    var positions: [String: Int] = [:]
    for (position, label) in labels.enumerated() { positions[label] = position }
    var list = try container.nestedUnkeyedContainer(forKey: .items)
    var items: [EvaluationItem] = []
    while !list.isAtEnd {
      let place = list.currentIndex
      let item = try list.decode(Item.self)
      func fault(_ text: String) -> DecodingError {
        .dataCorrupted(
          .init(codingPath: list.codingPath, debugDescription: "item \(place): \(text)"))
      }
      func position(_ label: String) throws -> Int {
        guard let position = positions[label] else { throw fault("unknown label '\(label)'") }
        return position
      }
      guard let id = item.id ?? item.file.map({ "\($0):\(item.line ?? 0)" }) else {
        throw fault("expected \"id\", or \"file\" and \"line\"")
      }
      let probabilities = try item.probabilities.map { values in
        try labels.map { label in
          guard let value = values[label] else { throw fault("no probability of '\(label)'") }
          return value
        }
      }
      items.append(
        EvaluationItem(
          id: id, file: item.file, line: item.line, group: item.group,
          gold: try position(item.gold), predicted: try item.predicted.map(position),
          probabilities: probabilities,
          slices: (item.slices ?? [:]).sorted { $0.key < $1.key }
            .map { .init(name: $0.key, value: $0.value) }))
    }
    self.labels = labels
    self.items = items
  }
}
