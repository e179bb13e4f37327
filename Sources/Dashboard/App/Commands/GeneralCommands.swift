import Canvas
import Format
import Model

/// The ids of the commands that apply everywhere.
extension CommandID {
  package static let timeBack: CommandID = "time.back"
  package static let timeForward: CommandID = "time.forward"
  package static let earningsBack: CommandID = "time.earnings.back"
  package static let earningsForward: CommandID = "time.earnings.next"
  package static let sessionBack: CommandID = "time.session.back"
  package static let sessionForward: CommandID = "time.session.next"
  package static let now: CommandID = "time.now"
  package static let goToMoment: CommandID = "time.goto"
  package static let nextScenario: CommandID = "scenario.next"
  package static let previousScenario: CommandID = "scenario.previous"

  package static let nextPanel: CommandID = "panel.next"
  package static let previousPanel: CommandID = "panel.previous"
  package static let nextView: CommandID = "view.next"
  package static let previousView: CommandID = "view.previous"
  package static let nextBox: CommandID = "focus.next"
  package static let previousBox: CommandID = "focus.previous"

  package static let up: CommandID = "cursor.up"
  package static let down: CommandID = "cursor.down"
  package static let left: CommandID = "cursor.left"
  package static let right: CommandID = "cursor.right"
  package static let first: CommandID = "cursor.first"
  package static let last: CommandID = "cursor.last"
  package static let pageUp: CommandID = "cursor.page.up"
  package static let pageDown: CommandID = "cursor.page.down"
  package static let open: CommandID = "item.open"
  package static let detail: CommandID = "item.detail"
  package static let source: CommandID = "item.source"

  package static let currency: CommandID = "look.currency"
  package static let language: CommandID = "look.language"
  package static let theme: CommandID = "look.theme"
  package static let colors: CommandID = "look.colors"
  package static let redraw: CommandID = "look.redraw"

  package static let palette: CommandID = "app.palette"
  package static let search: CommandID = "app.search"
  package static let help: CommandID = "app.help"
  package static let close: CommandID = "app.close"
  package static let settings: CommandID = "settings.open"
  package static let suspend: CommandID = "app.suspend"
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
