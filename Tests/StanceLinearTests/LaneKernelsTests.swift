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
      LaneKernels.scale(c, x, into: &z)
      #expect(z == (0..<n).map { c[$0] * x[$0] })
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
      LaneKernels.clear(&w)
      #expect(w == Array(repeating: .zero, count: n))
      let along = LaneKernels.finish(c, x, a, y, into: &z)
      #expect(z == (0..<n).map { c[$0] * x[$0] + a[$0] * y[$0] })
      #expect(along == sum { y[$0] * (c[$0] * x[$0] + a[$0] * y[$0]) })
      var (step, residual) = (x, y)
      let norms = LaneKernels.advance(beta, a, y, x, step: &step, residual: &residual)
      #expect(step == (0..<n).map { x[$0] + beta * a[$0] })
      #expect(residual == (0..<n).map { y[$0] - beta * y[$0] })
      #expect(norms.weighted == sum { x[$0] * residual[$0] * residual[$0] })
      #expect(norms.plain == sum { residual[$0] * residual[$0] })
    }
  }
}
