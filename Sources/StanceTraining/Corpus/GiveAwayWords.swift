internal import StanceLinear

/// How far single words alone tell the label: a logistic model on the presence of the best few.
///
/// In each fold the words are chosen by χ² on the training part, so that the accuracy is that of
/// a reader who knows those words from other articles. One division into folds moves the accuracy
/// by a point; the mean over several does not.
public struct GiveAwayWords: Sendable, Equatable {
  /// A word with the label it speaks for.
  public struct Word: Sendable, Equatable {
    public var word: String
    /// Label whose share among the rows with the word exceeds its share overall the most.
    public var label: String
    /// χ² of presence against label.
    public var chiSquare: Double
    /// Rows that hold the word.
    public var rows: Int
  }

  /// Accuracy over all rows, held out by group: the mean over several divisions into folds; nil
  /// when it cannot be measured.
  public var accuracy: Double?
  /// Share of the most frequent label.
  public var majority: Double?
  public var rows: Int
  /// The best words over all rows, by falling χ².
  public var words: [Word]

  /// - Parameters:
  ///   - texts: word hashes of each row.
  ///   - classes: position of each row's label in `labels`.
  ///   - count: how many words; default 50.
  ///   - minimumRows: rows that a word must occur in; default 5.
  ///   - repetitions: divisions into folds; default 5.
  /// - Complexity: O(repetitions · folds · (words of all texts + fit)).
  public init(
    _ texts: [[UInt64]], names: [UInt64: String], classes: [Int], labels: [String],
    groups: [String], count: Int = 50, minimumRows: Int = 5, folds: Int = 5,
    repetitions: Int = 5, seed: UInt64 = 1
  ) {
    rows = texts.count
    let sets = texts.map { Set($0) }
    let all = Array(texts.indices)
    var totals = Array(repeating: 0, count: labels.count)
    for label in classes { totals[label] += 1 }
    majority = texts.isEmpty ? nil : Double(totals.max() ?? 0) / Double(texts.count)
    words = Self.best(
      sets, classes, labels.count, rows: all, count: count, minimumRows: minimumRows
    ).map { found in
      Word(
        word: names[found.word] ?? "", label: labels[found.label], chiSquare: found.chiSquare,
        rows: found.rows)
    }
    accuracy = nil
    guard labels.count >= 2, Set(groups).count >= 2, repetitions > 0 else { return }
    var right = 0
    for repetition in 0..<repetitions {
      let fold = Folds.grouped(
        groups, labels: classes, classes: labels.count, k: folds,
        seed: seed &+ UInt64(repetition))
      for part in 0...(fold.max() ?? 0) {
        let inside = all.filter { fold[$0] != part }
        let outside = all.filter { fold[$0] == part }
        let chosen = Self.best(
          sets, classes, labels.count, rows: inside, count: count, minimumRows: minimumRows
        ).map(\.word)
        guard
          let hits = Self.hits(
            sets, classes, labels.count, chosen, inside: inside, outside: outside)
        else { return }
        right += hits
      }
    }
    accuracy = Double(right) / Double(rows * repetitions)
  }

  /// Rows outside that a logistic model on the words, fitted inside, gets right.
  private static func hits(
    _ sets: [Set<UInt64>], _ classes: [Int], _ labels: Int, _ words: [UInt64], inside: [Int],
    outside: [Int]
  ) -> Int? {
    func design(_ rows: [Int]) throws -> DesignMatrix {
      var matrix = DenseMatrix(rows: rows.count, columns: words.count)
      for (place, row) in rows.enumerated() {
        for (column, word) in words.enumerated() where sets[row].contains(word) {
          matrix[place, column] = 1
        }
      }
      return try DesignMatrix(dense: matrix)
    }
    do {
      let problem = try LogisticProblem(
        design: design(inside), labels: inside.map { classes[$0] }, classes: labels,
        penalty: .uniform(LogisticProblem.lambda(c: 1, totalWeight: Double(inside.count))))
      let fit = try LogisticRegression().fit(problem)
      let scores = LogisticRegression.classScores(
        LogisticRegression.scores(fit.weights, try design(outside)))
      return outside.enumerated().reduce(0) { sum, entry in
        var best = 0
        for label in 1..<labels where scores[entry.offset, label] > scores[entry.offset, best] {
          best = label
        }
        return sum + (best == classes[entry.element] ? 1 : 0)
      }
    } catch {
      return nil
    }
  }

  /// The words whose presence depends most on the label, by falling χ²; ties by hash.
  static func best(
    _ sets: [Set<UInt64>], _ classes: [Int], _ labels: Int, rows: [Int], count: Int,
    minimumRows: Int
  ) -> [(word: UInt64, label: Int, chiSquare: Double, rows: Int)] {
    var totals = Array(repeating: 0, count: labels)
    var counts: [UInt64: [Int]] = [:]
    for row in rows {
      totals[classes[row]] += 1
      for word in sets[row] {
        counts[word, default: Array(repeating: 0, count: labels)][classes[row]] += 1
      }
    }
    var found: [(word: UInt64, label: Int, chiSquare: Double, rows: Int)] = []
    for (word, present) in counts {
      let sum = present.reduce(0, +)
      guard sum >= minimumRows else { continue }
      var label = 0
      for other in 1..<max(1, labels) {
        // Compared as present/total without division: no label without rows is chosen.
        if present[other] * max(1, totals[label]) > present[label] * max(1, totals[other]) {
          label = other
        }
      }
      found.append((word, label, chiSquare(present: present, totals: totals), sum))
    }
    found.sort { ($1.chiSquare, $0.word) < ($0.chiSquare, $1.word) }
    return Array(found.prefix(count))
  }

  /// Pearson's χ² of a 2 × K table: Σ (observed − expected)² / expected.
  ///
  /// - Parameters:
  ///   - present: rows with the word, by label.
  ///   - totals: all rows, by label.
  /// - Returns: 0 when the word is everywhere or nowhere.
  static func chiSquare(present: [Int], totals: [Int]) -> Double {
    let n = Double(totals.reduce(0, +))
    let with = Double(present.reduce(0, +))
    guard with > 0, with < n else { return 0 }
    var result = 0.0
    for (label, total) in totals.enumerated() where total > 0 {
      let expected = with * Double(total) / n
      let rest = Double(total) - expected
      let difference = Double(present[label]) - expected
      result += difference * difference / expected
      if rest > 0 { result += difference * difference / rest }
    }
    return result
  }
}
