import Testing

@testable import StanceReport

@Suite struct ShortNamesTests {
  @Test func foldersThatAllShareAreLeftOut() {
    #expect(ShortNames.of(["../a/b/x.txt", "../a/b/y.txt"]) == ["x.txt", "y.txt"])
    #expect(ShortNames.of(["a/b/x.txt", "a/c/x.txt"]) == ["b/x.txt", "c/x.txt"])
    #expect(ShortNames.of(["a/x.txt", "x.txt"]) == ["a/x.txt", "x.txt"])
    #expect(ShortNames.of(["a/b/x.txt"]) == ["x.txt"])
    #expect(ShortNames.of(["-"]) == ["-"] && ShortNames.of([]) == [])
    #expect(ShortNames.of(["a/", "a/x"]) == ["", "x"])
  }
}
