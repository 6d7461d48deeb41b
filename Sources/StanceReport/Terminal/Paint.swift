/// Colours for a terminal, or none.
///
/// Sixteen colours by their names, so that the user's own palette decides. Nothing is said by
/// colour alone: signs and words say it too.
public struct Paint: Sendable, Equatable {
  /// Whether anything is coloured at all.
  public var isOn: Bool

  public init(_ isOn: Bool) { self.isOn = isOn }

  /// What a piece of text is; not how it looks.
  public enum Role: String, Sendable {
    case favor = "32"
    case against = "31"
    case neutral = "36"
    case strong = "1"
    case faint = "2"
    case warning = "33"
    case good = "1;32"
    case bad = "1;31"
  }

  /// The text between the codes of its role.
  public func callAsFunction(_ text: String, _ role: Role?) -> String {
    guard isOn, let role, !text.isEmpty else { return text }
    return "\u{1B}[\(role.rawValue)m\(text)\u{1B}[0m"
  }
}
