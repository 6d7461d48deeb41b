import StanceText
import Testing

@Suite struct OpeningTitleTests {
  @Test(arguments: [
    ("Point de vue optimiste", "favor"), ("POINT DE VUE PESSIMISTE :", "against"),
    ("2. Le point de vue neutre : la question reste posée.", "neutral"),
    ("Risques : la dette.", "against"), ("Pros: cheap.", "favor"),
  ])
  func titles(line: String, label: String) throws {
    let bytes = Array(line.utf8)
    #expect(try TextTestFiles.rules().labelOfOpeningTitle(bytes, 0..<bytes.count) == label)
  }

  @Test(arguments: [
    "", "Exemple : un boulanger.", "Les risques sont connus : la dette en est un.",
    "Un point de vue optimiste domine.", ": rien", "Le groupe est pour : il l’a dit.",
  ])
  func others(line: String) throws {
    let bytes = Array(line.utf8)
    #expect(try TextTestFiles.rules().labelOfOpeningTitle(bytes, 0..<bytes.count) == nil)
  }

  @Test func rangesOutsideTheBytes() throws {
    let bytes = Array("Contre".utf8)
    #expect(try TextTestFiles.rules().labelOfOpeningTitle(bytes, 0..<100) == "against")
    #expect(try TextTestFiles.rules().labelOfOpeningTitle([], 3..<9) == nil)
  }
}
