internal import StanceKit
public import StanceModel

/// A model as text for people.
public struct ModelText: Sendable {
  let look: TerminalLook

  public init(look: TerminalLook) { self.look = look }

  public func text(
    _ model: LinearModel, file: String, size: Int, sha256: String, weights: Bool
  ) -> String {
    let provenance = model.provenance
    var text = look.paint(FileSystem.name(file), .strong) + "\n"
    text += row("file", "\(file), \(NumberText.bytes(size))")
    text += row("sha256", sha256)
    text += row(
      "labels", model.labels.map { look.paint($0, look.role($0)) }.joined(separator: ", "))
    text += row("features", features(model))
    text += row("temperature", NumberText.fixed(Double(model.temperature), 3))
    if let context = model.context {
      text += row("context", Self.text(context, model.labels))
    }
    text += row("program", "stance \(provenance.program), seed \(provenance.seed)")
    for fact in provenance.facts {
      text += row(fact.name, Double(fact.value).map { NumberText.plain($0, 4) } ?? fact.value)
    }
    text += row("data", NumberText.phrase(provenance.data.count, "file"))
    for line in provenance.data.prefix(5) {
      let parts = line.split(separator: " ", maxSplits: 1)
      let name = parts.count == 2 ? "\(parts[0].prefix(12))…  \(parts[1])" : line
      text += row("", DisplayWidth.truncated(name, to: look.width - 17))
    }
    if provenance.data.count > 5 { text += row("", "and \(provenance.data.count - 5) more") }
    return weights ? text + "\n" + table(model) : text
  }

  /// The weights of context.
  static func text(_ context: ContextWeights, _ labels: [String]) -> String {
    func text(_ value: Float) -> String { NumberText.fixed(Double(value), 2) }
    func list(_ values: [Float]) -> String {
      zip(labels, values).map { "\($0) \(text($1))" }.joined(separator: " ")
    }
    let sections =
      "sections: own \(text(context.own)), departure \(text(context.departure)), alike "
      + list(context.alike)
    guard let running = context.running else { return sections }
    let others = labels.indices.map { other in
      "beside \(labels[other]): "
        + list(Array(running.others[other * labels.count..<(other + 1) * labels.count]))
    }
    let both =
      sections + "; running text: own \(text(running.own)), " + others.joined(separator: ", ")
      + ", first: " + list(running.first)
    guard let division = context.division else { return both }
    return both
      + "; divided text: constant \(text(division.constant)), slope \(text(division.slope)), "
      + "leading \(text(division.leading)), titled \(text(division.titled)), shares "
      + list(division.shares)
  }

  private func features(_ model: LinearModel) -> String {
    let spec = model.spec
    var parts = ["\(DenseFeature.count) named"]
    if let orders = spec.wordOrders {
      parts.append("word \(orders.lowerBound)-\(orders.upperBound)-grams")
    }
    if let orders = spec.characterOrders {
      parts.append("character \(orders.lowerBound)-\(orders.upperBound)-grams")
    }
    if spec.targetWindow > 0 { parts.append("words near the target") }
    if spec.joinsTarget { parts.append("words with their target") }
    return parts.joined(separator: ", ") + "; \(spec.buckets) buckets"
  }

  private func row(_ name: String, _ value: String) -> String {
    look.paint(DisplayWidth.padded(name, to: 12), .faint) + "  " + value + "\n"
  }

  /// The named features by the size of their pull towards favor less against.
  private func table(_ model: LinearModel) -> String {
    let outputs = model.outputs
    let rows = DenseFeature.allCases.map { feature -> (name: String, values: [Float]) in
      let start = feature.rawValue * outputs
      let weights = Array(model.denseWeights[start..<start + outputs])
      return (
        feature.name,
        outputs == 1 ? [-weights[0] / 2, weights[0] / 2] : weights
      )
    }
    func pull(_ values: [Float]) -> Double {
      if let favor = look.favor, let against = look.against {
        return Double(values[favor] - values[against])
      }
      return Double(values.map { abs($0) }.max() ?? 0)
    }
    let largest = max(1e-9, rows.map { abs(pull($0.values)) }.max() ?? 1)
    var text = look.paint("weights of the named features", .strong) + "\n"
    for row in rows.sorted(by: { abs(pull($0.values)) > abs(pull($1.values)) }) {
      let value = pull(row.values)
      let role: Paint.Role = value < 0 ? .against : .favor
      text += DisplayWidth.padded(row.name, to: 34)
      text += ScoreBar.text(value / largest, paint: look.paint, role: role)
      text += "  " + DisplayWidth.padded(NumberText.column(value), to: 7, right: true) + "\n"
    }
    return text
  }
}
