import Testing

@testable import StanceLexicon

@Suite struct SkeletonTests {
  private static func sound(_ word: String) -> String {
    var skeleton = Skeleton()
    skeleton.reduce(Array(word.utf8)[...])
    return String(decoding: skeleton.bytes, as: UTF8.self)
  }

  @Test func misspellingsSoundLikeTheWord() {
    for (word, other) in [
      ("catastrofe", "catastrophe"), ("persone", "personne"), ("zukerberg", "zuckerberg"),
      ("kalite", "qualite"), ("bato", "bateau"), ("rezon", "raison"), ("guerre", "gere"),
    ] {
      #expect((Self.sound(word) == Self.sound(other)) == (word != "guerre"), "\(word) \(other)")
    }
    #expect(Self.sound("chapeaux") == "Capox")
    #expect(Self.sound("reduction") == "reduksion")
    #expect(Self.sound("hhh") == "")
  }

  /// Words that sound alike have the same of the letters that every sound keeps.
  @Test func soundsKeepTheirLetters() {
    var state: UInt64 = 5
    func next(_ count: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % count
    }
    let parts = "a e i o u y n m t s ph h qu gu ge ain eau tion b d l r v x c k p z f j w".split(
      separator: " ")
    for _ in 0..<2000 {
      let word = (0..<(1 + next(7))).map { _ in parts[next(parts.count)] }.joined()
      #expect(
        Skeleton.kept(Array(word.utf8)[...]) == Skeleton.kept(Array(Self.sound(word).utf8)[...]),
        "\(word)")
    }
  }

  /// The whole table, as it is taught.
  private static func distance(_ left: [UInt8], _ right: [UInt8]) -> Int {
    var rows = [Array(0...right.count)]
    for i in left.indices {
      var row = [i + 1]
      for j in right.indices {
        row.append(min(rows[i][j] + (left[i] == right[j] ? 0 : 1), rows[i][j + 1] + 1, row[j] + 1))
      }
      rows.append(row)
    }
    return rows[left.count][right.count]
  }

  @Test func distancesAreThoseOfTheWholeTable() {
    var state: UInt64 = 11
    func word() -> [UInt8] {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return (0..<Int(state >> 60) % 8).map {
        UInt8(ascii: "a") + UInt8(state >> (20 + $0 * 2) & 1)
      }
    }
    var within = 0
    for _ in 0..<5_000 {
      let (left, right) = (word(), word())
      let whole = Self.distance(left, right)
      for limit in 0...3 {
        let found = Skeleton.distance(left[...], right[...], limit: limit)
        #expect(found == (whole <= limit ? whole : nil), "\(left) \(right) \(limit)")
        within += found == nil ? 0 : 1
      }
    }
    #expect(within > 1_000)
  }
}
