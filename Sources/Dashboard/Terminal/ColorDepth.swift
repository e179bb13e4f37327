package import Canvas

/// How many colours a terminal has.
package enum ColorDepth: Equatable, Sendable {
  /// None, or the user wants none (`NO_COLOR`).
  case none
  case ansi8
  case ansi16
  case indexed256
  /// 24-bit colours; numbers below `indexed` mean the terminal's own colours.
  case direct(indexed: Int)

  /// The depth of a terminal with this number of colours.
  package init(colors: Int, indexed: Int) {
    switch colors {
    case ..<8: self = .none
    case 8..<16: self = .ansi8
    case 16..<256: self = .ansi16
    case 256: self = .indexed256
    default: self = .direct(indexed: indexed)
    }
  }

  /// A colour as the number that ncurses wants, and whether it needs the bold attribute to be as bright as it should.
  package func number(of color: Color, isBackground: Bool) -> (number: Int32, bright: Bool) {
    switch color {
    case .terminal: return (-1, false)
    case .ansi(let n): return number(ansi: Int32(n & 15), isBackground: isBackground)
    case .rgb(let r, let g, let b):
      switch self {
      case .none: return (-1, false)
      case .ansi8, .ansi16:
        let limit = self == .ansi8 && isBackground ? 8 : 16
        return number(ansi: Palette.nearestANSI(r, g, b, of: limit), isBackground: isBackground)
      case .indexed256: return (Palette.nearest256(r, g, b), false)
      case .direct(let indexed):
        let value = Int32(r) << 16 | Int32(g) << 8 | Int32(b)
        // Blues that are nearly black would be taken for the terminal's own colours.
        return (max(value, Int32(indexed)), false)
      }
    }
  }

  private func number(ansi n: Int32, isBackground: Bool) -> (number: Int32, bright: Bool) {
    switch self {
    case .none: return (-1, false)
    // Bold black is black on many terminals, and so is their background.
    case .ansi8 where n == 8 && !isBackground: return (-1, false)
    case .direct(let indexed) where n == 8 && indexed <= 8 && !isBackground: return (-1, false)
    case .ansi8: return n < 8 ? (n, false) : (n - 8, !isBackground)
    case .direct(let indexed) where Int(n) >= indexed: return (n - 8, !isBackground)
    default: return (n, false)
    }
  }
}

extension ColorDepth {
  /// The theme in the colours that the terminal has: what could be read can still be read in the nearest ones.
  package func adapted(_ theme: Theme) -> Theme {
    switch self {
    case .none: return .plain
    case .indexed256: return theme.variant == .terminal ? theme : indexed(theme)
    case .ansi8, .ansi16: return (theme.variant == .terminal ? theme : ansi(theme)).mapped { _, _, style in onDark(style) }
    case .direct: return theme.variant == .terminal ? theme.mapped { _, _, style in onDark(style) } : theme
    }
  }

  /// A style without a bright colour behind the text where there is none: what stood on bright blue stands on blue, on which black words
  /// cannot be read.
  private func onDark(_ style: Style) -> Style {
    guard case .ansi(let n) = style.background, n >= 8, number(ansi: Int32(n), isBackground: true).number == n - 8 else {
      return style
    }
    var style = style
    style.background = .ansi(n - 8)
    if [8, 9, 12].contains(n) { style.foreground = .ansi(15) }
    return style
  }

  /// The theme in the cube and the greys of the 256 colours, which are the same everywhere and can be measured.
  private func indexed(_ theme: Theme) -> Theme {
    let page = Palette.nearest(theme.background)
    // The cursor must not get the colour of the page.
    let selection = theme.selection.map { color in
      let near = Palette.nearest(color)
      return near == page ? Palette.nearest(color, readableOn: page, 1.1) : near
    }
    struct Words: Hashable { var color, ground: Color; var least: Double }
    var known: [Words: Color] = [:]
    let heat = HeatRamp.indexed(theme.upDown, isLight: theme.variant == .light).map { Palette.color($0) }
    return theme.mapped { role, emphasis, style in
      var style = style
      let isOnSelection = style.background == theme.selection
      let ground = (isOnSelection ? selection : nil) ?? Palette.nearest(style.background)
      if let step = role.heatStep {
        style.foreground = heat[step]
        if emphasis.contains(.reverse), !isOnSelection {
          (style.foreground, style.background) = (Palette.nearest(page, readableOn: heat[step], role.leastContrast), heat[step])
          return style
        }
      }
      let words = Words(color: style.foreground, ground: ground, least: role.leastContrast)
      let color = known[words] ?? Palette.nearest(words.color, readableOn: ground, words.least)
      known[words] = color
      style.foreground = color
      style.background = ground
      return style
    }
  }

  /// The theme in the first sixteen, which look different everywhere: the page is black or white, and the bar and the cursor, for whose
  /// fine shades there are no colours, are the page and reverse video.
  private func ansi(_ theme: Theme) -> Theme {
    let isLight = theme.variant == .light
    let page: Color = isLight ? .ansi(self == .ansi8 ? 7 : 15) : .ansi(0)
    let text: Color = isLight ? .ansi(0) : .ansi(7)
    // The fine differences of a scheme's colors would be lost in the nearest of so few: what they mean is drawn in the terminal's.
    let own = Theme.terminal(theme.upDown)
    return theme.mapped { role, emphasis, style in
      if emphasis.contains(.selected) { return Style(text, on: page, bold: style.bold, reverse: true) }
      if emphasis.contains(.reverse), role.heatStep != nil { return own.style(role, .reverse) }
      let plain = theme[role]
      let color = Palette.ansi(own[role].foreground, on: page, role.leastContrast) ?? text
      // Bold black is a grey, or cannot be seen at all.
      var out = Style(color, on: page, bold: plain.bold && color != .ansi(0))
      switch role {
      case .muted, .open, .border, .grid: out = Style(text, on: page, dim: true)
      case .chartAlternate where color == text: out.dim = true
      default: break
      }
      guard emphasis.contains(.reverse) else { return out }
      // Words in the page's colour on a block; with eight colours there are no bright ones behind words.
      var block = out.foreground
      if case .ansi(8...) = block, self == .ansi8 { block = text }
      return Style(page, on: block, bold: isLight && style.bold)
    }
  }
}

