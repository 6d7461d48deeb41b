/// How a label is drawn: its colour, and a sign for those who do not see it.
enum LabelTone: String, Sendable {
  case favor, neutral, against
  /// A label that is no stance.
  case other

  init(_ label: String?) {
    switch label {
    case "favor", "positive": self = .favor
    case "neutral": self = .neutral
    case "against", "negative": self = .against
    default: self = .other
    }
  }

  /// The class that colours marks; labels without a stance have the first colour.
  var style: String { self == .other ? "favor" : rawValue }

  var sign: String {
    switch self {
    case .favor: "\u{25B2}"
    case .neutral: "\u{25CF}"
    case .against: "\u{25BC}"
    case .other: "\u{25C6}"
    }
  }
}

/// The two labels between which a score runs, and how far a contribution moves it.
struct Poles: Sendable, Equatable {
  let toward: Int
  /// nil when the labels have no opposite pair: then the rest's mean is the other pole.
  let away: Int?
  let towardName: String
  let awayName: String

  /// The pair favor/against or positive/negative; else `label` against the rest.
  init(labels: [String], label: String? = nil) {
    for (up, down) in [("favor", "against"), ("positive", "negative")] {
      if let a = labels.firstIndex(of: up), let b = labels.firstIndex(of: down) {
        toward = a
        away = b
        towardName = up
        awayName = down
        return
      }
    }
    toward = label.flatMap { labels.firstIndex(of: $0) } ?? 0
    away = nil
    towardName = labels.indices.contains(toward) ? labels[toward] : ""
    awayName = "the rest"
  }

  /// What values of all labels add to the first pole less the other.
  func effect(_ values: [Float]) -> Double {
    guard values.indices.contains(toward) else { return 0 }
    let first = Double(values[toward])
    if let away {
      return values.indices.contains(away) ? first - Double(values[away]) : first
    }
    guard values.count > 1 else { return first }
    var rest = 0.0
    for (index, value) in values.enumerated() where index != toward { rest += Double(value) }
    return first - rest / Double(values.count - 1)
  }
}
