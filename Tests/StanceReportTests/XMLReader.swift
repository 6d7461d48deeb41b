/// A small reader of XML, to prove pages and plots well-formed without a library.
///
/// Knows elements, attributes in double quotes, the five named references, decimal references and
/// a leading `<!DOCTYPE html>`; anything else is a fault, as is an id given twice.
struct XMLReader {
  private let scalars: [Unicode.Scalar]
  private var place = 0
  private var open: [String] = []
  private(set) var ids: Set<String> = []
  /// Names of all elements, in order.
  private(set) var elements: [String] = []
  private(set) var attributes: Set<String> = []

  private init(_ text: String) { scalars = Array(text.unicodeScalars) }

  struct Fault: Error { let message: String }

  /// What is wrong with a document, or nil.
  static func problem(in text: String) -> String? {
    do {
      _ = try read(text)
      return nil
    } catch let fault as Fault { return fault.message } catch { return "\(error)" }
  }

  static func read(_ text: String) throws -> XMLReader {
    var reader = XMLReader(text)
    try reader.document()
    return reader
  }

  private func fault(_ message: String) -> Fault {
    let near = scalars[max(0, place - 40)..<min(scalars.count, place + 20)]
    var text = ""
    text.unicodeScalars.append(contentsOf: near)
    return Fault(message: "\(message) at \(place): …\(text)…")
  }

  private func starts(_ text: String) -> Bool {
    let wanted = Array(text.unicodeScalars)
    return place + wanted.count <= scalars.count
      && scalars[place..<place + wanted.count].elementsEqual(wanted)
  }

  private mutating func document() throws {
    if starts("<!DOCTYPE html>\n") { place += 16 }
    var roots = 0
    while place < scalars.count {
      if starts("</") {
        place += 2
        let name = name()
        guard open.popLast() == name, starts(">") else { throw fault("wrong end tag \(name)") }
        place += 1
      } else if starts("<") {
        if open.isEmpty { roots += 1 }
        try element()
      } else if scalars[place] == "&" {
        try reference()
      } else {
        let scalar = scalars[place]
        guard allowed(scalar), scalar != ">" || open.last == "style" else {
          throw fault("character \(scalar.value)")
        }
        if open.isEmpty, !scalar.properties.isWhitespace { throw fault("text outside") }
        place += 1
      }
    }
    guard open.isEmpty, roots == 1 else { throw fault("\(roots) roots, open: \(open)") }
  }

  private mutating func name() -> String {
    var text = ""
    while place < scalars.count,
      scalars[place].properties.isAlphabetic || ("0"..."9").contains(scalars[place])
        || scalars[place] == "-" || scalars[place] == ":"
    {
      text.unicodeScalars.append(scalars[place])
      place += 1
    }
    return text
  }

  private mutating func element() throws {
    place += 1
    let name = name()
    guard !name.isEmpty else { throw fault("no name") }
    elements.append(name)
    var seen: Set<String> = []
    while starts(" ") {
      place += 1
      let key = self.name()
      guard !key.isEmpty, starts("=\""), seen.insert(key).inserted else {
        throw fault("attribute \(key)")
      }
      attributes.insert(key)
      place += 2
      let start = place
      while place < scalars.count, scalars[place] != "\"" {
        if scalars[place] == "&" {
          try reference()
        } else {
          guard scalars[place] != "<", allowed(scalars[place]) else { throw fault("in \(key)") }
          place += 1
        }
      }
      var value = ""
      value.unicodeScalars.append(contentsOf: scalars[start..<min(place, scalars.count)])
      if key == "id", !ids.insert(value).inserted { throw fault("id \(value) twice") }
      place += 1
    }
    if starts("/>") {
      place += 2
    } else if starts(">") {
      place += 1
      open.append(name)
    } else {
      throw fault("tag \(name) does not end")
    }
  }

  private mutating func reference() throws {
    for known in ["&amp;", "&lt;", "&gt;", "&quot;", "&#39;"] where starts(known) {
      place += known.count
      return
    }
    throw fault("reference")
  }

  private func allowed(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x09, 0x0A, 0x0D, 0x20...0xD7FF, 0xE000...0xFFFD, 0x10000...0x10FFFF: true
    default: false
    }
  }
}
