import Canvas
import Format
import Model

/// The ids of the commands that apply everywhere.
extension CommandID {
  /// To the previous moment with news.
  package static let timeBack: CommandID = "time.back"
  /// To the next moment with news.
  package static let timeForward: CommandID = "time.forward"
  /// To the previous earnings release.
  package static let earningsBack: CommandID = "time.earnings.back"
  /// To the next earnings release.
  package static let earningsForward: CommandID = "time.earnings.next"
  /// To the previous session close.
  package static let sessionBack: CommandID = "time.session.back"
  /// To the next session close.
  package static let sessionForward: CommandID = "time.session.next"
  /// Back to now.
  package static let now: CommandID = "time.now"
  /// Asks for a moment to go to.
  package static let goToMoment: CommandID = "time.goto"
  /// To the next scenario.
  package static let nextScenario: CommandID = "scenario.next"
  /// To the previous scenario.
  package static let previousScenario: CommandID = "scenario.previous"

  /// To the next tab.
  package static let nextPanel: CommandID = "panel.next"
  /// To the previous tab.
  package static let previousPanel: CommandID = "panel.previous"
  /// To what else the panel has.
  package static let nextView: CommandID = "view.next"
  /// To what the panel showed before.
  package static let previousView: CommandID = "view.previous"
  /// To the next box in sight.
  package static let nextBox: CommandID = "focus.next"
  /// To the box before.
  package static let previousBox: CommandID = "focus.previous"

  /// The cursor up.
  package static let up: CommandID = "cursor.up"
  /// The cursor down.
  package static let down: CommandID = "cursor.down"
  /// The cursor to the left.
  package static let left: CommandID = "cursor.left"
  /// The cursor to the right.
  package static let right: CommandID = "cursor.right"
  /// To the first item.
  package static let first: CommandID = "cursor.first"
  /// To the last item.
  package static let last: CommandID = "cursor.last"
  /// A page up.
  package static let pageUp: CommandID = "cursor.page.up"
  /// A page down.
  package static let pageDown: CommandID = "cursor.page.down"
  /// Opens what is selected.
  package static let open: CommandID = "item.open"
  /// Everything about the selected item.
  package static let detail: CommandID = "item.detail"
  /// Who says so, and when.
  package static let source: CommandID = "item.source"

  /// Dollars or won.
  package static let currency: CommandID = "look.currency"
  /// Korean or English.
  package static let language: CommandID = "look.language"
  /// The next theme.
  package static let theme: CommandID = "look.theme"
  /// The colors of rise and fall.
  package static let colors: CommandID = "look.colors"
  /// Draws the screen anew.
  package static let redraw: CommandID = "look.redraw"

  /// Opens the palette.
  package static let palette: CommandID = "app.palette"
  /// Opens the search.
  package static let search: CommandID = "app.search"
  /// Opens the help.
  package static let help: CommandID = "app.help"
  /// Closes what is open.
  package static let close: CommandID = "app.close"
  /// Opens the settings.
  package static let settings: CommandID = "settings.open"
  /// Leaves to the shell.
  package static let suspend: CommandID = "app.suspend"
  /// Ends the program.
  package static let quit: CommandID = "app.quit"
}

extension Command {
  /// The commands that apply everywhere, one of them for each panel.
  static func general(_ panels: [any Panel.Type]) -> [Command] { time + opening(panels) + cursor + look + app }

  private static var look: [Command] {
    [
      Command(.currency, .look, ["c"], Phrase("currency", "통화"), Phrase("dollars or won", "달러·원 전환")) { state, _ in
        state.currency = state.currency == .usd ? .krw : .usd
        return nil
      },
      Command(.language, .look, ["K", .control("k")], Phrase("한국어", "English"), Phrase("Korean or English", "한국어·영어 전환")) {
        state, _ in
        state.language = state.language == .ko ? .en : .ko
        return nil
      },
      Command(.theme, .look, ["t"], Phrase("theme", "테마"), Phrase("next theme", "다음 테마")) { _, _ in .nextTheme },
      Command(
        .colors, .look, ["u"], Phrase("up/down", "등락색"), Phrase("up and down colors: Western or Korean", "등락 색: 서양식·한국식")
      ) { state, _ in
        state.upDown = state.upDown == .western ? .korean : .western
        return nil
      },
      Command(.redraw, .look, [.control("l")], Phrase("redraw", "다시 그리기"), Phrase("redraw the screen", "화면 다시 그리기")) { _, _ in
        .redraw
      },
    ]
  }

  private static var app: [Command] {
    [
      Command(
        .palette, .program, [":", .control("p")], Phrase("command", "명령"),
        Phrase("find and do anything: commands, panels, moments, figures", "명령·패널·시점·수치를 찾아 실행")
      ) { state, context in
        state.toggle(.palette(Palette(.everything, context)))
        return nil
      },
      Command(
        .search, .program, ["/"], Phrase("search", "검색"),
        Phrase("search the figures, events and claims of all panels", "모든 패널의 수치·사건·주장 검색")
      ) { state, context in
        if case .help = state.overlay {
          state.overlay = .help(query: "")
        } else {
          state.toggle(.palette(Palette(.items, context)))
        }
        return nil
      },
      Command(.help, .program, ["?"], Phrase("help", "도움말"), Phrase("this help; / there finds a key", "이 도움말; 그 안에서 /는 키 찾기")) {
        state, _ in
        if case .help = state.overlay { state.close() } else { state.toggle(.help(query: nil)) }
        return nil
      },
      Command(.close, .program, [.escape], Phrase("close", "닫기"), Phrase("close what is open", "열린 창 닫기")) { state, _ in
        state.close()
        return nil
      },
      Command(
        .settings, .program, [","], Phrase("settings", "설정"), Phrase("settings: what is in force and why", "설정: 현재 값과 그 출처")
      ) { state, _ in
        if case .settings = state.overlay { state.close() } else { state.toggle(.settings(0)) }
        return nil
      },
      Command(.suspend, .program, [.control("z")], Phrase("suspend", "일시 중지"), Phrase("suspend to the shell", "셸로 나가기")) { _, _ in
        .suspend
      },
      Command(.quit, .program, ["q", .control("c")], Phrase("quit", "종료"), Phrase("quit", "종료")) { _, _ in .exit },
    ]
  }
}

extension AppState {
  /// Opens what lies over the panel; the command that opened it closes it.
  mutating func toggle(_ wanted: Overlay) {
    overlayScroll = 0
    overlay = overlay == wanted ? nil : wanted
  }

  /// Closes what lies over the panel.
  mutating func close() { (overlay, overlayScroll) = (nil, 0) }
}
