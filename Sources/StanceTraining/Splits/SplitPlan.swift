internal import StanceLinear

/// Divides a corpus into train, dev and test: by article and group, by target, and evenly by
/// register and style.
///
/// First the targets that training shall never see: the smallest ones whose groups hold no other
/// target; all their groups go to `test`. Of the other groups a share goes to `test` and `dev`,
/// spread over kind (article or record), register and style. The same data and seed give the same
/// division.
public struct SplitPlan: Sendable, Equatable {
  public var seed: UInt64
  /// Targets that only `test` has; default 10.
  public var unseenTargets: Int
  /// Share of all groups, the unseen targets' included; default 0.15.
  public var testShare: Double
  /// Share of all groups; default 0.1.
  public var devShare: Double

  public init(
    seed: UInt64 = 1, unseenTargets: Int = 10, testShare: Double = 0.15, devShare: Double = 0.1
  ) {
    self.seed = seed
    self.unseenTargets = unseenTargets
    self.testShare = testShare
    self.devShare = devShare
  }

  /// What is known of a group.
  struct Group: Equatable {
    var name: String
    /// Paths of the table that make it up; a group may stand in two files.
    var paths: [String]
    var targets: Set<String>
    /// Kind, register and style, for even spreading.
    var stratum: String
  }

  /// - Parameter folder: the folder of the corpus; files elsewhere take no part.
  /// - Complexity: O(examples + groups · log groups).
  public func split(_ data: DataSet, folder: String) -> SplitFile {
    var generator = RandomGenerator(seed: seed)
    let groups = Self.groups(data, folder: folder)
    let unseen = chosenTargets(groups, &generator)
    var rows: [SplitFile.Row] = []
    func put(_ group: Group, _ split: String) {
      for path in group.paths {
        let parts = path.split(separator: "#", maxSplits: 1).map(String.init)
        rows.append(
          SplitFile.Row(
            file: parts[0], group: parts.count > 1 ? parts[1] : nil, split: split))
      }
    }
    let reserved = groups.filter { !$0.targets.isDisjoint(with: unseen) }
    for group in reserved { put(group, "test") }
    var rest = groups.filter { $0.targets.isDisjoint(with: unseen) }
    rest.shuffle(using: &generator)
    // A stable order of strata, shuffled inside each: taking every n-th then spreads evenly.
    let order = rest.indices.sorted { (rest[$0].stratum, $0) < (rest[$1].stratum, $1) }
    let whole = Double(groups.count)
    let wantedTest = max(0, (testShare * whole).rounded() - Double(reserved.count))
    let wantedDev = (devShare * whole).rounded()
    let n = Double(max(1, rest.count))
    func takes(_ place: Int, _ share: Double, offset: Double) -> Bool {
      (share * Double(place + 1) + offset).rounded(.down)
        > (share * Double(place) + offset).rounded(.down)
    }
    let share = min(1, (wantedTest + wantedDev) / n)
    let testPart = wantedTest + wantedDev > 0 ? wantedTest / (wantedTest + wantedDev) : 0
    var held = 0
    for (place, index) in order.enumerated() {
      guard takes(place, share, offset: 0.5) else {
        put(rest[index], "train")
        continue
      }
      put(rest[index], takes(held, testPart, offset: 0.5) ? "test" : "dev")
      held += 1
    }
    return SplitFile(rows: rows.sorted { $0.path < $1.path })
  }

  /// The groups of the corpus in the order of their names.
  static func groups(_ data: DataSet, folder: String) -> [Group] {
    var found: [String: Group] = [:]
    for example in data.examples {
      guard let file = SplitFile.relative(example.file, to: folder) else { continue }
      let path = SplitFile.path(example, relative: file)
      let kind = SplitFile.isArticle(example) ? "article" : "record"
      let stratum =
        "\(kind)/\(example.slice("register") ?? "-")/\(example.slice("style") ?? "-")"
      let name = SplitFile.isArticle(example) ? file : example.group
      var group =
        found[name] ?? Group(name: name, paths: [], targets: [], stratum: stratum)
      if !group.paths.contains(path) { group.paths.append(path) }
      group.targets.insert(example.target ?? "")
      found[name] = group
    }
    return found.values.sorted { $0.name < $1.name }
  }

  /// The smallest targets with labelled articles whose groups they share with no other.
  private func chosenTargets(
    _ groups: [Group], _ generator: inout RandomGenerator
  ) -> Set<String> {
    var sizes: [String: Int] = [:]
    var shared: Set<String> = []
    var hasArticle: Set<String> = []
    for group in groups {
      for target in group.targets {
        sizes[target, default: 0] += 1
        if group.targets.count > 1 { shared.insert(target) }
        if group.stratum.hasPrefix("article") { hasArticle.insert(target) }
      }
    }
    var free = sizes.keys.filter { !$0.isEmpty && !shared.contains($0) }.sorted()
    if free.contains(where: hasArticle.contains) { free = free.filter(hasArticle.contains) }
    free.shuffle(using: &generator)
    let order = free.indices.sorted {
      (sizes[free[$0]] ?? 0, $0) < (sizes[free[$1]] ?? 0, $1)
    }
    return Set(order.prefix(unseenTargets).map { free[$0] })
  }
}
