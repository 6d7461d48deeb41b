import StanceEvaluation
import Testing

@Suite struct GateTests {
  @Test func everyMetricIsFoundByItsName() {
    let labels = ["favor", "a=b", "x.y"]
    for metric in Metric.general + labels.indices.flatMap(Metric.ofLabel) {
      #expect(Metric(name: metric.name(labels: labels), labels: labels) == metric)
    }
    #expect(Metric(name: "f1.none", labels: labels) == nil)
    #expect(Metric(name: "", labels: labels) == nil)
  }

  @Test func boundsHoldTheirSide() throws {
    let labels = ["a=b", "c"]
    let least = try Gate("f1.a=b=0.5", labels: labels)
    #expect(least.metric == .f1(0) && least.bound == 0.5)
    #expect(least.outcome(0.5).passed)
    #expect(!least.outcome(0.49).passed)
    #expect(!least.outcome(nil).passed)
    let most = try Gate("ece=0.1", labels: labels)
    #expect(most.outcome(0.1).passed)
    #expect(!most.outcome(0.11).passed)
  }

  @Test func faultsAreNamed() {
    func fault(_ text: String) -> GateError? {
      do {
        _ = try Gate(text, labels: ["a", "b"])
        return nil
      } catch { return error }
    }
    #expect(fault("accuracy") == .noEqualsSign("accuracy"))
    #expect(fault("accuracy=") == .noNumber(""))
    #expect(fault("accuracy=nan") == .noNumber("nan"))
    #expect(fault("accuracy=high") == .noNumber("high"))
    #expect(fault("accuracy=2") == .outOfRange("2", name: "accuracy", 0...1))
    #expect(fault("accuracy=85") == .outOfRange("85", name: "accuracy", 0...1))
    #expect(fault("ece=-0.1") == .outOfRange("-0.1", name: "ece", 0...1))
    #expect(fault("kappa=-1") == nil && fault("log_loss=7") == nil && fault("f1.a=1") == nil)
    guard case .unknownMetric("f1", let known)? = fault("f1=0.3") else {
      Issue.record("f1 was let through")
      return
    }
    #expect(known.contains("f1.a") && known.contains("macro_f1"))
  }
}
