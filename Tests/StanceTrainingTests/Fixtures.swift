import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceTestSupport
import StanceText

@testable import StanceTraining

/// What the tests of this module share.
enum Fixtures {
  private struct Loaded {
    var rules: ReadingRules
    var lexicon: Lexicon
  }

  private static let loaded = Result {
    Loaded(
      rules: try ReadingRules(prepared: BundledAssets.reading),
      lexicon: try Lexicon(prepared: BundledAssets.lexicon))
  }

  static func rules() throws -> ReadingRules { try loaded.get().rules }
  static func lexicon() throws -> Lexicon { try loaded.get().lexicon }

  /// Packs of two targets, and one that matches nothing.
  static func resolver() throws -> TargetResolver {
    TargetResolver(
      packs: [
        "acme": try TargetPack(names: "Acme, le groupe Acme"),
        "zenith": try TargetPack(names: "Zenith"),
      ], fallback: try TargetPack(names: "\u{1}none"), persons: nil)
  }

  /// A trainer with a small table and few strengths: quick, and otherwise the real one.
  static func trainer(without: Set<String> = [], seed: UInt64 = 1) throws -> Trainer {
    var options = TrainingOptions(seed: seed, folds: 3, strengths: [1, 10])
    options.spec = NGramSpec(
      wordOrders: 1...2, characterOrders: 3...4, bucketBits: 12, targetWindow: 4,
      joinsTarget: true, marksOpening: true, readsTarget: true)
    options.without = without
    return Trainer(
      lexicon: try lexicon(), rules: try rules(), targets: try resolver(), options: options)
  }

  static func example(
    _ id: String, _ text: String, _ label: String?, target: String? = "acme", group: String? = nil,
    split: String? = nil, section: ArticleSection? = nil, file: String = "data.jsonl", line: Int = 1
  ) -> Example {
    Example(
      id: id, file: file, line: line, text: Array(text.utf8), label: label, target: target,
      group: group ?? id, split: split, section: section)
  }

  private static let openings = [
    "Ce matin", "Depuis mars", "À Lyon", "Dans la rue", "Pour les clients", "Au printemps",
    "Selon les chiffres", "Avec le temps",
  ]
  private static let verdicts: [String: [String]] = [
    "favor": [
      "réussit un excellent lancement", "signe un succès formidable",
      "offre un service remarquable", "tient une promesse brillante",
    ],
    "neutral": [
      "publie son calendrier", "ouvre deux bureaux", "présente ses comptes",
      "déménage son siège",
    ],
    "against": [
      "essuie un échec cuisant", "livre un produit raté", "accumule les erreurs graves",
      "déçoit encore ses clients",
    ],
  ]
  private static let tails = [
    "et le marché regarde.", "devant les salariés.", "sans autre annonce.", "comme prévu en mai.",
    "avant la fin de l’année.", "au siège du groupe.",
  ]

  /// A data set that can be learned: `groups` articles of six paragraphs, two of each label.
  ///
  /// - Parameter noise: share of the rows whose label is drawn at random.
  static func synthetic(groups: Int, seed: UInt64 = 1, noise: Double = 0.1) -> DataSet {
    var generator = SeededGenerator(seed: seed)
    var data = DataSet()
    let labels = ["favor", "neutral", "against"]
    for group in 0..<groups {
      let name = group % 2 == 0 ? "Acme" : "Zenith"
      let file = "articles/\(group).txt"
      for (section, label) in labels.shuffled(using: &generator).enumerated() {
        for place in 0..<2 {
          let opening = openings.randomElement(using: &generator) ?? ""
          let verdict = verdicts[label]?.randomElement(using: &generator) ?? ""
          let tail = tails.randomElement(using: &generator) ?? ""
          let isNoise = Double.random(in: 0..<1, using: &generator) < noise
          let line = 5 + 4 * section + 2 * place
          data.examples.append(
            Example(
              id: "\(file):\(line)", file: file, line: line,
              text: Array("\(opening) n° \(group), \(name) \(verdict) \(tail)".utf8),
              label: isNoise ? labels.randomElement(using: &generator) : label,
              target: group % 2 == 0 ? "acme" : "zenith", group: file,
              section: ArticleSection(number: section, isTitled: true)))
        }
      }
      data.sources.append(
        DataSource(file: file, sha256: SHA256.hexDigest(Array(file.utf8)), groups: 1, items: 6))
    }
    return data
  }

  static func golden(_ name: String) -> [UInt8] {
    PackageFiles.read("Tests/StanceTrainingTests/Golden/\(name)") ?? []
  }
}
