import StanceLinear
import Testing

@Suite struct ClassBasisTests {
  @Test(arguments: 2...ClassBasis.few) func columnsAreOrthonormalAndSumToZero(classes: Int) {
    let basis = ClassBasis(classes: classes)
    #expect(basis.width == classes - 1)
    for a in 0..<basis.width {
      for b in 0..<basis.width {
        let product = (0..<classes).reduce(0.0) { $0 + basis[$1, a] * basis[$1, b] }
        #expect(abs(product - (a == b ? 1 : 0)) < 1e-14)
      }
      let sum = (0..<classes).reduce(0.0) { $0 + basis[$1, a] }
      #expect(abs(sum - (classes == 2 ? 1 : 0)) < 1e-14)
    }
  }

  /// Beyond few classes a coordinate is a class; what is common to all classes is in no weight.
  @Test(arguments: [11, 12, 40]) func manyClassesAreTheirOwnCoordinates(classes: Int) {
    var g = Generated(seed: UInt64(classes))
    let basis = ClassBasis(classes: classes)
    #expect(basis.width == classes)
    for a in 0..<classes {
      for k in 0..<classes { #expect(basis[k, a] == (k == a ? 1 : 0)) }
    }
    var prior = LinearWeights(outputs: classes, denseFeatures: 2, sparseFeatures: 1)
    prior.values = g.numbers(prior.values.count)
    let u = g.numbers(4 * classes)
    let weights = basis.weights(from: u, denseFeatures: 2, sparseFeatures: 1, prior: prior)
    let back = basis.coordinates(of: weights, relativeTo: prior)
    for feature in 0..<4 {
      let own = feature * classes..<(feature + 1) * classes
      let mean = u[own].reduce(0, +) / Double(classes)
      #expect(abs(back[own].reduce(0, +)) < 1e-12)
      for place in own { #expect(abs(back[place] - (u[place] - mean)) < 1e-12) }
    }
  }

  @Test(arguments: 2...6) func weightsAndCoordinatesAreInverse(classes: Int) {
    for seed in UInt64(0)..<20 {
      var g = Generated(seed: seed)
      let (m, d) = (g.integer(0...3), g.integer(0...4))
      let basis = ClassBasis(classes: classes)
      let u = g.numbers((m + d + 1) * basis.width)
      var prior = LinearWeights(
        outputs: classes == 2 ? 1 : classes, denseFeatures: m, sparseFeatures: d)
      prior.values = g.numbers(prior.values.count)
      let weights = basis.weights(from: u, denseFeatures: m, sparseFeatures: d, prior: prior)
      let back = basis.coordinates(of: weights, relativeTo: prior)
      #expect(largestDifference(back, u) < 1e-12, "seed \(seed)")
      let plain = basis.weights(from: u, denseFeatures: m, sparseFeatures: d, prior: nil)
      #expect(
        abs(PlainKernels.nrm2(plain.values) - PlainKernels.nrm2(u)) < 1e-12, "seed \(seed)")
    }
  }
}
