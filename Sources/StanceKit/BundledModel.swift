import StanceLexicon
public import StanceModel
public import StanceText

/// A model compiled into the library, by the name of its folder in `Models`.
///
///     let analyzer = try Analyzer.named(model: BundledModel.short.rawValue)  // with its target
public enum BundledModel: String, CaseIterable, Sendable {
  /// Paragraphs of articles, with what the rest of the article says of them; the one that is used
  /// where none is named.
  case `default`
  /// Texts that stand alone: messages, reviews, letters, lines of dialogue.
  case short
  /// Answers to a question and comments on a proposal: for it, against it, or neither.
  case proposals

  /// The target of texts that name none: Meta's AI strategy for articles, nothing in particular for
  /// other texts: a proposal is in the records.
  public var target: String {
    switch self {
    case .default: "meta"
    case .short, .proposals: TargetPack.nobody.id
    }
  }

  /// The model's file, read where the program is mapped.
  public var bytes: ConstantBytes {
    switch self {
    case .default: BundledAssets.model
    case .short: BundledAssets.shortModel
    case .proposals: BundledAssets.proposalsModel
    }
  }

  /// The model itself. Its checksum was held against its file when it was made and is not counted
  /// again.
  ///
  /// - Throws: ``ModelFileError`` for a library built with a file that is no model.
  /// - Complexity: a fraction of a millisecond; the weights stay where they are.
  public func model() throws(ModelFileError) -> LinearModel {
    try ModelFile.decode(bytes, verifying: false)
  }
}
