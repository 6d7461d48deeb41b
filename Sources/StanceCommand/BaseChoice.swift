import StanceEvaluation
import StanceKit
import StanceModel
import StanceText
import StanceTraining

/// The model from which a training starts.
struct BaseChoice {
  /// A bundled model, a file or `none`; nil leaves it to the data.
  var name: String?
  /// Feature families that are left out.
  var without: Set<String>

  /// Base-2 logarithm of the table, where it was named.
  var buckets: Int?

  /// Labelled texts from which on none is chosen unasked: a base helps little then, and may harm.
  static let few = 500

  /// The model that was named, else `proposals` for few French texts on questions or proposals; nil
  /// for none.
  ///
  /// - Throws: an exit code when the model cannot be read, or does not go with the other options.
  func model(
    for data: DataSet, targets: TargetResolver, rules: ReadingRules
  ) throws -> TrainingOptions.Base? {
    guard let name else { return try proposals(data.labelled, targets, rules) }
    guard name != "none" else { return nil }
    let model = try AnalyzerChoice.model(name)
    if let reason = objection(to: model) {
      Console.note("--base \(name) \(reason)")
      throw ExitStatus.usage
    }
    if let file = Self.known(data, to: model) {
      Console.note(
        "\(file): \(name) has learnt from it: held-out results will be too good; choose another --base"
      )
    }
    if let note = KnownTexts.note(data, model: model, name: "--base \(name)") { Console.note(note) }
    return TrainingOptions.Base(name: FileSystem.name(name), model: model)
  }

  private func proposals(
    _ data: DataSet, _ targets: TargetResolver, _ rules: ReadingRules
  ) throws -> TrainingOptions.Base? {
    let count = data.examples.count
    let asked = data.examples.count { $0.target.map(targets.isProposal) ?? false }
    guard asked > 0, 2 * asked >= count, count < Self.few else { return nil }
    let french = data.examples.count {
      let language = rules.language(of: $0.text, in: 0..<$0.text.count)
      return language == .french || language == .undetermined
    }
    guard 2 * french >= count else { return nil }
    let model = try BundledModel.proposals.model()
    guard objection(to: model) == nil, Self.known(data, to: model) == nil else { return nil }
    return TrainingOptions.Base(name: BundledModel.proposals.rawValue, model: model)
  }

  /// Why the model does not go with the other options.
  private func objection(to model: LinearModel) -> String? {
    if let family = model.spec.families.map(\.name).filter(without.contains).min() {
      return "reads \(family), which --without leaves out: give one of the two only"
    }
    let bits = model.spec.bucketBits
    if let buckets, buckets < bits { return "needs --buckets \(bits) or more: found \(buckets)" }
    return nil
  }

  /// A file that the model has learnt from.
  private static func known(_ data: DataSet, to model: LinearModel) -> String? {
    let learnt = Set(model.provenance.data.compactMap { $0.split(separator: " ").first })
    return data.sources.first { source in
      source.fingerprint.map { learnt.contains(Substring($0)) } ?? false
    }?.file
  }
}
