import StanceKit
import StanceReport
import StanceTraining

/// A line on a terminal's standard error that says how far a training run is; silent elsewhere.
final class ProgressLine {
  private let isShown = OutputStream.standardError.isTerminal && !Terminal.isDumb
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private static let columns = 24

  /// Draws the state; at most ten times a second.
  func show(_ progress: TrainingProgress) {
    guard isShown else { return }
    let now = ContinuousClock.now
    if let last, last.duration(to: now) < .milliseconds(100) { return }
    last = now
    let done = max(0, min(1, progress.fraction))
    let full = Int(done * Double(Self.columns))
    var text = "\r" + String(repeating: "█", count: full)
    text += String(repeating: "░", count: Self.columns - full)
    text += " \(Int(done * 100)) %  \(progress.stage.rawValue)"
    if let loss = progress.loss { text += "  loss \(NumberText.fixed(loss, 3))" }
    let seconds = Double(start.duration(to: now).components.seconds)
    if done > 0.12, seconds >= 2 {
      text += "  \(Self.time(seconds / done * (1 - done))) left"
    }
    write(text + "\u{1B}[K")
  }

  /// Removes the line.
  func clear() {
    guard isShown, last != nil else { return }
    write("\r\u{1B}[K")
    last = nil
  }

  /// Seconds since the beginning.
  var elapsed: Double {
    let parts = start.duration(to: .now).components
    return Double(parts.seconds) + Double(parts.attoseconds) / 1e18
  }

  /// `12 s`, `3 min 05 s`.
  static func time(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    guard whole >= 60 else { return "\(whole) s" }
    let rest = whole % 60
    return "\(whole / 60) min \(rest < 10 ? "0" : "")\(rest) s"
  }

  private func write(_ text: String) {
    // A terminal that went away needs no progress.
    try? OutputStream.standardError.write(Array(text.utf8))
  }
}
