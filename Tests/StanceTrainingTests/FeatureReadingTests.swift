import StanceModel
import Testing

@testable import StanceTraining

@Suite struct FeatureReadingTests {
  /// Rows read by one thread against rows read by several and joined.
  @Test(arguments: [2, 3])
  func theRowsAreTheSameForAnyNumberOfThreads(threads: Int) throws {
    let examples = Fixtures.synthetic(groups: 260).examples
    var trainer = try Fixtures.trainer()
    let alone = try FeatureReading(examples: examples, trainer: trainer).rows { _ in true }
    trainer.options.threads = threads
    let shared = try FeatureReading(examples: examples, trainer: trainer).rows { _ in true }
    #expect(shared.rows == examples.count)
    #expect(shared.dense == alone.dense)
    #expect(shared.offsets == alone.offsets)
    #expect(shared.buckets == alone.buckets)
    #expect(shared.words == alone.words)
    #expect(shared.wordOffsets == alone.wordOffsets)
    #expect(shared.facts == alone.facts)
    #expect(shared.grams.offsets == alone.grams.offsets)
    #expect(shared.grams.buckets == alone.grams.buckets)
  }

  @Test func cancelling() throws {
    let trainer = try Fixtures.trainer()
    let examples = Fixtures.synthetic(groups: 4).examples
    #expect(throws: TrainingError.cancelled) {
      try FeatureReading(examples: examples, trainer: trainer).rows { _ in false }
    }
  }

  @Test func noExamples() throws {
    let rows = try FeatureReading(examples: [], trainer: Fixtures.trainer()).rows { _ in true }
    #expect(rows.rows == 0)
  }
}
