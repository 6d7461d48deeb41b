/// File names as short as they can be while no two are the same.
enum ShortNames {
  /// The paths without the folders that all of them share; a single path is its file name.
  ///
  /// - Returns: as many names, in the order of `paths`; the paths themselves where one lies in no
  ///   folder.
  /// - Complexity: O(bytes).
  static func of(_ paths: [String]) -> [String] {
    let parts = paths.map { $0.split(separator: "/", omittingEmptySubsequences: false) }
    guard let first = parts.first else { return [] }
    var shared = 0
    while shared + 1 < first.count,
      parts.allSatisfy({ shared + 1 < $0.count && $0[shared] == first[shared] })
    {
      shared += 1
    }
    return parts.map { $0.dropFirst(shared).joined(separator: "/") }
  }
}
