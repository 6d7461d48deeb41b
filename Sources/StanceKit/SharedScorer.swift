internal import StanceLexicon
public import StanceModel
internal import StanceText
internal import Synchronization

/// Scores texts that are in memory, from any number of threads, as `stance score -` scores what
/// comes on standard input: the same units, labels and digits. JSON lines, arrays and tables, which the
/// command reads as records, are prose here.
///
/// A text is scored by a scorer that waits for one, or by a new one when all are busy, so that words
/// seen once are not looked up again: as many scorers are held as ever worked at once.
///
///     let scorer = SharedScorer(try Analyzer(target: "Renault, la régie"))
///     for paragraph in try scorer.score(article: text) { print(paragraph.label ?? "-") }
///     let message = scorer.score(record: "Quel fiasco.", target: "Stellantis")
public final class SharedScorer: Sendable {
  /// What all texts are scored with.
  public let analyzer: Analyzer
  private let search: TargetSearch
  private let idle = Mutex<[Worker]>([])

  /// What one thread needs at a time.
  private struct Worker: Sendable {
    var documents: DocumentScorer
    var targets: NamedTargets

    init(_ analyzer: Analyzer) {
      documents = DocumentScorer(analyzer)
      targets = NamedTargets(analyzer, own: documents.own)
    }
  }

  /// No scorer is made before the first text comes.
  public init(_ analyzer: Analyzer) {
    self.analyzer = analyzer
    search = TargetSearch(analyzer.target)
  }

  /// The units of an article with predictions for its body paragraphs, in order.
  ///
  /// As ``Analyzer/score(_:)`` up to 256 KB; of a longer article each block (about so much, up to the next
  /// heading) is context to its own paragraphs alone, as for the command, which streams.
  ///
  /// - Parameter explaining: how much is said of why.
  /// - Returns: nothing for an empty text; ranges count UTF-8 bytes of `text`.
  /// - Throws: ``InputFailure`` for what is no text: NUL bytes, the beginning of a PDF.
  /// - Complexity: O(bytes); about a millisecond more where a new scorer is needed.
  public func score(
    article text: String, explaining: ExplanationDetail = .nothing
  ) throws(InputFailure) -> [UnitPrediction] {
    var reader = BlockReader(
      ByteSource(Array(text.utf8), path: Self.name), rules: analyzer.rules,
      search: search)
    var worker = take()
    defer { give(worker) }
    var result: [UnitPrediction] = []
    while let block = try reader.next() {
      result += worker.documents.score(
        block.bytes, offset: block.offset, units: block.units,
        assumeTarget: block.assumesTarget, explaining: explaining)
    }
    return result
  }

  /// A text that stands alone, as one unit towards its target.
  ///
  /// - Parameters:
  ///   - target: id of a pack, names, or a question; nil or blank for the analyzer's.
  ///   - explaining: how much is said of why.
  /// - Returns: without a label for a text of white space alone.
  /// - Complexity: O(bytes), and of the target's when it was not met lately.
  public func score(
    record text: String, target: String? = nil, explaining: ExplanationDetail = .nothing
  ) -> UnitPrediction {
    // A blank name names nothing, as in a line of JSONL.
    let target = target?.utf8.allSatisfy({ $0 <= 0x20 }) == true ? nil : target
    var worker = take()
    defer { give(worker) }
    var result = worker.documents.scoreRecords(
      [(Array(text.utf8), nil, worker.targets.target(target))], explaining: explaining)[0]
    result.id = Self.name + ":1"
    if let target { result.target = target }
    return result
  }

  /// What texts are called in predictions and errors: standard input.
  public static let name = "-"

  private func take() -> Worker { idle.withLock { $0.popLast() } ?? Worker(analyzer) }

  private func give(_ worker: Worker) { idle.withLock { $0.append(worker) } }
}
