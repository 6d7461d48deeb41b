import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
import StanceReport
import StanceText
import StanceTraining

/// Exit codes that scripts rely on.
enum ExitStatus {
  static let someFailed = ExitCode(1)
  static let gateFailed = ExitCode(3)
  static let usage = ExitCode(64)
  static let unreadable = ExitCode(65)
  static let noInput = ExitCode(66)
  static let bug = ExitCode(70)
}

/// What people read beside the data: standard error.
enum Console {
  /// One line; what could steer a terminal stands in names and data that people are sent.
  static func note(_ text: String) {
    // Nothing can be done when standard error itself is closed.
    let line = "stance: " + PlainText.message(text) + "\n"
    try? OutputStream.standardError.write(Array(line.utf8))
  }

  /// Tells an error and turns it into an exit code.
  static func stop(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode: return code
    case FileError.closedPipe: return .success
    case let error as FileError:
      note("\(error)")
      return switch error {
      case .notFound, .noFolder: ExitStatus.noInput
      case .notWritten: ExitStatus.someFailed
      default: ExitStatus.unreadable
      }
    case let error as InputFailure:
      if case .file(let file) = error { return stop(file) }
      note("\(error)")
      return ExitStatus.unreadable
    case AnalyzerError.file(let file): return stop(file)
    case AnalyzerError.unknownModel:
      note("\(error)")
      return ExitStatus.noInput
    case AnalyzerError.unknownTarget:
      note("\(error)")
      return ExitStatus.usage
    case AnalyzerError.lexicon(.emptyTarget):
      note("\(error)")
      return ExitStatus.usage
    case is AnalyzerError, is LexiconError, is ReadingRulesError, is ModelFileError, is DataError,
      is TrainingError, is EvaluationError:
      note("\(error)")
      return ExitStatus.unreadable
    case is GateError:
      note("\(error)")
      return ExitStatus.usage
    default:
      note("this is a bug in stance: \(error)")
      return ExitStatus.bug
    }
  }

  /// What is to be known of records of a file.
  static func note(_ note: RecordNote, file: String) {
    let text =
      switch note.kind {
      case .windows1252: "bytes that are not UTF-8 are read as Windows-1252"
      case .otherLanguage: "neither French nor English: its label is a guess"
      case .otherLanguageNamed: JSONLinesReader.otherLanguage
      case .blank: "the text is empty: left without a label"
      case .remark(let remark): remark.rawValue
      }
    Console.note("\(file):\(note.line): \(text)\(Told.likeIt(note.count))")
  }

  /// Warnings of the decoder, for a file.
  static func notes(_ warnings: [TextWarning], file: String) {
    for warning in warnings { note("\(file): \(warning)") }
  }
}
