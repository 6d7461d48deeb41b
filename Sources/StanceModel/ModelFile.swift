public import StanceText

/// Models as files: safetensors with the feature spec and the provenance in the metadata.
///
/// Tensors: `bias` F32 [outputs] · `dense` F32 [features, outputs] · `ngrams` BF16 [buckets, lanes]
/// (lanes as in ``WeightTable``), beyond ten labels [rows, lanes] with `buckets` U8 [rows, 4] · `texts` U8 [texts, 4] where they are known (``TextSketch``). Metadata: `format`, `version`, `labels`, `spec`, `features`,
/// `pivots`, `temperature`, `context`, `provenance`, `sha256` (of the file without it).
/// Dense features are found by name, so a model outlives features that are added later.
public enum ModelFile {
  /// What the metadata name as `format`.
  public static let format = "stance-model"
  /// The newest version; it is written where not every bucket has a row, else ``whole``.
  public static let version = 7
  /// The version in which every bucket has a row, and the oldest one that is read.
  public static let whole = 6

  /// The bytes of a model's file; the same model gives the same bytes.
  public static func encode(_ model: LinearModel) -> [UInt8] {
    let outputs = model.outputs
    let some = model.table.some
    var tensors = [
      Tensor(
        name: "bias", type: .float32, shape: [outputs], bytes: ConstantBytes(bytes(of: model.bias))),
      Tensor(
        name: "dense", type: .float32, shape: [DenseFeature.count, outputs],
        bytes: ConstantBytes(bytes(of: model.denseWeights))),
      Tensor(
        name: "ngrams", type: .bfloat16,
        shape: [some.map { $0.numbers.count / 4 } ?? model.table.buckets, 4 * model.table.groups],
        bytes: some?.rows ?? model.table.bytes),
    ]
    if let some {
      tensors.append(
        Tensor(
          name: "buckets", type: .uint8, shape: [some.numbers.count / 4, 4], bytes: some.numbers))
    }
    if model.texts.count > 0 {
      tensors.append(
        Tensor(
          name: "texts", type: .uint8, shape: [model.texts.count, 4], bytes: model.texts.bytes))
    }
    var file = SafeTensors(
      metadata: metadata(of: model, version: some == nil ? whole : version), tensors: tensors)
    file.metadata.append(("sha256", checksum(file)))
    return file.encoded()
  }

  /// SHA-256 of a file as it is without its checksum.
  private static func checksum(_ file: SafeTensors) -> String {
    var file = file
    file.metadata.removeAll { $0.key == "sha256" }
    var hash = SHA256()
    hash.update(file.encoded()[...])
    return hash.hexDigest()
  }

  /// Reads a model, refusing whatever is not one.
  ///
  /// The n-grams' weights stay where they are.
  ///
  /// - Parameter verifying: whether the checksum is compared and every weight is seen to
  ///   be finite, which reads all bytes, and the provenance is read now rather than when asked for;
  ///   the bundled model was checked when it was made.
  /// - Throws: ``ModelFileError``.
  /// - Complexity: O(bytes); O(header and dense weights) without verifying.
  public static func decode(
    _ bytes: ConstantBytes, verifying: Bool = true
  ) throws(ModelFileError) -> LinearModel {
    let (file, provenance) = try SafeTensors.open(bytes, leaving: verifying ? nil : "provenance")
    guard file.metadata("format") == format else {
      throw .notAModel(reason: "its metadata does not say \(format)")
    }
    guard let found = file.metadata("version").flatMap({ Int($0) }), found >= 1 else {
      throw .notAModel(reason: "its version is missing")
    }
    guard found <= version else { throw .newerVersion(found: found, supported: version) }
    guard found >= whole else { throw .olderVersion(found: found) }
    if verifying {
      let actual = checksum(file)
      let expected = file.metadata("sha256") ?? ""
      guard actual == expected else { throw .checksum(expected: expected, found: actual) }
    }
    let labels = try ModelMetadata.labels(file)
    let outputs = labels.count == 2 ? 1 : labels.count
    let spec = try ModelMetadata.spec(file)
    let names = try ModelMetadata.features(file)
    let bias = try floats(file, "bias", shape: [outputs])
    let stored = try floats(file, "dense", shape: [names.count, outputs])
    var dense = Array(repeating: Float(0), count: DenseFeature.count * outputs)
    for (row, feature) in names.enumerated() {
      for output in 0..<outputs {
        dense[feature.rawValue * outputs + output] = stored[row * outputs + output]
      }
    }
    var model = LinearModel(
      labels: labels, spec: spec, denseWeights: dense, bias: bias,
      table: try table(
        file, isWhole: found == whole, spec: spec, outputs: outputs, verifying: verifying),
      temperature: try ModelMetadata.temperature(file),
      context: try ModelMetadata.context(file, labels: labels.count),
      origin: try ModelMetadata.origin(file, left: provenance))
    model.pivots = try ModelMetadata.pivots(file)
    if let tensor = file.tensor("texts") {
      guard tensor.type == .uint8, let texts = TextSketch(tensor.bytes, verifying: verifying),
        tensor.shape == [texts.count, 4]
      else {
        throw .notAModel(reason: "tensor texts is no ascending list of words")
      }
      model.texts = texts
    }
    return model
  }

