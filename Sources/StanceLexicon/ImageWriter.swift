import StanceText

/// Collects the parts of a prepared lexicon and lays them out.
struct ImageWriter {
  private var strings: [UInt8] = []
  private var stringPlaces: [String: UInt32] = [:]
  private var records: [ImageFormat.Section: [UInt32]] = [:]
  private var lists: [UInt32] = [0]
  private var listPlaces: [[UInt32]: UInt32] = [:]
  private var keyCount = 0

  mutating func string(_ text: String) -> UInt32 {
    if let place = stringPlaces[text] { return place }
    let place = UInt32(strings.count)
    let bytes = Array(text.utf8.prefix(0xffff))
    strings.append(UInt8(bytes.count & 0xff))
    strings.append(UInt8(bytes.count >> 8))
    strings.append(contentsOf: bytes)
    stringPlaces[text] = place
    return place
  }

  mutating func list(_ items: [UInt32]) -> UInt32 {
    if items.isEmpty { return 0 }
    if let place = listPlaces[items] { return place }
    let place = UInt32(lists.count)
    lists.append(contentsOf: items)
    lists.append(0)
    listPlaces[items] = place
    return place
  }

  mutating func append(_ words: [UInt32], to section: ImageFormat.Section) {
    records[section, default: []].append(contentsOf: words)
  }

  /// Adds a key and returns its number.
  mutating func key(_ text: String, _ list: UInt32) -> UInt32 {
    append([string(text), list], to: .keys)
    keyCount += 1
    return UInt32(keyCount - 1)
  }

  /// A dictionary over keys that were added before.
  mutating func dictionary(_ keys: [(text: [UInt8], key: UInt32)], in section: ImageFormat.Section)
  {
    var slots = [UInt32](repeating: 0, count: ImageWriter.capacity(keys.count))
    let mask = slots.count - 1
    for (text, key) in keys {
      var index = Int(ImageFormat.hash(text)) & mask
      while slots[index] != 0 { index = (index + 1) & mask }
      slots[index] = key + 1
    }
    records[section] = slots
  }

  /// A trie from its edges; node 0 is the root.
  mutating func trie(
    edges: [(node: UInt32, symbol: UInt32, child: UInt32)], in section: ImageFormat.Section
  ) {
    let capacity = ImageWriter.capacity(edges.count)
    var slots = [UInt32](repeating: 0, count: capacity * ImageFormat.edgeWords)
    for edge in edges {
      var index = Int(ImageFormat.hash(node: edge.node, symbol: edge.symbol)) & (capacity - 1)
      while slots[index * ImageFormat.edgeWords + 2] != 0 { index = (index + 1) & (capacity - 1) }
      slots[index * ImageFormat.edgeWords] = edge.node
      slots[index * ImageFormat.edgeWords + 1] = edge.symbol
      slots[index * ImageFormat.edgeWords + 2] = edge.child
    }
    records[section] = slots
  }

  private static func capacity(_ count: Int) -> Int {
    var capacity = 4
    while capacity * 2 < count * 3 { capacity *= 2 }
    return capacity
  }

  /// The image.
  func bytes(blobs: [ImageFormat.Section: [UInt8]]) -> [UInt8] {
    var body: [UInt8] = []
    var table: [UInt32] = []
    let start = (ImageFormat.headerWords + ImageFormat.Section.allCases.count * 2) * 4
    for section in ImageFormat.Section.allCases {
      while body.count % 4 != 0 { body.append(0) }
      table.append(UInt32(start + body.count))
      if let blob = section == .strings ? strings : blobs[section] {
        table.append(UInt32(blob.count))
        body.append(contentsOf: blob)
      } else {
        let words = section == .lists ? lists : records[section] ?? []
        table.append(UInt32(words.count))
        for word in words { ImageWriter.put(word, into: &body) }
      }
    }
    while body.count % 4 != 0 { body.append(0) }
    var tail: [UInt8] = []
    for word in table { ImageWriter.put(word, into: &tail) }
    tail.append(contentsOf: body)
    let checksum = ImageFormat.checksum(tail[...])
    var image: [UInt8] = []
    let length = UInt32(ImageFormat.headerWords * 4 + tail.count)
    for word in [
      ImageFormat.magic, ImageFormat.version, length, UInt32(truncatingIfNeeded: checksum),
      UInt32(truncatingIfNeeded: checksum >> 32),
    ] {
      ImageWriter.put(word, into: &image)
    }
    return image + tail
  }

  private static func put(_ word: UInt32, into bytes: inout [UInt8]) {
    bytes.append(UInt8(truncatingIfNeeded: word))
    bytes.append(UInt8(truncatingIfNeeded: word >> 8))
    bytes.append(UInt8(truncatingIfNeeded: word >> 16))
    bytes.append(UInt8(truncatingIfNeeded: word >> 24))
  }
}
