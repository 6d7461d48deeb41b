import StanceModel
import StanceTestSupport
import StanceText
import Synchronization
import Testing

@testable import StanceKit

/// Texts in memory are scored as files are.
@Suite struct SharedScorerTests {
  static let articles = ["k1", "q2", "u3"].flatMap { folder in
    PackageFiles.list("Evaluation/press/" + folder).filter { $0.hasSuffix(".txt") }.prefix(4)
      .map { "\(PackageFiles.root)/Evaluation/press/\(folder)/\($0)" }
  }

  /// The oracle: the scorer of files.
  private func bulk(
    _ analyzer: Analyzer, _ path: String, _ explaining: ExplanationDetail
  ) -> [UnitPrediction] {
    let found = Found()
    var scorer = BulkScorer(analyzer)
    scorer.explaining = explaining
    scorer.run([path]) {
      $0.units.map(\.prediction)
    } emit: { event in
      if case .output(_, let units) = event { found.units.withLock { $0 += units } }
      return true
    }
    return found.units.withLock { $0 }
  }

  private final class Found: Sendable { let units = Mutex<[UnitPrediction]>([]) }

  private static func text(_ path: String) throws -> String {
    String(decoding: try FileSystem.read(path), as: UTF8.self)
  }

  @Test func anArticleIsScoredAsItsFile() throws {
    #expect(Self.articles.count == 12)
    let scorer = SharedScorer(try Analyzer(target: "openai"))
    for path in Self.articles {
      let units = try scorer.score(article: Self.text(path), explaining: .full)
      #expect(units.count > 3)
      #expect(units == bulk(scorer.analyzer, path, .full), "\(path)")
    }
  }

  @Test func aLongTextIsCutIntoTheSameBlocks() throws {
    let whole = try Self.articles.map(Self.text).joined(separator: "\n\n")
    let copies = BlockReader.wholeLimit / whole.utf8.count / 4 + 1
    let long = "\u{FEFF}" + String(repeating: whole + "\n\n", count: copies)
    #expect(long.utf8.count > 2 * BlockReader.blockSize)
    let scorer = SharedScorer(try Analyzer())
    let units = try scorer.score(article: long)
    let folder = try TemporaryFolder()
    let path = folder.add("long.txt", long)
    #expect(units == bulk(scorer.analyzer, path, .nothing))
  }

  @Test func whatIsNoTextIsRefused() throws {
    let scorer = SharedScorer(try Analyzer())
    #expect(try scorer.score(article: "").isEmpty)
    for text in ["a\0b", "%PDF-1.7\n"] {
      #expect(throws: InputFailure.self) { try scorer.score(article: text) }
    }
    #expect(scorer.score(record: " \n").label == nil)
    #expect(scorer.score(record: "").label == nil)
  }

  @Test(arguments: [BundledModel.default, .proposals])
  func aRecordIsScoredAsItsLine(_ model: BundledModel) throws {
    let scorer = SharedScorer(try Analyzer(target: "renault", model: model.model()))
    var lines = RecordScorer(scorer.analyzer, unit: .paragraph, explaining: .full)
    for text in RecordScorerTests.texts {
      for target in RecordScorerTests.targets + [" ", "\t"] {
        let line = JSONWriter.encode(
          .members(["text": .string(text), "target": .optional(target)]))
        let block = RecordReader.Block(bytes: line, line: 1, index: 0, encoding: .utf8)
        var expected = try #require(lines.score(block, file: "-").units.first).prediction
        // Where the line's encoding is told, the text's is known.
        expected.encoding = nil
        #expect(scorer.score(record: text, target: target, explaining: .full) == expected)
      }
    }
  }
}
