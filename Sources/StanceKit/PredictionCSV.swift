public import StanceModel
internal import StanceText

/// Predictions as CSV, one row a unit, for spreadsheets and data frames.
public struct PredictionCSV: Sendable {
  private let labels: [String]
  private let favor: Int?
  private let against: Int?
  private let dialect: CSVDialect

  /// - Parameters:
  ///   - model: its labels name the columns of probabilities.
  ///   - dialect: commas, or semicolons as spreadsheets want them in France.
  public init(model: LinearModel, dialect: CSVDialect = .csv) {
    labels = model.labels
    favor = model.favorIndex
    against = model.againstIndex
    self.dialect = dialect
  }

  /// The names of the columns; one probability column a label.
  public var header: [UInt8] {
    var row = CSVRow(header: dialect)
    for name in ["file", "id", "index", "line", "start", "end", "kind", "section", "gold"] {
      row.field(name)
    }
    for name in ["target", "about_target", "label", "score"] { row.field(name) }
    for label in labels { row.field("p_" + label) }
    for name in ["evidence", "language", "encoding", "text"] { row.field(name) }
    row.end()
    return row.bytes
  }

  /// The rows of a block.
  public func rows(_ block: ScoredBlock) -> [UInt8] {
    var row = CSVRow(dialect)
    for unit in block.units {
      let prediction = unit.prediction
      let place = prediction.unit
      row.field(block.file)
      row.field(prediction.id ?? "")
      row.field(String(place.index))
      row.field(String(place.line))
      row.field(String(place.range.lowerBound))
      row.field(String(place.range.upperBound))
      row.field(place.kind.rawValue)
      row.field(place.section ?? "")
      row.field(place.gold ?? "")
      row.field(prediction.target)
      row.field(prediction.aboutTarget ? "true" : "false")
      row.field(prediction.label ?? "")
      let shares = prediction.probabilities.map { PrintedShares($0).units }
      if let shares, prediction.score != nil, let favor, let against {
        row.number(tenThousandths: shares[favor] - shares[against])
      } else {
        row.field("")
      }
      for label in labels.indices { row.number(tenThousandths: shares?[label]) }
      row.field(String(prediction.evidence))
      row.field(place.language.rawValue)
      row.field((prediction.encoding ?? block.encoding).rawValue)
      row.field(unit.text)
      row.end()
    }
    return row.bytes
  }
}
