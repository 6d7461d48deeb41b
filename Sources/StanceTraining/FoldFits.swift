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
  /// Whether all rows are fitted too, by the last strength, beside the folds.
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
  /// The folds are shared among ``TrainingOptions/threads`` threads; the result is the same for
  /// any number of them.
  ///
  /// - Parameters:
  ///   - progress: called on the calling thread with the part that is done; false cancels.
  func run(progress: (Double, Double) -> Bool) throws(TrainingError) -> Outcome {
    let board = Board()
    let total = Double(data.foldCount * strengths.count)
    let job = self
    let jobs = data.foldCount + (fitsAll ? 1 : 0)
    ParallelWork.run(jobs, threads: options.threads) { report, fold in
      func proceeds(_ loss: Double) -> Bool {
        board.isOpen.load(ordering: .relaxed) && report(loss)
      }
      guard fold < job.data.foldCount else {
        let result = job.all(proceeds)
        board.all.withLock { $0 = result }
        return
      }
      let result = job.fold(fold, proceeds: proceeds) {
        board.fits.add(1, ordering: .relaxed)
      }
      board.results.withLock { $0[fold] = result }
    } note: { loss in
      let part = Double(board.fits.load(ordering: .relaxed)) / total
      let goesOn = progress(part, loss)
      if !goesOn { board.isOpen.store(false, ordering: .relaxed) }
      return goesOn
    }
    guard board.isOpen.load(ordering: .relaxed) else { throw .cancelled }
    let k = data.labels.count
    var scores = Array(
      repeating: [Float](repeating: 0, count: data.count * k), count: strengths.count)
    for (_, result) in board.results.withLock({ $0 }) {
      switch result {
      case .failure(let error): throw .numeric("\(error)")
      case .success(let fold):
        for index in strengths.indices {
          for (position, row) in fold.rows.enumerated() {
            for label in 0..<k {
              scores[index][row * k + label] = fold.scores[index][position * k + label]
            }
          }
        }
      }
    }
    do {
      return Outcome(heldOut: scores, all: try board.all.withLock { $0 }?.get())
    } catch { throw .numeric("\(error)") }
  }

  /// What the threads share.
  private final class Board: Sendable {
    let isOpen = Atomic(true)
    let fits = Atomic(0)
    let results = Mutex<[Int: Result<Fold, LinearError>]>([:])
    let all = Mutex<Result<LogisticFit, LinearError>?>(nil)
  }

  private struct Fold: Sendable {
    var rows: [Int] = []
    /// For each strength, the scores of the rows, row-major.
    var scores: [[Float]] = []
  }

  private func fold(
    _ fold: Int, proceeds: (Double) -> Bool, finished: () -> Void
  ) -> Result<Fold, LinearError> {
    var result = Fold(rows: (0..<data.count).filter { data.folds[$0] == fold })
    guard !result.rows.isEmpty, result.rows.count < data.count else { return .success(Fold()) }
    do throws(LinearError) {
      let heldOut = design.design.selecting(rows: result.rows)
      let lesson = data.lesson(design, without: fold)
      var start: LinearWeights?
      for strength in strengths {
        let problem = try data.problem(design, lesson, strength: strength, options: options)
        let fit = try regression.fit(problem, start: start) {
          proceeds($0.objective) ? .proceed : .stop
        }
        if fit.report.outcome == .cancelled { return .success(Fold()) }
        finished()
        start = fit.weights
        let scores = LogisticRegression.classScores(
          LogisticRegression.scores(fit.weights, heldOut))
        result.scores.append(scores.elements.map { Float($0) })
      }
    } catch { return .failure(error) }
    return .success(result)
  }

  private func all(_ proceeds: (Double) -> Bool) -> Result<LogisticFit, LinearError> {
    do throws(LinearError) {
      let problem = try data.problem(
        design, data.lesson(design, without: nil), strength: strengths[strengths.count - 1],
        options: options)
      return .success(
        try regression.fit(problem) { proceeds($0.objective) ? .proceed : .stop })
    } catch { return .failure(error) }
  }
}
