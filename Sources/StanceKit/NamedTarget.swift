internal import StanceLexicon
internal import StanceModel
internal import StanceTraining

/// What a record names as its target, made ready for scoring.
struct NamedTarget: Sendable {
  /// The pack that is meant.
  let names: PreparedTarget
  /// What it says in words, for models that join words to it.
  let wording: RecordTarget
  /// Whether the record itself says that it is on this target, named in its text or not.
  let isOfRecord: Bool
}

/// The targets of records, made ready; those met last are kept.
///
/// Any number of targets may come, in any order: about ``most`` of them are held at a time.
struct NamedTargets {
  /// When so many are new, the ones that were not met since the last time go.
  static let most = 1024
  /// A whole text given as a target is not held: bytes of the longest that is.
  static let longest = 256

  private let analyzer: Analyzer
  private let tables: TableArchive
  private let resolver: TargetResolver
  /// The analyzer's own, which is also meant where no name is given.
  private let own: PreparedTarget
  private var recent: [String: NamedTarget] = [:]
  private var older: [String: NamedTarget] = [:]

  /// - Parameter own: the analyzer's target.
  init(_ analyzer: Analyzer, own: PreparedTarget) {
    self.analyzer = analyzer
    self.own = own
    tables = TableArchive(BundledAssets.tables)
    resolver = TargetResolver(
      packs: [:], fallback: analyzer.target, persons: try? tables.persons)
  }

  /// The target that a record means; nil means the analyzer's.
  ///
  /// - Complexity: O(bytes of the name), and of its pack when it was not met lately.
  mutating func target(_ name: String?) -> NamedTarget {
    guard let name, !name.isEmpty, name != own.pack.id else {
      return NamedTarget(names: own, wording: .none, isOfRecord: name?.isEmpty == false)
    }
    if let known = recent[name] { return known }
    let found = older[name] ?? prepare(name)
    guard name.utf8.count <= Self.longest else { return found }
    if recent.count == Self.most {
      swap(&older, &recent)
      recent.removeAll(keepingCapacity: true)
    }
    recent[name] = found
    return found
  }

  private func prepare(_ name: String) -> NamedTarget {
    if let pack = try? tables.target(name) {
      return NamedTarget(names: PreparedTarget(pack), wording: .none, isOfRecord: true)
    }
    let pack = resolver.pack(for: name)
    return NamedTarget(
      names: pack == own.pack ? own : PreparedTarget(pack),
      wording: RecordTarget(resolver.wording(of: name), rules: analyzer.rules), isOfRecord: true)
  }
}
