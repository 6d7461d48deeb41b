public import StanceKit
import StanceText

/// Units as the reader sees them, as text for people.
public struct ExtractText: Sendable {
  let paint: Paint
  let width: Int
  /// Why a rule decides as it does.
  let reason: @Sendable (String) -> String?
  private var kinds: [String: Int] = [:]
  private var golds: [String: Int] = [:]
  /// Rules whose reason was told already.
  private var told: Set<String> = []
  /// File whose head is not written yet.
  private var pending: String?

  /// - Parameter reason: of a rule's id; `ReadingRules.reason(ofRule:)`.
  public init(color: Bool, width: Int, reason: @escaping @Sendable (String) -> String?) {
    paint = Paint(color)
    self.width = max(60, width)
    self.reason = reason
  }

  /// Begins a file; its head comes with its first units.
  public mutating func begin(_ file: String) {
    kinds = [:]
    golds = [:]
    told = []
    pending = file
  }

  private mutating func head() -> String {
    guard let file = pending else { return "" }
    pending = nil
    return paint(PlainText.line(Array(file.utf8)), .strong) + "\n"
      + paint("line  kind       lang  gold     text, and why it is no body", .faint) + "\n"
  }

  /// A line a unit; one more with the reason for what is not body.
  public mutating func add(_ block: ScoredBlock) -> String {
    guard !block.units.isEmpty else { return "" }
    var text = head()
    for unit in block.units {
      let place = unit.prediction.unit
      kinds[place.kind.rawValue, default: 0] += 1
      if let gold = place.gold { golds[gold, default: 0] += 1 }
      let role: Paint.Role? =
        switch place.kind {
        case .body: nil
        case .heading: .strong
        case .furniture: .faint
        }
      text += paint(DisplayWidth.padded(String(place.line), to: 4, right: true), .faint) + "  "
      text += paint(DisplayWidth.padded(place.kind.rawValue, to: 9), role) + "  "
      text += DisplayWidth.padded(place.language.rawValue, to: 5) + " "
      let gold = DisplayWidth.truncated(place.gold ?? "·", to: 8)
      text += DisplayWidth.padded(gold, to: 8) + " "
      let id = unit.prediction.id.map { "[" + DisplayWidth.truncated($0, to: 24) + "] " } ?? ""
      let words = PlainText.line(unit.text, limit: 4 * width)
      text += paint(DisplayWidth.truncated(id + words, to: width - 32), role) + "\n"
      if place.kind != .body {
        let isNew = told.insert(place.rule).inserted
        let why = place.rule + (isNew ? reason(place.rule).map { ": " + $0 } ?? "" : "")
        for line in DisplayWidth.wrapped(why, to: width - 34) {
          text += String(repeating: " ", count: 34) + paint(line, .faint) + "\n"
        }
      }
    }
    return text
  }

  /// Counts of the file.
  public func end() -> String {
    guard !kinds.isEmpty else { return "" }
    let order = ["body", "heading", "furniture"].compactMap { kind in
      kinds[kind].map { "\($0) \(kind)" }
    }
    let labels = golds.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
    return "\n" + order.joined(separator: ", ")
      + (labels.isEmpty ? "; no gold labels" : "; gold: " + labels.joined(separator: ", "))
      + "\n\n"
  }
}
