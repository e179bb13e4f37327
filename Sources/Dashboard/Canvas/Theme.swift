/// A colour as a theme names it.
package enum Color: Equatable, Hashable, Sendable {
  /// The terminal's own foreground or background.
  case terminal
  /// One of the terminal's 16 colours.
  case ansi(UInt8)
  case rgb(UInt8, UInt8, UInt8)

  /// Relative luminance (WCAG 2.2) of an RGB colour; nil for the terminal's own, which nobody knows.
  package var luminance: Double? {
    guard case .rgb(let r, let g, let b) = self else { return nil }
    func linear(_ c: UInt8) -> Double {
      let x = Double(c) / 255
      // The exponent 2.4 as x² · x^0.4, x^0.4 by Newton steps: this layer has no libm.
      return x <= 0.04045 ? x / 12.92 : Color.power24((x + 0.055) / 1.055)
    }
    return 0.2126 * linear(r) + 0.7152 * linear(g) + 0.0722 * linear(b)
  }

  /// x to the power of 2.4 for 0 < x <= 1: y = x^(12/5), solved as y^5 = x^12.
  private static func power24(_ x: Double) -> Double {
    let x2 = x * x
    let x12 = x2 * x2 * x2 * x2 * x2 * x2
    var y = x2
    for _ in 0..<40 {
      let y4 = y * y * y * y
      if y4 == 0 { break }
      y -= (y4 * y - x12) / (5 * y4)
    }
    return y
  }

  /// Contrast ratio of two colours, 1 to 21 (WCAG 2.2); nil where one is the terminal's own.
  package static func contrast(_ a: Color, _ b: Color) -> Double? {
    guard let x = a.luminance, let y = b.luminance else { return nil }
    return (max(x, y) + 0.05) / (min(x, y) + 0.05)
  }

  /// The colour a share of the way from this one to another.
  package func mixed(with other: Color, _ share: Double) -> Color {
    guard case .rgb(let r, let g, let b) = self, case .rgb(let r2, let g2, let b2) = other else { return self }
    func mix(_ a: UInt8, _ b: UInt8) -> UInt8 {
      UInt8(rounding: Double(a) + (Double(b) - Double(a)) * share)
    }
    return .rgb(mix(r, r2), mix(g, g2), mix(b, b2))
  }
}

/// How a role looks.
package struct Style: Equatable, Hashable, Sendable {
  package var foreground: Color
  package var background: Color
  package var bold: Bool
  package var dim: Bool
  package var underline: Bool
  package var reverse: Bool

  package init(
    _ foreground: Color = .terminal, on background: Color = .terminal, bold: Bool = false, dim: Bool = false,
    underline: Bool = false, reverse: Bool = false
  ) {
    self.foreground = foreground
    self.background = background
    self.bold = bold
    self.dim = dim
    self.underline = underline
    self.reverse = reverse
  }
}

/// Which colours stand for a rise and a fall.
package enum UpDown: String, Sendable, CaseIterable {
  /// Up is green, down is red.
  case western
  /// Up is red, down is blue.
  case korean
}

/// A named mapping of roles to styles.
package struct Theme: Equatable, Sendable {
  package enum Variant: String, Sendable { case terminal, dark, light }

  package var name: String
  package var author: String
  package var variant: Variant
  package var background: Color
  /// Background of the cursor and of the header and footer bars; nil: reverse video.
  package var selection: Color?
  package var bar: Color?
  private var styles: [Style]

  package init(
    name: String, author: String, variant: Variant, background: Color, selection: Color?, bar: Color?,
    style: (Role) -> Style
  ) {
    self.name = name
    self.author = author
    self.variant = variant
    self.background = background
    self.selection = selection
    self.bar = bar
    styles = Role.allCases.map(style)
  }

  package subscript(role: Role) -> Style { styles[Int(role.rawValue)] }

  /// The style of a cell: its role with its emphasis.
  package func style(_ role: Role, _ emphasis: Emphasis) -> Style {
    var style = styles[Int(role.rawValue)]
    if emphasis.contains(.bold) { style.bold = true }
    if emphasis.contains(.underline) { style.underline = true }
    if emphasis.contains(.reverse) {
      if role.rawValue >= Role.heat0.rawValue { style = heatCell(style) } else { style.reverse = true }
    }
    if emphasis.contains(.selected) {
      // In reverse every role would give another block of colour: the cursor is one calm bar.
      if let selection { style.background = selection } else { style = Style(bold: style.bold, reverse: true) }
    } else if emphasis.contains(.bar), let bar {
      style.background = bar
    }
    return style
  }

  /// A number on a block of its heat: black or white where the terminal's own colours are behind it, because its background may be
  /// either; plain where there is no colour, as reverse video would make one block of all of them.
  private func heatCell(_ style: Style) -> Style {
    switch style.foreground {
    case .terminal: return style
    case .ansi(let n):
      // Red and blue are dark in every palette.
      let text: Color = n == 1 || n == 4 ? .ansi(15) : .ansi(0)
      return Style(text, on: style.foreground, bold: style.bold, underline: style.underline)
    case .rgb: return Style(background, on: style.foreground, bold: style.bold, underline: style.underline)
    }
  }

  /// The default: the terminal's own 16 colours, so that it looks like everything else there.
  package static func terminal(_ upDown: UpDown = .western) -> Theme {
    Theme(name: "terminal", author: "your terminal", variant: .terminal, background: .terminal, selection: nil, bar: nil) {
      role in
      let (up, down): (UInt8, UInt8) = upDown == .western ? (2, 1) : (1, 4)
      switch role {
      case .text, .reported, .heading: return Style()
      case .title: return Style(.ansi(6), bold: true)
      case .muted, .border, .grid, .open: return Style(.ansi(8))
      case .stale: return Style(.ansi(3))
      case .accent, .key: return Style(.ansi(6))
      case .up: return Style(.ansi(up))
      case .down: return Style(.ansi(down))
      case .met: return Style(.ansi(2))
      case .partly: return Style(.ansi(3))
      case .missed, .warning: return Style(.ansi(5))
      case .estimate: return Style(.ansi(6))
      case .claim: return Style(.ansi(5))
      case .assumed: return Style(.ansi(3))
      case .new: return Style(.ansi(3), bold: true)
      case .chart: return Style(.ansi(4))
      case .chartAlternate: return Style(.ansi(6))
      case .heat0: return Style(.ansi(4))
      case .heat1: return Style(.ansi(12))
      case .heat2: return Style(.ansi(6))
      case .heat3: return Style(.ansi(14))
      case .heat4: return Style(.ansi(7))
      case .heat5: return Style(.ansi(11))
      case .heat6: return Style(.ansi(3))
      case .heat7: return Style(.ansi(9))
      case .heat8: return Style(.ansi(1))
      }
    }
  }

  /// Without colour: for `NO_COLOR` and terminals that have none.
  ///
  /// Meaning is carried by words and marks.
  package static let plain = Theme(
    name: "none", author: "", variant: .terminal, background: .terminal, selection: nil, bar: nil
  ) { role in
    switch role {
    case .title, .heading, .new, .accent, .key: return Style(bold: true)
    case .muted, .border, .grid: return Style(dim: true)
    default: return Style()
    }
  }
}
