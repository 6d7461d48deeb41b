/// Canonical composition and decomposition of characters, by table.
enum CanonicalForm {
  /// The two parts of a composed character, or nil.
  ///
  /// - Complexity: O(log rows).
  static func parts(_ scalar: UInt32) -> (first: UInt32, second: UInt32)? {
    guard scalar >= 0xc0, scalar <= 0xffff else { return nil }
    let rows = CanonicalTable.rows
    var low = 0
    var high = rows.count / 3
    while low < high {
      let middle = (low + high) / 2
      let composed = UInt32(rows[middle * 3])
      if composed == scalar {
        return (UInt32(rows[middle * 3 + 1]), UInt32(rows[middle * 3 + 2]))
      }
      if composed < scalar { low = middle + 1 } else { high = middle }
    }
    return nil
  }

  /// The character composed of two, or nil.
  ///
  /// - Complexity: O(rows); only words written with combining marks come here, once each.
  static func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    guard first <= 0xffff, second <= 0xffff else { return nil }
    let rows = CanonicalTable.rows
    var index = 0
    while index < rows.count {
      if rows[index + 2] == second, rows[index + 1] == first { return UInt32(rows[index]) }
      index += 3
    }
    return nil
  }

  /// Appends the full canonical decomposition of a character.
  static func decompose(_ scalar: UInt32, into result: inout [UInt32]) {
    guard let (first, second) = parts(scalar) else {
      result.append(scalar)
      return
    }
    decompose(first, into: &result)
    result.append(second)
  }

  /// The canonical combining class, 0 for a character that does not combine.
  static func combiningClass(_ scalar: UInt32) -> UInt8 {
    guard scalar >= 0x300, let value = Unicode.Scalar(scalar) else { return 0 }
    return value.properties.canonicalCombiningClass.rawValue
  }

  /// Puts a sequence of characters into normal form C: decomposed, marks ordered, composed.
  static func composeAll(_ scalars: inout [UInt32]) {
    var parts: [UInt32] = []
    for scalar in scalars { decompose(scalar, into: &parts) }
    order(&parts)
    scalars.removeAll(keepingCapacity: true)
    var starter: Int? = nil
    var lastClass: UInt8 = 0
    for scalar in parts {
      let ccc = combiningClass(scalar)
      if let starter, lastClass < ccc || lastClass == 0,
        let composed = compose(scalars[starter], scalar),
        ccc != 0 || starter == scalars.count - 1
      {
        scalars[starter] = composed
        continue
      }
      if ccc == 0 { starter = scalars.count }
      lastClass = ccc
      scalars.append(scalar)
    }
  }

  /// Sorts each run of combining marks by class, keeping the order of equals.
  private static func order(_ parts: inout [UInt32]) {
    var index = 1
    while index < parts.count {
      let scalar = parts[index]
      let ccc = combiningClass(scalar)
      var place = index
      if ccc > 0 {
        while place > 0, combiningClass(parts[place - 1]) > ccc {
          parts[place] = parts[place - 1]
          place -= 1
        }
      }
      parts[place] = scalar
      index += 1
    }
  }
}
