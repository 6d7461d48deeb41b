/// A piece of HTML or SVG as a tree, so that it is well-formed and escaped by construction.
///
/// Names of elements and attributes are those of ``Element`` and ``Name``; everything else is
/// escaped when the tree is written.
enum Markup: Sendable {
  /// Its class, where it has one, is written before its other attributes.
  case element(Element, class: String? = nil, [Attribute], [Markup])
  /// Escaped when written.
  case text(String)
  /// Style of the report itself, written as it is.
  case style(StyleSheet)
  case group([Markup])

  struct Attribute: Sendable {
    let name: Name
    let value: String

    init(_ name: Name, _ value: String) {
      self.name = name
      self.value = value
    }

    init(_ name: Name, _ value: Double) { self.init(name, NumberText.short(value)) }

    fileprivate func write(to bytes: inout [UInt8]) {
      bytes.append(UInt8(ascii: " "))
      bytes += name.rawValue.utf8
      bytes += "=\"".utf8
      Escaping.markup(value, to: &bytes)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  /// Nothing at all.
  static let none = Markup.group([])

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
    case .element(let element, let style, let attributes, let children):
      let name = element.rawValue
      let inSVG = inSVG || element == .svg
      bytes.append(UInt8(ascii: "<"))
      bytes += name.utf8
      if let style { Attribute(.class, style).write(to: &bytes) }
      for attribute in attributes { attribute.write(to: &bytes) }
      if children.isEmpty && (inSVG || element.isVoid) {
        bytes.append(UInt8(ascii: "/"))
      } else {
        bytes.append(UInt8(ascii: ">"))
        for child in children { child.write(to: &bytes, inSVG: inSVG) }
        bytes += "</".utf8
        bytes += name.utf8
      }
      bytes.append(UInt8(ascii: ">"))
      if element.endsLine { bytes.append(UInt8(ascii: "\n")) }
    }
  }
}

extension Markup: ExpressibleByStringLiteral {
  init(stringLiteral value: String) { self = .text(value) }
}

/// An element of HTML or SVG.
func tag(
  _ element: Markup.Element, class style: String? = nil, _ attributes: [Markup.Attribute] = [],
  _ children: [Markup] = []
) -> Markup {
  .element(element, class: style, attributes, children)
}

/// An element that holds one text.
func tag(
  _ element: Markup.Element, class style: String? = nil, _ attributes: [Markup.Attribute] = [],
  text: String
) -> Markup {
  .element(element, class: style, attributes, [.text(text)])
}
