internal import StanceText

/// Why a lexicon, a target pack or a prepared image cannot be used.
public enum LexiconError: Error, Sendable, Hashable, CustomStringConvertible {
  /// A line of a table is wrong.
  case row(file: String, line: Int, expected: String, found: String)
  /// The first line does not name the columns.
  case header(file: String, expected: String, found: String)
  /// The bytes are not a prepared lexicon.
  case image(offset: Int, expected: String, found: String)
  /// A target was asked for without any name.
  case emptyTarget(String)

  /// One line for people: place, what was expected, what was found.
  public var description: String {
    switch self {
    case .row(let file, let line, _, _): "\(file):\(line): \(reason)"
    case .header(let file, _, _): "\(file):1: \(reason)"
    case .image(let offset, _, _): "prepared lexicon, byte \(offset): \(reason)"
    case .emptyTarget(let text): "target \"\(text)\": \(reason)"
    }
  }

  /// What was expected and found, without the place.
  public var reason: String {
    switch self {
    case .row(_, _, let expected, let found), .image(_, let expected, let found):
      "expected \(expected), found \(found)"
    case .header(_, let expected, let found): "expected the columns \(expected), found \(found)"
    case .emptyTarget: "expected at least one name, found none"
    }
  }

  /// The line of a table, from 1.
  public var line: Int {
    if case .row(_, let line, _, _) = self { line } else { 1 }
  }
}

extension TabularText {
  /// The table, when its header begins with `columns`. Fields missing at the end of a line are empty.
  static func read(
    _ text: [UInt8], file: String, columns: [String]
  ) throws(LexiconError) -> TabularText {
    let table = TabularText(text)
    guard table.header.starts(with: columns) else {
      throw .header(
        file: file, expected: columns.joined(separator: ", "),
        found: table.header.isEmpty
          ? "nothing" : table.header.prefix(8).map { $0.prefix(40) }.joined(separator: ", "))
    }
    return table
  }
}
