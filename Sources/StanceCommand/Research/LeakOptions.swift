import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceModel
import StanceText
import StanceTraining

/// What an evaluation does about test data that training has seen.
struct LeakOptions: ParsableArguments {
  @Flag(
    help: """
      Evaluate although the model, or another split, has seen the data: its files, or nine in ten of \
      its texts or more.
      """)
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
    let known = KnownTexts.count(data, model: model)
    if let note = KnownTexts.note(known, of: data, name: name) { Console.note(note) }
    let check = LeakCheck(rules: rules)
    var findings = check.trainedOn(model.provenance.data, sources: whole.sources, data: data)
    if let split {
      var others = whole
      others.examples = whole.examples.filter { $0.split != nil && $0.split != split }
      findings += check.between(training: others, test: data)
    } else {
      findings += check.titles(data)
    }
    guard !findings.isEmpty || KnownTexts.areNearlyAll(known, of: data) else { return }
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
  /// How many labelled texts stand among those that a model was trained on, as they are or without
  /// needless white space; a model keeps hashes of whole texts, which know no other case.
  static func count(_ data: DataSet, model: LinearModel) -> Int {
    data.examples.count {
      $0.label != nil
        && (model.texts.contains($0.text) || model.texts.contains(folded($0.text)))
    }
  }

  /// A text with one space for each run of white space, and none at its ends.
  private static func folded(_ text: [UInt8]) -> [UInt8] {
    Array(text.split { $0 == 0x20 || 0x09...0x0D ~= $0 }.joined(separator: [0x20]))
  }

  /// Whether so many texts are known that they prove nothing together: nine in ten, as whoever knows
  /// these by heart is right on nine in ten, whatever the others say.
  static func areNearlyAll(_ known: Int, of data: DataSet) -> Bool {
    known > 0 && 10 * known >= 9 * data.labelled.examples.count
  }

  /// What is to be said of them; nil when there are none.
  static func note(_ data: DataSet, model: LinearModel, name: String) -> String? {
    note(count(data, model: model), of: data, name: name)
  }

  static func note(_ known: Int, of data: DataSet, name: String) -> String? {
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
