import StanceKit
import StanceTraining

/// One line on a terminal's standard error that says how far an experiment is.
final class ExperimentLine {
  private let isShown = OutputStream.standardError.isTerminal
  private var last = -1

  /// Always true: nothing is cancelled from here.
  func show(_ state: TrainingProgress) -> Bool {
    let percent = Int(state.fraction * 100)
    guard isShown, percent != last else { return true }
    last = percent
    let filled = percent / 4
    let bar =
      String(repeating: "#", count: max(0, min(25, filled)))
      + String(repeating: ".", count: max(0, 25 - filled))
    write("\r[\(bar)] \(percent) % ")
    return true
  }

  func finish() { if isShown, last >= 0 { write("\r\u{1B}[K") } }

  private func write(_ text: String) {
    // Nothing can be done when standard error itself is closed.
    try? OutputStream.standardError.write(Array(text.utf8))
  }
}
