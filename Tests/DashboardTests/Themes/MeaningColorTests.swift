import Canvas
import Facts
import Terminal
import Testing
import Themes

/// Colors that mean two things are two colors, in every theme that is shipped, on every kind of terminal.
@Suite struct MeaningColorTests {
  private static let schemes: [Scheme] = {
    var all: [Scheme] = []
    FactsReader.forEachBundledTheme { name, bytes in
      if let scheme = Scheme.read(String(decoding: bytes, as: UTF8.self), id: name).scheme { all.append(scheme) }
    }
    return all
  }()

  /// A kind of terminal, with how far apart its colors must be (OKLab; 0.02 can just be told apart).
  private static let depths: [(depth: ColorDepth, least: Double)] = [
    (.direct(indexed: 8), 0.08), (.indexed256, 0.06), (.ansi16, 0.08),
  ]

  /// What a terminal shows; of the sixteen, what it probably shows.
  private func shown(_ color: Color) -> Color {
    if case .ansi(let n) = color { return Palette.guess(Int32(n)) }
    return color
  }

  private func distance(_ theme: Theme, _ a: Role, _ b: Role, _ ground: Emphasis = []) -> Double {
    Color.distance(shown(theme.style(a, ground).foreground), shown(theme.style(b, ground).foreground)) ?? 0
  }

  @Test(arguments: UpDown.allCases) func aRiseAndAFallAreNothingElse(upDown: UpDown) {
    #expect(Self.schemes.count >= 11)
    for scheme in Self.schemes {
      for (depth, least) in Self.depths {
        let theme = depth.adapted(scheme.theme(upDown))
        // Neither green nor cyan nor yellow of the sixteen can be read on white: what has such a color is written as text there.
        let isWritten = { (role: Role) in depth == .ansi16 && theme[role].foreground == theme[.text].foreground }
        for role in [Role.up, .down] {
          for other in [Role.up, .down, .accent, .chart, .chartAlternate, .text, .claim, .estimate] where role != other {
            if scheme.isLight, isWritten(role) || isWritten(other), other != .up, other != .down { continue }
            let found = distance(theme, role, other)
            #expect(found >= least, "\(scheme.name), \(depth): \(role) and \(other): \(found)")
          }
        }
      }
    }
  }

  /// Also under the cursor and on the bars, whose grounds move colors.
  @Test(arguments: UpDown.allCases) func theyStayApartOnOtherGrounds(upDown: UpDown) {
    for scheme in Self.schemes {
      let theme = scheme.theme(upDown)
      for ground in [Emphasis.selected, .bar] {
        for (a, b) in [(Role.up, Role.down), (.up, .accent), (.down, .accent), (.up, .text), (.down, .text)] {
          let found = distance(theme, a, b, ground)
          #expect(found >= 0.06, "\(scheme.name): \(a) and \(b) on \(ground.rawValue): \(found)")
        }
      }
    }
  }

  /// A lighter blue is still a blue: bars have another hue than a fall, or hardly one.
  @Test(arguments: UpDown.allCases) func barsHaveAnotherHueThanARiseAndAFall(upDown: UpDown) throws {
    for scheme in Self.schemes {
      let theme = scheme.theme(upDown)
      for role in [Role.accent, .chart, .chartAlternate] {
        for direction in [Role.up, .down] {
          var (a, b) = (try #require(theme[role].foreground.lab), try #require(theme[direction].foreground.lab))
          (a.lightness, b.lightness) = (0, 0)
          #expect(a.distance(to: b) >= 0.055, "\(scheme.name): \(role) and \(direction)")
        }
      }
    }
  }

  @Test(arguments: UpDown.allCases) func claimsAndEstimatesAreTwoThings(upDown: UpDown) {
    for scheme in Self.schemes {
      let theme = scheme.theme(upDown)
      for (a, b) in [(Role.claim, Role.estimate), (.claim, .accent), (.claim, .text), (.estimate, .text), (.accent, .text)] {
        #expect(distance(theme, a, b) >= 0.07, "\(scheme.name): \(a) and \(b): \(distance(theme, a, b))")
      }
    }
  }

  @Test(arguments: UpDown.allCases) func everyRoleCanBeReadOnThePage(upDown: UpDown) {
    for scheme in Self.schemes {
      for (depth, _) in Self.depths {
        let theme = depth.adapted(scheme.theme(upDown))
        for role in Role.allCases {
          let contrast = Color.contrast(shown(theme[role].foreground), shown(theme[role].background)) ?? 0
          let least = depth == .ansi16 ? min(3, role.leastContrast) : role.leastContrast
          #expect(contrast >= least, "\(scheme.name), \(depth), \(role): \(contrast)")
        }
      }
    }
  }

  @Test func theHuesAreThoseOfTheCountry() throws {
    // Tokyo Night's base08 is a white, Rosé Pine's base0B a blue, Dracula's base0D a purple.
    for scheme in Self.schemes {
      for (upDown, up, down) in [(UpDown.western, 142.0, 25.0), (.korean, 25, 257)] {
        let theme = scheme.theme(upDown)
        for (role, hue) in [(Role.up, up), (.down, down)] {
          let lab = try #require(theme[role].foreground.lab)
          let (a, b) = Self.direction(hue)
          #expect((lab.a * a + lab.b * b) / lab.chroma > 0.74, "\(scheme.name) \(upDown) \(role)")
        }
      }
    }
  }

  private static func direction(_ degrees: Double) -> (Double, Double) {
    switch degrees {
    case 25: (0.906, 0.423)
    case 142: (-0.788, 0.616)
    default: (-0.225, -0.974)
    }
  }

  @Test func theTerminalsOwnColorsMeanOneThing() {
    for upDown in UpDown.allCases {
      let theme = Theme.terminal(upDown)
      for role in [Role.up, .down] {
        for other in [Role.up, .down, .accent, .chart, .chartAlternate, .text, .claim, .estimate, .key] where role != other {
          #expect(theme[role].foreground != theme[other].foreground, "\(upDown): \(role) and \(other)")
        }
      }
    }
  }
}
