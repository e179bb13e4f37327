import App
import Canvas
import Documents
import Format
import FuzzDrivers
import Model
import Panels
import Testing

/// What is in force and why, the screen of settings, and what is remembered.
@Suite struct SettingsTests {
  private static let choices = SettingChoices(
    themes: ["terminal", "nord", "mine"], panels: PanelID.all.map(\.rawValue), keyFiles: ["keys-vim.yaml"])

  private func read(_ text: String) -> (settings: Settings, problems: [String]) {
    let (settings, problems) = Settings.read(text, file: "config.yaml", Self.choices)
    return (settings, problems.map { $0.text(.en) })
  }

  // MARK: what is in force

  private typealias Origin = SettingValue.Origin

  @Test(arguments: [
    (true, true, true, "ko", Origin.option), (false, true, true, "en", .file("config.yaml", line: 2)),
    (false, false, true, "ko", .remembered), (false, false, false, "en", .environment),
  ]) func theStrongestWins(isGiven: Bool, isWritten: Bool, wasUsed: Bool, value: String, origin: SettingValue.Origin) {
    let values = SettingValues(
      options: isGiven ? [.language: "ko"] : [:], file: read(isWritten ? "\nlanguage: en\n" : "").settings,
      remembered: wasUsed ? [.language: "ko"] : [:], environment: [.language: "en"], Self.choices)
    #expect(values[.language] == SettingValue(value, origin))
    #expect(values.language.rawValue == value)
  }

  @Test func withoutAnythingTheUsualIsInForce() {
    let values = SettingValues(Self.choices)
    for setting in Setting.allCases { #expect(values[setting] == SettingValue(values.standard(setting), .standard)) }
    #expect(values.language == .en && values.currency == .usd && values.borders == .auto && values.hasMouse)
    // The colors of rise and fall follow the language, unless they are set.
    #expect(values.upDown == .western)
    #expect(SettingValues(options: [.language: "ko"], Self.choices).upDown == .korean)
    #expect(SettingValues(options: [.language: "ko", .upDown: "western"], Self.choices).upDown == .western)
    // Not remembered: borders. No longer there: a theme and a panel.
    let old = SettingValues(remembered: [.borders: "ascii", .theme: "gone", .panel: "gone"], Self.choices)
    #expect(old.borders == .auto && old[.theme].text == "terminal" && old[.panel].text == "overview")
  }

  @Test func aBadLineIsSaidAndTheOthersCount() {
    let (settings, problems) = read(
      "language: de\ncurrency: krw\ntheme: gone\npanel: eps\nmouse: maybe\ncolour: red\nborders ascii\ntheme_dark: nord\nupdown:\ncurrency: usd\n"
    )
    #expect(settings.values == [.currency: "krw", .panel: "eps", .themeDark: "nord"])
    #expect(settings.lines[.currency] == 2 && settings.lines[.panel] == 4)
    #expect(
      problems == [
        "config.yaml:1: 'de' is not a language; there are en, ko",
        "config.yaml:3: 'gone' is not a theme; there are auto, terminal, nord, mine",
        "config.yaml:5: 'maybe' is not on or off; there are on, off",
        "config.yaml:6: 'colour' is not known here; there are \(Setting.allCases.map(\.rawValue).joined(separator: ", "))",
        "config.yaml:7: not a line such as language: ko", "config.yaml:9: updown is empty; write updown: western",
        "config.yaml:10: currency stands twice; remove one",
      ])
  }

  // MARK: the screen

  private func dashboard(_ language: Language = .en, _ file: String = "") -> Dashboard {
    var state = Record.state(language)
    let values = SettingValues(options: [.language: language.rawValue], file: read(file).settings, Self.choices)
    state.settings = SettingsState(values, Self.choices, file: "config.yaml")
    state.upDown = values.upDown
    return Dashboard(book: Record.book, state: state, now: Record.now)
  }

  private func press(_ app: inout Dashboard, _ chords: Chord...) -> Effect? {
    var effect: Effect?
    for chord in chords { effect = app.press(chord, now: Record.now) }
    return effect
  }

