import StanceEvaluation
import StanceModel
import StanceTestSupport
import StanceText
import Testing

@testable import StanceTraining

@Suite("Tables of records")
struct TableHeaderTests {
  private func read(_ text: String) throws -> DataSet {
    try TableReader.read(Array(text.utf8), file: "d.csv")
  }

  private func texts(_ text: String) throws -> [String] {
    try read(text).examples.map { String(decoding: $0.text, as: UTF8.self) }
  }

  @Test(
    "The delimiter stands beside `text`",
    arguments: [
      ("text,label\na;b,x\n", ["a;b"]), ("text;label\na,b;x\n", ["a,b"]),
      ("label\ttext\nx\ta,b;c\n", ["a,b;c"]), ("text\na,b;c\td\n", ["a,b;c\td"]),
      ("\"id\";\"text\"\n1;a\n", ["a"]), ("a,b;text;c\n1;a;2\n", ["a"]),
      ("\ttext\tlabel\n0\ta\tx\n", ["a"]), ("\n \r\n Text , Label\na,x\n", ["a"]),
      ("\u{FEFF}text;x\na;b", ["a"]), ("text,label", []), ("", []), (" \n", []),
    ])
  func delimiters(_ table: String, _ wanted: [String]) throws {
    #expect(try texts(table) == wanted)
  }

  @Test(
    "A quote opens a cell that is closed before a delimiter or a line's end; any other is a letter",
    arguments: [
      ("\"a,\"\"b\"\"\nc\",x", "a,\"b\"\nc"), ("\"a\" dit-il,x", "\"a\" dit-il"),
      ("a \"b\",x", "a \"b\""), ("\"a,x", "\"a"), ("\"\",x", ""), ("\"\"\"\"\"\",x", "\"\""),
      ("\"a\r\nb\",x", "a\r\nb"), (" \"a\",x", " \"a\""), ("\"a\"", "a"),
    ])
  func quotes(_ row: String, _ wanted: String) throws {
    for end in ["\n", "\r\n", "\r", "", "\n\nb,y\n"] {
      #expect(try texts("text,label\n\(row)\(end)").first == wanted)
    }
  }

