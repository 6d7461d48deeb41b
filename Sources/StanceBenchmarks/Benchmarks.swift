import StanceKit
import StanceModel
import StanceText

/// Micro-benchmarks of the parts of the way from bytes to scores, on inputs made from a seed.
///
///     swift run -c release StanceBenchmarks                 # all parts
///     swift run -c release StanceBenchmarks tokenizer kernels
///     swift run -c release StanceBenchmarks pass FILE       # hash each byte: the limit
///     swift run -c release StanceBenchmarks solve MATRIX C TOLERANCE [--no-bias]
@main
enum Benchmarks {
  private static let parts: [(name: String, run: @Sendable () throws -> Void)] = [
    ("units", TextBenchmarks.units),
    ("tokenizer", TextBenchmarks.tokenizer),
    ("lexicon", TextBenchmarks.lexicon),
    ("features", TextBenchmarks.features),
    ("scoring", TextBenchmarks.scoring),
    ("kernels", KernelBenchmarks.gemm),
    ("solver", SolverBenchmarks.generated),
  ]

  static func main() throws {
    let words = Array(CommandLine.arguments.dropFirst())
    switch words.first {
    case "pass": try BytePass.run(words.dropFirst().first ?? "-")
    case "solve": try SolverBenchmarks.solve(Array(words.dropFirst()))
    default:
      for part in parts where words.isEmpty || words.contains(part.name) { try part.run() }
    }
  }
}

/// Reads a file and hashes each byte once (FNV-1a, 64 bits): no scorer that looks at every byte in
/// turn can be faster.
enum BytePass {
  static func run(_ path: String) throws {
    var file = try InputFile(path)
    var block: [UInt8] = []
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    var count = 0
    while try file.read(into: &block, atMost: 1 << 18) > 0 {
      for byte in block { hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01b3 }
      count += block.count
      block.removeAll(keepingCapacity: true)
    }
    print(count, String(hash, radix: 16))
  }
}
