/// Why a file is not a usable model.
public enum ModelFileError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file ends before it should.
  case truncated(expected: Int, found: Int)
  /// The file goes on behind its end.
  case tooLong(expected: Int, found: Int)
  /// The file is something else, or damaged.
  case notAModel(reason: String)
  /// The file was written by a newer version of the format.
  case newerVersion(found: Int, supported: Int)
  /// The file was written by an older version of the format, whose weights meant something else.
  case olderVersion(found: Int)
  /// The contents do not have the checksum that the file records.
  case checksum(expected: String, found: String)

  public var description: String {
    switch self {
    case .truncated(let expected, let found):
      "the file is cut short: \(expected) bytes expected, \(found) found; copy it again"
    case .tooLong(let expected, let found):
      "the file is longer than its header says: \(expected) bytes expected, \(found) found; copy it"
        + " again"
    case .notAModel(let reason):
      "not a stance model: \(reason); make one with `stance train`"
    case .newerVersion(let found, let supported):
      "model format \(found) is newer than this program knows (\(supported)); update stance"
    case .olderVersion(let found):
      "model format \(found) means something else by its weights than format \(ModelFile.version), which"
        + " this program reads; train the model again"
    case .checksum(let expected, let found):
      "the contents are damaged: checksum \(found.prefix(12))… where \(expected.prefix(12))… is"
        + " recorded; copy the file again"
    }
  }
}
