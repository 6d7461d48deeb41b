import ArgumentParser
import StanceModel
import StanceText
import StanceTraining

/// How models are trained, alike by `train` and in experiments: what is measured is the model that
/// would be made.
struct FitOptions: ParsableArguments {
  @Option(help: "Seed of the folds and of all that is drawn.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Candidates for C; one value skips the search.", valueName: "c"))
  var strength: [Double] = []

  @Option(
    help: ArgumentHelp(
      "Feature families to leave out: \(TrainingOptions.families.joined(separator: ", ")).",
      valueName: "family"))
  var without: [String] = []

  @Option(
    help: ArgumentHelp(
      "Base-2 logarithm of the n-gram table, 10 to 24, at least that of the base. (default: 20)",
      valueName: "n"))
  var buckets: Int?

  @Option(
    help: ArgumentHelp(
      """
      Articles of this register are running text whatever their intertitles; sections are \
      learnt from the others, and how to tell both kinds from all that are divided. Without \
      it, sections are learnt from all that are divided.
      """, valueName: "register"))
  var running: String?

  @Option(
    name: .customLong("weight"),
    help: ArgumentHelp(
      """
      How much the rows of a register weigh in the loss, as if they stood there so many times: \
      0.001 to 1000; repeat it.
      """, valueName: "register=factor"))
  var weights: [RegisterWeight] = []

  @Option(
    help: ArgumentHelp(
      """
      Member of the rows, such as author, whose values no fold divides beside groups: C, \
      temperature and context are then fitted for texts by others, and experiments test on them.
      """, valueName: "member"))
  var foldsBy: String?

  @Option(
    help: ArgumentHelp(
      """
      Model to start from: a bundled one, a file, or none. The new model says what it says \
      wherever the data say nothing else; feature families of it stay, latent directions are \
      not tried. (default: proposals for fewer than \(BaseChoice.few) French texts of which most \
      have a question or proposal as target and none taught it; else none)
      """, valueName: "model"))
  var base: String?

  func validate() throws {
    guard (10...24).contains(buckets ?? 20) else {
      throw ValidationError("--buckets needs 10 to 24.")
    }
    guard strength.allSatisfy({ $0 > 0 && $0.isFinite }) else {
      throw ValidationError("--strength needs a number above 0.")
    }
    let named = Set(weights.map(\.register))
    guard named.count == weights.count else {
      throw ValidationError("--weight: a register is named twice.")
    }
    for family in without where !TrainingOptions.families.contains(family) {
      throw ValidationError(
        "--without \(family): expected one of \(TrainingOptions.families.joined(separator: ", ")).")
    }
  }

  /// - Parameters:
  ///   - data: what is trained on.
  ///   - targets: finds what their targets mean.
  func options(
    for data: DataSet, targets: TargetResolver, rules: ReadingRules
  ) throws -> TrainingOptions {
    var options = TrainingOptions(seed: seed)
    if !strength.isEmpty { options.strengths = strength }
    options.without = Set(without)
    options.spec.bucketBits = buckets ?? 20
    options.running = running
    for weight in weights { options.weights[weight.register] = weight.factor }
    options.foldsBy = foldsBy
    options.threads = Terminal.processors
    options.base = try BaseChoice(name: base, without: options.without, buckets: buckets)
      .model(for: data, targets: targets, rules: rules)
    return options
  }
}

/// `REGISTER=FACTOR`; the last `=` divides.
struct RegisterWeight: ExpressibleByArgument {
  let register: String
  let factor: Double

  init?(argument: String) {
    guard let sign = argument.lastIndex(of: "="), sign > argument.startIndex,
      let factor = Double(argument[argument.index(after: sign)...]), (0.001...1000).contains(factor)
    else { return nil }
    register = String(argument[..<sign])
    self.factor = factor
  }
}
