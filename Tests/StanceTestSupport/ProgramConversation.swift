#if canImport(Glibc)
  import Glibc
#elseif canImport(Darwin)
  import Darwin
#endif

/// The built program `stance` behind two pipes that stay open: what is said to it, what it answers.
public struct ProgramConversation: ~Copyable {
  private let child: pid_t
  private var input: Int32
  private let output: Int32
  private var seen: [UInt8] = []

  /// The program cannot be started.
  public struct Failure: Error {}

  public init(_ arguments: [String]) throws(Failure) {
    guard let program = ProgramRun.program else { throw Failure() }
    var (inward, outward): ([Int32], [Int32]) = ([-1, -1], [-1, -1])
    guard unsafe pipe(&inward) == 0, unsafe pipe(&outward) == 0 else { throw Failure() }
    // The program must not hold the ends that are not its own: its input would never end.
    for end in [inward[1], outward[0]] { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    var actions = unsafe posix_spawn_file_actions_t()
    unsafe posix_spawn_file_actions_init(&actions)
    defer { unsafe posix_spawn_file_actions_destroy(&actions) }
    unsafe posix_spawn_file_actions_adddup2(&actions, inward[0], 0)
    unsafe posix_spawn_file_actions_adddup2(&actions, outward[1], 1)
    var child: pid_t = 0
    let result = unsafe ProgramRun.withStrings([program] + arguments) { argv in
      unsafe posix_spawn(&child, program, &actions, nil, argv, environ)
    }
    close(inward[0])
    close(outward[1])
    guard result == 0 else {
      close(inward[1])
      close(outward[0])
      throw Failure()
    }
    self.child = child
    input = inward[1]
    output = outward[0]
  }

  deinit {
    if input >= 0 { close(input) }
    close(output)
    var status: Int32 = 0
    // Nobody reads it any more, and its input has ended: it does not stay.
    kill(child, SIGKILL)
    while unsafe waitpid(child, &status, 0) < 0, errno == EINTR {}
  }

  /// Writes to its standard input, all of it.
  public func say(_ text: String) {
    let bytes = Array(text.utf8)
    // SAFETY: the pointer is valid for the bytes of the array during the call.
    _ = unsafe bytes.withUnsafeBytes { unsafe write(input, $0.baseAddress, $0.count) }
  }

  /// The next line of its standard output; nil when none comes within some seconds, or ever.
  public mutating func line(within seconds: Int32 = 10) -> String? {
    while true {
      if let end = seen.firstIndex(of: 0x0A) {
        defer { seen.removeFirst(end + 1) }
        return String(decoding: seen[..<end], as: UTF8.self)
      }
      var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard unsafe poll(&request, 1, seconds * 1000) == 1 else { return nil }
      var piece = [UInt8](repeating: 0, count: 4096)
      let count = unsafe read(output, &piece, piece.count)
      guard count > 0 else { return nil }
      seen += piece[..<count]
    }
  }

  /// Ends its standard input.
  public mutating func hangUp() {
    close(input)
    input = -1
  }
}
