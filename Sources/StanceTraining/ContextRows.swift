internal import StanceModel

/// The articles of a training set, paragraph by paragraph: what context weights are fitted on.
///
/// Paragraphs without a label stand between the labelled ones and are context for them, as they
/// are when a whole article is scored; they take part nowhere else.
struct ContextRows {
  /// Where the scores of a paragraph lie.
  enum Place: Equatable {
    /// A training row.
    case row(Int)
    /// A row of ``unlabelled``.
    case unlabelled(Int)
  }

  let places: [Place]
  /// Over the places.
  let documents: [ContextWeights.Document]
  /// Features of the unlabelled paragraphs.
  let unlabelled: FeatureRows
  /// The example at each place.
  private let members: [Example]

  /// - Parameters:
  ///   - examples: the whole data set in its order.
  ///   - rows: the training row of each example; nil for those that are none.
  ///   - features: reads the features of the unlabelled paragraphs.
  init(
    _ examples: [Example], rows: [Int?],
    features: ([Example]) throws(TrainingError) -> FeatureRows
  ) throws(TrainingError) {
    let labelled = Set(examples.indices.filter { rows[$0] != nil }.map { examples[$0].group })
    var members: [Example] = []
    var places: [Place] = []
    var unlabelled: [Example] = []
    for (index, example) in examples.enumerated()
    where example.section != nil && labelled.contains(example.group) {
      members.append(example)
      if let row = rows[index] {
        places.append(.row(row))
      } else {
        places.append(.unlabelled(unlabelled.count))
        unlabelled.append(example)
      }
    }
    self.members = members
    self.places = places
    self.unlabelled = try features(unlabelled)
    documents = Self.documents(members)
  }

  /// The articles whose groups are among the chosen rows.
  ///
  /// - Parameters:
  ///   - chosen: rising training rows, whole groups.
  ///   - groups: group of each training row before.
  init(selecting chosen: [Int], groups: [String], of whole: ContextRows) {
    let kept = Set(chosen.map { groups[$0] })
    let position = [Int: Int](uniqueKeysWithValues: chosen.enumerated().map { ($1, $0) })
    var members: [Example] = []
    var places: [Place] = []
    var unlabelled: [Int] = []
    for (place, member) in zip(whole.places, whole.members) where kept.contains(member.group) {
      switch place {
      case .row(let row):
        guard let row = position[row] else { continue }
        places.append(.row(row))
      case .unlabelled(let row):
        places.append(.unlabelled(unlabelled.count))
        unlabelled.append(row)
      }
      members.append(member)
    }
    self.members = members
    self.places = places
    self.unlabelled = whole.unlabelled.selecting(unlabelled)
    documents = Self.documents(members)
  }

  /// Whether each place is of a register.
  func isOf(register: String) -> [Bool] {
    members.map { $0.slice("register") == register }
  }

  /// The scores of all places, row-major.
  func scores(rows: [Float], unlabelled: [Float], labels: Int) -> [Float] {
    places.flatMap { place in
      switch place {
      case .row(let row): rows[row * labels..<(row + 1) * labels]
      case .unlabelled(let row): unlabelled[row * labels..<(row + 1) * labels]
      }
    }
  }

  /// The scores of training rows with their context; rows outside articles keep theirs.
  func applied(
    _ context: ContextWeights, temperature: Float, rows: [Float], unlabelled: [Float], labels: Int
  ) -> [Float] {
    let found = context.applied(
      to: scores(rows: rows, unlabelled: unlabelled, labels: labels), labels: labels,
      temperature: temperature,
      documents: documents)
    var result = rows
    for (index, place) in places.enumerated() {
      guard case .row(let row) = place else { continue }
      for label in 0..<labels { result[row * labels + label] = found[index * labels + label] }
    }
    return result
  }

  /// Runs of examples of one article, divided at its sections.
  static func documents(_ examples: [Example]) -> [ContextWeights.Document] {
    var result: [ContextWeights.Document] = []
    var previous: Example?
    for (index, example) in examples.enumerated() {
      defer { previous = example }
      guard let section = example.section else { continue }
      let continues = previous?.section != nil && previous?.group == example.group
      if continues, previous?.section == section, let last = result.indices.last {
        let part = result[last].sections.count - 1
        result[last].sections[part].rows =
          result[last].sections[part].rows.lowerBound..<index + 1
        continue
      }
      let start = ContextWeights.Section(rows: index..<index + 1, isTitled: section.isTitled)
      if continues, let last = result.indices.last {
        result[last].sections.append(start)
      } else {
        result.append(ContextWeights.Document(sections: [start]))
      }
    }
    return result
  }
}
