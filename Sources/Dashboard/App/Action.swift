package import Model

/// A key as the key map knows it.
package enum Chord: Hashable, Sendable {
  case character(Unicode.Scalar)
  case control(Unicode.Scalar)
  case up, down, left, right, pageUp, pageDown, home, end
  case enter, escape, tab, backTab, backspace, delete
  case other

  /// How the key is written in help and documents.
  package var label: String {
    switch self {
    case .character(let c): return c == " " ? "Space" : String(c)
    case .control(let c): return "Ctrl-" + String(c).uppercased()
    case .up: return "↑"
    case .down: return "↓"
    case .left: return "←"
    case .right: return "→"
    case .pageUp: return "PgUp"
    case .pageDown: return "PgDn"
    case .home: return "Home"
    case .end: return "End"
    case .enter: return "Enter"
    case .escape: return "Esc"
    case .tab: return "Tab"
    case .backTab: return "Shift-Tab"
    case .backspace: return "Backspace"
    case .delete: return "Del"
    case .other: return "?"
    }
  }
}

/// What a user can do.
///
/// Key map, help, footer and `docs/keys.md` are made from this one table.
package enum Action: String, Sendable, CaseIterable {
  case quit, help, search, source, detail, close
  case nextPanel, previousPanel
  case overview, chain, ess, eps, value, index, timeline, claims
  case up, down, left, right, first, last, pageUp, pageDown, view
  case momentBack, momentForward, earningsBack, earningsForward, sessionBack, sessionForward, now
  case nextScenario, previousScenario
  case raise, lower, raiseFine, lowerFine, reset, resetAll, enterValue, undo
  case horizontalAxis, verticalAxis, add, compare, find, base, save, open
  case currency, language, theme, upDown, redraw, suspend

  /// The heading of the help that it is listed under.
  package enum Group: Sendable, CaseIterable {
    case time, panels, cursor, look, program
    /// Keys that mean something on some panels only: see `Panel.keys`.
    case own

    /// The heading of the group in the help and in `docs/keys.md`.
    package var title: Phrase {
      switch self {
      case .time: return Phrase("Time and scenarios", "시간·시나리오")
      case .panels: return Phrase("Panels", "패널")
      case .cursor: return Phrase("Selection", "선택")
      case .look: return Phrase("Display", "화면")
      case .program: return Phrase("Program", "프로그램")
      case .own: return Phrase("Keys of one panel", "패널별 키")
      }
    }
  }

  /// What the table of actions holds for one action.
  package struct Row: Sendable {
    /// The keys that do it: the footer shows the first one, the help all of them.
    package var chords: [Chord]
    /// Where in the help it is listed.
    package var group: Group
    /// The word in the footer.
    package var short: Phrase
    /// The sentence in the help; nil where only a panel knows what it does.
    package var help: Phrase?
  }

  /// The panel that a digit opens.
  package var panel: PanelID? { PanelID(rawValue: rawValue) }

  /// Its row in the table, which is built once for all actions.
  package var row: Row { Action.rows[self] ?? madeRow }

  private static let rows = Dictionary(uniqueKeysWithValues: allCases.map { ($0, $0.madeRow) })

  private var madeRow: Row {
    switch self {
    case .overview, .chain, .ess, .eps, .value, .index, .timeline, .claims: return panelRow
    case .momentBack, .momentForward, .earningsBack, .earningsForward, .sessionBack, .sessionForward, .now,
      .nextScenario, .previousScenario:
      return timeRow
    case .up, .down, .left, .right, .first, .last, .pageUp, .pageDown, .view, .source, .detail, .search: return cursorRow
    case .raise, .lower, .raiseFine, .lowerFine, .reset, .resetAll, .enterValue, .undo, .horizontalAxis, .verticalAxis,
      .add, .compare, .find, .base, .save, .open:
      return ownRow
    default: return programRow
    }
  }

  private var panelRow: Row {
    let panel = self.panel ?? .overview
    let digit = Unicode.Scalar(UInt8(48 + panel.digit))
    return Row(
      chords: [.character(digit)], group: .panels, short: panel.title,
      help: Phrase("open \(panel.title.en)", "\(panel.title.ko) 열기"))
  }

  private var timeRow: Row {
    func row(_ keys: [Chord], _ short: Phrase, _ help: Phrase) -> Row {
      Row(chords: keys, group: .time, short: short, help: help)
    }
    switch self {
    case .momentBack:
      return row(
        [.character("[")], Phrase("moment", "시점"),
        Phrase("back to the previous moment with news", "새 정보가 나온 이전 시점으로"))
    case .momentForward:
      return row(
        [.character("]")], Phrase("moment", "시점"),
        Phrase("on to the next moment with news", "새 정보가 나온 다음 시점으로"))
    case .earningsBack:
      return row([.character("{")], Phrase("earnings", "실적일"), Phrase("back to the previous earnings release", "이전 실적 발표로"))
    case .earningsForward:
      return row([.character("}")], Phrase("earnings", "실적일"), Phrase("on to the next earnings release", "다음 실적 발표로"))
    case .sessionBack:
      return row([.character("(")], Phrase("session", "거래일"), Phrase("back to the previous session close", "이전 거래일 종가로"))
    case .sessionForward:
      return row([.character(")")], Phrase("session", "거래일"), Phrase("on to the next session close", "다음 거래일 종가로"))
    case .now: return row([.character("L"), .character("0")], Phrase("now", "현재"), Phrase("back to now", "현재로 돌아가기"))
    case .nextScenario:
      return row(
        [.character("s"), .character(">")], Phrase("scenario", "시나리오"), Phrase("next scenario", "다음 시나리오"))
    default:
      return row(
        [.character("S"), .character("<")], Phrase("scenario", "시나리오"),
        Phrase("previous scenario", "이전 시나리오"))
    }
  }

  /// Keys whose meaning is a panel's own.
  private var ownRow: Row {
    func row(_ key: Unicode.Scalar, _ short: Phrase, or other: Chord? = nil) -> Row {
      Row(chords: [.character(key)] + (other.map { [$0] } ?? []), group: .own, short: short, help: nil)
    }
    switch self {
    case .raise: return row("+", Phrase("nudge", "조정"))
    case .lower: return row("-", Phrase("nudge", "조정"))
    case .raiseFine: return row(".", Phrase("fine", "미세"))
    case .lowerFine: return row(",", Phrase("fine", "미세"))
    case .reset: return row("=", Phrase("reset", "되돌림"))
    case .resetAll: return row("R", Phrase("reset all", "전체 되돌림"), or: .control("r"))
    case .enterValue: return row("e", Phrase("enter", "입력"))
    case .undo: return row("z", Phrase("undo", "실행 취소"))
    case .horizontalAxis: return row("x", Phrase("axis", "축"))
    case .verticalAxis: return row("y", Phrase("axis", "축"))
    case .add: return row("a", Phrase("add", "추가"))
    case .compare: return row("b", Phrase("compare", "비교"))
    case .find: return row("f", Phrase("find", "찾기"))
    case .base: return row("p", Phrase("base", "기준"))
    case .save: return row("w", Phrase("save", "저장"))
    default: return row("o", Phrase("open", "열기"))
    }
  }

  private var cursorRow: Row {
    func row(_ keys: [Chord], _ short: Phrase, _ help: Phrase) -> Row {
      Row(chords: keys, group: .cursor, short: short, help: help)
    }
    switch self {
    case .up: return row([.character("k"), .up], Phrase("up", "위"), Phrase("up", "위로"))
    case .down: return row([.character("j"), .down], Phrase("down", "아래"), Phrase("down", "아래로"))
    case .left: return row([.character("h"), .left], Phrase("left", "왼쪽"), Phrase("left", "왼쪽으로"))
    case .right: return row([.character("l"), .right], Phrase("right", "오른쪽"), Phrase("right", "오른쪽으로"))
    case .first: return row([.character("g"), .home], Phrase("first", "처음"), Phrase("first", "처음으로"))
    case .last: return row([.character("G"), .end], Phrase("last", "끝"), Phrase("last", "끝으로"))
    case .pageUp: return row([.pageUp, .control("b")], Phrase("page up", "앞쪽"), Phrase("a page up", "한 쪽 위로"))
    case .pageDown:
      return row([.pageDown, .control("f"), .character(" ")], Phrase("page down", "뒤쪽"), Phrase("a page down", "한 쪽 아래로"))
    case .view: return row([.character("v")], Phrase("view", "보기"), Phrase("next view of the panel", "패널의 다음 보기"))
    case .source:
      return row(
        [.character("i")], Phrase("source", "출처"),
        Phrase("who says so, and when: source of the selected figure", "누가 언제 말했나: 선택한 수치의 출처"))
    case .detail: return row([.enter], Phrase("detail", "상세"), Phrase("everything about the selected item", "선택한 항목의 모든 내용"))
    default: return row([.character("/")], Phrase("search", "검색"), Phrase("search all panels", "모든 패널에서 검색"))
    }
  }

  private var programRow: Row {
    func row(_ keys: [Chord], _ group: Group, _ short: Phrase, _ help: Phrase) -> Row {
      Row(chords: keys, group: group, short: short, help: help)
    }
    switch self {
    case .nextPanel: return row([.tab], .panels, Phrase("panel", "패널"), Phrase("next panel", "다음 패널"))
    case .previousPanel: return row([.backTab], .panels, Phrase("panel", "패널"), Phrase("previous panel", "이전 패널"))
    case .currency: return row([.character("c")], .look, Phrase("currency", "통화"), Phrase("dollars or won", "달러·원 전환"))
    case .language:
      return row([.character("K"), .control("k")], .look, Phrase("한국어", "English"), Phrase("Korean or English", "한국어·영어 전환"))
    case .theme: return row([.character("t")], .look, Phrase("theme", "테마"), Phrase("next theme", "다음 테마"))
    case .upDown:
      return row(
        [.character("u")], .look, Phrase("up/down", "등락색"), Phrase("up and down colors: Western or Korean", "등락 색: 서양식·한국식")
      )
    case .redraw: return row([.control("l")], .look, Phrase("redraw", "다시 그리기"), Phrase("redraw the screen", "화면 다시 그리기"))
    case .help: return row([.character("?")], .program, Phrase("help", "도움말"), Phrase("this help", "이 도움말"))
    case .close: return row([.escape], .program, Phrase("close", "닫기"), Phrase("close what is open", "열린 창 닫기"))
    case .suspend: return row([.control("z")], .program, Phrase("suspend", "일시 중지"), Phrase("suspend to the shell", "셸로 나가기"))
    default: return row([.character("q"), .control("c")], .program, Phrase("quit", "종료"), Phrase("quit", "종료"))
    }
  }
}
