/// A number in [−1, 1] as a bar that starts in the middle.
///
///     ──────────┼━━━━━━────
public enum ScoreBar {
  /// Columns of the whole bar: ten a side and the middle.
  public static let width = 21

  /// - Parameter role: colour of the filled part.
  public static func text(_ score: Double, paint: Paint, role: Paint.Role?) -> String {
    let side = (width - 1) / 2
    let halves = Int((min(1, abs(score)) * Double(2 * side)).rounded())
    let (full, half) = (halves / 2, halves % 2)
    let empty = side - full - half
    let track = { (count: Int) in String(repeating: "─", count: count) }
    let filled = String(repeating: "━", count: full)
    if score < 0 {
      return paint(track(empty), .faint) + paint((half == 1 ? "╺" : "") + filled, role)
        + paint("┼" + track(side), .faint)
    }
    return paint(track(side) + "┼", .faint) + paint(filled + (half == 1 ? "╸" : ""), role)
      + paint(track(empty), .faint)
  }

  /// A share in [0, 1] as a bar that starts at the left.
  public static func share(
    _ value: Double, width: Int, paint: Paint, role: Paint.Role?
  ) -> String {
    let halves = Int((max(0, min(1, value)) * Double(2 * width)).rounded())
    let (full, half) = (halves / 2, halves % 2)
    return paint(String(repeating: "━", count: full) + (half == 1 ? "╸" : ""), role)
      + paint(String(repeating: "─", count: width - full - half), .faint)
  }
}
