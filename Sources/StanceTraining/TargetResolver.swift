public import StanceLexicon

/// Finds the target pack that a data set means by the word in its `target` field.
public struct TargetResolver: Sendable {
  private let packs: [String: TargetPack]
  private let fallback: TargetPack
  private let persons: PersonNames?

  /// - Parameters:
  ///   - packs: the shipped and user packs by id; `none` is nobody, unless one is called so.
  ///   - fallback: for records that name no target, or one that is a question.
  ///   - persons: tells persons, who are found by the surname too; nil knows none.
  public init(packs: [String: TargetPack], fallback: TargetPack, persons: PersonNames?) {
    self.packs = packs.merging([TargetPack.nobody.id: .nobody]) { own, _ in own }
    self.fallback = fallback
    self.persons = persons
  }

  /// A pack id, else names between commas with the surnames of persons, so that « Emmanuel Macron »
  /// is found as « Macron », else the fallback. A name has at most five words, an alias eight; what
  /// is longer or ends as a sentence does is a question or a claim, not a name.
  public func pack(for target: String?) -> TargetPack {
    guard let target, !target.isEmpty else { return fallback }
    if let pack = packs[target] { return pack }
    guard !isProposal(target) else { return fallback }
    return (try? TargetPack(names: persons?.extended(target) ?? target)) ?? fallback
  }

  /// Whether a target is no name but a question, a proposal or a claim.
  public func isProposal(_ target: String) -> Bool {
    guard packs[target] == nil else { return false }
    let parts = target.split(separator: ",").map { $0.split(separator: " ") }
    guard let name = parts.first, name.count <= 5, parts.allSatisfy({ $0.count <= 8 }),
      let end = target.last, end != "?"
    else { return true }
    return ".!".contains(end) && parts.joined().count > 3
  }

  /// What a target says in words: itself, but nil for the id of a pack, which only points at names.
  public func wording(of target: String?) -> String? {
    guard let target, packs[target] == nil else { return nil }
    return target
  }
}
