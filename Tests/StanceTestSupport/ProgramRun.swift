#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The built program `stance`, run as a user runs it: its own process, files and pipes.
public struct ProgramRun: Sendable {
  public var status: Int32
  public var output: [UInt8]
  public var errors: [UInt8]

  public var text: String { String(decoding: output, as: UTF8.self) }
  public var notes: String { String(decoding: errors, as: UTF8.self) }
  /// Lines of standard output.
  public var lines: [String] {
    text.split(separator: "\n", omittingEmptySubsequences: true).map(String.init)
  }

  /// What standard input and output are connected to.
  public enum Connection: Sendable, Equatable {
    /// Files: nobody looks.
    case files
    /// Standard output is a file of this name.
    case output(String)
    /// Standard output is a device without space, as Linux has one.
    public static let fullDevice = Connection.output("/dev/full")
    /// Standard output is a pipe whose reader is gone.
    case closedPipe
    /// All three streams are a terminal of 80 columns.
    case terminal
  }

  /// The program beside the test bundle; nil when it was not built.
  public static let program: String? = {
    var places = ["debug", "release"].map { PackageFiles.root + "/.build/\($0)" }
    if let own = CommandLine.arguments.first, let slash = own.lastIndex(of: "/") {
      places.insert(String(own[..<slash]), at: 0)
    }
    return places.lazy.map { $0 + "/stance" }.first { unsafe access($0, X_OK) == 0 }
  }()

  /// Runs `stance` to its end.
  ///
  /// - Parameters:
  ///   - arguments: without the program's name.
  ///   - input: standard input; a terminal gets it typed.
  ///   - folder: where the program runs.
  ///   - environment: beside PATH and HOME.
  ///   - fileLimit: blocks of 512 bytes that a file may have.
  /// - Returns: nil when the program cannot be started.
  public static func stance(
    _ arguments: [String], input: [UInt8] = [], in folder: String = PackageFiles.root,
    environment: [String: String] = [:], connection: Connection = .files, fileLimit: Int? = nil
  ) -> ProgramRun? {
    guard let program, let files = Files(input) else { return nil }
    defer { files.remove() }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    var master: Int32 = -1
    var pipes: [Int32] = [-1, -1]
    switch connection {
    case .files, .output:
      let output = if case .output(let path) = connection { path } else { files.output }
      unsafe posix_spawn_file_actions_addopen(&actions, 0, files.input, O_RDONLY, 0)
      unsafe posix_spawn_file_actions_addopen(&actions, 1, output, O_WRONLY | O_CREAT, 0o644)
      unsafe posix_spawn_file_actions_addopen(&actions, 2, files.errors, O_WRONLY, 0)
    case .closedPipe:
      guard unsafe pipe(&pipes) == 0 else { return nil }
      close(pipes[0])
      unsafe posix_spawn_file_actions_addopen(&actions, 0, files.input, O_RDONLY, 0)
      unsafe posix_spawn_file_actions_adddup2(&actions, pipes[1], 1)
      unsafe posix_spawn_file_actions_addopen(&actions, 2, files.errors, O_WRONLY, 0)
    case .terminal:
      guard let opened = Terminal.open() else { return nil }
      master = opened.master
      for stream in Int32(0)...2 {
        unsafe posix_spawn_file_actions_addopen(&actions, stream, opened.path, O_RDWR, 0)
      }
    }
    let known = ["PATH", "HOME"].compactMap { name in
      PackageFiles.environment(name).map { "\(name)=\($0)" }
    }
    var child: pid_t = 0
    // The shell changes the folder; then it is replaced by the program.
    let limit = fileLimit.map { "ulimit -f \($0) && " } ?? ""
    let shell = ["/bin/sh", "-c", "\(limit)cd \"$0\" && exec \"$@\"", folder, program]
    let result = unsafe withStrings(shell + arguments) { argv in
      unsafe withStrings(known + environment.map { "\($0.key)=\($0.value)" }) { envp in
        unsafe posix_spawn(&child, "/bin/sh", &actions, nil, argv, envp)
      }
    }
    if pipes[1] >= 0 { close(pipes[1]) }
    guard result == 0 else { return nil }
    var seen: [UInt8] = []
    if master >= 0 {
      seen = Terminal.converse(master, input: input, child: child)
      close(master)
    }
    var status: Int32 = 0
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
    let output = connection == .files ? PackageFiles.read(files.output) ?? [] : seen
    return ProgramRun(
      status: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F), output: output,
      errors: PackageFiles.read(files.errors) ?? [])
  }

  /// Runs `stance` with a standard input that never ends, and interrupts it as soon as a file
  /// appears in `folder`.
  ///
  /// - Returns: the exit status, −2 when the interrupt ended it, −9 when it did not; nil when nothing
  ///   appeared.
  public static func interrupted(_ arguments: [String], in folder: String) -> Int32? {
    guard let program else { return nil }
    var pipes: [Int32] = [-1, -1]
    guard unsafe pipe(&pipes) == 0 else { return nil }
    defer { for end in pipes { close(end) } }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, pipes[0], 0)
    var child: pid_t = 0
    let result = unsafe withStrings([program] + arguments) { argv in
      unsafe posix_spawn(&child, program, &actions, nil, argv, environ)
    }
    guard result == 0 else { return nil }
    var tries = 0
    while PackageFiles.list(folder).isEmpty, tries < 1000 {
      usleep(10_000)
      tries += 1
    }
    let appeared = tries < 1000
    kill(child, appeared ? SIGINT : SIGKILL)
    var status: Int32 = 0
    // Ten seconds more, then it is killed: a lost interrupt fails the test, and does not stop it.
    while unsafe waitpid(child, &status, WNOHANG) != child {
      usleep(10_000)
      tries += 1
      if tries == 2000 { kill(child, SIGKILL) }
    }
    guard appeared else { return nil }
    return status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
  }

  /// SAFETY: the C strings live until `body` returns, and so does the array that ends with nil.
  static func withStrings<Result>(
    _ strings: [String],
    _ body: (UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>) -> Result
  ) -> Result {
    var pointers = unsafe strings.map { unsafe strdup($0) }
    unsafe pointers.append(nil)
    defer { for index in unsafe pointers.indices { unsafe free(pointers[index]) } }
    return unsafe pointers.withUnsafeMutableBufferPointer { buffer in
      unsafe body(buffer.baseAddress!)
    }
  }

  /// Temporary files for the streams of one run.
  private struct Files {
    let input: String
    let output: String
    let errors: String

    init?(_ bytes: [UInt8]) {
      guard let input = TemporaryFolder.file(bytes), let output = TemporaryFolder.file([]),
        let errors = TemporaryFolder.file([])
      else { return nil }
      self.input = input
      self.output = output
      self.errors = errors
    }

    func remove() { for path in [input, output, errors] { unsafe unlink(path) } }
  }

  /// A pseudo-terminal.
  private enum Terminal {
    static func open() -> (master: Int32, path: String)? {
      var (master, slave): (Int32, Int32) = (-1, -1)
      var size = winsize()
      size.ws_col = 80
      size.ws_row = 24
      guard unsafe openpty(&master, &slave, nil, nil, &size) == 0 else { return nil }
      defer { close(slave) }
      guard let name = unsafe ttyname(slave) else { return nil }
      return (master, unsafe String(cString: name))
    }

    /// Types `input` and reads until the program has closed its side.
    static func converse(_ master: Int32, input: [UInt8], child: pid_t) -> [UInt8] {
      var seen: [UInt8] = []
      if !input.isEmpty { _ = unsafe write(master, input, input.count) }
      var chunk = [UInt8](repeating: 0, count: 4096)
      while true {
        let count = unsafe read(master, &chunk, chunk.count)
        if count > 0 {
          seen += chunk[..<count]
        } else if count == 0 || errno != EINTR {
          return seen
        }
      }
    }
  }
}

