/// Which section titles carry which label.
struct SectionTitles: Sendable {
  private var labels: [[UInt8]: String?] = [:]

  mutating func add(_ title: String, label: String?) {
    labels[Array(title.lowercased().utf8)] = .some(label)
  }
}
