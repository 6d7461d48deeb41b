import Testing

@testable import StanceLinear

@Suite struct LaneKernelsTests {
  private func lanes(_ g: inout Generated, _ count: Int) -> Lanes<Float> {
    (0..<count).map { _ in SIMD4(g.wholeNumbers(4).map { Float($0) }) }
  }

  @Test func equalTheirFormulasOnWholeNumbers() {
    for seed in UInt64(0)..<20 {
      var g = Generated(seed: seed)
      let n = g.integer(0...600)
      let (a, x, y) = (lanes(&g, n), lanes(&g, n), lanes(&g, n))
      let c = g.wholeNumbers(n).map { Float($0) }
      func sum(_ term: (Int) -> SIMD4<Float>) -> SIMD4<Double> {
        (0..<n).reduce(SIMD4()) { $0 + SIMD4<Double>(term($1)) }
      }
      #expect(LaneKernels.dot(x, y) == sum { x[$0] * y[$0] }, "seed \(seed)")
      #expect(LaneKernels.dot(x.map { SIMD4<Double>($0) }, y) == sum { x[$0] * y[$0] })
      #expect(LaneKernels.weightedSquares(a, x) == sum { a[$0] * x[$0] * x[$0] })
      #expect(LaneKernels.squares(x.map { SIMD4<Double>($0) }) == sum { x[$0] * x[$0] })
      let beta = SIMD4<Float>(0, 1, 2, -3)
      var z = y
      LaneKernels.blend(beta, a, x, into: &z)
      #expect(z == (0..<n).map { beta * y[$0] + a[$0] * x[$0] })
      let (exact, other) = (x.map { SIMD4<Double>($0) }, y.map { SIMD4<Double>($0) })
      var w = exact
      LaneKernels.add(y, to: exact, into: &w)
      #expect(w == (0..<n).map { exact[$0] + other[$0] })
      var mask = SIMDMask<SIMD4<Int64>>(repeating: false)
      mask[2] = true
      w = exact
      LaneKernels.replace(&w, with: other, where: mask)
      #expect(w == (0..<n).map { SIMD4(exact[$0].x, exact[$0].y, other[$0].z, exact[$0].w) })
      w = exact
      let factors = c.map { Double($0) }
      let penalty = LaneKernels.addPenalty(
        factors, a.map { SIMD4<Double>($0) }, other, into: &w)
      #expect(w == (0..<n).map { factors[$0] * exact[$0] + SIMD4<Double>(a[$0]) * other[$0] })
      #expect(penalty == sum { a[$0] * y[$0] * y[$0] })
      LaneKernels.set(1, of: &w, to: factors)
      #expect(w.map { $0[1] } == factors)
      LaneKernels.clear(&w)
      #expect(w == Array(repeating: .zero, count: n))
      z = x
      let along = LaneKernels.finish(c, a, y, into: &z)
      #expect(z == (0..<n).map { c[$0] * x[$0] + a[$0] * y[$0] })
      #expect(along == sum { y[$0] * (c[$0] * x[$0] + a[$0] * y[$0]) })
      z = x
      LaneKernels.finishSquares(c, a, into: &z)
      #expect(z == (0..<n).map { c[$0] * c[$0] * x[$0] + a[$0] })
      LaneKernels.round(beta, exact, into: &z)
      #expect(z == x.map { beta * $0 })
      var (step, residual) = (x, y)
      let norms = LaneKernels.advance(beta, a, y, x, step: &step, residual: &residual)
      #expect(step == (0..<n).map { x[$0] + beta * a[$0] })
      #expect(residual == (0..<n).map { y[$0] - beta * y[$0] })
      #expect(norms.weighted == sum { x[$0] * residual[$0] * residual[$0] })
      #expect(norms.plain == sum { residual[$0] * residual[$0] })
    }
  }

  @Test func theInverseHasAFloor() {
    let x: Lanes<Float> = [SIMD4(0, 2, -3, 5), SIMD4(4, -1, 0, 1)]
    #expect(LaneKernels.smallestPositive(x) == SIMD4(4, 2, .infinity, 1))
    #expect(LaneKernels.smallestPositive([]) == SIMD4(repeating: .infinity))
    var inverse = x
    LaneKernels.invert(SIMD4(1, 2, 3, 0), 0.5, floor: SIMD4(repeating: 8), &inverse)
    #expect(inverse == [1 / SIMD4(1, 3, 1.5, 2.5), 1 / SIMD4(3, 1.5, 3, 0.5)])
    inverse = x
    LaneKernels.invert(.zero, 1, floor: SIMD4(repeating: 8), &inverse)
    #expect(inverse[0] == 1 / SIMD4<Float>(8, 2, 8, 5))
  }

  /// Products with a dense block of any number of rows, fours and what is left of them.
  @Test func denseProductsAreSumsOfProducts() {
    for seed in UInt64(0)..<40 {
      var g = Generated(seed: seed)
      let (n, m) = (g.integer(0...11), g.integer(0...9))
      let dense = g.wholeNumbers(n * m).map { Float($0) }
      let (x, r) = (lanes(&g, m + g.integer(1...3)), lanes(&g, n))
      let bias = SIMD4<Float>(1, -2, 3, 0)
      let times = LaneKernels.times(dense, rows: n, columns: m, x, plus: bias)
      var (plain, squares) = (x, x)
      for i in 0..<n {
        #expect(times[i] == (0..<m).reduce(bias) { $0 + dense[i * m + $1] * x[$1] })
        for j in 0..<m {
          plain[j] += dense[i * m + j] * r[i]
          squares[j] += dense[i * m + j] * dense[i * m + j] * r[i]
        }
        plain[x.count - 1] += r[i]
        squares[x.count - 1] += r[i]
      }
      var found = x
      LaneKernels.addTransposed(dense, columns: m, r, into: &found)
      #expect(found == plain, "seed \(seed)")
      found = x
      LaneKernels.addTransposed(dense, columns: m, r, into: &found) { $0 * $0 }
      #expect(found == squares, "seed \(seed)")
    }
  }
}
