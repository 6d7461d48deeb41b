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
    if items.count == 1 { return items[0] }
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
      let hash = ImageFormat.hash(text[...])
      var index = Int(hash) & mask
      while slots[index] != 0 { index = (index + 1) & mask }
      slots[index] = ImageFormat.slot(key: key, hash: hash)
    }
    records[section] = slots
  }

  /// A dictionary that is searched by hash alone.
  mutating func hashed(_ groups: [(text: [UInt8], list: UInt32)], in section: ImageFormat.Section) {
    var merged: [UInt32: [UInt32]] = [:]
    var order: [UInt32] = []
    for (text, list) in groups {
      let hash = ImageFormat.hash(text[...])
      if merged[hash] == nil { order.append(hash) }
      merged[hash, default: []].append(list)
    }
    let capacity = ImageWriter.capacity(order.count)
    var slots = [UInt32](repeating: 0, count: capacity * 2)
    for hash in order {
      // Two texts of one hash are rare enough for the first to win.
      guard let list = merged[hash]?.first else { continue }
      var index = Int(hash) & (capacity - 1)
      while slots[index * 2 + 1] != 0 { index = (index + 1) & (capacity - 1) }
      slots[index * 2] = hash
      slots[index * 2 + 1] = list
    }
    records[section] = slots
  }

  /// A trie from its edges; node 0 is the root.
  mutating func trie(
    edges: [(node: UInt32, symbol: UInt32, child: UInt32)], payloads: [[UInt32]],
    in section: ImageFormat.Section, nodes: ImageFormat.Section, pairs: ImageFormat.Section
  ) {
    var filter = [UInt32](repeating: 0, count: ImageFormat.pairWords)
    var first: [UInt32: UInt32] = [:]
    for edge in edges where edge.node == 0 { first[edge.child] = edge.symbol }
    for edge in edges {
      guard let symbol = first[edge.node] else { continue }
      let bit = ImageFormat.pairBit(symbol, edge.symbol)
      filter[Int(bit / 32)] |= 1 << (bit % 32)
    }
    records[pairs] = filter
    var follow = [UInt64](repeating: 0, count: payloads.count)
    for edge in edges { follow[Int(edge.node)] |= 1 << UInt64(edge.symbol & 63) }
    for (node, payload) in payloads.enumerated() {
      append(
        [
          list(payload), UInt32(truncatingIfNeeded: follow[node]),
          UInt32(truncatingIfNeeded: follow[node] >> 32),
        ], to: nodes)
    }
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
