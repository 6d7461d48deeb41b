/// What a split must not do.
public enum SplitLeaks {
  /// A group whose units stand on several sides.
  public struct CutGroup: Hashable, Sendable {
    public let group: String
    /// Sides with the number of the group's units, by name.
    public let sides: [Side]

    public struct Side: Hashable, Sendable {
      public let name: String
      public let units: Int
    }
  }

  /// The groups that a split cuts in two, by name.
  ///
  /// - Parameters:
  ///   - groups: the group of each unit.
  ///   - sides: the side of each unit, such as `train` and `test`; traps on another count.
  public static func cutGroups(_ groups: [String], sides: [String]) -> [CutGroup] {
    precondition(groups.count == sides.count, "one side a unit")
    var counts: [String: [String: Int]] = [:]
    for (group, side) in zip(groups, sides) { counts[group, default: [:]][side, default: 0] += 1 }
    return counts.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { group, sides in
      CutGroup(
        group: group,
        sides: sides.sorted { $0.key < $1.key }.map { .init(name: $0.key, units: $0.value) })
    }
  }

  /// Positions of the units whose fingerprint the training data hold.
  public static func seen(_ fingerprints: [UInt64], training: some Sequence<UInt64>) -> [Int] {
    let known = Set(training)
    return fingerprints.indices.filter { known.contains(fingerprints[$0]) }
  }
}
