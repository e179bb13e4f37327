import CNcurses
import Glibc

/// The encoding that the C library draws with, and where it comes from.
package struct TerminalLocale: Equatable, Sendable {
  /// How the encoding came about.
  package enum Origin: Equatable, Sendable {
    /// The environment's own locale, in whatever encoding it names.
    case environment
    /// The environment's locale is not installed; this one of the same encoding was taken.
    case replaced(by: String)
    /// The environment names no encoding, but the terminal said that it takes UTF-8 (`IUTF8`) and that was needed.
    case terminal(by: String)
    /// The environment names UTF-8, and no locale of that encoding is installed.
    case noneInstalled
  }

  /// Whether the encoding is UTF-8; otherwise everything beyond ASCII is drawn as `?`.
  package var usesUTF8: Bool
  /// Whether it is the environment's own, or what took its place.
  package var origin: Origin
  /// The variable that determines the encoding, and its value; nil where none is set.
  package var setting: (variable: String, value: String)?

  /// Member by member: a tuple is not Equatable.
  package static func == (a: TerminalLocale, b: TerminalLocale) -> Bool {
    a.usesUTF8 == b.usesUTF8 && a.origin == b.origin && a.setting?.variable == b.setting?.variable
      && a.setting?.value == b.setting?.value
  }

  /// Locales that have no language, and one that most systems have.
  private static let substitutes = ["C.UTF-8", "C.utf8", "en_US.UTF-8"]

  /// Sets the locale of characters for the process; with `needsUTF8`, to UTF-8 even where only the terminal says that it takes it.
  ///
  /// `LC_CTYPE` alone: `LC_NUMERIC` would put commas into numbers.
  static func adopt(terminal: Int32, needsUTF8: Bool) -> TerminalLocale {
    let setting = Self.setting(TerminalType.environment)
    let isInstalled = setlocale(LC_CTYPE, "") != nil
    if isUTF8 { return TerminalLocale(usesUTF8: true, origin: .environment, setting: setting) }
    let encoding = setting.flatMap { Self.encoding(of: $0.value) }
    let isNamed = encoding == "utf8"
    let isOpen = needsUTF8 && encoding == nil && takesUTF8(terminal)
    guard isNamed && !isInstalled || isOpen else {
      return TerminalLocale(usesUTF8: false, origin: .environment, setting: setting)
    }
    for name in substitutes where setlocale(LC_CTYPE, name) != nil && isUTF8 {
      return TerminalLocale(usesUTF8: true, origin: isNamed ? .replaced(by: name) : .terminal(by: name), setting: setting)
    }
    setlocale(LC_CTYPE, "C")
    return TerminalLocale(usesUTF8: false, origin: isNamed ? .noneInstalled : .environment, setting: setting)
  }

  /// The variable that determines the encoding: the first of three that is not empty.
  package static func setting(_ environment: (String) -> String?) -> (variable: String, value: String)? {
    for variable in ["LC_ALL", "LC_CTYPE", "LANG"] {
      if let value = environment(variable), !value.isEmpty { return (variable, value) }
    }
    return nil
  }

  /// The encoding that the name of a locale ends in, in lower-case letters and digits: `utf8` for `ko_KR.UTF-8@x`, and for `UTF-8` alone as
  /// macOS writes it; nil where it names none.
  package static func encoding(of name: String) -> String? {
    let name = name.prefix { $0 != "@" }
    let plain = name.firstIndex(of: ".").map { name[name.index(after: $0)...] } ?? name
    let letters = plain.lowercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }
    if plain.startIndex == name.startIndex { return letters == "utf8" ? letters : nil }
    return letters.isEmpty ? nil : letters
  }

  private static var isUTF8: Bool { nl_langinfo(Int32(CODESET)).map { String(cString: $0) } == "UTF-8" }

  /// Whether the line discipline of a terminal was told that characters are UTF-8: by the terminal program, or by ssh from the other side.
  private static func takesUTF8(_ terminal: Int32) -> Bool {
    var modes = termios()
    return tcgetattr(terminal, &modes) == 0 && modes.c_iflag & tcflag_t(IUTF8) != 0
  }
}
