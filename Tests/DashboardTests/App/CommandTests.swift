import App
import Canvas
import Format
import FuzzDrivers
import Model
import Panels
import Testing

/// Every command can be reached, does something or says why it cannot, in every panel and both languages.
@Suite struct CommandTests {
  private static let moments = ["2018-01-01", "2023-07-20T16:00ET", nil]

  /// States of a panel: each of its views at a few moments.
  private func dashboards(_ panel: PanelID, _ language: Language) throws -> [Dashboard] {
    try Self.moments.flatMap { moment in
      try (0..<max(1, panel.panel.views.count)).map { view in
        var state = try Record.state(panel, language, at: moment)
        state.open(view: view, of: panel)
        state.scenario = "base"
        let app = Dashboard(book: Record.book, state: state, now: Record.now)
        _ = app.frame(Size(120, 40))
        return app
      }
    }
  }

  /// What a cursor at the end of its list, or a scroll at the top, has no words for.
  private static let silent: Set<CommandID> = [
    "cursor.up", "cursor.down", "cursor.left", "cursor.right", "cursor.first", "cursor.last", "cursor.page.up",
    "cursor.page.down",
    "app.close",
  ]

  @Test(arguments: PanelID.all, Language.allCases) func everyCommandDoesSomethingOrSaysWhy(panel: PanelID, language: Language)
    throws
  {
    for app in try dashboards(panel, language) {
      for command in Registry.dashboard.commands {
        var after = app
        let effect = after.perform(command.id, now: Record.now)
        // A command of another panel may lead back here.
        if let home = command.place.panel, home != panel, after.state.panel == panel { continue }
        let isSilent = effect == nil && after.state == app.state && after.state.notice == nil
        #expect(
          !isSilent || Self.silent.contains(command.id) || command.id.name == "panel." + panel.rawValue,
          "\(command.id.name) on \(panel.rawValue) view \(app.state.view(of: panel)) at \(app.snapshot.asOf.iso)")
        if let notice = after.state.notice { #expect(!notice.text[language].isEmpty) }
        // What lies over the panel and the footer stay within the screen.
        if after.state.overlay != nil { #expect(after.frame(Size(80, 24)).isWhole, "\(command.id.name)") }
      }
    }
  }

  @Test(arguments: PanelID.all) func everyKeyDoesSomethingOrSaysWhereItWorks(panel: PanelID) throws {
    let chords = Set(Registry.dashboard.commands.flatMap(\.keys)).subtracting([.escape])
    for app in try dashboards(panel, .en) {
      for chord in chords {
        var after = app
        let effect = after.press(chord, now: Record.now)
        let command = Registry.dashboard.command(for: chord, on: panel, view: app.state.view(of: panel))
        if let command, Self.silent.contains(command.id) || command.id.name == "panel." + panel.rawValue { continue }
        #expect(effect != nil || after.state != app.state, "\(chord.label) on \(panel.rawValue)")
      }
    }
  }

  @Test func aKeyWithoutACommandHereSaysWhereItWorks() throws {
    var app = try #require(try dashboards(.overview, .en).last)
    _ = app.press("x", now: Record.now)
    #expect(app.state.notice?.text.en == "x works on EPS (4), Value (5), Claims (8)")
    #expect(app.state.notice?.text.ko == "x 키를 쓰는 곳: EPS (4), 가치 (5), 주장 (8)")
    _ = app.press("&", now: Record.now)
    #expect(app.state.notice?.text.en == "& has no command; ? lists the keys, : finds commands")
  }

  /// By its key, and through the palette from any panel, by typing its name.
  @Test(arguments: Language.allCases) func everyCommandIsFoundInThePalette(language: Language) throws {
    for panel in PanelID.all {
      var app = try #require(try dashboards(panel, language).last)
      _ = app.press(":", now: Record.now)
      for command in Registry.dashboard.commands where command.id != .palette {
        guard case .palette(var palette) = app.state.overlay else {
          Issue.record("no palette on \(panel.rawValue)")
          return
        }
        palette.query = command.help[language]
        #expect(
          palette.hits([]).contains { $0.target == .command(command.id) },
          "\(command.id.name) from \(panel.rawValue): \(palette.query)")
      }
    }
  }

