import ArgumentParser
import StanceKit

/// Where the data goes and how it looks.
struct OutputOptions: ParsableArguments {
  @Option(
    name: [.short, .customLong("output")],
    help: ArgumentHelp(
      "File for the result; it appears when it is complete.", valueName: "out"))
  var output: String?

  @OptionGroup var look: ColorOptions

  /// What the options say.
  var choice: OutputChoice { OutputChoice(output: output, color: look.color) }

  var isColored: Bool { choice.isColored }
  var width: Int { choice.width }

  /// Writes everything at once.
  func write(_ bytes: [UInt8]) throws(FileError) {
    var data = try DataOutput(output)
    try data.write(bytes)
    try data.commit()
  }

  func write(_ text: String) throws(FileError) { try write(Array(text.utf8)) }
}

/// When a command colours what it writes: every command takes it.
struct ColorOptions: ParsableArguments {
  @Option(help: "Colour: auto, always or never.")
  var color: ColorChoice = OutputChoice().color
}

/// A place for the data and a look, as they were named.
struct OutputChoice {
  var output: String?
  var color = ColorChoice.auto

  /// Whether a path means standard output: opened by its name, a file would be written over from its
  /// beginning.
  static func isStandard(_ path: String) -> Bool { path == "-" || path == "/dev/stdout" }

  private var isStandard: Bool { output.map(Self.isStandard) ?? true }

  var isColored: Bool {
    if !isStandard { return color == .always }
    return Terminal.isColored(.standardOutput, color)
  }

  var width: Int { isStandard ? Terminal.width : 80 }
}

/// Where the data goes: standard output, or a file that appears when it is complete.
struct DataOutput: ~Copyable {
  private var file: AtomicFile?

  /// - Parameter path: nil, `-` and `/dev/stdout` for standard output.
  init(_ path: String?) throws(FileError) {
    guard let path, !OutputChoice.isStandard(path) else {
      file = nil
      return
    }
    file = try AtomicFile(path, announcing: Signals.removeOnInterrupt)
  }

  mutating func write(_ bytes: [UInt8]) throws(FileError) {
    if file != nil { try file?.write(bytes) } else { try OutputStream.standardOutput.write(bytes) }
  }

  mutating func commit() throws(FileError) {
    try file?.commit()
    Signals.finished()
  }
}