  @Test("A quote that nothing closes is told by its row, and by a row that it makes too long")
  func openQuotes() throws {
    let data = try read(
      "text,label\n\"Nul,x\na \"b\",x\n\"c\nd\",x\n\"e\" dit-il,x\n\"f, g,x\n\"\"\"h\"\"\",x\n")
    #expect(data.examples.map(\.line) == [2, 3, 4, 6, 8])
    #expect(
      data.notes.map(\.description) == [
        "d.csv:2: a cell begins with a quote that nothing closes, and is read with it: close it before"
          + " the delimiter, and double the quotes inside (and 1 more like it)"
      ])
    #expect(
      data.wrongLines.map(\.description) == [
        "d.csv:7: expected 2 cells, as the header has, found 3, one of them behind a quote that is"
          + " not closed; close it before the delimiter, and double the quotes inside"
      ])
  }

  @Test("A quoted cell of any length is one cell")
  func longCells() throws {
    let (header, _) = try #require(try TableHeader.read(Array("text,label\n".utf8), isWhole: true))
    let row = [0x22] + [UInt8](repeating: 0x0A, count: 5 << 20) + Array("\",x\n".utf8)
    #expect(header.rowEnd(in: row + [0x62], from: 0, isWhole: true) == row.count)
  }

  @Test("Columns are the members of JSONL; empty cells are none")
  func members() throws {
    let data = try read(
      """
      ID,text,Label,target,group,split,in_heldout,style,
      7,Bien.,favor,acme,g1,dev,,direct,?
      ,Mal.,,,,,FALSE,,
      8,Rien.,neutral,,,,Vrai,,
      """)
    let rows = """
      {"id": "7", "text": "Bien.", "label": "favor", "target": "acme", "group": "g1", "split": "dev", \
      "style": "direct"}
      {"text": "Mal."}
      {"text": "Rien.", "in_heldout": true}
      """
    // The header is a line too.
    let same = JSONLinesReader.read(Array(("\n" + rows).utf8), file: "d.csv")
    #expect(data.examples == same.examples && data.notes == same.notes)
    #expect(data.examples.count == 2 && data.wrongLines.isEmpty)
  }

  @Test("Rows of another length are told by the line that they begin on, and left out")
  func ragged() throws {
    let data = try read("id,text,label\n1,\"a\nb\",x\n2,c,d,x\n3\n\n4,e,x,,\n5,f\n")
    #expect(data.examples.map(\.line) == [2, 7, 8])
    #expect(
      data.wrongLines.map(\.description) == [
        "d.csv:4: expected 3 cells, as the header has, found 4; quote a text that holds a"
          + " delimiter or a line end",
        "d.csv:5: expected 3 cells, as the header has, found 1; quote a text that holds a"
          + " delimiter or a line end",
      ])
  }

  @Test("Blanks around cells that have a meaning are none; a text keeps its own")
  func blanks() throws {
    let data = try read(
      "id, text, label ,target,group,split,in_heldout,style\n"
        + " 7 , Quel fiasco, against,\tacme\u{A0}, g ,\" dev \", FALSE, direct\n"
        + "8,b,  ,a b,,, TRUE ,\n9,c, ,a b,,,,\n")
    let first = try #require(data.examples.first)
    #expect(data.examples.count == 2 && data.examples[1].label == nil)
    #expect(first.id == "7" && first.label == "against" && first.target == "acme")
    #expect(first.group == "g" && first.split == "dev")
    #expect(String(decoding: first.text, as: UTF8.self) == " Quel fiasco")
    #expect(first.slices.map(\.value) == [" direct"])
    #expect(data.examples[1].id == "9" && data.examples[1].target == "a b")
  }

  @Test("A first line that names the delimiter is passed over")
  func separatorLine() throws {
    for end in ["\n", "\r\n", "\r"] {
      for sign in [";", ",", "\t"] {
        let data = try read(
          ["sep=" + sign, "text\(sign)label", "a\(sign)x", ""].joined(separator: end))
        #expect(data.examples.map(\.label) == ["x"] && data.examples.map(\.line) == [3])
      }
    }
    let line = Array("sep=;\r\n".utf8)
    for count in line.indices {
      #expect(try TableHeader.read(Array(line[...count]), isWhole: false) == nil)
    }
    #expect(throws: DataError.self) { _ = try read("sep=;;\n") }
  }

  @Test("Rows that are not UTF-8 are read as Windows-1252, and that is told")
  func encodings() throws {
    let latin: [UInt8] = Array("text;label\nbien;x\n".utf8) + [0xE9, 0x9C, 0x3B, 0x79, 0x0A]
    let data = try TableReader.read(latin, file: "d.csv")
    #expect(data.examples.map { String(decoding: $0.text, as: UTF8.self) } == ["bien", "éœ"])
    #expect(data.notes.map(\.line) == [3])
    let binary = try TableReader.read(
      Array("text\n".utf8) + [0xFF, 0x00, 0x0A, 0x61], file: "d.csv")
    #expect(binary.examples.count == 1 && binary.wrongLines.count == 1)
  }

  @Test(
    "Without a column `text`, or with two of one name, nothing is read",
    arguments: [
      ("Texte;avis\na;b\n", "found the columns `Texte`, `avis`"),
      ("text,x,x\na,b,c\n", "found the name `x` twice"),
      ("text,Text\na,b\n", "found the name `text` twice"),
      ("PK\u{3}\u{4}\u{0}", "expected text, found ZIP"),
    ])
  func headers(_ table: String, _ wanted: String) {
    let error = #expect(throws: DataError.self) { _ = try read(table) }
    #expect(error?.description.contains(wanted) == true)
  }

  @Test("What tells a table on a pipe")
  func signs() {
    for line in ["text,label", "id;Text", "\"text\"\t\"split\"\r"] {
      #expect(TableHeader.isFound(in: Array(line.utf8)))
    }
    for line in ["text", "Text, Speech and Dialogue", "", "label;target", "{\"text\": \"id\"}"] {
      #expect(!TableHeader.isFound(in: Array(line.utf8)))
    }
  }

  /// Cells as a writer of RFC 4180 puts them down.
  @Test(arguments: 0..<300)
  func writtenRowsComeBack(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let delimiter = [",", ";", "\t"].randomElement(using: &random) ?? ","
    let lineEnd = ["\n", "\r\n", "\r"].randomElement(using: &random) ?? "\n"
    let pieces = ["a", "é", " ", ",", ";", "\t", "\"", "\n", "\r\n", "\r", "\u{1F600}", "\"\""]
    var (table, wanted) = ("text\(delimiter)style\(lineEnd)", [[String]]())
    for _ in 0..<Int.random(in: 0..<20, using: &random) {
      let cells = (0..<2).map { _ in
        "x"
          + (0..<Int.random(in: 0..<6, using: &random)).map { _ in
            pieces.randomElement(using: &random) ?? ""
          }.joined()
      }
      wanted.append(cells)
      table +=
        cells.map { cell in
          let needs = cell.unicodeScalars.contains {
            "\"\r\n\(delimiter)".unicodeScalars.contains($0)
          }
          guard needs || Bool.random(using: &random) else { return cell }
          return "\"" + String(cell.flatMap { $0 == "\"" ? [$0, $0] : [$0] }) + "\""
        }.joined(separator: delimiter) + lineEnd
    }
    let data = try read(table)
    #expect(data.wrongLines.isEmpty)
    #expect(
      data.examples.map {
        [String(decoding: $0.text, as: UTF8.self), $0.slices.first?.value ?? ""]
      }
        == wanted, "seed \(seed)")
  }

  /// Any bytes: the rows cover them all, and what is read of a part never contradicts the whole.
  @Test(arguments: 0..<200)
  func rowsOfAnyBytes(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let letters = Array("ab,;\"\"\"\n\n\r\t\u{E9}".utf8)
    let bytes = (0..<Int.random(in: 0..<80, using: &random)).map { _ in
      letters.randomElement(using: &random) ?? 0
    }
    let (header, start) = try #require(
      try TableHeader.read(Array("text,label\n".utf8), isWhole: true))
    #expect(start == 11)
    let rows = Array(RecordRows(bytes, header: header))
    #expect(rows.flatMap(\.bytes) == bytes, "seed \(seed)")
    #expect(rows.map(\.lineEnds).reduce(0, +) == LineEnds.count(in: bytes[...]))
    for row in rows { _ = try? header.record(row.bytes) }
    var (search, ends) = (RowSearch(from: 0), [Int]())
    for count in 0...bytes.count {
      let part = Array(bytes[..<count])
      while let end = header.rowEnd(in: part, &search, isWhole: count == bytes.count),
        end > ends.last ?? 0
      {
        search = RowSearch(from: end)
        ends.append(end)
      }
    }
    #expect(ends == rows.map(\.bytes.endIndex), "seed \(seed), in pieces")
    for count in 0...bytes.count {
      var place = 0
      let part = Array(bytes[..<count])
      for row in rows {
        guard let end = header.rowEnd(in: part, from: place, isWhole: false) else { break }
        #expect(end == row.bytes.endIndex, "seed \(seed), \(count) bytes")
        place = end
      }
    }
  }
}
