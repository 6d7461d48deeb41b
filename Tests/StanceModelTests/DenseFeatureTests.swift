import StanceModel
import Testing

@Suite struct DenseFeatureTests {
  /// Files hold the names: they are the cases' own, in words.
  @Test func featuresHaveTheNamesOfTheirCases() {
    for feature in DenseFeature.allCases {
      let words = "\(feature)".map { $0.isUppercase ? ".\($0.lowercased())" : "\($0)" }.joined()
      #expect(feature.name == "lexicon." + words)
    }
  }
}