  /// A press on what is drawn of a command, in tabs, footer and help, does what its key does, in every panel and both languages.
  @Test(arguments: PanelID.all, Language.allCases) func everyCommandOnScreenIsPressed(panel: PanelID, language: Language) throws {
    for app in try dashboards(panel, language) {
      var pressed: Set<CommandID> = []
      func press(_ region: Region, _ id: CommandID, on shown: Dashboard) {
        var (byMouse, byName) = (shown, app)
        let effects = (
          byMouse.point(.press, region.rect.x, region.rect.y, now: Record.now), byName.perform(id, now: Record.now)
        )
        // Two lists of a palette or of steps to undo are never the same, but look it.
        let isSame =
          byMouse.state == byName.state
          || byMouse.frame(Size(80, 24)).plainText() == byName.frame(Size(80, 24)).plainText()
        #expect(effects.0 == effects.1 && isSame, "\(id.name) on \(panel.rawValue)")
        pressed.insert(id)
      }
      for region in app.frame(Size(200, 50)).regions {
        _ = app.frame(Size(200, 50))
        if case .command(let name) = region.hit { press(region, CommandID(name), on: app) }
      }
      // The footer says a key for each command that it names.
      #expect(pressed.count > PanelID.all.count)
      var help = app
      _ = help.perform("app.help", now: Record.now)
      for _ in 0..<8 {
        for region in help.frame(Size(120, 40)).regions {
          _ = help.frame(Size(120, 40))
          if case .row(let row) = region.hit { press(region, Registry.dashboard.commands[row].id, on: help) }
        }
        for _ in 0..<4 { _ = help.point(.wheelDown, 60, 20, now: Record.now) }
      }
      // All that the help lists for this panel.
      for command in Registry.dashboard.commands where command.place.panel == panel && !command.keys.isEmpty {
        #expect(pressed.contains(command.id), "\(command.id.name)")
      }
    }
  }

  @Test func theBoxesOfAPageTakeTurns() throws {
    var app = Dashboard(book: Record.book, state: try Record.state(.eps, .en), now: Record.now)
    func views(_ keys: [Chord], _ size: Size) -> [Int] {
      _ = app.frame(size)
      return keys.map { key in
        _ = app.press(key, now: Record.now)
        return app.state.view(of: .eps)
      }
    }
    // All six are in sight: Tab goes through them, v has nothing else to show.
    #expect(Set(views([.tab, .tab, .tab, .tab, .tab, .tab], Size(200, 50))) == [0, 1, 2, 3, 4, 5])
    #expect(views(["v"], Size(200, 50)) == [0])
    #expect(app.state.notice?.text.en.contains("all of EPS is in sight") == true)
    // Three of six.
    #expect(views([.tab, .tab, .tab, .backTab], Size(120, 40)) == [1, 2, 0, 2])
    #expect(views(["v", .tab, "v"], Size(120, 40)) == [3, 4, 0])
    // One.
    #expect(views(["v", "v", "V"], Size(80, 24)) == [1, 2, 1])
    #expect(views([.tab], Size(80, 24)) == [1])
    #expect(app.state.notice?.text.en == "no other box here has a cursor; v shows another")
  }

  @Test(arguments: PanelID.all) func theFocusGoesThroughTheBoxesAndBack(panel: PanelID) throws {
    for var app in try dashboards(panel, .en) {
      for size in [Size(80, 24), Size(120, 40), Size(200, 50)] {
        _ = app.frame(size)
        let start = (app.state.view(of: panel), app.state.cursors[panel])
        _ = app.press(.tab, now: Record.now)
        guard app.state.notice == nil, panel.panel.lack(of: start.0, app.drawContext) == nil else { continue }
        _ = app.press(.backTab, now: Record.now)
        #expect(app.state.view(of: panel) == start.0, "\(panel.rawValue) \(size)")
      }
    }
  }

