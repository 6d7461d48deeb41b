public import CPrefetch

extension Array {
  /// Asks for the memory of an element, and of the next line where the element reaches into it,
  /// while other work goes on; an index outside is passed over.
  ///
  /// What a text's words lead to lies scattered over megabytes. Asked for a step ahead, it is at
  /// hand when its step comes, where each read would else wait for the main memory.
  @inlinable @inline(__always)
  package func prefetch(_ index: Int) {
    guard index >= 0, index < count else { return }
    // SAFETY: the addresses lie inside the element, and nothing is read.
    unsafe withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      let start = unsafe base + index &* MemoryLayout<Element>.stride
      unsafe stance_prefetch(start)
      if MemoryLayout<Element>.size > 16 {
        unsafe stance_prefetch(start + (MemoryLayout<Element>.size - 1))
      }
    }
  }
}

extension ConstantBytes {
  /// Asks for the memory of the eight bytes from an offset on, which do not cross a line.
  @inlinable @inline(__always)
  package func prefetch(_ offset: Int) {
    guard UInt(bitPattern: offset) < UInt(bitPattern: count) else { return }
    // SAFETY: the address lies inside the bytes, and nothing is read.
    unsafe stance_prefetch(start + offset)
  }
}
