internal import StanceLexicon
public import StanceModel
public import StanceText

/// Scores documents one after another on one thread; words seen once are not looked up again.
public struct DocumentScorer: Sendable {
  /// What it was made of.
  public let analyzer: Analyzer
  /// Whether the other paragraphs of an article take part where the model knows how.
  public var usesContext = true
  private var scorer: UnitScorer
  /// Made when the first whole document comes.
  private var search: TargetSearch?
  /// The analyzer's target.
  let own: PreparedTarget
  private let favor: Int?
  private let against: Int?

  /// A scorer that has read no word yet.
  ///
  /// - Complexity: O(labels + bytes of the target's names).
  public init(_ analyzer: Analyzer) {
    self.analyzer = analyzer
    scorer = UnitScorer(
      model: analyzer.model, lexicon: analyzer.lexicon, target: analyzer.target,
      rules: analyzer.rules)
    own = scorer.target
    favor = analyzer.model.favorIndex
    against = analyzer.model.againstIndex
  }

  /// The units of a whole document, with predictions for its body paragraphs.
  ///
  /// - Parameters:
  ///   - bytes: valid UTF-8 (``TextDecoder`` makes it so).
  ///   - explaining: how much is said of why; ``ExplanationDetail/nothing`` is the fastest.
  public mutating func score(_ bytes: [UInt8], explaining: ExplanationDetail = .nothing)
    -> [UnitPrediction]
  {
    var reader = UnitReader(rules: analyzer.rules)
    var units: [TextUnit] = []
    reader.read(bytes, isLast: true, into: &units)
    let search = search ?? TargetSearch(analyzer.target)
    self.search = search
    return score(
      bytes, offset: 0, units: units, assumeTarget: search.isNamed(in: bytes[...]),
      explaining: explaining)
  }

  /// Predictions for units that lie in one block of a stream.
  ///
  /// - Parameters:
  ///   - bytes: the block; it starts at byte `offset` of the stream.
  ///   - units: units of the block, with ranges that count from the start of the stream.
  ///   - assumeTarget: the document names the target somewhere.
  public mutating func score(
    _ bytes: [UInt8], offset: Int, units: [TextUnit], assumeTarget: Bool,
    explaining: ExplanationDetail
  ) -> [UnitPrediction] {
    score(
      bytes, offset: offset, units: units, target: nil, assumeTarget: assumeTarget,
      explaining: explaining)
  }

  /// - Parameter target: that of the document; nil for the analyzer's.
  mutating func score(
    _ bytes: [UInt8], offset: Int, units: [TextUnit], target: PreparedTarget?,
    assumeTarget: Bool, explaining: ExplanationDetail
  ) -> [UnitPrediction] {
    let target = target ?? own
    var result: [UnitPrediction] = []
    result.reserveCapacity(units.count)
    for unit in units { result.append(UnitPrediction(unit: unit, target: target.pack.id)) }
    var rows: [Int] = []
    var body: [UnitAnalyzer.Unit] = []
    var sections: [ContextWeights.Section] = []
    var sectionStart = 0
    var isTitled = false
    func closeSection() {
      guard rows.count > sectionStart else { return }
      sections.append(ContextWeights.Section(rows: sectionStart..<rows.count, isTitled: isTitled))
    }
    for index in units.indices {
      let (kind, language) = (units[index].kind, units[index].language)
      if kind == .heading {
        closeSection()
        sectionStart = rows.count
      }
      guard kind == .body, language != .other else { continue }
      let range = units[index].range
      body.append(
        UnitAnalyzer.Unit(
          range: range.lowerBound - offset..<range.upperBound - offset, language: language))
      let hasTitle = units[index].section != nil
      if isTitled != hasTitle {
        // A form or another zone may end a section without a heading.
        closeSection()
        sectionStart = rows.count
        isTitled = hasTitle
      }
      rows.append(index)
    }
    closeSection()
    turn(to: NamedTarget(names: target, wording: .none, isOfRecord: false))
    let facts = scorer.add(bytes, body, assumeTarget: assumeTarget)
    for (row, index) in rows.enumerated() {
      result[index].aboutTarget = facts[row].aboutTarget || target.isNobody
      result[index].evidence = facts[row].evidence
    }
    let document =
      usesContext && !sections.isEmpty ? ContextWeights.Document(sections: sections) : nil
    let scores = finish(&result, rows: rows, document: document)
    guard explaining != .nothing else { return result }
    let labels = analyzer.model.labels.count
    var explanations = body.indices.map { row in
      var explanation = scorer.explain(
        bytes, body[row], assumeTarget: assumeTarget,
        scores: Array(scores[row * labels..<(row + 1) * labels]), detail: explaining)
      if offset > 0 { explanation.shift(by: offset) }
      return explanation
    }
    enter(&explanations, into: &result, rows: rows, document: document)
    return result
  }

  /// One text as one body unit.
  ///
  /// - Parameter target: the record's target for models that join words to it.
  public mutating func scoreUnit(
    _ bytes: [UInt8], target: String? = nil, explaining: ExplanationDetail = .nothing
  ) -> UnitPrediction {
    let named = NamedTarget(
      names: own, wording: RecordTarget(target, rules: analyzer.rules), isOfRecord: true)
    return scoreRecords([(bytes, nil, named)], explaining: explaining)[0]
  }

