import ArgumentParser
import StanceKit
import StanceTraining

/// What went wrong with the inputs of a command, told as it comes, and what is to be known of their
/// records, told at the end of each; remembers only what the exit code needs.
struct FailureLog {
  /// Wrong lines of one file that are told.
  static let mostLines = 3
  /// Of the others, those whose numbers are.
  static let mostNumbers = 20

  private var hasFailed = false
  private var isMissingOnly = true
  private var linesInFile = 0
  /// Numbers of lines that are not told, as far as they will be named.
  private var otherLines: [Int] = []
  private var notes = RecordNotes()
  private var done = false

  /// An input that cannot be read, or a line of one.
  mutating func add(_ failure: InputFailure) {
    hasFailed = true
    if !failure.isMissing { isMissingOnly = false }
    guard case .record(_, let line, _, _) = failure else { return Console.note("\(failure)") }
    linesInFile += 1
    if linesInFile <= Self.mostLines {
      Console.note("\(failure)")
    } else if otherLines.count < Self.mostNumbers {
      otherLines.append(line)
    }
  }

  /// `and 4 more lines that are no records: 5, 7, 8, 12`.
  ///
  /// - Parameter lines: the numbers of the first of them.
  static func moreLines(_ count: Int, _ lines: [Int]) -> String {
    let numbers = lines.prefix(mostNumbers).map(String.init).joined(separator: ", ")
    let rest = count - min(lines.count, mostNumbers)
    return Told.more(count, "line that is no record", "lines that are no records") + ": " + numbers
      + (rest > 0 ? " … (\(rest) not listed)" : "")
  }

  /// Something to know of records that could be used.
  mutating func add(_ note: RecordNote) { notes.add(note) }

  /// An input has ended, well or not.
  ///
  /// - Returns: whether anything of it could be used.
  @discardableResult
  mutating func end(_ file: String, _ outcome: BulkScorer.Outcome) -> Bool {
    Console.notes(outcome.warnings, file: file)
    for note in notes.all { Console.note(note, file: file) }
    notes = RecordNotes()
    if linesInFile > Self.mostLines {
      Console.note(
        "\(file): " + Self.moreLines(linesInFile - Self.mostLines, otherLines))
    }
    otherLines = []
    let usable = outcome.units - linesInFile
    let isWhole = outcome.failure == nil && linesInFile == 0
    linesInFile = 0
    if let failure = outcome.failure { add(failure) }
    if isWhole || usable > 0 { done = true }
    return isWhole || usable > 0
  }

  /// Whether any input gave something, or was empty in good order.
  var isDone: Bool { done }

  /// Gives the output its name, unless no input gave anything, and says how the run ends.
  ///
  /// - Parameter failure: why the output could not be written.
  func commit(_ output: inout DataOutput, after failure: FileError?) -> ExitCode {
    var failure = failure
    if failure == nil, isDone {
      do throws(FileError) { try output.commit() } catch { failure = error }
    }
    switch failure {
    case .closedPipe?: return .success
    case let failure?:
      Console.note("\(failure)")
      return ExitStatus.someFailed
    case nil: return status
    }
  }

  /// How the run ends.
  var status: ExitCode {
    if !hasFailed { return done ? .success : ExitStatus.noInput }
    if done { return ExitStatus.someFailed }
    return isMissingOnly ? ExitStatus.noInput : ExitStatus.unreadable
  }
}
