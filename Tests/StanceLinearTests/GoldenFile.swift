import StanceLinear

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A fixture of `Golden/`: named tables of numbers, as `make_golden.py` writes them.
struct GoldenFile {
  let tables: [String: DenseMatrix]

  struct Malformed: Error {
    let line: String
  }

  init(_ name: String, from here: String = #filePath) throws {
    let folder = here.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = folder.joined(separator: "/") + "/Golden/\(name).txt"
    let text = try String(contentsOfFile: path, encoding: .utf8)
    var tables: [String: DenseMatrix] = [:]
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      .filter { !$0.hasPrefix("#") }[...]
    while let line = lines.popFirst() {
      let head = line.split(separator: " ")
      if head.isEmpty { continue }
      guard head.count == 3, let rows = Int(head[1]), let columns = Int(head[2]) else {
        throw Malformed(line: String(line))
      }
      var elements: [Double] = []
      for _ in 0..<rows {
        for word in (lines.popFirst() ?? "").split(separator: " ") {
          guard let number = Double(word) else { throw Malformed(line: String(word)) }
          elements.append(number)
        }
      }
      tables[String(head[0])] = try DenseMatrix(rows: rows, columns: columns, elements: elements)
    }
    self.tables = tables
  }

  func callAsFunction(_ name: String) throws -> DenseMatrix {
    guard let table = tables[name] else { throw Malformed(line: "no table \(name)") }
    return table
  }

  func integers(_ name: String) throws -> [Int] {
    try self(name).elements.map { Int($0) }
  }
}
