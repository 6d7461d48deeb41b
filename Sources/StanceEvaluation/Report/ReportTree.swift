/// A value as reports write it: ordered objects, so that the same report gives the same bytes.
public enum ReportTree: Hashable, Sendable {
  case null
  case flag(Bool)
  case integer(Int)
  case number(Double)
  case text(String)
  case list([ReportTree])
  case object([Field])

  /// A named member of an object.
  public struct Field: Hashable, Sendable {
    public let name: String
    public let value: ReportTree

    public init(_ name: String, _ value: ReportTree) {
      self.name = name
      self.value = value
    }
  }

  /// `null` for nil and for what is not finite.
  public init(_ value: Double?) {
    if let value, value.isFinite { self = .number(value) } else { self = .null }
  }

  /// `null` for nil.
  public init(_ value: Int?) { self = value.map { .integer($0) } ?? .null }

  /// A whole number; its digits as text beyond `Int.max`.
  public init(_ value: UInt64) {
    self = Int(exactly: value).map { .integer($0) } ?? .text(String(value))
  }

  /// `null` for nil.
  public init(_ value: String?) { self = value.map { .text($0) } ?? .null }

  /// The member of an object, or nil.
  public subscript(name: String) -> ReportTree? {
    guard case .object(let fields) = self else { return nil }
    return fields.first { $0.name == name }?.value
  }

  /// The tree as JSON text (RFC 8259), on one line or indented by two spaces.
  ///
  /// Numbers are written with the fewest digits that read back as the same value.
  public func json(indented: Bool = false) -> String {
    var text = ""
    write(into: &text, indent: indented ? 0 : nil)
    return text
  }

  private func write(into text: inout String, indent: Int?) {
    switch self {
    case .null: text += "null"
    case .flag(let value): text += value ? "true" : "false"
    case .integer(let value): text += String(value)
    case .number(let value): text += value.isFinite ? "\(value)" : "null"
    case .text(let value): Self.quote(value, into: &text)
    case .list(let values):
      // Lists of plain values stay on a line: a row of a confusion matrix, a point of a curve.
      let inner = values.allSatisfy(\.isPlain) ? nil : indent
      Self.group("[", "]", values, indent: inner, into: &text) { value, indent, text in
        value.write(into: &text, indent: indent)
      }
    case .object(let fields):
      Self.group("{", "}", fields, indent: indent, into: &text) { field, indent, text in
        Self.quote(field.name, into: &text)
        text += ": "
        field.value.write(into: &text, indent: indent)
      }
    }
  }

  private var isPlain: Bool {
    switch self {
    case .list, .object: false
    default: true
    }
  }

  private static func group<Element>(
    _ open: String, _ close: String, _ elements: [Element], indent: Int?, into text: inout String,
    write: (Element, Int?, inout String) -> Void
  ) {
    text += open
    let deeper = indent.map { $0 + 2 }
    for (place, element) in elements.enumerated() {
      if place > 0 { text += deeper == nil ? ", " : "," }
      if let deeper { text += "\n" + String(repeating: " ", count: deeper) }
      write(element, deeper, &text)
    }
    if let indent, !elements.isEmpty { text += "\n" + String(repeating: " ", count: indent) }
    text += close
  }

  private static func quote(_ value: String, into text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case _ where scalar.value < 0x20:
        let digits = String(scalar.value, radix: 16)
        text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }
}
