import Canvas
import Testing

@Suite struct ThemeTests {
  @Test func contrastFollowsWCAG() throws {
    #expect(abs((try #require(Color.contrast(.rgb(0, 0, 0), .rgb(255, 255, 255)))) - 21) < 0.001)
    // #777777 on white is the well-known 4.48.
    #expect(abs((try #require(Color.contrast(.rgb(0x77, 0x77, 0x77), .rgb(255, 255, 255)))) - 4.48) < 0.005)
    #expect(Color.contrast(.terminal, .rgb(0, 0, 0)) == nil)
  }

  @Test func hexColours() {
    #expect(Scheme.color("#1d2021") == .rgb(0x1d, 0x20, 0x21))
    #expect(Scheme.color("EBDBB2") == .rgb(0xeb, 0xdb, 0xb2))
    for text in ["", "#12345", "#1234567", "12345g", "#ééé"] { #expect(Scheme.color(text) == nil) }
  }

  @Test func directionColoursFollowTheCountry() {
    #expect(Theme.terminal(.western)[.up].foreground == .ansi(2))
    #expect(Theme.terminal(.western)[.down].foreground == .ansi(1))
    #expect(Theme.terminal(.korean)[.up].foreground == .ansi(1))
    #expect(Theme.terminal(.korean)[.down].foreground == .ansi(4))
    // Direction only: verdicts stay as they are.
    #expect(Theme.terminal(.western)[.met] == Theme.terminal(.korean)[.met])
  }
}
