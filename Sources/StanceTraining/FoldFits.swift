internal import StanceLinear
internal import StanceModel
internal import Synchronization

/// The fits behind one step of the search: of all rows but each fold, and perhaps of all.
struct FoldFits: Sendable {
  let data: PreparedData
  let design: TrainingDesign
  /// In rising order.
  let strengths: [Double]
  let options: TrainingOptions
  /// Whether all rows are fitted too beside the folds; what stays is the fit by the last strength.
  var fitsAll = false

  private var regression: LogisticRegression {
    LogisticRegression(stopping: StoppingRule(tolerance: options.tolerance))
  }

  struct Outcome {
    /// Scores of every row by fits that have not seen its fold: for each strength n × K.
    var heldOut: [[Float]]
    /// The fit of all rows where it was asked for.
    var all: LogisticFit?
  }

  /// Fits every fold by every strength.
  ///
  /// A fold's fits start from its own of the strength before, never from one that has seen the
  /// fold's rows: a fit stops at a tolerance, and what its start knew would stay in it.
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
        repeating: [Float](repeating: 0, count: data.count * k), count: strengths.count))
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
        outcome.all = batch.all ?? outcome.all
      }
    }
    return outcome
  }

  /// The folds whose fits go side by side, nil for the fit of all rows: as many as have room in
  /// the lanes that a pass over the design serves well.
  private var batches: [[Int?]] {
    let sizes = data.folds.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    let numbers: [Int?] =
      (0..<data.foldCount).filter { sizes[$0, default: 0] % data.count > 0 }
      + (fitsAll ? [nil] : [])
    let width = data.labels.count - 1
    let most = width == 1 ? 4 : max(1, 8 / width)
    let count = (numbers.count + most - 1) / most
    return (0..<count).map { part in
      Array(numbers[numbers.count * part / count..<numbers.count * (part + 1) / count])
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
    var all: LogisticFit?
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
      var start: [LinearWeights]?
      for strength in strengths {
        var problems: [LogisticProblem] = []
        for number in numbers {
          problems.append(
            try data.problem(design, without: number, strength: strength, options: options))
        }
        let fits = regression.fit(together: problems, start: start) {
          proceeds($0.objective) ? .proceed : .stop
        }
        if fits.contains(where: { $0.report.outcome == .cancelled }) { return .success(Batch()) }
        finished()
        start = fits.map(\.weights)
        for fold in result.folds.indices {
          let scores = LogisticRegression.classScores(
            LogisticRegression.scores(fits[fold].weights, result.folds[fold].heldOut))
          result.folds[fold].scores.append(scores.elements.map { Float($0) })
        }
        if numbers.last == .some(nil) { result.all = fits.last }
      }
    } catch { return .failure(error) }
    return .success(result)
  }
}
