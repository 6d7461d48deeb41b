import StanceKit
import StanceModel
import StanceTestSupport
import StanceText
import Synchronization
import Testing

/// The same results whatever the number of threads and the size of a batch.
///
/// Also what the Thread Sanitizer watches: `swift test --sanitize=thread --filter ThreadsTests`.
@Suite struct ThreadsTests {
  /// Every eighth article of the corpus.
  static let articles: [String] = {
    let corpus = "Evaluation/corpus"
    let all = PackageFiles.list(corpus).flatMap { folder in
      PackageFiles.list(corpus + "/" + folder).filter { $0.hasSuffix(".txt") }.map {
        "\(PackageFiles.root)/\(corpus)/\(folder)/\($0)"
      }
    }
    return stride(from: 0, to: all.count, by: 8).map { all[$0] }
  }()

  private final class Collected: Sendable {
    let predictions = Mutex<[UnitPrediction]>([])
  }

  private static func bulk(_ analyzer: Analyzer, threads: Int) -> [UnitPrediction] {
    let collected = Collected()
    BulkScorer(analyzer, threads: threads).run(articles) { block in
      block.units.map(\.prediction)
    } emit: { event in
      if case .output(_, let predictions) = event {
        collected.predictions.withLock { $0 += predictions }
      }
      return true
    }
    return collected.predictions.withLock { $0 }
  }

  private static func text(_ path: String) throws -> String {
    String(decoding: try #require(PackageFiles.read(path)), as: UTF8.self)
  }

  @Test func aCorpusOnSeveralThreads() throws {
    let analyzer = try Analyzer()
    let one = Self.bulk(analyzer, threads: 1)
    #expect(one.count > 5 * Self.articles.count)
    #expect(one.contains { $0.label != nil })
    for threads in [2, 5] {
      let several = Self.bulk(analyzer, threads: threads)
      #expect(several == one, "\(threads) threads")
    }
  }

  /// Memory and threads are bound, whatever is asked for.
  @Test func noNumberOfThreadsIsTooLarge() throws {
    let analyzer = try Analyzer()
    #expect(BulkScorer(analyzer, threads: .max).threads == BulkScorer.mostThreads)
    #expect(BulkScorer(analyzer, threads: .min).threads == 1)
    #expect(BulkScorer(analyzer, threads: 7).threads == 7)
    let path = try #require(Self.articles.first)
    BulkScorer(analyzer, threads: .max).run([path, path]) {
      $0.units.count
    } emit: { event in
      if case .output(_, let count) = event { #expect(count > 0) }
      return true
    }
  }

  @Test func oneAnalyzerForManyTasks() async throws {
    let analyzer = try Analyzer()
    let texts = try Self.articles.prefix(12).map(Self.text)
    let alone = texts.map { analyzer.score($0) }
    let together = await withTaskGroup(of: (Int, [UnitPrediction]).self) { group in
      for (number, text) in texts.enumerated() {
        group.addTask { (number, analyzer.score(text)) }
      }
      return await group.reduce(into: [Int: [UnitPrediction]]()) { $0[$1.0] = $1.1 }
    }
    for (number, predictions) in alone.enumerated() {
      #expect(together[number] == predictions, "\(Self.articles[number])")
    }
  }

  @Test func oneScorerForManyTasks() async throws {
    let scorer = SharedScorer(try Analyzer())
    let texts = try Self.articles.prefix(12).map(Self.text)
    let alone = try texts.map { try scorer.score(article: $0) + [scorer.score(record: $0)] }
    try await withThrowingTaskGroup(of: (Int, [UnitPrediction]).self) { group in
      for number in 0..<48 {
        let text = texts[number % texts.count]
        group.addTask { (number, try scorer.score(article: text) + [scorer.score(record: text)]) }
      }
      for try await (number, predictions) in group {
        #expect(predictions == alone[number % texts.count])
      }
    }
  }

  @Test(arguments: [1, 3, 1_000]) func aBatchOfAnySize(_ batch: Int) throws {
    let analyzer = try Analyzer()
    var whole = Self.scorer(analyzer)
    var parts = Self.scorer(analyzer)
    for path in Self.articles.prefix(8) {
      let bytes = Array(try Self.text(path).utf8)
      var reader = UnitReader(rules: analyzer.rules)
      var units: [TextUnit] = []
      reader.read(bytes, isLast: true, into: &units)
      var found: [Float] = []
      for unit in units {
        _ = whole.add(bytes, unit.range, language: unit.language, assumeTarget: true)
        _ = parts.add(bytes, unit.range, language: unit.language, assumeTarget: true)
        if parts.pending == batch { found += parts.flush() }
      }
      #expect(found + parts.flush() == whole.flush(), "\(path)")
    }
  }

  /// Units whose reading goes on side by side come out as units read alone.
  @Test func unitsSideBySide() throws {
    let analyzer = try Analyzer()
    var alone = Self.scorer(analyzer)
    var together = Self.scorer(analyzer)
    for path in Self.articles.prefix(8) {
      let bytes = Array(try Self.text(path).utf8)
      var reader = UnitReader(rules: analyzer.rules)
      var units: [TextUnit] = []
      reader.read(bytes, isLast: true, into: &units)
      let facts = units.map {
        alone.add(bytes, $0.range, language: $0.language, assumeTarget: true)
      }
      let found = together.add(
        bytes, units.map { UnitAnalyzer.Unit(range: $0.range, language: $0.language) },
        assumeTarget: true)
      #expect(found == facts, "\(path)")
      #expect(together.flush() == alone.flush(), "\(path)")
    }
    #expect(together.add([], [], assumeTarget: true).isEmpty && together.flush().isEmpty)
  }

  private static func scorer(_ analyzer: Analyzer) -> UnitScorer {
    UnitScorer(
      model: analyzer.model, lexicon: analyzer.lexicon, target: analyzer.target,
      rules: analyzer.rules)
  }
}