  @Test func enterOpensWhatATileSumsUp() throws {
    let context = DrawContext(try Record.snapshot("2026-10-05"), try Record.state(.overview, .en, at: "2026-10-05"))
    var opened: Set<PanelID> = []
    for (place, _) in OverviewPanel.items(context).enumerated() {
      var state = context.state
      state.cursors[.overview] = place
      var app = Dashboard(book: Record.book, state: state, now: Record.now)
      _ = app.press(.enter, now: Record.now)
      #expect(app.state.panel != .overview)
      opened.insert(app.state.panel)
    }
    #expect(opened.isSuperset(of: [.ess, .eps, .value, .chain, .claims, .index]))
  }

  @Test func goingToAMoment() throws {
    func go(_ text: String) throws -> Dashboard {
      var app = Dashboard(book: Record.book, state: try Record.state(.overview, .en), now: Record.now)
      _ = app.press("@", now: Record.now)
      app.paste(text, now: Record.now)
      _ = app.press(.enter, now: Record.now)
      return app
    }
    #expect(try go("2023Q2").snapshot.asOf.iso == "2023-07-19T20:05Z")
    #expect(try go("go to 23q2 results").snapshot.asOf.iso == "2023-07-19T20:05Z")
    #expect(try go("2024-04-23").state.moment == .at(Instant(endOf: Day(civil: 2024, 4, 23))))
    #expect(try go("2023-07-19t16:04et").snapshot.asOf.iso == "2023-07-19T20:04Z")
    #expect(try go("now").state.moment == .now)
    // As people write days, times and quarters.
    for text in [
      "19 Jul 2023", "jul 19, 2023", "July 19th 2023", "7/19/2023", "19/7/2023", "2023/7/19", "2023. 7. 19.", "2023년 7월 19일",
      "23년 7월 19일",
    ] {
      #expect(try go(text).state.moment == .at(Instant(endOf: Day(civil: 2023, 7, 19))), "\(text)")
    }
    for text in ["19 jul", "7월 19일", "7/19"] {
      #expect(try go(text).state.moment == .at(Instant(endOf: Day(civil: 2026, 7, 19))), "\(text)")
    }
    #expect(try go("12월 25일").state.moment == .at(Instant(endOf: Day(civil: 2025, 12, 25))))
    for text in [
      "2023-07-19 16:05", "2023-07-19 16:05 New York", "19 Jul 2023 4:05 PM", "2023년 7월 20일 05:05 서울", "2023년 7월 20일 오전 5:05 서울",
    ] {
      #expect(try go(text).snapshot.asOf.iso == "2023-07-19T20:05Z", "\(text)")
    }
    for text in ["2Q23", "2q2023", "Q2 2023", "2023년 2분기", "23년 2분기 실적", "2023q2 results"] {
      #expect(try go(text).snapshot.asOf.iso == "2023-07-19T20:05Z", "\(text)")
    }
    for text in [
      "2030-01-01", "1999Q1", "soon", "2024-13-40", "13/13/2023", "30 Feb 2023", "19 Jul 2023 25:00", "5Q23", "deliveries 2023",
      "7", "2023", "1월 1일 2035",
    ] {
      let app = try go(text)
      guard case .prompt(let prompt) = app.state.overlay else {
        Issue.record("\(text) was taken")
        continue
      }
      #expect(prompt.fault != nil && app.state.moment == .now)
    }
  }

  @Test func theHelpIsSearched() throws {
    var app = try #require(try dashboards(.claims, .en).last)
    for key: Chord in ["?", "/"] { _ = app.press(key, now: Record.now) }
    for key in "sort".unicodeScalars { _ = app.press(.character(key), now: Record.now) }
    _ = app.press(.enter, now: Record.now)
    #expect(app.state.overlay == .help(query: "sort"))
    let text = app.frame(Size(120, 40)).plainText()
    #expect(text.contains("next order: topic") && !text.contains("dollars or won"))
    _ = app.press(.control("u"), now: Record.now)
    #expect(app.state.overlay == .help(query: ""))
    // By the name of the command as well.
    app.paste("look.currency", now: Record.now)
    #expect(app.frame(Size(120, 40)).plainText().contains("dollars or won"))
    _ = app.press(.escape, now: Record.now)
    _ = app.press(.escape, now: Record.now)
    #expect(app.state.overlay == nil)
  }
}
