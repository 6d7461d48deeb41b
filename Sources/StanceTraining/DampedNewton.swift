internal import StanceLinear

/// Newton's method for a smooth loss of few weights.
///
/// The curvature is a difference of gradients; steps go along its eigenvectors by the size of its
/// eigenvalues, so that a saddle is left downhill, and are halved until the loss falls.
enum DampedNewton {
  /// - Complexity: O(n) gradients for each of at most 30 steps.
  static func minimum(
    of loss: ([Double]) -> (value: Double, gradient: [Double]), from start: [Double]
  ) -> [Double] {
    var theta = start
    var (value, gradient) = loss(theta)
    for _ in 0..<30 {
      let n = theta.count
      var hessian = DenseMatrix(rows: n, columns: n)
      for column in 0..<n {
        // Wide enough for weights in single precision.
        let width = 1e-2
        var (up, down) = (theta, theta)
        up[column] += width
        down[column] -= width
        let slope = zip(loss(up).gradient, loss(down).gradient).map { ($0 - $1) / (2 * width) }
        for row in 0..<n {
          hessian[row, column] += slope[row] / 2
          hessian[column, row] += slope[row] / 2
        }
      }
      let (values, vectors) = SymmetricEigen.decompose(hessian)
      var step = Array(repeating: 0.0, count: n)
      for (index, eigenvalue) in values.enumerated() {
        var along = 0.0
        for row in 0..<n { along += vectors[row, index] * gradient[row] }
        for row in 0..<n { step[row] -= vectors[row, index] * along / max(abs(eigenvalue), 1e-3) }
      }
      var length = 1.0
      var next = loss(zip(theta, step).map { $0 + length * $1 })
      while next.value > value, length > 1e-4 {
        length /= 2
        next = loss(zip(theta, step).map { $0 + length * $1 })
      }
      guard next.value < value else { break }
      let gain = value - next.value
      theta = zip(theta, step).map { $0 + length * $1 }
      (value, gradient) = next
      if gain < 1e-6 * max(1, value) { break }
    }
    return theta
  }
}
