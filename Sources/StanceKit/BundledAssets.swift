internal import CStanceAssets
public import StanceText

/// The files compiled into this library: the models, the lexicons, the reading rules, the
/// tables.
///
/// They are read where the program's file is mapped; opening them copies nothing.
public enum BundledAssets {
  /// The model of articles, a file that ``ModelFile`` reads.
  public static var model: ConstantBytes { unsafe open(stance_asset_model()) }
  /// The model of texts that stand alone.
  public static var shortModel: ConstantBytes { unsafe open(stance_asset_short_model()) }
  /// The model of answers and of comments on proposals.
  public static var proposalsModel: ConstantBytes {
    unsafe open(stance_asset_proposals_model())
  }
  /// What ``Lexicon/init(prepared:)`` takes.
  public static var lexicon: ConstantBytes { unsafe open(stance_asset_lexicon()) }
  /// What ``ReadingRules/init(prepared:)`` takes.
  public static var reading: ConstantBytes { unsafe open(stance_asset_reading()) }
  /// What ``TableArchive`` takes: target packs, names, section titles.
  public static var tables: ConstantBytes { unsafe open(stance_asset_tables()) }

  /// SAFETY: the pointer leads to a constant array of `count` bytes that lives as long as the
  /// program.
  private static func open(_ asset: stance_asset) -> ConstantBytes {
    unsafe ConstantBytes(constant: asset.bytes, count: asset.count)
  }
}
