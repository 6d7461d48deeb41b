import StanceEvaluation
import Testing

@Suite struct EvaluationReportTests {
  static let abc = ["favor", "neutral", "against"]

  static func report(
    seed: UInt64, count: Int = 120, groups: Int = 15, options: EvaluationOptions? = nil
  ) throws -> EvaluationReport {
    var g = Generated(seed: seed)
    return try EvaluationReport.build(
      items: g.items(count, labels: 3, groups: groups), labels: abc,
      options: options ?? EvaluationOptions(replicates: 300))
  }

  @Test func valuesComeFromTheCounts() throws {
    let report = try Self.report(seed: 1)
    #expect(report.confusion.total == 120)
    #expect(report[.accuracy] == report.confusion.accuracy)
    #expect(report[.macroF1] == report.confusion.macroF1)
    #expect(report[.f1(2)] == report.perLabel[2].f1)
    #expect(report[.brier] == report.calibration.brier)
    #expect(report[.coverageRiskArea] == report.coverageRisk.area)
    #expect(report[.coverage] == 1)
    for metric in [Metric.accuracy, .macroF1, .kappa, .rocAUC, .brier, .f1(0)] {
      let interval = try #require(report.interval(of: metric, method: .bootstrapByGroup))
      let value = try #require(report[metric])
      #expect(interval.contains(value) == true, "\(metric) \(value) \(interval)")
    }
    let wilson = try #require(report.interval(of: .accuracy))
    #expect(wilson.method == .wilson)
    #expect(wilson.notes == [.unitsTakenAsIndependent(groups: 15)])
  }

  @Test func theSameInputGivesTheSameReport() throws {
    let first = try Self.report(seed: 9)
    let second = try Self.report(seed: 9)
    #expect(first == second)
    #expect(first.tree.json() == second.tree.json())
  }

  @Test func oneGroupIsSaid() throws {
    let report = try Self.report(seed: 2, count: 16, groups: 1)
    #expect(report.warnings.contains(.oneGroup))
    #expect(report.warnings.contains(.fewItems(16)))
    let interval = try #require(report.interval(of: .macroF1))
    #expect(!interval.isDefined && interval.notes == [.oneGroup])
    #expect(report.interval(of: .accuracy)?.isDefined == true)
    #expect(report.tree["intervals"]?["macro_f1"]?["low"] == .null)
  }

  @Test func nothingIsAllowed() throws {
    let report = try EvaluationReport.build(items: [], labels: Self.abc)
    #expect(report.warnings == [.noItems])
    #expect(report.values.allSatisfy { $0.value == nil })
    #expect(report.tree["accuracy"] == .null)
    #expect(report.tree["n"] == .integer(0))
  }

