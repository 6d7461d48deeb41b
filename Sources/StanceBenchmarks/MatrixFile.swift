import StanceLinear

/// LIBLINEAR's text format: a label, then `column:value` from column 1, one row a line.
enum MatrixFile {
  struct Malformed: Error {
    var line: Int
  }

  /// - Returns: the matrix, and class 1 for each positive label, 0 for the others.
  static func read(_ bytes: [UInt8]) throws -> (CSRMatrix, [Int]) {
    var labels: [Int] = []
    var offsets = [0]
    var columns: [UInt32] = []
    var values: [Float] = []
    var widest: UInt32 = 0
    for line in bytes.split(separator: 0x0A) {
      let cells = line.split(separator: 0x20)
      guard let first = cells.first, let label = Double(String(decoding: first, as: UTF8.self))
      else { throw Malformed(line: labels.count + 1) }
      labels.append(label > 0 ? 1 : 0)
      for cell in cells.dropFirst() {
        guard let colon = cell.firstIndex(of: 0x3A),
          let column = UInt32(String(decoding: cell[..<colon], as: UTF8.self)), column > 0,
          let value = Float(String(decoding: cell[(colon + 1)...], as: UTF8.self))
        else { throw Malformed(line: labels.count) }
        columns.append(column - 1)
        values.append(value)
        widest = max(widest, column)
      }
      offsets.append(columns.count)
    }
    let matrix = try CSRMatrix(
      rows: labels.count, columns: Int(widest), rowOffsets: offsets, columnIndices: columns,
      values: values)
    return (matrix, labels)
  }
}
