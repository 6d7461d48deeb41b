/// How far raters agree, with what chance alone would give taken out.
public struct AgreementReport: Hashable, Sendable {
  /// Agreement of two raters over the units that both rated.
  public struct Pair: Hashable, Sendable {
    /// Positions of the raters.
    public let first: Int
    public let second: Int
    /// Rows `first`, columns `second`.
    public let confusion: ConfusionMatrix

    /// Units that both rated.
    public var units: Int { confusion.total }
    /// Share of equal ratings; nil without units.
    public var percent: Double? { confusion.accuracy }
    /// Cohen's kappa; nil if undefined.
    public var kappa: Double? { confusion.cohenKappa }
  }

  public let ratings: Ratings
  /// Units with two ratings or more.
  public let units: Int
  public let groups: Int
  /// The mean share of rater pairs that agree, from 0 to 1; nil without units.
  public let percent: Double?
  /// nil if undefined.
  public let fleissKappa: Double?
  public let nominalAlpha: Double?
  public let ordinalAlpha: Double?
  /// By bootstrap over groups; without ends where there is one group.
  public let percentInterval: Interval
  public let nominalAlphaInterval: Interval
  public let ordinalAlphaInterval: Interval
  /// Each pair of raters once, in their order.
  public let pairs: [Pair]
  /// Units that got two different ratings.
  public var disagreements: [Ratings.Unit] { ratings.disagreements }

  /// - Complexity: O(units·raters² + replicates·G·K²).
  public init(_ ratings: Ratings, bootstrap: GroupBootstrap = GroupBootstrap()) {
    var positions: [String: Int] = [:]
    var tallies: [AgreementTally] = []
    for unit in ratings.units where unit.values.count(where: { $0 != nil }) > 1 {
      let group = positions[unit.group] ?? tallies.count
      if group == tallies.count {
        positions[unit.group] = group
        tallies.append(AgreementTally(labels: ratings.labels.count))
      }
      tallies[group].add(unit.values)
    }
    let intervals = bootstrap.intervals(groups: tallies.count) { weights in
      var sum = AgreementTally(labels: ratings.labels.count)
      for (tally, times) in zip(tallies, weights) where times > 0 { sum.add(tally, times: times) }
      return [sum.agreement, sum.alpha(.nominal), sum.alpha(.ordinal)]
    }
    let tally = ratings.tally
    self.ratings = ratings
    units = tally.units
    groups = tallies.count
    percent = tally.agreement
    fleissKappa = tally.fleissKappa
    nominalAlpha = tally.alpha(.nominal)
    ordinalAlpha = tally.alpha(.ordinal)
    percentInterval = intervals[0]
    nominalAlphaInterval = intervals[1]
    ordinalAlphaInterval = intervals[2]
    var pairs: [Pair] = []
    for first in ratings.raters.indices {
      for second in ratings.raters.indices where second > first {
        pairs.append(
          Pair(first: first, second: second, confusion: ratings.confusion(first, second)))
      }
    }
    self.pairs = pairs
  }

  /// The report as a value to write; undefined is null.
  public var tree: ReportTree {
    let labels = ratings.labels
    return .object([
      .init("schema", .integer(1)),
      .init("raters", .list(ratings.raters.map { .text($0) })),
      .init("labels", .list(labels.map { .text($0) })),
      .init("n", .integer(units)),
      .init("groups", .integer(groups)),
      .init("percent", ReportTree(percent)),
      .init("fleiss_kappa", ReportTree(fleissKappa)),
      .init("alpha_nominal", ReportTree(nominalAlpha)),
      .init("alpha_ordinal", ReportTree(ordinalAlpha)),
      .init(
        "intervals",
        .object([
          .init("percent", percentInterval.tree),
          .init("alpha_nominal", nominalAlphaInterval.tree),
          .init("alpha_ordinal", ordinalAlphaInterval.tree),
        ])),
      .init("pairs", .list(pairs.map(tree(of:)))),
      .init("disagreements", .list(disagreements.map(tree(of:)))),
    ])
  }

  private func tree(of pair: Pair) -> ReportTree {
    .object([
      .init("first", .text(ratings.raters[pair.first])),
      .init("second", .text(ratings.raters[pair.second])),
      .init("n", .integer(pair.units)),
      .init("percent", ReportTree(pair.percent)),
      .init("kappa", ReportTree(pair.kappa)),
      .init("confusion", .list(pair.confusion.rows.map { .list($0.map { .integer($0) }) })),
    ])
  }

  private func tree(of unit: Ratings.Unit) -> ReportTree {
    var fields: [ReportTree.Field] = [.init("id", .text(unit.id))]
    if let file = unit.file { fields.append(.init("file", .text(file))) }
    if let line = unit.line { fields.append(.init("line", .integer(line))) }
    fields.append(
      .init("ratings", .list(unit.values.map { ReportTree($0.map { ratings.labels[$0] }) })))
    return .object(fields)
  }
}
