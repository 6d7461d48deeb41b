/// The rules of the code that decide what a unit is; the others are data (`FurnitureRules`).
enum KindRule: String, CaseIterable {
  case body
  case listItem = "list-item"
  case title
  case titleRepeated = "title-repeated"
  case sectionTitle = "section-title"
  case markdown
  case boldLine = "bold-line"
  case question
  case shortLine = "short-line"
  case afterTail = "after-tail"

  /// Why the rule decides as it does.
  var reason: String {
    switch self {
    case .body: "running text: no rule makes it a heading or furniture"
    case .listItem: "an item of a list is text"
    case .title: "the first line, short or without a closing stop, with text behind it"
    case .titleRepeated: "the words of the document's title once more"
    case .sectionTitle: "a known section title"
    case .markdown: "begins with the sign of a Markdown heading"
    case .boldLine: "a short line set in bold as a whole"
    case .question: "a short question of one sentence, with its answer behind it"
    case .shortLine: "a short line of its own without a closing stop, with text behind it"
    case .afterTail: "among what follows the article: short, or not in its language"
    }
  }
}
