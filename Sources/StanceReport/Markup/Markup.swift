/// A piece of HTML or SVG as a tree, so that it is well-formed and escaped by construction.
///
/// Names of elements and attributes are written in the source; everything else is escaped when
/// the tree is written.
enum Markup: Sendable {
  case element(StaticString, [Attribute], [Markup])
  /// Escaped when written.
  case text(String)
  /// Style of the report itself, written as it is.
  case style(StyleSheet)
  case group([Markup])

  struct Attribute: Sendable {
    let name: StaticString
    let value: String

    init(_ name: StaticString, _ value: String) {
      self.name = name
      self.value = value
    }

    init(_ name: StaticString, _ value: Double) { self.init(name, NumberText.short(value)) }
  }

  /// Nothing at all.
  static let none = Markup.group([])

  /// Elements that HTML never closes; in XML they are written `<br/>`, which HTML reads too.
  private static let void: Set<String> = ["br", "meta", "hr", "col", "wbr", "link"]

  /// The tree as text. Elements without content are closed at once in SVG, and by an end tag in
  /// HTML, where only void elements may lack one.
  var source: String {
    var bytes: [UInt8] = []
    write(to: &bytes, inSVG: false)
    return String(decoding: bytes, as: UTF8.self)
  }

  private func write(to bytes: inout [UInt8], inSVG: Bool) {
    switch self {
    case .text(let value): Escaping.markup(value, to: &bytes)
    case .style(let sheet):
      for text in ["<style>\n", sheet.text, "</style>\n"] { bytes += text.utf8 }
    case .group(let parts): for part in parts { part.write(to: &bytes, inSVG: inSVG) }
    case .element(let name, let attributes, let children):
      let name = name.description
      let inSVG = inSVG || name == "svg"
      bytes.append(UInt8(ascii: "<"))
      bytes += name.utf8
      for attribute in attributes {
        bytes.append(UInt8(ascii: " "))
        bytes += attribute.name.description.utf8
        bytes.append(UInt8(ascii: "="))
        bytes.append(UInt8(ascii: "\""))
        Escaping.markup(attribute.value, to: &bytes)
        bytes.append(UInt8(ascii: "\""))
      }
      if children.isEmpty && (inSVG || Self.void.contains(name)) {
        bytes.append(UInt8(ascii: "/"))
      } else {
        bytes.append(UInt8(ascii: ">"))
        for child in children { child.write(to: &bytes, inSVG: inSVG) }
        bytes.append(UInt8(ascii: "<"))
        bytes.append(UInt8(ascii: "/"))
        bytes += name.utf8
      }
      bytes.append(UInt8(ascii: ">"))
      if Self.ownLine.contains(name) { bytes.append(UInt8(ascii: "\n")) }
    }
  }

  /// Followed by a line end, so that a page can be read and compared as text.
  private static let ownLine: Set<String> = [
    "p", "h1", "h2", "h3", "h4", "li", "tr", "section", "header", "footer", "nav", "main", "div",
    "details", "summary", "table", "thead", "tbody", "caption", "ul", "ol", "figure", "figcaption",
    "svg", "g", "head", "body", "title", "desc", "meta", "style", "article", "dl", "dd", "aside",
    "path", "rect", "line", "circle", "polyline", "polygon",
  ]
}

extension Markup: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .text(value) }
}

/// An element of HTML.
func tag(
  _ name: StaticString, class style: String? = nil, _ attributes: [Markup.Attribute] = [],
  _ children: [Markup] = []
) -> Markup {
  guard let style else { return .element(name, attributes, children) }
  return .element(name, [Markup.Attribute("class", style)] + attributes, children)
}

/// An element of HTML that holds one text.
func tag(
  _ name: StaticString, class style: String? = nil, _ attributes: [Markup.Attribute] = [],
  text: String
) -> Markup {
  tag(name, class: style, attributes, [.text(text)])
}
