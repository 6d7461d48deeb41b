import StanceTestSupport
import StanceText
import Testing

@testable import StanceModel

@Suite struct JSONPlacesTests {
  private static func values(_ members: [JSONPlaces.Member]) throws -> [JSONMember] {
    try members.map { JSONMember(key: $0.key, value: try JSONReader.parse($0.value.array)) }
  }

  /// The members are those that the reader of whole values finds, inside and outside.
  @Test func placesHoldTheMembers() throws {
    for seed in UInt64(0)..<300 {
      var generator = SeededGenerator(seed: seed)
      func members() -> [JSONMember] {
        (0..<Int.random(in: 0...5, using: &generator)).map { number in
          JSONMember(key: "k\\\"\(number)", value: JSONTests.random(&generator, depth: 1))
        }
      }
      let (outer, inner) = (members(), members())
      var all = outer
      let place = Int.random(in: 0...all.count, using: &generator)
      all.insert(JSONMember(key: "in", value: .object(inner)), at: place)
      for text in [JSONWriter.encode(.object(all)), JSONWriter.encodePretty(.object(all))] {
        let found = try JSONPlaces.members(ConstantBytes(text), opening: "in")
        #expect(try Self.values(found.members) == outer, "seed \(seed)")
        #expect(try Self.values(found.inner) == inner, "seed \(seed)")
      }
    }
  }

  @Test(arguments: [
    "", "{", "[]", "{} 1", "{\"a\"}", "{\"a\":1", "{\"a\":1,}", "{\"a\":\"\\\"}", "{a:1}",
    "{\"a\":1 \"b\":2}", "7", "{\"a\":[1,2}", "{\"in\":1}", "{\"in\":{\"a\":1}",
    "{\"in\":{\"a\":1},\"in\":{\"a\":1}}", "{\"in\":{},\"in\":{\"a\":1}}", "{\"in\":{},\"in\":{}}",
  ])
  func refuses(text: String) {
    #expect(throws: JSONError.self) {
      let found = try JSONPlaces.members(ConstantBytes(Array(text.utf8)), opening: "in")
      _ = try Self.values(found.members + found.inner)
    }
  }
}
