import Canvas
import Foundation
import Glibc

/// What a screen shows, without the blanks at the end of its lines and the empty lines at its own end.
struct Picture: Equatable {
  let lines: [String]

  init(_ text: String) {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false).map { line in
      var line = line
      while line.last == " " { line.removeLast() }
      return String(line)
    }
    while lines.last == "" { lines.removeLast() }
    self.lines = lines
  }

  var text: String { lines.joined(separator: "\n") }
  /// The first line, with the price and the moment.
  var header: String { lines.first ?? "" }
  var isReplay: Bool { header.contains("◂") }

  func contains(_ text: String) -> Bool { self.text.contains(text) }
}

/// A real terminal: a tmux server of its own with one window, which ends with the test.
final class Tmux {
  private let socket: TemporaryFolder
  private let tmux: String
  private let environment = Program.environment(["LC_ALL": "C.UTF-8", "TERM": "xterm-256color"])

  /// Opens a window of a size and runs a command in it, with exactly these variables.
  init(_ columns: Int, _ rows: Int, _ command: [String], _ variables: [String: String]) throws {
    let places = ["/usr/bin/tmux", "/usr/local/bin/tmux", "/bin/tmux", "/opt/homebrew/bin/tmux"]
    guard let found = places.first(where: { access($0, X_OK) == 0 }) else {
      throw Unmet("tmux is not installed, and these tests need it: apt-get install tmux")
    }
    tmux = found
    socket = try TemporaryFolder()
    // Through env, as tmux would add variables of its own; a shell around it writes down how it ended, because tmux at times forgets
    // the status of a window whose program is gone before its output is read.
    let note = ["/bin/sh", "-c", "status=$1; shift; \"$@\"; echo $? > \"$status\"", "sh", socket.path + "/status"]
    // What the program keeps from one session to the next is of this window alone.
    let variables = variables.merging(["XDG_STATE_HOME": socket.path + "/state"]) { given, _ in given }
    let start = note + ["/usr/bin/env", "-i"] + variables.map { "\($0.key)=\($0.value)" } + command
    try tell(
      [
        "start-server", ";", "set", "-g", "default-terminal", "tmux-256color", ";", "set", "-g", "remain-on-exit", "on", ";",
        "set", "-g", "status", "off", ";", "set", "-s", "escape-time", "0", ";",
        "new-session", "-d", "-x", "\(columns)", "-y", "\(rows)",
      ] + start)
  }

  /// Opens `tsla-tui` in a window.
  convenience init(
    _ columns: Int = 120, _ rows: Int = 40, _ arguments: [String] = ["--as-of", Program.moment],
    environment changes: [String: String?] = [:]
  ) throws {
    try self.init(columns, rows, [try Program.path()] + arguments, Program.environment(changes))
  }

  deinit { _ = try? tell(["kill-server"]) }

  @discardableResult
  private func tell(_ words: [String]) throws -> String {
    let output = try Output(of: [tmux, "-u", "-S", socket.path + "/tmux", "-f", "/dev/null"] + words, environment)
    guard output.ending == .exited(0) else { throw Unmet("tmux \(words): \(output.errors)") }
    return output.text
  }

  /// Types a text as it is.
  func type(_ text: String) throws { try tell(["send-keys", "-l", text]) }

  /// Presses keys by the names that tmux has for them.
  func press(_ keys: String...) throws { try tell(["send-keys"] + keys) }

  /// Sends bytes, as a terminal in another mode would.
  func send(bytes: [UInt8]) throws { try tell(["send-keys", "-H"] + bytes.map { String($0, radix: 16) }) }

  /// Writes to the terminal behind the program's back, as a message of the system would.
  func scribble(_ text: String) throws {
    let name = try tell(["display-message", "-p", "#{pane_tty}"]).trimmingCharacters(in: .whitespacesAndNewlines)
    let descriptor = open(name, O_WRONLY | O_NOCTTY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Unmet("\(name): \(String(cString: strerror(errno)))") }
    defer { close(descriptor) }
    let bytes = Array(text.utf8)
    guard write(descriptor, bytes, bytes.count) == bytes.count else { throw Unmet("\(name): not all was written") }
  }

  func resize(_ columns: Int, _ rows: Int) throws { try tell(["resize-window", "-x", "\(columns)", "-y", "\(rows)"]) }

  /// The screen as it is now.
  func picture() throws -> Picture { Picture(try tell(["capture-pane", "-p"])) }

  /// The screen with the codes of its colours and emphasis.
  func styled() throws -> String { try tell(["capture-pane", "-p", "-e"]) }

  /// What the program has asked of the mouse: motion with a button held, and reports in the SGR form.
  func reportsMouse() throws -> Bool {
    let flags = try tell(["display-message", "-p", "#{mouse_button_flag}#{mouse_sgr_flag}"])
    guard ["00", "11"].contains(flags.prefix(2)) else { throw Unmet("one mode of the mouse without the other: \(flags)") }
    return flags.hasPrefix("11")
  }

  /// Exit status of the command; nil while it runs.
  func exitStatus() throws -> Int? {
    guard let text = try? String(contentsOfFile: socket.path + "/status", encoding: .utf8) else { return nil }
    return Int(text.trimmingCharacters(in: .whitespacesAndNewlines))
  }

  /// Waits until the screen is as it should be.
  @discardableResult
  func wait(for what: String, _ condition: (Picture) throws -> Bool) throws -> Picture {
    var last = Picture("")
    try Deadline().wait(for: what, instead: { "the screen shows:\n\(last.text)" }) {
      last = try picture()
      return try condition(last)
    }
    return last
  }

  /// Waits until the screen shows exactly these lines.
  @discardableResult
  func wait(for what: String, lines: [String]) throws -> Picture { try wait(for: what) { $0.lines == lines } }

  /// Waits until colours and emphasis are as they should be.
  @discardableResult
  func wait(forStyle what: String, _ condition: (String) -> Bool) throws -> String {
    var last = ""
    try Deadline().wait(for: what, instead: { "the screen shows:\n\(last)" }) {
      last = try styled()
      return condition(last)
    }
    return last
  }

  /// Waits for the end of the command.
  func waitForExit() throws -> Int {
    var status: Int?
    try Deadline().wait(for: "the end of the program") {
      status = try exitStatus()
      return status != nil
    }
    return status ?? -1
  }
}

/// The parameters of all SGR sequences in a captured screen, without those that take a style away.
func colorCodes(_ styled: String) -> Set<String> {
  var codes: Set<String> = []
  for match in styled.matches(of: /\u{1b}\[([0-9;:]*)m/) {
    var parameters = match.1.split(whereSeparator: { $0 == ";" || $0 == ":" }).map(String.init)[...]
    while let first = parameters.popFirst(), let code = Int(first) {
      switch code {
      case 38, 48:
        codes.insert(([first] + parameters.prefix(parameters.first == "5" ? 2 : 4)).joined(separator: ";"))
        parameters = parameters.dropFirst(parameters.first == "5" ? 2 : 4)
      case 30...37, 40...47, 90...97, 100...107: codes.insert(first)
      default: break
      }
    }
  }
  return codes
}
