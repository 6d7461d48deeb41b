import StanceModel

/// A model as JSON.
enum ModelDescription {
  /// - Parameter name: as typed.
  static func json(
    _ model: LinearModel, name: String, size: Int, sha256: String, weights: Bool
  ) -> JSONValue {
    let provenance = model.provenance
    let spec = model.spec
    func orders(_ range: ClosedRange<Int>?) -> JSONValue {
      range.map { .array([.int($0.lowerBound), .int($0.upperBound)]) } ?? .null
    }
    var members: [JSONMember] = [
      JSONMember(key: "schema", value: .int(1)),
      JSONMember(key: "name", value: .string(name)),
      JSONMember(key: "bytes", value: .int(size)),
      JSONMember(key: "sha256", value: .string(sha256)),
      JSONMember(key: "labels", value: .array(model.labels.map { .string($0) })),
      JSONMember(key: "temperature", value: .number(Double(model.temperature))),
      JSONMember(
        key: "spec",
        value: .members([
          "named_features": .int(DenseFeature.count), "word_orders": orders(spec.wordOrders),
          "character_orders": orders(spec.characterOrders), "buckets": .int(spec.buckets),
          "target_window": .int(spec.targetWindow), "joins_target": .bool(spec.joinsTarget),
          "marks_opening": .bool(spec.marksOpening), "reads_target": .bool(spec.readsTarget),
        ])),
      JSONMember(key: "program", value: .string(provenance.program)),
      JSONMember(key: "seed", value: .longInteger(String(provenance.seed))),
      JSONMember(
        key: "facts",
        value: .object(
          provenance.facts.map { JSONMember(key: $0.name, value: ModelFact($0).json) })),
      JSONMember(key: "data", value: .array(provenance.data.map { .string($0) })),
    ]
    if let context = model.context {
      members.append(JSONMember(key: "context", value: value(of: context, model.labels)))
    }
    if weights {
      let outputs = model.outputs
      members.append(
        JSONMember(
          key: "weights",
          value: .object(
            DenseFeature.allCases.map { feature in
              let row = feature.rawValue * outputs
              return JSONMember(
                key: feature.name,
                value: .array(
                  model.denseWeights[row..<row + outputs].map { .number(Double($0)) }))
            })))
    }
    return .object(members)
  }

  private static func value(of context: ContextWeights, _ labels: [String]) -> JSONValue {
    func named(_ values: ArraySlice<Float>) -> JSONValue {
      .object(
        zip(labels, values).map { JSONMember(key: $0, value: .number(Double($1))) })
    }
    let k = labels.count
    return .members([
      "own": .number(Double(context.own)), "departure": .number(Double(context.departure)),
      "alike": named(context.alike[...]),
      "running": context.running.map { running in
        .members([
          "own": .number(Double(running.own)),
          "beside": .object(
            labels.enumerated().map { other, label in
              JSONMember(key: label, value: named(running.others[other * k..<(other + 1) * k]))
            }),
          "first": named(running.first[...]),
        ])
      } ?? .null,
      "division": context.division.map { division in
        .members([
          "constant": .number(Double(division.constant)), "slope": .number(Double(division.slope)),
          "leading": .number(Double(division.leading)),
          "titled": .number(Double(division.titled)), "shares": named(division.shares[...]),
        ])
      } ?? .null,
    ])
  }
}
