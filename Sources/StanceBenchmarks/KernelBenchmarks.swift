import StanceLinear
import StanceModel

/// The dense block of scoring: whether, and from which batch on, the system's BLAS beats the loop
/// over a few outputs. Of the block's elements, three in four are zero, as in texts.
enum KernelBenchmarks {
  static func gemm() {
    var random = RandomGenerator(seed: 7)
    let m = DenseFeature.count
    let outputs = 3
    var weights = FloatMatrix(rows: m, columns: outputs)
    for index in weights.elements.indices { weights.elements[index] = Float(random.normal()) }
    let narrow = NarrowProduct(weights)
    for batch in [1, 2, 4, 8, 16, 32, 64, 256, 1_024] {
      var block = FloatMatrix(rows: batch, columns: m)
      for index in block.elements.indices where random.uniform() < 0.25 {
        block.elements[index] = Float(random.normal())
      }
      var result = FloatMatrix(rows: batch, columns: outputs)
      let repeats = max(1, 20_000 / batch)
      let work = Double(2 * batch * m * outputs * repeats) / 1e6
      let blas = Stopwatch.median {
        for _ in 0..<repeats { BLAS.gemm(1, block, weights, 0, into: &result) }
      }
      let plain = Stopwatch.median {
        for _ in 0..<repeats { narrow.add(block.elements, into: &result.elements) }
      }
      Stopwatch.report("gemm \(batch) × \(m) × \(outputs), BLAS", blas, work, "Mflop/s")
      Stopwatch.report("gemm \(batch) × \(m) × \(outputs), NarrowProduct", plain, work, "Mflop/s")
    }
  }
}
