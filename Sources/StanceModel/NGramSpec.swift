/// Which n-grams a model sees, and how they are hashed.
///
/// Word n-grams join the hashes of neighbouring words within a sentence; character n-grams are
/// runs of scalars inside one word with its borders marked, `<mot>`. Both go to one table of
/// `1 << bucketBits` rows by a seeded hash, so a collision costs a little accuracy, never a crash.
public struct NGramSpec: Sendable, Equatable {
  /// Orders of word n-grams, e.g. 1...2; nil for none.
  public var wordOrders: ClosedRange<Int>?
  /// Orders of character n-grams, e.g. 2...5; nil for none.
  public var characterOrders: ClosedRange<Int>?
  /// Base-2 logarithm of the number of rows; 10 to 24.
  public var bucketBits: Int
  /// Words on each side of a mention of the target, or of a word of it, whose n-grams count once more, by side; 0: off.
  public var targetWindow: Int
  /// Whether every word counts once more joined to the record's target.
  public var joinsTarget: Bool
  /// Whether the first words of a unit count once more, by place.
  public var marksOpening: Bool
  /// Whether the words of the record's target count, apart from the text's.
  public var readsTarget: Bool

  /// - Parameter bucketBits: 10 to 24; other members as they say. Nothing is checked here.
  public init(
    wordOrders: ClosedRange<Int>? = 1...2, characterOrders: ClosedRange<Int>? = 2...5,
    bucketBits: Int = 18, targetWindow: Int = 0, joinsTarget: Bool = false,
    marksOpening: Bool = false, readsTarget: Bool = false
  ) {
    self.wordOrders = wordOrders
    self.characterOrders = characterOrders
    self.bucketBits = bucketBits
    self.targetWindow = targetWindow
    self.joinsTarget = joinsTarget
    self.marksOpening = marksOpening
    self.readsTarget = readsTarget
  }

  /// Whether a term is more than one word, or two in a row, and what the unit's record says.
  var readsSymbols: Bool {
    targetWindow > 0 || marksOpening || (wordOrders?.upperBound ?? 0) > 2
  }

  /// Whether n-grams of a family take part.
  public func uses(_ family: NGramFamily) -> Bool {
    switch family {
    case .words: wordOrders != nil
    case .characters: characterOrders != nil
    case .window: targetWindow > 0
    case .joined: joinsTarget
    case .opening: marksOpening
    case .target: readsTarget
    }
  }

  /// The families that take part.
  public var families: Set<NGramFamily> { Set(NGramFamily.allCases.filter(uses)) }

  /// Rows of the table.
  public var buckets: Int { 1 << bucketBits }
}

/// Hash functions of the n-grams: integer mixing with full avalanche, the same on every machine.
///
/// - Source: the 64-bit finaliser of MurmurHash3 (Appleby 2011).
enum NGramHash {
  static let word: UInt64 = 0x9E37_79B9_7F4A_7C15
  static let character: UInt64 = 0xC2B2_AE3D_27D4_EB4F
  static let window: UInt64 = 0x1656_67B1_9E37_79F9
  static let target: UInt64 = 0x27D4_EB2F_1656_67C5
  static let opening: UInt64 = 0x85EB_CA77_C2B2_AE63
  static let targetWord: UInt64 = 0x2545_F491_4F6C_DD1D

  @inline(__always)
  static func mix(_ value: UInt64) -> UInt64 {
    var value = value
    value ^= value &>> 33
    value &*= 0xFF51_AFD7_ED55_8CCD
    value ^= value &>> 33
    value &*= 0xC4CE_B9FE_1A85_EC53
    value ^= value &>> 33
    return value
  }

  /// The hash of a sequence extended by one element; order matters.
  @inline(__always)
  static func join(_ left: UInt64, _ right: UInt64) -> UInt64 {
    mix(left &* 0x9E37_79B9_7F4A_7C15 &+ right)
  }

  /// Row of the table for a hash.
  @inline(__always)
  static func bucket(_ hash: UInt64, bits: Int) -> Int {
    Int(truncatingIfNeeded: hash &>> UInt64(truncatingIfNeeded: 64 &- bits))
  }

  /// Calls `visit` with the hash and the scalar range of each character n-gram of `<word>`.
  ///
  /// - Precondition: `word` is UTF-8.
  /// - Complexity: O(scalars · orders).
  @inline(__always)
  static func characterGrams(
    of word: ArraySlice<UInt8>, orders: ClosedRange<Int>, scratch: inout [UInt32],
    visit: (UInt64) -> Void
  ) {
    if scratch.count < word.count + 2 { scratch = Array(repeating: 0, count: word.count + 2) }
    let bytes = word.span
    var scalars = scratch.mutableSpan
    scalars[0] = 0x3C
    var count = 1
    for place in bytes.indices {
      let byte = bytes[place]
      if byte & 0xC0 == 0x80 {
        scalars[count &- 1] = scalars[count &- 1] &<< 6 | UInt32(byte & 0x3F)
      } else {
        scalars[count] = UInt32(byte < 0x80 ? byte : byte & 0x3F)
        count &+= 1
      }
    }
    scalars[count] = 0x3E
    count &+= 1
    // A border alone says nothing that the word does not say.
    let least = max(orders.lowerBound, count == 3 ? 1 : 2)
    let most = orders.upperBound
    for start in 0..<count {
      var hash = join(character, UInt64(scalars[start]))
      if least == 1 { visit(hash) }
      let end = min(count, start &+ most)
      var position = start &+ 1
      while position < end {
        hash = join(hash, UInt64(scalars[position]))
        position &+= 1
        if position &- start >= least { visit(hash) }
      }
    }
  }
}
