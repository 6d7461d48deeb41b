/// Counts over the texts of a corpus.
enum CorpusStatistics {
  /// Labelled rows by the value of a property; rows without a value are passed over.
  static func balance(
    _ property: String, _ examples: [Example], _ labels: [String], _ value: (Example) -> String?
  ) -> CorpusBalance {
    let position = [String: Int](uniqueKeysWithValues: labels.enumerated().map { ($1, $0) })
    var counts: [String: [Int]] = [:]
    var groups: [String: Set<String>] = [:]
    for example in examples {
      guard let label = example.label.flatMap({ position[$0] }), let value = value(example) else {
        continue
      }
      counts[value, default: Array(repeating: 0, count: labels.count)][label] += 1
      groups[value, default: []].insert(example.group)
    }
    let rows = counts.map { value, counts in
      CorpusBalance.Row(value: value, groups: groups[value]?.count ?? 0, counts: counts)
    }
    return CorpusBalance(
      property: property, labels: labels,
      rows: rows.sorted { ($1.total, $0.value) < ($0.total, $1.value) })
  }

  /// Words as people count them: what stands between white space and has a letter or digit.
  static func wordCount(_ text: [UInt8]) -> Int {
    var count = 0
    var hasLetter = false
    var previous: UInt8 = 0
    for byte in text {
      // U+00A0 is C2 A0; a narrow one divides no words: it stands before signs and in numbers.
      let isSpace = byte <= 0x20 || byte == 0xA0 && previous == 0xC2
      if isSpace {
        if hasLetter { count += 1 }
        hasLetter = false
      } else if byte >= 0x30 && byte <= 0x39 || byte | 0x20 >= 0x61 && byte | 0x20 <= 0x7A
        || byte >= 0xC3 && byte <= 0xCB
      {
        hasLetter = true
      }
      previous = byte
    }
    return count + (hasLetter ? 1 : 0)
  }

  /// Mean, deviation (n − 1) and range of the number of words, for each label.
  static func lengths(_ examples: [Example], _ labels: [String]) -> [CorpusLengths] {
    labels.compactMap { label in
      let counts = examples.filter { $0.label == label }.map { wordCount($0.text) }
      guard let shortest = counts.min(), let longest = counts.max() else { return nil }
      let n = Double(counts.count)
      let mean = Double(counts.reduce(0, +)) / n
      let squares = counts.reduce(0.0) { $0 + (Double($1) - mean) * (Double($1) - mean) }
      return CorpusLengths(
        label: label, texts: counts.count, mean: mean,
        deviation: counts.count > 1 ? (squares / (n - 1)).squareRoot() : 0, shortest: shortest,
        longest: longest)
    }
  }

  /// The first words that at least two texts share, the most frequent first.
  static func openings(
    _ examples: [Example], _ texts: [[UInt64]], _ names: [UInt64: String], _ labels: [String],
    words: Int
  ) -> [CorpusOpening] {
    var found: [[UInt64]: [Int]] = [:]
    for (row, text) in texts.enumerated() where text.count >= words {
      found[Array(text.prefix(words)), default: []].append(row)
    }
    var result: [CorpusOpening] = []
    for (opening, rows) in found where rows.count > 1 {
      let counts = labels.map { label in rows.count { examples[$0].label == label } }
      result.append(
        CorpusOpening(
          words: opening.map { names[$0] ?? "" }.joined(separator: " "),
          places: rows.map { DataPlace(examples[$0]) }, counts: counts))
    }
    return result.sorted { ($1.places.count, $0.words) < ($0.places.count, $1.words) }
  }
}
