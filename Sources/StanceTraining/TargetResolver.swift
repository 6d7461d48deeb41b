public import StanceLexicon

/// Finds the target pack that a data set means by the word in its `target` field.
public struct TargetResolver: Sendable {
  private let packs: [String: TargetPack]
  private let fallback: TargetPack

  /// - Parameters:
  ///   - packs: the shipped and user packs by id.
  ///   - fallback: for records that name no target, or one that is a question.
  public init(packs: [String: TargetPack], fallback: TargetPack) {
    self.packs = packs
    self.fallback = fallback
  }

  /// A pack id, else a name of at most five words (with its last word as an alias, so that
  /// « Emmanuel Macron » is found as « Macron »), else the fallback.
  public func pack(for target: String?) -> TargetPack {
    guard let target, !target.isEmpty else { return fallback }
    if let pack = packs[target] { return pack }
    let words = target.split(separator: " ")
    guard words.count <= 5, !target.hasSuffix("?") else { return fallback }
    var names = target.replacingCommas()
    if words.count > 1, let last = words.last, last.count >= 3, last.first?.isUppercase == true {
      names += ", " + String(last).replacingCommas()
    }
    return (try? TargetPack(names: names)) ?? fallback
  }
}

extension String {
  fileprivate func replacingCommas() -> String {
    String(map { $0 == "," ? " " : $0 })
  }
}
