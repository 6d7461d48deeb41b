/// Looks at training examples for what is probably a mistake of whoever made the data.
public enum DataChecks {
  /// Remarks on labelled examples: doubtful labels, identities and texts that stand twice, labels
  /// that one fold holds alone.
  ///
  /// - Parameters:
  ///   - folds: fold of each example; empty when there are none yet.
  /// - Complexity: O(examples + labels² · length).
  static func notes(_ examples: [Example], folds: [Int]) -> [DataNote] {
    typos(examples) + spellings(examples) + repetitions(examples) + lonelyLabels(examples, folds)
  }

  /// Remarks on identities that stand twice and on texts that stand twice with different labels,
  /// the first five of each kind.
  ///
  /// - Complexity: O(bytes of the examples).
  public static func repetitions(_ examples: [Example]) -> [DataNote] {
    duplicateIDs(examples) + contradictions(examples)
  }

  /// Frequent labels that differ in case or space; a rare one is a typing error.
  private static func spellings(_ examples: [Example]) -> [DataNote] {
    let counts = counts(examples)
    return variants(counts.keys.filter { likely($0, in: counts) == nil }).compactMap { labels in
      examples.first { $0.label == labels.last }.map {
        DataNote(file: $0.file, line: $0.line, message: message(labels))
      }
    }
  }

  /// Labels that are the same but for case and space, each set in alphabetical order.
  ///
  /// - Complexity: O(labels · length).
  public static func variants(_ labels: [String]) -> [[String]] {
    Dictionary(grouping: labels.sorted(), by: plain).values.filter { $0.count > 1 }
      .sorted { $0[0] < $1[0] }
  }

  /// What is to be said of a set of ``variants(_:)``.
  public static func message(_ labels: [String]) -> String {
    "the labels " + labels.map { "“\($0)”" }.joined(separator: ", ")
      + " differ in case or blanks only: each counts as a label of its own; write them alike"
  }

  private static func plain(_ label: String) -> String {
    label.lowercased().filter { !$0.isWhitespace }
  }

  /// A rare label that differs in one or two letters from one at least ten times as frequent.
  static func typos(_ examples: [Example]) -> [DataNote] {
    let counts = counts(examples)
    return counts.keys.sorted().compactMap { label in
      guard let frequent = likely(label, in: counts),
        let first = examples.first(where: { $0.label == label })
      else { return nil }
      return DataNote(
        file: first.file, line: first.line,
        message: "the label “\(label)” (\(Told.count(counts[label] ?? 0, "row"))) is almost"
          + " “\(frequent)” (\(Told.count(counts[frequent] ?? 0, "row"))): a typing error? Correct it, or it is learned as a"
          + " label of its own")
    }
  }

  /// The more frequent label that a rare one was probably meant to be; nil when there is none.
  ///
  /// - Parameter times: how many times as frequent it is at least.
  static func likely(_ label: String, in counts: [String: Int], times: Int = 10) -> String? {
    let own = max(1, counts[label] ?? 0)
    return nearest(to: label, among: counts.filter { $0.value >= times * own }.map(\.key))
  }

  /// The label that another one was probably meant to be: the same but for case and space, or for
  /// a letter or two; nil when there is none. Of equally near ones the first by alphabet.
  ///
  /// - Complexity: O(labels · length²).
  public static func nearest(to label: String, among labels: [String]) -> String? {
    var best: (label: String, distance: Int)?
    for other in labels.sorted() where other != label {
      let shorter = min(label.count, other.count)
      // Of one or two characters each may be meant.
      let allowed = shorter >= 5 ? 2 : shorter >= 3 ? 1 : 0
      // Case and space are never meant.
      let distance =
        plain(label) == plain(other)
        ? 0 : EditDistance.between(Array(label.lowercased()), Array(other.lowercased()))
      if distance <= allowed, distance < (best?.distance ?? .max) { best = (other, distance) }
    }
    return best?.label
  }

  static func counts(_ examples: [Example]) -> [String: Int] {
    var counts: [String: Int] = [:]
    for example in examples { if let label = example.label { counts[label, default: 0] += 1 } }
    return counts
  }

  private static func duplicateIDs(_ examples: [Example]) -> [DataNote] {
    var first: [String: Int] = [:]
    var notes: [DataNote] = []
    for (row, example) in examples.enumerated() {
      guard let earlier = first[example.id] else {
        first[example.id] = row
        continue
      }
      notes.append(
        DataNote(
          file: example.file, line: example.line,
          message: "the id \(example.id) stands at \(examples[earlier].file):"
            + "\(examples[earlier].line) too: give every example an id of its own"))
    }
    return limited(notes)
  }

  /// The same text about the same target with two labels.
  private static func contradictions(_ examples: [Example]) -> [DataNote] {
    struct Key: Hashable {
      var text: TextKey
      var target: String?
    }
    var first: [Key: Int] = [:]
    var notes: [DataNote] = []
    for (row, example) in examples.enumerated() {
      let key = Key(text: TextKey(text: example.text), target: example.target)
      guard let earlier = first[key] else {
        first[key] = row
        continue
      }
      let other = examples[earlier]
      guard other.label != example.label else { continue }
      notes.append(
        DataNote(
          file: example.file, line: example.line,
          message: "the same text is labelled \(other.label ?? "") at \(other.file):\(other.line)"
            + " and \(example.label ?? "") here: decide"))
    }
    return limited(notes)
  }

  /// Labels of which one fold holds every row: what is held out was then never learned.
  private static func lonelyLabels(_ examples: [Example], _ folds: [Int]) -> [DataNote] {
    guard folds.count == examples.count else { return [] }
    var found: [String: Set<Int>] = [:]
    for (row, example) in examples.enumerated() {
      if let label = example.label { found[label, default: []].insert(folds[row]) }
    }
    return found.filter { $0.value.count == 1 }.keys.sorted().compactMap { label in
      examples.first { $0.label == label }.map { first in
        DataNote(
          file: first.file, line: first.line,
          message: "all rows labelled \(label) fall into one fold: cross-validation cannot judge"
            + " this label; add groups that have it")
      }
    }
  }

  /// The first five, and how many more there are.
  static func limited(_ notes: [DataNote]) -> [DataNote] {
    guard notes.count > 5, let last = notes.last else { return notes }
    let more = DataNote(
      file: last.file, line: nil,
      message: Told.more(notes.count - 5, "of this kind", "of this kind"))
    return Array(notes.prefix(5)) + [more]
  }
}

/// The number of letters to insert, delete, replace or exchange with a neighbour to turn one word
/// into another.
///
/// - Source: the optimal string alignment form of Damerau 1964, Communications of the ACM 7.
enum EditDistance {
  /// - Complexity: O(a · b).
  static func between(_ a: [Character], _ b: [Character]) -> Int {
    if a.isEmpty || b.isEmpty { return max(a.count, b.count) }
    var before: [Int] = []
    var previous = Array(0...b.count)
    for i in 1...a.count {
      var row = [i]
      for j in 1...b.count {
        var cost = previous[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1)
        cost = min(cost, previous[j] + 1, row[j - 1] + 1)
        if i > 1, j > 1, a[i - 1] == b[j - 2], a[i - 2] == b[j - 1] {
          cost = min(cost, before[j - 2] + 1)
        }
        row.append(cost)
      }
      before = previous
      previous = row
    }
    return previous[b.count]
  }
}
