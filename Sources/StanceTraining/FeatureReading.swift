internal import StanceLinear
internal import StanceModel
internal import StanceText
internal import Synchronization

/// Reads the features of examples, shared among threads.
///
/// Each thread reads a run of examples with tables of its own; the runs are joined in their order,
/// so that the rows are the same for any number of threads.
struct FeatureReading: Sendable {
  let examples: [Example]
  let trainer: Trainer

  /// Examples that are worth a thread.
  private static let fewest = 500
  /// Texts whose plain cues are kept, or up to twice as many.
  private static let cueTexts = 500
  /// Share of a training run that reading takes, for its progress.
  private static let share = 0.1

  /// - Parameter progress: called on the calling thread; false cancels.
  func rows(_ progress: (TrainingProgress) -> Bool) throws(TrainingError) -> FeatureRows {
    let runs = runs(max(1, min(trainer.options.threads, examples.count / Self.fewest)))
    let board = Board()
    let job = self
    ParallelWork.run(runs.count, threads: runs.count) { report, number in
      let rows = job.rows(runs[number]) { done in
        board.done.add(done, ordering: .relaxed)
        return board.isOpen.load(ordering: .relaxed) && report(done)
      }
      board.parts.withLock { $0[number] = rows }
    } note: { (_: Int) in
      let part = Double(board.done.load(ordering: .relaxed)) / Double(examples.count)
      let goesOn = progress(TrainingProgress(stage: .reading, fraction: Self.share * part))
      if !goesOn { board.isOpen.store(false, ordering: .relaxed) }
      return goesOn
    }
    guard board.isOpen.load(ordering: .relaxed) else { throw .cancelled }
    let parts = board.parts.withLock { $0 }
    var result = parts[0] ?? FeatureRows(spec: trainer.options.reading)
    for number in runs.indices.dropFirst() {
      if let part = parts[number] { result.append(part) }
    }
    return result
  }

  /// What the threads share.
  private final class Board: Sendable {
    let isOpen = Atomic(true)
    let done = Atomic(0)
    let parts = Mutex<[Int: FeatureRows]>([:])
  }

  /// The examples in runs of about as many bytes each.
  private func runs(_ count: Int) -> [Range<Int>] {
    let bytes = examples.reduce(0) { $0 + $1.text.count }
    var result: [Range<Int>] = []
    var (start, sum) = (0, 0)
    for (index, example) in examples.enumerated() where result.count < count - 1 {
      sum += example.text.count
      guard sum * count >= bytes * (result.count + 1) else { continue }
      result.append(start..<index + 1)
      start = index + 1
    }
    return result + [start..<examples.count]
  }

  /// - Parameter proceeds: told now and then how many more examples are done.
  private func rows(_ run: Range<Int>, _ proceeds: (Int) -> Bool) -> FeatureRows {
    var collector = FeatureCollector(
      spec: trainer.options.reading, lexicon: trainer.lexicon, rules: trainer.rules)
    var recordTargets: [String: RecordTarget] = [:]
    let every = max(1, examples.count / Self.cueTexts)
    for row in run {
      let example = examples[row]
      let name = example.target ?? ""
      let recordTarget =
        recordTargets[name]
        ?? RecordTarget(trainer.targets.wording(of: name), rules: trainer.rules)
      recordTargets[name] = recordTarget
      if row % 256 == 0, !proceeds(min(256, run.upperBound - row)) { break }
      collector.add(
        example.text,
        language: example.language(by: trainer.rules),
        target: trainer.targets.pack(for: example.target),
        recordTarget: recordTarget, assumeTarget: true,
        keepsCues: row % every == 0)
    }
    return collector.result
  }
}
