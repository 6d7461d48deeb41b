import StanceLinear
import Testing

@Suite struct SoftmaxTests {
  @Test func probabilitiesSumToOneAtAnySize() {
    for seed in UInt64(0)..<300 {
      var g = Generated(seed: seed)
      let size = [1e-9, 1, 30, 700, 1e5, 1e300][g.integer(0...5)]
      var z = g.numbers(g.integer(2...20)).map { $0 * size }
      let expected = Softmax.logSumExp(z)
      let largest = z.max() ?? 0
      let sum = Softmax.normalize(&z)
      #expect(sum == expected, "seed \(seed)")
      #expect(sum >= largest, "seed \(seed)")
      #expect(z.allSatisfy { $0 >= 0 && $0 <= 1 }, "seed \(seed)")
      #expect(abs(z.reduce(0, +) - 1) < 1e-12, "seed \(seed)")
    }
  }

  @Test func knownValues() throws {
    #expect(Softmax.logSumExp([]) == -.infinity)
    #expect(Softmax.logSumExp([3]) == 3)
    #expect(abs(Softmax.logSumExp([1000, 1000]) - 1000.6931471805599) < 1e-12)
    #expect(Softmax.logSumExp([1, .nan]).isNaN)
    #expect(Softmax.sigmoid(0) == 0.5)
    #expect(Softmax.sigmoid(-800) == 0)
    #expect(Softmax.sigmoid(800) == 1)
    #expect(Softmax.softplus(-800) == 0)
    #expect(Softmax.softplus(800) == 800)
    #expect(abs(Softmax.softplus(0) - 0.6931471805599453) < 1e-15)
    let p = Softmax.probabilities(try DenseMatrix([[0, 0], [0, 1e9]]))
    #expect(p.elements == [0.5, 0.5, 0, 1])
  }

  @Test func sigmoidIsTheSoftmaxOfTwo() {
    for seed in UInt64(0)..<100 {
      var g = Generated(seed: seed)
      let z = g.random.normal() * 20
      var pair = [0, z]
      Softmax.normalize(&pair)
      #expect(abs(pair[1] - Softmax.sigmoid(z)) < 1e-15, "seed \(seed)")
      #expect(abs(Softmax.sigmoid(z) + Softmax.sigmoid(-z) - 1) < 1e-15, "seed \(seed)")
    }
  }
}
