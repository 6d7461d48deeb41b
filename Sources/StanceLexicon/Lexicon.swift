/// The shipped lexicon with the layers of its user on top; immutable and shared by all workers.
public struct Lexicon: Sendable {
  /// Opens a prepared image (see `LexiconCompiler`) in place.
  ///
  /// - Throws: ``LexiconError/image(offset:expected:found:)``.
  /// - Complexity: O(1).
  public init(prepared: [UInt8]) throws(LexiconError) {}

  /// The lexicon with a user's table on top: its rows replace or (valence 0) silence those below.
  ///
  /// - Throws: ``LexiconError`` when the table is wrong.
  public func layering(_ source: LexiconSource) throws(LexiconError) -> Lexicon { self }

  /// The number of rows, all layers together; ids run from 0 to `entryCount` − 1.
  public var entryCount: Int { 0 }

  /// The row with this id, or nil when there is none.
  public func entry(_ id: EntryID) -> LexiconEntry? { nil }
}
