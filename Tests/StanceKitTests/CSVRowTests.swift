import StanceKit
import Testing

@Suite("Rows of CSV")
struct CSVRowTests {
  private func row(_ dialect: CSVDialect) -> String {
    var row = CSVRow(header: dialect)
    for field in ["a", "b,c", "d;e", "« f » \"g\"", "h\ni", ""] { row.field(field) }
    row.number("-0.25".utf8)
    row.end()
    return String(decoding: row.bytes, as: UTF8.self)
  }

  @Test("Commas and points, or semicolons, decimal commas and a mark; quotes where they must be")
  func dialects() {
    #expect(row(.csv) == "a,\"b,c\",d;e,\"« f » \"\"g\"\"\",\"h\ni\",,-0.25\n")
    #expect(
      row(.csv2) == "\u{FEFF}a;b,c;\"d;e\";\"« f » \"\"g\"\"\";\"h\ni\";;-0,25\n")
  }
}
