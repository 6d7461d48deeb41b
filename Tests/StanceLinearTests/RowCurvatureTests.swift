import Testing

@testable import StanceLinear

/// s·Qᵀ(diag p − ppᵀ)Q·t as the formula says it, for few classes and many.
@Suite struct RowCurvatureTests {
  @Test(arguments: [2, 3, 4, 10, 11, 12, 19], 1...3)
  func productsAndDiagonals(classes: Int, problems: Int) {
    var g = Generated(seed: UInt64(classes * 10 + problems))
    let (basis, n) = (ClassBasis(classes: classes), 7)
    let q = basis.width
    let shares = (0..<problems).map { _ in (0..<n).map { $0 == 3 ? 0 : g.random.uniform() } }
    var candidate = RowCurvature(basis, shares)
    var curvature = candidate
    var probabilities: [[[Double]]] = []
    for number in 0..<problems {
      probabilities.append([])
      for i in 0..<n {
        var p = g.numbers(classes)
        Softmax.normalize(&p)
        probabilities[number].append(p)
        if shares[number][i] > 0 { candidate.set(number, i, p) }
      }
    }
    let vectors = (problems * q + 3) / 4
    let scores = (0..<vectors).map { _ in
      (0..<n).map { _ in SIMD4(g.numbers(4).map { Float($0) }) }
    }
    #expect(curvature.times(scores).allSatisfy { $0.allSatisfy { $0 == .zero } })
    curvature.take([problems - 1], of: candidate)
    curvature.take(Array(0..<problems), of: candidate)
    let products = curvature.times(scores)
    for number in 0..<problems {
      for i in 0..<n {
        let (p, s) = (probabilities[number][i], shares[number][i])
        func score(_ a: Int) -> Double {
          Double(scores[(number * q + a) / 4][i][(number * q + a) % 4])
        }
        let change = (0..<classes).map { k in (0..<q).reduce(0) { $0 + basis[k, $1] * score($1) } }
        let mean = (0..<classes).reduce(0) { $0 + p[$1] * change[$1] }
        for a in 0..<q {
          let place = number * q + a
          let expected = (0..<classes).reduce(0) {
            $0 + s * basis[$1, a] * p[$1] * (change[$1] - mean)
          }
          #expect(abs(Double(products[place / 4][i][place % 4]) - expected) < 1e-5)
          let first = (0..<classes).reduce(0) { $0 + p[$1] * basis[$1, a] }
          let square = (0..<classes).reduce(0) { $0 + p[$1] * basis[$1, a] * basis[$1, a] }
          let own = Double(curvature.diagonal(place / 4)[i][place % 4])
          #expect(abs(own - s * (square - first * first)) < 1e-6)
        }
      }
    }
  }
}
