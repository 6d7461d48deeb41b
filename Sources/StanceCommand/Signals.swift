#if canImport(Darwin)
  import Darwin
#elseif canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#endif

// SAFETY: written before the handler is installed and again only from the main thread, one word at a
// time; the handler reads it once. The string is never freed.
nonisolated(unsafe) private var unfinishedFile: UnsafeMutablePointer<CChar>?

/// What happens when the user interrupts, or the reader of a pipe goes away.
enum Signals {
  /// What ends the program from outside.
  private static let ending = [SIGINT, SIGTERM, SIGHUP]

  /// A closed pipe becomes an error of `write`, which ends the program well; so does a file that has
  /// reached the largest size that is allowed, which is then removed as any that is not whole. What would end the
  /// program can reach it, also where the caller's thread had blocked it for itself.
  static func prepare() {
    _ = signal(SIGPIPE, SIG_IGN)
    _ = signal(SIGXFSZ, SIG_IGN)
    var open = sigset_t()
    // SAFETY: the set is a local of this call, and the former mask is not asked for.
    unsafe sigemptyset(&open)
    for number in ending { unsafe sigaddset(&open, number) }
    unsafe pthread_sigmask(SIG_UNBLOCK, &open, nil)
  }

  /// From now on an interrupt removes this file before the program dies of it. Said before the file
  /// is made: there is no moment at which it is there and nobody knows.
  static func removeOnInterrupt(_ path: String) {
    unsafe unfinishedFile = strdup(path)
    for number in ending {
      // SAFETY: the handler calls only `unlink`, `signal` and `raise`, which POSIX allows there.
      _ = signal(number) { number in
        if let path = unsafe unfinishedFile { unsafe unlink(path) }
        _ = signal(number, SIG_DFL)
        raise(number)
      }
    }
  }

  /// The file has its name: nothing is to be removed any more.
  static func finished() { unsafe unfinishedFile = nil }
}
