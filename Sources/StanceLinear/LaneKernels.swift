/// Vectors of the joint solver: row j holds a number for each of four lanes.
typealias Lanes<Number: SIMDScalar> = [SIMD4<Number>]

/// The vector loops of the joint solver: several operations in one pass over memory.
///
/// Sums are kept in single precision over ``block`` rows, then in double: their error stays that of
/// a few hundred additions.
enum LaneKernels {
  typealias Four = SIMD4<Float>
  typealias Sums = SIMD4<Double>

  private static let block = 256

  /// Σ over the rows of what `term` gives for each.
  @inline(__always)
  private static func sum(_ count: Int, _ term: (Int) -> Four) -> Sums {
    var total = Sums()
    var start = 0
    while start < count {
      let end = min(count, start + block)
      var part = Four()
      for j in start..<end { part += term(j) }
      total += Sums(part)
      start = end
    }
    return total
  }

  /// Σ x·y².
  static func weightedSquares(_ x: Lanes<Float>, _ y: Lanes<Float>) -> Sums {
    precondition(x.count == y.count, "vectors of unequal lengths")
    let (x, y) = (x.span, y.span)
    return sum(y.count) { x[$0] * y[$0] * y[$0] }
  }

  /// Σ x².
  static func squares(_ x: Lanes<Double>) -> Sums {
    var total = Sums()
    for j in 0..<x.count { total += x[j] * x[j] }
    return total
  }

  /// Σ x·y.
  static func dot(_ x: Lanes<Float>, _ y: Lanes<Float>) -> Sums {
    precondition(x.count == y.count, "vectors of unequal lengths")
    let (x, y) = (x.span, y.span)
    return sum(y.count) { x[$0] * y[$0] }
  }

  /// Σ x·y, for x in double precision.
  static func dot(_ x: Lanes<Double>, _ y: Lanes<Float>) -> Sums {
    precondition(x.count == y.count, "vectors of unequal lengths")
    let (x, y) = (x.span, y.span)
    var total = Sums()
    for j in 0..<x.count { total += x[j] * Sums(y[j]) }
    return total
  }

  /// y ← β·y + a∘x.
  static func blend(
    _ beta: Four, _ a: Lanes<Float>, _ x: Lanes<Float>, into y: inout Lanes<Float>
  ) {
    let n = y.count
    precondition(a.count == n && x.count == n, "vectors of unequal lengths")
    let (a, x) = (a.span, x.span)
    var y = y.mutableSpan
    for j in 0..<n { y[j] = beta * y[j] + a[j] * x[j] }
  }

  /// s ← s + α·d and r ← r − α·h; returns Σ a·r² and Σ r².
  static func advance(
    _ alpha: Four, _ d: Lanes<Float>, _ h: Lanes<Float>, _ a: Lanes<Float>,
    step s: inout Lanes<Float>, residual r: inout Lanes<Float>
  ) -> (weighted: Sums, plain: Sums) {
    let n = s.count
    precondition(
      d.count == n && h.count == n && a.count == n && r.count == n, "vectors of unequal lengths")
    var (weighted, plain) = (Sums(), Sums())
    var start = 0
    while start < n {
      let end = min(n, start + block)
      var (first, second) = (Four(), Four())
      for j in start..<end {
        s[j] += alpha * d[j]
        let rest = r[j] - alpha * h[j]
        r[j] = rest
        let square = rest * rest
        first += a[j] * square
        second += square
      }
      weighted += Sums(first)
      plain += Sums(second)
      start = end
    }
    return (weighted, plain)
  }

  /// y ← c·y + λ·v; returns Σ v·y.
  static func finish(
    _ c: [Float], _ lambda: Lanes<Float>, _ v: Lanes<Float>, into y: inout Lanes<Float>
  ) -> Sums {
    let n = y.count
    precondition(
      c.count == n && lambda.count == n && v.count == n, "vectors of unequal lengths")
    var total = Sums()
    var start = 0
    while start < n {
      let end = min(n, start + block)
      var part = Four()
      for j in start..<end {
        let value = c[j] * y[j] + lambda[j] * v[j]
        y[j] = value
        part += v[j] * value
      }
      total += Sums(part)
      start = end
    }
    return total
  }

