public import StanceText
internal import StanceTraining

/// Reads inputs into units, kinds, sections and gold labels, without scoring anything.
///
/// Streams like ``BulkScorer``, on one thread, and needs no model.
public struct UnitExtractor: Sendable {
  private let rules: ReadingRules

  /// - Parameter rules: how text is read.
  public init(rules: ReadingRules) { self.rules = rules }

  /// - Parameter emit: told what is read, in order; false stops. The predictions in the blocks have
  ///   no labels.
  public func run(_ inputs: [String], emit: (BulkScorer.Event<ScoredBlock>) -> Bool) {
    var cursor = InputCursor(inputs, rules: rules, target: nil, unit: .paragraph)
    while let step = cursor.next() {
      switch step {
      case .began(let file): if !emit(.began(file: file)) { return }
      case .ended(let file, let outcome): if !emit(.ended(file: file, outcome)) { return }
      case .work(let work):
        switch work.block {
        case .units(let block):
          let predictions = block.units.map { UnitPrediction(unit: $0, target: "") }
          if !emit(.output(file: work.file, block.scored(predictions, work.path))) { return }
        case .lines(let block):
          var units: [ScoredUnit] = []
          var notes = RecordNotes()
          for record in block.records(file: work.path) {
            switch record {
            case .failure(let failure):
              if !emit(.problem(file: work.file, failure)) { return }
            case .success(let record):
              if record.encoding.isAssumed { notes.count(.windows1252, record.line) }
              if record.namesOtherLanguage { notes.count(.otherLanguageNamed, record.line) }
              units.append(unit(record))
            }
          }
          for note in notes.all { if !emit(.noted(file: work.file, note)) { return } }
          let scored = ScoredBlock(file: work.path, encoding: block.encoding, units: units)
          if !emit(.output(file: work.file, scored)) { return }
        }
      }
    }
  }

  private func unit(_ record: PlacedRecord) -> ScoredUnit {
    let example = record.example
    let range = 0..<example.text.count
    let unit = TextUnit(
      index: record.index, line: record.line, range: range, kind: .body, gold: example.label,
      rule: "record",
      language: rules.language(of: example.text, in: range, named: example.language))
    var prediction = UnitPrediction(unit: unit, target: example.target ?? "", id: example.id)
    prediction.encoding = record.encoding
    return ScoredUnit(prediction: prediction, text: example.text[...])
  }
}
