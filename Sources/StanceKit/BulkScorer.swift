internal import Synchronization
public import StanceText

/// Scores a document as a stream, in memory that does not grow with it, on several threads.
///
/// The stream is cut into blocks at headings or paragraphs by its contents alone, each block is
/// scored and formatted by one worker, and the results are put in order: the output is the same
/// for any number of threads. Context does not cross blocks; an ordinary article is one block.
public struct BulkScorer: Sendable {
  public let analyzer: Analyzer
  public let threads: Int

  public init(_ analyzer: Analyzer, threads: Int = 1) {
    self.analyzer = analyzer
    self.threads = max(1, threads)
  }

  /// How a run ended.
  public struct Outcome: Sendable {
    public var encoding: TextEncoding
    public var warnings: [TextWarning]
    public var units: Int
    /// Why it ended early; what was emitted before stands.
    public var failure: BlockReader.Failure?
  }

  /// Scores everything that the reader gives.
  ///
  /// - Parameters:
  ///   - format: runs on the workers.
  ///   - emit: called in the order of the blocks, never twice at once; false stops.
  public func run(
    _ reader: consuming BlockReader,
    format: @escaping @Sendable (TextEncoding, [UnitPrediction]) -> [UInt8],
    emit: @escaping @Sendable ([UInt8]) -> Bool
  ) async -> Outcome {
    let queue = BlockQueue(reader, emit: emit)
    let (analyzer, limit) = (analyzer, 4 * threads)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<threads {
        group.addTask {
          var scorer = DocumentScorer(analyzer)
          while let (number, block) = await queue.take(limit: limit) {
            let predictions = scorer.score(
              block.bytes, offset: block.offset, units: block.units,
              assumeTarget: block.assumesTarget, explaining: false)
            queue.finish(number, format(block.encoding, predictions))
          }
        }
      }
    }
    return queue.outcome
  }
}

/// Hands out blocks one at a time and puts results in order.
private final class BlockQueue: Sendable {
  private struct State {
    var taken = 0
    var written = 0
    var units = 0
    var waiting: [Int: [UInt8]] = [:]
    var isOver = false
    var failure: BlockReader.Failure?
  }
  private let reader: Mutex<BlockReader>
  private let state = Mutex<State>(State())
  private let emit: @Sendable ([UInt8]) -> Bool

  init(_ reader: consuming BlockReader, emit: @escaping @Sendable ([UInt8]) -> Bool) {
    self.reader = Mutex(reader)
    self.emit = emit
  }

  var outcome: BulkScorer.Outcome {
    let (units, failure) = state.withLock { ($0.units, $0.failure) }
    return reader.withLock {
      BulkScorer.Outcome(
        encoding: $0.encoding, warnings: $0.warnings, units: units, failure: failure)
    }
  }

  /// The next block with its number; waits while `limit` blocks are taken and not yet written.
  func take(limit: Int) async -> (Int, BlockReader.Block)? {
    while state.withLock({ !$0.isOver && $0.taken - $0.written >= limit }) {
      try? await Task.sleep(nanoseconds: 200_000)
    }
    return reader.withLock { reader -> (Int, BlockReader.Block)? in
      guard !state.withLock({ $0.isOver }) else { return nil }
      var block: BlockReader.Block?
      do throws(BlockReader.Failure) {
        block = try reader.next()
      } catch {
        let failure = error
        state.withLock { $0.failure = failure }
      }
      return state.withLock { state in
        guard let block else {
          state.isOver = true
          return nil
        }
        state.taken += 1
        state.units += block.units.count
        return (state.taken - 1, block)
      }
    }
  }

  func finish(_ number: Int, _ output: [UInt8]) {
    state.withLock { state in
      state.waiting[number] = output
      while let ready = state.waiting.removeValue(forKey: state.written) {
        state.written += 1
        if !emit(ready) { state.isOver = true }
      }
    }
  }
}
