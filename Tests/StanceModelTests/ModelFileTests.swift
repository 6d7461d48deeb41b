import StanceTestSupport
import StanceText
import Testing

@testable import StanceModel

@Suite struct ModelFileTests {
  /// A small model with arbitrary numbers.
  static func model(labels: [String] = ["favor", "neutral", "against"], seed: UInt64 = 7)
    -> LinearModel
  {
    var generator = SeededGenerator(seed: seed)
    let outputs = labels.count == 2 ? 1 : labels.count
    var table = WeightTable.Builder(buckets: 1 << 10, outputs: outputs)
    for bucket in 0..<1 << 10 {
      table.set(
        bucket,
        weights: (0..<outputs).map { _ in Float.random(in: -1...1, using: &generator) }[...],
        scale: Float.random(in: 0...3, using: &generator))
    }
    var model = LinearModel(
      labels: labels,
      spec: NGramSpec(
        wordOrders: 1...2, characterOrders: 3...4, bucketBits: 10, targetWindow: 4,
        marksOpening: true, readsTarget: true),
      denseWeights: (0..<DenseFeature.count * outputs).map { _ in
        Float.random(in: -1...1, using: &generator)
      },
      bias: (0..<outputs).map { _ in Float.random(in: -1...1, using: &generator) },
      table: table.table(), temperature: 1.25,
      context: ContextWeights(
        own: 0.5, departure: 3, alike: labels.indices.map { Float($0) / 2 - 1 },
        running: labels.count == 2 || labels.count > ContextWeights.Running.mostLabels
          ? nil
          : .init(
            own: 0.75, others: (0..<labels.count * labels.count).map { Float($0) / 4 - 1 },
            first: labels.indices.map { 1 - Float($0) }),
        division: labels.count == 3
          ? .init(shares: [0.25, 0.5, 0.25], constant: 0.5, slope: 1.25, leading: -2, titled: 3)
          : nil),
      provenance: Provenance(
        program: "0", seed: 3, data: ["00 a.txt"], facts: [.init("rows", "12")]))
    model.pivots = NGramFamily.allCases.map { Float(100 * ($0.rawValue + 1)) }
    return model
  }

  @Test(arguments: [
    ["favor", "neutral", "against"], ["no", "yes"], ["a", "b", "c", "d", "e"],
    (0..<13).map { "l\($0)" },
  ])
  func aModelReadsBackAsItWas(labels: [String]) throws {
    let model = Self.model(labels: labels)
    let bytes = ModelFile.encode(model)
    #expect(try ModelFile.decode(bytes) == model)
    #expect(ModelFile.encode(try ModelFile.decode(bytes)) == bytes)
  }

  @Test func aModelReadWithoutItsChecksumsIsTheSame() throws {
    let model = Self.model()
    let bytes = ConstantBytes(ModelFile.encode(model))
    let quick = try ModelFile.decode(bytes, verifying: false)
    #expect(quick.provenance == model.provenance)
    #expect(quick == model)
  }

