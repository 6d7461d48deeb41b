public import StanceLexicon
internal import StanceLinear
public import StanceModel
public import StanceText
internal import StanceTraining

/// Scores files, folders' files and pipes as streams, in memory that does not grow with them, on
/// several threads.
///
/// Each input is cut into blocks by its contents alone (documents at headings or paragraphs, JSONL
/// at lines), each block is scored and formatted by one worker, and the results are put in order:
/// the output is the same for any number of threads. Context does not cross blocks; an ordinary
/// article is one block.
///
///     let scorer = BulkScorer(analyzer, threads: 4)
///     scorer.run(["a.txt", "b.jsonl"]) { block in
///       block.units.count
///     } emit: { event in
///       if case .output(let file, let count) = event { … }
///       return true
///     }
public struct BulkScorer: Sendable {
  /// Shared by all threads.
  public let analyzer: Analyzer
  /// From 1 to ``mostThreads``.
  public let threads: Int
  /// What gets a score of its own; default: the paragraph.
  public var unit = ScoringUnit.paragraph
  /// Which explanations predictions come with.
  public var explaining = ExplanationDetail.nothing

  /// Targets of the articles among the inputs that are about another one than the analyzer's, by their
  /// paths; records have their own.
  public var targets: [String: TargetPack] = [:]

  /// More threads than this are not started.
  public static let mostThreads = 256

  /// - Parameter threads: less than 1 counts as 1, more than ``mostThreads`` as so many.
  public init(_ analyzer: Analyzer, threads: Int = 1) {
    self.analyzer = analyzer
    self.threads = min(max(1, threads), Self.mostThreads)
  }

  /// What happens, in the order of the inputs.
  public enum Event<Output: Sendable>: Sendable {
    /// The file with this number in the list could be opened.
    case began(file: Int)
    /// What `format` made of a block of it.
    case output(file: Int, Output)
    /// A line of it is no record; the rest goes on.
    case problem(file: Int, InputFailure)
    /// Some of its records have scores that somebody should know more about.
    case noted(file: Int, RecordNote)
    /// It is read to its end, or as far as it could be.
    case ended(file: Int, Outcome)
  }

  /// How one input ended.
  public struct Outcome: Sendable {
    /// That of the whole input, ``TextEncoding/mixed`` where parts differ.
    public var encoding: TextEncoding
    /// What the decoder noticed; offsets count bytes of the input as read.
    public var warnings: [TextWarning]
    /// Units or records read.
    public var units: Int
    /// Why it ended early, or never began; what was emitted before stands.
    public var failure: InputFailure?
  }

  /// Scores everything that the inputs give, and returns when that is done; one that cannot be read
  /// does not stop the others.
  ///
  /// - Parameters:
  ///   - inputs: paths of files; `-` is standard input. Names that end in `.jsonl`, `.ndjson`,
  ///     `.csv`, `.tsv` or these and `.gz` hold records, and so does standard input that begins
  ///     with some.
  ///   - format: runs on the workers.
  ///   - emit: called in order, never twice at once; false stops.
  /// - Complexity: O(bytes) time; memory for 3 blocks a thread.
  public func run<Output: Sendable>(
    _ inputs: [String], format: @escaping @Sendable (ScoredBlock) -> Output,
    emit: @escaping @Sendable (Event<Output>) -> Bool
  ) {
    var prepared: [TargetPack: ArticleTarget] = [:]
    for pack in targets.values where prepared[pack] == nil { prepared[pack] = ArticleTarget(pack) }
    let queue = BlockQueue(
      InputCursor(
        inputs, rules: analyzer.rules, target: analyzer.target,
        targets: targets.compactMapValues { prepared[$0] }, unit: unit),
      limit: 3 * threads, emit: emit)
    // An article is one block, and needs no other thread.
    let isShort = threads == 1 || !queue.lookAhead()
    ParallelWork.run(isShort ? 1 : threads, threads: threads) { [self] _ in
      var worker = BlockWorker(self)
      while let (number, work) = queue.take() {
        queue.finish(number, worker.score(work, format))
      }
    }
  }
}

/// Scores blocks on one thread.
private struct BlockWorker {
  private let settings: BulkScorer
  private var documents: DocumentScorer?
  private var records: RecordScorer?

  init(_ settings: BulkScorer) { self.settings = settings }

  mutating func score<Output: Sendable>(
    _ work: ScoringWork, _ format: (ScoredBlock) -> Output
  ) -> [BulkScorer.Event<Output>] {
    switch work.block {
    case .units(let block):
      var scorer = documents.take() ?? DocumentScorer(settings.analyzer)
      scorer.usesContext = settings.unit != .sentence
      let predictions = scorer.score(
        block.bytes, offset: block.offset, units: block.units,
        target: work.target, assumeTarget: block.assumesTarget, explaining: settings.explaining)
      documents = scorer
      return [.output(file: work.file, format(block.scored(predictions, work.path)))]
    case .lines(let block):
      var scorer =
        records.take()
        ?? RecordScorer(settings.analyzer, unit: settings.unit, explaining: settings.explaining)
      let (units, failures, notes) = scorer.score(block, file: work.path)
      records = scorer
      let scored = ScoredBlock(
        file: work.path, encoding: block.encoding, units: units, bytes: [], offset: 0)
      return failures.map { .problem(file: work.file, $0) }
        + notes.all.map { .noted(file: work.file, $0) }
        + [.output(file: work.file, format(scored))]
    }
  }
}

extension BlockReader.Block {
  func scored(_ predictions: [UnitPrediction], _ path: String) -> ScoredBlock {
    ScoredBlock(
      file: path, encoding: encoding,
      units: predictions.map {
        ScoredUnit(
          prediction: $0,
          text: bytes[$0.unit.range.lowerBound - offset..<$0.unit.range.upperBound - offset])
      }, bytes: bytes, offset: offset)
  }
}
