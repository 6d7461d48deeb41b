/// s·Qᵀ(diag p − ppᵀ)Q of each row and problem of a ``JointObjective`` at one point.
///
/// Up to ``ClassBasis/few`` classes the q × q numbers of a row are kept; beyond that, where Q = 1, its
/// probabilities, so that a product with a row takes O(K) in place of O(K²), as much as its scores do.
///
/// - Shapes: `values` n × problems × q × q for few classes, lanes × n for many; a row that weighs nothing
///   keeps its zeros.
struct RowCurvature {
  private let basis: ClassBasis
  private let problems: Int
  private let rows: Int
  /// s of each row and problem.
  private let shares: [[Double]]
  private let roughShares: [[Float]]
  private var values: [Float]

  init(_ basis: ClassBasis, _ shares: [[Double]]) {
    self.basis = basis
    self.shares = shares
    (problems, rows) = (shares.count, shares.first?.count ?? 0)
    roughShares = basis.isPlain ? shares.map { $0.map { Float($0) } } : []
    let (n, q) = (rows * problems, basis.width)
    values = Array(repeating: 0, count: basis.isPlain ? n * q : n * q * q)
  }

  /// Sets row i of a problem, which weighs something, from its probabilities.
  @inline(__always)
  mutating func set(_ number: Int, _ i: Int, _ p: [Double]) {
    let q = basis.width
    if basis.isPlain {
      for k in 0..<q { values[(number * q + k) * rows + i] = Float(p[k]) }
      return
    }
    let (share, block) = (shares[number][i], (i * problems + number) * q * q)
    for a in 0..<q {
      for b in 0..<q {
        var (square, left, right) = (0.0, 0.0, 0.0)
        for k in 0..<basis.classes {
          square += p[k] * basis[k, a] * basis[k, b]
          left += p[k] * basis[k, a]
          right += p[k] * basis[k, b]
        }
        values[block + a * q + b] = Float(share * (square - left * right))
      }
    }
  }

  /// Takes the rows of the problems named from another point.
  mutating func take(_ numbers: [Int], of other: RowCurvature) {
    if basis.isPlain {
      let size = basis.width * rows
      for number in numbers {
        for place in number * size..<(number + 1) * size { values[place] = other.values[place] }
      }
      return
    }
    let size = basis.width * basis.width
    for i in 0..<rows {
      for number in numbers {
        let start = (i * problems + number) * size
        for place in start..<start + size { values[place] = other.values[place] }
      }
    }
  }

  /// The diagonals of one vector of lanes, 0 where no problem has one.
  func diagonal(_ vector: Int) -> Lanes<Float> {
    let q = basis.width
    var result = Lanes<Float>(repeating: .zero, count: rows)
    for lane in 0..<min(4, problems * q - 4 * vector) {
      let (number, own) = ((4 * vector + lane) / q, (4 * vector + lane) % q)
      for i in 0..<rows {
        if basis.isPlain {
          let p = values[(4 * vector + lane) * rows + i]
          result[i][lane] = roughShares[number][i] * p * (1 - p)
        } else {
          result[i][lane] = values[((i * problems + number) * q + own) * q + own]
        }
      }
    }
    return result
  }

  /// The scores of each row and problem times its curvature.
  ///
  /// - Complexity: O(n · problems · q²), O(n · problems · q) for many classes.
  func times(_ scores: [Lanes<Float>]) -> [Lanes<Float>] {
    basis.isPlain ? timesPlain(scores) : timesFew(scores)
  }

  /// s·p∘(t − pᵀt) of the scores t.
  private func timesPlain(_ scores: [Lanes<Float>]) -> [Lanes<Float>] {
    let q = basis.width
    var means = Array(repeating: Float(0), count: problems * rows)
    for place in 0..<problems * q {
      let lane = place % 4
      let column = scores[place / 4]
      let own = column.span
      let (mean, p) = (place / q * rows, place * rows)
      for i in 0..<rows { means[mean + i] += values[p + i] * own[i][lane] }
    }
    var result = scores.map { Lanes<Float>(repeating: .zero, count: $0.count) }
    for place in 0..<problems * q {
      let lane = place % 4
      let column = scores[place / 4]
      let own = column.span
      let (number, p) = (place / q, place * rows)
      for i in 0..<rows {
        result[place / 4][i][lane] =
          roughShares[number][i] * values[p + i] * (own[i][lane] - means[number * rows + i])
      }
    }
    return result
  }

  private func timesFew(_ scores: [Lanes<Float>]) -> [Lanes<Float>] {
    let (q, step) = (basis.width, problems * basis.width * basis.width)
    return scores.indices.map { vector in
      var result = Lanes<Float>(repeating: .zero, count: rows)
      var own = result.mutableSpan
      for lane in 0..<min(4, problems * q - 4 * vector) {
        let (number, a) = ((4 * vector + lane) / q, (4 * vector + lane) % q)
        for b in 0..<q {
          let others = scores[(number * q + b) / 4]
          let other = others.span
          let from = (number * q + b) % 4
          var place = (number * q + a) * q + b
          for i in 0..<own.count {
            own[i][lane] += values[place] * other[i][from]
            place += step
          }
        }
      }
      return result
    }
  }
}
