internal import StanceLexicon
internal import StanceModel
internal import StanceText
internal import StanceTraining

/// Scores JSONL records on one thread, each towards the target that it names.
struct RecordScorer {
  /// Targets whose scorers are kept; records come sorted by target or name few of them.
  static let kept = 16

  private let analyzer: Analyzer
  private let tables: TableArchive
  private let names: TargetResolver
  private let unit: ScoringUnit
  private let explaining: Bool
  private var scorers: [String: DocumentScorer] = [:]
  private var cutter: SentenceCutter

  init(_ analyzer: Analyzer, unit: ScoringUnit, explaining: Bool) {
    self.analyzer = analyzer
    self.unit = unit
    self.explaining = explaining
    tables = TableArchive(BundledAssets.tables)
    names = TargetResolver(packs: [:], fallback: analyzer.target)
    cutter = SentenceCutter(rules: analyzer.rules)
  }

  /// The units of a block of lines in their order, and the lines that are no records.
  mutating func score(
    _ block: RecordReader.Block, file: String
  ) -> (units: [ScoredUnit], failures: [InputFailure]) {
    var failures: [InputFailure] = []
    var parts: [Part] = []
    for (index, line, record) in block.records(file: file) {
      switch record {
      case .failure(let failure): failures.append(failure)
      case .success(let example): append(example, index, line, to: &parts)
      }
    }
    var byTarget: [String: [Int]] = [:]
    for (place, part) in parts.enumerated() {
      byTarget[part.target ?? "", default: []].append(place)
    }
    var results = [ScoredUnit?](repeating: nil, count: parts.count)
    for (key, places) in byTarget.sorted(by: { $0.key < $1.key }) {
      let target = key.isEmpty ? nil : key
      var scorer = scorers.removeValue(forKey: key) ?? DocumentScorer(analyzer(for: target))
      let predictions = scorer.scoreRecords(
        places.map { parts[$0].text }, target: wording(of: target), explaining: explaining)
      if scorers.count >= Self.kept { scorers.removeAll() }
      scorers[key] = scorer
      for (place, prediction) in zip(places, predictions) {
        results[place] = parts[place].unit(prediction)
      }
    }
    return (results.compactMap { $0 }, failures)
  }

  /// A record, or a sentence of one.
  private struct Part {
    var text: [UInt8]
    var start: Int
    var index: Int
    var line: Int
    var id: String
    var label: String?
    var target: String?

    func unit(_ prediction: UnitPrediction) -> ScoredUnit {
      var prediction = prediction
      prediction.unit.index = index
      prediction.unit.line = line
      prediction.unit.range = start..<start + text.count
      prediction.unit.gold = label
      prediction.id = id
      if let target { prediction.target = target }
      if start > 0, var explanation = prediction.explanation {
        explanation.shift(by: start)
        prediction.explanation = explanation
      }
      return ScoredUnit(prediction: prediction, text: text[...])
    }
  }

  private mutating func append(
    _ example: Example, _ index: Int, _ line: Int, to parts: inout [Part]
  ) {
    var whole = Part(
      text: example.text, start: 0, index: index, line: line, id: example.id,
      label: example.label, target: example.target)
    guard unit == .sentence else { return parts.append(whole) }
    let bytes = example.text
    let language = analyzer.rules.language(of: bytes, in: 0..<bytes.count)
    for sentence in cutter.sentences(bytes, 0..<bytes.count, language) {
      whole.text = Array(bytes[sentence])
      whole.start = sentence.lowerBound
      parts.append(whole)
    }
  }

  /// What a target says in words; the id of a pack only points at names.
  private func wording(of target: String?) -> String? {
    guard let target, target != analyzer.target.id else { return nil }
    let pack = try? tables.target(target)
    return pack.flatMap { $0 } == nil ? target : nil
  }

  /// The analyzer with the pack that a record means.
  private func analyzer(for target: String?) -> Analyzer {
    var result = analyzer
    guard let target, target != analyzer.target.id else { return result }
    let pack = try? tables.target(target)
    result.target = pack.flatMap { $0 } ?? names.pack(for: target)
    return result
  }
}
