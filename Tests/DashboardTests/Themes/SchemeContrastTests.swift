import Canvas
import Documents
import Facts
import Model
import Terminal
import Testing
import Themes

/// Contrast of what is drawn, in any palette.
@Suite struct SchemeContrastTests {
  private static let emphases = (0..<32).map { Emphasis(rawValue: $0) }

  /// Palettes that nobody would publish and some that look like published ones; each is its name and its sixteen colours.
  private static let palettes: [(String, [Color])] = {
    var random = SplitMix64(seed: 20_230_719)
    func channel(_ range: ClosedRange<Int> = 0...255) -> UInt8 { UInt8(Int.random(in: range, using: &random)) }
    func any(_ range: ClosedRange<Int> = 0...255) -> Color { .rgb(channel(range), channel(range), channel(range)) }
    func grey(_ level: Int) -> Color { .rgb(UInt8(level), UInt8(level), UInt8(level)) }
    let pure: [Color] = [
      .rgb(255, 0, 0), .rgb(0, 255, 0), .rgb(0, 0, 255), .rgb(255, 255, 0), .rgb(0, 255, 255), .rgb(255, 0, 255), .black, .white,
    ]
    var all: [(String, [Color])] = []
    for n in 0..<150 { all.append(("random \(n)", (0..<16).map { _ in any() })) }
    for level in stride(from: 0, through: 255, by: 15) {
      all.append(("all equal \(level)", Array(repeating: grey(level), count: 16)))
      // Grounds of every brightness with accents of any and with pure ones.
      all.append(("ground \(level)", (0..<16).map { $0 < 3 ? grey(min(255, level + 4 * $0)) : any() }))
      all.append(("pure on \(level)", (0..<16).map { $0 == 0 ? grey(level) : pure[$0 % 8] }))
      all.append(("near \(level)", (0..<16).map { _ in any(max(0, level - 9)...min(255, level + 9)) }))
    }
    for color in pure { all.append(("equal \(color)", Array(repeating: color, count: 16))) }
    for n in 0..<40 {
      // A ramp from ground to text and accents between them, both ways round.
      let (dark, light) = (Int.random(in: 0...120, using: &random), Int.random(in: 130...255, using: &random))
      let ramp = (0..<8).map { grey(dark + (light - dark) * $0 / 7) }
      all.append(("ramp \(n)", (n % 2 == 0 ? ramp : ramp.reversed()) + (0..<8).map { _ in any() }))
    }
    return all
  }()

  private static func scheme(_ name: String, _ colors: [Color], variant: String? = nil) -> Scheme {
    Scheme(
      name: name, author: "", variant: variant, colors: Dictionary(uniqueKeysWithValues: zip(Scheme.required, colors)))
  }

  private static let schemes: [Scheme] = {
    var all = palettes.map { scheme($0.0, $0.1) }
    FactsReader.forEachBundledTheme { name, bytes in
      if let scheme = Scheme.read(String(decoding: bytes, as: UTF8.self), id: name).scheme { all.append(scheme) }
    }
    return all
  }()

  /// What is wrong with a theme: texts that are too near to what they are drawn on.
  private static func faults(_ theme: Theme) -> [String] {
    var faults: [String] = []
    for role in Role.allCases {
      for emphasis in emphases {
        let style = theme.style(role, emphasis)
        guard let contrast = Color.contrast(style.foreground, style.background) else {
          faults.append("\(theme.name), \(role) \(emphasis.rawValue): not measured")
          continue
        }
        if contrast < role.leastContrast { faults.append("\(theme.name), \(role) \(emphasis.rawValue): \(contrast)") }
      }
    }
    return faults
  }

  @Test func everyTextCanBeReadOnItsGroundInAnyPalette() {
    var faults: [String] = []
    for scheme in Self.schemes { for upDown in UpDown.allCases { faults += Self.faults(scheme.theme(upDown)) } }
    #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(5))")
  }

