import Canvas
import Testing
import Themes

@Suite struct ThemePairTests {
  private static func background(_ id: String) throws -> Color {
    let file = try #require(ThemeFiles.all(in: nil).first { $0.id == id })
    return try #require(file.scheme).theme(.western).background
  }

  /// On its own page each is the one.
  @Test(arguments: ThemePair.bundled) func aMemberIsChosenByThePage(pair: ThemePair) throws {
    #expect(pair.member(on: try Self.background(pair.dark)) == pair.dark)
    #expect(pair.member(on: try Self.background(pair.light)) == pair.light)
    #expect(ThemePair.of(pair.dark) == pair && ThemePair.of(pair.light) == pair)
  }

  @Test func graysBetweenThemAndWhatNobodyKnows() {
    let pair = ThemePair(dark: "night", light: "day")
    #expect(
      [Color.black, .rgb(30, 30, 46), .rgb(0, 43, 54), .rgb(100, 100, 100)].map(pair.member)
        == Array(repeating: "night", count: 4))
    #expect(
      [Color.white, .rgb(253, 246, 227), .rgb(200, 200, 200), .rgb(128, 128, 128)].map(pair.member)
        == Array(repeating: "day", count: 4))
    #expect(pair.member(on: .terminal) == "night" && pair.member(on: .ansi(7)) == "night")
    #expect(ThemePair.of("nord") == nil && ThemePair.of("terminal") == nil)
  }
}
