/// The leading singular values and right vectors of a sparse matrix, by a randomised range finder.
///
/// X ≈ U·diag(σ)·Vᵀ. A random block is pushed through X and Xᵀ a few times, which turns it towards
/// the leading singular vectors; the small problem that is left is solved exactly. Use
/// ``project(_:)`` to turn rows into k dense numbers.
///
/// - Shapes: X n × d; σ k, falling; V d × k with orthonormal columns (columns whose σ is 0 are 0).
/// - Determinism: same seed, same result on one machine and BLAS. The sign of a column of V is
///   fixed so that its largest element is positive.
/// - Source: Halko, Martinsson, Tropp 2011, SIAM Review 53, algorithm 4.4; differs in that the
///   small problem is taken from the Gram matrix, good for σ down to about 10⁻⁷ of the largest.
public struct TruncatedSVD: Equatable, Sendable {
  /// σ, falling; its count is k.
  public let singularValues: [Double]
  /// V, d × k.
  public let components: DenseMatrix

  /// How the decomposition is found.
  public struct Settings: Equatable, Sendable {
    /// Number of components k asked for, ≥ 1; no more than min(n, d) are returned.
    public var components: Int
    /// Columns tried beyond k. Default 10.
    public var oversampling: Int
    /// Extra products with XᵀX. Default 4; more sharpen components whose σ lie close together.
    public var powerIterations: Int
    public var seed: UInt64

    public init(components: Int, oversampling: Int = 10, powerIterations: Int = 4, seed: UInt64) {
      self.components = components
      self.oversampling = oversampling
      self.powerIterations = powerIterations
      self.seed = seed
    }
  }

  /// Decomposes X.
  ///
  /// - Throws: `empty` for a matrix without rows or columns, `invalidParameter` for a setting
  ///   below its range.
  /// - Complexity: O((powerIterations + 2) · (entries · l + n · l²) + d · l²), l = k + oversampling.
  public init(_ x: CSRMatrix, _ settings: Settings) throws(LinearError) {
    guard x.rows > 0, x.columns > 0 else { throw .empty(what: "matrix to decompose") }
    for (name, value, least) in [
      ("components", settings.components, 1), ("oversampling", settings.oversampling, 0),
      ("powerIterations", settings.powerIterations, 0),
    ] where value < least {
      throw .invalidParameter(
        name: name, value: Double(value), expected: "at least \(least)")
    }
    let most = min(x.rows, x.columns)
    let k = min(settings.components, most)
    let width = settings.oversampling < most - k ? k + settings.oversampling : most
    var random = RandomGenerator(seed: settings.seed)
    var block = DenseMatrix(rows: x.columns, columns: width)
    for j in block.elements.indices { block.elements[j] = random.normal() }
    // Rows of `range` are orthonormal vectors of length n.
    var range = Orthonormal.rows(x.times(block).transposed())
    for _ in 0..<settings.powerIterations {
      block = x.transposedTimes(range.transposed())
      range = Orthonormal.rows(x.times(block).transposed())
    }
    // B = range·X, held as Bᵀ (d × l). B·Bᵀ = E·diag(σ²)·Eᵀ and V = Bᵀ·E·diag(1/σ).
    block = x.transposedTimes(range.transposed())
    var gram = DenseMatrix(rows: width, columns: width)
    BLAS.syrk(1, block, transposed: true, 0, into: &gram)
    let (squares, vectors) = SymmetricEigen.decompose(gram)
    var mixing = DenseMatrix(rows: width, columns: k)
    var values = Array(repeating: 0.0, count: k)
    let floor = 1e-15 * max(squares.first ?? 0, 0)
    for c in 0..<k where squares[c] > floor {
      values[c] = squares[c].squareRoot()
      for r in 0..<width { mixing[r, c] = vectors[r, c] / values[c] }
    }
    var components = DenseMatrix(rows: x.columns, columns: k)
    BLAS.gemm(1, block, mixing, 0, into: &components)
    TruncatedSVD.fixSigns(&components)
    self.singularValues = values
    self.components = components
  }

  /// X·V: each row in the space of the components.
  ///
  /// - Shapes: X n × d, result n × k.
  /// - Precondition: X has the columns of the matrix decomposed.
  /// - Complexity: O(entries · k).
  public func project(_ x: CSRMatrix) -> DenseMatrix {
    x.times(components)
  }

  private static func fixSigns(_ v: inout DenseMatrix) {
    for c in 0..<v.columns {
      var largest = 0.0
      for r in 0..<v.rows where abs(v[r, c]) > abs(largest) { largest = v[r, c] }
      guard largest < 0 else { continue }
      for r in 0..<v.rows { v[r, c] = -v[r, c] }
    }
  }
}
