import Canvas
import Facts
import Terminal
import Testing
import Themes

@Suite struct HeatRampTests {
  private static let heat = Role.allCases.filter { $0.heatStep != nil }

  private static let schemes: [Scheme] = {
    var all: [Scheme] = []
    FactsReader.forEachBundledTheme { name, bytes in
      if let scheme = Scheme.read(String(decoding: bytes, as: UTF8.self), id: name).scheme { all.append(scheme) }
    }
    return all
  }()

  /// Published values: the corners, and CSS Color 4 (8.4) for `green`, oklch(51.975% 0.17686 142.495).
  @Test(
    arguments: [
      (.white, 1, 0, 0), (.black, 0, 0, 0), (.rgb(255, 0, 0), 0.62796, 0.22486, 0.12585),
      (.rgb(0, 128, 0), 0.51975, -0.14030, 0.10768), (.rgb(0, 0, 255), 0.45201, -0.03246, -0.31153),
    ] as [(Color, Double, Double, Double)]) func knownColors(color: Color, lightness: Double, a: Double, b: Double) throws
  {
    let lab = try #require(color.lab)
    #expect(abs(lab.lightness - lightness) < 0.0005 && abs(lab.a - a) < 0.0005 && abs(lab.b - b) < 0.0005, "\(lab)")
  }

  @Test func everyColorIsFoundAgain() {
    for r in stride(from: 0, through: 255, by: 17) {
      for g in stride(from: 0, through: 255, by: 17) {
        for b in stride(from: 0, through: 255, by: 17) {
          let color = Color.rgb(UInt8(r), UInt8(g), UInt8(b))
          #expect(color.lab?.color == color)
        }
      }
    }
    #expect(Color.terminal.lab == nil && Color.distance(.terminal, .black) == nil)
  }

  @Test func whatAScreenCannotShowKeepsItsLightnessAndItsHue() throws {
    for lightness in stride(from: 0.2, through: 0.9, by: 0.1) {
      for (a, b) in [(0.3, 0.0), (-0.3, 0.1), (0.0, -0.3), (0.2, 0.3)] {
        let lab = try #require(OKLab(lightness, a: a, b: b).color.lab)
        #expect(abs(lab.lightness - lightness) < 0.01, "\(lightness) \(a) \(b): \(lab)")
        let nearness = (lab.a * a + lab.b * b) / (lab.chroma * OKLab(0, a: a, b: b).chroma)
        #expect(nearness > 0.98, "\(lightness) \(a) \(b): \(lab)")
      }
    }
  }

  @Test(arguments: UpDown.allCases) func theStepsOfLightnessAreEven(upDown: UpDown) throws {
    for scheme in Self.schemes {
      let theme = scheme.theme(upDown)
      let labs = try Self.heat.map { try #require(theme.style($0, .reverse).background.lab) }
      let steps = zip(labs, labs.dropFirst()).map { $1.lightness - $0.lightness }
      let mean = steps.reduce(0, +) / Double(steps.count)
      // The high end is the farther from the page.
      #expect(abs(mean) > 0.02 && (mean > 0) != scheme.isLight, "\(scheme.name): \(mean)")
      for step in steps { #expect(abs(step - mean) < 0.006, "\(scheme.name): \(steps)") }
      #expect(steps.allSatisfy { ($0 > 0) == (mean > 0) })
      // From the color of a fall to that of a rise, over a gray.
      for (end, role) in [(labs[0], Role.down), (labs[8], .up)] {
        let own = try #require(theme[role].foreground.lab)
        #expect((end.a * own.a + end.b * own.b) / (end.chroma * own.chroma) > 0.97, "\(scheme.name): \(role) \(end)")
      }
      #expect(labs[4].chroma < 0.04 && labs[0].chroma > 0.05 && labs[8].chroma > 0.05, "\(scheme.name) \(labs)")
    }
  }

  @Test(arguments: UpDown.allCases) func fiveEvenStepsIn256Colors(upDown: UpDown) throws {
    for isLight in [false, true] {
      let numbers = HeatRamp.indexed(upDown, isLight: isLight)
      let lightness = try numbers.map { try #require(Palette.color($0).lab).lightness }
      let steps = zip(lightness, lightness.dropFirst()).map { $1 - $0 }
      let mean = steps.reduce(0, +) / 4
      #expect(Set(numbers).count == 5 && (mean > 0) != isLight)
      for step in steps { #expect(abs(step - mean) < 0.02, "\(steps)") }
    }
    for scheme in Self.schemes {
      let theme = ColorDepth.indexed256.adapted(scheme.theme(upDown))
      let colors = Self.heat.map { theme.style($0, .reverse).background }
      #expect(colors == Self.heat.map { Palette.color(HeatRamp.indexed(upDown, isLight: scheme.isLight)[$0.heatStep ?? 0]) })
    }
  }

  @Test(arguments: UpDown.allCases) func fiveStepsWithoutAJumpInSixteenColors(upDown: UpDown) throws {
    let colors = HeatRamp.ansi(upDown)
    let lightness = try colors.map { color in
      guard case .ansi(let n) = color else { return -1.0 }
      return try #require(Palette.guess(Int32(n)).lab).lightness
    }
    #expect(Set(colors).count == 5)
    for (a, b) in zip(lightness, lightness.dropFirst()) { #expect(abs(a - b) < 0.2, "\(lightness)") }
    for theme in [Theme.terminal(upDown)] + Self.schemes.map({ ColorDepth.ansi16.adapted($0.theme(upDown)) }) {
      for role in Self.heat { #expect(theme.style(role, .reverse).background == colors[role.heatStep ?? 0], "\(theme.name)") }
      // The ends are what a fall and a rise are drawn in, or their brighter or darker twins.
      #expect([theme[.down].foreground, theme[.text].foreground].contains(colors[0]) || theme.variant != .terminal)
    }
  }

  @Test func ninePlacesHaveFiveColorsAroundTheMiddle() {
    #expect(Self.heat.map(\.heatStep) == [0, 0, 1, 1, 2, 3, 3, 4, 4])
  }
}
