/// Why numbers handed to this module cannot be used.
///
/// Every case names the quantity and, where there is one, the row or index at fault, so that a
/// caller which knows where the numbers came from can point at the place.
public enum LinearError: Error, Equatable, Sendable {
  /// A length or a shape differs from what the other arguments demand.
  case shapeMismatch(what: String, expected: Int, found: Int)
  /// A sparse entry names a column that the matrix does not have.
  case columnOutOfRange(row: Int, column: Int, columns: Int)
  /// The columns of a sparse row do not strictly increase (unsorted, or one column twice).
  case columnsNotIncreasing(row: Int)
  /// NaN or infinity; `index` is the position in row-major order.
  case notFinite(what: String, index: Int)
  /// A class index outside `0 ..< classes`.
  case labelOutOfRange(row: Int, label: Int, classes: Int)
  /// A setting outside its allowed range; `expected` says the range.
  case invalidParameter(name: String, value: Double, expected: String)
  /// Nothing to work on.
  case empty(what: String)
}

extension LinearError {
  static func check(_ found: Int, _ expected: Int, _ what: String) throws(LinearError) {
    guard found == expected else {
      throw .shapeMismatch(what: what, expected: expected, found: found)
    }
  }

  static func checkFinite(_ values: [Double], _ what: String) throws(LinearError) {
    for (index, value) in values.enumerated() where !value.isFinite {
      throw .notFinite(what: what, index: index)
    }
  }
}

extension LinearError: CustomStringConvertible {
  public var description: String {
    switch self {
    case .shapeMismatch(let what, let expected, let found):
      "\(what): expected \(expected), found \(found)"
    case .columnOutOfRange(let row, let column, let columns):
      "row \(row): column \(column) is outside 0 ..< \(columns)"
    case .columnsNotIncreasing(let row):
      "row \(row): columns must strictly increase"
    case .notFinite(let what, let index):
      "\(what): value \(index) is not finite"
    case .labelOutOfRange(let row, let label, let classes):
      "row \(row): label \(label) is outside 0 ..< \(classes)"
    case .invalidParameter(let name, let value, let expected):
      "\(name): expected \(expected), found \(value)"
    case .empty(let what):
      "\(what): empty"
    }
  }
}
