internal import StanceTraining

/// What an input holds, by its name, else by how it begins.
enum InputKind {
  case article, records, table

  /// Looks at no more of the input than it must, and takes nothing of it.
  ///
  /// - Throws: `InputFailure.array` for objects in an array, which stream as lines only.
  static func of(_ path: String, _ source: inout ByteSource) throws(InputFailure) -> InputKind {
    if InputList.isProse(path) { return .article }
    if InputList.isTable(path) { return .table }
    if try RecordSigns.areInArray(in: &source) { throw .array(file: path) }
    if InputList.isRecords(path) { return .records }
    if try RecordSigns.isTable(source.peekLine(limit: TableHeader.longest)) { return .table }
    return try RecordSigns.found(in: &source) ? .records : .article
  }
}
