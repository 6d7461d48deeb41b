import StanceTraining

/// Numbers as people read them, in every report. What is undefined is `—`; minus is U+2212.
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

  /// As `signed` with two decimals, with a blank for the sign of zero: numbers in a column.
  public static func column(_ value: Double?) -> String {
    let text = signed(value)
    return text.utf8.first.map { (0x30...0x39).contains($0) } == true ? " " + text : text
  }

  /// As `fixed`, without zeros behind: `−0.8`, `1.3`, `12`.
  ///
  /// - Parameter most: how many decimals there are at most, 1 to 6.
  public static func plain(_ value: Double, _ most: Int = 2) -> String {
    var text = fixed(value, most)
    while text.last == "0" { text.removeLast() }
    if text.last == "." { text.removeLast() }
    return text
  }

  /// Two values of three decimals, `0.512 to 0.633`; `—` unless both are defined.
  public static func range(_ low: Double?, _ high: Double?) -> String {
    guard let low, let high else { return undefined }
    return fixed(low, 3) + " to " + fixed(high, 3)
  }

  /// A probability of four decimals; what is smaller is `< 0.0001`.
  public static func pValue(_ value: Double?) -> String {
    guard let value, value > 0, value < 0.00005 else { return fixed(value, 4) }
    return "< 0.0001"
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

  /// A count with its noun inside a line of plain text: digits as they are, a blank, `2 cues`.
  public static func phrase(_ value: Int, _ noun: String, _ plural: String? = nil) -> String {
    Told.count(value, noun, plural)
  }

  /// A length: `812 bytes`, `4.2 MB`; kB are 1,000 bytes.
  public static func bytes(_ count: Int) -> String {
    if count < 1000 { return "\(count) bytes" }
    return count < 1_000_000
      ? fixed(Double(count) / 1e3, 1) + " kB" : fixed(Double(count) / 1e6, 1) + " MB"
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