/// The colours that a terminal's numbers stand for.
package enum Palette {
  /// The first sixteen as xterm has them; terminals differ, so they are a guess.
  private static let ansi: [(Int32, Int32, Int32)] = [
    (0, 0, 0), (205, 0, 0), (0, 205, 0), (205, 205, 0),
    (0, 0, 238), (205, 0, 205), (0, 205, 205), (229, 229, 229),
    (127, 127, 127), (255, 0, 0), (0, 255, 0), (255, 255, 0),
    (92, 92, 255), (255, 0, 255), (0, 255, 255), (255, 255, 255),
  ]

  /// Levels of the 6x6x6 cube of the 256 colours.
  private static let levels: [Int32] = [0, 95, 135, 175, 215, 255]

  /// The square of the distance between two colours, weighted by how the eye sees them ("redmean").
  private static func distance(_ a: (Int32, Int32, Int32), _ b: (Int32, Int32, Int32)) -> Int32 {
    let mean = (a.0 + b.0) / 2
    let (r, g, b) = (a.0 - b.0, a.1 - b.1, a.2 - b.2)
    // A shift binds tighter than a product in Swift.
    return (((512 + mean) * r * r) >> 8) + 4 * g * g + (((767 - mean) * b * b) >> 8)
  }

  /// The colour of a number of the cube or the greys, 16 to 255.
  package static func color(_ number: Int32) -> Color {
    if number >= 232 {
      let level = UInt8(8 + 10 * (number - 232))
      return .rgb(level, level, level)
    }
    let n = Int(number - 16)
    return .rgb(UInt8(levels[n / 36]), UInt8(levels[n / 6 % 6]), UInt8(levels[n % 6]))
  }

  /// The nearest of the cube and the greys; one of the terminal's own stays as it is.
  package static func nearest(_ color: Color) -> Color {
    guard case .rgb(let r, let g, let b) = color else { return color }
    return self.color(nearest256(r, g, b))
  }

  /// The one of them that looks most like a color and has at least a given contrast on another of them; simply the nearest where that cannot be
  /// measured.
  ///
  /// The hue counts twice: a pale green is rather a green of another lightness than a gray.
  package static func nearest(_ color: Color, readableOn ground: Color, _ least: Double) -> Color {
    guard let wanted = color.lab, ground.luminance != nil else { return nearest(color) }
    var best: (color: Color, distance: Double) = (ground.farPole, .infinity)
    for (candidate, lab) in cube {
      let (l, a, b) = (lab.lightness - wanted.lightness, 2 * (lab.a - wanted.a), 2 * (lab.b - wanted.b))
      let distance = l * l + a * a + b * b
      if distance < best.distance, (Color.contrast(candidate, ground) ?? 0) >= least { best = (candidate, distance) }
    }
    return best.color
  }

  private static let cube = (16...255).compactMap { number in
    let color = color(Int32(number))
    return color.lab.map { (color, $0) }
  }

  /// One of the sixteen as a color for words on another one; nil where neither it nor its bright or dark twin can be read.
  ///
  /// Bright black is no colour for words: where it is as dark as black they would be invisible.
  package static func ansi(_ color: Color, on ground: Color, _ least: Double) -> Color? {
    guard case .ansi(let n) = color, case .ansi(let page) = ground else { return nil }
    return [n, n ^ 8].first { $0 != 8 && (Color.contrast(guess(Int32($0)), guess(Int32(page))) ?? 0) >= least }.map { .ansi($0) }
  }

  /// What one of the sixteen probably looks like.
  package static func guess(_ n: Int32) -> Color {
    let (r, g, b) = ansi[Int(n & 15)]
    return .rgb(UInt8(r), UInt8(g), UInt8(b))
  }

  /// The nearest of the first 8 or 16 colours.
  package static func nearestANSI(_ r: UInt8, _ g: UInt8, _ b: UInt8, of count: Int) -> Int32 {
    let wanted = (Int32(r), Int32(g), Int32(b))
    var best: (number: Int32, distance: Int32) = (7, .max)
    for (n, color) in ansi.prefix(count).enumerated() {
      let d = distance(color, wanted)
      if d < best.distance { best = (Int32(n), d) }
    }
    return best.number
  }

  /// The nearest of the cube and the greys; the first sixteen are left out, as nobody knows what they look like.
  package static func nearest256(_ r: UInt8, _ g: UInt8, _ b: UInt8) -> Int32 {
    func step(_ c: UInt8) -> Int32 { c < 48 ? 0 : c < 115 ? 1 : (Int32(c) - 35) / 40 }
    let wanted = (Int32(r), Int32(g), Int32(b))
    let (x, y, z) = (step(r), step(g), step(b))
    let cube = (levels[Int(x)], levels[Int(y)], levels[Int(z)])
    let mean = (wanted.0 + wanted.1 + wanted.2) / 3
    let grey = max(0, min(23, (mean - 3) / 10))
    let level = 8 + 10 * grey
    let isGreyNearer = distance((level, level, level), wanted) < distance(cube, wanted)
    return isGreyNearer ? 232 + grey : 16 + 36 * x + 6 * y + z
  }
}
