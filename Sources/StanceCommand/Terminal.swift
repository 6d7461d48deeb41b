import ArgumentParser
import StanceKit

#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

/// When output is coloured.
enum ColorChoice: String, ExpressibleByArgument, CaseIterable {
  case auto, always, never
}

/// What is known of the terminal and its user's wishes.
enum Terminal {
  /// Whether somebody types at standard input.
  static var inputIsTerminal: Bool { isatty(0) == 1 }

  /// Whether a stream is coloured: `--color` first, then NO_COLOR, FORCE_COLOR, and at last
  /// whether it is a terminal that is not `dumb`.
  static func isColored(_ stream: OutputStream, _ choice: ColorChoice) -> Bool {
    switch choice {
    case .always: return true
    case .never: return false
    case .auto:
      if isSet("NO_COLOR") { return false }
      if let force = variable("FORCE_COLOR"), force != "", force != "0" { return true }
      return stream.isTerminal && !isDumb
    }
  }

  /// Whether the terminal knows no escapes.
  static var isDumb: Bool { variable("TERM") == "dumb" }

  /// Columns of the terminal on standard output, at most 100; 80 where there is none.
  static var width: Int {
    guard OutputStream.standardOutput.isTerminal else { return 80 }
    var size = winsize()
    // SAFETY: TIOCGWINSZ fills the structure it is given.
    guard unsafe ioctl(1, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return min(100, Int(size.ws_col))
  }

  /// Processors that may be used at once.
  static var processors: Int { max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN))) }

  private static func isSet(_ name: String) -> Bool { variable(name).map { $0 != "" } ?? false }

  private static func variable(_ name: String) -> String? {
    // SAFETY: the string is copied at once; nothing in this program changes the environment.
    unsafe getenv(name).map { unsafe String(cString: $0) }
  }
}
