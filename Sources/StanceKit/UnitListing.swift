public import StanceModel
public import StanceText

/// Units as JSON objects and CSV rows: what the reader sees, without scores.
public struct UnitListing: Sendable {
  private let rules: ReadingRules

  /// - Parameter rules: those that units were read by; they know the reason of each.
  public init(rules: ReadingRules) { self.rules = rules }

  /// Appends one object, without a line end.
  public func write(_ unit: ScoredUnit, _ block: ScoredBlock, to writer: inout JSONWriter) {
    let place = unit.prediction.unit
    var members: [JSONMember] = [JSONMember(key: "file", value: .string(block.file))]
    if let id = unit.prediction.id { members.append(JSONMember(key: "id", value: .string(id))) }
    members += [
      JSONMember(key: "index", value: .int(place.index)),
      JSONMember(key: "line", value: .int(place.line)),
      JSONMember(
        key: "range",
        value: .array([.int(place.range.lowerBound), .int(place.range.upperBound)])),
      JSONMember(key: "kind", value: .string(place.kind.rawValue)),
      JSONMember(key: "rule", value: .string(place.rule)),
      JSONMember(key: "reason", value: .optional(rules.reason(ofRule: place.rule))),
      JSONMember(key: "section", value: .optional(place.section)),
      JSONMember(key: "gold", value: .optional(place.gold)),
      JSONMember(key: "language", value: .string(place.language.rawValue)),
    ]
    let encoding = unit.prediction.encoding ?? block.encoding
    if encoding != .utf8 {
      members.append(JSONMember(key: "encoding", value: .string(encoding.rawValue)))
    }
    members.append(
      JSONMember(key: "text", value: .string(String(decoding: unit.text, as: UTF8.self))))
    writer.value(.object(members))
  }

  /// The names of the columns.
  public static func header(_ dialect: CSVDialect) -> [UInt8] {
    var row = CSVRow(header: dialect)
    for name in ["file", "id", "index", "line", "start", "end", "kind", "rule"] { row.field(name) }
    for name in ["section", "gold", "language", "encoding", "text"] { row.field(name) }
    row.end()
    return row.bytes
  }

  /// The rows of a block.
  public func rows(_ block: ScoredBlock, _ dialect: CSVDialect) -> [UInt8] {
    var row = CSVRow(dialect)
    for unit in block.units {
      let place = unit.prediction.unit
      row.field(block.file)
      row.field(unit.prediction.id ?? "")
      for number in [place.index, place.line, place.range.lowerBound, place.range.upperBound] {
        row.field(String(number))
      }
      for text in [place.kind.rawValue, place.rule, place.section ?? "", place.gold ?? ""] {
        row.field(text)
      }
      row.field(place.language.rawValue)
      row.field((unit.prediction.encoding ?? block.encoding).rawValue)
      row.field(unit.text)
      row.end()
    }
    return row.bytes
  }
}
