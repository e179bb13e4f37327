/// A base16 or base24 colour scheme: named colours `base00` to `base0F` (to `base17`).
package struct Scheme: Sendable {
  package var name: String
  package var author: String
  package var variant: String?
  package var colors: [String: Color]

  package init(name: String, author: String, variant: String?, colors: [String: Color]) {
    self.name = name
    self.author = author
    self.variant = variant
    self.colors = colors
  }

  /// The sixteen names that a scheme must give a colour for.
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

  /// The theme of the scheme.
  ///
  /// Missing colours become the terminal's own; the reader has warned of them.
  ///
  /// Text colours that are too close to the background to be read are moved towards the foreground until they reach a contrast of
  /// 3 (4.5 for text), because several well-known schemes leave comments nearly invisible and this program writes units in them.
  package func theme(_ upDown: UpDown) -> Theme {
    func base(_ n: Int) -> Color { colors["base" + (n < 16 ? "0" : "") + String(n, radix: 16).uppercased()] ?? .terminal }
    let (background, foreground) = (base(0), base(5))
    let isLight = variant.map { $0 == "light" } ?? ((background.luminance ?? 0) > 0.4)
    let strongest: Color = isLight ? .rgb(0, 0, 0) : .rgb(255, 255, 255)
    func readable(_ color: Color, _ least: Double, on ground: Color) -> Color {
      var color = color
      var step = 0
      while let contrast = Color.contrast(color, ground), contrast < least, step < 40 {
        color = color.mixed(with: strongest, 0.06)
        step += 1
      }
      return color
    }
    // The selection lies under every text colour, so it stays near the background.
    let selection = base(2).mixed(with: background, 0.35)
    func text(_ color: Color, _ least: Double = 3) -> Style {
      Style(readable(readable(color, least, on: background), least, on: selection), on: background)
    }
    let (up, down) = upDown == .western ? (base(11), base(8)) : (base(8), base(13))
    return Theme(
      name: name, author: author, variant: isLight ? .light : .dark, background: background, selection: selection,
      bar: base(1)
    ) { role in
      switch role {
      case .text, .reported: return text(foreground, 4.5)
      case .heading: return text(base(6), 4.5)
      case .title, .accent: return text(base(13))
      case .key: return text(base(12))
      case .muted, .open: return text(base(4))
      case .border, .grid: return Style(base(3), on: background)
      case .up: return text(up)
      case .down: return text(down)
      case .met: return text(base(11))
      case .partly: return text(base(10))
      case .missed, .warning: return text(base(9))
      case .estimate: return text(base(12))
      case .claim: return text(base(14))
      case .assumed, .stale: return text(base(10))
      case .new: return Style(text(base(10)).foreground, on: background, bold: true)
      case .chart: return text(base(13))
      case .chartAlternate: return text(base(12))
      default:
        // Heat: from the scheme's blue over its foreground to its orange.
        let step = Int(role.rawValue) - Int(Role.heat0.rawValue)
        let color =
          step <= 4
          ? base(13).mixed(with: base(5), Double(step) / 4) : base(5).mixed(with: base(9), Double(step - 4) / 4)
        return text(color)
      }
    }
  }
}
