import StanceEvaluation
import StanceModel

/// What a training tells of itself, by its kind: model files hold all facts as text.
enum ModelFact {
  case integer(Int)
  case number(Double)
  case flag(Bool)
  case text(String)

  init(_ fact: Provenance.Fact) {
    let value: ModelFact? =
      switch fact.name {
      case "rows", "groups": Int(fact.value).map { .integer($0) }
      case "strength C", "cross-validated macro-F1", "objective":
        Double(fact.value).map { .number($0) }
      case "converged": ["yes": .flag(true), "no": .flag(false)][fact.value]
      default: nil
      }
    self = value ?? .text(fact.value)
  }

  var tree: ReportTree {
    switch self {
    case .integer(let value): .integer(value)
    case .number(let value): ReportTree(value)
    case .flag(let value): .flag(value)
    case .text(let value): .text(value)
    }
  }

  var json: JSONValue {
    switch self {
    case .integer(let value): .int(value)
    case .number(let value): value.isFinite ? .number(value) : .null
    case .flag(let value): .bool(value)
    case .text(let value): .string(value)
    }
  }
}
