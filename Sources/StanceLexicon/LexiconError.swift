/// Why a lexicon, a target pack or a prepared image cannot be used.
public enum LexiconError: Error, Sendable, Hashable {
  /// A line of a table is wrong.
  case row(file: String, line: Int, expected: String, found: String)
  /// The first line does not name the columns.
  case header(file: String, expected: String, found: String)
  /// The bytes are not a prepared lexicon.
  case image(offset: Int, expected: String, found: String)
  /// A target was asked for without any name.
  case emptyTarget(String)

  /// One line for people: place, what was expected, what was found.
  public var message: String {
    switch self {
    case .row(let file, let line, let expected, let found):
      "\(file):\(line): expected \(expected), found \(found)"
    case .header(let file, let expected, let found):
      "\(file):1: expected the columns \(expected), found \(found)"
    case .image(let offset, let expected, let found):
      "prepared lexicon, byte \(offset): expected \(expected), found \(found)"
    case .emptyTarget(let text):
      "target \"\(text)\": expected at least one name, found none"
    }
  }
}
