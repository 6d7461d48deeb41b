import StanceReport
import Testing

@Suite("Bars and spreads")
struct ScoreBarTests {
  static let plain = Paint(false)

  @Test(
    "A score starts in the middle and goes to its side",
    arguments: [
      (0.0, "──────────┼──────────"), (1.0, "──────────┼━━━━━━━━━━"),
      (-1.0, "━━━━━━━━━━┼──────────"),
      (0.25, "──────────┼━━╸───────"), (-0.25, "───────╺━━┼──────────"),
      (7.0, "──────────┼━━━━━━━━━━"),
      (0.02, "──────────┼──────────"),
    ])
  func bar(_ score: Double, _ expected: String) {
    #expect(ScoreBar.text(score, paint: Self.plain, role: nil) == expected)
    #expect(expected.count == ScoreBar.width)
  }

  @Test("A share starts at the left")
  func share() {
    #expect(ScoreBar.share(0, width: 4, paint: Self.plain, role: nil) == "────")
    #expect(ScoreBar.share(0.375, width: 4, paint: Self.plain, role: nil) == "━╸──")
    #expect(ScoreBar.share(1, width: 4, paint: Self.plain, role: nil) == "━━━━")
  }

  @Test("Colour is put around what has a role, and nothing else")
  func paint() {
    #expect(Paint(true)("a", .favor) == "\u{1B}[32ma\u{1B}[0m")
    #expect(Paint(true)("a", nil) == "a")
    #expect(Paint(true)("", .favor) == "")
    #expect(Paint(false)("a", .favor) == "a")
  }

  @Test("Quantiles equal those of the sorted list to 0.001")
  func quantiles() {
    var spread = ScoreSpread()
    #expect(spread.mean == nil)
    #expect(spread.quantile(0.5) == nil)
    #expect(spread.histogram(columns: 5) == "")
    let scores = [-0.812, -0.25, 0.1, 0.3, 0.9004]
    for score in scores { spread.add(score) }
    #expect(abs((spread.mean ?? 9) - scores.reduce(0, +) / 5) < 1e-12)
    for (share, expected) in [(0.2, -0.812), (0.5, 0.1), (0.75, 0.3), (1.0, 0.9004)] {
      #expect(abs((spread.quantile(share) ?? 9) - expected) <= 0.0006)
    }
    #expect(spread.lowest == -0.812 && spread.highest == 0.9004)
  }

  @Test("The middle half is the mirror image of that of the mirrored scores")
  func middleHalf() {
    #expect(ScoreSpread().middleHalf == nil)
    for count in 1...40 {
      var (spread, mirrored) = (ScoreSpread(), ScoreSpread())
      let scores = (0..<count).map { Double(($0 * 37 + count) % 41) / 20 - 1 }
      for score in scores {
        spread.add(score)
        mirrored.add(-score)
      }
      let middle = spread.middleHalf ?? 9...9
      let other = mirrored.middleHalf ?? 9...9
      #expect(abs(middle.lowerBound + other.upperBound) < 1e-9, "\(scores)")
      #expect(abs(middle.upperBound + other.lowerBound) < 1e-9, "\(scores)")
      let wide = (middle.lowerBound - 0.0005)...(middle.upperBound + 0.0005)
      #expect(scores.count { wide.contains($0) } * 2 >= count)
    }
  }

  @Test("A histogram has its tallest bar full")
  func histogram() {
    var spread = ScoreSpread()
    for _ in 0..<8 { spread.add(-1) }
    for _ in 0..<4 { spread.add(1) }
    spread.add(0)
    #expect(spread.histogram(columns: 5) == "█·▁·▄")
  }
}
