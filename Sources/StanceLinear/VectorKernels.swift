/// Loops of the optimisers that do several vector operations in one pass over memory.
///
/// Lengths are compared once, before the loop; the compiler then drops the checks inside and uses
/// SIMD, as long as the arrays are `inout` arguments and not properties.
package enum VectorKernels {
  /// x ← 0.
  package static func clear(_ x: inout [Double], count: Int) {
    guard x.count == count else {
      x = Array(repeating: 0, count: count)
      return
    }
    for j in 0..<count { x[j] = 0 }
  }

  /// x ← α·x.
  package static func scale(_ alpha: Double, _ x: inout [Double]) {
    for j in 0..<x.count { x[j] *= alpha }
  }

  /// y ← y + a∘x; returns Σ a·x².
  @discardableResult
  package static func addProduct(_ a: [Double], _ x: [Double], into y: inout [Double]) -> Double {
    let n = y.count
    precondition(a.count == n && x.count == n, "vectors of unequal lengths")
    var sums = SIMD4<Double>()
    var j = 0
    while j + 4 <= n {
      let pull = SIMD4(
        a[j] * x[j], a[j + 1] * x[j + 1], a[j + 2] * x[j + 2], a[j + 3] * x[j + 3])
      sums += pull * SIMD4(x[j], x[j + 1], x[j + 2], x[j + 3])
      y[j] += pull[0]
      y[j + 1] += pull[1]
      y[j + 2] += pull[2]
      y[j + 3] += pull[3]
      j += 4
    }
    while j < n {
      y[j] += a[j] * x[j]
      sums[0] += a[j] * x[j] * x[j]
      j += 1
    }
    return (sums[0] + sums[1]) + (sums[2] + sums[3])
  }

  /// x · y, in eight sums side by side.
  package static func dot(_ x: [Double], _ y: [Double]) -> Double {
    let n = x.count
    precondition(y.count == n, "vectors of unequal lengths")
    var sums = SIMD8<Double>()
    var j = 0
    while j + 8 <= n {
      for lane in 0..<8 { sums[lane] += x[j + lane] * y[j + lane] }
      j += 8
    }
    var rest = 0.0
    while j < n {
      rest += x[j] * y[j]
      j += 1
    }
    return sums.sum() + rest
  }

  /// y ← y + α·x.
  package static func axpy(_ alpha: Double, _ x: [Double], into y: inout [Double]) {
    let n = y.count
    precondition(x.count == n, "vectors of unequal lengths")
    for j in 0..<n { y[j] += alpha * x[j] }
  }

  /// y ← β·y + a∘x; with β = 0 whatever y held is forgotten.
  package static func blend(_ beta: Double, _ a: [Double], _ x: [Double], into y: inout [Double]) {
    let n = y.count
    precondition(a.count == n && x.count == n, "vectors of unequal lengths")
    if beta == 0 {
      for j in 0..<n { y[j] = a[j] * x[j] }
    } else {
      for j in 0..<n { y[j] = beta * y[j] + a[j] * x[j] }
    }
  }

  /// Σ a·x².
  package static func weightedSquares(_ a: [Double], _ x: [Double]) -> Double {
    precondition(a.count == x.count, "vectors of unequal lengths")
    let n = x.count
    var (even, odd) = (0.0, 0.0)
    var j = 0
    while j + 2 <= n {
      even += a[j] * x[j] * x[j]
      odd += a[j + 1] * x[j + 1] * x[j + 1]
      j += 2
    }
    if j < n { even += a[j] * x[j] * x[j] }
    return even + odd
  }
}
