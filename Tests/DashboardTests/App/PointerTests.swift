import App
import Canvas
import Model
import Panels
import Testing

/// What a mouse does, by what is drawn where.
@Suite struct PointerTests {
  private func dashboard(_ panel: PanelID, _ moment: String? = "2026-10-05", _ size: Size = Size(120, 40)) throws -> Dashboard {
    var state = try Record.state(panel, .en, at: moment)
    state.scenario = "base"
    let app = Dashboard(book: Record.book, state: state, now: Record.now)
    _ = app.frame(size)
    return app
  }

  /// The middle of the first place that leads to something.
  private func place(of hit: Hit, _ app: Dashboard, _ size: Size = Size(120, 40)) throws -> (x: Int, y: Int) {
    let canvas = app.frame(size)
    for y in 0..<size.height {
      for x in 0..<size.width where canvas.regions.top(at: x, y)?.hit == hit { return (x, y) }
    }
    throw Missing(hit: hit)
  }
  private struct Missing: Error { var hit: Hit }

  @Test func tabsAndFooterKeys() throws {
    var app = try dashboard(.overview)
    for panel in PanelID.all {
      let (x, y) = try place(of: .command("panel." + panel.rawValue), app)
      #expect(y == 1)
      _ = app.point(.press, x, y, now: Record.now)
      #expect(app.state.panel == panel)
    }
    let (x, y) = try place(of: .command("time.forward"), app)
    #expect(y == 39)
    let before = app.snapshot.asOf
    _ = app.point(.press, x, y, now: Record.now)
    #expect(app.snapshot.asOf > before)
    let quit = try place(of: .command("app.quit"), app)
    #expect(app.point(.press, quit.x, quit.y, now: Record.now) == .exit)
  }

  /// Whatever a place says it is, a press there selects exactly that, in every panel, view and size.
  @Test(arguments: PanelID.all) func aPressSelectsTheItemThatIsDrawnThere(panel: PanelID) throws {
    var pressed = 0
    for size in [Size(80, 24), Size(120, 40), Size(200, 50)] {
      for view in 0..<max(1, panel.panel.views.count) {
        var app = try dashboard(panel, "2026-10-05", size)
        var state = app.state
        state.open(view: view, of: panel)
        app = Dashboard(book: Record.book, state: state, now: Record.now)
        for region in Set(app.frame(size).regions.map(\.hit)) {
          guard case .item(let view, let index) = region, !(panel == .eps && view == 4) else { continue }
          // What is selected already is opened.
          if view == app.state.view(of: panel), index == app.drawContext.cursor(panel.panel, Int.max) { continue }
          let (x, y) = try place(of: region, app, size)
          var after = app
          _ = after.point(.press, x, y, now: Record.now)
          #expect(after.state.view(of: panel) == view)
          #expect(after.state.cursors[panel] == index, "\(panel.rawValue) \(view) \(index)")
          // It stays under the pointer, also while the cursor goes on from it, so that a second press opens it.
          if panel.panel.isInSight(view, app.drawContext) {
            #expect(after.frame(size).regions.top(at: x, y)?.hit == region, "\(panel.rawValue) \(size) \(region) runs away")
          }
          // It is an item that the panel has.
          #expect(index < panel.panel.items(after.drawContext).count)
          pressed += 1
        }
      }
    }
    #expect(pressed > 8, "\(pressed)")
  }

  /// After a press the cursor moves within what is in sight, and only at its edge the list scrolls, line by line.
  @Test func aListScrollsAtItsEdges() throws {
    var app = try dashboard(.timeline, "2026-10-05")
    let hit = try #require(app.frame(Size(120, 40)).regions.map(\.hit).last { if case .item(0, _) = $0 { true } else { false } })
    guard case .item(_, let pressed) = hit else { return }
    let (x, y) = try place(of: hit, app)
    _ = app.point(.press, x, y, now: Record.now)
    func row(of index: Int) -> Int? {
      let places = app.frame(Size(120, 40)).regions.filter { $0.hit == .item(view: 0, index: index) }
      return places.first?.rect.y
    }
    #expect(row(of: pressed) == y)
    _ = app.press("k", now: Record.now)
    let above = try #require(row(of: pressed - 1))
    #expect(above < y && row(of: pressed) == y)
    // Another moment has other rows.
    _ = app.press("[", now: Record.now)
    #expect(app.state.anchor == nil)
  }

