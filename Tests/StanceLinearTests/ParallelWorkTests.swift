import StanceLinear
import Synchronization
import Testing

@Suite struct ParallelWorkTests {
  private final class Seen: Sendable {
    let values = Mutex<[Int]>([])
    let running = Atomic(0)
    let most = Atomic(0)
  }

  @Test(arguments: [-1, 0, 1, 2, 3, 8], [0, 1, 2, 3, 200])
  func everyNumberOnceAndInOrder(threads: Int, count: Int) {
    let seen = Seen()
    let found = ParallelWork.map(count, threads: threads) { number in
      let now = seen.running.add(1, ordering: .sequentiallyConsistent).newValue
      seen.most.max(now, ordering: .sequentiallyConsistent)
      seen.values.withLock { $0.append(number) }
      // Early numbers take longer: what is done comes out of order.
      let text = (0..<(count - number) * 10).reduce("") { _, _ in String(number) }
      seen.running.subtract(1, ordering: .sequentiallyConsistent)
      return text
    }
    #expect(found == (0..<count).map(String.init))
    #expect(seen.values.withLock { $0.sorted() } == Array(0..<count))
    #expect(seen.most.load(ordering: .relaxed) <= max(1, threads))
  }

  /// What `note` answers reaches the work, which stops there.
  @Test func workOnTheCallersThreadStopsWhenTold() {
    let seen = Seen()
    var notes: [Int] = []
    ParallelWork.run(3, threads: 1) { (report: (Int) -> Bool, number) in
      for step in 0..<100 where !report(number * 100 + step) { return }
      seen.values.withLock { $0.append(number) }
    } note: { note in
      notes.append(note)
      return note < 102
    }
    // The first runs to its end, the second to its third report, the last to its first.
    #expect(notes == Array(0..<100) + [100, 101, 102, 200])
    #expect(seen.values.withLock { $0 } == [0])
  }

  /// With other threads every number either reported to the caller or was told to go on.
  @Test func workOnOtherThreadsGoesOn() {
    let seen = Seen()
    var noted: [Int] = []
    ParallelWork.run(200, threads: 4) { (report: (Int) -> Bool, number) in
      if report(number) { seen.values.withLock { $0.append(number) } }
    } note: { number in
      noted.append(number)
      return false
    }
    let went = seen.values.withLock { $0 }
    #expect((noted + went).sorted() == Array(0..<200))
  }
}
