public import StanceEvaluation
import StanceModel
public import StanceTraining

/// What a training run found, as text for people.
public struct TrainingText: Sendable {
  let paint: Paint

  public init(color: Bool) { paint = Paint(color) }

  /// The search and the model.
  ///
  /// - Parameters:
  ///   - seconds: duration, written as the caller likes.
  ///   - size: bytes of the model's file.
  public func text(
    _ result: Trainer.Result, output: String, seconds: String, size: Int
  ) -> String {
    func fact(_ name: String) -> String? {
      result.model.provenance.facts.first { $0.name == name }?.value
    }
    let chosen = (families: fact("families") ?? "", strength: Double(fact("strength C") ?? ""))
    var text = paint("search: macro-F1 over held-out groups", .strong) + "\n"
    text += paint("       C  macro-F1  n-grams", .faint) + "\n"
    for point in result.search {
      let line =
        DisplayWidth.padded(Numbers.plain(point.strength), to: 8, right: true) + "  "
        + DisplayWidth.padded(Numbers.fixed(point.macroF1, 4), to: 8, right: true) + "  "
        + (point.families.isEmpty ? "none" : point.families.joined(separator: " + "))
      let isChosen =
        point.strength == chosen.strength
        && point.families.joined(separator: " ") == chosen.families
      text += paint(line, isChosen ? .good : nil) + (isChosen ? "  ← chosen" : "") + "\n"
    }
    let examples = result.examples
    let counts = result.model.labels.map { label in
      "\(examples.count { $0.label == label }) "
        + DisplayWidth.truncated(PlainText.line(label.utf8), to: 40)
    }
    let groups = DataSet(examples: examples).groups
    text +=
      "\n"
      + row(
        "trained on",
        Numbers.count(examples.count, "example") + " in "
          + Numbers.count(groups, "group") + ": " + counts.joined(separator: ", "))
    for name in ["base", "strength C", "families", "cross-validated macro-F1", "converged"] {
      guard let fact = result.model.provenance.facts.first(where: { $0.name == name }) else {
        continue
      }
      let number = Double(fact.value).map { Numbers.plain4($0) }
      text += row(
        name == "cross-validated macro-F1" ? "macro-F1" : name,
        (number ?? fact.value) + (name.hasPrefix("cross") ? ", cross-validated" : ""))
    }
    text += row("temperature", Numbers.fixed(Double(result.model.temperature), 3))
    if let context = result.model.context {
      text += row("context", ModelText.text(context, result.model.labels))
    }
    text += row("time", seconds)
    text += row("written", "\(output), \(Numbers.bytes(size))")
    return text
  }

  /// Counts on data that was not trained on.
  public func validation(_ confusion: ConfusionMatrix, unknown: Int) -> String {
    func number(_ value: Double?) -> String { value.map { Numbers.fixed($0, 3) } ?? "undefined" }
    var text = row(
      "validation",
      "accuracy \(number(confusion.accuracy)) (\(confusion.correct)/\(confusion.total)),"
        + " macro-F1 \(number(confusion.macroF1))")
    if unknown > 0 {
      text += row("", "\(Numbers.count(unknown, "example")) with labels the model does not have")
    }
    return text
  }

  private func row(_ name: String, _ value: String) -> String {
    paint(DisplayWidth.padded(name, to: 12), .faint) + " " + value + "\n"
  }
}

extension Numbers {
  /// At most four decimals, no zeros behind.
  static func plain4(_ value: Double) -> String {
    var text = fixed(value, 4)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// `4.2 MB`.
  static func bytes(_ count: Int) -> String {
    count < 1000
      ? "\(count) bytes"
      : count < 1_000_000
        ? fixed(Double(count) / 1e3, 1) + " kB" : fixed(Double(count) / 1e6, 1) + " MB"
  }
}
