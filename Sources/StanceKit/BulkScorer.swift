public import StanceText

/// Scores files, folders' files and pipes as streams, in memory that does not grow with them, on
/// several threads.
///
/// Each input is cut into blocks by its contents alone (documents at headings or paragraphs, JSONL
/// at lines), each block is scored and formatted by one worker, and the results are put in order:
/// the output is the same for any number of threads. Context does not cross blocks; an ordinary
/// article is one block.
///
///     let scorer = BulkScorer(analyzer, threads: 4)
///     await scorer.run(["a.txt", "b.jsonl"]) { block in
///       block.units.count
///     } emit: { event in
///       if case .output(let file, let count) = event { … }
///       return true
///     }
public struct BulkScorer: Sendable {
  public let analyzer: Analyzer
  public let threads: Int
  public var unit = ScoringUnit.paragraph
  /// Whether predictions come with explanations.
  public var explaining = false

  public init(_ analyzer: Analyzer, threads: Int = 1) {
    self.analyzer = analyzer
    self.threads = max(1, threads)
  }

  /// What happens, in the order of the inputs.
  public enum Event<Output: Sendable>: Sendable {
    /// The file with this number in the list could be opened.
    case began(file: Int)
    /// What `format` made of a block of it.
    case output(file: Int, Output)
    /// A line of it is no record; the rest goes on.
    case problem(file: Int, InputFailure)
    case ended(file: Int, Outcome)
  }

  /// How one input ended.
  public struct Outcome: Sendable {
    public var encoding: TextEncoding
    public var warnings: [TextWarning]
    /// Units or records read.
    public var units: Int
    /// Why it ended early, or never began; what was emitted before stands.
    public var failure: InputFailure?
  }

  /// Scores everything that the inputs give; one that cannot be read does not stop the others.
  ///
  /// - Parameters:
  ///   - inputs: paths of files; `-` is standard input. Names that end in `.jsonl`, `.ndjson` or
  ///     these and `.gz` hold records, and so does standard input when its first line is one.
  ///   - format: runs on the workers.
  ///   - emit: called in order, never twice at once; false stops.
  /// - Complexity: O(bytes) time; memory for 3 blocks a thread.
  public func run<Output: Sendable>(
    _ inputs: [String], format: @escaping @Sendable (ScoredBlock) -> Output,
    emit: @escaping @Sendable (Event<Output>) -> Bool
  ) async {
    let queue = BlockQueue(
      InputCursor(inputs, rules: analyzer.rules, target: analyzer.target, unit: unit), emit: emit)
    let (analyzer, unit, explaining, limit) = (analyzer, unit, explaining, 3 * threads)
    await withTaskGroup(of: Void.self) { group in
      for _ in 0..<threads {
        group.addTask {
          // Made when there is work: an article is one block, and needs one worker.
          var documents: DocumentScorer?
          var records: RecordScorer?
          while let (number, work) = await queue.take(limit: limit) {
            var events: [Event<Output>] = []
            switch work.block {
            case .units(let block):
              var scorer = documents ?? DocumentScorer(analyzer)
              documents = nil
              scorer.usesContext = unit != .sentence
              let predictions = scorer.score(
                block.bytes, offset: block.offset, units: block.units,
                assumeTarget: block.assumesTarget, explaining: explaining)
              documents = scorer
              events = [.output(file: work.file, format(block.scored(predictions, work.path)))]
            case .lines(let block):
              var scorer =
                records ?? RecordScorer(analyzer, unit: unit, explaining: explaining)
              records = nil
              let (units, failures) = scorer.score(block, file: work.path)
              records = scorer
              events = failures.map { .problem(file: work.file, $0) }
              events.append(
                .output(
                  file: work.file,
                  format(
                    ScoredBlock(
                      file: work.path, encoding: .utf8, units: units, bytes: [], offset: 0))))
            }
            queue.finish(number, events)
          }
        }
      }
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
