internal import StanceModel

extension PreparedData {
  /// Some rows of prepared data, with folds of their own; no text is read again.
  ///
  /// - Parameters:
  ///   - chosen: rising rows; whole groups, so that sections stay whole.
  ///   - without: feature families to leave out, as in ``TrainingOptions/without``.
  ///   - folds: folds of the search within these rows.
  /// - Throws: ``TrainingError`` when the rows are too few to train on.
  init(
    selecting chosen: [Int], of whole: PreparedData, without: Set<String>, folds count: Int,
    seed: UInt64
  ) throws(TrainingError) {
    let classes = chosen.map { whole.classes[$0] }
    let groups = chosen.map { whole.groups[$0] }
    let found = Set(groups).count
    guard found >= 3 else { throw .tooFewGroups(found: found, needed: 3) }
    let present = Set(classes)
    guard present.count >= 2 else {
      throw present.first.map { .oneLabel(whole.labels[$0]) } ?? .noLabels
    }
    labels = whole.labels
    self.classes = classes
    self.groups = groups
    blocks = chosen.map { whole.blocks[$0] }
    let parts = Set(blocks).count
    guard parts >= 2 else { throw .tooFewGroups(found: parts, needed: 2) }
    folds = Folds.grouped(
      blocks, labels: classes, classes: whole.labels.count, k: count, seed: seed)
    weights = chosen.map { whole.weights[$0] }
    examples = chosen.map { whole.examples[$0] }
    context = ContextRows(selecting: chosen, groups: whole.groups, of: whole.context)
    rows = whole.rows.selecting(chosen)
    sources = whole.sources
    isAboutNobody = whole.isAboutNobody
    notes = []
    usesLexicon = whole.usesLexicon && !without.contains("lexicon")
    available = Self.available(rows, examples, without: without).intersection(whole.available)
  }
}
