/// A key as the key map knows it.
package enum Chord: Hashable, Sendable, ExpressibleByUnicodeScalarLiteral {
  case character(Unicode.Scalar)
  case control(Unicode.Scalar)
  case up, down, left, right, pageUp, pageDown, home, end
  case altUp, altDown, altLeft, altRight
  case enter, escape, tab, backTab, backspace, delete
  case function(Int)
  case other

  /// A key with a character: `"q"`.
  package init(unicodeScalarLiteral character: Unicode.Scalar) { self = .character(character) }

  /// How the key is written in help and documents.
  package var label: String {
    switch self {
    case .character(let c): return c == " " ? "Space" : String(c)
    case .control(let c): return "Ctrl-" + String(c).uppercased()
    case .function(let number): return "F\(number)"
    case .other: return "?"
    default: return Chord.named.first { $0.chord == self }?.label ?? "?"
    }
  }

  /// The keys that have a name, how they are shown, and the names that are read besides.
  private static let named: [(chord: Chord, label: String, names: [String])] = [
    (.up, "↑", ["up"]), (.down, "↓", ["down"]), (.left, "←", ["left"]), (.right, "→", ["right"]),
    (.altUp, "Alt-↑", ["alt-up"]), (.altDown, "Alt-↓", ["alt-down"]), (.altLeft, "Alt-←", ["alt-left"]),
    (.altRight, "Alt-→", ["alt-right"]), (.pageUp, "PgUp", ["pageup", "page-up"]),
    (.pageDown, "PgDn", ["pagedown", "page-down"]),
    (.home, "Home", []), (.end, "End", []), (.enter, "Enter", ["return"]), (.escape, "Esc", ["escape"]), (.tab, "Tab", []),
    (.backTab, "Shift-Tab", ["backtab"]), (.backspace, "Backspace", []), (.delete, "Del", ["delete"]),
    (.character(" "), "Space", []),
    (.character(","), ",", ["comma"]),
  ]

  /// Reads a key as it is written in help and in a file of keys: `q`, `Ctrl-R`, `Alt-Left`, `PgUp`, `F5`, `Space`; nil for anything else.
  ///
  /// Case counts for a single character alone, which `S` and `s` are; with Ctrl it does not. Ctrl-H, Ctrl-I, Ctrl-J, Ctrl-M and Ctrl-[ are
  /// what terminals send for Backspace, Tab and Enter, so nobody can press them as such.
  package init?(parsing text: some StringProtocol) {
    let name = text.lowercased()
    if let known = Chord.named.first(where: { $0.label.lowercased() == name || $0.names.contains(name) }) {
      self = known.chord
      return
    }
    let scalars = Array(text.unicodeScalars)
    if scalars.count == 1, let c = scalars.first, c.value > 32, c.value != 127, !c.properties.isWhitespace {
      self = .character(c)
      return
    }
    if let c = name.dropPrefix("ctrl-")?.unicodeScalars, c.count == 1, let letter = c.first, ("a"..."z").contains(letter),
      !["h", "i", "j", "m"].contains(letter)
    {
      self = .control(letter)
      return
    }
    guard name.first == "f", let number = Int(name.dropFirst()), (1...12).contains(number) else { return nil }
    self = .function(number)
  }
}

extension String {
  /// What follows a prefix; nil where the text does not begin with it.
  fileprivate func dropPrefix(_ prefix: String) -> Substring? { hasPrefix(prefix) ? dropFirst(prefix.count) : nil }
}
