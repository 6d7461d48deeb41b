import StanceKit
import StanceLexicon
import StanceLinear

/// Text with the look of French, drawn from a seed: function words, rows of the lexicon and
/// made-up words, a few of each far more often than the rest.
struct GeneratedText {
  private var random: RandomGenerator
  private var functionWords: [String] = []
  private var rows: [String] = []
  private var others: [String] = []

  init(seed: UInt64) throws {
    random = RandomGenerator(seed: seed)
    let table = TableArchive(BundledAssets.tables).table("reading/function-words.tsv") ?? []
    functionWords = table.split(separator: 0x0A).dropFirst().compactMap { line in
      line.split(separator: 0x09).first.map { String(decoding: $0, as: UTF8.self) }
    }
    let lexicon = try Lexicon(prepared: BundledAssets.lexicon)
    for _ in 0..<2_000 {
      let id = EntryID(rawValue: Int32(random.uniform() * Double(lexicon.entryCount)))
      if let entry = lexicon.entry(id) { rows.append(entry.term) }
    }
    others = (0..<20_000).map { _ in word() }
  }

  private mutating func word() -> String {
    let onsets = ["b", "c", "d", "f", "gr", "l", "m", "n", "p", "r", "s", "t", "v", "pl"]
    let rhymes = ["a", "e", "i", "o", "u", "é", "an", "on", "ou", "ai", "ier", "ment"]
    var result = ""
    for _ in 0...Int(random.uniform() * 3) {
      result += onsets[Int(random.uniform() * Double(onsets.count))]
      result += rhymes[Int(random.uniform() * Double(rhymes.count))]
    }
    return result
  }

  /// An element with a frequency that falls as its place.
  private mutating func draw(_ list: [String]) -> String {
    let size = Double(list.count)
    var place = 1.0
    for _ in 0..<3 { place *= random.uniform() }
    return list[min(list.count - 1, Int(place * size))]
  }

  private mutating func sentence() -> String {
    var words: [String] = []
    for _ in 0..<(6 + Int(random.uniform() * 20)) {
      switch random.uniform() {
      case ..<0.45: words.append(draw(functionWords))
      case ..<0.90: words.append(draw(others))
      case ..<0.97: words.append(draw(rows))
      case ..<0.98: words.append("Meta")
      default: words.append("\(Int(random.uniform() * 2_000))")
      }
      if random.uniform() < 0.08 { words[words.count - 1] += "," }
    }
    let text = words.joined(separator: " ")
    return text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Paragraphs of three to eight sentences.
  mutating func paragraphs(_ count: Int) -> [[UInt8]] {
    (0..<count).map { _ in
      let sentences = (0..<(3 + Int(random.uniform() * 6))).map { _ in sentence() }
      return Array((sentences.joined(separator: ". ") + ".").utf8)
    }
  }
}
