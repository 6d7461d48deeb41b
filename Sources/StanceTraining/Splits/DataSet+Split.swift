public import StanceEvaluation
internal import StanceModel

extension DataSet {
  /// The examples of one split.
  ///
  /// A file of which only a part is taken gets one source a group, `file#group`, with the
  /// fingerprint of that group's texts: so a model records what it was trained on, not what lay
  /// beside it. Files of which nothing is taken are no sources.
  ///
  /// - Complexity: O(bytes of the examples).
  public func selecting(split: String) -> DataSet {
    var result = DataSet(notes: notes, wrongLines: wrongLines)
    result.examples = examples.filter { $0.split == split }
    var whole: [String: Int] = [:]
    var kept: [String: [Example]] = [:]
    for example in examples { whole[example.file, default: 0] += 1 }
    for example in result.examples { kept[example.file, default: []].append(example) }
    for source in sources {
      guard let part = kept[source.file] else { continue }
      if part.count == whole[source.file] {
        result.sources.append(source)
      } else {
        result.sources += DataSet(examples: part).groupSources
      }
    }
    return result
  }

  /// One source for each group of each file: `file#group` with the SHA-256 of its texts.
  public var groupSources: [DataSource] {
    var order: [String] = []
    var members: [String: [Example]] = [:]
    for example in examples {
      let name = "\(example.file)#\(example.group)"
      if members[name] == nil { order.append(name) }
      members[name, default: []].append(example)
    }
    return order.map { name in
      let group = members[name] ?? []
      var bytes: [UInt8] = []
      for example in group { bytes += example.text + [0x0A] }
      return DataSource(
        file: name, sha256: SHA256.hexDigest(bytes), groups: 1, items: group.count)
    }
  }
}