  /// Texts that stand by themselves, each as one body unit towards its target, scored as one batch.
  ///
  /// - Parameter records: `language` is what a record says of it; counts where its words do not tell.
  /// - Returns: a prediction a text, in order; without a label for a text of white space alone.
  mutating func scoreRecords(
    _ records: [(text: [UInt8], language: Language?, target: NamedTarget)],
    explaining: ExplanationDetail
  ) -> [UnitPrediction] {
    var rows: [Int] = []
    // Read through `self` in the closure, they would be copied for each record.
    let rules = analyzer.rules
    var result = records.enumerated().map { index, record in
      let (bytes, named, target) = record
      let language = rules.language(of: bytes, in: 0..<bytes.count, named: named)
      let unit = TextUnit(
        index: 0, line: 1, range: 0..<bytes.count, kind: .body, rule: "record",
        language: language)
      guard !RecordText.isBlank(bytes) else {
        return UnitPrediction(unit: unit, target: target.names.pack.id)
      }
      rows.append(index)
      turn(to: target)
      let facts = scorer.add(bytes, 0..<bytes.count, language: language, assumeTarget: true)
      return UnitPrediction(
        unit: unit, target: target.names.pack.id,
        aboutTarget: target.names.isNobody
          || (target.isOfRecord ? facts.aboutTarget : facts.namesTarget),
        evidence: facts.evidence)
    }
    let scores = finish(&result, rows: rows, document: nil)
    guard explaining != .nothing else { return result }
    let labels = analyzer.model.labels.count
    var explanations = rows.indices.map { row in
      let (text, _, target) = records[rows[row]]
      turn(to: target)
      return scorer.explain(
        text,
        UnitAnalyzer.Unit(range: 0..<text.count, language: result[rows[row]].unit.language),
        assumeTarget: true, scores: Array(scores[row * labels..<(row + 1) * labels]),
        detail: explaining)
    }
    enter(&explanations, into: &result, rows: rows, document: nil)
    return result
  }

  private mutating func turn(to target: NamedTarget) {
    scorer.target = target.names
    scorer.recordTarget = target.wording
  }

  /// Fills the predictions of the units that were added.
  ///
  /// - Returns: their scores by themselves, n × K.
  private mutating func finish(
    _ result: inout [UnitPrediction], rows: [Int], document: ContextWeights.Document?
  ) -> [Float] {
    let k = analyzer.model.labels.count
    let own = scorer.flush()
    var scores = own
    if let context = analyzer.model.context {
      scores = context.applied(
        to: scores, labels: k, temperature: analyzer.model.temperature,
        documents: document.map { [$0] } ?? [])
    }
    for (row, index) in rows.enumerated() {
      let probabilities = analyzer.model.probabilities(scores[row * k..<(row + 1) * k])
      var best = 0
      for label in 1..<k where probabilities[label] > probabilities[best] { best = label }
      result[index].label = analyzer.model.labels[best]
      result[index].probabilities = probabilities
      if let favor, let against {
        result[index].score = probabilities[favor] - probabilities[against]
      }
    }
    return own
  }

  /// Adds the part of the text around to explanations, puts them in order, and enters them.
  private func enter(
    _ explanations: inout [Explanation], into result: inout [UnitPrediction], rows: [Int],
    document: ContextWeights.Document?
  ) {
    if let context = analyzer.model.context, let document {
      ContextExplanation.apply(
        context, temperature: analyzer.model.temperature, to: &explanations, of: document)
    }
    for (row, index) in rows.enumerated() {
      explanations[row].sort(favor: favor, against: against)
      result[index].explanation = explanations[row]
    }
  }
}

extension PreparedTarget {
  /// Whether every text is taken to be on its subject.
  fileprivate var isNobody: Bool { pack == .nobody }
}

/// Adds the part of the text around to explanations: what ``ContextWeights/reading`` makes of the
/// scores beyond its factor of the own ones.
enum ContextExplanation {
  static func apply(
    _ context: ContextWeights, temperature: Float, to explanations: inout [Explanation],
    of document: ContextWeights.Document
  ) {
    guard let labels = explanations.first?.scores.count,
      let reading = context.reading(
        of: document, scores: explanations.flatMap(\.scores), labels: labels,
        temperature: temperature)
    else { return }
    let feature = reading.sections >= 0.5 ? "sections" : "article"
    for (index, row) in document.rows.enumerated() {
      scale(&explanations[row], by: reading.own * temperature)
      let scores = reading.logits[index * labels..<(index + 1) * labels].map { temperature * $0 }
      explanations[row].contributions.append(
        Contribution(
          source: .context, feature: feature, range: nil,
          values: zip(scores, explanations[row].scores).map { $0 - $1 }))
      explanations[row].scores = scores
    }
  }

  private static func scale(_ explanation: inout Explanation, by factor: Float) {
    for part in explanation.contributions.indices {
      for label in explanation.contributions[part].values.indices {
        explanation.contributions[part].values[label] *= factor
      }
    }
    for label in explanation.scores.indices { explanation.scores[label] *= factor }
  }
}
