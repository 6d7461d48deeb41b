internal import StanceEvaluation

extension CorpusCheck {
  /// Pairs of paragraphs that share most of their word runs. One text that stands in its group once for
  /// each of several targets is no copy.
  func duplicates(_ examples: [Example], _ texts: [[UInt64]]) -> [CorpusFinding] {
    NearDuplicates.pairs(texts, threshold: duplicateThreshold).filter {
      let (one, other) = (examples[$0.first], examples[$0.second])
      return one.text != other.text || one.group != other.group || one.target == other.target
    }.map { pair in
      let second = DataPlace(examples[pair.second])
      return CorpusFinding(
        .error, "near_duplicate",
        "\(Int((pair.jaccard * 100).rounded())) % of its word runs stand in \(second) too:"
          + " write one of the two anew", [DataPlace(examples[pair.first]), second])
    }
  }

  /// Runs of words that stand in texts which the corpus must not borrow from: the first of each
  /// passage.
  func overlaps(_ input: CorpusInput, _ reader: inout WordReader) -> [CorpusFinding] {
    guard !input.against.isEmpty else { return [] }
    var sources: [UInt64: Int] = [:]
    for (index, passage) in input.against.enumerated() {
      for hash in runs(reader.words(passage.text)) where sources[hash] == nil {
        sources[hash] = index
      }
    }
    var findings: [CorpusFinding] = []
    for passage in input.passages {
      let words = reader.words(passage.text)
      for (start, hash) in runs(words).enumerated() {
        guard let source = sources[hash] else { continue }
        let place = input.against[source].place
        let text = words[start..<start + Self.overlapWords].map { reader.names[$0] ?? "" }
        findings.append(
          CorpusFinding(
            .error, "overlap",
            "“\(text.joined(separator: " "))” stands in \(place) too: say it otherwise",
            [passage.place, place]))
        break
      }
    }
    return findings
  }

  /// The hashes of all runs of `overlapWords` words, in order.
  private func runs(_ words: [UInt64]) -> [UInt64] {
    guard words.count >= Self.overlapWords else { return [] }
    return (0...(words.count - Self.overlapWords)).map { start in
      var hash: UInt64 = 0xCBF2_9CE4_8422_2325
      for word in words[start..<start + Self.overlapWords] {
        hash = (hash ^ word) &* 0x9E37_79B9_7F4A_7C15
        hash ^= hash >> 32
      }
      return hash
    }
  }

  /// Words that name a label inside labelled texts.
  func labelWords(
    _ examples: [Example], _ texts: [[UInt64]], _ names: [UInt64: String], _ forbidden: Set<String>
  ) -> [CorpusFinding] {
    guard !forbidden.isEmpty else { return [] }
    let hashes = Set(names.filter { forbidden.contains($0.value) }.keys)
    return examples.indices.compactMap { row in
      guard examples[row].label != nil, let word = texts[row].first(where: hashes.contains) else {
        return nil
      }
      return CorpusFinding(
        .error, "label_word", "“\(names[word] ?? "")” names a label: say it otherwise",
        [DataPlace(examples[row])])
    }
  }

  /// Targets without a pack, and articles without a target. A record may say what its author feels
  /// of nothing in particular.
  func targets(_ examples: [Example], _ packs: Set<String>) -> [CorpusFinding] {
    var first: [String: DataPlace] = [:]
    var folders: [String: DataPlace] = [:]
    for example in examples {
      if let target = example.target {
        if first[target] == nil { first[target] = DataPlace(example) }
      } else if example.label != nil, SplitFile.isArticle(example) {
        let folder = example.file.split(separator: "/").dropLast().last.map(String.init) ?? ""
        if folders[folder] == nil { folders[folder] = DataPlace(example) }
      }
    }
    let unknown = first.filter { !packs.contains($0.key) && Self.isPackID($0.key) }
      .sorted { $0.key < $1.key }
    return unknown.map { target, place in
      CorpusFinding(
        .error, "no_pack",
        "there is no target pack \(target): write Lexicons/targets/\(target).tsv",
        [place])
    }
      + folders.sorted { $0.key < $1.key }.map { folder, place in
        CorpusFinding(
          .error, "no_target",
          "the article has no target: write Lexicons/targets/\(folder).tsv, or give `target`",
          [place])
      }
  }

  /// Whether a target can only be meant as the id of a pack: names have capitals, spaces or commas.
  static func isPackID(_ target: String) -> Bool {
    target.utf8.allSatisfy {
      $0 == UInt8(ascii: "-") || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0)
        || (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0)
    }
  }

  /// Openings that too many texts share.
  func repeated(_ openings: [CorpusOpening], among texts: Int) -> [CorpusFinding] {
    let limit = max(3, Int(Self.openingShare * Double(texts)))
    return openings.filter { $0.places.count > limit }.map { opening in
      CorpusFinding(
        .warning, "opening",
        "\(opening.places.count) texts begin “\(opening.words)”: vary them",
        Array(opening.places.prefix(5)))
    }
  }

  /// Paragraphs of articles that are much shorter or longer than the rest, and labels whose texts
  /// have another length than the others'.
  func lengths(_ examples: [Example]) -> [CorpusFinding] {
    var findings: [CorpusFinding] = []
    let labelled = examples.filter { $0.label != nil && SplitFile.isArticle($0) }
    let (shortest, longest) = (Self.paragraphWords.lowerBound, Self.paragraphWords.upperBound)
    for example in labelled {
      let words = CorpusStatistics.wordCount(example.text)
      guard !Self.paragraphWords.contains(words) else { continue }
      findings.append(
        CorpusFinding(
          .note, "length", "\(words) words, where \(shortest) to \(longest) are usual",
          [DataPlace(example)]))
    }
    let lengths = CorpusStatistics.lengths(labelled, DataSet(examples: labelled).labels)
    let total = lengths.reduce(0.0) { $0 + $1.mean * Double($1.texts) }
    let mean = total / Double(max(1, labelled.count))
    for part in lengths where abs(part.mean - mean) > 0.1 * mean {
      findings.append(
        CorpusFinding(
          .warning, "length_by_label",
          "paragraphs labelled \(part.label) have \(Int(part.mean.rounded())) words on average,"
            + " all of them \(Int(mean.rounded())): length must not tell the label", []))
    }
    return findings
  }
}