  /// y ← c²·y + λ.
  static func finishSquares(_ c: [Float], _ lambda: Lanes<Float>, into y: inout Lanes<Float>) {
    let n = y.count
    precondition(c.count == n && lambda.count == n, "vectors of unequal lengths")
    let (c, lambda) = (c.span, lambda.span)
    var y = y.mutableSpan
    for j in 0..<n { y[j] = c[j] * c[j] * y[j] + lambda[j] }
  }

  /// The smallest positive number of each lane; ∞ where there is none.
  static func smallestPositive(_ x: Lanes<Float>) -> Four {
    let x = x.span
    var least = Four(repeating: .infinity)
    for j in 0..<x.count {
      least = pointwiseMin(least, x[j].replacing(with: .infinity, where: x[j] .<= 0))
    }
    return least
  }

  /// x ← 1 / (μ + α·x), or 1 / floor where that is not positive.
  static func invert(_ mu: Four, _ alpha: Float, floor: Four, _ x: inout Lanes<Float>) {
    var x = x.mutableSpan
    for j in 0..<x.count {
      let m = mu + alpha * x[j]
      x[j] = 1 / m.replacing(with: floor, where: m .<= 0)
    }
  }

  /// y ← α·x, rounded.
  static func round(_ alpha: Four, _ x: Lanes<Double>, into y: inout Lanes<Float>) {
    let n = y.count
    precondition(x.count == n, "vectors of unequal lengths")
    let x = x.span
    var y = y.mutableSpan
    for j in 0..<n { y[j] = alpha * Four(x[j]) }
  }

  /// One lane of x ← y.
  static func set(_ lane: Int, of x: inout Lanes<Double>, to y: [Double]) {
    precondition(x.count == y.count, "vectors of unequal lengths")
    let y = y.span
    var x = x.mutableSpan
    for j in 0..<x.count { x[j][lane] = y[j] }
  }

  /// x ← 0.
  static func clear<Number: BinaryFloatingPoint>(_ x: inout Lanes<Number>) {
    var x = x.mutableSpan
    for j in 0..<x.count { x[j] = .zero }
  }

  /// y ← c·y + λ·x; returns Σ λ·x².
  static func addPenalty(
    _ c: [Double], _ lambda: Lanes<Double>, _ x: Lanes<Double>, into y: inout Lanes<Double>
  ) -> Sums {
    let n = y.count
    precondition(
      c.count == n && lambda.count == n && x.count == n, "vectors of unequal lengths")
    let (c, lambda, x) = (c.span, lambda.span, x.span)
    var y = y.mutableSpan
    var total = Sums()
    for j in 0..<n {
      let pull = lambda[j] * x[j]
      total += pull * x[j]
      y[j] = c[j] * y[j] + pull
    }
    return total
  }

  /// z ← x + s.
  static func add(
    _ s: Lanes<Float>, to x: Lanes<Double>, into z: inout Lanes<Double>
  ) {
    let n = z.count
    precondition(s.count == n && x.count == n, "vectors of unequal lengths")
    let (s, x) = (s.span, x.span)
    var z = z.mutableSpan
    for j in 0..<n { z[j] = x[j] + Sums(s[j]) }
  }

  /// x ← y in the lanes of the mask.
  static func replace(
    _ x: inout Lanes<Double>, with y: Lanes<Double>, where mask: SIMDMask<SIMD4<Int64>>
  ) {
    let n = x.count
    precondition(y.count == n, "vectors of unequal lengths")
    let y = y.span
    var x = x.mutableSpan
    for j in 0..<n { x[j].replace(with: y[j], where: mask) }
  }
}
