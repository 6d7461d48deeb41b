/// Per distinct word: the summed lanes of the word itself and of its character n-grams.
struct WordScores: Sendable {
  let groups: Int
  var scratch: [UInt32] = []
  /// 2 · groups vectors a word: its own, then those of its characters.
  private var lanes: [SIMD4<Float>] = []
  /// Unit in which the word was last seen; 0 never, and then its lanes are not filled.
  private var lastUnit: [UInt32] = []
  private var unit: UInt32 = 0
  private var generation = 0

  init(groups: Int) {
    self.groups = groups
  }

  /// Makes room for all words of the table and begins a unit.
  mutating func begin(_ generation: Int, _ count: Int) {
    if generation != self.generation || unit == .max {
      self.generation = generation
      lastUnit.removeAll(keepingCapacity: true)
      lanes.removeAll(keepingCapacity: true)
      unit = 0
    }
    if lastUnit.count < count {
      lanes.append(contentsOf: repeatElement(.zero, count: (count - lastUnit.count) * 2 * groups))
      lastUnit.append(contentsOf: repeatElement(0, count: count - lastUnit.count))
    }
    unit += 1
  }

  /// Calls `body` with the last unit of each word, 0 for words never met, and the unit at hand;
  /// who meets a word enters the unit.
  mutating func meeting(_ body: (inout MutableSpan<UInt32>, UInt32) -> Void) {
    let unit = unit
    var marks = lastUnit.mutableSpan
    body(&marks, unit)
  }

  /// Fills one group of lanes of a word.
  mutating func store(
    _ word: Int, _ group: Int, _ own: SIMD4<Float>, _ characters: SIMD4<Float>
  ) {
    lanes[word * 2 * groups + group] = own
    lanes[(word * 2 + 1) * groups + group] = characters
  }

  /// Sets the sums of the families `words` and `characters` to those of some words.
  func addWords(_ words: [Int32], _ group: Int, to sums: inout [SIMD4<Float>]) {
    var own = SIMD4<Float>.zero
    var characters = SIMD4<Float>.zero
    for word in words {
      let place = Int(word) &* 2 &* groups &+ group
      own += lanes[place]
      characters += lanes[place &+ groups]
    }
    for family in NGramFamily.allCases {
      let start: SIMD4<Float> =
        switch family {
        case .words: own
        case .characters: characters
        default: .zero
        }
      sums[family.rawValue * groups + group] = start
    }
  }
}
