import StanceEvaluation
import StanceTraining

/// Examples whose gold label a model does not have: told with their places, counted for reports.
enum UnknownLabels {
  /// Labels that are told, and places of each.
  private static let most = (labels: 5, places: 3)

  /// - Parameter labels: those of the model.
  static func tell(_ examples: [Example], labels: [String]) {
    let counts = counts(examples)
    for (label, count) in counts.prefix(most.labels).map({ ($0.label, $0.count) }) {
      let places = examples.filter { $0.label == label }.prefix(most.places)
        .map { "\($0.file):\($0.line)" }
      var text =
        "\(places[0]): expected a label of the model (\(labels.joined(separator: ", "))), found"
        + " “\(label)”: left out"
      if places.count > 1 {
        text += " (also at \(places.dropFirst().joined(separator: ", "))"
        text += count > places.count ? " and \(count - places.count) more)" : ")"
      }
      if let near = DataChecks.nearest(to: label, among: labels) {
        text += "; did you mean \(near)?"
      }
      Console.note(text)
    }
    let rest = counts.dropFirst(most.labels).reduce(0) { $0 + $1.count }
    if rest > 0 { Console.note("and \(rest) more with other labels that the model does not have") }
  }

  /// How often each label stands there, the most frequent first.
  static func counts(_ examples: [Example]) -> [LabelCount] {
    var counts: [String: Int] = [:]
    for example in examples { counts[example.label ?? "", default: 0] += 1 }
    return counts.map { LabelCount(label: $0.key, count: $0.value) }
      .sorted { ($1.count, $0.label) < ($0.count, $1.label) }
  }
}
