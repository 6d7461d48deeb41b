import StanceKit
import StanceModel

let analyzer = try Analyzer(target: "meta")
let praise = analyzer.scoreUnit("La stratégie IA de Meta est brillante : un coup de maître.")
let blame = analyzer.scoreUnit("La stratégie IA de Meta est un fiasco : quel gâchis.")
print("praise: \(praise.label ?? "none") \(praise.score ?? 0)")
print("blame: \(blame.label ?? "none") \(blame.score ?? 0)")

let article = """
  Un pari risqué

  Point de vue optimiste

  Meta réussit un recrutement remarquable, et ses équipes avancent vite.
  """
for paragraph in analyzer.score(article) where paragraph.label != nil {
  print("line \(paragraph.unit.line): \(paragraph.label ?? "") \(paragraph.score ?? 0)")
}
precondition(praise.label == "favor" && blame.label == "against", "the verdicts are wrong")

// The labelled sentences of the tests of this package, five folders up.
let root = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(5)
  .joined(separator: "/")
let file = CommandLine.arguments[0] + ".safetensors"
let own = try Analyzer(
  target: "none",
  model: train([root + "/Tests/StanceCommandTests/Golden/train.jsonl"], to: file))
let again = try Analyzer(target: "none", model: ModelFile.decode(FileSystem.read(file)))
print("own: \(own.scoreUnit("Un fiasco.").label ?? "none")")
precondition(
  own.scoreUnit("Un fiasco.") == again.scoreUnit("Un fiasco."), "the file holds another model")
