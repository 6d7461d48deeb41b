/// The leading singular values and right vectors of a sparse matrix, by a randomised range finder.
///
/// X ≈ U·diag(σ)·Vᵀ. A random block is pushed through X and Xᵀ a few times, which turns it towards
/// the leading singular vectors; the small problem that is left is solved exactly. Use
/// ``project(_:threads:)`` to turn rows into k dense numbers.
///
/// - Shapes: X n × d; σ k, falling; Vᵀ k × d with orthonormal rows (rows whose σ is 0 are 0).
/// - Determinism: same seed, same result on one machine and BLAS, at any number of threads. The
///   sign of a row of Vᵀ is fixed so that its largest element is positive.
/// - Source: Halko, Martinsson, Tropp 2011, SIAM Review 53, algorithm 4.4; differs in that the
///   small problem is taken from the Gram matrix, good for σ down to about 10⁻⁷ of the largest.
public struct TruncatedSVD: Equatable, Sendable {
  /// σ, falling; its count is k.
  public let singularValues: [Double]
  /// Vᵀ, k × d.
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
  /// - Parameter threads: share the products; the result is the same for any number.
  /// - Throws: `empty` for a matrix without rows or columns, `invalidParameter` for a setting
  ///   below its range.
  /// - Complexity: O((powerIterations + 2) · (entries · l + n · l²) + d · l²), l = k + oversampling.
  public init(
    _ x: CSRMatrix, _ settings: Settings, threads: Int = 1
  ) throws(LinearError) {
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
    var block = DenseMatrix(rows: width, columns: x.columns)
    for c in 0..<x.columns {
      for r in 0..<width { block[r, c] = random.normal() }
    }
    // Rows of `range` are orthonormal vectors of length n.
    var range = Orthonormal.rows(x.times(rows: block, threads: threads))
    for _ in 0..<settings.powerIterations {
      block = x.transposedTimes(rows: range, threads: threads)
      range = Orthonormal.rows(x.times(rows: block, threads: threads))
    }
    // B = range·X, l × d. B·Bᵀ = E·diag(σ²)·Eᵀ and Vᵀ = diag(1/σ)·Eᵀ·B.
    block = x.transposedTimes(rows: range, threads: threads)
    let (squares, vectors) = SymmetricEigen.decompose(Self.gram(block, threads))
    var mixing = DenseMatrix(rows: k, columns: width)
    var values = Array(repeating: 0.0, count: k)
    let floor = 1e-15 * max(squares.first ?? 0, 0)
    for c in 0..<k where squares[c] > floor {
      values[c] = squares[c].squareRoot()
      for r in 0..<width { mixing[c, r] = vectors[r, c] / values[c] }
    }
    self.singularValues = values
    var components = Self.mixed(mixing, block, threads)
    Self.fixSigns(&components)
    self.components = components
  }

  /// X·V: each row in the space of the components.
  ///
  /// - Shapes: X n × d, result n × k.
  /// - Precondition: X has the columns of the matrix decomposed.
  /// - Complexity: O(entries · k).
  public func project(_ x: CSRMatrix, threads: Int = 1) -> DenseMatrix {
    x.times(rows: components, threads: threads).transposed()
  }

  /// Columns that go together where the dense matrices are multiplied: what they have of each fits
  /// into the near cache.
  private static let slice = 256

  /// What `work` gives for each slice of the columns.
  private static func slices<Value: Sendable>(
    _ b: DenseMatrix, _ threads: Int, _ work: @escaping @Sendable (DenseMatrix) -> Value
  ) -> [Value] {
    ParallelWork.map((b.columns + slice - 1) / slice, threads: threads) { number in
      let columns = number * slice..<min((number + 1) * slice, b.columns)
      var part = DenseMatrix(rows: b.rows, columns: columns.count)
      part.elements = (0..<b.rows).flatMap {
        b.row($0).dropFirst(columns.lowerBound).prefix(columns.count)
      }
      return work(part)
    }
  }

  /// B·Bᵀ.
  private static func gram(_ b: DenseMatrix, _ threads: Int) -> DenseMatrix {
    let parts = slices(b, threads) { part in
      let rows = (0..<part.rows).map { Array(part.row($0)) }
      return rows.indices.flatMap { i in (0...i).map { VectorKernels.dot(rows[i], rows[$0]) } }
    }
    var sums = parts[0]
    for part in parts.dropFirst() { VectorKernels.axpy(1, part, into: &sums) }
    var result = DenseMatrix(rows: b.rows, columns: b.rows)
    for i in 0..<b.rows {
      for j in 0...i {
        result[i, j] = sums[i * (i + 1) / 2 + j]
        result[j, i] = result[i, j]
      }
    }
    return result
  }

  /// M·B.
  private static func mixed(_ m: DenseMatrix, _ b: DenseMatrix, _ threads: Int) -> DenseMatrix {
    let parts = slices(b, threads) { part in
      var product = DenseMatrix(rows: m.rows, columns: part.columns)
      BLAS.gemm(1, m, part, 0, into: &product)
      return product
    }
    var result = DenseMatrix(rows: m.rows, columns: b.columns)
    result.elements = (0..<m.rows).flatMap { row in parts.flatMap { $0.row(row) } }
    return result
  }

  private static func fixSigns(_ v: inout DenseMatrix) {
    for r in 0..<v.rows {
      var largest = 0.0
      for c in 0..<v.columns where abs(v[r, c]) > abs(largest) { largest = v[r, c] }
      guard largest < 0 else { continue }
      for c in 0..<v.columns { v[r, c] = -v[r, c] }
    }
  }
}
