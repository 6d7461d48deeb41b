import Testing

@testable import StanceCommand
@testable import StanceTraining

@Suite struct ProgressLineTests {
  @Test func whatALineSays() {
    var progress = TrainingProgress(stage: .reading, fraction: 0.05, loss: nil)
    #expect(ProgressLine.text(progress, seconds: 30) == "5 %  reading")
    progress = TrainingProgress(stage: .searching, fraction: 0.25, loss: 0.5)
    #expect(ProgressLine.text(progress, seconds: 1) == "25 %  searching  loss 0.500")
    #expect(
      ProgressLine.text(progress, seconds: 25) == "25 %  searching  loss 0.500  1 min 15 s left")
    progress.fraction = 1.5
    #expect(ProgressLine.text(progress, seconds: 9).hasPrefix("100 %"))
  }
}
