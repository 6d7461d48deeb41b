import ArgumentParser
import StanceEvaluation
import StanceReport
import StanceTraining

/// Sets of labels that hold the right one as often as asked for.
struct CoverageOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Conformal sets of labels that hold the right one this often, such as 0.9.",
      valueName: "share"))
  var coverage: Double?

  @Option(
    parsing: .unconditionalSingleValue,
    help: ArgumentHelp(
      "Data to calibrate the sets on; may be repeated. Default: the dev split where --split takes"
        + " another one, else half of the groups, and the sets are judged on the other half.",
      valueName: "data"))
  var calibration: [String] = []

  func validate() throws {
    guard let coverage else {
      if !calibration.isEmpty { throw ValidationError("--calibration needs --coverage") }
      return
    }
    guard coverage > 0, coverage < 1 else {
      throw ValidationError("--coverage is between 0 and 1")
    }
  }

  /// What a calibration gave, and on what.
  struct Outcome {
    var report: ConformalReport
    var calibratedOn: String

    var tree: ReportTree {
      guard case .object(let fields) = report.tree else { return report.tree }
      return .object([.init("calibrated_on", .text(calibratedOn))] + fields)
    }

    var text: String {
      "conformal sets for \(NumberText.percent(report.predictor.coverage, 1)), calibrated on"
        + " \(report.predictor.rows) texts of \(calibratedOn): \(report.covered) of"
        + " \(report.count) sets hold the right label, \(NumberText.percent(report.coverage, 1))"
        + " (Wilson, 95 %: \(NumberText.percent(report.interval.low, 1)) to"
        + " \(NumberText.percent(report.interval.high, 1)); texts of one article resemble each"
        + " other, so other articles may fare worse); \(NumberText.fixed(report.meanSize, 2))"
        + " labels a set"
    }
  }

  /// - Parameters:
  ///   - items: what is evaluated.
  ///   - calibrated: items to calibrate on, with their name; nil cuts `items` in two.
  /// - Returns: nil when no coverage was asked for.
  func outcome(
    _ items: [EvaluationItem], labels: [String],
    on calibrated: (items: [EvaluationItem], name: String)?
  ) throws -> Outcome? {
    guard let coverage else { return nil }
    var test = items
    var rows = calibrated?.items ?? []
    var name = calibrated?.name ?? ""
    if calibrated == nil {
      guard Set(items.map(\.group)).count > 1 else {
        Console.note(
          "--coverage \(coverage): expected two groups of texts, to divide them, found 1; give"
            + " --calibration")
        throw ExitStatus.unreadable
      }
      let half = Folds.grouped(
        items.map(\.group), labels: items.map(\.gold), classes: labels.count, k: 2, seed: 1)
      rows = zip(items, half).filter { $0.1 == 0 }.map(\.0)
      test = zip(items, half).filter { $0.1 == 1 }.map(\.0)
      name = "one half of the groups"
    }
    if !calibration.isEmpty {
      let places = Set(test.map { "\($0.file ?? ""):\($0.line ?? 0):\($0.id)" })
      let shared = rows.count { places.contains("\($0.file ?? ""):\($0.line ?? 0):\($0.id)") }
      if shared > 0 {
        Console.note(
          "leak: \(NumberText.phrase(shared, "text")) of --calibration are evaluated too: sets"
            + " judged on what calibrated them say nothing; leave --calibration out to divide the"
            + " data in two")
        throw ExitStatus.unreadable
      }
    }
    do {
      let predictor = try ConformalPredictor(
        calibration: rows, labels: labels, coverage: coverage)
      return Outcome(report: predictor.evaluate(test), calibratedOn: name)
    } catch {
      Console.note("--coverage \(coverage): \(error); give more with --calibration")
      throw ExitStatus.unreadable
    }
  }
}
