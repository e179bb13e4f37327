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

  /// Whether a theme asks for colours that only a 24-bit terminal shows as they are.
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

  /// What is wrong with a terminal type; nil where it will do.
  ///
  /// Touches only the database.
  private static func check(_ type: String) -> TerminalError? {
    guard shim_load_type(type) else { return .typeUnknown(type) }
    defer { shim_unload_type() }
    if shim_capability("cup") == nil || shim_capability("clear") == nil { return .typeTooSimple(type) }
    return nil
  }

  /// The bytes that undo what the open screen has done to the terminal, for use in a crash.
  static func resetBytes(mouse: Bool) -> [UInt8] {
    var bytes = farewell(mouse: mouse)
    for name in ["cnorm", "rmcup"] { bytes += capability(name) ?? [] }
    // Where there is no other screen to return to, what follows starts on a line of its own.
    if shim_capability("rmcup") == nil { bytes += [13, 10] }
    return bytes
  }

  /// What the program asks of the terminal besides the picture: to mark what is pasted (a private mode that others ignore), and the keys
  /// of the few terminals that otherwise send none.
  ///
  /// The numeric keypad is left as it is: in application mode its digits would send other keys.
  static func greeting() -> [UInt8] { (keypadOn ?? []) + Array("\u{1b}[?2004h".utf8) }

  /// Undoes that, the reports of the mouse where the terminal was asked for them, the colours of a frame that was cut off, and what an
  /// earlier program may have left: the keypad's modes.
  static func farewell(mouse: Bool) -> [UInt8] {
    (capability("sgr0") ?? []) + (capability("op") ?? []) + (mouse ? Mouse.off : []) + Array("\u{1b}[?2004l".utf8)
      + (capability("rmkx") ?? [])
  }

  /// The string that switches keys on, unless it is that of the application modes, which are not needed.
  private static var keypadOn: [UInt8]? {
    guard let bytes = capability("smkx") else { return nil }
    let text = String(decoding: bytes, as: UTF8.self)
    return text.contains("\u{1b}=") || text.contains("\u{1b}[?1h") ? nil : bytes
  }

  /// The keys that the terminal's entry names, by what they send.
  static func keys() -> [[UInt8]: Key] {
    let names: [(String, Key)] = [
      ("kcuu1", .up), ("kcud1", .down), ("kcub1", .left), ("kcuf1", .right), ("khome", .home), ("kend", .end), ("kpp", .pageUp),
      ("knp", .pageDown), ("kdch1", .delete), ("kbs", .backspace), ("kcbt", .backTab), ("kent", .enter), ("kfnd", .home),
      ("kslt", .end),
    ]
    var keys: [[UInt8]: Key] = [:]
    for (name, key) in names { if let bytes = capability(name) { keys[bytes] = key } }
    for number in 1...12 { if let bytes = capability("kf\(number)") { keys[bytes] = .function(number) } }
    return keys
  }

  private static func capability(_ name: String) -> [UInt8]? { shim_capability(name).map(withoutPadding) }

  /// A terminfo string without its `$<5/>` delays, which only hardware terminals need.
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
