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
    var text = paint("search: macro-F1 over held-out groups", .strong) + "\n"
    text += paint("       C  macro-F1  n-grams", .faint) + "\n"
    for point in result.search {
      let line =
        DisplayWidth.padded(NumberText.plain(point.strength), to: 8, right: true) + "  "
        + DisplayWidth.padded(NumberText.fixed(point.macroF1, 4), to: 8, right: true) + "  "
        + (point.families.isEmpty ? "none" : point.families.joined(separator: " + "))
      let isChosen = point.strength == result.strength && point.families == result.families
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
        NumberText.phrase(examples.count, "example") + " in "
          + NumberText.phrase(groups, "group") + ": " + counts.joined(separator: ", "))
    for name in ["base", "strength C", "families", "cross-validated macro-F1", "converged"] {
      guard let fact = result.model.provenance.facts.first(where: { $0.name == name }) else {
        continue
      }
      let number = Double(fact.value).map { NumberText.plain($0, 4) }
      text += row(
        name == "cross-validated macro-F1" ? "macro-F1" : name,
        (number ?? fact.value) + (name.hasPrefix("cross") ? ", cross-validated" : ""))
    }
    text += row("temperature", NumberText.fixed(Double(result.model.temperature), 3))
    if let context = result.model.context {
      text += row("context", ModelText.text(context, result.model.labels))
    }
    text += row("time", seconds)
    text += row("written", "\(output), \(NumberText.bytes(size))")
    return text
  }

  /// Counts on data that was not trained on.
  public func validation(_ confusion: ConfusionMatrix, unknown: Int) -> String {
    var text = row(
      "validation",
      "accuracy \(NumberText.fixed(confusion.accuracy, 3)) (\(confusion.correct)/\(confusion.total)),"
        + " macro-F1 \(NumberText.fixed(confusion.macroF1, 3))")
    if unknown > 0 {
      text += row(
        "", "\(NumberText.phrase(unknown, "example")) with labels the model does not have")
    }
    return text
  }

  private func row(_ name: String, _ value: String) -> String {
    paint(DisplayWidth.padded(name, to: 12), .faint) + " " + value + "\n"
  }
}
