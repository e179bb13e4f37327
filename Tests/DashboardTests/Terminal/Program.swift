import Foundation
import Glibc

/// The real `tsla-tui`, as built next to the tests.
enum Program {
  /// The one that `TSLA_TUI_UNDER_TEST` names, otherwise the one beside the tests; fails where it was not built.
  static func path() throws -> String {
    if let named = ProcessInfo.processInfo.environment["TSLA_TUI_UNDER_TEST"], !named.isEmpty {
      guard access(named, X_OK) == 0 else { throw Unmet("TSLA_TUI_UNDER_TEST, \(named), cannot be run; build it: make build") }
      return named
    }
    let running = [
      CommandLine.arguments[0], (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "",
    ]
    let candidates = running.map {
      URL(filePath: $0).deletingLastPathComponent().appending(path: "tsla-tui").path(percentEncoded: false)
    }
    guard let found = candidates.first(where: { access($0, X_OK) == 0 }) else {
      throw Unmet("tsla-tui is not next to the tests (\(candidates[0])); build everything first: swift build --build-tests")
    }
    return found
  }

  /// A moment of the past that shows every panel with something on it, and never changes.
  static let moment = "2023-07-20T16:00ET"

  /// The surroundings of every test: nothing of the developer's own.
  ///
  /// A nil value takes a variable away.
  static func environment(_ changes: [String: String?] = [:]) -> [String: String] {
    var variables: [String: String] = [
      "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "LC_ALL": "C.UTF-8", "TERM": "tmux-256color",
    ]
    // A toolchain outside of the usual places says in this one where the runtime library is.
    if let library = ProcessInfo.processInfo.environment["LD_LIBRARY_PATH"] { variables["LD_LIBRARY_PATH"] = library }
    for (name, value) in changes { variables[name] = value }
    return variables
  }

  /// Runs it without a terminal.
  static func run(_ arguments: String..., environment changes: [String: String?] = [:]) throws -> Output {
    try Output(of: [try path()] + arguments, environment(changes))
  }

  /// The lines that a panel must show, as `render` prints them.
  static func rendered(_ panel: String, _ columns: Int = 120, _ rows: Int = 40, _ options: [String] = []) throws -> [String] {
    let output = try Output(
      of: [try path(), "render", panel, "--size", "\(columns)x\(rows)", "--as-of", moment] + options, environment())
    guard output.ending == .exited(0) else { throw Unmet("render \(panel): \(output.ending) \(output.errors)") }
    return Picture(output.text).lines
  }
}
