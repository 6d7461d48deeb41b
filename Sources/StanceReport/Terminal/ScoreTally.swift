import StanceKit
import StanceText

/// What a summary says of a run of units; counts only, so that two tallies can be added up.
struct ScoreTally {
  var counts: [String: Int] = [:]
  var spread = ScoreSpread()
  var scored = 0
  var about = 0
  var labelled = 0
  var right = 0
  var headings = 0
  var furniture = 0
  var otherLanguage = 0
  var blank = 0

  /// - Parameter labels: those that the model can answer; other gold labels are not counted.
  mutating func add(_ prediction: UnitPrediction, labels: [String]) {
    switch prediction.unit.kind {
    case .heading: headings += 1
    case .furniture: furniture += 1
    case .body:
      guard let label = prediction.label else {
        if prediction.unit.language == .other { otherLanguage += 1 } else { blank += 1 }
        return
      }
      scored += 1
      counts[label, default: 0] += 1
      if prediction.aboutTarget { about += 1 }
      if let score = prediction.score { spread.add(score) }
      if let gold = prediction.unit.gold, labels.contains(gold) {
        labelled += 1
        if gold == label { right += 1 }
      }
    }
  }
}
