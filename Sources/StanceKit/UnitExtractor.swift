public import StanceText
internal import StanceTraining

/// Reads inputs into units, kinds, sections and gold labels, without scoring anything.
///
/// Streams like ``BulkScorer``, on one thread, and needs no model.
public struct UnitExtractor: Sendable {
  public let rules: ReadingRules
  public var unit = ScoringUnit.paragraph

  public init(rules: ReadingRules) { self.rules = rules }

  /// - Parameter emit: told what is read, in order; false stops. The predictions in the blocks have
  ///   no labels.
  public func run(_ inputs: [String], emit: (BulkScorer.Event<ScoredBlock>) -> Bool) {
    var cursor = InputCursor(inputs, rules: rules, target: nil, unit: unit)
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
          for (index, line, record) in block.records(file: work.path) {
            switch record {
            case .failure(let failure):
              if !emit(.problem(file: work.file, failure)) { return }
            case .success(let example): units.append(unit(example, index, line))
            }
          }
          if !emit(.output(file: work.file, ScoredBlock(file: work.path, units: units))) { return }
        }
      }
    }
  }

  private func unit(_ example: Example, _ index: Int, _ line: Int) -> ScoredUnit {
    let range = 0..<example.text.count
    let unit = TextUnit(
      index: index, line: line, range: range, kind: .body, gold: example.label, rule: "record",
      language: rules.language(of: example.text, in: range))
    return ScoredUnit(
      prediction: UnitPrediction(unit: unit, target: example.target ?? "", id: example.id),
      text: example.text[...])
  }
}
