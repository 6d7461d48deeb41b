internal import StanceLinear
internal import StanceModel
internal import Synchronization

/// The fits behind one step of the search: of all rows but each fold, and of all.
struct FoldFits: Sendable {
  let data: PreparedData
  let design: TrainingDesign
  /// In rising order.
  let strengths: [Double]
  let options: TrainingOptions
  /// Fits of an earlier design, to start near them.
  var earlier: Fits?
  /// Whether the weights of the folds are of use later.
  var keepsFolds = false

  private var regression: LogisticRegression {
    LogisticRegression(stopping: StoppingRule(tolerance: options.tolerance))
  }

  struct Outcome {
    /// Scores of every row by fits that have not seen its fold: for each strength n × K.
    var heldOut: [[Float]]
    /// The fit of all rows for each strength.
    var all: [LogisticFit]
    var kept: Fits?
  }

  /// Weights by strength and by the fold left out, nil for that of all rows.
  struct Fits: Sendable {
    var design: TrainingDesign
    var weights: [Double: [Int?: LinearWeights]] = [:]
  }

  /// Fits every fold, and all rows, by every strength.
  ///
  /// A fold's fits start from its own of other strengths and designs (``FitPath``), never from one
  /// that has seen the fold's rows: a fit stops at a tolerance, and what its start knew would stay
  /// in it.
  ///
  /// Fits go side by side in batches, which are shared among ``TrainingOptions/threads`` threads;
  /// the result is the same for any number of them.
  ///
  /// - Parameters:
  ///   - progress: called on the calling thread with the part that is done; false cancels.
  func run(progress: (Double, Double) -> Bool) throws(TrainingError) -> Outcome {
    let board = Board()
    let job = self
    let batches = batches
    let total = Double(batches.count * strengths.count)
    ParallelWork.run(batches.count, threads: options.threads) { report, number in
      let result = job.fits(batches[number]) { loss in
        board.isOpen.load(ordering: .relaxed) && report(loss)
      } finished: {
        board.fits.add(1, ordering: .relaxed)
      }
      board.results.withLock { $0[number] = result }
    } note: { loss in
      let part = Double(board.fits.load(ordering: .relaxed)) / total
      let goesOn = progress(part, loss)
      if !goesOn { board.isOpen.store(false, ordering: .relaxed) }
      return goesOn
    }
    guard board.isOpen.load(ordering: .relaxed) else { throw .cancelled }
    let k = data.labels.count
    var outcome = Outcome(
      heldOut: Array(
        repeating: [Float](repeating: 0, count: data.count * k), count: strengths.count),
      all: [], kept: keepsFolds ? Fits(design: design) : nil)
    for (_, result) in board.results.withLock({ $0 }) {
      switch result {
      case .failure(let error): throw .numeric("\(error)")
      case .success(let batch):
        for fold in batch.folds {
          for index in strengths.indices {
            for (position, row) in fold.rows.enumerated() {
              for label in 0..<k {
                outcome.heldOut[index][row * k + label] = fold.scores[index][position * k + label]
              }
            }
          }
        }
        outcome.all += batch.all
        for (strength, weights) in batch.kept {
          outcome.kept?.weights[strength, default: [:]].merge(weights) { $1 }
        }
      }
    }
    return outcome
  }

  /// The folds whose fits go side by side, nil for the fit of all rows: as many as have room in
  /// the four lanes that a pass over the design serves.
  private var batches: [[Int?]] {
    let sizes = data.folds.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let numbers: [Int?] =
      (0..<data.foldCount).filter { sizes[$0, default: 0] % data.count > 0 } + [nil]
    let width = data.labels.count - 1
    let most = max(1, 4 / width)
    return stride(from: 0, to: numbers.count, by: most).map {
      Array(numbers[$0..<min($0 + most, numbers.count)])
    }
  }

  /// What the threads share.
  private final class Board: Sendable {
    let isOpen = Atomic(true)
    let fits = Atomic(0)
    let results = Mutex<[Int: Result<Batch, LinearError>]>([:])
  }

  private struct Batch: Sendable {
    var folds: [Fold] = []
    var all: [LogisticFit] = []
    var kept: [Double: [Int?: LinearWeights]] = [:]
  }

  private struct Fold: Sendable {
    let rows: [Int]
    let heldOut: DesignMatrix
    /// For each strength, the scores of the rows, row-major.
    var scores: [[Float]] = []
  }

  private func fits(
    _ numbers: [Int?], proceeds: (Double) -> Bool, finished: () -> Void
  ) -> Result<Batch, LinearError> {
    var result = Batch()
    for case let number? in numbers {
      let rows = data.folds.indices.filter { data.folds[$0] == number }
      result.folds.append(Fold(rows: rows, heldOut: design.design.selecting(rows: rows)))
    }
    do throws(LinearError) {
      var path = FitPath(numbers, design, earlier)
      var centres: [LinearWeights?] = []
      for number in numbers {
        centres.append(try data.centre(design, without: number, options: options))
      }
      for strength in strengths {
        var problems: [LogisticProblem] = []
        for (number, centre) in zip(numbers, centres) {
          problems.append(
            try data.problem(
              design, without: number, strength: strength, centre: centre, options: options))
        }
        let fits = regression.fit(together: problems, start: path.start(strength)) {
          proceeds($0.objective) ? .proceed : .stop
        }
        if fits.contains(where: { $0.report.outcome == .cancelled }) { return .success(Batch()) }
        finished()
        path.add(fits.map(\.weights), strength)
        for fold in result.folds.indices {
          let scores = LogisticRegression.classScores(
            LogisticRegression.scores(fits[fold].weights, result.folds[fold].heldOut))
          result.folds[fold].scores.append(scores.elements.map { Float($0) })
        }
        if numbers.last == .some(nil) { result.all += fits.suffix(1) }
        if keepsFolds {
          result.kept[strength] = Dictionary(
            uniqueKeysWithValues: zip(numbers, fits.map(\.weights)))
        }
      }
    } catch { return .failure(error) }
    return .success(result)
  }
}
