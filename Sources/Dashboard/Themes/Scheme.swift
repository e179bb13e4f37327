package import Canvas

/// A base16 or base24 colour scheme: named colours `base00` to `base0F` (to `base17`).
package struct Scheme: Sendable {
  /// What it calls itself; the id of its file where it does not say.
  package var name: String
  /// Who made it, as the file says; empty where it does not.
  package var author: String
  /// `dark` or `light` as the file says, nil where it says neither; what counts is `isLight`.
  package var variant: String?
  /// By their names, from `base00` to `base17`; one that is missing or cannot be read is not there.
  package var colors: [String: Color]

  /// A scheme as it is given; nothing is checked.
  package init(name: String, author: String, variant: String?, colors: [String: Color]) {
    self.name = name
    self.author = author
    self.variant = variant
    self.colors = colors
  }

  /// The sixteen names that a scheme must give colours for.
  package static let required = (0..<16).map { "base0" + String($0, radix: 16).uppercased() }

  /// Reads `#rrggbb` or `rrggbb`.
  package static func color(_ text: String) -> Color? {
    var hex = text.utf8[...]
    if hex.first == UInt8(ascii: "#") { hex = hex.dropFirst() }
    guard hex.count == 6 else { return nil }
    var value: UInt32 = 0
    for byte in hex {
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 65...70: digit = byte - 55
      case 97...102: digit = byte - 87
      default: return nil
      }
      value = value << 4 | UInt32(digit)
    }
    return .rgb(UInt8(value >> 16 & 255), UInt8(value >> 8 & 255), UInt8(value & 255))
  }

  /// A colour of the scheme by its number, 0 to 23; where it is missing, one that takes its place.
  private func base(_ n: Int) -> Color {
    if let color = colors["base" + (n < 16 ? "0" : "") + String(n, radix: 16).uppercased()] { return color }
    switch n {
    case 0: return colors["base05"]?.farPole ?? .black
    case 1: return base(0).mixed(with: base(5), 0.08)
    case 2: return base(0).mixed(with: base(5), 0.25)
    case 3: return base(0).mixed(with: base(5), 0.4)
    case 4: return base(0).mixed(with: base(5), 0.7)
    case 5: return base(0).farPole
    default: return base(5)
    }
  }

  /// Whether `base00` and `base05` are so close that the scheme does not say what its text looks like.
  package var hasNoText: Bool { (Color.contrast(base(0), base(5)) ?? 21) < 1.5 }

  /// Measured, whatever the file says of itself: its background is lighter than its text.
  package var isLight: Bool {
    let (background, text) = (base(0), hasNoText ? base(0).farPole : base(5))
    return (background.luminance ?? 0) > (text.luminance ?? 1)
  }

  /// The theme of the scheme.
  ///
  /// Colours that cannot be read on their ground are moved away from it (`Role.leastContrast`), because several well-known schemes
  /// leave comments nearly invisible and this program writes units in them.
  package func theme(_ upDown: UpDown) -> Theme {
    let background = base(0)
    // The selection lies under every text colour, so it stays near the background, but can be told apart from it.
    let selection = base(2).mixed(with: background, 0.35).readable(on: background, 1.15)
    let colors = SchemeColors(base, isLight: isLight, upDown)
    let heat = HeatRamp.colors(fall: colors.fall, rise: colors.rise, on: background)
    let (muted, line) = (background.blended(with: base(5), 0.7), background.blended(with: base(5), 0.36))
    return Theme(
      name: name, author: author, variant: isLight ? .light : .dark, background: background, selection: selection,
      bar: base(1), upDown: upDown
    ) { role in
      func style(_ color: Color, bold: Bool = false) -> Style { Style(color, on: background, bold: bold) }
      switch role {
      case .text, .reported: return style(base(5))
      case .heading: return style(base(6))
      case .title, .accent, .chart: return style(colors.accent)
      case .chartAlternate: return style(colors.alternate)
      case .key, .estimate: return style(colors.key)
      case .muted, .open: return style(muted)
      case .border, .grid: return style(line)
      case .up: return style(colors.rise)
      case .down: return style(colors.fall)
      case .met: return style(colors.met)
      case .partly, .assumed, .stale: return style(colors.caution)
      case .missed, .warning: return style(colors.warning)
      case .claim: return style(colors.claim)
      case .new: return style(colors.caution, bold: true)
      case .heat0, .heat1, .heat2, .heat3, .heat4, .heat5, .heat6, .heat7, .heat8:
        // A block of heat carries words in the colour of the background.
        return style(heat[Int(role.rawValue - Role.heat0.rawValue)].readable(on: background, role.leastContrast))
      }
    }
  }
}
