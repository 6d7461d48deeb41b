import ArgumentParser
import StanceKit
import StanceTraining

/// What went wrong with the inputs of a command, told as it comes, and what is to be known of their
/// records, told at the end of each; remembers only what the exit code needs.
struct FailureLog {
  /// Wrong lines of one file that are told.
  static let mostLines = 3

  private var hasFailed = false
  private var isMissingOnly = true
  private var linesInFile = 0
  private var notes = RecordNotes()
  private var done = false

  /// An input that cannot be read, or a line of one.
  mutating func add(_ failure: InputFailure) {
    hasFailed = true
    if !failure.isMissing { isMissingOnly = false }
    guard case .record = failure else { return Console.note("\(failure)") }
    linesInFile += 1
    if linesInFile <= Self.mostLines { Console.note("\(failure)") }
  }

  static func moreLines(_ count: Int) -> String {
    Told.more(count, "line that is no record", "lines that are no records")
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
      Console.note("\(file): " + Self.moreLines(linesInFile - Self.mostLines))
    }
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
