import Format
import Model

/// Moving the cursor, and what is done with the item under it.
extension Command {
  static var cursor: [Command] {
    [
      move(.up, .up, ["k", .up], Phrase("up", "위"), Phrase("up", "위로")),
      move(.down, .down, ["j", .down], Phrase("down", "아래"), Phrase("down", "아래로")),
      move(.left, .left, ["h", .left], Phrase("left", "왼쪽"), Phrase("left", "왼쪽으로")),
      move(.right, .right, ["l", .right], Phrase("right", "오른쪽"), Phrase("right", "오른쪽으로")),
      move(.first, .first, ["g", .home], Phrase("first", "처음"), Phrase("first", "처음으로")),
      move(.last, .last, ["G", .end], Phrase("last", "끝"), Phrase("last", "끝으로")),
      move(.pageUp, .pageUp, [.pageUp, .control("b")], Phrase("page up", "앞쪽"), Phrase("a page up", "한 쪽 위로")),
      move(.pageDown, .pageDown, [.pageDown, .control("f"), " "], Phrase("page down", "뒤쪽"), Phrase("a page down", "한 쪽 아래로")),
      item(
        .open, [.enter], Phrase("open", "열기"), Phrase("open the selected item: all that is known of it", "선택한 항목 열기: 알려진 모든 내용"),
        .detail),
      item(.detail, ["d"], Phrase("detail", "상세"), Phrase("everything about the selected item", "선택한 항목의 모든 내용"), .detail),
      item(
        .source, ["i"], Phrase("source", "출처"),
        Phrase("who says so, and when: source of the selected figure", "누가 언제 말했나: 선택한 수치의 출처"), .source),
    ]
  }

  private static func item(_ id: CommandID, _ keys: [Chord], _ short: Phrase, _ help: Phrase, _ overlay: Overlay) -> Command {
    Command(id, .cursor, keys, short, help) { state, _ in
      state.toggle(overlay)
      return nil
    }
  }

  private static func move(_ id: CommandID, _ step: Step, _ keys: [Chord], _ short: Phrase, _ help: Phrase) -> Command {
    Command(id, .cursor, keys, short, help) { state, context in
      if state.overlay != nil {
        state.scroll(step)
      } else {
        move(step, on: context.draw.panel, &state, context.draw)
      }
      return nil
    }
  }

  private static func move<P: Panel>(_ step: Step, on panel: P.Type, _ state: inout AppState, _ context: DrawContext) {
    if panel.turn(step, &state, context) { return }
    let count = panel.count(context)
    let from = context.cursor(panel, count)
    state.cursors[P.id] = max(0, min(max(0, count - 1), panel.move(step, from: from, context)))
  }
}

extension AppState {
  /// Scrolls what lies over the panel; drawing keeps it within what there is.
  fileprivate mutating func scroll(_ step: Step) {
    switch step {
    case .up, .left: overlayScroll = max(0, overlayScroll - 1)
    case .down, .right: overlayScroll += 1
    case .pageUp: overlayScroll = max(0, overlayScroll - 10)
    case .pageDown: overlayScroll += 10
    case .first: overlayScroll = 0
    case .last: overlayScroll = 10_000
    }
  }
}
