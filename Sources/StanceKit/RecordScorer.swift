internal import StanceLexicon
internal import StanceModel
internal import StanceText
internal import StanceTraining

/// Scores JSONL records on one thread, each towards the target that it names.
struct RecordScorer {
  private let unit: ScoringUnit
  private let explaining: ExplanationDetail
  private var scorer: DocumentScorer
  private var targets: NamedTargets
  private var cutter: SentenceCutter

  init(_ analyzer: Analyzer, unit: ScoringUnit, explaining: ExplanationDetail) {
    self.unit = unit
    self.explaining = explaining
    scorer = DocumentScorer(analyzer)
    targets = NamedTargets(analyzer, own: scorer.own)
    cutter = SentenceCutter(rules: analyzer.rules)
  }

  /// The units of a block of lines in their order, the lines that are no records, and what is to be
  /// known of the others.
  mutating func score(
    _ block: RecordReader.Block, file: String
  ) -> (units: [ScoredUnit], failures: [InputFailure], notes: RecordNotes) {
    var failures: [InputFailure] = []
    var notes = RecordNotes()
    var parts: [Part] = []
    for record in block.records(file: file) {
      switch record {
      case .failure(let failure): failures.append(failure)
      case .success(let record):
        notes.add(record)
        append(record, to: &parts)
      }
    }
    let predictions = scorer.scoreRecords(
      parts.map { ($0.text, $0.language, targets.target($0.target)) }, explaining: explaining)
    let units = zip(parts, predictions).map { $0.unit($1) }
    for unit in units { notes.add(unit.prediction) }
    return (units, failures, notes)
  }

  /// A record, or a sentence of one.
  private struct Part {
    var text: [UInt8]
    var start: Int
    var index: Int
    var line: Int
    var encoding: TextEncoding
    var id: String
    var label: String?
    /// What the record says of it.
    var language: Language?
    var target: String?

    func unit(_ prediction: UnitPrediction) -> ScoredUnit {
      var prediction = prediction
      prediction.unit.index = index
      prediction.unit.line = line
      prediction.unit.range = start..<start + text.count
      prediction.unit.gold = label
      prediction.id = id
      prediction.encoding = encoding
      if let target { prediction.target = target }
      if start > 0, var explanation = prediction.explanation {
        explanation.shift(by: start)
        prediction.explanation = explanation
      }
      return ScoredUnit(prediction: prediction, text: text[...])
    }
  }

  private mutating func append(_ record: PlacedRecord, to parts: inout [Part]) {
    let example = record.example
    let bytes = example.text
    var whole = Part(
      text: bytes, start: 0, index: record.index, line: record.line, encoding: record.encoding,
      id: example.id, label: example.label, language: example.language, target: example.target)
    guard unit == .sentence else { return parts.append(whole) }
    // Sentences are numbered in their record: with its id they have a key.
    whole.index = 0
    guard !RecordText.isBlank(bytes) else { return parts.append(whole) }
    let language = scorer.analyzer.rules.language(
      of: bytes, in: 0..<bytes.count, named: example.language)
    for sentence in cutter.sentences(bytes, 0..<bytes.count, language) {
      whole.text = Array(bytes[sentence])
      whole.start = sentence.lowerBound
      parts.append(whole)
      whole.index += 1
    }
  }
}
