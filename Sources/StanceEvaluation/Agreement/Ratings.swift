/// What several raters said of the same units; a rating may be missing.
public struct Ratings: Hashable, Sendable {
  /// A unit with one rating a rater.
  public struct Unit: Hashable, Sendable {
    public var id: String
    public var file: String?
    public var line: Int?
    /// What no resampling may cut in two.
    public var group: String
    /// Positions of labels, one a rater; nil is missing.
    public var values: [Int?]

    /// - Parameter group: default is `file`, else `id`.
    public init(
      id: String, file: String? = nil, line: Int? = nil, group: String? = nil, values: [Int?]
    ) {
      self.id = id
      self.file = file
      self.line = line
      self.group = group ?? file ?? id
      self.values = values
    }
  }

  public let raters: [String]
  /// K labels; their order is the order of ordinal agreement.
  public let labels: [String]
  public let units: [Unit]

  /// - Throws: `tooFewRaters`, `ratingCount`, `labelOutOfRange`: the first fault.
  public init(raters: [String], labels: [String], units: [Unit]) throws(AgreementError) {
    guard raters.count >= 2 else { throw .tooFewRaters(raters.count) }
    for unit in units {
      guard unit.values.count == raters.count else {
        throw .ratingCount(id: unit.id, expected: raters.count, found: unit.values.count)
      }
      for case let value? in unit.values where !labels.indices.contains(value) {
        throw .labelOutOfRange(id: unit.id, position: value, labels: labels.count)
      }
    }
    self.raters = raters
    self.labels = labels
    self.units = units
  }

  /// The counts of one rater (rows) against another (columns), over units that both rated.
  public func confusion(_ first: Int, _ second: Int) -> ConfusionMatrix {
    var matrix = ConfusionMatrix(labels: labels)
    for unit in units {
      guard let a = unit.values[first], let b = unit.values[second] else { continue }
      matrix.add(gold: a, predicted: b)
    }
    return matrix
  }

  /// The units that got two different ratings, in their order.
  public var disagreements: [Unit] {
    units.filter { unit in Set(unit.values.compactMap { $0 }).count > 1 }
  }

  /// The sums that chance-corrected agreement needs.
  var tally: AgreementTally { AgreementTally(labels: labels.count, units: units) }
}

/// Why ratings cannot be compared.
public enum AgreementError: Error, Hashable, Sendable, CustomStringConvertible {
  case tooFewRaters(Int)
  case ratingCount(id: String, expected: Int, found: Int)
  case labelOutOfRange(id: String, position: Int, labels: Int)

  public var description: String {
    switch self {
    case .tooFewRaters(let count): "expected at least two raters, found \(count)"
    case .ratingCount(let id, let expected, let found):
      "unit '\(id)': expected \(expected) ratings, found \(found)"
    case .labelOutOfRange(let id, let position, let labels):
      "unit '\(id)': label position \(position), expected 0 to \(labels - 1)"
    }
  }
}
