internal import Synchronization

#if canImport(Darwin)
  internal import Darwin
#elseif canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#endif

/// Runs independent pieces of work on the calling thread and a few others.
package enum ParallelWork {
  /// Calls `work` once for each number below `count` and returns when all are done.
  ///
  /// - Parameter threads: at most so many at once, the caller's among them; 1 starts none.
  package static func run(
    _ count: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Void
  ) {
    run(count, threads: threads) { (_: (Bool) -> Bool, number) in
      work(number)
    } note: {
      $0
    }
  }

  /// What `work` gives for each number below `count`, in their order.
  ///
  /// - Parameter threads: at most so many at once, the caller's among them; 1 starts none.
  package static func map<Value: Sendable>(
    _ count: Int, threads: Int, _ work: @escaping @Sendable (Int) -> Value
  ) -> [Value] {
    let board = Board<Value>()
    run(count, threads: threads) { number in
      let value = work(number)
      board.values.withLock { $0[number] = value }
    }
    let values = board.values.withLock { $0 }
    return (0..<count).compactMap { values[$0] }
  }

  private final class Board<Value: Sendable>: Sendable {
    let values = Mutex<[Int: Value]>([:])
  }

  /// The same for work that reports how it goes.
  ///
  /// - Parameters:
  ///   - threads: at most so many at once, the caller's among them; 1 starts none.
  ///   - work: gets the function to report to, and the number.
  ///   - note: what reports on the calling thread lead to; those of other threads only learn
  ///     `true`.
  package static func run<Note>(
    _ count: Int, threads: Int,
    _ work: @escaping @Sendable (_ report: (Note) -> Bool, Int) -> Void,
    note: (Note) -> Bool
  ) {
    let queue = Queue(count: count) { number in work({ _ in true }, number) }
    var helpers: [pthread_t] = []
    for _ in 1..<max(1, min(threads, count)) {
      if let helper = start(queue) { helpers.append(helper) }
    }
    while let number = queue.next() { work(note, number) }
    for helper in helpers { pthread_join(helper, nil) }
  }

  /// Numbers that nobody has taken yet, and what to do with them.
  private final class Queue: Sendable {
    private let count: Int
    private let taken = Atomic(0)
    private let work: @Sendable (Int) -> Void

    init(count: Int, work: @escaping @Sendable (Int) -> Void) {
      self.count = count
      self.work = work
    }

    func next() -> Int? {
      let number = taken.add(1, ordering: .relaxed).oldValue
      return number < count ? number : nil
    }

    func drain() {
      while let number = next() { work(number) }
    }
  }

  /// A thread that drains the queue; nil when the system gives none.
  ///
  /// SAFETY: the queue is retained for the thread, which takes that reference over when it begins;
  /// when no thread is made, it is released here. The thread is joined before the caller returns.
  private static func start(_ queue: Queue) -> pthread_t? {
    let reference = unsafe Unmanaged.passRetained(queue)
    #if canImport(Darwin)
      var thread: pthread_t?
      let status = unsafe pthread_create(
        &thread, nil,
        { argument in
          unsafe Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue().drain()
          return nil
        }, reference.toOpaque())
    #else
      var thread = pthread_t()
      let status = unsafe pthread_create(
        &thread, nil,
        { argument in
          guard let argument = unsafe argument else { return nil }
          unsafe Unmanaged<Queue>.fromOpaque(argument).takeRetainedValue().drain()
          return nil
        }, reference.toOpaque())
    #endif
    guard status == 0 else {
      unsafe reference.release()
      return nil
    }
    return thread
  }
}
