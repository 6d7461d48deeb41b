import StanceText
import Testing

@testable import StanceModel

@Suite struct WeightTableTests {
  /// Beyond ten labels only the buckets that have weights are in the file.
  @Test func aWideModelKeepsTheBucketsItHas() throws {
    let labels = (0..<30).map { "l\($0)" }
    var model = ModelFileTests.model(labels: labels)
    var table = WeightTable.Builder(buckets: 1 << 10, outputs: 30)
    let whole = model.table
    let kept = [1023, 0, 17, 500, 16]
    for bucket in kept + [17] {
      table.set(
        bucket, weights: (0..<30).map { whole.weight(bucket, $0) }[...], scale: whole.scale(bucket))
    }
    model.table = table.table()
    for bucket in 0..<1 << 10 {
      let isKept = kept.contains(bucket)
      #expect((model.table.scale(bucket) > 0) == isKept)
      for output in 0..<30 {
        let expected = isKept ? whole.weight(bucket, output) : 0
        #expect(abs(model.table.weight(bucket, output) - expected) < 0.02)
      }
    }
    let bytes = ModelFile.encode(model)
    #expect(bytes.count < ModelFile.encode(ModelFileTests.model(labels: labels)).count / 3)
    for verifying in [true, false] {
      let back = try ModelFile.decode(bytes, verifying: verifying)
      #expect(back == model && ModelFile.encode(back) == bytes)
    }
    var file = try SafeTensors(decoding: bytes)
    let place = try #require(file.tensors.firstIndex { $0.name == "buckets" })
    let numbers = file.tensors[place].bytes.array
    // Twice the same, falling, and outside the table.
    for (at, value) in [(4, UInt8(0)), (8, 0), (18, 1)] {
      var wrong = numbers
      wrong[at] = value
      if at == 8 { wrong[9] = 0 }
      file.tensors[place].bytes = ConstantBytes(wrong)
      #expect(
        throws: ModelFileError.notAModel(reason: "tensor buckets is no rising list of buckets")
      ) { try ModelFile.decode(file.encoded(), verifying: false) }
    }
  }

  @Test func fewLabelsKeepTheFirstVersion() throws {
    for (count, version) in [(2, "6"), (3, "6"), (10, "6"), (11, "7")] {
      let bytes = ModelFile.encode(ModelFileTests.model(labels: (0..<count).map { "l\($0)" }))
      #expect(try SafeTensors(decoding: bytes).metadata("version") == version)
    }
  }
}
