public import StanceText

/// The shipped lexicon with the layers of its user on top; immutable and shared by all workers.
public struct Lexicon: Sendable {
  /// Prepared images, the shipped one first.
  let layers: [LexiconImage]
  /// First id of each layer's rows.
  let entryStarts: [Int32]
  private let frenchEndings: Endings
  private let englishEndings: Endings

  /// An ending that makes an operator of a word that is not listed: « -rait ».
  struct Ending: Sendable {
    var text: [UInt8]
    var operation: (kind: OperatorKind, value: Float)

    /// Whether a word ends so and has two bytes or more before it.
    func ends(_ word: ArraySlice<UInt8>) -> Bool {
      word.count > text.count + 1 && word.last == text.last
        && word.suffix(text.count).elementsEqual(text)
    }
  }

  /// The endings of one language.
  struct Endings: Sendable {
    /// The shipped ones first.
    let all: [Ending]
    /// Their last bytes, modulo 64.
    private let lastBytes: UInt64

    init(_ all: [Ending]) {
      self.all = all
      lastBytes = all.reduce(0) { $0 | Self.bit($1.text.last ?? 0) }
    }

    /// The first of them that a word has.
    func first(of word: ArraySlice<UInt8>) -> Ending? {
      guard let last = word.last, lastBytes & Self.bit(last) != 0 else { return nil }
      return all.first { $0.ends(word) }
    }

    private static func bit(_ byte: UInt8) -> UInt64 { 1 &<< UInt64(byte & 63) }
  }

  /// Opens a prepared image (see ``LexiconCompiler``) in place: nothing of it is copied.
  ///
  /// - Parameter verifying: also compares the checksum, which reads all bytes once.
  /// - Throws: ``LexiconError/image(offset:expected:found:)``.
  /// - Complexity: O(1), O(bytes) when verifying.
  public init(prepared: ConstantBytes, verifying: Bool = false) throws(LexiconError) {
    let image = try LexiconImage(prepared)
    guard !verifying || image.isIntact else {
      throw .image(offset: 12, expected: "the checksum of the bytes", found: "another one")
    }
    self.init(layers: [image])
  }

  /// As ``init(prepared:verifying:)-(ConstantBytes,_)``, from a copy of the bytes.
  public init(prepared: [UInt8], verifying: Bool = false) throws(LexiconError) {
    try self.init(prepared: ConstantBytes(prepared), verifying: verifying)
  }

  private init(layers: [LexiconImage]) {
    self.layers = layers
    var starts: [Int32] = []
    var start: Int32 = 0
    for layer in layers {
      starts.append(start)
      start += Int32(layer.entryCount)
    }
    entryStarts = starts
    frenchEndings = Self.endings(layers, .french)
    englishEndings = Self.endings(layers, .english)
  }

  /// The first ending of any layer, the shipped ones first, that a word has.
  func ending(of word: ArraySlice<UInt8>, _ language: Language) -> Ending? {
    language == .english ? englishEndings.first(of: word) : frenchEndings.first(of: word)
  }

  private static func endings(_ layers: [LexiconImage], _ language: Language) -> Endings {
    let section = ImageFormat.sections(language).suffixes
    let all = layers.flatMap { image in
      (0..<(image.count(section) / 2)).compactMap { index in
        image.operation(image.word(section, index * 2 + 1)).map {
          Ending(text: Array(image.slice(image.word(section, index * 2))), operation: $0)
        }
      }
    }
    return Endings(all)
  }

  /// The lexicon with a user's table on top: its rows replace or (valence 0) silence those below.
  ///
  /// - Throws: ``LexiconError`` at the first row that is wrong.
  public func layering(_ source: LexiconSource) throws(LexiconError) -> Lexicon {
    try layering(source, onlyGoodRows: false)
  }

  /// As ``layering(_:)``, without the rows that cannot be used; ``LexiconLinter`` names them.
  ///
  /// - Throws: ``LexiconError`` for another header, and at the first row where none is good.
  public func layeringGoodRows(of source: LexiconSource) throws(LexiconError) -> Lexicon {
    try layering(source, onlyGoodRows: true)
  }

  private func layering(
    _ source: LexiconSource, onlyGoodRows: Bool
  ) throws(LexiconError) -> Lexicon {
    let bytes = try LexiconCompiler.compile(
      sources: [source], inherited: layers.first, onlyGoodRows: onlyGoodRows)
    return Lexicon(layers: layers + [try LexiconImage(ConstantBytes(bytes))])
  }

  /// The number of rows, all layers together; ids run from 0 to `entryCount` − 1.
  public var entryCount: Int { layers.reduce(0) { $0 + $1.entryCount } }

  /// The row with this id, or nil when there is none.
  public func entry(_ id: EntryID) -> LexiconEntry? {
    guard let (layer, index) = place(id) else { return nil }
    let image = layers[layer]
    let record = index * ImageFormat.entryWords
    let meta = image.word(.entries, record + 1)
    guard let part = PartOfSpeech(rawValue: UInt8(truncatingIfNeeded: meta)) else { return nil }
    return LexiconEntry(
      term: image.string(image.word(.entries, record)), partOfSpeech: part,
      valence: Float(bitPattern: image.word(.entries, record + 2)),
      tags: EntryTags(rawValue: image.word(.entries, record + 3)),
      source: image.string(image.word(.entries, record + 4)),
      language: (meta >> 8 & 1 == 0 ? Language.french : .english).rawValue,
      file: image.string(image.word(.entries, record + 5)),
      line: Int(image.word(.entries, record + 6)), layer: layer)
  }

  /// Layer and row number of an id.
  func place(_ id: EntryID) -> (layer: Int, index: Int)? {
    for layer in layers.indices.reversed() where id.rawValue >= entryStarts[layer] {
      let index = Int(id.rawValue - entryStarts[layer])
      return index < layers[layer].entryCount ? (layer, index) : nil
    }
    return nil
  }

  /// Valence, tags and part of speech of a row, for the hot path.
  func facts(_ layer: Int, _ index: UInt32) -> (valence: Float, tags: EntryTags, part: UInt8) {
    let record = Int(index) * ImageFormat.entryWords
    let image = layers[layer]
    return (
      Float(bitPattern: image.word(.entries, record + 2)),
      EntryTags(rawValue: image.word(.entries, record + 3)),
      UInt8(truncatingIfNeeded: image.word(.entries, record + 1))
    )
  }

  /// Kind and value of an operator row.
  func operation(_ layer: Int, _ index: UInt32) -> (kind: OperatorKind, value: Float)? {
    layers[layer].operation(index)
  }
}

extension ImageFormat {
  /// The sections of one language.
  struct Sections {
    let exact: Section
    let folded: Section
    let skeleton: Section
    let edges: Section
    let nodes: Section
    let suffixes: Section
  }

  static let french = Sections(
    exact: .exactFrench, folded: .foldedFrench, skeleton: .skeletonFrench, edges: .edgesFrench,
    nodes: .nodesFrench, suffixes: .suffixesFrench)

  static let english = Sections(
    exact: .exactEnglish, folded: .foldedEnglish, skeleton: .skeletonEnglish,
    edges: .edgesEnglish, nodes: .nodesEnglish, suffixes: .suffixesEnglish)

  static func sections(_ language: Language) -> Sections {
    language == .english ? english : french
  }
}