  @Test func unknownLabelsAreCounted() throws {
    let labels = [LabelCount(label: "agianst", count: 2), LabelCount(label: "contre", count: 1)]
    let options = EvaluationOptions(replicates: 0, unknownLabels: labels)
    let report = try Self.report(seed: 3, options: options)
    #expect(report.warnings.first == .unknownLabels(labels))
    #expect(
      report.warnings.first?.description
        == "3 units are left out, as the system does not have their labels: 'agianst' (2),"
        + " 'contre' (1)")
    #expect(
      report.tree["unknown_labels"]
        == .object([.init("agianst", .integer(2)), .init("contre", .integer(1))]))
    guard case .list(let warnings)? = report.tree["warnings"] else {
      Issue.record("no list of warnings")
      return
    }
    #expect(warnings.first?["code"] == .text("unknown_labels"))
    #expect(warnings.first?["count"] == .integer(3))
    #expect(try Self.report(seed: 3).tree["unknown_labels"] == .object([]))
    let none = try EvaluationReport.build(items: [], labels: Self.abc, options: options)
    #expect(none.warnings == [.noItems, .unknownLabels(labels)])
  }

  @Test func undefinedMetricsHaveNoEnds() throws {
    let report = try EvaluationReport.build(
      items: [
        EvaluationItem(id: "a", gold: 1, predicted: 1),
        EvaluationItem(id: "b", gold: 1, predicted: 1),
      ], labels: Self.abc)
    #expect(report[.favorAgainstF1] == nil)
    #expect(report.interval(of: .favorAgainstF1)?.notes == [.undefinedValue])
    #expect(report.tree["intervals"]?["f1.favor"]?["high"] == .null)
    let none = try EvaluationReport.build(items: [], labels: Self.abc)
    #expect(none.interval(of: .macroF1)?.notes == [.noItems])
  }

  /// A slice's intervals are those of a report on its items alone.
  @Test func slicesHaveTheIntervalsOfTheirItems() throws {
    var g = Generated(seed: 11)
    var items = g.items(90, labels: 3, groups: 15, skill: 0.4)
    for index in items.indices {
      items[index].slices = [.init(name: "half", value: index % 3 == 0 ? "a" : "b")]
    }
    let options = EvaluationOptions(replicates: 300)
    let whole = try EvaluationReport.build(items: items, labels: Self.abc, options: options)
    for slice in whole.slices {
      let own = items.filter { $0.slices == [slice.slice] }
      let alone = try EvaluationReport.build(items: own, labels: Self.abc, options: options)
      #expect(slice.confusion == alone.confusion && slice.groups == alone.groups.count)
      #expect(slice.macroF1Interval == alone.interval(of: .macroF1, method: .bootstrapByGroup))
      let wilson = alone.interval(of: .accuracy, method: .wilson)
      #expect(slice.accuracyInterval.low == wilson?.low)
      #expect(slice.accuracyInterval.high == wilson?.high)
    }
    #expect(whole.tree["slices"] != nil && whole.slices.count == 2)
  }

  @Test func aPerfectSystemIsNotCertain() throws {
    let items = (0..<40).map {
      EvaluationItem(id: "\($0)", group: "g\($0 % 12)", gold: $0 % 3, predicted: $0 % 3)
    }
    let report = try EvaluationReport.build(items: items, labels: Self.abc)
    #expect(report[.macroF1] == 1)
    #expect(report.warnings.contains(.degenerateInterval("macro_f1")))
    #expect(report.interval(of: .macroF1)?.isDefined == false)
    #expect((report.interval(of: .accuracy)?.low ?? 1) < 0.95)
    #expect(report.warnings.contains(.withoutProbabilities(40)))
    #expect(report[.logLoss] == nil)
    #expect(report.interval(of: .logLoss) == nil)
  }

  @Test func baselinesStandBeside() throws {
    var g = Generated(seed: 4)
    var items = g.items(60, labels: 3, groups: 12, skill: 0.9)
    for index in 0..<40 { items[index].gold = 2 }
    let perfect = Baseline(name: "oracle", predicted: items.map(\.gold))
    let report = try EvaluationReport.build(
      items: items, labels: Self.abc,
      options: EvaluationOptions(replicates: 200, baselines: [perfect]))
    #expect(report.baselines.map(\.name) == ["majority", "oracle"])
    let golds = items.reduce(into: [0, 0, 0]) { $0[$1.gold] += 1 }
    #expect(report.baselines[0].confusion.correct == golds.max())
    #expect(report.baselines[1].confusion.accuracy == 1)
    #expect(report.warnings.contains(.notAboveBaseline(name: "oracle", metric: "macro_f1")))
    #expect((report.baselines[1].macroF1Difference.high ?? 1) < 0)
  }

  @Test func slicesPartTheItems() throws {
    var g = Generated(seed: 6)
    var items = g.items(50, labels: 3, groups: 5)
    for index in items.indices {
      items[index].slices = [
        .init(name: "style", value: index % 2 == 0 ? "blog" : "daily"),
        .init(name: "length", value: index < 10 ? "short" : "long"),
      ]
    }
    let report = try EvaluationReport.build(
      items: items, labels: Self.abc, options: EvaluationOptions(replicates: 50))
    #expect(
      report.slices.map { "\($0.slice.name)=\($0.slice.value)" } == [
        "length=long", "length=short", "style=blog", "style=daily",
      ])
    #expect(report.slices.map { $0.confusion.total } == [40, 10, 25, 25])
    #expect(report.slices[2].confusion + report.slices[3].confusion == report.confusion)
  }

  @Test func gatesSayWhatFellShort() throws {
    let gates = try ["accuracy=0.99", "macro_f1=0.01", "ece=0.0001", "f1.favor=0"].map {
      text throws(GateError) in try Gate(text, labels: Self.abc)
    }
    let report = try Self.report(
      seed: 3, options: EvaluationOptions(replicates: 50, gates: gates))
    #expect(report.shortfalls.map(\.gate.name) == ["accuracy", "ece"])
    let bare = try EvaluationReport.build(
      items: [EvaluationItem(id: "a", gold: 0, predicted: 0)], labels: Self.abc,
      options: EvaluationOptions(gates: [try Gate("log_loss=5", labels: Self.abc)]))
    #expect(bare.shortfalls.count == 1 && bare.shortfalls[0].found == nil)
  }

  @Test func badItemsAreNamed() {
    func fault(_ item: EvaluationItem, labels: [String] = Self.abc) -> EvaluationError? {
      do {
        _ = try EvaluationReport.build(items: [item], labels: labels)
        return nil
      } catch { return error }
    }
    #expect(
      fault(EvaluationItem(id: "x", gold: 3, predicted: 0))
        == .labelOutOfRange(id: "x", position: 3, labels: 3))
    #expect(
      fault(EvaluationItem(id: "x", gold: 0, predicted: -1))
        == .labelOutOfRange(id: "x", position: -1, labels: 3))
    #expect(
      fault(EvaluationItem(id: "x", gold: 0, predicted: 0, probabilities: [1]))
        == .probabilityCount(id: "x", expected: 3, found: 1))
    #expect(
      fault(EvaluationItem(id: "x", gold: 0, predicted: 0, probabilities: [1, 1, 0]))
        == .probabilitySum(id: "x", sum: 2))
    for bad in [Double.nan, -0.1, .infinity] {
      guard
        case .invalidProbability? = fault(
          EvaluationItem(id: "x", gold: 0, predicted: 0, probabilities: [bad, 1, 0]))
      else {
        Issue.record("\(bad) was let through")
        continue
      }
    }
    #expect(
      fault(EvaluationItem(id: "x", gold: 0, predicted: 0), labels: ["a", "a"])
        == .duplicateLabel("a"))
    #expect(fault(EvaluationItem(id: "x", gold: 0, predicted: 0), labels: []) == .tooFewLabels(0))
  }

  @Test func theTreeHasWhatTheContractNames() throws {
    let report = try Self.report(seed: 11)
    for name in [
      "schema", "model", "data", "n", "groups", "labels", "confusion", "accuracy", "macro_f1",
      "favor_against_f1", "per_label", "intervals", "calibration", "baselines", "items",
    ] {
      #expect(report.tree[name] != nil, "\(name)")
    }
    let tree = report.tree
    #expect(tree["schema"] == .integer(1))
    #expect(tree["per_label"]?["favor"]?["support"] == .integer(report.perLabel[0].support))
    #expect(tree["intervals"]?["accuracy"]?["method"] == .text("wilson"))
    #expect(tree["intervals"]?["accuracy_by_group"]?["method"] == .text("bootstrap by group"))
    #expect(tree["intervals"]?["macro_f1"]?["method"] == .text("bootstrap by group"))
    guard case .list(let items)? = tree["items"] else {
      Issue.record("no items")
      return
    }
    #expect(items.count == 120)
    #expect(items[0]["gold"] == .text(Self.abc[report.items[0].gold]))
  }
}
