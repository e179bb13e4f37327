import Analysis
import App
import Canvas
import Format
import Foundation
import Model
import Panels
import References
import Testing

@Suite struct FrameTests {
  static let moments = [
    "2018-01-01", "2019-04-24T16:05ET", "2022-06-30", "2023-07-19T16:05ET", "2023-07-20T16:00ET", "2026-10-02",
  ]

  @Test(arguments: PanelID.all, Language.allCases) func everySizeDrawsWithoutLeavingTheGrid(
    panel: PanelID, language: Language
  ) throws {
    for moment in Self.moments {
      let app = Dashboard(book: Record.book, state: try Record.state(panel, language, at: moment), now: Record.now)
      for height in 0...20 { for width in 0...60 { _ = app.frame(Size(width, height)) } }
      for size in [
        Size(61, 17), Size(79, 23), Size(99, 30), Size(100, 30), Size(159, 45), Size(160, 16), Size(60, 50), Size(300, 100),
      ] {
        expectSound(app.frame(size), "\(panel.rawValue) \(size) \(moment)")
      }
    }
  }

  @Test(arguments: PanelID.all) func aPanelDrawsIntoAnyRectangle(panel: PanelID) throws {
    for moment in ["2018-01-01", "2023-07-20T16:00ET", "2026-10-02"] {
      var state = try Record.state(panel, .ko, at: moment)
      let analysis = Analysis(try Record.snapshot(moment))
      for view in 0..<max(1, panel.panel.views.count) {
        state.views[panel] = view
        let context = DrawContext(analysis, state)
        for height in 0...22 {
          for width in stride(from: 0, through: 62, by: 2) {
            var canvas = Canvas(Size(width, height))
            panel.panel.draw(context, in: canvas.bounds, on: &canvas)
          }
        }
      }
    }
  }

  @Test(arguments: PanelID.all, Language.allCases) func everyItemCanBeSelectedAndExplained(
    panel: PanelID, language: Language
  ) throws {
    for moment in ["2023-07-20T16:00ET", "2026-10-02"] {
      var state = try Record.state(panel, language, at: moment)
      for view in 0..<max(1, panel.panel.views.count) {
        state.views[panel] = view
        let analysis = Dashboard(book: Record.book, state: state, now: Record.now).analysis
        let items = panel.panel.items(DrawContext(analysis, state))
        for i in items.indices {
          state.cursors[panel] = i
          state.overlay = nil
          let plain = frame(analysis, state, Size(120, 40))
          #expect(
            plain.cells.contains { $0.emphasis.contains(.selected) },
            "\(panel.rawValue) view \(view): nothing shows that item \(i) (\(items[i].label.en)) is selected")
          for overlay in [Overlay.source, .detail] {
            state.overlay = overlay
            expectWholeGlyphs(frame(analysis, state, Size(80, 24)), "\(panel.rawValue) item \(i)")
          }
        }
      }
    }
  }

  @Test(arguments: PanelID.all, Language.allCases) func goldenFrames(panel: PanelID, language: Language) throws {
    let state = try Record.state(panel, language, at: "2023-07-20T16:00ET")
    let app = Dashboard(book: Record.book, state: state, now: Record.now)
    for size in [Size(80, 24), Size(120, 40), Size(200, 50)] {
      let canvas = app.frame(size)
      expectSound(canvas, "\(panel.rawValue) \(size)")
      try expectGolden("\(panel.rawValue)-\(size.width)x\(size.height)-\(language.rawValue)", canvas.textWithoutTabs)
    }
  }

  /// The tab strip of all panels: no other golden frame changes where a panel is added.
  @Test(arguments: Language.allCases) func goldenTabs(language: Language) throws {
    var strips: [String] = []
    for (currency, moment) in [(Currency.usd, "2023-07-20T16:00ET"), (.krw, nil)] {
      var state = try Record.state(.overview, language, at: moment)
      state.currency = currency
      let app = Dashboard(book: Record.book, state: state, now: Record.now)
      for width in [60, 80, 120, 200] {
        strips.append(String(app.frame(Size(width, 24)).plainText().split(separator: "\n", omittingEmptySubsequences: false)[1]))
      }
    }
    try expectGolden("tabs-\(language.rawValue)", strips.joined(separator: "\n") + "\n")
  }

  /// The picture at the head of the README is one of the golden frames.
  @Test func theReadmeShowsTheOverviewOfToday() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
    let state = try Record.state(.overview, .en, at: "2023-07-20T16:00ET")
    let frame = Dashboard(book: Record.book, state: state, now: Record.now).frame(Size(120, 40)).plainText()
    #expect(page.contains("```text\n\(frame)```"), "paste it anew: \n\(frame)")
  }

  @Test(arguments: Language.allCases) func goldenViewsOfTheIndex(language: Language) throws {
    // The rules and the trade before the new weights are published, and with another price.
    var state = try Record.state(.index, language, at: "2023-07-10")
    for (view, size) in [(1, Size(120, 40)), (1, Size(80, 24)), (2, Size(80, 24)), (3, Size(80, 24))] {
      state.views[.index] = view
      if view == 3 { state.index.priceChange = 5 }
      let canvas = Dashboard(book: Record.book, state: state, now: Record.now).frame(size)
      expectSound(canvas, "index view \(view) \(size)")
      try expectGolden("index-\(view)-\(size.width)x\(size.height)-\(language.rawValue)", canvas.textWithoutTabs)
    }
  }

  @Test(arguments: Language.allCases) func goldenViewsOfValue(language: Language) throws {
    // A scenario built from drivers, which the panel's own golden frames, of the notes, do not show.
    var state = try Record.state(.value, language, at: "2026-10-05")
    state.scenario = "base"
    let frames = [
      (0, Size(120, 40)), (1, Size(80, 24)), (2, Size(80, 24)), (3, Size(80, 24)), (3, Size(120, 40)), (4, Size(80, 24)),
    ]
    for (view, size) in frames {
      state.views[.value] = view
      let canvas = Dashboard(book: Record.book, state: state, now: Record.now).frame(size)
      expectSound(canvas, "value view \(view) \(size)")
      try expectGolden("value-base-\(view)-\(size.width)x\(size.height)-\(language.rawValue)", canvas.textWithoutTabs)
    }
  }

  @Test(arguments: Language.allCases) func goldenHelpAndSource(language: Language) throws {
    var state = try Record.state(.overview, language, at: "2023-07-20T16:00ET")
    state.overlay = .help(query: nil)
    try expectGolden(
      "help-120x40-\(language.rawValue)",
      Dashboard(book: Record.book, state: state, now: Record.now).frame(Size(120, 40)).textWithoutTabs)
    state.overlay = .source
    state.cursors[.overview] = 1
    try expectGolden(
      "source-80x24-\(language.rawValue)",
      Dashboard(book: Record.book, state: state, now: Record.now).frame(Size(80, 24)).textWithoutTabs)
  }

  @Test func belowTheSmallestSizeItSaysSo() throws {
    let app = Dashboard(book: Record.book, state: try Record.state(.overview, .en), now: Record.now)
    #expect(app.frame(Size(59, 15)).plainText().contains("tsla-tui needs 60x16"))
  }

  @Test func anOldPriceIsCalledOld() throws {
    let app = Dashboard(book: Record.book, state: try Record.state(.overview, .en), now: Record.now)
    #expect(app.frame(Size(120, 40)).plainText().contains("days old"))
    let fresh = Dashboard(book: Record.book, state: try Record.state(.overview, .en, at: "2023-07-20T16:00ET"), now: Record.now)
    #expect(!fresh.frame(Size(120, 40)).plainText().contains("days old"))
  }
}

