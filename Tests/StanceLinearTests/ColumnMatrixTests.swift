import Testing

@testable import StanceLinear

/// Products by columns against the same products by rows.
@Suite struct ColumnMatrixTests {
  @Test(arguments: [1, 2, 3])
  func productsAreThoseByRows(_ outputs: Int) throws {
    var random = RandomGenerator(seed: 7)
    var builder = CSRMatrix.Builder(columns: 90)
    for row in 0..<40 {
      // The last row is empty, and so is column 0.
      let columns = (1..<90).filter { _ in row < 39 && random.uniform() < 0.1 }
      try builder.appendUnsortedRow(
        columns: columns.map { UInt32($0) }, values: columns.map { _ in Float(random.normal()) })
    }
    let rows = builder.finish()
    let columns = ColumnMatrix(rows)
    let base = 5
    let weights = (0..<base + 90 * outputs).map { _ in random.normal() }
    var times = Array(repeating: 0.0, count: 40 * outputs)
    columns.addTimes(outputs: outputs, base: base, weights, into: &times)
    let expected = SparseKernels.times(rows, outputs: outputs, base: base, weights: weights)
    for (found, sum) in zip(times, expected) { #expect(abs(found - sum) < 1e-12) }

    var gradient = weights
    var reference = weights
    columns.addTransposed(outputs: outputs, base: base, times, into: &gradient)
    SparseKernels.addTransposed(rows, outputs: outputs, base: base, times, into: &reference)
    columns.addTransposedSquares(outputs: outputs, base: base, times, into: &gradient)
    SparseKernels.addTransposedSquares(
      rows, outputs: outputs, base: base, times, into: &reference)
    for (found, sum) in zip(gradient, reference) { #expect(abs(found - sum) < 1e-10) }
  }
}