  @Test func everyTextCanBeReadIn256Colours() {
    var faults: [String] = []
    for scheme in Self.schemes {
      for upDown in UpDown.allCases {
        let theme = ColorDepth.indexed256.adapted(scheme.theme(upDown))
        faults += Self.faults(theme)
        for role in Role.allCases {
          for emphasis in Self.emphases {
            let style = theme.style(role, emphasis)
            // They are what the terminal shows: nothing is mapped once more.
            for color in [style.foreground, style.background] where Palette.nearest(color) != color {
              faults.append("\(theme.name), \(role) \(emphasis.rawValue): \(color)")
            }
          }
        }
        // The cursor is seen.
        let (page, cursor) = (theme.style(.text, []).background, theme.style(.text, .selected).background)
        if page == cursor { faults.append("\(theme.name): no cursor") }
      }
    }
    #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(5))")
  }

  /// Of the first sixteen nobody knows the colours, so none may be guessed to be another than the ground but the surely different.
  @Test(arguments: [ColorDepth.ansi8, .ansi16]) func sixteenColoursKeepWordsApartFromTheGround(depth: ColorDepth) {
    var faults: [String] = []
    for scheme in Self.schemes {
      let theme = depth.adapted(scheme.theme(.western))
      for role in Role.allCases {
        for emphasis in Self.emphases {
          let style = theme.style(role, emphasis)
          guard case .ansi(let text) = style.foreground, case .ansi(let ground) = style.background else {
            faults.append("\(scheme.name), \(role) \(emphasis.rawValue): \(style)")
            continue
          }
          let contrast = Color.contrast(Palette.guess(Int32(text)), Palette.guess(Int32(ground))) ?? 0
          let isBoldBlack = text == 8 || text == 0 && style.bold && !style.reverse
          let isTooBright = depth == .ansi8 && ground > 7
          if contrast < min(3, role.leastContrast) || isBoldBlack || isTooBright || ground == 8 {
            faults.append("\(scheme.name), \(role) \(emphasis.rawValue): \(text) on \(ground), \(contrast)")
          }
        }
      }
    }
    #expect(faults.isEmpty, "\(faults.count): \(faults.prefix(5))")
  }

  @Test func aRiseIsNoFall() {
    for scheme in Self.schemes {
      for upDown in UpDown.allCases {
        let theme = scheme.theme(upDown)
        let (rise, fall) = upDown == .western ? ("base0B", "base08") : ("base08", "base0D")
        guard case .rgb(let r, let g, let b)? = scheme.colors[rise], case .rgb(let r2, let g2, let b2)? = scheme.colors[fall]
        else {
          continue
        }
        // As far as the palette has two colours for them.
        let apart = max(abs(Int(r) - Int(r2)), abs(Int(g) - Int(g2)), abs(Int(b) - Int(b2)))
        guard apart >= 60 else { continue }
        for ground in [[], Emphasis.selected, .bar] {
          #expect(theme.style(.up, ground).foreground != theme.style(.down, ground).foreground, "\(scheme.name) \(upDown)")
        }
      }
    }
  }

  @Test func whatCanBeReadStaysAsItIs() {
    var random = SplitMix64(seed: 7)
    func any() -> Color {
      .rgb(
        UInt8.random(in: 0...255, using: &random), UInt8.random(in: 0...255, using: &random),
        UInt8.random(in: 0...255, using: &random))
    }
    for _ in 0..<20_000 {
      let (color, ground) = (any(), any())
      for least in [1.4, 3, 4.5] {
        guard let before = Color.contrast(color, ground) else { continue }
        let mended = color.readable(on: ground, least)
        if before >= least {
          #expect(mended == color)
        } else {
          let after = Color.contrast(mended, ground) ?? 0
          #expect(after >= least, "\(color) on \(ground): \(mended), \(after)")
          // Not more than a step of the channels beyond what is needed.
          #expect(after < least * 1.25, "\(color) on \(ground): \(mended), \(after)")
        }
        #expect(mended.readable(on: ground, least) == mended)
        if let (old, new) = hues(color, mended) {
          let turn = abs(old - new)
          #expect(min(turn, 6 - turn) < 0.35, "\(color) on \(ground): \(mended)")
        }
      }
    }
    #expect(Color.terminal.readable(on: .black, 3) == .terminal)
    #expect(Color.ansi(3).readable(on: .black, 3) == .ansi(3))
  }

