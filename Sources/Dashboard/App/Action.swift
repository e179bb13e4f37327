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
  case horizontalAxis, verticalAxis, axisStep, compare, wantedEPS, baseQuarter, saveEstimate, openEstimate
  case currency, language, theme, upDown, redraw, suspend

  /// Under which heading of the help it stands.
  package enum Group: Sendable, CaseIterable {
    case time, panels, cursor, estimate, look, program

    package var title: Phrase {
      switch self {
      case .time: return Phrase("Time and scenarios", "시간·시나리오")
      case .panels: return Phrase("Panels", "패널")
      case .cursor: return Phrase("Selection", "선택")
      case .estimate:
        return Phrase("What if (EPS: the estimate; Index: the price, by + - . , = e)", "가정 (EPS: 추정, 지수: + - . , = e로 주가)")
      case .look: return Phrase("Display", "화면")
      case .program: return Phrase("Program", "프로그램")
      }
    }
  }

  package struct Row: Sendable {
    package var chords: [Chord]
    package var group: Group
    /// The word in the footer.
    package var short: Phrase
    /// The sentence in the help.
    package var help: Phrase
  }

  /// The panel that a digit opens.
  package var panel: PanelID? { PanelID(rawValue: rawValue) }

  /// The position among all actions: the tag that an enum without payloads is made of.
  package var index: Int { Int(withUnsafeBytes(of: self) { $0[0] }) }

  package var row: Row { Action.rows[index] }

  private static let rows = allCases.map(\.madeRow)

  private var madeRow: Row {
    switch self {
    case .overview, .chain, .ess, .eps, .value, .index, .timeline, .claims: return panelRow
    case .momentBack, .momentForward, .earningsBack, .earningsForward, .sessionBack, .sessionForward, .now,
      .nextScenario, .previousScenario:
      return timeRow
    case .up, .down, .left, .right, .first, .last, .pageUp, .pageDown, .view, .source, .detail, .search: return cursorRow
    case .raise, .lower, .raiseFine, .lowerFine, .reset, .resetAll, .enterValue, .undo, .horizontalAxis, .verticalAxis,
      .axisStep, .compare, .wantedEPS, .baseQuarter, .saveEstimate, .openEstimate:
      return estimateRow
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
        Phrase("back to the moment before at which something became known", "무언가 알려진 이전 시점으로"))
    case .momentForward:
      return row(
        [.character("]")], Phrase("moment", "시점"),
        Phrase("on to the next moment at which something became known", "무언가 알려진 다음 시점으로"))
    case .earningsBack:
      return row([.character("{")], Phrase("earnings", "실적일"), Phrase("back to the earnings release before", "이전 실적 발표로"))
    case .earningsForward:
      return row([.character("}")], Phrase("earnings", "실적일"), Phrase("on to the next earnings release", "다음 실적 발표로"))
    case .sessionBack:
      return row([.character("(")], Phrase("session", "거래일"), Phrase("back to the session close before", "이전 거래일 종가로"))
    case .sessionForward:
      return row([.character(")")], Phrase("session", "거래일"), Phrase("on to the next session close", "다음 거래일 종가로"))
    case .now: return row([.character("L")], Phrase("now", "현재"), Phrase("back to now", "현재로 돌아가기"))
    case .nextScenario:
      return row(
        [.character("s")], Phrase("scenario", "시나리오"), Phrase("next scenario; on EPS the next estimate", "다음 시나리오; EPS에서는 다음 추정"))
    default:
      return row(
        [.character("S")], Phrase("scenario", "시나리오"),
        Phrase("previous scenario; on EPS the previous estimate", "이전 시나리오; EPS에서는 이전 추정"))
    }
  }

  private var estimateRow: Row {
    func row(_ keys: [Chord], _ short: Phrase, _ help: Phrase) -> Row {
      Row(chords: keys, group: .estimate, short: short, help: help)
    }
    switch self {
    case .raise:
      return row(
        [.character("+")], Phrase("nudge", "조정"),
        Phrase("raise the selected driver by a step", "선택한 항목을 한 단계 올리기"))
    case .lower: return row([.character("-")], Phrase("nudge", "조정"), Phrase("lower it by a step", "한 단계 내리기"))
    case .raiseFine: return row([.character(".")], Phrase("fine", "미세"), Phrase("raise it by a fifth of a step", "1/5 단계 올리기"))
    case .lowerFine: return row([.character(",")], Phrase("fine", "미세"), Phrase("lower it by a fifth of a step", "1/5 단계 내리기"))
    case .reset:
      return row(
        [.character("=")], Phrase("reset", "되돌림"),
        Phrase("carry it forward from the base again", "기준 분기 값으로 되돌리기"))
    case .resetAll:
      return row([.character("R")], Phrase("reset all", "전체 되돌림"), Phrase("carry all drivers forward again", "모든 항목을 되돌리기"))
    case .enterValue:
      return row(
        [.character("e")], Phrase("enter", "입력"),
        Phrase("type a value or a change; on the heat map take the cell's values", "값이나 변화를 입력; 히트맵에서는 그 칸의 값을 적용"))
    case .undo:
      return row([.character("z")], Phrase("undo", "실행 취소"), Phrase("undo the last change of the estimate", "추정의 마지막 변경 취소"))
    case .horizontalAxis:
      return row(
        [.character("x")], Phrase("axis", "축"), Phrase("the selected driver along the heat map", "선택한 항목을 히트맵 가로축으로"))
    case .verticalAxis:
      return row(
        [.character("y")], Phrase("axis", "축"), Phrase("the selected driver down the heat map", "선택한 항목을 히트맵 세로축으로"))
    case .axisStep:
      return row([.character("a")], Phrase("steps", "간격"), Phrase("wider or finer steps of the heat map", "히트맵 간격 바꾸기"))
    case .compare:
      return row([.character("b")], Phrase("bridge", "브리지"), Phrase("which two cases the bridge joins", "브리지로 비교할 두 경우 바꾸기"))
    case .wantedEPS:
      return row(
        [.character("f")], Phrase("wanted", "목표"), Phrase("for which EPS to solve and draw the line", "역산하고 등고선을 그릴 목표 EPS 입력"))
    case .baseQuarter:
      return row(
        [.character("p")], Phrase("base", "기준"),
        Phrase("base: the quarter before, or that of the year before", "기준 분기: 직전 분기 또는 전년 동기"))
    case .saveEstimate:
      return row([.character("w")], Phrase("save", "저장"), Phrase("save the estimate under a name", "추정을 이름으로 저장"))
    default:
      return row(
        [.character("o")], Phrase("open", "열기"), Phrase("list the estimates; on one of them open it", "추정 목록; 목록에서는 선택한 추정 열기"))
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
    case .language: return row([.character("K")], .look, Phrase("한국어", "English"), Phrase("Korean or English", "한국어·영어 전환"))
    case .theme: return row([.character("t")], .look, Phrase("theme", "테마"), Phrase("next theme", "다음 테마"))
    case .upDown:
      return row(
        [.character("u")], .look, Phrase("up/down", "등락색"), Phrase("colours of rise and fall: western or Korean", "등락 색: 서양식·한국식")
      )
    case .redraw: return row([.control("l")], .look, Phrase("redraw", "다시 그리기"), Phrase("draw the screen anew", "화면 다시 그리기"))
    case .help: return row([.character("?")], .program, Phrase("help", "도움말"), Phrase("this help", "이 도움말"))
    case .close: return row([.escape], .program, Phrase("close", "닫기"), Phrase("close what is open", "열린 창 닫기"))
    case .suspend: return row([.control("z")], .program, Phrase("suspend", "일시 중지"), Phrase("suspend to the shell", "셸로 나가기"))
    default: return row([.character("q"), .control("c")], .program, Phrase("quit", "종료"), Phrase("quit", "종료"))
    }
  }
}