/// Files and folders for one test, below the system's temporary folder.
public struct TemporaryFolder: ~Copyable {
  public let path: String

  /// The system makes no folder.
  public struct Failure: Error {}

  /// Where temporary files belong: `TMPDIR`, else what POSIX guarantees to be there.
  public static var root: String {
    guard let value = unsafe getenv("TMPDIR"), unsafe value.pointee != 0 else { return "/tmp" }
    return unsafe String(cString: value)
  }

  public init() throws(Failure) {
    // The system puts a free name in place of the six X.
    var template = Array("\(Self.root)/stance-test-XXXXXX".utf8CString)
    let made = unsafe template.withUnsafeMutableBufferPointer { unsafe mkdtemp($0.baseAddress!) }
    guard let made = unsafe made else { throw Failure() }
    path = unsafe String(cString: made)
  }

  deinit { TemporaryFolder.remove(path) }

  /// Writes a file into the folder and returns its path.
  public func add(_ name: String, _ bytes: [UInt8]) -> String {
    let full = path + "/" + name
    guard let file = unsafe fopen(full, "wb") else { return full }
    unsafe fwrite(bytes, 1, bytes.count, file)
    unsafe fclose(file)
    return full
  }

  public func add(_ name: String, _ text: String) -> String { add(name, Array(text.utf8)) }

  /// Makes a folder in the folder.
  public func addFolder(_ name: String) -> String {
    unsafe mkdir(path + "/" + name, 0o755)
    return path + "/" + name
  }

  /// Puts a symbolic link into the folder, whether or not it leads anywhere.
  public func addLink(_ name: String, to place: String) {
    unsafe symlink(place, path + "/" + name)
  }

  /// Puts a named pipe into the folder.
  public func addPipe(_ name: String) { unsafe mkfifo(path + "/" + name, 0o644) }

  /// Runs `body` while the folder has an empty file of this name, where the system allows it.
  public func withFile(named name: [UInt8], _ body: () throws -> Void) rethrows {
    let full = (path + "/").utf8CString.dropLast() + name.map { CChar(bitPattern: $0) } + [0]
    let descriptor = unsafe open(Array(full), O_WRONLY | O_CREAT, 0o644)
    guard descriptor >= 0 else { return }
    close(descriptor)
    defer { unsafe unlink(Array(full)) }
    try body()
  }

  /// Takes all permissions from a file or folder.
  ///
  /// - Returns: whether this stops the user who runs the tests; it does not stop root.
  public static func lock(_ path: String) -> Bool {
    unsafe chmod(path, 0)
    return unsafe access(path, R_OK) != 0
  }

  static func file(_ bytes: [UInt8]) -> String? {
    // As in `init`: a free name in the folder that TMPDIR names.
    var template = Array("\(root)/stance-test-XXXXXX".utf8CString)
    let descriptor = unsafe template.withUnsafeMutableBufferPointer {
      unsafe mkstemp($0.baseAddress!)
    }
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var done = 0
    while done < bytes.count {
      let count = unsafe bytes.withUnsafeBytes {
        unsafe write(descriptor, $0.baseAddress! + done, bytes.count - done)
      }
      if count <= 0 { return nil }
      done += count
    }
    return String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  private static func remove(_ folder: String) {
    for name in PackageFiles.list(folder) {
      let path = folder + "/" + name
      if unsafe unlink(path) != 0 { remove(path) }
    }
    unsafe rmdir(folder)
  }
}
