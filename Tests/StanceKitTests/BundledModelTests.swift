import StanceKit
import StanceModel
import StanceTestSupport
import StanceText
import Testing

@Suite struct BundledModelTests {
  /// What is compiled in is the file of the folder, whole, and says the three labels of stance.
  @Test(arguments: BundledModel.allCases)
  func modelIsItsFile(_ bundled: BundledModel) throws {
    let file = try #require(PackageFiles.read("Models/\(bundled.rawValue)/model.safetensors"))
    #expect(bundled.bytes.array == file)
    #expect(file.count < 8_000_000)
    let model = try ModelFile.decode(file, verifying: true)
    #expect(model.labels == ["favor", "neutral", "against"])
    #expect(try bundled.model().provenance.facts == model.provenance.facts)
  }

  /// A text by itself is read by the model for such texts: the plainest praise and blame.
  @Test func shortTexts() throws {
    let analyzer = try Analyzer(
      target: "Brunel, le service", model: BundledModel.short.model())
    let said = [
      "J’adore, merci à toute l’équipe !", "Nul, je suis vraiment déçu.", "Ouvert dès lundi.",
    ]
    #expect(said.map { analyzer.score($0).first?.label } == ["favor", "against", "neutral"])
  }

  /// Without a target no word is a name: what is said of anybody is what the text says.
  @Test func nobodyIsTheTarget() throws {
    let analyzer = try Analyzer(
      target: BundledModel.short.target, model: BundledModel.short.model())
    let units = analyzer.score("Microsoft est nul, je suis vraiment déçu.")
    #expect(units.first?.label == "against" && units.first?.aboutTarget == true)
  }
}