  @Test func aSecondPressOpens() throws {
    var app = try dashboard(.claims)
    let (x, y) = try place(of: .item(view: 0, index: 3), app)
    _ = app.point(.press, x, y, now: Record.now)
    #expect(app.state.cursors[.claims] == 3 && app.state.overlay == nil)
    _ = app.point(.press, x, y, now: Record.now)
    #expect(app.state.overlay == .detail)
    // Beside the window it closes, on it nothing happens.
    _ = app.frame(Size(120, 40))
    _ = app.point(.press, 60, 20, now: Record.now)
    #expect(app.state.overlay == .detail)
    _ = app.point(.press, 0, 20, now: Record.now)
    #expect(app.state.overlay == nil)
  }

  @Test func cellsOfTheHeatMapAndBarsOfQuarters() throws {
    var app = try dashboard(.eps, "2023-07-20T16:00ET")
    let cells = app.frame(Size(120, 40)).regions.compactMap { region -> Hit? in
      if case .cell = region.hit { region.hit } else { nil }
    }
    #expect(cells.count > 20)
    let cell = try #require(cells.first)
    guard case .cell(let view, let x, let y) = cell else { return }
    let spot = try place(of: cell, app)
    _ = app.point(.press, spot.x, spot.y, now: Record.now)
    #expect(app.state.view(of: .eps) == view && app.state.eps.cell == HeatMap.Cell(x: x, y: y))

    var state = app.state
    state.open(view: 4, of: .eps)
    app = Dashboard(book: Record.book, state: state, now: Record.now)
    let bars = app.frame(Size(120, 40)).regions.filter { if case .item(4, _) = $0.hit { true } else { false } }
    let bar = try #require(bars.first)
    _ = app.point(.press, bar.rect.x, bar.rect.y + 1, now: Record.now)
    #expect(app.state.eps.target != nil)
    // In a smaller window it is in sight all the same.
    let wide = try #require(app.frame(Size(200, 50)).regions.last { if case .item(4, _) = $0.hit { true } else { false } })
    _ = app.point(.press, wide.rect.x, wide.rect.y + 1, now: Record.now)
    for width in [199, 120, 80, 60] { #expect(app.frame(Size(width, 50)).regions.contains { $0.hit == wide.hit }, "\(width)") }
  }

  @Test func aDragOnThePriceChartMeasures() throws {
    var app = try dashboard(.overview)
    let chart = try #require(app.frame(Size(120, 40)).regions.first { if case .stretch = $0.hit { true } else { false } }).rect
    _ = app.point(.press, chart.x, chart.y, now: Record.now)
    #expect(app.state.overview.measured == nil)
    _ = app.point(.drag, chart.maxX - 1, chart.y + 1, now: Record.now)
    let days = try #require(app.state.overview.measured)
    #expect(days.upperBound == Day(civil: 2026, 10, 5))
    let text = app.frame(Size(120, 40)).plainText()
    #expect(text.contains("→ 378.73 USD") && text.contains("%"))
    // Beyond the chart it goes on to its edge; after the release nothing more is measured.
    _ = app.point(.drag, 0, 0, now: Record.now)
    _ = app.point(.release, 0, 0, now: Record.now)
    _ = app.point(.drag, chart.x + 5, chart.y, now: Record.now)
    #expect(app.state.overview.measured == nil)
  }

  @Test func theWheelMovesTheCursorAndScrolls() throws {
    var app = try dashboard(.claims)
    _ = app.point(.wheelDown, 5, 12, now: Record.now)
    #expect(app.state.cursors[.claims] == 1)
    _ = app.point(.wheelUp, 5, 12, now: Record.now)
    #expect(app.state.cursors[.claims] == 0)
    _ = app.press("?", now: Record.now)
    _ = app.point(.wheelDown, 5, 12, now: Record.now)
    #expect(app.state.overlayScroll == 1)
  }

  @Test func rowsOfThePalette() throws {
    var app = try dashboard(.overview)
    _ = app.press(":", now: Record.now)
    app.paste("open", now: Record.now)
    let (x, y) = try place(of: .row(1), app)
    guard case .palette(let palette) = app.state.overlay else { return }
    let second = palette.hits([])[1].target
    _ = app.point(.press, x, y, now: Record.now)
    #expect(app.state.overlay != .palette(palette) && app.state.recent.first == second)
  }

  /// What the footer shows over a text is the key that works there; what was typed stays.
  @Test func theFooterOverWhatIsTyped() throws {
    var app = try dashboard(.overview)
    _ = app.press("@", now: Record.now)
    app.paste("2024-04-23", now: Record.now)
    let help = try place(of: .command("app.help"), app)
    _ = app.point(.press, help.x, help.y, now: Record.now)
    guard case .prompt(let prompt) = app.state.overlay else {
      Issue.record("the prompt is gone")
      return
    }
    #expect(prompt.text == "2024-04-23")
    let accept = try place(of: .command("item.open"), app)
    _ = app.point(.press, accept.x, accept.y, now: Record.now)
    #expect(app.state.overlay == nil && app.state.moment == .at(Instant(endOf: Day(civil: 2024, 4, 23))))
    // In the palette as well, and on the settings its arrows.
    _ = app.press(":", now: Record.now)
    app.paste("open Claims", now: Record.now)
    let open = try place(of: .command("item.open"), app)
    _ = app.point(.press, open.x, open.y, now: Record.now)
    #expect(app.state.panel == .claims)
    _ = app.press(",", now: Record.now)
    let down = try place(of: .command("cursor.down"), app)
    _ = app.point(.press, down.x, down.y, now: Record.now)
    #expect(app.state.overlay == .settings(1))
  }

  /// "Enter open" in the footer, and a second press, do what Enter does on the panel, whatever key the user has given to opening.
  @Test func openingIsThePanelsOwn() throws {
    let keys = KeysFile("item.open: F2", for: Registry.dashboard.commands).keys
    let registry = Registry(panels: Registry.dashboardPanels, keys: keys)
    var app = Dashboard(registry, book: Record.book, state: try Record.state(.overview, .en, at: "2026-10-05"), now: Record.now)
    for _ in 0..<4 { _ = app.press(.tab, now: Record.now) }
    let footer = try place(of: .command("item.open"), app)
    _ = app.point(.press, footer.x, footer.y, now: Record.now)
    #expect(app.state.panel == .eps)
    _ = app.press("8", now: Record.now)
    let row = try place(of: .item(view: 0, index: 2), app)
    for _ in 0..<2 { _ = app.point(.press, row.x, row.y, now: Record.now) }
    #expect(app.state.overlay == .detail)
  }

  @Test func aPressOnThePriceChartSelectsItsTile() throws {
    var app = try dashboard(.overview)
    _ = app.press(.tab, now: Record.now)
    let chart = try #require(app.frame(Size(120, 40)).regions.first { if case .stretch = $0.hit { true } else { false } }).rect
    _ = app.point(.press, chart.x + 4, chart.y, now: Record.now)
    _ = app.point(.release, chart.x + 4, chart.y, now: Record.now)
    #expect(app.state.cursors[.overview] == 0 && app.state.overview.measured == nil)
    // What was measured belongs to the moment.
    _ = app.point(.press, chart.x, chart.y, now: Record.now)
    _ = app.point(.drag, chart.maxX - 1, chart.y, now: Record.now)
    #expect(app.state.overview.measured != nil)
    _ = app.press("{", now: Record.now)
    #expect(app.state.overview.measured == nil)
  }
}
