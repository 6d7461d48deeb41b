public import StanceEvaluation

/// Puts the labels of several people side by side.
public enum RatingTable {
  /// One column of labels: a file and the member that holds them.
  public struct Column: Sendable, Equatable {
    public var name: String
    public var records: LabelRecords
    public var field: String

    public init(name: String, records: LabelRecords, field: String) {
      self.name = name
      self.records = records
      self.field = field
    }
  }

  /// The columns of some files: every field of every file that has it.
  ///
  /// - Parameters:
  ///   - fields: members to read; empty means `label`, and in a file without one all members
  ///     whose names begin with `annotator`.
  /// - Throws: ``DataError`` for a file in which no record has any of the fields; the error names
  ///   the members that it has.
  public static func columns(
    _ files: [LabelRecords], fields: [String]
  ) throws(DataError) -> [Column] {
    let wanted = fields.isEmpty ? ["label"] : fields
    var columns: [Column] = []
    for file in files {
      let members = Set(file.records.flatMap(\.fields.keys)).sorted()
      var found = wanted.filter { members.contains($0) }
      if found.isEmpty, fields.isEmpty { found = labelMembers(members) }
      guard !found.isEmpty else {
        let known = members.joined(separator: ", ")
        throw .file(
          file: file.file,
          reason: "no record has \(wanted.joined(separator: " or ")); members: \(known)."
            + " Name one with --field")
      }
      for name in found {
        columns.append(
          Column(
            name: found.count == 1 && files.count > 1 ? file.file : name, records: file,
            field: name))
      }
    }
    if Set(columns.map(\.name)).count < columns.count {
      for index in columns.indices {
        columns[index].name = "\(columns[index].records.file) \(columns[index].field)"
      }
    }
    return columns
  }

  /// Members that hold the labels of several people, by their names.
  static func labelMembers(_ members: [String]) -> [String] {
    members.filter { $0.hasPrefix("annotator") }
  }

  /// Every unit that a column names, with the label of each column where it has one.
  ///
  /// - Returns: units in the order of the columns; labels in the order of the field.
  /// - Throws: `AgreementError` below two columns.
  public static func ratings(_ columns: [Column]) throws(AgreementError) -> Ratings {
    var order: [LabelRecords.Record] = []
    var positions: [String: Int] = [:]
    var values: [[String?]] = []
    for (column, source) in columns.enumerated() {
      for record in source.records.records {
        let unit = positions[record.key] ?? order.count
        if unit == order.count {
          positions[record.key] = unit
          order.append(record)
          values.append(Array(repeating: nil, count: columns.count))
        }
        values[unit][column] = record.fields[source.field]
      }
    }
    let labels = LabelOrder.sorted(values.flatMap { $0.compactMap { $0 } })
    let units = order.indices.map { unit in
      Ratings.Unit(
        id: order[unit].key, file: order[unit].file, line: order[unit].line,
        group: order[unit].group,
        values: values[unit].map { $0.flatMap { labels.firstIndex(of: $0) } })
    }
    return try Ratings(raters: columns.map(\.name), labels: labels, units: units)
  }
}
