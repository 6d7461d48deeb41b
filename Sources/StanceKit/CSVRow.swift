internal import StanceModel

/// How tables are written.
public enum CSVDialect: Sendable {
  /// RFC 4180 with LF: commas, decimal points.
  case csv
  /// As spreadsheets open it where the comma is the decimal sign: semicolons, decimal commas, a mark
  /// that says UTF-8.
  ///
  /// - Source: R's `write.csv2`; the mark as Excel writes it.
  case csv2

  fileprivate var delimiter: UInt8 { self == .csv ? UInt8(ascii: ",") : UInt8(ascii: ";") }
}

/// Rows of CSV; a field is quoted when it must be.
public struct CSVRow: Sendable {
  /// The rows so far, UTF-8.
  public private(set) var bytes: [UInt8] = []
  private let dialect: CSVDialect
  private var isAtStart = true

  /// A row inside a table.
  public init(_ dialect: CSVDialect) { self.dialect = dialect }

  /// The row that begins a table.
  public init(header dialect: CSVDialect) {
    self.dialect = dialect
    if dialect == .csv2 { bytes = [0xEF, 0xBB, 0xBF] }
  }

  /// Appends a field of text.
  public mutating func field(_ text: String) { field(Array(text.utf8)) }

  /// Appends a field of UTF-8, quoted where it holds a quote, a delimiter or a line end.
  ///
  /// - Complexity: O(bytes).
  public mutating func field(_ text: some Collection<UInt8>) {
    let delimiter = dialect.delimiter
    if !isAtStart { bytes.append(delimiter) }
    isAtStart = false
    let needsQuotes = text.contains { $0 == 0x22 || $0 == delimiter || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return bytes.append(contentsOf: text) }
    bytes.append(0x22)
    for byte in text {
      if byte == 0x22 { bytes.append(0x22) }
      bytes.append(byte)
    }
    bytes.append(0x22)
  }

  /// The digits of a number, with a decimal point.
  public mutating func number(_ digits: some Sequence<UInt8>) {
    let point = UInt8(ascii: ".")
    field(digits.map { $0 == point && dialect == .csv2 ? UInt8(ascii: ",") : $0 })
  }

  /// Four decimals; empty for nil.
  mutating func number(tenThousandths value: Int?) {
    guard let value else { return field("") }
    var writer = JSONWriter(capacity: 8)
    writer.fixed4(tenThousandths: value)
    number(writer.bytes)
  }

  /// Ends the row.
  public mutating func end() {
    bytes.append(0x0A)
    isAtStart = true
  }
}
