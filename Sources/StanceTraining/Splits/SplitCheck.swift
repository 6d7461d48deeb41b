internal import StanceEvaluation

/// What is wrong with a division into splits.
public enum SplitFault: Sendable, Equatable, CustomStringConvertible {
  /// A group whose examples stand in several splits.
  case cutGroup(group: String, splits: [String])
  /// Too few targets in `test` of which `train` has no example.
  case fewUnseenTargets(found: [String], needed: Int)
  /// A split without any example.
  case emptySplit(String)
  /// Examples without a split: their number and the first of them.
  case unassigned(count: Int, first: String)

  public var description: String {
    switch self {
    case .cutGroup(let group, let splits):
      "group \(group) stands in \(splits.joined(separator: " and ")): put all of it in one split"
    case .fewUnseenTargets(let found, let needed):
      "test has " + Told.count(found.count, "target")
        + " that train never sees, \(needed) are needed"
        + (found.isEmpty ? "" : ": \(found.joined(separator: ", "))")
    case .emptySplit(let split): "no example is in \(split)"
    case .unassigned(let count, let first):
      Told.count(count, "example is", "examples are")
        + " in no split, \(first) first: add them to \(SplitFile.name)"
    }
  }
}

/// Checks a division of examples into `train`, `dev` and `test`.
public enum SplitCheck {
  /// - Parameter unseenTargets: how many targets `test` must have that `train` lacks; default 8.
  /// - Returns: every fault; empty when the splits may be used.
  /// - Complexity: O(examples).
  public static func faults(_ data: DataSet, unseenTargets needed: Int = 8) -> [SplitFault] {
    var faults: [SplitFault] = []
    let assigned = data.examples.filter { $0.split != nil }
    for cut in SplitLeaks.cutGroups(
      assigned.map(\.group), sides: assigned.map { $0.split ?? "" })
    {
      faults.append(.cutGroup(group: cut.group, splits: cut.sides.map(\.name)))
    }
    let present = Set(assigned.compactMap(\.split))
    for split in SplitFile.splits where !present.contains(split) {
      faults.append(.emptySplit(split))
    }
    let unseen = unseenTargets(data)
    if unseen.count < needed { faults.append(.fewUnseenTargets(found: unseen, needed: needed)) }
    let open = data.examples.filter { $0.split == nil }
    if let first = open.first {
      faults.append(.unassigned(count: open.count, first: "\(first.file):\(first.line)"))
    }
    return faults
  }

  /// Targets of labelled `test` examples of which `train` has none, in alphabetical order.
  public static func unseenTargets(_ data: DataSet) -> [String] {
    func targets(_ split: String) -> Set<String> {
      Set(data.examples.filter { $0.split == split && $0.label != nil }.compactMap(\.target))
    }
    let known = Set(data.examples.filter { $0.split == "train" }.compactMap(\.target))
    return targets("test").subtracting(known).sorted()
  }
}
