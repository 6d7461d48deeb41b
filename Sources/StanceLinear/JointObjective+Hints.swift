/// What ``MonotonicityHints`` add to the problems of a ``JointObjective``.
extension JointObjective {
  /// J of each problem at x; `gradient` becomes ∇J. The point becomes the candidate.
  mutating func evaluate(_ x: [Lanes<Double>], gradient: inout [Lanes<Double>]) -> [Double] {
    var values = evaluateWithoutHints(x, gradient: &gradient)
    addHints(x, &values, &gradient)
    return values
  }

  /// Adds R of the hints at x to J without it, and its gradient to that of J.
  mutating func addHints(
    _ x: [Lanes<Double>], _ values: inout [Double], _ gradient: inout [Lanes<Double>]
  ) {
    for number in problems.indices { values[number] += addHints(number, x, into: &gradient) }
  }

  /// R of a problem's hints at x, with its gradient added.
  private mutating func addHints(
    _ number: Int, _ x: [Lanes<Double>], into gradient: inout [Lanes<Double>]
  ) -> Double {
    let first = number * width
    var sum = 0.0
    for index in hints[number].indices {
      var part = hints[number][index].along { x[(first + $1) / 4][$0][(first + $1) % 4] }
      sum += hints[number][index].evaluate(&part)
      for j in part.indices {
        for (a, share) in hints[number][index].axis.enumerated() {
          gradient[(first + a) / 4][j][(first + a) % 4] += share * part[j]
        }
      }
    }
    return sum
  }

  /// Adds the product of a problem's hints with v to `result`, and vᵀ times it to `curvature`.
  func bendHints(
    _ number: Int, _ v: [Lanes<Float>], into result: inout [Lanes<Float>],
    _ curvature: inout [SIMD4<Double>]
  ) {
    let first = number * width
    for term in hints[number] {
      let product = term.product(term.along { Double(v[(first + $1) / 4][$0][(first + $1) % 4]) })
      for j in product.indices {
        for (a, share) in term.axis.enumerated() {
          let (vector, lane) = ((first + a) / 4, (first + a) % 4)
          let part = share * product[j]
          result[vector][j][lane] += Float(part)
          curvature[vector][lane] += Double(v[vector][j][lane]) * part
        }
      }
    }
  }

  /// Adds the diagonal of the hints' Hessians to that of one vector.
  func addHintSquares(_ vector: Int, to result: inout Lanes<Float>) {
    for lane in 0..<4 {
      let number = (4 * vector + lane) / width
      guard number < problems.count else { continue }
      for term in hints[number] {
        let share = term.axis[(4 * vector + lane) % width]
        for j in 0..<term.curvature.rows {
          result[j][lane] += Float(share * share * term.curvature[j, j])
        }
      }
    }
  }
}
