import Format
import Model

/// Opening panels, what is shown of a panel, and which box has the cursor.
extension Command {
  /// A command for each panel, with the digit of its tab, and those that go from tab to tab, view to view and box to box.
  static func opening(_ panels: [any Panel.Type]) -> [Command] {
    let own = panels.enumerated().map { place, panel in
      Command(
        CommandID("panel." + panel.id.rawValue), .panels, place < 9 ? [.character(Unicode.Scalar(UInt8(49 + place)))] : [],
        panel.title,
        Phrase("open \(panel.title.en)", "\(panel.title.ko) 열기")
      ) { state, _ in
        state.open(panel.id)
        return nil
      }
    }
    return own + [
      tab(.nextPanel, .altRight, Phrase("next panel", "다음 패널"), by: 1),
      tab(.previousPanel, .altLeft, Phrase("previous panel", "이전 패널"), by: -1),
      view(.nextView, ["v", .altDown], Phrase("show what else the panel has", "패널의 다음 보기"), by: 1),
      view(.previousView, ["V", .altUp], Phrase("show what came before", "패널의 이전 보기"), by: -1),
      box(.nextBox, .tab, Phrase("on to the next box", "다음 상자로"), by: 1),
      box(.previousBox, .backTab, Phrase("back to the box before", "이전 상자로"), by: -1),
    ]
  }

  private static func tab(_ id: CommandID, _ key: Chord, _ help: Phrase, by n: Int) -> Command {
    Command(id, .panels, [key], Phrase("panel", "패널"), help) { state, context in
      state.open(context.registry.panel(n, from: state.panel))
      return nil
    }
  }

  private static func view(_ id: CommandID, _ keys: [Chord], _ help: Phrase, by n: Int) -> Command {
    Command(id, .panels, keys, Phrase("view", "보기"), help) { state, context in
      context.draw.panel.turnPage(by: n, &state, context.draw)
      return nil
    }
  }

  private static func box(_ id: CommandID, _ key: Chord, _ help: Phrase, by n: Int) -> Command {
    Command(id, .panels, [key], Phrase("box", "상자"), help) { state, context in
      context.draw.panel.turnBox(by: n, &state, context.draw)
      return nil
    }
  }
}

extension Panel {
  /// The views that are in sight.
  private static func page(_ context: DrawContext) -> [Int] {
    pages(context).first { $0.contains(context.state.view(of: id)) } ?? []
  }

  /// Whether a view is in sight: a command that changes what only another one shows says what it changed.
  package static func isInSight(_ view: Int, _ context: DrawContext) -> Bool { page(context).contains(view) }

  /// Opens the first view of another page; pages that have nothing to show are passed over, and the footer says so.
  static func turnPage(by n: Int, _ state: inout AppState, _ context: DrawContext) {
    let pages = pages(context)
    let here = pages.firstIndex { $0.contains(state.view(of: id)) } ?? 0
    guard pages.count > 1 else {
      let key = context.key(.nextBox)
      return state.explain(
        views.count > 1
          ? Phrase("all of \(title.en) is in sight; \(key) goes from box to box", "\(title.ko) 패널은 모두 보이는 중; \(key) 키로 상자 이동")
          : Phrase("\(title.en) has one view", "\(title.ko) 패널은 보기가 하나입니다"))
    }
    let following = (1...pages.count).map { pages[(here + n * $0 + pages.count * $0) % pages.count] }
    guard let next = following.first(where: { page in page.contains { lack(of: $0, context) == nil } }), next != pages[here],
      let view = next.first(where: { lack(of: $0, context) == nil })
    else { return state.explain(Phrase("no other view has anything to show", "다른 보기에는 보여 줄 것이 없음")) }
    state.open(view: view, of: id)
    let skipped = following.prefix { $0 != next }.joined().map { views[$0] }.joined(separator: ", ")
    if !skipped.en.isEmpty { state.notice = Notice(Phrase("passed over, nothing to show: ", "보여 줄 것이 없어 건너뜀: ") + skipped) }
  }

  /// Moves the cursor to another box in sight.
  static func turnBox(by n: Int, _ state: inout AppState, _ context: DrawContext) {
    let boxes = boxes(context).filter { !$0.isEmpty }
    if boxes.count > 1 {
      let cursor = context.cursor(self, count(context))
      let here = boxes.firstIndex { $0.contains(cursor) } ?? 0
      state.cursors[id] = boxes[(here + n + boxes.count) % boxes.count].lowerBound
      return
    }
    let page = page(context)
    let seen = page.filter { lack(of: $0, context) == nil || $0 == state.view(of: id) }
    guard seen.count > 1, let here = seen.firstIndex(of: state.view(of: id)) else {
      let key = context.key(.nextView)
      return state.explain(
        views.count > 1
          ? Phrase("no other box here has a cursor; \(key) shows another", "커서를 둘 다른 상자가 없음; \(key) 키로 다른 보기")
          : Phrase("\(title.en) has one box", "\(title.ko) 패널은 상자가 하나입니다"))
    }
    state.open(view: seen[(here + n + seen.count) % seen.count], of: id)
  }
}
