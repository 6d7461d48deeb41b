/// What a row of a target pack names.
@frozen
public enum TargetRole: UInt8, Sendable, Hashable, CaseIterable {
  /// Display name of the target.
  case title
  case name, alias, person, product
  /// A phrase that stands for the target (« le groupe de Menlo Park »).
  case description
  case rival
  /// A look-alike that is not the target (« méta-analyse »).
  case reject
  /// A word whose polarity is the other way round for this target.
  case flip

  /// The name used in the files.
  public var label: String {
    switch self {
    case .title: "title"
    case .name: "name"
    case .alias: "alias"
    case .person: "person"
    case .product: "product"
    case .description: "description"
    case .rival: "rival"
    case .reject: "reject"
    case .flip: "flip"
    }
  }

  /// The role called `label`, or nil.
  public init?(label: String) {
    guard let found = TargetRole.allCases.first(where: { $0.label == label }) else { return nil }
    self = found
  }
}
