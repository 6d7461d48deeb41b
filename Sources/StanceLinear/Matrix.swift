/// The two floating-point types that the kernels of this module are written for.
public protocol LinearScalar: BinaryFloatingPoint, Sendable {}
extension Float: LinearScalar {}
extension Double: LinearScalar {}

/// A dense matrix, row after row in one array: element (i, j) is `elements[i * columns + j]`.
///
/// Zero rows or zero columns are allowed; a design without named features has zero columns.
///
/// - Shapes: `rows` × `columns`; `elements.count == rows * columns` always.
@frozen
public struct Matrix<Scalar: LinearScalar>: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  /// The elements in row-major order. Its length must stay `rows * columns`.
  public var elements: [Scalar]

  /// A matrix filled with one value.
  ///
  /// - Precondition: `rows >= 0`, `columns >= 0`.
  /// - Complexity: O(rows · columns).
  @inlinable
  public init(rows: Int, columns: Int, repeating value: Scalar = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix has no negative shape")
    self.rows = rows
    self.columns = columns
    self.elements = Array(repeating: value, count: rows * columns)
  }

  /// A matrix over given elements in row-major order.
  ///
  /// - Throws: `shapeMismatch` when there are not `rows * columns` elements.
  /// - Complexity: O(1); the array is shared, not copied.
  @inlinable
  public init(rows: Int, columns: Int, elements: [Scalar]) throws(LinearError) {
    guard rows >= 0, columns >= 0, elements.count == rows * columns else {
      throw .shapeMismatch(
        what: "matrix elements", expected: rows * columns, found: elements.count)
    }
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  /// A matrix from rows of equal length.
  ///
  /// - Throws: `shapeMismatch` when a row differs in length from the first.
  public init(_ rows: [[Scalar]]) throws(LinearError) {
    let width = rows.first?.count ?? 0
    var elements: [Scalar] = []
    elements.reserveCapacity(rows.count * width)
    for row in rows {
      guard row.count == width else {
        throw .shapeMismatch(what: "matrix row", expected: width, found: row.count)
      }
      elements.append(contentsOf: row)
    }
    self.rows = rows.count
    self.columns = width
    self.elements = elements
  }

  /// - Precondition: `0 <= row < rows`, `0 <= column < columns`.
  @inlinable
  public subscript(row: Int, column: Int) -> Scalar {
    get {
      precondition(column >= 0 && column < columns, "column outside the matrix")
      return elements[row * columns + column]
    }
    set {
      precondition(column >= 0 && column < columns, "column outside the matrix")
      elements[row * columns + column] = newValue
    }
  }

  /// One row, without a copy.
  @inlinable
  public func row(_ index: Int) -> ArraySlice<Scalar> {
    elements[index * columns..<(index + 1) * columns]
  }

  /// Rows become columns.
  ///
  /// - Complexity: O(rows · columns).
  public func transposed() -> Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for i in 0..<rows {
      for j in 0..<columns {
        result.elements[j * rows + i] = elements[i * columns + j]
      }
    }
    return result
  }
}

/// The dense matrix of training and calibration.
public typealias DenseMatrix = Matrix<Double>
/// The dense matrix of the scoring path.
public typealias FloatMatrix = Matrix<Float>
