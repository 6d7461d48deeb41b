import StanceKit
import StanceLexicon
import StanceModel
import StanceText
import StanceTraining

/// A model of somebody's own, as `Sources/StanceKit/README.md` shows it.
func train(_ paths: [String], to output: String) throws -> LinearModel {
  let rules = try ReadingRules(prepared: BundledAssets.reading)
  let (data, failures) = DataLoader(rules: rules, packs: []).load(paths)
  for failure in failures { print(failure) }
  for line in data.wrongLines { print(line) }
  let trainer = Trainer(
    lexicon: try Lexicon(prepared: BundledAssets.lexicon), rules: rules,
    targets: TargetResolver(
      packs: [:], fallback: .nobody, persons: try TableArchive(BundledAssets.tables).persons))
  let model = try trainer.train(data).model
  var file = try AtomicFile(output)
  try file.write(ModelFile.encode(model))
  try file.commit()
  return model
}
