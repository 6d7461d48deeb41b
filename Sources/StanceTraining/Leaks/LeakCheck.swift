public import StanceEvaluation
public import StanceText

/// A place in a data file.
public struct DataPlace: Sendable, Hashable, CustomStringConvertible {
  public var file: String
  public var line: Int

  public init(file: String, line: Int) {
    self.file = file
    self.line = line
  }

  init(_ example: Example) { self.init(file: example.file, line: example.line) }

  public var description: String { "\(file):\(line)" }
}

/// A way in which test data are known before the test.
public enum LeakFinding: Sendable, Equatable, CustomStringConvertible {
  /// Two texts on different sides that share most of their words, in order; the first such one for
  /// each test text.
  case nearDuplicate(test: DataPlace, training: DataPlace, likeness: Double)
  /// A group with examples on both sides.
  case cutGroup(group: String, sides: [String], first: DataPlace)
  /// A text that holds the title of a labelled section: it says its own label.
  case titleInText(DataPlace, label: String)
  /// A data file, or a group of one, that the model was trained on.
  case trainedOn(file: String, sha256: String)

  public var description: String {
    switch self {
    case .nearDuplicate(let test, let training, let likeness):
      "\(test): \(percent(likeness)) of its word runs stand in \(training) too:"
        + " remove one of the two"
    case .cutGroup(let group, let sides, let first):
      "\(first): group \(group) stands in \(sides.joined(separator: " and ")):"
        + " put all of it on one side"
    case .titleInText(let place, let label):
      "\(place): the text holds a section title that says \(label): remove the title"
    case .trainedOn(let file, let sha256):
      "\(file): the model was trained on these very bytes (SHA-256 \(sha256.prefix(12))…):"
        + " test on other data"
    }
  }

  /// A short fixed name, for machines.
  public var code: String {
    switch self {
    case .nearDuplicate: "near_duplicate"
    case .cutGroup: "cut_group"
    case .titleInText: "title_in_text"
    case .trainedOn: "trained_on"
    }
  }

  private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

/// Looks for test data that training has seen.
public struct LeakCheck: Sendable {
  /// Words a run; default 5.
  public var shingle: Int
  /// Share of common runs, |A ∩ B| / |A ∪ B|, from which two texts count as one; default 0.5.
  public var threshold: Double
  /// Texts of fewer words are not compared: « Très bon produit » is no copy; default 8.
  public var leastWords = 8
  private let rules: ReadingRules

  public init(rules: ReadingRules, shingle: Int = 5, threshold: Double = 0.5) {
    self.rules = rules
    self.shingle = shingle
    self.threshold = threshold
  }

  /// Everything that passes from training data to test data.
  ///
  /// - Complexity: O(bytes), and what `NearDuplicates.partners` takes.
  public func between(training: DataSet, test: DataSet) -> [LeakFinding] {
    let all = training.examples + test.examples
    let sides =
      Array(repeating: 0, count: training.examples.count)
      + Array(repeating: 1, count: test.examples.count)
    return cutGroups(all, sides: sides.map { $0 == 0 ? "training" : "test" })
      + nearDuplicates(all, sides: sides) + titles(test)
  }

  /// Texts that open a line with the title of a section whose label is their own.
  ///
  /// A review that begins « Points forts : » says nothing of a label that is not a stance.
  public func titles(_ data: DataSet) -> [LeakFinding] {
    data.examples.compactMap { example in
      var start = 0
      while start < example.text.count {
        let end = example.text[start...].firstIndex(of: 0x0A) ?? example.text.count
        if let label = rules.labelOfOpeningTitle(example.text, start..<end), label == example.label
        {
          return .titleInText(DataPlace(example), label: label)
        }
        start = end + 1
      }
      return nil
    }
  }

  /// Data that a model names as its own training data.
  ///
  /// - Parameters:
  ///   - training: the lines of `Provenance.data`: a SHA-256, a space, a name.
  ///   - sources: the files as they were read, before any split was taken.
  ///   - data: the examples to be tested on.
  public func trainedOn(
    _ training: [String], sources: [DataSource], data: DataSet
  ) -> [LeakFinding] {
    let known = Set(training.compactMap { $0.split(separator: " ").first.map(String.init) })
      .subtracting(["-"])
    guard !known.isEmpty else { return [] }
    let files = Set(data.examples.map(\.file))
    var findings: [LeakFinding] = []
    var named: Set<String> = []
    for source in sources where files.contains(source.file) {
      if let sha256 = source.fingerprint, known.contains(sha256) {
        findings.append(.trainedOn(file: source.file, sha256: sha256))
        named.insert(source.file)
      }
    }
    let others = DataSet(examples: data.examples.filter { !named.contains($0.file) })
    for source in others.groupSources {
      if let sha256 = source.fingerprint, known.contains(sha256) {
        findings.append(.trainedOn(file: source.file, sha256: sha256))
      }
    }
    return findings
  }

  private func cutGroups(_ examples: [Example], sides: [String]) -> [LeakFinding] {
    SplitLeaks.cutGroups(examples.map(\.group), sides: sides).compactMap { cut in
      guard let first = examples.first(where: { $0.group == cut.group }) else { return nil }
      return .cutGroup(
        group: cut.group, sides: cut.sides.map(\.name), first: DataPlace(first))
    }
  }

  private func nearDuplicates(_ examples: [Example], sides: [Int]) -> [LeakFinding] {
    var reader = WordReader(rules: rules)
    let texts = examples.map { example in
      let words = reader.words(example.text)
      return words.count < leastWords ? [] : words
    }
    return NearDuplicates.partners(of: texts, size: shingle, threshold: threshold, sides: sides)
      .map { pair in
        .nearDuplicate(
          test: DataPlace(examples[pair.second]), training: DataPlace(examples[pair.first]),
          likeness: pair.jaccard)
      }
  }
}
