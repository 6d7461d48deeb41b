/// Lays out the reading rules in their prepared form.
///
/// Everything is a list: its length in eight bytes, then its elements, padded to whole words of
/// eight bytes; all little-endian.
struct RulesWriter {
  private(set) var image: [UInt8] = []

  /// Begins with what tells the form and its version.
  init() { put(RulesReader.version) }

  private mutating func append(_ value: UInt64, count: Int = 8) {
    for shift in 0..<count { image.append(UInt8(truncatingIfNeeded: value >> UInt64(8 * shift))) }
  }

  private mutating func pad() {
    while image.count % 8 != 0 { image.append(0) }
  }

  mutating func put(_ number: Int) { append(UInt64(number)) }

  mutating func put(_ bytes: [UInt8]) {
    put(bytes.count)
    image += bytes
    pad()
  }

  mutating func put(_ words: [UInt64]) {
    put(words.count)
    for word in words { append(word) }
  }

  mutating func put(_ numbers: [Int32]) {
    put(numbers.count)
    for number in numbers { append(UInt64(UInt32(bitPattern: number)), count: 4) }
    pad()
  }
}

/// Reads what `RulesWriter` wrote, in the same order; every length is checked.
struct RulesReader {
  /// The letters « STRR » and the number of the form.
  static let version = 0x5354_5252 << 8 | 1

  private let image: ConstantBytes
  private var place = 0

  init(_ image: ConstantBytes) throws(ReadingRulesError) {
    self.image = image
    guard image.count >= 8, try number(below: .max) == Self.version else {
      throw RulesReader.error("expected reading rules prepared by this version")
    }
  }

  static func error(_ reason: String) -> ReadingRulesError {
    ReadingRulesError(file: "reading.bin", line: 0, reason: reason)
  }

  /// Refuses rules of which something does not hold.
  func check(_ holds: Bool) throws(ReadingRulesError) {
    guard holds else { throw RulesReader.error("damaged before byte \(place)") }
  }

  mutating func number(below limit: Int) throws(ReadingRulesError) -> Int {
    try check(place + 8 <= image.count)
    let number = Int(truncatingIfNeeded: image.word64(at: place))
    place += 8
    try check(number >= 0 && number < limit)
    return number
  }

  /// The place of the next list, whose elements have `size` bytes.
  private mutating func list(_ size: Int) throws(ReadingRulesError) -> Range<Int> {
    let count = try number(below: image.count + 1)
    let start = place
    let end = start + (count * size + 7) / 8 * 8
    try check(end <= image.count)
    place = end
    return start..<start + count * size
  }

  /// Bytes, which stay where they are.
  mutating func bytes() throws(ReadingRulesError) -> ConstantBytes { image[try list(1)] }

  mutating func string() throws(ReadingRulesError) -> String {
    String(decoding: try bytes().array, as: UTF8.self)
  }

  mutating func words() throws(ReadingRulesError) -> [UInt64] {
    let places = try list(8)
    var words: [UInt64] = []
    words.append(addingCapacity: places.count / 8) { words in
      for place in stride(from: places.lowerBound, to: places.upperBound, by: 8) {
        words.append(image.word64(at: place))
      }
    }
    return words
  }

  mutating func numbers() throws(ReadingRulesError) -> [Int32] {
    let places = try list(4)
    var numbers: [Int32] = []
    numbers.append(addingCapacity: places.count / 4) { numbers in
      for place in stride(from: places.lowerBound, to: places.upperBound, by: 4) {
        numbers.append(Int32(bitPattern: image.word32(at: place)))
      }
    }
    return numbers
  }

  /// Numbers from 0 up.
  mutating func numbers(below limit: Int) throws(ReadingRulesError) -> [Int32] {
    let numbers = try numbers()
    try check(numbers.allSatisfy { $0 >= 0 && $0 < limit })
    return numbers
  }
}

extension ReadingRules {
  /// Rules in their prepared form, which ``prepared`` gives: nothing is parsed.
  ///
  /// - Throws: ``ReadingRulesError`` for bytes of another form or version.
  /// - Complexity: O(rules); the texts of the rules stay where they are.
  public init(prepared: ConstantBytes) throws(ReadingRulesError) {
    var image = try RulesReader(prepared)
    words = try WordRules(&image)
    titles = try SectionTitles(&image)
    furniture = try FurnitureRules(&image)
    questionWords = Set(try image.words())
  }

  /// The rules as bytes, to be read by ``init(prepared:)``; the same rules give the same bytes.
  public var prepared: [UInt8] {
    var image = RulesWriter()
    words.write(to: &image)
    titles.write(to: &image)
    furniture.write(to: &image)
    image.put(questionWords.sorted())
    return image.image
  }
}
