/// How long lists are told: the first few, and how many more there are.
package enum Told {
  /// `1 row`, `4 rows`.
  package static func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
    "\(count) " + (count == 1 ? one : many ?? one + "s")
  }

  /// `and 4 more leaks`.
  package static func more(_ count: Int, _ one: String, _ many: String) -> String {
    "and \(count) more \(count == 1 ? one : many)"
  }

  /// The first lines; behind them, where there are others, what ``more(_:_:_:)`` says of these.
  package static func first(
    _ most: Int, of lines: [String], _ one: String, _ many: String
  ) -> [String] {
    lines.count <= most
      ? lines : Array(lines.prefix(most)) + [more(lines.count - most, one, many)]
  }

  /// Behind the first of `count` lines of one kind: ` (and 4 more like it)`, or nothing.
  package static func likeIt(_ count: Int) -> String {
    count <= 1 ? "" : " (\(more(count - 1, "like it", "like it")))"
  }
}
