import ArgumentParser
import StanceEvaluation
import StanceKit
import StanceLexicon
import StanceModel
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
  static func note(_ text: String) {
    // Nothing can be done when standard error itself is closed.
    try? OutputStream.standardError.write(Array("stance: \(text)\n".utf8))
  }

  /// Tells an error and turns it into an exit code.
  static func stop(_ error: any Error) -> ExitCode {
    switch error {
    case let code as ExitCode: return code
    case FileError.closedPipe: return .success
    case let error as FileError:
      note("\(error)")
      if case .notFound = error { return ExitStatus.noInput }
      return ExitStatus.unreadable
    case let error as InputFailure:
      if case .file(let file) = error { return stop(file) }
      note("\(error)")
      return ExitStatus.unreadable
    case AnalyzerError.unknownTarget:
      note("\(error)")
      return ExitStatus.usage
    case LexiconError.emptyTarget:
      note(LexiconMessage.text(error))
      return ExitStatus.usage
    case is LexiconError:
      note(LexiconMessage.text(error))
      return ExitStatus.unreadable
    case is AnalyzerError, is ModelFileError, is DataError, is TrainingError, is EvaluationError:
      note("\(error)")
      return ExitStatus.unreadable
    case let error as ReadingRulesError:
      note("\(error.file):\(error.line): \(error.reason)")
      return ExitStatus.unreadable
    case is GateError:
      note("\(error)")
      return ExitStatus.usage
    default:
      note("this is a bug in stance: \(error)")
      return ExitStatus.bug
    }
  }

  /// Warnings of the decoder, for a file.
  static func notes(_ warnings: [TextWarning], file: String) {
    for warning in warnings {
      let place = "first at byte \(warning.offset)"
      switch warning.kind {
      case .assumedWindows1252:
        note("\(file): not UTF-8 (\(place)): read as Windows-1252; ranges refer to its UTF-8 form")
      case .undefinedByte:
        note("\(file): bytes that Windows-1252 leaves undefined (\(place)) became U+FFFD")
      case .unpairedSurrogate:
        note("\(file): half a UTF-16 character (\(place)) became U+FFFD")
      case .truncated:
        note("\(file): UTF-16 with an odd number of bytes; the last became U+FFFD")
      }
    }
  }
}

/// Lexicon errors in words.
enum LexiconMessage {
  static func text(_ error: any Error) -> String {
    (error as? LexiconError)?.message ?? "\(error)"
  }
}
