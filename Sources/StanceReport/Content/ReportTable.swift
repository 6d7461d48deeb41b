/// A table of a report, before it is written as HTML or Markdown.
struct ReportTable: Sendable, Equatable {
  struct Column: Sendable, Equatable {
    let title: String
    let isNumber: Bool

    init(_ title: String, number: Bool = false) {
      self.title = title
      isNumber = number
    }
  }

  struct Cell: Sendable, Equatable, ExpressibleByStringLiteral {
    enum Kind: Sendable, Equatable {
      case plain
      /// A name of a file, a hash, a machine's name of something.
      case code
      /// A label, drawn with its sign.
      case label
      /// A value with its interval on a line from 0 to 1.
      case spark(value: Double?, low: Double?, high: Double?, reference: Double?)
    }

    var text: String
    /// Second line, smaller.
    var small: String?
    var kind: Kind
    var isStrong = false

    init(_ text: String, small: String? = nil, kind: Kind = .plain, strong: Bool = false) {
      self.text = text
      self.small = small
      self.kind = kind
      isStrong = strong
    }

    init(stringLiteral value: String) { self.init(value) }

    static func code(_ text: String) -> Cell { Cell(text, kind: .code) }
    static func label(_ text: String?) -> Cell {
      text.map { Cell($0, kind: .label) } ?? Cell("no answer")
    }
    static func fixed(_ value: Double?, _ decimals: Int = 2) -> Cell {
      Cell(NumberText.fixed(value, decimals))
    }
    static func count(_ value: Int) -> Cell { Cell(NumberText.count(value)) }
  }

  /// What the table shows, for its caption.
  var caption: String
  var columns: [Column]
  /// The first cell of a row names it.
  var rows: [[Cell]]
  /// A remark below.
  var note: String?

  init(_ caption: String, columns: [Column], rows: [[Cell]], note: String? = nil) {
    self.caption = caption
    self.columns = columns
    self.rows = rows
    self.note = note
  }
}
