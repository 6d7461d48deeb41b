/// Which of some labels speaks for the target, which against it, and which for neither.
///
/// Nil where no label does: of `comedy` and `drama` none speaks for anything.
public struct LabelSides: Sendable, Equatable {
  /// Position of the label that speaks for the target.
  public let favor: Int?
  /// Position of the label that speaks for neither side.
  public let neutral: Int?
  /// Position of the label that speaks against the target.
  public let against: Int?

  /// The first label of each side; case does not matter.
  public init(_ labels: [String]) {
    func position(_ names: Set<String>) -> Int? {
      labels.firstIndex { names.contains($0.lowercased()) }
    }
    favor = position(["favor", "positive", "pour", "pos", "positif", "favorable"])
    neutral = position(["neutral", "neutre", "none", "neu"])
    against = position([
      "against", "negative", "contre", "neg", "négatif", "negatif", "négative", "défavorable",
      "defavorable",
    ])
  }

  /// Whether there are two sides.
  public var areNamed: Bool { favor != nil && against != nil }
}
