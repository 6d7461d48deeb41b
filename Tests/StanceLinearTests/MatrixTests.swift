import StanceLinear
import Testing

@Suite struct MatrixTests {
  @Test func elementsAreRowAfterRow() throws {
    var a = try DenseMatrix([[1, 2, 3], [4, 5, 6]])
    #expect(a.elements == [1, 2, 3, 4, 5, 6])
    a[1, 0] = 9
    #expect(Array(a.row(1)) == [9, 5, 6])
    #expect(a.transposed().elements == [1, 9, 2, 5, 3, 6])
    #expect(a.transposed().transposed() == a)
  }

  @Test func shapesAreChecked() throws {
    #expect(throws: LinearError.shapeMismatch(what: "matrix elements", expected: 4, found: 3)) {
      try DenseMatrix(rows: 2, columns: 2, elements: [1, 2, 3])
    }
    #expect(throws: LinearError.shapeMismatch(what: "matrix row", expected: 1, found: 2)) {
      try FloatMatrix([[1], [2, 3]])
    }
    #expect(try DenseMatrix([[Double]]()).rows == 0)
    #expect(try DenseMatrix([[], []]).columns == 0)
  }
}
