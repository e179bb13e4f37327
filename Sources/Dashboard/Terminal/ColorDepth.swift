package import Canvas

/// How many colours a terminal has.
package enum ColorDepth: Equatable, Sendable {
  /// None, or the user wants none (`NO_COLOR`).
  case none
  case ansi8
  case ansi16
  case indexed256
  /// 24-bit colours; the numbers below `indexed` mean the terminal's own colours.
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
        // Nearly black blues are taken for the terminal's own colours.
        return (max(value, Int32(indexed)), false)
      }
    }
  }

  private func number(ansi n: Int32, isBackground: Bool) -> (number: Int32, bright: Bool) {
    switch self {
    case .none: return (-1, false)
    case .ansi8: return n < 8 ? (n, false) : (n - 8, !isBackground)
    case .direct(let indexed) where Int(n) >= indexed: return (n - 8, !isBackground)
    default: return (n, false)
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

  /// Square of the distance of two colours, weighted by how the eye sees it ("redmean").
  private static func distance(_ a: (Int32, Int32, Int32), _ b: (Int32, Int32, Int32)) -> Int32 {
    let mean = (a.0 + b.0) / 2
    let (r, g, b) = (a.0 - b.0, a.1 - b.1, a.2 - b.2)
    // A shift binds tighter than a product in Swift.
    return (((512 + mean) * r * r) >> 8) + 4 * g * g + (((767 - mean) * b * b) >> 8)
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