/// Every wide glyph is whole.
func expectWholeGlyphs(_ canvas: Canvas, _ what: String, _ location: SourceLocation = #_sourceLocation) {
  #expect(canvas.halvedGlyphs == 0, "\(what): halves of wide glyphs", sourceLocation: location)
}

/// Wide glyphs are whole, and each box has its right and lower edge in line: nothing has pushed or covered them.
func expectSound(_ canvas: Canvas, _ what: String, _ location: SourceLocation = #_sourceLocation) {
  expectWholeGlyphs(canvas, what, location)
  func glyph(_ x: Int, _ y: Int) -> Unicode.Scalar { canvas[x, y]?.character ?? " " }
  for y in 0..<canvas.size.height {
    for x in 0..<canvas.size.width where glyph(x, y) == "╭" {
      var (right, bottom) = (x + 1, y + 1)
      while right < canvas.size.width, !["╮", "╭"].contains(glyph(right, y)) { right += 1 }
      while bottom < canvas.size.height, ["│", "├", "┤"].contains(glyph(x, bottom)) { bottom += 1 }
      // A connection of the map turns a corner too; a box has both of its left corners and its upper right one.
      guard glyph(right, y) == "╮", glyph(x, bottom) == "╰" else { continue }
      let edge = (y + 1..<bottom).filter { !["│", "┤", "├", "↑", "↓"].contains(glyph(right, $0)) }
      #expect(edge.isEmpty, "\(what): box at \(x),\(y) lacks its right edge in rows \(edge)", sourceLocation: location)
      #expect(
        ["╯", "┤", "┴"].contains(glyph(right, bottom)), "\(what): box at \(x),\(y) has no lower right corner",
        sourceLocation: location)
    }
  }
}

extension Canvas {
  /// The frame as text, an empty line in the place of the tab strip, which shows every panel there is.
  fileprivate var textWithoutTabs: String {
    var lines = plainText().split(separator: "\n", omittingEmptySubsequences: false)
    lines[1] = ""
    return lines.joined(separator: "\n")
  }
}
