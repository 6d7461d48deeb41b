import StanceTestSupport
import StanceText
import Testing

@testable import StanceModel

@Suite struct JSONPlacesTests {
  private static func members(_ text: [UInt8]) throws -> [(key: String, value: ConstantBytes)] {
    try JSONPlaces.members(ConstantBytes(text))
  }

  /// The members are those that the reader of whole values finds.
  @Test func placesHoldTheMembers() throws {
    for seed in UInt64(0)..<300 {
      var generator = SeededGenerator(seed: seed)
      let members = (0..<Int.random(in: 0...5, using: &generator)).map { number in
        JSONMember(key: "k\\\"\(number)", value: JSONTests.random(&generator, depth: 1))
      }
      for text in [
        JSONWriter.encode(.object(members)), JSONWriter.encodePretty(.object(members)),
      ] {
        let found = try Self.members(text).map {
          JSONMember(key: $0.key, value: try JSONReader.parse($0.value.array))
        }
        #expect(found == members, "seed \(seed)")
      }
    }
  }

  @Test(arguments: [
    "", "{", "[]", "{} 1", "{\"a\"}", "{\"a\":1", "{\"a\":1,}", "{\"a\":\"\\\"}", "{a:1}",
    "{\"a\":1 \"b\":2}", "7", "{\"a\":[1,2}",
  ])
  func refuses(text: String) {
    #expect(throws: JSONError.self) {
      for member in try Self.members(Array(text.utf8)) {
        _ = try JSONReader.parse(member.value.array)
      }
    }
  }

  @Test func theBundledProvenanceIsReadWhenAskedFor() throws {
    let model = ModelFileTests.model()
    let bytes = ConstantBytes(ModelFile.encode(model))
    let quick = try ModelFile.decode(bytes, verifying: false)
    #expect(quick.provenance == model.provenance)
    #expect(quick == model)
  }

  /// Files hold the names: they are the cases' own, in words.
  @Test func featuresHaveTheNamesOfTheirCases() {
    for feature in DenseFeature.allCases {
      let words = "\(feature)".map { $0.isUppercase ? ".\($0.lowercased())" : "\($0)" }.joined()
      #expect(feature.name == "lexicon." + words)
    }
  }
}
