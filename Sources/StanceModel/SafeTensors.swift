internal import StanceText

/// The element types of the safetensors format that this package writes and reads.
enum TensorType: String, Sendable, CaseIterable {
  case float32 = "F32"
  case float64 = "F64"
  case bfloat16 = "BF16"
  case uint8 = "U8"

  /// Bytes of one element.
  var size: Int {
    switch self {
    case .float32: 4
    case .float64: 8
    case .bfloat16: 2
    case .uint8: 1
    }
  }
}

/// One tensor: a name, a type, a shape and its little-endian bytes in row-major order.
struct Tensor: Sendable, Equatable {
  var name: String
  var type: TensorType
  var shape: [Int]
  var bytes: ConstantBytes
}

/// A safetensors file: named tensors and a map of strings.
///
/// Layout: an 8-byte little-endian header length N, N bytes of JSON, then the tensors' bytes.
/// Offsets MUST be contiguous from 0 to the end of the file; anything else is refused.
///
/// - Source: the format description of the `safetensors` library, version 0.4.
struct SafeTensors: Sendable, Equatable {
  var metadata: [(key: String, value: String)]
  var tensors: [Tensor]

  init(metadata: [(key: String, value: String)], tensors: [Tensor]) {
    self.metadata = metadata
    self.tensors = tensors
  }

  static func == (left: SafeTensors, right: SafeTensors) -> Bool {
    left.tensors == right.tensors && left.metadata.count == right.metadata.count
      && zip(left.metadata, right.metadata).allSatisfy { $0 == $1 }
  }

  /// The largest header that is read: 16 MiB.
  static let maximumHeaderLength = 1 << 24

  func tensor(_ name: String) -> Tensor? { tensors.first { $0.name == name } }
  func metadata(_ key: String) -> String? { metadata.first { $0.key == key }?.value }

  /// The bytes of the file. The header is padded with spaces to a multiple of eight.
  func encoded() -> [UInt8] {
    var members = [
      JSONMember(
        key: "__metadata__",
        value: .object(metadata.map { JSONMember(key: $0.key, value: .string($0.value)) }))
    ]
    var offset = 0
    for tensor in tensors {
      let end = offset + tensor.bytes.count
      members.append(
        JSONMember(
          key: tensor.name,
          value: .members([
            "dtype": .string(tensor.type.rawValue),
            "shape": .array(tensor.shape.map { .int($0) }),
            "data_offsets": .array([.int(offset), .int(end)]),
          ])))
      offset = end
    }
    var header = JSONWriter.encode(.object(members))
    while header.count % 8 != 0 { header.append(0x20) }
    var file: [UInt8] = []
    file.reserveCapacity(8 + header.count + offset)
    for shift in 0..<8 {
      file.append(UInt8(truncatingIfNeeded: header.count >> (8 * shift)))
    }
    file += header
    for tensor in tensors { file += tensor.bytes.array }
    return file
  }

  /// Reads a file, checking everything before it is used.
  ///
  /// - Throws: ``ModelFileError`` naming the byte or the tensor at fault.
  /// - Complexity: O(header); tensors are parts of `bytes`, nothing of them is copied.
  init(decoding bytes: ConstantBytes) throws(ModelFileError) {
    self = try Self.open(bytes, leaving: nil).file
  }

