internal import StanceModel

/// Labels that a person or a program gave to units, as they stand in a JSONL file.
///
/// One object a line, with `id`, or `file` and `line`, and string members such as `label`,
/// `predicted` or `annotator_a`; `probabilities` is an object of numbers by label.
public struct LabelRecords: Sendable, Equatable {
  public struct Record: Sendable, Equatable {
    public var id: String?
    public var file: String?
    public var line: Int?
    public var group: String?
    /// The string members by name.
    public var fields: [String: String]
    /// Numbers by label; nil when the record has none.
    public var probabilities: [String: Double]?
    /// 1-based line of the file that it was read from.
    public var place: Int

    /// `id`, else `file:line`.
    public var key: String { id ?? "\(file ?? ""):\(line ?? 0)" }
  }

  public var file: String
  public var records: [Record]

  /// - Throws: ``DataError`` with file and line: no JSON object, neither `id` nor `file` and
  ///   `line`, or an identity that stands twice.
  public init(_ bytes: [UInt8], file: String) throws(DataError) {
    self.file = file
    records = []
    var seen: [String: Int] = [:]
    var failure: DataError?
    JSONLinesReader.forEachRow(bytes, file: file, expected: "one JSON object a line") {
      place, row in
      do throws(DataError) {
        let record = try Self.record(try row.get().value, file: file, place: place)
        if let first = seen.updateValue(place, forKey: record.key) {
          throw .record(
            file: file, line: place, found: "\(record.key) again, after line \(first)",
            expected: "one record a unit")
        }
        records.append(record)
      } catch { failure = error }
      return failure == nil
    }
    if let failure { throw failure }
  }

  private static func record(
    _ value: JSONValue, file: String, place: Int
  ) throws(DataError) -> Record {
    guard let members = value.object else {
      throw .record(
        file: file, line: place, found: "another JSON value", expected: "an object")
    }
    var fields: [String: String] = [:]
    for member in members {
      if let text = member.value.string { fields[member.key] = text }
    }
    let id = value["id"]?.name
    let name = value["file"]?.string
    let line = value["line"]?.int
    guard id != nil || name != nil && line != nil else {
      throw .record(
        file: file, line: place, found: "neither", expected: "an id, or a file and a line")
    }
    var probabilities: [String: Double]?
    if let object = value["probabilities"]?.object {
      var numbers: [String: Double] = [:]
      for member in object { numbers[member.key] = member.value.number }
      probabilities = numbers
    }
    return Record(
      id: id, file: name, line: line, group: value["group"]?.string, fields: fields,
      probabilities: probabilities, place: place)
  }

  /// The records whose member has a value, such as `kind` = `body`.
  public func filtered(_ name: String, _ value: String) -> LabelRecords {
    var result = self
    result.records = records.filter { $0.fields[name] == value }
    return result
  }

  /// Finds a unit's record by its id, its file and line, or its file's name and line.
  public struct Index: Sendable {
    private var positions: [String: Int] = [:]
    private var byName: [String: Int?] = [:]

    init(_ records: [Record]) {
      for (position, record) in records.enumerated() {
        if let id = record.id { positions[id] = position }
        guard let file = record.file, let line = record.line else { continue }
        positions["\(file):\(line)"] = position
        // Two files of one name in different folders: neither is found by its name.
        let name = "\(Self.name(file)):\(line)"
        byName.updateValue(byName[name] == nil ? position : nil, forKey: name)
      }
    }

    public func position(id: String, file: String?, line: Int?) -> Int? {
      if let found = positions[id] { return found }
      guard let file, let line else { return nil }
      if let found = positions["\(file):\(line)"] { return found }
      return byName["\(Self.name(file)):\(line)"] ?? nil
    }

    private static func name(_ path: String) -> String {
      path.split(separator: "/").last.map(String.init) ?? path
    }
  }

  public var index: Index { Index(records) }
}
