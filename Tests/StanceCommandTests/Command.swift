import StanceModel
import StanceTestSupport
import Testing

/// The program under test, with a small model that was trained once for all tests.
enum Command {
  static let golden = PackageFiles.root + "/Tests/StanceCommandTests/Golden"
  static let isBuilt = ProgramRun.program != nil

  /// A model of 1,024 buckets on 48 sentences, beside the program; nil when training fails.
  static let model: String? = {
    guard let program = ProgramRun.program else { return nil }
    let path = program + "-test-model.safetensors"
    let run = ProgramRun.stance(
      ["train", golden + "/train.jsonl", "-o", path, "--buckets", "10", "--strength", "1"])
    return run?.status == 0 ? path : nil
  }()

  /// Runs `stance` in the golden folder.
  static func run(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    connection: ProgramRun.Connection = .files
  ) throws -> ProgramRun {
    try #require(
      ProgramRun.stance(
        arguments, input: input, in: golden, environment: environment, connection: connection))
  }

  /// Runs `stance score` with the small model.
  static func score(
    _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:],
    connection: ProgramRun.Connection = .files
  ) throws -> ProgramRun {
    let trained = try #require(model)
    return try run(
      ["score", "--model", trained] + arguments, input: input,
      environment: environment, connection: connection)
  }

  /// The objects of JSONL output.
  static func objects(_ run: ProgramRun) throws -> [JSONValue] {
    try run.lines.map { try JSONReader.parse(Array($0.utf8)) }
  }

  static func folder() throws -> TemporaryFolder { try TemporaryFolder() }
}

extension JSONValue {
  /// The two ends of a range.
  var ends: Range<Int>? {
    guard let array, array.count == 2, let low = array[0].int, let high = array[1].int,
      low <= high
    else { return nil }
    return low..<high
  }

  var keys: [String] { object?.map(\.key) ?? [] }
}
