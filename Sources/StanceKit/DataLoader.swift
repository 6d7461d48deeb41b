internal import StanceEvaluation
internal import StanceModel
public import StanceText
public import StanceTraining

/// Reads data sets from paths: labelled articles, folders of them, JSONL, tables, gzip, labels by
/// line.
public struct DataLoader: Sendable {
  private let rules: ReadingRules
  private let folders: FolderTargets
  private let threads: Int

  /// - Parameters:
  ///   - packs: ids of the target packs that folder names may stand for.
  ///   - threads: share the lines of a long file; the data are the same for any number.
  public init(rules: ReadingRules, packs: some Sequence<String>, threads: Int = 1) {
    self.rules = rules
    folders = FolderTargets(packs)
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
  /// A file that is named twice is read once. Rows that label lines of articles find these beside
  /// themselves, among the data or from the working folder.
  ///
  /// - Parameter target: target of the examples that name none; else a folder's name when it is
  ///   that of a pack.
  public func load(_ paths: [String], target: String? = nil) -> (DataSet, [Failure]) {
    var parts = paths.map(Part.init)
    Self.leaveOutRepeated(&parts)
    let articles = NamedArticles(parts.flatMap(\.files))
    // An article whose labels stand in another file is read through that file, wherever it was named.
    var covered: Set<String> = []
    for part in parts.indices {
      for file in parts[part].files where InputList.isRecords(file) {
        load(file, target, articles, &parts[part], covered: &covered)
      }
    }
    for part in parts.indices {
      for file in parts[part].files
      where !InputList.isRecords(file) && !covered.contains(FileSystem.resolved(file)) {
        load(file, target, articles, &parts[part], covered: &covered)
      }
    }
    var data = DataSet()
    for part in parts { data.append(part.data) }
    return (data, parts.flatMap(\.failures))
  }

  /// What one of the given paths stands for.
  private struct Part {
    var files: [String]
    var data = DataSet()
    var failures: [Failure]

    init(_ path: String) {
      let contents = InputList.contents(path)
      files = contents.files
      failures = contents.failures.map { Failure($0, path: path) }
      if let note = contents.note {
        data.notes.append(DataNote(file: path, line: nil, message: note))
      }
    }
  }

  /// A file counts once, however often it is named: its texts twice would pass for more evidence.
  private static func leaveOutRepeated(_ parts: inout [Part]) {
    var first: [String: String] = [:]
    var repeated: [(file: String, first: String, part: Int)] = []
    for part in parts.indices {
      parts[part].files.removeAll { file in
        let place = FileSystem.resolved(file)
        guard let known = first.updateValue(first[place] ?? file, forKey: place) else {
          return false
        }
        repeated.append((file, known, part))
        return true
      }
    }
    guard let one = repeated.first else { return }
    let reason =
      one.file == one.first ? "is named more than once" : "is the same file as \(one.first)"
    parts[one.part].data.notes.append(
      DataNote(
        file: one.file, line: nil, message: reason + ": read once" + Told.likeIt(repeated.count)))
  }

  private func load(
    _ file: String, _ target: String?, _ articles: NamedArticles, _ part: inout Part,
    covered: inout Set<String>
  ) {
    var text: Text
    let kind: InputKind
    do {
      text = try Self.bytes(file)
      if let note = text.note { part.data.notes.append(note) }
      var source = ByteSource(text.bytes, path: file)
      kind = try InputKind.of(file, &source)
    } catch {
      if let error = error as? FileError {
        part.failures.append(Failure(error, path: file))
      } else {
        part.failures.append(Failure(path: file, description: "\(error)"))
      }
      return
    }
    do {
      if kind != .article { try text.decode(file) }
      var data: DataSet
      switch kind {
      case .records where LineLabelReader.holdsLineLabels(text.bytes):
        data = try lineLabels(text.bytes, file, target, articles, &covered)
      case .records:
        data = inOwnLanguage(
          JSONLinesReader.read(text.bytes, file: file, target: target, threads: threads))
      case .table:
        data = inOwnLanguage(try TableReader.read(text.bytes, file: file, target: target))
      case .article:
        data = try ArticleReader.read(
          text.bytes, file: file, target: target ?? folders.id(of: file), rules: rules)
      }
      if let sha256 = text.sha256 {
        for index in data.sources.indices where data.sources[index].file == file {
          data.sources[index].textSHA256 = data.sources[index].sha256
          data.sources[index].sha256 = sha256
        }
      }
      part.data.append(data)
    } catch {
      part.failures.append(Failure(path: file, description: "\(error)"))
    }
  }

  /// What a file holds, inflated when it is gzip.
  private struct Text {
    var bytes: [UInt8]
    /// SHA-256 of the file, where its bytes are others.
    var sha256: String?
    /// What is to be known of them.
    var note: DataNote?

    /// Makes UTF-8 of what a mark says to be UTF-16.
    mutating func decode(_ file: String) throws(DataError) {
      guard TextDecoder.isUTF16(bytes) else { return }
      sha256 = sha256 ?? SHA256.hexDigest(bytes)
      do { bytes = try TextDecoder.decode(bytes).bytes } catch {
        throw .file(file: file, reason: "\(error)")
      }
    }
  }

  /// Records with the language that they name where their words do not tell it, and with none where
  /// they do.
  private func inOwnLanguage(_ data: DataSet) -> DataSet {
    var data = data
    for index in data.examples.indices where data.examples[index].language != nil {
      let text = data.examples[index].text
      if rules.language(of: text, in: 0..<text.count) != .undetermined {
        data.examples[index].language = nil
      }
    }
    return data
  }

  /// - Throws: ``FileError``, ``InputFailure`` for what begins with NULs, or ``DataError`` for damaged
  ///   gzip and more than 2 GiB in it.
  private static func bytes(_ file: String) throws -> Text {
    var input = try InputFile(file)
    var bytes: [UInt8] = []
    while try input.read(into: &bytes, atMost: 1 << 20) > 0 {
      try ByteSource.refuseNulls(bytes[...], file)
    }
    guard Gzip.isGzip(bytes) else { return Text(bytes: bytes) }
    do {
      let plain = try Gzip.decompress(bytes)
      let note = plain.warning.map { DataNote(file: file, line: nil, message: "\($0)") }
      return Text(bytes: plain.bytes, sha256: SHA256.hexDigest(bytes), note: note)
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
    var text = try bytes(file)
    try text.decode(file)
    return (text.bytes, text.note)
  }

  private func lineLabels(
    _ bytes: [UInt8], _ file: String, _ target: String?, _ articles: NamedArticles,
    _ covered: inout Set<String>
  ) throws(DataError) -> DataSet {
    var opened: Set<String> = []
    var data = try LineLabelReader.read(bytes, file: file, target: target, rules: rules) {
      name throws(DataError) in
      let path = try articles.path(name, in: file)
      opened.insert(FileSystem.resolved(path))
      do {
        return (path, try FileSystem.read(path))
      } catch {
        throw .file(file: file, reason: "\(error)")
      }
    }
    covered.formUnion(opened)
    for index in data.examples.indices where data.examples[index].target == nil {
      data.examples[index].target = folders.id(of: data.examples[index].file)
    }
    return data
  }
}