  @Test(arguments: Language.allCases, [Size(80, 24), Size(120, 40), Size(200, 50), Size(60, 16)])
  func theScreenShowsEverySetting(language: Language, size: Size) {
    var app = dashboard(language, "theme: nord\n")
    _ = press(&app, ",")
    for _ in Setting.allCases {
      let frame = app.frame(size)
      #expect(frame.isWhole)
      if size.height >= 24 {
        for setting in Setting.allCases {
          #expect(
            frame.plainText().contains(setting.name[language]) && frame.plainText().contains(app.state.value(of: setting).text))
        }
        #expect(frame.plainText().contains("config.yaml:1"))
      }
      _ = press(&app, .down)
    }
    #expect(press(&app, ",") == nil && app.state.overlay == nil)
  }

  @Test func aChangeIsInForceAtOnceAndWrittenWhenAsked() {
    var app = dashboard()
    #expect(press(&app, ",", .down, .right) == .set(.currency, "krw", keeping: false))
    #expect(app.state.currency == .krw && app.state.value(of: .currency) == SettingValue("krw", .session))
    #expect(press(&app, "w") == .set(.currency, "krw", keeping: true))
    app.show(.currency, "krw", writtenTo: "config.yaml", line: 7)
    #expect(app.state.value(of: .currency).origin == .file("config.yaml", line: 7))
    #expect(app.state.notice?.text.en == "saved: config.yaml:7")
    // Back again: around the end, in the other direction, by Enter.
    #expect(press(&app, .enter) == .set(.currency, "usd", keeping: false) && app.state.currency == .usd)
    #expect(press(&app, .down, .left) == .set(.theme, "auto", keeping: false))
    #expect(press(&app, .left) == .set(.theme, "mine", keeping: false))
    #expect(press(&app, .right, .right) == .set(.theme, "terminal", keeping: false))
    // As at the start: nothing is changed.
    #expect(app.state.value(of: .theme).origin == .standard)
    // What a key does elsewhere it does here, and the screen knows.
    #expect(press(&app, .up, .up, "K") == nil && app.state.language == .ko)
    #expect(app.state.value(of: .language) == SettingValue("ko", .session))
    #expect(press(&app, "ㅈ") == .set(.language, "ko", keeping: true) && app.state.language == .ko)
  }

  /// What the file says now counts, not what it said at the start; a language of the session moves no other default.
  @Test func whereAValueComesFromFollowsTheFile() throws {
    var app = dashboard(.ko, "language: ko\n")
    _ = press(&app, ":")
    app.paste("set language en", now: Record.now)
    _ = press(&app, .enter)
    #expect(app.state.language == .en)
    app.show(.language, "en", writtenTo: "config.yaml", line: 1)
    _ = press(&app, "K")
    #expect(app.state.value(of: .language) == SettingValue("ko", .session))
    _ = press(&app, "K")
    #expect(app.state.value(of: .language) == SettingValue("en", .file("config.yaml", line: 1)))
    var other = dashboard(.en)
    _ = press(&other, ",", .right)
    #expect(other.state.language == .ko && other.state.value(of: .upDown) == SettingValue("western", .standard))
    _ = press(&other, .escape, "u")
    #expect(other.state.value(of: .upDown) == SettingValue("korean", .session))
  }

  @Test func aPointerSelectsAndChanges() throws {
    var app = dashboard()
    _ = press(&app, ",")
    let frame = app.frame(Size(120, 40))
    let row = try #require(frame.regions.first { $0.hit == .row(1) }).rect
    #expect(app.point(.press, row.x + 2, row.y, now: Record.now) == nil && app.state.overlay == .settings(1))
    _ = app.frame(Size(120, 40))
    #expect(app.point(.press, row.x + 2, row.y, now: Record.now) == .set(.currency, "krw", keeping: false))
    #expect(app.point(.wheelDown, row.x, row.y, now: Record.now) == nil && app.state.overlay == .settings(2))
    #expect(app.point(.press, 0, 39, now: Record.now) == nil && app.state.overlay == nil)
  }

  /// Wherever a time of day stands, in the twelve hours of the setting.
  @Test(arguments: PanelID.all, Language.allCases) func timesOfDayFollowTheTimeFormat(panel: PanelID, language: Language) throws {
    let afterNoon = /\b(0\d|1[3-9]|2[0-3]):[0-5]\d\b/
    // What a document of the record says in its own words stays as it is.
    let quoted = /16:30|\d:\d\d ET|\d UTC|16:05 발표|뉴욕 00:31|00:31 in New York|웹캐스트 17:30|서울 08:00|08:00-09:00/
    var seen = 0
    for moment in ["2023-07-19T16:05ET", "2023-07-20T16:00ET", nil] {
      for view in 0..<max(1, panel.panel.views.count) {
        var state = try Record.state(panel, language, at: moment)
        state.open(view: view, of: panel)
        state.settings.now[.timeFormat] = SettingValue("12h", .session)
        let app = Dashboard(book: Record.book, state: state, now: Record.now)
        for size in [Size(60, 16), Size(80, 24), Size(120, 40), Size(200, 50)] {
          var overlaid = [app]
          if size.width == 80 {
            for cursor in 0..<panel.panel.items(app.drawContext).count {
              for overlay in [Overlay.detail, .source] {
                state.cursors[panel] = cursor
                state.overlay = overlay
                overlaid.append(Dashboard(book: Record.book, state: state, now: Record.now))
                (state.overlay, state.cursors[panel]) = (nil, nil)
              }
            }
          }
          for app in overlaid {
            let frame = app.frame(size)
            #expect(frame.isWhole)
            for line in frame.plainText().split(separator: "\n") where !line.contains(quoted) {
              #expect(line.firstMatch(of: afterNoon) == nil, "\(panel.rawValue) \(view) \(size): \(line)")
            }
            seen += frame.plainText().contains(language == .ko ? /오[전후] 1?\d:\d\d/ : /1?\d:\d\d [AP]M/) ? 1 : 0
          }
        }
      }
    }
    #expect(seen > 10)
  }

  @Test func theClockOfTwelveHours() {
    func clock(_ hour: Int, _ language: Language) -> String {
      Formatter(language: language, time: .hours12).clock(
        Instant(Day(civil: 2026, 1, 1), hour, 5).local(in: .newYork))
    }
    #expect(
      [0, 1, 11, 12, 13, 23].map { clock($0, .en) } == ["12:05 AM", "1:05 AM", "11:05 AM", "12:05 PM", "1:05 PM", "11:05 PM"])
    #expect(
      [0, 1, 11, 12, 13, 23].map { clock($0, .ko) } == ["오전 12:05", "오전 1:05", "오전 11:05", "오후 12:05", "오후 1:05", "오후 11:05"])
  }

  @Test(arguments: [
    ("set language ko", Setting.language, "ko"), ("테마 설정: nord", .theme, "nord"), ("set panel eps", .panel, "eps"),
    ("set time format 12h", .timeFormat, "12h"), ("시각 표시 설정: 24h", .timeFormat, "24h"),
  ])
  func thePaletteSetsForGood(query: String, setting: Setting, text: String) {
    var app = dashboard()
    _ = press(&app, ":")
    app.paste(query, now: Record.now)
    #expect(press(&app, .enter) == .set(setting, text, keeping: true))
    #expect(app.state.value(of: setting).text == text && app.state.overlay == nil)
  }

  // MARK: what is remembered

  @Test func whatWasChangedIsRememberedAndNothingElse() {
    var app = dashboard(.en, "theme: nord\n")
    let first = Remembered().after(app.state, at: Record.now)
    #expect(first.values.isEmpty && first.visited == Record.now)
    _ = press(&app, "c", "4", "K")
    app.note(.theme, "mine")
    let last = first.after(app.state, at: Record.now)
    // The theme is the file's.
    #expect(last.values == [.currency: "krw", .panel: "eps", .language: "ko"])
    #expect(Remembered.read(last.text) == last)
    // A terminal that can show English alone has chosen nothing, and neither has its user.
    var ascii = dashboard(.ko)
    ascii.useEnglish()
    #expect(ascii.state.language == .en && Remembered().after(ascii.state, at: Record.now).values[.language] == nil)
    #expect(Remembered.read("panel: eps\nwhat is this\nvisited: yesterday\n").values == [.panel: "eps"])
    // A session in which nothing is changed keeps it.
    let values = SettingValues(remembered: last.values, Self.choices)
    #expect(values[.currency] == SettingValue("krw", .remembered) && values.language == .ko)
    var state = AppState(panel: .eps, language: .ko, currency: .krw, upDown: values.upDown)
    state.settings = SettingsState(values, Self.choices)
    #expect(last.after(state, at: Record.now).values == last.values)
  }
}
