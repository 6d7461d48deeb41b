/// The named features' share of scores and gradients, by BLAS, with the bias.
///
/// One `gemv` per output: the outputs are few (K − 1), and a matrix of so few columns is the case
/// in which a `gemm` is slowest.
struct DenseBlock: Sendable {
  let matrix: DenseMatrix
  let outputs: Int

  var columns: Int { matrix.columns }

  init(_ matrix: DenseMatrix, outputs: Int) {
    self.matrix = matrix
    self.outputs = outputs
  }

  /// D·W + b, n × outputs; W is at the start of `x`, b at `bias`.
  func scores(_ x: [Double], bias: Int) -> [Double] {
    let n = matrix.rows
    var result = Array(repeating: 0.0, count: n * outputs)
    var column = Array(repeating: 0.0, count: n)
    var weights = Array(repeating: 0.0, count: columns)
    for a in 0..<outputs {
      for i in 0..<n { column[i] = x[bias + a] }
      if columns > 0 {
        for j in 0..<columns { weights[j] = x[j * outputs + a] }
        BLAS.gemv(1, matrix, weights, 1, into: &column)
      }
      for i in 0..<n { result[i * outputs + a] = column[i] }
    }
    return result
  }

  /// Adds Dᵀ·R to the start of `gradient` and the column sums of R at `bias`.
  func addGradient(_ r: [Double], rows n: Int, bias: Int, into gradient: inout [Double]) {
    var column = Array(repeating: 0.0, count: n)
    var part = Array(repeating: 0.0, count: columns)
    for a in 0..<outputs {
      var sum = 0.0
      for i in 0..<n {
        column[i] = r[i * outputs + a]
        sum += column[i]
      }
      gradient[bias + a] += sum
      guard columns > 0 else { continue }
      BLAS.gemv(1, matrix, transposed: true, column, 0, into: &part)
      for j in 0..<columns { gradient[j * outputs + a] += part[j] }
    }
  }

  /// Adds Σᵢ rᵢ·dᵢⱼ² and, at `bias`, Σᵢ rᵢ.
  func addSquares(_ r: [Double], rows n: Int, bias: Int, into result: inout [Double]) {
    for i in 0..<n {
      for a in 0..<outputs {
        let factor = r[i * outputs + a]
        result[bias + a] += factor
        for j in 0..<columns {
          let value = matrix.elements[i * columns + j]
          result[j * outputs + a] += factor * value * value
        }
      }
    }
  }
}
