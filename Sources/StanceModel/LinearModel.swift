internal import StanceLinear
internal import StanceText

/// A trained linear classifier: weights of the dense block, of the hashed n-grams, and how scores
/// become probabilities.
///
/// For K labels the scores of a unit are  z = b + D·x + Σ_family t/√max(‖t‖², pivot),  and the probabilities
/// softmax(z / T). With two labels there is one output z, and the scores are −z/2 and z/2.
///
/// - Shapes: `denseWeights` features × outputs, row-major; `bias` outputs; outputs is 1 for two
///   labels, else K.
public struct LinearModel: Sendable {
  /// The labels, in the order of the probabilities.
  public var labels: [String]
  /// Which n-grams are read, and into how many buckets.
  public var spec: NGramSpec
  /// Weights for the raw values of the dense features, in the order of ``DenseFeature``.
  public var denseWeights: [Float]
  /// One score an output, whatever the text.
  public var bias: [Float]
  /// Weights of the hashed n-grams.
  public var table: WeightTable
  /// Least ‖t‖² of each family, in the order of ``NGramFamily``: a shorter text, of which n-grams say
  /// less, counts as one of that length.
  ///
  /// - Source: pivoted length normalisation, Singhal, Buckley & Mitra 1996, SIGIR.
  public var pivots = Array(repeating: Float(0), count: NGramFamily.allCases.count)
  /// T > 0; 1 leaves the scores as they are.
  public var temperature: Float
  /// What a temperature may be.
  public static let temperatures: ClosedRange<Float> = 1e-3...1e3
  /// How the sections of a divided text take part; nil when they do not.
  public var context: ContextWeights?
  /// The texts that it was trained on; empty for a model that does not know them.
  public var texts = TextSketch()
  private var origin: Origin

  /// Where the model comes from.
  ///
  /// - Complexity: O(its text) each time for a model that is read without verification: who scores
  ///   does not ask.
  public var provenance: Provenance {
    get {
      switch origin {
      case .known(let provenance): provenance
      case .stored(let json):
        (try? ModelMetadata.provenance(SafeTensors.text("provenance", json))) ?? Provenance()
      }
    }
    set { origin = .known(newValue) }
  }

  /// A provenance, or the string of a model file's JSON that tells it.
  enum Origin: Sendable {
    case known(Provenance)
    case stored(ConstantBytes)
  }

  /// A model of these parts, whose shapes are those that the type's comment gives.
  public init(
    labels: [String], spec: NGramSpec, denseWeights: [Float], bias: [Float], table: WeightTable,
    temperature: Float, context: ContextWeights?, provenance: Provenance
  ) {
    self.init(
      labels: labels, spec: spec, denseWeights: denseWeights, bias: bias, table: table,
      temperature: temperature, context: context, origin: .known(provenance))
  }

  init(
    labels: [String], spec: NGramSpec, denseWeights: [Float], bias: [Float], table: WeightTable,
    temperature: Float, context: ContextWeights?, origin: Origin
  ) {
    precondition(labels.count >= 2, "a classifier has at least two labels")
    let outputs = labels.count == 2 ? 1 : labels.count
    precondition(denseWeights.count == DenseFeature.count * outputs, "dense weights do not fit")
    precondition(bias.count == outputs && table.outputs == outputs, "outputs do not fit")
    self.labels = labels
    self.spec = spec
    self.denseWeights = denseWeights
    self.bias = bias
    self.table = table
    self.temperature = temperature
    self.context = context
    self.origin = origin
  }

  /// 1 for two labels, else their number.
  public var outputs: Int { bias.count }

  /// Index of the label that speaks for the target: favor, positive, pour.
  public var favorIndex: Int? { LabelSides(labels).favor }

  /// Index of the label that speaks against the target.
  public var againstIndex: Int? { LabelSides(labels).against }

  /// The scores of all labels from the outputs.
  @inline(__always)
  func scores(_ outputs: some Collection<Float>) -> [Float] {
    guard labels.count == 2, let only = outputs.first else { return Array(outputs) }
    return [-only / 2, only / 2]
  }

  /// softmax(scores / T) in Double: each in [0, 1], sum 1 within rounding.
  public func probabilities(_ scores: ArraySlice<Float>) -> [Double] {
    let temperature = Double(temperature)
    var values = scores.map { Double($0) / temperature }
    Softmax.normalize(&values)
    return values
  }

  /// The same for all of an array.
  public func probabilities(_ scores: [Float]) -> [Double] { probabilities(scores[...]) }
}

extension LinearModel: Equatable {
  public static func == (left: LinearModel, right: LinearModel) -> Bool {
    left.labels == right.labels && left.spec == right.spec
      && left.denseWeights == right.denseWeights && left.bias == right.bias
      && left.table == right.table && left.pivots == right.pivots
      && left.temperature == right.temperature
      && left.context == right.context && left.texts == right.texts
      && left.provenance == right.provenance
  }
}

/// Where a model comes from; recorded when it is trained, printed by `stance model info`.
///
/// It tells what the model depends on: no date, no machine, no file name of the model's own.
public struct Provenance: Sendable, Equatable {
  /// Version of the program that trained it.
  public var program: String
  /// Of all that training drew.
  public var seed: UInt64
  /// One line per data file: its SHA-256 and its name without folders.
  public var data: [String]
  /// Rows, groups, chosen penalty, cross-validated results: name and value, in order.
  public var facts: [Fact]

  /// One thing to know of the training, for people.
  public struct Fact: Sendable, Equatable {
    /// What it is.
    public var name: String
    /// As text.
    public var value: String

    /// A fact by name and value.
    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = value
    }
  }

  /// Name of the fact that tells ``target``.
  public static let targetFact = "target"

  /// Id of the target of texts that name none, where the training tells: `none` after records without
  /// any.
  public var target: String? { facts.first { $0.name == Self.targetFact }?.value }

  /// Provenance as it is known; all of it may be empty.
  public init(
    program: String = "", seed: UInt64 = 0, data: [String] = [], facts: [Fact] = []
  ) {
    self.program = program
    self.seed = seed
    self.data = data
    self.facts = facts
  }
}
