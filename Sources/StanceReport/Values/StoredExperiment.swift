internal import StanceModel
public import StanceTraining

/// What `stance curve` or `stance ablation` wrote as JSON, read back for a report.
public enum StoredExperiment: Sendable, Equatable {
  case curve(LearningCurve)
  case ablation(Ablation)

  /// - Parameter file: name for errors.
  /// - Throws: ``DataError`` when the bytes are not JSON, or neither a curve nor an ablation.
  /// - Complexity: O(bytes).
  public init(_ bytes: [UInt8], file: String) throws(DataError) {
    let value: JSONValue
    do { value = try JSONReader.parse(bytes[...]) } catch {
      throw .file(file: file, reason: "no JSON: \(error)")
    }
    let metric = value["metric"]?.string == "macro_f1" ? "macro-F1" : value["metric"]?.string ?? ""
    if let points = value["points"]?.array, !points.isEmpty {
      self = .curve(Self.curve(points, metric: metric))
    } else if let rows = value["rows"]?.array, !rows.isEmpty {
      self = .ablation(Self.ablation(rows, metric: metric))
    } else {
      throw .file(
        file: file,
        reason: "expected the JSON of stance curve or stance ablation, found no points and no rows")
    }
  }

  private static func curve(_ points: [JSONValue], metric: String) -> LearningCurve {
    let values = points.map { $0["values"]?.array?.compactMap(\.number) ?? [] }
    let repetitions = values.map(\.count).max() ?? 0
    return LearningCurve(
      metric: metric, unit: "groups",
      band: repetitions > 1 ? "lowest to highest of \(repetitions) draws" : nil,
      points: zip(points, values).map { point, values in
        LearningCurve.Point(
          size: Int(min(max(point["groups"]?.number ?? 0, 0), 1e9).rounded()),
          value: point["mean"]?.number, low: values.count > 1 ? values.min() : nil,
          high: values.count > 1 ? values.max() : nil)
      })
  }

  /// The row without a difference is that of the full model.
  private static func ablation(_ rows: [JSONValue], metric: String) -> Ablation {
    let full = rows.first { $0["difference"]?.number == nil }
    return Ablation(
      metric: metric, full: full?["macro_f1"]?.number,
      rows: rows.filter { $0["difference"]?.number != nil }.map { row in
        Ablation.Row(
          name: row["features"]?.string ?? "", value: row["macro_f1"]?.number,
          low: row["interval"]?["low"]?.number, high: row["interval"]?["high"]?.number)
      })
  }
}
