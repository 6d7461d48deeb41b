/// Finds files of the project from the path of a test's own source file.
public enum TestFiles {
  /// The root of the project: the folder above `Tests`.
  public static func root(_ file: StaticString = #filePath) -> String {
    let path = file.description
    guard let range = path.range(of: "/Tests/") else { return "." }
    return String(path[..<range.lowerBound])
  }
}

extension String {
  fileprivate func range(of text: String) -> Range<String.Index>? {
    var start = startIndex
    while start < endIndex {
      if self[start...].hasPrefix(text) {
        return start..<index(start, offsetBy: text.count)
      }
      start = index(after: start)
    }
    return nil
  }
}
