import ArgumentParser
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText
import Synchronization

/// One run of `stance score`: turns what the scorer tells into output, notes and an exit code.
final class ScoreSession: Sendable {
  /// A block on its way: written by a worker already, or still to be put together in order.
  enum Piece: Sendable {
    case bytes([UInt8])
    case block(ScoredBlock)
  }

  private struct State: ~Copyable {
    var output: DataOutput
    var text: ScoreText
    var documents: DocumentTally
    var title: [UInt8] = []
    var pages: [ScoredArticle] = []
    var log: FailureLog
    var writeError: FileError?
    var isEmpty = true
    /// Whether a paragraph is about the target, or a record is there, which says itself whom it means.
    var isAboutTarget = false
    /// Articles none of whose paragraphs is.
    var silent: Set<String> = []
  }

  private let plan: ScorePlan
  private let files: [String]
  private let analyzer: Analyzer
  /// Those of articles that are about another target than the analyzer's.
  private let targets: [String: TargetPack]
  private let state: Mutex<State>

  init(
    _ plan: ScorePlan, _ analyzer: Analyzer, files: [String], targets: [String: TargetPack],
    log: FailureLog
  ) throws(FileError) {
    self.plan = plan
    self.files = files
    self.targets = targets
    self.analyzer = analyzer
    let look = TerminalLook(
      model: analyzer.model, color: plan.output.isColored, width: plan.output.width)
    let reasons = plan.explain.map { $0 == 0 ? Int.max : $0 } ?? 2
    state = Mutex(
      State(
        output: try DataOutput(plan.output.output),
        text: ScoreText(
          look: look, target: analyzer.target, reasons: reasons, unit: plan.unit),
        documents: DocumentTally(model: analyzer.model), log: log))
    if let dialect = plan.format.dialect {
      write(PredictionCSV(model: analyzer.model, dialect: dialect).header)
    }
    if plan.format == .json { write(Array("[".utf8)) }
  }

  /// Which explanations the output needs.
  var explaining: ExplanationDetail {
    switch plan.format {
    case .text: .reasons
    case .html: .full
    case .json, .jsonl: plan.explain == nil ? .nothing : .full
    case .csv, .csv2: .nothing
    }
  }

  /// Runs on the workers.
  @Sendable func format(_ block: ScoredBlock) -> Piece {
    lookForTarget(block)
    if plan.unit == .document || plan.format == .text || plan.format == .html {
      return .block(block)
    }
    return .bytes(rendered(block))
  }

  private func lookForTarget(_ block: ScoredBlock) {
    guard !state.withLock({ $0.isAboutTarget }) else { return }
    let bodies = block.units.lazy.map(\.prediction).filter { $0.unit.kind == .body }
    let isFound = bodies.contains(where: \.aboutTarget)
    if isFound {
      state.withLock { $0.isAboutTarget = true }
    } else if !bodies.isEmpty {
      state.withLock { _ = $0.silent.insert(block.file) }
    }
  }

  /// A block in one of the formats that programs read.
  private func rendered(_ block: ScoredBlock) -> [UInt8] {
    let format = plan.format
    if let dialect = format.dialect {
      return PredictionCSV(model: analyzer.model, dialect: dialect).rows(block)
    }
    let json = PredictionJSON(
      file: block.file, model: analyzer.model, encoding: block.encoding,
      contributions: plan.explain)
    var writer = JSONWriter(capacity: block.units.count * 512)
    let units = block.units.span
    for index in units.indices {
      if format == .json, index > 0 { writer.raw(",\n ") }
      json.write(units[index].prediction, to: &writer)
      if format == .jsonl { writer.raw("\n") }
    }
    return writer.bytes
  }

  /// Called in the order of the inputs; false stops the run.
  @Sendable func emit(_ event: BulkScorer.Event<Piece>) -> Bool {
    switch event {
    case .began(let file):
      if plan.format == .text {
        state.withLock { $0.text.begin(files[file], target: targets[files[file]]) }
      }
    case .output(_, .bytes(let bytes)): append(bytes)
    case .output(_, .block(let block)): take(block)
    case .problem(_, let failure): state.withLock { $0.log.add(failure) }
    case .noted(_, let note): state.withLock { $0.log.add(note) }
    case .ended(let file, let outcome): end(files[file], outcome)
    }
    return state.withLock { $0.writeError == nil }
  }

  private func take(_ block: ScoredBlock) {
    guard plan.unit == .document, block.units.contains(where: { $0.prediction.id == nil })
    else { return show(block) }
    state.withLock { state in
      for unit in block.units {
        state.documents.add(unit.prediction)
        if state.title.isEmpty, unit.prediction.unit.kind != .furniture {
          state.title = Array(unit.text)
        }
      }
    }
  }

