public import StanceModel
public import StanceText

/// Predictions as JSON objects, one a unit, in the shape that other programs rely on.
public struct PredictionJSON: Sendable {
  private let labels: [[UInt8]]
  /// Each label as the name of a member, with what stands before and behind it.
  private let members: [[UInt8]]
  private let labelNames: [String]
  private let favor: Int?
  private let against: Int?
  /// Contributions per unit; nil for none, 0 for all.
  public var contributions: Int?
  /// Name of the file and, when it was not UTF-8, of its encoding.
  private let head: [UInt8]
  private let encoding: TextEncoding

  /// - Parameters:
  ///   - file: as every object names it.
  ///   - model: its labels name the probabilities.
  ///   - encoding: of the file; named in every object unless it is UTF-8.
  ///   - contributions: how many parts an explanation lists, 0 for all; nil lists none.
  public init(
    file: String, model: LinearModel, encoding: TextEncoding = .utf8, contributions: Int? = nil
  ) {
    labelNames = model.labels
    let labels = model.labels.map { JSONWriter.encode(.string($0)) }
    self.labels = labels
    members = labels.indices.map { Array(($0 == 0 ? "{" : ", ").utf8) + labels[$0] + [0x3A, 0x20] }
    favor = model.favorIndex
    against = model.againstIndex
    self.contributions = contributions
    self.encoding = encoding
    head = Array("{\"file\": ".utf8) + JSONWriter.encode(.string(file))
  }

  /// Appends one object, without a line end.
  public func write(_ prediction: UnitPrediction, to writer: inout JSONWriter) {
    writer.raw(head)
    if let id = prediction.id {
      writer.raw(", \"id\": ")
      writer.string(id)
    }
    writer.raw(", \"index\": ")
    writer.integer(prediction.unit.index)
    writer.raw(", \"line\": ")
    writer.integer(prediction.unit.line)
    writer.raw(", \"range\": [")
    writer.integer(prediction.unit.range.lowerBound)
    writer.raw(", ")
    writer.integer(prediction.unit.range.upperBound)
    switch prediction.unit.kind {
    case .body: writer.raw("], \"kind\": \"body\", \"section\": ")
    case .heading: writer.raw("], \"kind\": \"heading\", \"section\": ")
    case .furniture: writer.raw("], \"kind\": \"furniture\", \"section\": ")
    }
    optional(prediction.unit.section, &writer)
    writer.raw(", \"gold\": ")
    optional(prediction.unit.gold, &writer)
    writer.raw(", \"target\": ")
    writer.string(prediction.target)
    writer.raw(prediction.aboutTarget ? ", \"about_target\": true" : ", \"about_target\": false")
    writer.raw(", \"label\": ")
    if let label = prediction.label, let index = labelNames.firstIndex(of: label) {
      writer.raw(labels[index])
    } else {
      writer.raw("null")
    }
    writer.raw(", \"score\": ")
    shares(prediction, &writer)
    writer.raw(", \"evidence\": ")
    writer.integer(prediction.evidence)
    if prediction.unit.kind == .body, prediction.unit.language != .french {
      writer.raw(", \"language\": \"")
      writer.raw(prediction.unit.language.rawValue.utf8)
      writer.raw("\"")
    }
    let encoding = prediction.encoding ?? encoding
    if encoding != .utf8 {
      writer.raw(", \"encoding\": ")
      writer.string(encoding.rawValue)
    }
    if let contributions, let explanation = prediction.explanation {
      write(explanation, most: contributions, &writer)
    }
    writer.raw("}")
  }

  private func optional(_ text: String?, _ writer: inout JSONWriter) {
    if let text { writer.string(text) } else { writer.raw("null") }
  }

  /// The score and the probabilities that it is the difference of.
  private func shares(_ prediction: UnitPrediction, _ writer: inout JSONWriter) {
    guard let probabilities = prediction.probabilities else {
      return writer.raw("null, \"probabilities\": null")
    }
    let shares = PrintedShares(probabilities).units
    if prediction.score != nil, let favor, let against {
      writer.fixed4(tenThousandths: shares[favor] - shares[against])
    } else {
      writer.raw("null")
    }
    writer.raw(", \"probabilities\": ")
    for index in shares.indices {
      writer.raw(members[index])
      writer.fixed4(tenThousandths: shares[index])
    }
    writer.raw("}")
  }

  /// `logits` are the scores before the temperature, which all contributions sum to.
  /// `value` is what the part adds to favor less against (to the first label, where the model has
  /// no such pair); `values` what it adds to each label.
  private func write(_ explanation: Explanation, most: Int, _ writer: inout JSONWriter) {
    writer.raw(", \"logits\": {")
    for (label, value) in explanation.scores.enumerated() {
      if label > 0 { writer.raw(", ") }
      writer.raw(labels[label])
      writer.raw(": ")
      writer.raw(Self.digits(value))
    }
    writer.raw("}, \"contributions\": [")
    let parts = explanation.contributions
    for (index, part) in parts.prefix(most == 0 ? parts.count : most).enumerated() {
      if index > 0 { writer.raw(", ") }
      writer.raw("{\"feature\": ")
      writer.string(part.feature)
      writer.raw(", \"range\": ")
      if let range = part.range {
        writer.raw("[")
        writer.integer(range.lowerBound)
        writer.raw(", ")
        writer.integer(range.upperBound)
        writer.raw("]")
      } else {
        writer.raw("null")
      }
      writer.raw(", \"value\": ")
      writer.raw(Self.digits(value(of: part)))
      writer.raw(", \"values\": {")
      for (label, value) in part.values.enumerated() {
        if label > 0 { writer.raw(", ") }
        writer.raw(labels[label])
        writer.raw(": ")
        writer.raw(Self.digits(value))
      }
      writer.raw("}, \"rule\": ")
      if part.rules.isEmpty {
        writer.raw("null")
      } else {
        writer.string(part.ruleNames)
      }
      writer.raw("}")
    }
    writer.raw("]")
  }

  /// The shortest decimal that reads back as the same single.
  private static func digits(_ value: Float) -> [UInt8] {
    value.isFinite ? Array(value.description.utf8) : Array("null".utf8)
  }

  private func value(of part: Contribution) -> Float {
    if let favor, let against { return part.values[favor] - part.values[against] }
    return part.values.first ?? 0
  }
}
