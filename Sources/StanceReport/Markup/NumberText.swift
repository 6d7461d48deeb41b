/// Numbers as people read them. What is undefined is `—`.
public enum NumberText {
  /// Stands for what is undefined.
  public static let undefined = "\u{2014}"
  private static let minus = "\u{2212}"

  /// A fixed number of decimals, 0 to 6, half away from zero; `—` for nil and what is not finite.
  ///
  /// What rounds to zero has no sign.
  public static func fixed(_ value: Double?, _ decimals: Int = 2) -> String {
    guard let value, value.isFinite, abs(value) < 1e12 else { return undefined }
    return digits(value, decimals, minus: minus)
  }

  /// As `fixed`, with `+` before what is above zero.
  public static func signed(_ value: Double?, _ decimals: Int = 2) -> String {
    let text = fixed(value, decimals)
    guard let value, value > 0, text.utf8.contains(where: { (0x31...0x39).contains($0) }) else {
      return text
    }
    return "+" + text
  }

  /// A share as a percentage: 0.8125 is `81 %`, with a no-break space.
  public static func percent(_ share: Double?, _ decimals: Int = 0) -> String {
    guard let share, share.isFinite else { return undefined }
    return fixed(share * 100, decimals) + "\u{A0}%"
  }

  /// A whole number with thin spaces between thousands from 10 000 on.
  public static func count(_ value: Int) -> String {
    let plain = String(value.magnitude)
    guard plain.count > 4 else { return (value < 0 ? minus : "") + plain }
    var text = ""
    for (index, digit) in plain.enumerated() {
      if index > 0, (plain.count - index) % 3 == 0 { text += "\u{202F}" }
      text.append(digit)
    }
    return (value < 0 ? minus : "") + text
  }

  /// A count with its noun: `1 article`, `12 articles`.
  public static func count(_ value: Int, _ noun: String) -> String {
    count(value) + "\u{A0}" + noun + (value == 1 ? "" : "s")
  }

  /// At most two decimals, no trailing zeros, ASCII: for coordinates.
  static func short(_ value: Double) -> String {
    guard value.isFinite, abs(value) < 1e12 else { return "0" }
    let hundredths = scaled(value, 100)
    let decimals = hundredths % 100 == 0 ? 0 : hundredths % 10 == 0 ? 1 : 2
    return digits(value, decimals, minus: "-")
  }

  private static func digits(_ value: Double, _ decimals: Int, minus: String) -> String {
    let decimals = min(max(decimals, 0), 6)
    var scale = 1
    for _ in 0..<decimals { scale *= 10 }
    let scaled = scaled(value, scale)
    let sign = value < 0 && scaled != 0 ? minus : ""
    guard decimals > 0 else { return sign + String(scaled) }
    let fraction = String(scaled % scale)
    var text = sign + String(scaled / scale) + "."
    for _ in fraction.utf8.count..<decimals { text += "0" }
    text += fraction
    return text
  }

  /// Half away from zero on the decimal that is meant: 0.285 · 100 is 28.499…
  private static func scaled(_ value: Double, _ scale: Int) -> Int {
    Int((abs(value) * Double(scale) * (1 + 1e-12)).rounded())
  }
}
