#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// A fixture of `Golden/`: named rows of numbers, as `make_golden.py` writes them.
struct GoldenFile {
  let rows: [String: [Double?]]

  struct Missing: Error {
    let what: String
  }

  init(_ name: String, from here: String = #filePath) throws {
    let folder = here.split(separator: "/", omittingEmptySubsequences: false).dropLast()
    let path = folder.joined(separator: "/") + "/Golden/\(name).txt"
    var rows: [String: [Double?]] = [:]
    for line in try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
    where !line.hasPrefix("#") {
      let words = line.split(separator: " ")
      rows[String(words[0])] = try words.dropFirst().map { word in
        if word == "nan" { return nil }
        guard let number = Double(word) else { throw Missing(what: "number: \(word)") }
        return number
      }
    }
    self.rows = rows
  }

  /// Numbers with nil for undefined ones.
  func optional(_ name: String) throws -> [Double?] {
    guard let row = rows[name] else { throw Missing(what: name) }
    return row
  }

  func numbers(_ name: String) throws -> [Double] {
    try optional(name).map { value in
      guard let value else { throw Missing(what: "value in \(name)") }
      return value
    }
  }

  func integers(_ name: String) throws -> [Int] { try numbers(name).map { Int($0) } }

  /// The numbers in rows of `width`.
  func table(_ name: String, width: Int) throws -> [[Double]] {
    let all = try numbers(name)
    return stride(from: 0, to: all.count, by: width).map { Array(all[$0..<($0 + width)]) }
  }
}

/// Whether two values agree, both undefined included.
func agree(_ a: Double?, _ b: Double?, _ tolerance: Double = 1e-12) -> Bool {
  guard let a, let b else { return a == nil && b == nil }
  return abs(a - b) <= tolerance * max(1, abs(b))
}
