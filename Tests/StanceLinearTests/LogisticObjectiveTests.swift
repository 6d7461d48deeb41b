import StanceLinear
import Testing

@Suite struct LogisticObjectiveTests {
  @Test(arguments: [2, 3, 4, 6]) func gradientIsTheFiniteDifference(classes: Int) throws {
    for seed in UInt64(0)..<25 {
      var g = Generated(seed: seed &* 31 &+ UInt64(classes))
      let problem = try g.problem(classes: classes)
      var objective = LogisticObjective(problem)
      let x = g.numbers(objective.dimension)
      var gradient: [Double] = []
      _ = objective.evaluate(x, gradient: &gradient)
      var direction = g.numbers(objective.dimension)
      if !problem.fitsBias {
        for a in 0..<classes - 1 { direction[direction.count - 1 - a] = 0 }
      }
      var (ahead, behind, ignored) = (x, x, [Double]())
      let h = 1e-5
      PlainKernels.axpy(h, direction, into: &ahead)
      PlainKernels.axpy(-h, direction, into: &behind)
      let slope =
        (objective.evaluate(ahead, gradient: &ignored)
          - objective.evaluate(behind, gradient: &ignored)) / (2 * h)
      let expected = PlainKernels.dot(gradient, direction)
      #expect(abs(slope - expected) < 1e-7 * (1 + abs(expected)), "seed \(seed)")
    }
  }

  @Test(arguments: [2, 3, 4, 6]) func hessianIsTheFiniteDifference(classes: Int) throws {
    for seed in UInt64(0)..<25 {
      var g = Generated(seed: seed &* 37 &+ UInt64(classes))
      let problem = try g.problem(classes: classes)
      var objective = LogisticObjective(problem)
      let n = objective.dimension
      let x = g.numbers(n)
      var v = g.numbers(n)
      if !problem.fitsBias { for a in 0..<classes - 1 { v[n - 1 - a] = 0 } }
      var (g1, g2, product) = ([Double](), [Double](), [Double]())
      var (ahead, behind) = (x, x)
      let h = 1e-5
      PlainKernels.axpy(h, v, into: &ahead)
      PlainKernels.axpy(-h, v, into: &behind)
      _ = objective.evaluate(ahead, gradient: &g1)
      _ = objective.evaluate(behind, gradient: &g2)
      _ = objective.evaluate(x, gradient: &product)
      objective.acceptCandidate()
      // A later candidate must not move the point of the Hessian.
      var ignored: [Double] = []
      _ = objective.evaluate(ahead, gradient: &ignored)
      objective.hessianProduct(v, into: &product)
      let expected = zip(g1, g2).map { ($0 - $1) / (2 * h) }
      #expect(largestDifference(product, expected) < 1e-7, "seed \(seed)")
    }
  }

  @Test(arguments: [2, 3, 5]) func diagonalIsThatOfTheProducts(classes: Int) throws {
    for seed in UInt64(0)..<10 {
      var g = Generated(seed: seed &* 41 &+ UInt64(classes))
      var objective = LogisticObjective(try g.problem(classes: classes))
      let n = objective.dimension
      var product: [Double] = []
      _ = objective.evaluate(g.numbers(n), gradient: &product)
      objective.acceptCandidate()
      let diagonal = objective.hessianDiagonal()
      for j in 0..<n {
        var unit = Array(repeating: 0.0, count: n)
        unit[j] = 1
        objective.hessianProduct(unit, into: &product)
        #expect(abs(product[j] - diagonal[j]) < 1e-12, "seed \(seed), variable \(j)")
      }
    }
  }

  @Test func hugeScoresStayFinite() throws {
    let x = try DesignMatrix(dense: DenseMatrix([[1e6], [-1e6], [1e6]]))
    for classes in [2, 3] {
      let problem = try LogisticProblem(
        design: x, labels: [0, 1, 1], classes: classes, penalty: .uniform(1e-6))
      var objective = LogisticObjective(problem)
      var gradient: [Double] = []
      let u = Array(repeating: 1e3, count: objective.dimension)
      #expect(objective.evaluate(u, gradient: &gradient).isFinite)
      #expect(gradient.allSatisfy { $0.isFinite })
    }
  }
}
