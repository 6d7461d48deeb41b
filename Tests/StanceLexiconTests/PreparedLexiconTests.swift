import StanceLexicon
import StanceTestSupport
import StanceText
import Testing

/// The prepared image: deterministic, in step with the tables, safe to open.
@Suite struct PreparedLexiconTests {
  static let path = "Lexicons/prepared/lexicon.bin"

  @Test func committedImageIsInStep() throws {
    let image = try LexiconCompiler.compile(sources: Bench.sources)
    let isInStep = PackageFiles.read(Self.path) == image
    #expect(
      isInStep,
      "\(Self.path) is older than its tables: run `stance lexicon prepare Lexicons`")
  }

  @Test func compilingTwiceGivesTheSameBytes() throws {
    let some = Bench.sources.filter { $0.language == .english }
    let isSame =
      try LexiconCompiler.compile(sources: some) == LexiconCompiler.compile(sources: some)
    #expect(isSame)
  }

  static func small() throws -> [UInt8] {
    let rows = "term\tpos\tvalence\ttags\tsource\nbon\tadj\t0.4\teval\town\n"
    return try LexiconCompiler.compile(sources: [
      LexiconSource(
        file: "fr/x.tsv", language: .french, kind: .entries, text: Array(rows.utf8))
    ])
  }

  @Test func truncatedImagesAreErrors() throws {
    let image = try Self.small()
    for count in stride(from: 0, to: image.count, by: 7) {
      #expect(throws: LexiconError.self) { try Lexicon(prepared: Array(image[..<count])) }
    }
  }

  @Test func damagedImagesNeverTrap() throws {
    let image = try Self.small()
    var caught = 0
    for place in stride(from: 0, to: image.count, by: 5) where place < 200 || place % 515 == 0 {
      for bit in 0..<8 {
        var damaged = image
        damaged[place] ^= 1 << UInt8(bit)
        do {
          _ = try Lexicon(prepared: damaged, verifying: true)
        } catch {
          caught += 1
        }
        guard let open = try? Lexicon(prepared: damaged) else { continue }
        _ = LexiconIndex(open).why("bonnes", .french)
        for id in 0..<min(open.entryCount, 4) { _ = open.entry(EntryID(rawValue: Int32(id))) }
      }
    }
    #expect(caught > 100)
  }
}