  /// Reads a file, but for one long string of its metadata.
  ///
  /// - Parameter key: what is left out of the metadata.
  /// - Returns: the file, and that string as it stands there, in quotes; nil when there is none.
  static func open(
    _ bytes: ConstantBytes, leaving key: String?
  ) throws(ModelFileError) -> (file: SafeTensors, left: ConstantBytes?) {
    guard bytes.count >= 8 else {
      throw .truncated(expected: 8, found: bytes.count)
    }
    let length = bytes.word64(at: 0)
    guard length <= UInt64(Self.maximumHeaderLength) else {
      throw .notAModel(reason: "its header would have \(length) bytes")
    }
    let start = 8 + Int(length)
    guard start <= bytes.count else { throw .truncated(expected: start, found: bytes.count) }
    let (members, metadata) = try members(bytes[8..<start])
    guard Set(members.map(\.key)).count == members.count else {
      throw .notAModel(reason: "its header names a tensor twice")
    }
    guard Set(metadata.map(\.key)).count == metadata.count else {
      throw .notAModel(reason: "its metadata names something twice")
    }
    var file = SafeTensors(metadata: [], tensors: [])
    var left: ConstantBytes?
    for (name, value) in metadata {
      if name == key { left = value } else { file.metadata.append((name, try text(name, value))) }
    }
    var entries: [(name: String, type: TensorType, shape: [Int], range: Range<Int>)] = []
    for member in members {
      let value = JSONMember(
        key: member.key, value: try json(member.value, "tensor \(member.key) of its header"))
      let (type, shape, range) = try entry(value)
      entries.append((member.key, type, shape, range))
    }
    var expected = 0
    for range in entries.map(\.range).sorted(by: {
      ($0.lowerBound, $0.upperBound) < ($1.lowerBound, $1.upperBound)
    }) {
      guard range.lowerBound == expected else {
        throw .notAModel(reason: "its tensors overlap or leave a gap at data byte \(expected)")
      }
      expected = range.upperBound
    }
    let end = start + expected
    guard end <= bytes.count else { throw .truncated(expected: end, found: bytes.count) }
    guard end == bytes.count else { throw .tooLong(expected: end, found: bytes.count) }
    file.tensors = entries.map { entry in
      Tensor(
        name: entry.name, type: entry.type, shape: entry.shape,
        bytes: bytes[start + entry.range.lowerBound..<start + entry.range.upperBound])
    }
    return (file, left)
  }

  /// Reads a file from an array.
  ///
  /// - Throws: ``ModelFileError``.
  init(decoding bytes: [UInt8]) throws(ModelFileError) {
    try self.init(decoding: ConstantBytes(bytes))
  }

  private static func members(
    _ header: ConstantBytes
  ) throws(ModelFileError) -> (members: [JSONPlaces.Member], inner: [JSONPlaces.Member]) {
    do {
      return try JSONPlaces.members(header, opening: "__metadata__")
    } catch {
      throw .notAModel(reason: "its header is not a JSON object (\(error))")
    }
  }

  /// - Parameter what: whose value the bytes are; the offset in the error counts from its beginning.
  private static func json(
    _ bytes: ConstantBytes, _ what: String
  ) throws(ModelFileError) -> JSONValue {
    do {
      return try JSONReader.parse(bytes.array)
    } catch {
      throw .notAModel(reason: "\(what) is not JSON (its \(error))")
    }
  }

  /// The text of a member of the metadata.
  static func text(
    _ key: String, _ bytes: ConstantBytes
  ) throws(ModelFileError) -> String {
    guard let text = try json(bytes, "its metadata \(key)").string else {
      throw .notAModel(reason: "metadata \(key) is not a string")
    }
    return text
  }

  private static func entry(
    _ member: JSONMember
  ) throws(ModelFileError) -> (TensorType, [Int], Range<Int>) {
    guard let name = member.value["dtype"]?.string, let type = TensorType(rawValue: name) else {
      throw .notAModel(reason: "tensor \(member.key) has an unknown element type")
    }
    guard let shapeValues = member.value["shape"]?.array,
      let offsets = member.value["data_offsets"]?.array, offsets.count == 2,
      let low = offsets[0].int, let high = offsets[1].int, low >= 0, low <= high
    else { throw .notAModel(reason: "tensor \(member.key) lacks a shape or offsets") }
    var shape: [Int] = []
    var size = type.size
    for value in shapeValues {
      guard let extent = value.int, extent >= 0 else {
        throw .notAModel(reason: "tensor \(member.key) has a shape that is not whole numbers")
      }
      let (product, overflow) = size.multipliedReportingOverflow(by: extent)
      guard !overflow else {
        throw .notAModel(reason: "tensor \(member.key) has a shape too large")
      }
      size = product
      shape.append(extent)
    }
    guard high - low == size else {
      throw .notAModel(
        reason: "tensor \(member.key) has \(high - low) bytes where its shape needs \(size)")
    }
    return (type, shape, low..<high)
  }
}
