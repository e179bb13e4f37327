import CNcurses
import Glibc

/// How another program on the terminal ended.
package enum ProgramEnding: Equatable, Sendable {
  case exited(Int32)
  case signalled(Int32)
  /// It could not be started; the code is the system's.
  case notStarted(Int32)
}

extension Screen {
  /// Runs a program on the terminal in place of the picture, waits for its end, and takes the terminal back.
  ///
  /// The first word is looked up in `PATH`. The program reads from the terminal, whatever standard input is. It gets the terminal in the
  /// modes of the shell, and every signal with its default action.
  package func run(_ words: [String]) -> ProgramEnding {
    guard !words.isEmpty else { return .notStarted(ENOENT) }
    leave()
    Signals.yield()
    let ending = Self.spawn(words, input: input)
    // When asked to end, this process leaves without taking the terminal from a program that may still use it.
    if Signals.ending() != nil { return ending }
    Signals.install()
    // It was stopped and continued together with the program, and may have been resized: `enter` sees to both.
    _ = Signals.takeContinued()
    _ = Signals.takeStopped()
    _ = Signals.takeResized()
    enter()
    return ending
  }

  private static func spawn(_ words: [String], input: Int32) -> ProgramEnding {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var (none, all) = (sigset_t(), sigset_t())
    sigemptyset(&none)
    sigemptyset(&all)
    // Handlers do not outlive the start of a program, but ignored signals stay ignored.
    for signal in [SIGINT, SIGQUIT, SIGPIPE] { sigaddset(&all, signal) }
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setsigdefault(&attributes, &all)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
    let arguments = words.map { strdup($0) } + [nil]
    defer { for text in arguments { free(text) } }
    var pid: pid_t = 0
    let error = posix_spawnp(&pid, words[0], &actions, &attributes, arguments, environ)
    guard error == 0 else { return .notStarted(error) }
    return wait(for: pid)
  }

  /// Waits for the end of a program; a signal that asks this process to end is passed on to it, and it has a moment to obey.
  private static func wait(for pid: pid_t) -> ProgramEnding {
    var wake = pollfd(fd: Signals.descriptor(), events: Int16(POLLIN), revents: 0)
    var lastMoment: Int?
    while true {
      var status: Int32 = 0
      let ended = waitpid(pid, &status, WNOHANG)
      if ended < 0, errno != EINTR { return .exited(0) }
      if ended == pid { return status & 0x7f == 0 ? .exited(status >> 8 & 0xff) : .signalled(status & 0x7f) }
      if let signal = Signals.ending(), lastMoment == nil {
        kill(pid, signal)
        lastMoment = Monotonic.milliseconds() + 300
      }
      let left = lastMoment.map { $0 - Monotonic.milliseconds() }
      if let left, left <= 0 { return .signalled(Signals.ending() ?? SIGTERM) }
      _ = poll(&wake, 1, left.map { Int32(clamping: $0) } ?? -1)
      Signals.drainWakes()
    }
  }
}
