import StanceKit
import StanceReport
import StanceTraining

/// How far a training run is: a line that is drawn anew on a terminal's standard error; elsewhere, as in
/// the log of a pipeline, a line of its own now and then, and none of a run that is soon done.
final class ProgressLine {
  private let isDrawn = OutputStream.standardError.isTerminal && !Terminal.isDumb
  private let start = ContinuousClock.now
  private var last: ContinuousClock.Instant?
  private static let columns = 24

  /// Shows the state: at most ten times a second where it is drawn, every ten seconds elsewhere.
  func show(_ progress: TrainingProgress) {
    let now = ContinuousClock.now
    let from = last ?? (isDrawn ? nil : start)
    if let from, from.duration(to: now) < (isDrawn ? .milliseconds(100) : .seconds(10)) { return }
    last = now
    let text = Self.text(progress, seconds: Double(start.duration(to: now).components.seconds))
    guard isDrawn else { return Console.note(text) }
    let full = Int(max(0, min(1, progress.fraction)) * Double(Self.columns))
    write(
      "\r" + String(repeating: "█", count: full)
        + String(repeating: "░", count: Self.columns - full) + " \(text)\u{1B}[K")
  }

  /// `34 %  searching  loss 0.412  1 min 05 s left`.
  ///
  /// - Parameter seconds: since the beginning; what is left is told when enough is known.
  static func text(_ progress: TrainingProgress, seconds: Double) -> String {
    let done = max(0, min(1, progress.fraction))
    var text = "\(Int(done * 100)) %  \(progress.stage.rawValue)"
    if let loss = progress.loss { text += "  loss \(NumberText.fixed(loss, 3))" }
    if done > 0.12, seconds >= 2 {
      text += "  \(time(seconds / done * (1 - done))) left"
    }
    return text
  }

  /// Removes the line.
  func clear() {
    guard isDrawn, last != nil else { return }
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
