internal import StanceText
public import StanceTraining

/// Something to know of records that were scored all the same.
public struct RecordNote: Sendable, Equatable {
  /// What there is to know.
  public enum Kind: Sendable, Hashable {
    /// What of the line is not UTF-8 was read as Windows-1252.
    case windows1252
    /// The text is neither French nor English.
    case otherLanguage
    /// The record says a language that is neither of the two, or no language.
    case otherLanguageNamed
    /// The text is empty or white space: the record has no label.
    case blank
    /// The record itself is unusual.
    case remark(RecordRemark)
  }
  /// What is true of them.
  public var kind: Kind
  /// The first line of which it is true.
  public var line: Int
  /// The number of records of which it is true.
  public var count: Int
}

/// Notes on the records of a file or of a part of it, one a kind.
public struct RecordNotes: Sendable {
  /// In the order in which the kinds were met.
  public private(set) var all: [RecordNote] = []
  /// Line of the last record that was counted; its other sentences are not.
  private var last: [RecordNote.Kind: Int] = [:]

  /// No notes.
  public init() {}

  /// Notes of the records behind those of all that were added.
  public mutating func add(_ note: RecordNote) {
    guard let index = all.firstIndex(where: { $0.kind == note.kind }) else {
      return all.append(note)
    }
    all[index].count += note.count
  }

  /// A record, or a sentence of one, in the order of the lines.
  mutating func add(_ prediction: UnitPrediction) {
    let line = prediction.unit.line
    if prediction.encoding?.isAssumed == true { count(.windows1252, line) }
    if prediction.label == nil {
      count(.blank, line)
    } else if prediction.unit.language == .other {
      count(.otherLanguage, line)
    }
  }

  /// What is unusual about a record, in the order of the lines.
  mutating func add(_ record: PlacedRecord) {
    for remark in record.remarks { count(.remark(remark), record.line) }
    if record.namesOtherLanguage { count(.otherLanguageNamed, record.line) }
  }

  mutating func count(_ kind: RecordNote.Kind, _ line: Int) {
    guard last.updateValue(line, forKey: kind) != line else { return }
    add(RecordNote(kind: kind, line: line, count: 1))
  }
}
