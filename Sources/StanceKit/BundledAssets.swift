internal import CStanceAssets

/// The files compiled into this library: the default model, the lexicons, the tables.
public enum BundledAssets {
  public static var model: [UInt8] { unsafe copy(stance_asset_model()) }
  public static var lexicon: [UInt8] { unsafe copy(stance_asset_lexicon()) }
  public static var tables: [UInt8] { unsafe copy(stance_asset_tables()) }

  /// SAFETY: the pointer leads to a constant array of `count` bytes that lives as long as the
  /// program; it is only read here.
  private static func copy(_ asset: stance_asset) -> [UInt8] {
    unsafe Array(UnsafeBufferPointer(start: asset.bytes, count: asset.count))
  }
}
