internal import StanceModel
public import StanceText
public import StanceTraining

/// Reads data sets from paths: labelled articles, folders of them, JSONL, tables, gzip, labels by
/// line.
public struct DataLoader: Sendable {
  private let rules: ReadingRules
  /// Ids of target packs that folder names may stand for.
  private let packs: Set<String>
  private let threads: Int

  /// - Parameters:
  ///   - packs: ids of the target packs that folder names may stand for.
  ///   - threads: share the lines of a long file; the data are the same for any number.
  public init(rules: ReadingRules, packs: some Sequence<String>, threads: Int = 1) {
    self.rules = rules
    self.packs = Set(packs)
    self.threads = threads
  }

  /// A path that could not be read, with the reason.
  public struct Failure: Sendable, CustomStringConvertible {
    /// As it was given, or below the folder that was.
    public var path: String
    public var description: String
    /// Whether there is nothing under that path.
    public var isMissing = false
    /// Whether it stands in a folder and is no file, so that the data are whole without it.
    public var isLeftOut = false

    init(path: String, description: String) {
      (self.path, self.description) = (path, description)
    }

    init(_ error: FileError, path: String) {
      self.init(path: path, description: "\(error)")
      isMissing = error == .notFound(path)
      if case .leftOut = error { isLeftOut = true }
    }
  }

  /// Everything below the given paths; what cannot be read is told, the rest is still there.
  ///
  /// Lines of JSONL that hold no record are no failures of a path: ``DataSet/wrongLines`` has them.
  ///
  /// - Parameter target: target of the examples that name none; else a folder's name when it is
  ///   that of a pack.
  public func load(_ paths: [String], target: String? = nil) -> (DataSet, [Failure]) {
    var data = DataSet()
    var failures: [Failure] = []
    for path in paths {
      let contents = InputList.contents(path)
      if let note = contents.note {
        data.notes.append(DataNote(file: path, line: nil, message: note))
      }
      failures += contents.failures.map { Failure($0, path: path) }
      // An article whose labels stand in another file of the folder is read through that file.
      var covered: Set<String> = []
      for file in contents.files where InputList.isRecords(file) {
        load(file, target, &data, &failures, covered: &covered)
      }
      for file in contents.files where !InputList.isRecords(file) && !covered.contains(file) {
        load(file, target, &data, &failures, covered: &covered)
      }
    }
    return (data, failures)
  }

  private func load(
    _ file: String, _ target: String?, _ data: inout DataSet, _ failures: inout [Failure],
    covered: inout Set<String>
  ) {
    var bytes: [UInt8]
    let kind: InputKind
    do {
      let found = try Self.bytes(file)
      bytes = found.bytes
      if let note = found.note { data.notes.append(note) }
      var source = ByteSource(bytes, path: file)
      kind = try InputKind.of(file, &source)
    } catch {
      if let error = error as? FileError {
        failures.append(Failure(error, path: file))
      } else {
        failures.append(Failure(path: file, description: "\(error)"))
      }
      return
    }
    do {
      if kind != .article, TextDecoder.isUTF16(bytes) { bytes = try Self.decoded(bytes, file) }
      switch kind {
      case .records where LineLabelReader.holdsLineLabels(bytes):
        data.append(try lineLabels(bytes, file, target, &covered))
      case .records:
        data.append(JSONLinesReader.read(bytes, file: file, target: target, threads: threads))
      case .table:
        data.append(try TableReader.read(bytes, file: file, target: target))
      case .article:
        data.append(
          try ArticleReader.read(
            bytes, file: file, target: target ?? folderTarget(file), rules: rules))
      }
    } catch {
      failures.append(Failure(path: file, description: "\(error)"))
    }
  }

  /// The bytes of a file, inflated when they are gzip, and what is to be known of them.
  ///
  /// - Throws: ``FileError``, ``InputFailure`` for what begins with NULs, or ``DataError`` for damaged
  ///   gzip and more than 2 GiB in it.
  private static func bytes(_ file: String) throws -> (bytes: [UInt8], note: DataNote?) {
    var input = try InputFile(file)
    var bytes: [UInt8] = []
    while try input.read(into: &bytes, atMost: 1 << 20) > 0 {
      try ByteSource.refuseNulls(bytes[...], file)
    }
    guard Gzip.isGzip(bytes) else { return (bytes, nil) }
    do {
      let plain = try Gzip.decompress(bytes)
      let note = plain.warning.map { DataNote(file: file, line: nil, message: "\($0)") }
      return (plain.bytes, note)
    } catch {
      let reason =
        switch error {
        case .damaged: "damaged gzip; copy the file again"
        case .largerThan(let bytes):
          "expected at most \(bytes >> 30) GiB of text in gzip, found more; divide the file"
        }
      throw DataError.file(file: file, reason: reason)
    }
  }

  /// The lines of a file of records, as UTF-8 as far as a mark says what they are.
  ///
  /// - Throws: ``FileError`` or ``DataError``.
  public static func lines(_ file: String) throws -> (bytes: [UInt8], note: DataNote?) {
    var found = try bytes(file)
    if TextDecoder.isUTF16(found.bytes) { found.bytes = try decoded(found.bytes, file) }
    return found
  }

  private static func decoded(_ bytes: [UInt8], _ file: String) throws(DataError) -> [UInt8] {
    do { return try TextDecoder.decode(bytes).bytes } catch {
      throw .file(file: file, reason: "\(error)")
    }
  }

  private func lineLabels(
    _ bytes: [UInt8], _ file: String, _ target: String?, _ covered: inout Set<String>
  ) throws(DataError) -> DataSet {
    var opened: Set<String> = []
    let data = try LineLabelReader.read(bytes, file: file, target: target, rules: rules) {
      name throws(DataError) in
      let path = "\(FileSystem.folder(file))/\(name)"
      opened.insert(path)
      do {
        return (path, try FileSystem.read(path))
      } catch {
        throw .file(file: file, reason: "\(error)")
      }
    }
    covered.formUnion(opened)
    return data
  }

  private func folderTarget(_ file: String) -> String? {
    let name = FileSystem.name(FileSystem.folder(file))
    return packs.contains(name) ? name : nil
  }
}
