internal import StanceText
internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Hands out blocks one at a time and puts results in order.
final class BlockQueue<Output: Sendable>: Sendable {
  typealias Event = BulkScorer.Event<Output>

  private struct State {
    var taken = 0
    var written = 0
    var waiting: [Int: [Event]] = [:]
    /// The first block, where it was read and not yet taken.
    var first: (Int, ScoringWork)?
    /// No more is to be read.
    var isOver = false
    /// No more is to be written.
    var isStopped = false
  }
  private let cursor: Mutex<InputCursor>
  private let state = Mutex<State>(State())
  private let limit: Int
  private let emit: @Sendable (Event) -> Bool

  /// - Parameter limit: blocks that are taken and not yet written, at most.
  init(
    _ cursor: consuming sending InputCursor, limit: Int,
    emit: @escaping @Sendable (Event) -> Bool
  ) {
    self.cursor = Mutex(cursor)
    self.limit = limit
    self.emit = emit
  }

  /// Reads the first block, for ``take()`` to hand out; says whether there may be more.
  func lookAhead() -> Bool {
    guard let block = read() else { return false }
    state.withLock { $0.first = block }
    return !cursor.withLock { $0.isDrained }
  }

  /// The next block with its number; waits while as many as the limit are not written yet.
  func take() -> (Int, ScoringWork)? {
    if let block = state.withLock({ $0.first.take() }) { return block }
    while state.withLock({ !$0.isOver && $0.taken - $0.written >= limit }) {
      usleep(200)
    }
    return read()
  }

  private func read() -> (Int, ScoringWork)? {
    while true {
      let found = cursor.withLock { cursor -> (number: Int, step: InputCursor.Step)? in
        guard !state.withLock({ $0.isOver }) else { return nil }
        let step = cursor.next()
        return state.withLock { state in
          guard let step else {
            state.isOver = true
            return nil
          }
          defer { state.taken += 1 }
          return (state.taken, step)
        }
      }
      switch found {
      case nil: return nil
      case (let number, .work(let work))?: return (number, work)
      case (let number, .began(let file))?: finish(number, [.began(file: file)])
      case (let number, .ended(let file, let outcome))?:
        finish(number, [.ended(file: file, outcome)])
      }
    }
  }

  func finish(_ number: Int, _ events: [Event]) {
    state.withLock { state in
      state.waiting[number] = events
      while let ready = state.waiting.removeValue(forKey: state.written) {
        state.written += 1
        for event in ready where !state.isStopped {
          if !emit(event) { state.isStopped = true }
        }
      }
      if state.isStopped { state.isOver = true }
    }
  }
}
