internal import StanceEvaluation

/// By which properties a report may slice its items.
enum ItemSlices {
  /// The example's own slices, its target and its length.
  static func of(_ example: Example) -> [EvaluationItem.Slice] {
    var slices = example.slices
    if let target = example.target {
      slices.append(EvaluationItem.Slice(name: "target", value: target))
    }
    slices.append(
      EvaluationItem.Slice(
        name: "words", value: length(CorpusStatistics.wordCount(example.text))))
    return slices
  }

  /// A word count by its size; the names sort by size too.
  static func length(_ words: Int) -> String {
    switch words {
    case ..<20: "0 to 19"
    case ..<50: "20 to 49"
    case ..<80: "50 to 79"
    default: "80 and more"
    }
  }

  /// The items without properties that only name them, such as the number of a pair: more than
  /// twelve values with fewer than five items each on average.
  ///
  /// - Complexity: O(items · slices).
  static func telling(_ items: [EvaluationItem]) -> [EvaluationItem] {
    var counts: [String: [String: Int]] = [:]
    for item in items {
      for slice in item.slices { counts[slice.name, default: [:]][slice.value, default: 0] += 1 }
    }
    let names = counts.filter { _, values in
      values.count > 12 && values.values.reduce(0, +) < 5 * values.count
    }.keys
    guard !names.isEmpty else { return items }
    return items.map { item in
      var item = item
      item.slices.removeAll { names.contains($0.name) }
      return item
    }
  }
}
