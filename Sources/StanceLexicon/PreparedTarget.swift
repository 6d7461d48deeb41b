/// A target pack made ready to be recognised; shared between threads.
public final class PreparedTarget: Sendable {
  /// What it was made of.
  public let pack: TargetPack
  let names: TargetMatcher
  /// Whether the pack names nobody, as ``TargetPack/nobody``.
  let isNobody: Bool

  /// - Complexity: O(bytes of the names).
  public init(_ pack: TargetPack) {
    self.pack = pack
    names = TargetMatcher(pack)
    isNobody = pack.rows.isEmpty
  }
}