  /// The hues of two colours, 0 to 6; nil where one has hardly any.
  private func hues(_ a: Color, _ b: Color) -> (Double, Double)? {
    func hue(_ color: Color) -> Double? {
      guard case .rgb(let r, let g, let b) = color else { return nil }
      let (red, green, blue) = (Double(r), Double(g), Double(b))
      let (most, spread) = (max(red, green, blue), max(red, green, blue) - min(red, green, blue))
      guard spread > 12 else { return nil }
      if most == red { return ((green - blue) / spread + 6).truncatingRemainder(dividingBy: 6) }
      return most == green ? (blue - red) / spread + 2 : (red - green) / spread + 4
    }
    guard let old = hue(a), let new = hue(b) else { return nil }
    return (old, new)
  }

  @Test func lightAndDarkAreMeasured() {
    let dark = Self.palettes.first { $0.0 == "ramp 0" }?.1 ?? []
    let light = Self.palettes.first { $0.0 == "ramp 1" }?.1 ?? []
    for variant in [nil, "dark", "light"] {
      #expect(Self.scheme("", dark, variant: variant).theme(.western).variant == .dark)
      #expect(Self.scheme("", light, variant: variant).theme(.western).variant == .light)
    }
  }

  @Test func aSchemeWithoutATextColourIsUsedWithAWarning() {
    let equal = Scheme.required.map { "\($0): \"#336699\"\n" }.joined()
    // Of many warnings the first hundred are told.
    let many = Scheme.read(equal + String(repeating: "words\n", count: 5000), id: "many").problems.of("many.yaml")
    #expect(many.count == 101 && many.last?.line == 0 && many.last?.reason.en.contains("4901 more") == true)
    let (scheme, warnings) = Scheme.read("scheme: \"Equal\"\n" + equal, id: "equal")
    #expect(warnings.all.map(\.line) == [7])
    #expect(warnings.all.first?.reason.en.contains("base05") == true)
    #expect(scheme.map { Self.faults($0.theme(.western)) } == [])
    // A little is enough.
    let (_, none) = Scheme.read("base00: \"#000000\"\nbase05: \"#555555\"\n", id: "grey")
    #expect(!none.all.contains { $0.reason.en.contains("can hardly be told") })
  }

  @Test func aSchemeWithMissingColoursCanBeReadToo() {
    for name in Scheme.required {
      for color in ["#000000", "#ffffff", "#808080", "#c03030"] {
        let scheme = Scheme.read("\(name): \"\(color)\"\n", id: "one").scheme
        #expect(scheme.map { Self.faults($0.theme(.western)) } == [], "\(name) \(color)")
      }
    }
  }

  /// Black, white and their bright forms are the background of one palette or another, so no words are in them on it.
  @Test(arguments: UpDown.allCases) func theTerminalsOwnColoursNeverWriteInABackground(upDown: UpDown) {
    let theme = Theme.terminal(upDown)
    for role in Role.allCases {
      for emphasis in Self.emphases {
        let style = theme.style(role, emphasis)
        if case .ansi(let n) = style.foreground {
          #expect(style.background != .terminal || ![0, 7, 8, 15].contains(n), "\(role) \(emphasis.rawValue): \(style)")
          #expect(style.background != style.foreground)
          #expect(!(style.bold && n == 0), "\(role) \(emphasis.rawValue)")
        }
        if case .ansi(let n) = style.background { #expect(n != 8 && n != 0, "\(role) \(emphasis.rawValue)") }
        #expect(!(style.dim && (style.bold || style.reverse)), "\(role) \(emphasis.rawValue)")
      }
    }
    #expect(theme[.muted] == Style(dim: true))
    // Where a block is behind the words both are of the sixteen, on terminals of eight colours too.
    for depth in [ColorDepth.ansi8, .ansi16, .indexed256, .direct(indexed: 8)] {
      let adapted = depth.adapted(theme)
      for role in Role.allCases {
        for emphasis in Self.emphases {
          let style = adapted.style(role, emphasis)
          guard case .ansi(let ground) = style.background, case .ansi(let words) = style.foreground else { continue }
          let contrast = Color.contrast(Palette.guess(Int32(words)), Palette.guess(Int32(ground))) ?? 0
          #expect(contrast >= 3, "\(depth) \(role) \(emphasis.rawValue): \(words) on \(ground)")
          #expect(Int32(ground) == depth.number(of: .ansi(ground), isBackground: true).number, "\(depth) \(role)")
        }
      }
    }
  }
}
