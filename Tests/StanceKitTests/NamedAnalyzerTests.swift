import StanceKit
import StanceLexicon
import StanceModel
import StanceTestSupport
import Testing

@Suite struct NamedAnalyzerTests {
  private static let model = PackageFiles.root + "/Models/short/model.safetensors"
  private static let pack = PackageFiles.root + "/Lexicons/targets/openai.tsv"

  @Test(arguments: BundledModel.allCases)
  func aModelBringsItsTarget(_ model: BundledModel) throws {
    let analyzer = try Analyzer.named(model: model.rawValue)
    #expect(analyzer.model == (try model.model()))
    #expect(analyzer.target.id == model.target)
    #expect(try Analyzer.named(target: "apple", model: model.rawValue).target.id == "apple")
  }

  @Test func nothingNamedIsTheDefault() throws {
    let (named, plain) = (try Analyzer.named(), try Analyzer())
    #expect(named.model == plain.model && named.target == plain.target)
  }

  @Test func filesAndNames() throws {
    #expect(try Analyzer.model(Self.model) == BundledModel.short.model())
    #expect(try Analyzer.pack(Self.pack).rows == Analyzer.pack("openai").rows)
    #expect(try Analyzer.named(target: Self.pack).target.id == "openai")
    #expect(try Analyzer.named(target: "Renault, la régie").target.title == "Renault")
    #expect(try Analyzer.pack("none") == .nobody)
  }

  @Test func eachErrorNamesWhatWasTyped() {
    #expect(throws: AnalyzerError.unknownModel("nope")) { try Analyzer.model("nope") }
    #expect(throws: AnalyzerError.unknownModel("")) { try Analyzer.model("") }
    #expect(throws: AnalyzerError.file(.notFound("/no/model"))) { try Analyzer.model("/no/model") }
    #expect(throws: AnalyzerError.file(.notFound("no.tsv"))) {
      try Analyzer.named(target: "no.tsv")
    }
    let readme = PackageFiles.root + "/README.md"
    let error = #expect(throws: AnalyzerError.self) { try Analyzer.named(model: readme) }
    guard case .modelFile(readme, .notAModel)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(AnalyzerError.unknownModel("").description.hasPrefix("\"\": no such file"))
    #expect(error?.description.hasPrefix(readme + ": not a stance model") == true)
  }
}
