internal import StanceModel
public import StanceText

/// What gets a score of its own.
public enum ScoringUnit: String, Sendable, CaseIterable {
  case paragraph, sentence, document
}

/// A prediction with the words that it is about.
public struct ScoredUnit: Sendable {
  /// What the classifier says of it.
  public var prediction: UnitPrediction
  /// UTF-8 of the unit.
  public var text: ArraySlice<UInt8>

  /// A prediction with its text.
  public init(prediction: UnitPrediction, text: ArraySlice<UInt8>) {
    self.prediction = prediction
    self.text = text
  }
}

/// A piece of an input with its scores: what a format turns into output.
public struct ScoredBlock: Sendable {
  /// As typed by the user; `-` for standard input.
  public var file: String
  /// That of the input up to the end of the block.
  public var encoding: TextEncoding
  /// In the order of the input.
  public var units: [ScoredUnit]
  /// Decoded bytes that `units` lie in; empty for records.
  public var bytes: [UInt8]
  /// Place of the first of these bytes in the decoded file.
  public var offset: Int

  /// A block of units; `bytes` and `offset` as the members say.
  public init(
    file: String, encoding: TextEncoding = .utf8, units: [ScoredUnit], bytes: [UInt8] = [],
    offset: Int = 0
  ) {
    self.file = file
    self.encoding = encoding
    self.units = units
    self.bytes = bytes
    self.offset = offset
  }
}

/// Cuts body paragraphs into their sentences; other units stay as they are.
struct SentenceCutter {
  private let tokenizer: Tokenizer
  private var buffer = TokenBuffer()
  private var words = WordTable()
  private var next = 0

  init(rules: ReadingRules) { tokenizer = Tokenizer(rules: rules) }

  /// Units of one block with sentences in place of paragraphs, numbered on from the last block.
  ///
  /// - Complexity: O(bytes).
  mutating func cut(_ units: [TextUnit], _ bytes: [UInt8], offset: Int) -> [TextUnit] {
    var result: [TextUnit] = []
    for unit in units {
      guard unit.kind == .body, unit.language != .other else {
        append(unit, to: &result)
        continue
      }
      let range = unit.range.lowerBound - offset..<unit.range.upperBound - offset
      var (line, place) = (unit.line, range.lowerBound)
      for sentence in sentences(bytes, range, unit.language) {
        line += LineEnds.count(in: bytes[place..<sentence.lowerBound])
        place = sentence.lowerBound
        var part = unit
        part.range = sentence.lowerBound + offset..<sentence.upperBound + offset
        part.line = line
        append(part, to: &result)
      }
    }
    return result
  }

  private mutating func append(_ unit: TextUnit, to result: inout [TextUnit]) {
    var unit = unit
    unit.index = next
    next += 1
    result.append(unit)
  }

  /// Byte ranges of the sentences of a text.
  mutating func sentences(
    _ bytes: [UInt8], _ range: Range<Int>, _ language: Language
  ) -> [Range<Int>] {
    tokenizer.tokenize(bytes, in: range, language: language, into: &buffer, words: &words)
    return buffer.sentences.compactMap { sentence in
      guard !sentence.tokens.isEmpty else { return nil }
      let first = buffer.tokens[Int(sentence.tokens.lowerBound)]
      let last = buffer.tokens[Int(sentence.tokens.upperBound) - 1]
      return Int(first.start)..<Int(last.end)
    }
  }
}
