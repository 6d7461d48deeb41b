import StanceLinear
import Testing

@Suite struct RandomGeneratorTests {
  @Test func sameSeedSameNumbers() {
    var (a, b, c) = (
      RandomGenerator(seed: 1), RandomGenerator(seed: 1), RandomGenerator(seed: 2)
    )
    let first = (0..<50).map { _ in a.next() }
    #expect(first == (0..<50).map { _ in b.next() })
    #expect(first != (0..<50).map { _ in c.next() })
    #expect(a == b)
  }

  @Test func momentsAreThoseOfTheLaw() {
    var g = RandomGenerator(seed: 9)
    let n = 20_000
    let uniform = (0..<n).map { _ in g.uniform() }
    #expect(uniform.allSatisfy { $0 >= 0 && $0 < 1 })
    #expect(abs(uniform.reduce(0, +) / Double(n) - 0.5) < 0.01)
    let normal = (0..<n).map { _ in g.normal() }
    #expect(normal.allSatisfy { $0.isFinite })
    #expect(abs(normal.reduce(0, +) / Double(n)) < 0.03)
    #expect(abs(normal.reduce(0) { $0 + $1 * $1 } / Double(n) - 1) < 0.04)
  }
}
