#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// Exponentials that neither overflow nor lose the small side.
public enum Softmax {
  /// log Σₖ exp zₖ, by taking the largest out of the sum.
  ///
  /// - Returns: −∞ for no element; NaN if an element is NaN.
  public static func logSumExp(_ z: [Double]) -> Double {
    var largest = -Double.infinity
    for value in z {
      if value.isNaN { return value }
      largest = max(largest, value)
    }
    guard largest.isFinite else { return largest }
    var sum = 0.0
    for value in z { sum += exp(value - largest) }
    return largest + log(sum)
  }

  /// pₖ = exp zₖ / Σ exp z in place; returns log Σ exp z.
  ///
  /// Each p is in [0, 1] and the sum is 1 within 10⁻¹² for finite z.
  @discardableResult
  public static func normalize(_ z: inout [Double]) -> Double {
    guard var largest = z.first else { return -.infinity }
    for value in z { largest = max(largest, value) }
    var sum = 0.0
    for k in z.indices {
      z[k] = exp(z[k] - largest)
      sum += z[k]
    }
    for k in z.indices { z[k] /= sum }
    return largest + log(sum)
  }

  /// The probabilities of the rows of a score matrix.
  ///
  /// - Shapes: `scores` n × K with K ≥ 2, result n × K.
  public static func probabilities(_ scores: DenseMatrix) -> DenseMatrix {
    var result = scores
    var row = Array(repeating: 0.0, count: scores.columns)
    for i in 0..<scores.rows {
      for k in row.indices { row[k] = scores[i, k] }
      normalize(&row)
      for k in row.indices { result[i, k] = row[k] }
    }
    return result
  }

  /// 1 / (1 + exp −z).
  public static func sigmoid(_ z: Double) -> Double {
    if z >= 0 { return 1 / (1 + exp(-z)) }
    let e = exp(z)
    return e / (1 + e)
  }

  /// log(1 + exp z), exact for large |z|.
  public static func softplus(_ z: Double) -> Double {
    max(z, 0) + log1p(exp(-abs(z)))
  }
}
