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
  func check(
    whole: DataSet, data: DataSet, split: String?, model: LinearModel, rules: ReadingRules
  ) throws {
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
    for finding in findings.prefix(5) { Console.note("leak: \(finding)") }
    if findings.count > 5 { Console.note("and \(findings.count - 5) more leaks") }
    guard !allowLeak else { return }
    Console.note("refused: the numbers would be too good; --allow-leak evaluates all the same")
    throw ExitStatus.unreadable
  }
}
