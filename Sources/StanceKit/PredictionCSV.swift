public import StanceModel
internal import StanceText

/// Predictions as CSV (RFC 4180 with LF), one row a unit, for spreadsheets and data frames.
public struct PredictionCSV: Sendable {
  private let labels: [String]

  public init(model: LinearModel) { labels = model.labels }

  /// The names of the columns; one probability column a label.
  public var header: [UInt8] {
    var row = CSVRow()
    for name in ["file", "id", "index", "line", "start", "end", "kind", "section", "gold"] {
      row.field(name)
    }
    for name in ["target", "about_target", "label", "score"] { row.field(name) }
    for label in labels { row.field("p_" + label) }
    for name in ["evidence", "language", "encoding", "text"] { row.field(name) }
    return row.ended()
  }

  /// The rows of a block.
  public func rows(_ block: ScoredBlock) -> [UInt8] {
    var row = CSVRow()
    for unit in block.units {
      let prediction = unit.prediction
      let place = prediction.unit
      row.field(block.file)
      row.field(prediction.id ?? "")
      row.field(String(place.index))
      row.field(String(place.line))
      row.field(String(place.range.lowerBound))
      row.field(String(place.range.upperBound))
      row.field(place.kind.rawValue)
      row.field(place.section ?? "")
      row.field(place.gold ?? "")
      row.field(prediction.target)
      row.field(prediction.aboutTarget ? "true" : "false")
      row.field(prediction.label ?? "")
      row.number(prediction.score)
      for label in labels.indices { row.number(prediction.probabilities?[label]) }
      row.field(String(prediction.evidence))
      row.field(place.language.rawValue)
      row.field((prediction.encoding ?? block.encoding).rawValue)
      row.field(unit.text)
      row.end()
    }
    return row.bytes
  }
}

/// Rows of CSV; a field is quoted when it must be.
public struct CSVRow: Sendable {
  public private(set) var bytes: [UInt8] = []
  private var isAtStart = true

  public init() {}

  public mutating func field(_ text: String) { field(Array(text.utf8)) }

  public mutating func field(_ text: some Collection<UInt8>) {
    if !isAtStart { bytes.append(UInt8(ascii: ",")) }
    isAtStart = false
    let needsQuotes = text.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return bytes.append(contentsOf: text) }
    bytes.append(0x22)
    for byte in text {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// Four decimals; empty for nil.
  mutating func number(_ value: Double?) {
    guard let value else { return field("") }
    var writer = JSONWriter(capacity: 8)
    writer.fixed4(value)
    field(writer.bytes)
  }

  public mutating func end() {
    bytes.append(0x0A)
    isAtStart = true
  }

  func ended() -> [UInt8] {
    var copy = self
    copy.end()
    return copy.bytes
  }
}
