// One function of the C library, and nothing that depends on the system it runs on.
import func Glibc.pow

/// A colour as a theme names it.
package enum Color: Equatable, Hashable, Sendable {
  /// The terminal's own foreground or background.
  case terminal
  /// One of the terminal's 16 colours.
  case ansi(UInt8)
  case rgb(UInt8, UInt8, UInt8)

  /// `#000000`, not the black of the terminal's palette.
  package static let black = Color.rgb(0, 0, 0)
  /// `#ffffff`, not the white of the terminal's palette.
  package static let white = Color.rgb(255, 255, 255)

  /// Relative luminance (WCAG 2.2) of an RGB colour; nil for the terminal's own, which nobody knows.
  package var luminance: Double? {
    light.map { 0.2126 * $0.red + 0.7152 * $0.green + 0.0722 * $0.blue }
  }

  /// The light of each channel, 0 to 1; nil for the terminal's own.
  var light: (red: Double, green: Double, blue: Double)? {
    guard case .rgb(let r, let g, let b) = self else { return nil }
    return (Self.linear[Int(r)], Self.linear[Int(g)], Self.linear[Int(b)])
  }

  /// The light that each value of a channel stands for (sRGB).
  private static let linear: [Double] = (0...255).map {
    let x = Double($0) / 255
    return x <= 0.04045 ? x / 12.92 : pow((x + 0.055) / 1.055, 2.4)
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

  /// Black or white, whichever stands out more against this colour; white for the terminal's own.
  package var farPole: Color {
    // Where both have the same contrast: (1.05 · 0.05)^½ - 0.05.
    (luminance ?? 0) > 0.17913 ? .black : .white
  }

  /// The colour moved towards black or white, as little as it takes to reach a contrast on a ground.
  ///
  /// A mix with black or white keeps the hue. The colour stays on its side of the ground, lighter or darker, where that side has room
  /// enough for it. A colour that can be read as it is stays as it is, and so does one that cannot be measured.
  package func readable(on background: Color, _ least: Double) -> Color {
    guard let own = luminance, let ground = background.luminance, let contrast = Color.contrast(self, background),
      contrast < least
    else { return self }
    // How much luminance is left for the colour on each side; with hardly any it would be white or black and lose its hue.
    let (above, below) = (1 - (least * (ground + 0.05) - 0.05), (ground + 0.05) / least - 0.05)
    let isLighter = own == ground ? background.farPole == .white : own > ground
    let goesUp: Bool
    switch (above >= 0.1, below >= 0.02) {
    case (true, true): goesUp = isLighter
    case (false, false) where (above >= 0) == (below >= 0): goesUp = above >= 0 ? isLighter : background.farPole == .white
    case (false, false): goesUp = above >= 0
    case (let up, _): goesUp = up
    }
    let pole: Color = goesUp ? .white : .black
    // 255 steps are as fine as the channels are.
    var (tooLittle, enough) = (0, 255)
    while enough - tooLittle > 1 {
      let share = (tooLittle + enough) / 2
      let color = mixed(with: pole, Double(share) / 255)
      let isBeyond = color.luminance.map { goesUp ? $0 > ground : $0 < ground } ?? true
      if isBeyond, (Color.contrast(color, background) ?? least) >= least { enough = share } else { tooLittle = share }
    }
    return mixed(with: pole, Double(enough) / 255)
  }
}
