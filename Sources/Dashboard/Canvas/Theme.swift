/// How a role looks.
package struct Style: Equatable, Hashable, Sendable {
  /// Of letters and lines.
  package var foreground: Color
  /// Of the ground behind them.
  package var background: Color
  /// Heavier letters, brighter ones on some terminals (SGR 1).
  package var bold: Bool
  /// Fainter letters (SGR 2).
  package var dim: Bool
  /// A line below the letters (SGR 4).
  package var underline: Bool
  /// Foreground and background change places (SGR 7).
  package var reverse: Bool

  /// Without arguments: the terminal's own letters on its own ground.
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

extension Role {
  /// The contrast that a theme sees to between the role's colour and what it is drawn on: 4.5 for running text, 3 for everything else
  /// that is read (success criteria 1.4.3 and 1.4.11 of WCAG 2.2), enough to be seen for lines.
  package var leastContrast: Double {
    switch self {
    case .text, .reported, .heading: return 4.5
    case .border, .grid: return 1.4
    default: return 3
    }
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
  /// Which ground it is made for: the terminal's own, whatever that is, a dark one or a light one.
  package enum Variant: String, Sendable { case terminal, dark, light }

  /// What the scheme calls itself, or its file's name; `terminal` and `none` for the two themes made here.
  package var name: String
  /// Who made it, in the words of the scheme; may be empty.
  package var author: String
  /// The kind of its ground; for a scheme it is measured and not what its file says.
  package var variant: Variant
  /// The ground of everything that has none of its own.
  package var background: Color
  /// The background of the row under the cursor; nil: reverse video.
  package var selection: Color?
  /// The background of the header and footer bars; nil: the one of everything else.
  package var bar: Color?
  /// Which colors stand for a rise and a fall in it.
  package var upDown: UpDown
  /// Each role on each ground: eight styles a role, by the emphases that change the ground.
  private var styles: [Style] = []

  /// A theme of these plain styles.
  ///
  /// What a text looks like on a bar, under the cursor and in reverse follows from them; colours that cannot be read on such a ground
  /// are moved until they can.
  package init(
    name: String, author: String, variant: Variant, background: Color, selection: Color?, bar: Color?, upDown: UpDown = .western,
    style: (Role) -> Style
  ) {
    self.name = name
    self.author = author
    self.variant = variant
    self.background = background
    self.selection = selection
    self.bar = bar
    self.upDown = upDown
    var styles: [Style] = []
    styles.reserveCapacity(Role.allCases.count * Self.grounds.count)
    for role in Role.allCases {
      let plain = style(role)
      for ground in Self.grounds { styles.append(drawn(plain, role, ground)) }
    }
    self.styles = styles
  }

  /// The emphases that change the ground, in the order of their bits.
  private static let grounds = (0..<8).map { Emphasis(rawValue: $0 << 2) }

  /// The style of a role without emphasis.
  package subscript(role: Role) -> Style { styles[Int(role.rawValue) << 3] }

  /// The style of a cell: its role with its emphasis.
  package func style(_ role: Role, _ emphasis: Emphasis) -> Style {
    var style = styles[Int(role.rawValue) << 3 | Int(emphasis.rawValue >> 2 & 7)]
    // Bold black is the grey of muted text on many terminals, and dim bold may be anything.
    if emphasis.contains(.bold), style.foreground != .ansi(0) {
      style.bold = true
      style.dim = false
    }
    if emphasis.contains(.underline) { style.underline = true }
    return style
  }

  /// The theme with another style for each role on each ground.
  package func mapped(_ change: (Role, Emphasis, Style) -> Style) -> Theme {
    var theme = self
    for role in Role.allCases {
      for (i, ground) in Self.grounds.enumerated() {
        let index = Int(role.rawValue) << 3 | i
        theme.styles[index] = change(role, ground, styles[index])
      }
    }
    return theme
  }

  /// A plain style on the ground that an emphasis asks for.
  private func drawn(_ plain: Style, _ role: Role, _ emphasis: Emphasis) -> Style {
    var style = plain
    let isHeat = role.heatStep != nil
    if emphasis.contains(.selected) {
      // In reverse video every role would give another block of colour: the cursor is one calm bar.
      guard let selection else { return Style(bold: style.bold, reverse: true) }
      style.background = selection
      style.reverse = emphasis.contains(.reverse) && !isHeat
    } else if emphasis.contains(.reverse) {
      if isHeat || variant == .terminal {
        style = block(style, isHeat: isHeat)
      } else {
        if emphasis.contains(.bar), let bar { style.background = bar }
        style.reverse = true
      }
    } else if emphasis.contains(.bar), let bar {
      style.background = bar
    }
    style.foreground = style.foreground.readable(on: style.background, role.leastContrast)
    return style
  }

  /// A text on a block of its colour: black or white where the terminal's own colours are behind it, because its background may be
  /// either; heat without colour is plain, as reverse video would make one block of all steps.
  private func block(_ style: Style, isHeat: Bool) -> Style {
    switch style.foreground {
    case .terminal: return isHeat ? style : Style(bold: style.bold, underline: style.underline, reverse: true)
    case .ansi(let n):
      // Red and blue are dark in every palette.
      let isDark = n == 1 || n == 4
      return Style(isDark ? .ansi(15) : .ansi(0), on: style.foreground, bold: isDark && style.bold, underline: style.underline)
    case .rgb: return Style(background, on: style.foreground, bold: style.bold, underline: style.underline)
    }
  }

  /// The default: the terminal's own 16 colours, so that it looks like everything else there.
  ///
  /// What is muted is dim, not bright black: well-known palettes have their background in that place. For the same reason black,
  /// white and their bright forms write nothing on the terminal's own ground. Bars are blue, but where that is a fall.
  package static func terminal(_ upDown: UpDown = .western) -> Theme {
    let (up, down): (UInt8, UInt8) = upDown == .western ? (2, 1) : (1, 4)
    let heat = HeatRamp.ansi(upDown)
    return Theme(
      name: "terminal", author: "your terminal", variant: .terminal, background: .terminal, selection: nil, bar: nil,
      upDown: upDown
    ) { role in
      if let step = role.heatStep { return Style(heat[step]) }
      switch role {
      case .text, .reported, .heading: return Style()
      case .title: return Style(.ansi(6), bold: true)
      case .muted, .border, .grid, .open: return Style(dim: true)
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
      case .chart: return upDown == .western ? Style(.ansi(4)) : Style(.ansi(6))
      case .chartAlternate: return upDown == .western ? Style(.ansi(6)) : Style(dim: true)
      default: return Style()
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
