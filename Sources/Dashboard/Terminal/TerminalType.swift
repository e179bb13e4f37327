import CNcurses
import Canvas
import Glibc

/// Which terminfo entry to open.
enum TerminalType {
  /// The value of an environment variable; nil when it is unset or empty.
  static func environment(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  /// Whether a theme asks for colours that only 24-bit colour shows as they are.
  static func wantsDirectColor(_ theme: Theme) -> Bool {
    guard theme.variant != .terminal, environment("NO_COLOR") == nil else { return false }
    return environment("COLORTERM") == "truecolor" || environment("COLORTERM") == "24bit"
  }

  /// The entry to open: the value of `TERM`, or its relative with direct colour where there is one.
  static func choose(direct: Bool) throws(TerminalError) -> String {
    guard let type = environment("TERM") else { throw .typeMissing }
    if direct {
      for candidate in directRelatives(of: type) where check(candidate) == nil { return candidate }
    }
    if let error = check(type) { throw error }
    return type
  }

  /// Names under which terminfo may describe the same terminal with direct colour.
  ///
  /// `xterm-256color` has `xterm-direct`, `alacritty` has `alacritty-direct`, `xterm-kitty` has `kitty-direct`.
  static func directRelatives(of type: String) -> [String] {
    if type.hasSuffix("-direct") { return [type] }
    let parts = type.split(separator: "-", maxSplits: 1)
    var names = parts.count > 1 && !parts[1].hasSuffix("color") ? ["\(parts[1])-direct"] : []
    names.append("\(parts.first ?? "")-direct")
    return names
  }

  /// What is wrong with a terminal type; nil when it will do.
  ///
  /// Touches only the database.
  private static func check(_ type: String) -> TerminalError? {
    guard shim_load_type(type) else { return .typeUnknown(type) }
    defer { shim_unload_type() }
    if shim_capability("cup") == nil || shim_capability("clear") == nil { return .typeTooSimple(type) }
    return nil
  }

  /// The bytes that undo what the open screen has done to the terminal, for a crash.
  static func resetBytes() -> [UInt8] {
    var bytes: [UInt8] = []
    for name in ["rmkx", "sgr0", "op", "cnorm", "rmcup"] {
      guard let text = shim_capability(name) else { continue }
      bytes += withoutPadding(text)
    }
    // Where there is no other screen to go back to, what follows starts on a line of its own.
    if shim_capability("rmcup") == nil { bytes += [13, 10] }
    return bytes
  }

  /// A terminfo string without its `$<5/>` delays, which only hardware needs.
  private static func withoutPadding(_ text: UnsafePointer<CChar>) -> [UInt8] {
    var bytes: [UInt8] = []
    var rest = text
    while rest.pointee != 0 {
      if rest[0] == 36, rest[1] == 60 {
        while rest.pointee != 0, rest.pointee != 62 { rest += 1 }
        if rest.pointee == 0 { break }
      } else {
        bytes.append(UInt8(bitPattern: rest.pointee))
      }
      rest += 1
    }
    return bytes
  }
}
