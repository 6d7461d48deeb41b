import StanceLinear

/// Seeded cases for the property tests.
struct Generated {
  var random: RandomGenerator

  init(seed: UInt64) { random = RandomGenerator(seed: seed) }

  mutating func integer(_ range: ClosedRange<Int>) -> Int {
    range.lowerBound + Int(random.next() % UInt64(range.count))
  }

  mutating func numbers(_ count: Int) -> [Double] {
    (0..<count).map { _ in random.normal() }
  }

  /// Whole numbers in −9 … 9, whose sums are exact.
  mutating func wholeNumbers(_ count: Int) -> [Double] {
    (0..<count).map { _ in Double(integer(-9...9)) }
  }

  mutating func matrix(_ rows: Int, _ columns: Int, whole: Bool = false) throws -> DenseMatrix {
    let count = rows * columns
    return try DenseMatrix(
      rows: rows, columns: columns, elements: whole ? wholeNumbers(count) : numbers(count))
  }

  /// About a third of the places filled; empty rows and columns come up.
  mutating func sparse(_ rows: Int, _ columns: Int, whole: Bool = false) throws -> CSRMatrix {
    var builder = CSRMatrix.Builder(columns: columns)
    for _ in 0..<rows {
      var places: [UInt32] = []
      var values: [Float] = []
      let empty = integer(0...9) == 0
      for j in 0..<columns where !empty && integer(0...2) == 0 {
        places.append(UInt32(j))
        values.append(whole ? Float(integer(-9...9)) : Float(random.normal()))
      }
      try builder.appendRow(columns: places, values: values)
    }
    return builder.finish()
  }

  /// Columns that come up to three times; empty rows and columns too.
  mutating func counts(rows: Int, columns: Int) throws -> CountMatrix {
    var offsets = [0]
    var entries: [UInt32] = []
    for _ in 0..<rows {
      let isEmpty = integer(0...5) == 0
      for column in 0..<columns where !isEmpty && integer(0...2) == 0 {
        for _ in 0..<integer(1...3) { entries.append(UInt32(column)) }
      }
      offsets.append(entries.count)
    }
    return try CountMatrix(columns: columns, offsets: offsets, entries: entries)
  }

  /// Every class comes up, if there are rows enough: else its bias would have no minimum.
  mutating func labels(_ count: Int, classes: Int) -> [Int] {
    (0..<count).map { $0 < classes ? $0 : integer(0...classes - 1) }
  }

  /// A problem of random shape with every option in play.
  mutating func problem(classes: Int) throws -> LogisticProblem {
    let (n, m, d) = (integer(classes...30), integer(0...4), integer(0...9))
    let design = try DesignMatrix(dense: matrix(n, m), sparse: sparse(n, d))
    let outputs = classes == 2 ? 1 : classes
    var prior: LinearWeights?
    if integer(0...1) == 0 {
      var weights = LinearWeights(outputs: outputs, denseFeatures: m, sparseFeatures: d)
      for j in 0..<(m + d) * outputs { weights.values[j] = random.normal() }
      prior = weights
    }
    let offsets: DenseMatrix? = try integer(0...1) == 0 ? matrix(n, outputs) : nil
    return try LogisticProblem(
      design: design, labels: labels(n, classes: classes), classes: classes,
      sampleWeights: (0..<n).map { _ in 0.1 + random.uniform() },
      classWeights: (0..<classes).map { _ in 0.2 + random.uniform() },
      penalty: .perFeature((0..<m + d).map { _ in 0.01 + random.uniform() }),
      prior: prior, offsets: offsets, hints: hints(m, classes: classes),
      fitsBias: integer(0...3) > 0)
  }

  /// None, one, or two between different classes.
  mutating func hints(_ columns: Int, classes: Int) throws -> [MonotonicityHints] {
    try (0..<integer(0...2)).map { number in
      let changes = try matrix(integer(0...6), columns)
      return MonotonicityHints(
        changes: changes, rising: (number + 1) % classes, falling: number,
        weight: 3 * random.uniform(),
        changeWeights: number == 0 ? nil : (0..<changes.rows).map { _ in random.uniform() })
    }
  }
}

/// J in the plainest form, straight from its formula, over the weights themselves.
func plainObjective(_ problem: LogisticProblem, _ weights: LinearWeights) -> Double {
  let outputs = weights.outputs
  let dense = problem.design.sparse.dense()
  let m = problem.design.dense.columns
  var loss = 0.0
  for i in 0..<problem.design.rows {
    var z = weights.bias
    for k in 0..<outputs {
      for j in 0..<m { z[k] += problem.design.dense[i, j] * weights[j, k] }
      for j in 0..<dense.columns { z[k] += dense[i, j] * weights[m + j, k] }
      if let offsets = problem.offsets { z[k] += offsets[i, k] }
    }
    if outputs == 1 { z = [0, z[0]] }
    loss += problem.rowWeights[i] * (Softmax.logSumExp(z) - z[problem.labels[i]])
  }
  loss /= problem.rowWeights.reduce(0, +)
  for j in 0..<weights.features {
    let lambda: Double
    switch problem.penalty {
    case .uniform(let value): lambda = value
    case .blocks(let first, let second): lambda = j < m ? first : second
    case .perFeature(let values): lambda = values[j]
    }
    for k in 0..<outputs {
      let difference = weights[j, k] - (problem.prior?[j, k] ?? 0)
      loss += 0.5 * lambda * difference * difference
    }
  }
  return loss + problem.hints.reduce(0) { $0 + plainHints($1, weights) }
}

/// R of the hints, straight from its formula.
func plainHints(_ hints: MonotonicityHints, _ weights: LinearWeights) -> Double {
  func weight(_ feature: Int, _ label: Int) -> Double {
    weights.outputs == 1 ? Double(label) * weights[feature, 0] : weights[feature, label]
  }
  var sum = 0.0
  for row in 0..<hints.changes.rows {
    var change = 0.0
    for j in 0..<hints.changes.columns {
      change += hints.changes[row, j] * (weight(j, hints.rising) - weight(j, hints.falling))
    }
    // φ by Simpson's rule on its second derivative, twice: exact for what is piecewise linear.
    sum +=
      hints.changeWeights[row]
      * integral(from: change, to: MonotonicityHints.width) { z in
        (z - change) * min(1, max(0, (MonotonicityHints.width - z) / (2 * MonotonicityHints.width)))
      }
  }
  return hints.changes.rows == 0 ? 0 : hints.weight * sum / hints.changeWeights.reduce(0, +)
}

/// ∫ f, by Simpson's rule on each side of −τ.
private func integral(from low: Double, to high: Double, _ f: (Double) -> Double) -> Double {
  guard low < high else { return 0 }
  let middle = max(low, -high)
  func simpson(_ a: Double, _ b: Double) -> Double {
    (b - a) / 6 * (f(a) + 4 * f((a + b) / 2) + f(b))
  }
  return simpson(low, middle) + simpson(middle, high)
}

func largestDifference(_ a: [Double], _ b: [Double]) -> Double {
  guard a.count == b.count else { return .infinity }
  var result = 0.0
  for (x, y) in zip(a, b) { result = max(result, (x - y).isNaN ? .infinity : abs(x - y)) }
  return result
}