  private func show(_ block: ScoredBlock) {
    switch plan.format {
    case .text: write(state.withLock { $0.text.add(block) })
    case .html:
      let target = targets[block.file] ?? analyzer.target
      state.withLock { $0.pages.add(block, analyzer, target) }
    default: append(rendered(block))
    }
  }

  private func end(_ file: String, _ outcome: BulkScorer.Outcome) {
    let wasRead = state.withLock { $0.log.end(file, outcome) }
    if outcome.failure == nil, outcome.units == 0 {
      Console.note("\(file): empty; nothing to score")
    }
    if plan.unit == .document, outcome.units > 0 { showDocument(file, outcome) }
    if plan.format == .text, wasRead {
      write(state.withLock { $0.text.end(encoding: outcome.encoding) })
    }
  }

  private func showDocument(_ file: String, _ outcome: BulkScorer.Outcome) {
    let found = state.withLock { state -> (UnitPrediction, [UInt8])? in
      defer {
        state.documents = DocumentTally(model: analyzer.model)
        state.title = []
      }
      return state.documents.isEmpty ? nil : (state.documents.prediction, state.title)
    }
    guard let (prediction, title) = found else { return }
    show(
      ScoredBlock(
        file: file, encoding: outcome.encoding,
        units: [ScoredUnit(prediction: prediction, text: title[...])], bytes: [], offset: 0))
  }

  /// Rows and objects, with what stands between two objects of an array.
  private func append(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    guard plan.format == .json else { return write(bytes) }
    let isFirst = state.withLock { state in
      defer { state.isEmpty = false }
      return state.isEmpty
    }
    write(Array((isFirst ? "\n " : ",\n ").utf8) + bytes)
  }

  private func write(_ text: String) { write(Array(text.utf8)) }

  private func write(_ bytes: [UInt8]) {
    state.withLock { state in
      guard state.writeError == nil else { return }
      do throws(FileError) {
        try state.output.write(bytes)
      } catch { state.writeError = error }
    }
  }

  /// Ends the output and gives the exit code.
  func finish() -> ExitCode {
    switch plan.format {
    case .json: write(state.withLock { $0.isEmpty } ? "]\n" : "\n]\n")
    case .text: write(state.withLock { $0.text.total() })
    case .html:
      let pages = state.withLock { $0.pages }
      write(ArticlePage.html(pages, program: "stance " + StanceVersion.current))
    case .csv, .csv2, .jsonl: break
    }
    return state.withLock { state in
      if !state.isAboutTarget, let file = state.silent.first {
        let place = state.silent.count == 1 ? file : "any of \(state.silent.count) files"
        let titles = Set(state.silent.map { (targets[$0] ?? analyzer.target).title })
        let title = titles.count == 1 ? titles.first ?? "" : "the target"
        Console.note(
          "\(title) is not named in \(place): labels are about the text as a whole;"
            + " --target says whom they should be about")
      }
      return state.log.commit(&state.output, after: state.writeError)
    }
  }
}

extension [ScoredArticle] {
  /// Adds a block to the article that it goes on with, or begins one.
  fileprivate mutating func add(
    _ block: ScoredBlock, _ analyzer: Analyzer, _ target: TargetPack
  ) {
    guard !block.units.isEmpty else { return }
    if block.units.contains(where: { $0.prediction.id != nil }) {
      return addRecords(block, analyzer)
    }
    if last?.file != block.file || block.offset == 0 && last?.text.isEmpty == false {
      append(
        ScoredArticle(
          file: block.file, text: [], encoding: block.encoding, predictions: [],
          labels: analyzer.model.labels, target: target.title))
    }
    let index = count - 1
    // Blocks hold whole units; what lies between two of them is blank.
    let gap = Swift.max(0, block.offset - self[index].text.count)
    self[index].text += [UInt8](repeating: 0x0A, count: gap) + block.bytes
    self[index].predictions += block.units.map(\.prediction)
  }

  /// Records one after another, as the paragraphs of one article.
  private mutating func addRecords(_ block: ScoredBlock, _ analyzer: Analyzer) {
    if last?.file != block.file {
      append(
        ScoredArticle(
          file: block.file, text: [], encoding: .utf8, predictions: [],
          labels: analyzer.model.labels, target: analyzer.target.title))
    }
    let index = count - 1
    if block.units.contains(where: { $0.prediction.target != analyzer.target.id }) {
      self[index].target = "the target of each record"
    }
    for unit in block.units {
      let start = self[index].text.count
      var prediction = unit.prediction
      let shift = start - prediction.unit.range.lowerBound
      prediction.unit.range = start..<start + unit.text.count
      prediction.explanation?.shift(by: shift)
      self[index].text += unit.text + [0x0A, 0x0A]
      self[index].predictions.append(prediction)
    }
  }
}
