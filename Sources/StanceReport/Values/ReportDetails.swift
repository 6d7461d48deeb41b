/// What a report shows beside the numbers of an `EvaluationReport`. Everything is optional.
///
/// Without `articles` and `texts` a report holds no word of the data: errors are then named by
/// file and line alone.
public struct ReportDetails: Sendable, Equatable {
  /// Title of the page.
  public var title: String
  /// When the report was made, written as the caller likes; libraries have no clock.
  public var date: String?
  /// The program and its version.
  public var program: String?
  /// Documents to show in full. Errors whose file and line stand in one find their text there.
  public var articles: [ScoredArticle]
  /// Texts of other items, by the item's id.
  public var texts: [String: JudgedText]
  public var learningCurves: [LearningCurve]
  public var ablations: [Ablation]
  /// Further remarks on the data, shown with the warnings.
  public var notes: [String]
  /// How many errors are shown, the most confident first; default 20.
  public var worst: Int

  public init(
    title: String = "Stance evaluation", date: String? = nil, program: String? = nil,
    articles: [ScoredArticle] = [], texts: [String: JudgedText] = [:],
    learningCurves: [LearningCurve] = [], ablations: [Ablation] = [], notes: [String] = [],
    worst: Int = 20
  ) {
    self.title = title
    self.date = date
    self.program = program
    self.articles = articles
    self.texts = texts
    self.learningCurves = learningCurves
    self.ablations = ablations
    self.notes = notes
    self.worst = worst
  }
}
