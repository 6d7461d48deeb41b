/// The cells of each group's confusion matrix that are not zero, one list after the other.
///
/// Resampling adds groups thousands of times; a group of a few units fills a few cells only.
struct GroupCells: Sendable {
  private var starts = [0]
  private var cells: [Int32] = []
  private var counts: [Int] = []

  /// Number of groups.
  var count: Int { starts.count - 1 }

  /// Appends a group.
  mutating func append(_ matrix: ConfusionMatrix) {
    append((matrix.counts + matrix.abstained).enumerated())
  }

  /// Appends the difference of two matrices of the same labels as a group.
  mutating func append(_ matrix: ConfusionMatrix, minus other: ConfusionMatrix) {
    let pairs = zip(matrix.counts + matrix.abstained, other.counts + other.abstained)
    append(pairs.map { $0 - $1 }.enumerated())
  }

  private mutating func append(_ values: some Sequence<(offset: Int, element: Int)>) {
    for (cell, value) in values where value != 0 {
      cells.append(Int32(truncatingIfNeeded: cell))
      counts.append(value)
    }
    starts.append(cells.count)
  }

  /// Adds a group, `times` over.
  func add(_ group: Int, times: Int, to matrix: inout ConfusionMatrix) {
    for place in starts[group]..<starts[group + 1] {
      matrix.add(cell: Int(cells[place]), times * counts[place])
    }
  }

  /// Whether a group has no cell.
  func isEmpty(_ group: Int) -> Bool { starts[group] == starts[group + 1] }
}
