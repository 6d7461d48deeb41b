import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceModel
import StanceText
import StanceTraining

/// What an evaluation does about test data that training has seen.
struct LeakOptions: ParsableArguments {
  @Flag(help: "Evaluate although the model, or another split, has seen the data.")
  var allowLeak = false

  /// Tells every leak; ends the command unless leaks are allowed.
  ///
  /// - Parameters:
  ///   - whole: the data before a split was taken.
  ///   - data: what is to be evaluated.
  ///   - name: of the model, as typed.
  func check(
    whole: DataSet, data: DataSet, split: String?, model: LinearModel, name: String,
    rules: ReadingRules
  ) throws {
    if let note = KnownTexts.note(data, model: model, name: name) { Console.note(note) }
    let check = LeakCheck(rules: rules)
    var findings = check.trainedOn(model.provenance.data, sources: whole.sources, data: data)
    if let split {
      var others = whole
      others.examples = whole.examples.filter { $0.split != nil && $0.split != split }
      findings += check.between(training: others, test: data)
    } else {
      findings += check.titles(data)
    }
    guard !findings.isEmpty else { return }
    for line in Told.first(5, of: findings.map { "leak: \($0)" }, "leak", "leaks") {
      Console.note(line)
    }
    guard !allowLeak else { return }
    Console.note("refused: the numbers would be too good; --allow-leak evaluates all the same")
    throw ExitStatus.unreadable
  }
}

/// Texts of a data set that training has read.
enum KnownTexts {
  /// How many labelled texts stand among those that a model was trained on.
  static func count(_ data: DataSet, model: LinearModel) -> Int {
    data.examples.count { $0.label != nil && model.texts.contains($0.text) }
  }

  /// What is to be said of them; nil when there are none.
  static func note(_ data: DataSet, model: LinearModel, name: String) -> String? {
    let known = count(data, model: model)
    guard known > 0 else { return nil }
    return "\(known) of these \(data.labelled.examples.count) texts are in the training data of"
      + " \(name): what it says of them proves nothing"
  }

  /// The data without the texts that a model is to be trained on; those are told.
  ///
  /// - Returns: nil when nothing with a label is left.
  static func unseen(_ held: DataSet, training: DataSet) -> DataSet? {
    let read = TextSketch(training.labelled.examples.lazy.map(\.text))
    var rest = held
    rest.examples.removeAll { $0.label != nil && read.contains($0.text) }
    let known = held.examples.count - rest.examples.count
    guard known > 0 else { return held }
    let total = held.labelled.examples.count
    guard known < total else {
      Console.note("--validation: all \(total) texts are trained on: not measured; give others")
      return nil
    }
    Console.note("--validation: \(known) of \(total) texts are trained on: left out")
    return rest
  }
}
