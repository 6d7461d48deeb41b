/// Which of the labels speak for the target, against it, and for neither.
struct LabelSides: Equatable {
  var favor: Int
  var against: Int
  /// Nil where no label is neutral.
  var neutral: Int?

  /// Nil where the labels name no sides, as `comedy` and `drama`.
  init?(_ labels: [String]) {
    func position(_ names: [String]) -> Int? {
      labels.firstIndex { names.contains($0.lowercased()) }
    }
    guard let favor = position(["favor", "positive", "pour"]),
      let against = position(["against", "negative", "contre"])
    else { return nil }
    (self.favor, self.against) = (favor, against)
    neutral = position(["neutral", "none", "neutre"])
  }
}
