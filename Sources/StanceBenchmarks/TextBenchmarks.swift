import StanceKit
import StanceLexicon
import StanceModel
import StanceText

/// The steps from bytes to scores, each on the same thousand paragraphs.
enum TextBenchmarks {
  private static let seed: UInt64 = 20_260_101

  private struct Input {
    var paragraphs: [[UInt8]]
    var rules: ReadingRules
    var lexicon: Lexicon
    var target: TargetPack
    var megabytes: Double

    init() throws {
      var generator = try GeneratedText(seed: TextBenchmarks.seed)
      paragraphs = generator.paragraphs(1_000)
      let tables = TableArchive(BundledAssets.tables)
      rules = try ReadingRules(prepared: BundledAssets.reading)
      lexicon = try Lexicon(prepared: BundledAssets.lexicon)
      target = try tables.target("meta") ?? TargetPack(names: "Meta")
      megabytes = Double(paragraphs.reduce(0) { $0 + $1.count }) / 1e6
    }

    /// The paragraphs as one document.
    var document: [UInt8] { Array(paragraphs.joined(separator: [0x0A, 0x0A])) }
  }

  static func units() throws {
    let input = try Input()
    let document = input.document
    let seconds = Stopwatch.median {
      var reader = UnitReader(rules: input.rules)
      var units: [TextUnit] = []
      reader.read(document, isLast: true, into: &units)
    }
    Stopwatch.report("units of a document", seconds, input.megabytes, "MB/s")
  }

  static func tokenizer() throws {
    let input = try Input()
    let tokenizer = Tokenizer(rules: input.rules)
    var buffer = TokenBuffer()
    var words = WordTable()
    let seconds = Stopwatch.median {
      for text in input.paragraphs {
        tokenizer.tokenize(
          text, in: 0..<text.count, language: .french, into: &buffer, words: &words)
      }
    }
    Stopwatch.report("tokens and sentences", seconds, input.megabytes, "MB/s")
    let cold = Stopwatch.median {
      var words = WordTable()
      for text in input.paragraphs {
        tokenizer.tokenize(
          text, in: 0..<text.count, language: .french, into: &buffer, words: &words)
      }
    }
    Stopwatch.report("tokens and sentences, every word new", cold, input.megabytes, "MB/s")
  }

  static func lexicon() throws {
    let input = try Input()
    let tokenizer = Tokenizer(rules: input.rules)
    var words = WordTable()
    let buffers = input.paragraphs.map { text -> TokenBuffer in
      var buffer = TokenBuffer()
      tokenizer.tokenize(
        text, in: 0..<text.count, language: .french, into: &buffer, words: &words)
      return buffer
    }
    var analyzer = LexicalAnalyzer(lexicon: input.lexicon, target: input.target)
    var analysis = LexicalAnalysis()
    let seconds = Stopwatch.median {
      for (text, buffer) in zip(input.paragraphs, buffers) {
        analyzer.analyze(text, buffer, words: words, language: .french, into: &analysis)
      }
    }
    Stopwatch.report("cues and rules, tokens given", seconds, input.megabytes, "MB/s")
  }

  static func features() throws {
    let input = try Input()
    let seconds = Stopwatch.median {
      var collector = FeatureCollector(
        spec: NGramSpec(bucketBits: 20), lexicon: input.lexicon, rules: input.rules)
      for text in input.paragraphs {
        collector.add(
          text, language: .french, target: input.target, recordTarget: .none, assumeTarget: true)
      }
    }
    Stopwatch.report("training features, from bytes", seconds, input.megabytes, "MB/s")
  }

  static func scoring() throws {
    let input = try Input()
    let spec = NGramSpec(bucketBits: 20)
    let labels = ["favor", "neutral", "against"]
    let model = LinearModel(
      labels: labels, spec: spec,
      denseWeights: Array(repeating: 0.1, count: DenseFeature.count * 3),
      bias: [0, 0, 0], table: WeightTable(buckets: spec.buckets, outputs: 3), temperature: 1,
      context: nil, provenance: Provenance())
    let analyzer = Analyzer(
      model: model, lexicon: input.lexicon, rules: input.rules, target: input.target)
    let document = input.document
    var scorer = DocumentScorer(analyzer)
    let seconds = Stopwatch.median { _ = scorer.score(document) }
    Stopwatch.report("a document to probabilities", seconds, input.megabytes, "MB/s")
    let predictions = scorer.score(document)
    let json = PredictionJSON(file: "a.txt", model: model)
    let output = Stopwatch.median {
      var writer = JSONWriter(capacity: 1 << 20)
      for prediction in predictions {
        json.write(prediction, to: &writer)
        writer.raw("\n")
      }
    }
    Stopwatch.report("predictions to JSONL", output, input.megabytes, "MB/s of text")
  }
}
