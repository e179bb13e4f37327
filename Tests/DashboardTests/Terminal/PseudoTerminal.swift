import Glibc

/// The modes of a terminal, in a form that can be compared.
struct TerminalModes: Equatable {
  var flags: [UInt32]
  var characters: [UInt8]

  init?(_ descriptor: Int32) {
    var modes = termios()
    guard tcgetattr(descriptor, &modes) == 0 else { return nil }
    flags = [modes.c_iflag, modes.c_oflag, modes.c_cflag, modes.c_lflag]
    characters = withUnsafeBytes(of: modes.c_cc) { Array($0) }
  }
}

/// A terminal of which the test is the other side: for signals, for what is sent byte by byte, and for its loss.
final class PseudoTerminal {
  private(set) var master: Int32 = -1
  /// Kept open, so that the modes can be read when the program has ended.
  private(set) var slave: Int32 = -1
  let name: String
  private let folder: TemporaryFolder
  /// Everything that was written to the terminal.
  private(set) var bytes: [UInt8] = []

  init(_ columns: UInt16 = 120, _ rows: UInt16 = 40) throws {
    folder = try TemporaryFolder()
    var size = winsize(ws_row: rows, ws_col: columns, ws_xpixel: 0, ws_ypixel: 0)
    guard openpty(&master, &slave, nil, nil, &size) == 0 else {
      throw Unmet("no pseudo-terminal: \(String(cString: strerror(errno)))")
    }
    for descriptor in [master, slave] { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    _ = fcntl(master, F_SETFL, O_NONBLOCK)
    var buffer = [CChar](repeating: 0, count: 64)
    ttyname_r(slave, &buffer, buffer.count)
    name = buffer.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } ?? "" }
  }

  deinit { hangUp() }

  /// Starts a command on the terminal; its errors go to a file.
  ///
  /// Without `controlling` the terminal is only its output. What the program keeps from one session to the next is in a folder of this
  /// terminal's, unless the variables name another one.
  func start(
    _ arguments: [String], _ environment: [String: String] = Program.environment(), input: Stream? = nil, controlling: Bool = true
  ) throws -> Child {
    let output = Stream.file(name, flags: O_RDWR | (controlling ? 0 : O_NOCTTY))
    let errors = Stream.file(folder.path + "/errors", flags: O_WRONLY | O_CREAT | O_TRUNC)
    let variables = environment.merging(["XDG_STATE_HOME": folder.path + "/state"]) { given, _ in given }
    return try Child(arguments, variables, streams: [input ?? output, output, errors])
  }

  /// Starts `tsla-tui` and waits for its picture.
  func open(_ arguments: [String] = ["--as-of", Program.moment], environment changes: [String: String?] = [:]) throws -> Child {
    let child = try start([try Program.path()] + arguments, Program.environment(changes))
    try waitForPicture()
    return child
  }

  /// What the command wrote to standard error.
  func errors() throws -> String { try folder.read("errors") }

  /// What was written to the terminal, as text.
  var text: String { String(decoding: bytes, as: UTF8.self) }

  var modes: TerminalModes? { TerminalModes(slave) }

  /// The terminal's own end: closes the window.
  func hangUp() {
    for descriptor in [slave, master] where descriptor >= 0 { close(descriptor) }
    (slave, master) = (-1, -1)
  }

  func type(_ text: String) {
    let bytes = Array(text.utf8)
    write(master, bytes, bytes.count)
  }

  /// Takes what was written, so that the program never waits for room.
  func drain() {
    guard master >= 0 else { return }
    var count = -1
    while count != bytes.count {
      count = bytes.count
      _ = readSome(master, into: &bytes)
    }
  }

  /// Waits until the whole Overview was drawn.
  func waitForPicture() throws {
    try Deadline().wait(for: "the first picture", instead: { String(reflecting: text) }) {
      drain()
      // The footer is drawn last.
      return text.contains("TSLA") && text.contains("quit")
    }
  }

  /// Waits for the end of a command.
  func finish(_ child: Child) throws -> Ending {
    try Deadline().wait(for: "the end of the program", instead: { String(reflecting: String(text.suffix(500))) }) {
      drain()
      return child.hasEnded()
    }
    drain()
    return child.ending ?? .exited(-1)
  }

  /// Whether the alternate screen was entered and left again, in this order.
  var hasLeftAlternateScreen: Bool { wrote("\u{1b}[?1049l", after: "\u{1b}[?1049h") }

  /// Whether the cursor was hidden and shown again, in this order.
  var hasShownCursor: Bool { wrote("\u{1b}[?25h", after: "\u{1b}[?25l") }

  /// Whether the mouse was reported and is so no longer.
  var hasLeftMouseAlone: Bool {
    ["1000", "1002", "1006"].allSatisfy { wrote("\u{1b}[?\($0)l", after: "\u{1b}[?\($0)h") }
  }

  private func wrote(_ last: String, after first: String) -> Bool {
    guard let before = text.ranges(of: first).last, let after = text.ranges(of: last).last else { return false }
    return before.upperBound <= after.lowerBound
  }
}
