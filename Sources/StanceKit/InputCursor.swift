internal import StanceLexicon
internal import StanceModel
internal import StanceText
internal import StanceTraining

/// A block of an input, not scored yet.
struct ScoringWork: Sendable {
  enum Block: Sendable {
    case units(BlockReader.Block)
    case lines(RecordReader.Block)
  }
  var file: Int
  var path: String
  var block: Block
  /// That of the article; nil for the analyzer's.
  var target: PreparedTarget?
}

/// A target that an article is scored towards, made ready.
struct ArticleTarget: Sendable {
  let names: PreparedTarget
  let search: TargetSearch

  init(_ pack: TargetPack) {
    names = PreparedTarget(pack)
    search = TargetSearch(pack)
  }
}

/// Opens inputs one after another and reads their blocks.
struct InputCursor: ~Copyable {
  enum Step {
    case began(file: Int)
    case work(ScoringWork)
    case ended(file: Int, BulkScorer.Outcome)
  }

  private let paths: [String]
  private let rules: ReadingRules
  private let search: TargetSearch?
  private let targets: [String: ArticleTarget]
  private let unit: ScoringUnit
  private var file = -1
  private var units = 0
  private var article: BlockReader?
  private var records: RecordReader?
  private var cutter: SentenceCutter?

  /// - Parameters:
  ///   - target: whose names are looked for in each document.
  ///   - targets: those of the articles among the inputs that have another one.
  init(
    _ paths: [String], rules: ReadingRules, target: TargetPack?,
    targets: [String: ArticleTarget] = [:], unit: ScoringUnit
  ) {
    self.paths = paths
    self.rules = rules
    self.targets = targets
    search = target.map(TargetSearch.init)
    self.unit = unit
  }

  /// Whether no block is left, as far as can be told without reading on.
  var isDrained: Bool {
    guard file + 1 >= paths.count else { return false }
    switch article {
    case .some(let reader): if !reader.isDrained { return false }
    case .none: break
    }
    switch records {
    case .some(let reader): return reader.isDrained
    case .none: return true
    }
  }

  /// What comes next; nil when all inputs are read.
  mutating func next() -> Step? {
    if article == nil, records == nil {
      guard file + 1 < paths.count else { return nil }
      file += 1
      units = 0
      do {
        try open(paths[file])
        return .began(file: file)
      } catch { return end(error) }
    }
    do {
      if let block = try article?.next() {
        var block = block
        if let units = cutter?.cut(block.units, block.bytes, offset: block.offset) {
          block.units = units
        }
        units += block.units.count
        return .work(
          ScoringWork(
            file: file, path: paths[file], block: .units(block),
            target: targets[paths[file]]?.names))
      }
      if let block = try records?.next() {
        return .work(ScoringWork(file: file, path: paths[file], block: .lines(block)))
      }
      return end(nil)
    } catch { return end(error) }
  }

  private mutating func open(_ path: String) throws(InputFailure) {
    var source = try ByteSource.open(path)
    switch try InputKind.of(path, &source) {
    case .records: records = RecordReader(source)
    case .table: records = RecordReader(source, isTable: true)
    case .article:
      article = BlockReader(source, rules: rules, search: targets[path]?.search ?? search)
      cutter = unit == .sentence ? SentenceCutter(rules: rules) : nil
    }
  }

  private mutating func end(_ failure: InputFailure?) -> Step {
    var outcome = BulkScorer.Outcome(
      encoding: .utf8, warnings: [], units: units, failure: failure)
    switch article {
    case .some(let reader):
      (outcome.encoding, outcome.warnings) = (reader.encoding, reader.warnings)
    case .none: break
    }
    switch records {
    case .some(let reader):
      (outcome.encoding, outcome.warnings) = (reader.encoding, reader.warnings)
      outcome.units = reader.records
    case .none: break
    }
    article = nil
    records = nil
    cutter = nil
    return .ended(file: file, outcome)
  }
}
