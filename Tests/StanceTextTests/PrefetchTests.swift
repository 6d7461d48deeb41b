import StanceText
import Testing

/// Asking for memory reads and changes nothing, wherever the index points.
@Suite struct PrefetchTests {
  @Test func anyIndexIsHarmless() {
    let wide = (0..<100).map { SIMD8<UInt64>(repeating: $0) }
    let bytes = ConstantBytes(Array(0..<200))
    for index in [0, 1, 99, 100, 199, 200, -1, .min, .max, .max / 64] {
      wide.prefetch(index)
      [Int]().prefetch(index)
      bytes.prefetch(index)
      ConstantBytes([]).prefetch(index)
    }
    #expect(wide[99] == SIMD8(repeating: 99))
    #expect(bytes.array == Array(0..<200))
  }
}
