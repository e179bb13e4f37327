extension Canvas {
  /// The picture with SGR colour codes (ECMA-48; 24-bit colours as ISO 8613-6 has them), one line per row.
  package func ansiText(_ theme: Theme) -> String {
    var out = ""
    for y in 0..<size.height {
      var last: Style?
      for cell in row(y) where cell.width > 0 {
        let style = theme.style(cell.role, cell.emphasis)
        if style != last {
          out += Canvas.sgr(style)
          last = style
        }
        cell.append(to: &out.unicodeScalars)
      }
      out += "\u{1b}[0m\n"
    }
    return out
  }

  private static func sgr(_ style: Style) -> String {
    var codes = ["0"]
    if style.bold { codes.append("1") }
    if style.dim { codes.append("2") }
    if style.underline { codes.append("4") }
    if style.reverse { codes.append("7") }
    codes += code(style.foreground, 30) + code(style.background, 40)
    return "\u{1b}[\(codes.joined(separator: ";"))m"
  }

  private static func code(_ color: Color, _ base: Int) -> [String] {
    switch color {
    case .terminal: return []
    case .ansi(let n): return [String(n < 8 ? base + Int(n) : base + 60 + Int(n) - 8)]
    case .rgb(let r, let g, let b): return [String(base + 8), "2", String(r), String(g), String(b)]
    }
  }
}