  /// Reads a model from an array; see ``decode(_:verifying:)``.
  public static func decode(
    _ bytes: [UInt8], verifying: Bool = true
  ) throws(ModelFileError) -> LinearModel {
    try decode(ConstantBytes(bytes), verifying: verifying)
  }

  private static func metadata(
    of model: LinearModel, version: Int
  ) -> [(key: String, value: String)] {
    var result: [(key: String, value: String)] = [
      ("format", format), ("version", String(version)),
      ("labels", ModelMetadata.text(.array(model.labels.map { .string($0) }))),
      ("spec", ModelMetadata.text(ModelMetadata.value(of: model.spec))),
      (
        "features",
        ModelMetadata.text(.array(DenseFeature.allCases.map { .string($0.name) }))
      ),
      ("pivots", ModelMetadata.text(.array(model.pivots.map { .number(Double($0)) }))),
      ("temperature", model.temperature.description),
    ]
    if let context = model.context {
      result.append(("context", ModelMetadata.text(ModelMetadata.value(of: context))))
    }
    result.append(("provenance", ModelMetadata.text(ModelMetadata.value(of: model.provenance))))
    return result
  }

  private static func tensor(
    _ file: SafeTensors, _ name: String, type: TensorType, shape: [Int]
  ) throws(ModelFileError) -> Tensor {
    guard let tensor = file.tensor(name) else {
      throw .notAModel(reason: "tensor \(name) is missing")
    }
    guard tensor.type == type, tensor.shape == shape else {
      throw .notAModel(
        reason: "tensor \(name) is \(tensor.type.rawValue) \(tensor.shape)"
          + " where \(type.rawValue) \(shape) is needed")
    }
    return tensor
  }

  private static func floats(
    _ file: SafeTensors, _ name: String, shape: [Int]
  ) throws(ModelFileError) -> [Float] {
    let bytes = try tensor(file, name, type: .float32, shape: shape).bytes
    var values: [Float] = []
    values.reserveCapacity(bytes.count / 4)
    for start in stride(from: 0, to: bytes.count, by: 4) {
      let value = Float(bitPattern: bytes.word32(at: start))
      guard value.isFinite else {
        throw .notAModel(reason: "tensor \(name) holds a number that is not finite")
      }
      values.append(value)
    }
    return values
  }

  private static func table(
    _ file: SafeTensors, isWhole: Bool, spec: NGramSpec, outputs: Int, verifying: Bool
  ) throws(ModelFileError) -> WeightTable {
    let rows = isWhole ? spec.buckets : file.tensor("buckets")?.shape.first ?? 0
    let bytes = try tensor(
      file, "ngrams", type: .bfloat16, shape: [rows, 4 * ((outputs + 4) / 4)]
    ).bytes
    let table: WeightTable
    if isWhole {
      table = WeightTable(bytes: bytes, outputs: outputs)
    } else {
      let numbers = try tensor(file, "buckets", type: .uint8, shape: [rows, 4]).bytes
      guard
        let some = WeightTable(rows: bytes, of: numbers, buckets: spec.buckets, outputs: outputs)
      else { throw .notAModel(reason: "tensor buckets is no rising list of buckets") }
      table = some
    }
    guard !verifying || table.isFinite else {
      throw .notAModel(reason: "tensor ngrams holds a number that is not finite")
    }
    return table
  }

  private static func bytes(of values: [Float]) -> [UInt8] {
    values.flatMap { value in
      (0..<4).map { UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32($0))) }
    }
  }
}
