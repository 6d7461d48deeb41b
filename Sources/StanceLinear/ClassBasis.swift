/// Q: the coordinates of class scores in which nothing is counted twice.
///
/// For two classes Q = (0, 1)ᵀ: the score of class 0 is fixed at 0. For K ≥ 3 the columns are the
/// Helmert contrasts, an orthonormal basis of the vectors whose sum is 0:
/// column a (from 0) = (1, …, 1, −(a + 1), 0, …, 0) / √((a + 1)(a + 2)), with a + 1 ones.
/// Beyond ``few`` classes Q = 1: one coordinate too many costs little, and a change of coordinates takes
/// O(K) in place of O(K²). What is common to all classes is then taken away where weights become
/// coordinates and back; in between gradients have no part along it.
///
/// - Shapes: classes × width; width = classes − 1 and QᵀQ = 1 up to ``few`` classes, else width =
///   classes.
package struct ClassBasis: Sendable {
  package let classes: Int
  package let width: Int
  private let elements: [Double]

  /// Classes up to which nothing is counted twice.
  package static let few = 10

  /// Whether Q = 1.
  var isPlain: Bool { width == classes }

  package init(classes: Int) {
    self.classes = classes
    guard classes <= Self.few else {
      width = classes
      elements = []
      return
    }
    width = classes - 1
    var q = Array(repeating: 0.0, count: classes * (classes - 1))
    if classes == 2 {
      q[1] = 1
    } else {
      for a in 0..<width {
        let norm = Double((a + 1) * (a + 2)).squareRoot()
        for k in 0...a { q[k * width + a] = 1 / norm }
        q[(a + 1) * width + a] = -Double(a + 1) / norm
      }
    }
    elements = q
  }

  package subscript(k: Int, a: Int) -> Double {
    isPlain ? (k == a ? 1 : 0) : elements[k * width + a]
  }

  /// The classes for which column a is not 0.
  func support(_ a: Int) -> Range<Int> { isPlain ? a..<a + 1 : 0..<a + 2 }

  /// z = Q·t.
  @inline(__always)
  func expand(_ t: [Double], into z: inout [Double]) {
    if isPlain {
      for k in 0..<classes { z[k] = t[k] }
      return
    }
    for k in 0..<classes {
      var sum = 0.0
      for a in 0..<width { sum += elements[k * width + a] * t[a] }
      z[k] = sum
    }
  }

  /// t = scale · Qᵀ·z.
  @inline(__always)
  func contract(_ z: [Double], scale: Double, into t: inout [Double]) {
    if isPlain {
      for k in 0..<classes { t[k] = scale * z[k] }
      return
    }
    for a in 0..<width {
      var sum = 0.0
      for k in 0..<classes { sum += elements[k * width + a] * z[k] }
      t[a] = scale * sum
    }
  }

  /// u of given weights, relative to a prior: (W − W0)·Q, biases W·Q.
  package func coordinates(of weights: LinearWeights, relativeTo prior: LinearWeights?) -> [Double]
  {
    let outputs = weights.outputs
    var difference = weights.values
    if let prior {
      for j in 0..<weights.features * outputs { difference[j] -= prior.values[j] }
    }
    guard outputs > 1 else { return difference }
    if isPlain { return centred(difference) }
    var result = Array(repeating: 0.0, count: (weights.features + 1) * width)
    for j in 0...weights.features {
      for a in 0..<width {
        var sum = 0.0
        for k in 0..<classes { sum += elements[k * width + a] * difference[j * outputs + k] }
        result[j * width + a] = sum
      }
    }
    return result
  }

  /// W = W0 + u·Qᵀ.
  package func weights(
    from u: [Double], denseFeatures: Int, sparseFeatures: Int, prior: LinearWeights?
  ) -> LinearWeights {
    var result = LinearWeights(
      outputs: classes == 2 ? 1 : classes, denseFeatures: denseFeatures,
      sparseFeatures: sparseFeatures)
    let outputs = result.outputs
    if outputs == 1 {
      result.values = u
    } else if isPlain {
      result.values = centred(u)
    } else {
      for j in 0...result.features {
        for k in 0..<classes {
          var sum = 0.0
          for a in 0..<width { sum += elements[k * width + a] * u[j * width + a] }
          result.values[j * outputs + k] = sum
        }
      }
    }
    if let prior {
      for j in 0..<result.features * outputs { result.values[j] += prior.values[j] }
    }
    return result
  }

  /// Rows of one number a class, each less its mean.
  private func centred(_ values: [Double]) -> [Double] {
    var result = values
    for start in stride(from: 0, to: values.count, by: classes) {
      var sum = 0.0
      for k in start..<start + classes { sum += values[k] }
      for k in start..<start + classes { result[k] -= sum / Double(classes) }
    }
    return result
  }
}