  @Test(arguments: [true, false]) func metadataGivenTwiceIsRefused(verifying: Bool) throws {
    let file = try SafeTensors(decoding: ModelFile.encode(Self.model()))
    for member in file.metadata {
      var damaged = file
      damaged.metadata.append(member)
      let bytes = damaged.encoded()
      #expect(throws: ModelFileError.self, "\(member.key)") {
        try ModelFile.decode(bytes, verifying: verifying)
      }
    }
  }

  /// An offset counts from the value that is named beside it.
  @Test func anErrorSaysWhereInTheHeader() {
    let header = #"{"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"b":{"dtype":U8}}"#
    let text = Array(header.utf8)
    let file = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) } + text
    #expect(
      throws: ModelFileError.notAModel(
        reason: "tensor b of its header is not JSON (its byte 9: expected a JSON value)")
    ) { try SafeTensors(decoding: file) }
  }

  @Test func aFileCutAnywhereIsRefused() throws {
    let bytes = ModelFile.encode(Self.model())
    let header = 8 + Int(bytes[0]) + Int(bytes[1]) << 8
    for length in Array(0..<header + 64) + [bytes.count - 1] {
      #expect(throws: ModelFileError.self, "cut at \(length)") {
        try ModelFile.decode(Array(bytes[..<length]))
      }
    }
  }

  @Test func aWrongLengthIsToldWithTheRightOne() {
    let bytes = ModelFile.encode(Self.model())
    let header = 8 + Int(bytes[0]) + Int(bytes[1]) << 8
    for length in [header, header + 1, (header + bytes.count) / 2, bytes.count - 1] {
      #expect(throws: ModelFileError.truncated(expected: bytes.count, found: length)) {
        try ModelFile.decode(Array(bytes[..<length]))
      }
    }
    for more in [1, 2, 1000] {
      #expect(throws: ModelFileError.tooLong(expected: bytes.count, found: bytes.count + more)) {
        try ModelFile.decode(bytes + [UInt8](repeating: 0, count: more))
      }
    }
    #expect(ModelFileError.tooLong(expected: 1, found: 2).description.contains("is longer than"))
  }

  @Test func noBitOfTheHeaderCanTurnWithoutBeingSeen() {
    let original = Self.model()
    let bytes = ModelFile.encode(original)
    let header = 8 + Int(bytes[0]) + Int(bytes[1]) << 8
    for position in 0..<header {
      for bit in 0..<8 {
        var damaged = bytes
        damaged[position] ^= 1 << UInt8(bit)
        if let model = try? ModelFile.decode(damaged) { #expect(model == original) }
      }
    }
  }

  @Test func aDamagedTensorFailsItsChecksum() throws {
    var bytes = ModelFile.encode(Self.model())
    bytes[bytes.count - 5] ^= 4
    #expect(throws: ModelFileError.self) { try ModelFile.decode(bytes) }
  }

  @Test func attacksAreRefused() {
    for header in [
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}"#,
      #"{"a":{"dtype":"F32","shape":[4611686018427387904],"data_offsets":[0,16]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}"#,
      #"{"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}"#,
      #"{"a":{"dtype":"F99","shape":[2],"data_offsets":[0,8]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,9007199254740992]}}"#,
      #"{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}"#,
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}"#,
      "[]", "{", "7",
    ] {
      let text = Array(header.utf8)
      var file = (0..<8).map { UInt8(truncatingIfNeeded: text.count >> (8 * $0)) }
      file += text + Array(repeating: 0, count: 16)
      #expect(throws: ModelFileError.self, "\(header)") { try ModelFile.decode(file) }
    }
    // A header length that would need more memory than there is.
    let huge = Array(repeating: UInt8(0xFF), count: 7) + [0x7F] + Array("{}".utf8)
    #expect(throws: ModelFileError.self) { try ModelFile.decode(huge) }
  }

  private static func running(_ weights: String) -> String {
    #"{"own":0.5,"departure":3,"alike":[0,0,0],"running":\#(weights)}"#
  }

  @Test(arguments: [
    #"{"own":0.5,"departure":3}"#, #"{"own":0.5,"departure":3,"alike":[0,0],"running":null}"#,
    #"{"own":0.5,"departure":3,"alike":[0,0,0]}"#,
    #"{"own":1e39,"departure":3,"alike":[0,0,0],"running":null}"#,
    #"{"own":1e-60,"departure":3,"alike":[0,0,0],"running":null}"#,
    #"{"own":-1,"departure":3,"alike":[0,0,0],"running":null}"#,
    #"{"own":0.5,"departure":-1,"alike":[0,0,0],"running":null}"#,
    #"{"own":0.5,"departure":3,"alike":[0,1e39,0],"running":null}"#,
    #"{"own":0.5,"departure":3,"alike":[0,0,0],"running":[0,0,0]}"#,
    running(#"{"own":1,"others":[0,0,0,0,1e4,0,0,0,0],"first":[0,0,0]}"#),
    running(#"{"own":1,"others":[0,0,0],"first":[0,0,0]}"#),
    running(#"{"own":1,"others":[0,0,0,0,0,0,0,0,0],"first":[0,0]}"#),
    running(#"{"own":0,"others":[0,0,0,0,0,0,0,0,0],"first":[0,0,0]}"#),
    running(#"{"others":[0,0,0,0,0,0,0,0,0],"first":[0,0,0]}"#),
    "[]",
  ])
  func contextOutOfBoundsIsRefused(context: String) throws {
    var file = try SafeTensors(decoding: ModelFile.encode(Self.model()))
    let index = try #require(file.metadata.firstIndex { $0.key == "context" })
    file.metadata[index].value = context
    #expect(throws: ModelFileError.self) { try ModelFile.decode(file.encoded()) }
  }

  @Test(arguments: [[12], [1, 12], [12, 1], [3, 4]])
  func theTextsAreRowsOfFourBytes(shape: [Int]) throws {
    var model = Self.model()
    model.texts = TextSketch(["a", "b", "c"].map { Array($0.utf8) })
    var file = try SafeTensors(decoding: ModelFile.encode(model))
    let index = try #require(file.tensors.firstIndex { $0.name == "texts" })
    file.tensors[index].shape = shape
    let bytes = file.encoded()
    if shape == [3, 4] {
      #expect(try ModelFile.decode(bytes).texts == model.texts)
    } else {
      #expect(throws: ModelFileError.self) { try ModelFile.decode(bytes) }
    }
  }

  @Test func aNewerVersionSaysSo() throws {
    var file = try SafeTensors(decoding: ModelFile.encode(Self.model()))
    let index = try #require(file.metadata.firstIndex { $0.key == "version" })
    let next = ModelFile.version + 1
    file.metadata[index].value = String(next)
    #expect(throws: ModelFileError.newerVersion(found: next, supported: ModelFile.version)) {
      try ModelFile.decode(file.encoded())
    }
  }

  @Test(arguments: [true, false]) func anOlderVersionSaysSo(verifying: Bool) throws {
    var file = try SafeTensors(decoding: ModelFile.encode(Self.model()))
    let index = try #require(file.metadata.firstIndex { $0.key == "version" })
    file.metadata[index].value = "4"
    let bytes = ConstantBytes(file.encoded())
    #expect(throws: ModelFileError.olderVersion(found: 4)) {
      try ModelFile.decode(bytes, verifying: verifying)
    }
  }

  /// Whatever decides a verdict is under the checksum: labels, temperature, context, provenance.
  @Test func aChangedMetadatumFailsTheChecksum() throws {
    let file = try SafeTensors(decoding: ModelFile.encode(Self.model()))
    for (key, old, new) in [
      ("labels", "\"favor\"", "\"favour\""), ("temperature", "1.25", "1.5"),
      ("pivots", "200", "201"),
      ("context", "\"own\": 0.5", "\"own\": 0.25"), ("provenance", "00 a.txt", "00 b.txt"),
    ] {
      var changed = file
      let index = try #require(file.metadata.firstIndex { $0.key == key })
      changed.metadata[index].value.replace(old, with: new)
      #expect(changed != file, "\(key)")
      let bytes = changed.encoded()
      #expect("\(key)") { try ModelFile.decode(bytes) } throws: { error in
        guard let error = error as? ModelFileError, case .checksum = error else { return false }
        return true
      }
    }
  }

  @Test(arguments: ["0", "-1", "1e-45", "1e38", "nan", "warm"])
  func aTemperatureOutOfBoundsIsRefused(value: String) throws {
    var file = try SafeTensors(decoding: ModelFile.encode(Self.model()))
    let index = try #require(file.metadata.firstIndex { $0.key == "temperature" })
    file.metadata[index].value = value
    let bytes = ConstantBytes(file.encoded())
    #expect(throws: ModelFileError.self) { try ModelFile.decode(bytes, verifying: false) }
  }

  @Test func bfloat16RoundsToNearestEven() {
    var table = WeightTable.Builder(buckets: 1, outputs: 1)
    table.set(0, weights: [1 + 1 / 256], scale: 1)
    // 1 + 2⁻⁸ lies half way between 1 and 1 + 2⁻⁷; the even neighbour is 1.
    #expect(table.table().stored(0, 0) & 0xFFFF == 0x3F80)
    table.set(0, weights: [1 + 3 / 256], scale: 1)
    #expect(table.table().stored(0, 0) & 0xFFFF == 0x3F82)
  }
}
