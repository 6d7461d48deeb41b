import StanceKit
import StanceLinear

/// The solver on a generated problem, or on a matrix in LIBLINEAR's format.
enum SolverBenchmarks {
  /// 2,000 rows of 300 entries over 50,000 columns, three classes.
  static func generated() throws {
    var random = RandomGenerator(seed: 11)
    let (rows, columns, entries) = (2_000, 50_000, 300)
    var builder = CSRMatrix.Builder(columns: columns)
    var labels: [Int] = []
    for _ in 0..<rows {
      let label = Int(random.uniform() * 3)
      labels.append(label)
      var chosen: Set<UInt32> = []
      while chosen.count < entries {
        let place = random.uniform() * random.uniform() * Double(columns - 3)
        chosen.insert(UInt32(place) / 3 * 3 + (random.uniform() < 0.1 ? UInt32(label) : 0))
      }
      let values = Array(repeating: Float(1 / Double(entries).squareRoot()), count: entries)
      try builder.appendRow(columns: chosen.sorted(), values: values)
    }
    let problem = try LogisticProblem(
      design: DesignMatrix(sparse: builder.finish()), labels: labels, classes: 3,
      penalty: .uniform(LogisticProblem.lambda(c: 10, totalWeight: Double(rows))))
    for (name, method) in [
      ("Newton", OptimizationMethod.trustRegionNewton), ("L-BFGS", .limitedMemoryBFGS()),
    ] {
      let seconds = try Stopwatch.median {
        _ = try LogisticRegression(method: method).fit(problem)
      }
      Stopwatch.report("solver, generated, \(name)", seconds, 1, "fits/s")
    }
  }

  /// `solve MATRIX C TOLERANCE [--no-bias]`: prints seconds, objective and iterations as JSON.
  static func solve(_ words: [String]) throws {
    guard words.count >= 3, let c = Double(words[1]), let tolerance = Double(words[2]) else {
      throw MatrixFile.Malformed(line: 0)
    }
    let (matrix, labels) = try MatrixFile.read(FileSystem.read(words[0]))
    let problem = try LogisticProblem(
      design: DesignMatrix(sparse: matrix), labels: labels, classes: 2,
      penalty: .uniform(LogisticProblem.lambda(c: c, totalWeight: Double(labels.count))),
      fitsBias: !words.contains("--no-bias"))
    let (fit, seconds, processor) = try Stopwatch.once {
      try LogisticRegression(stopping: StoppingRule(tolerance: tolerance)).fit(problem)
    }
    print(
      "{\"seconds\": \(seconds), \"processor\": \(processor),",
      "\"objective\": \(fit.report.objective),",
      "\"iterations\": \(fit.report.iterations),",
      "\"hessian_products\": \(fit.report.hessianProducts), \"rows\": \(matrix.rows),",
      "\"columns\": \(matrix.columns), \"entries\": \(matrix.entryCount)}")
  }
}
