import App
import Canvas
import Finance
import Format
import Model

/// What a user can do on the Index panel: the company's price for a what-if, and past rebalances to open.
enum IndexCommands {
  /// Steps of the price, percent.
  private static let (step, fine) = (1.0, 0.2)

  static let all: [Command] = [
    price("index.price.raise", ["+"], Phrase("what if", "가정"), Phrase("what if the price were 1% higher", "주가가 1% 높다면")) {
      $0.change(by: step)
    },
    price("index.price.lower", ["-"], Phrase("what if", "가정"), Phrase("what if it were 1% lower", "주가가 1% 낮다면")) {
      $0.change(by: -step)
    },
    price("index.price.raise.fine", ["."], Phrase("fine", "미세"), Phrase("what if it were 0.2% higher", "0.2% 높다면")) {
      $0.change(by: fine)
    },
    price("index.price.lower.fine", [";"], Phrase("fine", "미세"), Phrase("what if it were 0.2% lower", "0.2% 낮다면")) {
      $0.change(by: -fine)
    },
    price(
      "index.price.reset", ["=", "R", .control("r")], Phrase("actual", "실제 주가"), Phrase("back to the actual price", "실제 주가로"),
      whyNot: { $0.priceChange == 0 ? Phrase("this is the actual price", "이미 실제 주가임") : nil }
    ) { $0.set(0) },
    Command(
      "index.price.enter", on: .panel(.index), ["e"], Phrase("price", "주가"), Phrase("type a price or a change", "주가나 변화를 입력"),
      whyNot: lackOfWeights
    ) { state, context in
      let shown = IndexContent.of(context.draw).shown
      let price = shown.flatMap { $0.companyPrice(on: $0.newestPriceDay) } ?? 0
      state.overlay = .prompt(Prompt(IndexPriceField(), Numbers.plain(price, 2)))
      return nil
    },
    Command(
      "index.rebalance.next", on: .panel(.index), ["o"], Phrase("past rebalance", "지난 리밸런싱"),
      Phrase("open the next past rebalance; after the oldest, back to the present", "지난 리밸런싱을 차례로 열고 끝에서 현재로"), whyNot: lackOfPast
    ) { state, context in
      open(&state, IndexContent.of(context.draw))
      return nil
    },
    // Without weights of the present the view of the weights lists the past rebalances.
    Command(
      "index.rebalance.open", on: .views(.index, [IndexView.weights.rawValue]), [.enter], Phrase("open", "열기"),
      Phrase("open the selected past rebalance; of a weight, all that is known", "선택한 지난 리밸런싱 열기; 비중은 상세 보기")
    ) { state, context in
      let content = IndexContent.of(context.draw)
      guard content.shown == nil, !content.openable.isEmpty else {
        state.overlay = .detail
        return nil
      }
      open(&state, content)
      return nil
    },
  ]

  /// A change of the price; the trade of a rebalance whose prices are known does not change with it.
  private static func price(
    _ id: CommandID, _ keys: [Chord], _ short: Phrase, _ help: Phrase,
    whyNot: @escaping @Sendable (IndexChoices) -> Phrase? = { _ in nil },
    _ change: @escaping @Sendable (inout IndexChoices) -> Void
  ) -> Command {
    let lack: @Sendable (CommandContext) -> Phrase? = { lackOfWeights($0) ?? whyNot($0.draw.state.index) }
    return Command(id, on: .panel(.index), keys, short, help, whyNot: lack) { state, context in
      change(&state.index)
      guard let shown = IndexContent.of(context.draw).shown, let day = shown.newestDay else { return nil }
      state.notice = Notice(
        Phrase(
          "changes the close of \(day.iso); the trade was at that of \(shown.priceDay.iso)",
          "\(day.iso) 종가를 바꿈; \(shown.priceDay.iso) 종가의 매매는 이미 확정됨"))
      return nil
    }
  }

  private static let lackOfWeights: @Sendable (CommandContext) -> Phrase? = { context in
    let content = IndexContent.of(context.draw)
    if let shown = content.shown, shown.companyPrice(on: shown.newestPriceDay) != nil { return nil }
    let open = context.registry.key("index.rebalance.next")
    return content.openable.isEmpty
      ? Phrase("no weights of the index are known at this moment, so there is nothing to change", "이 시점에는 지수 비중이 없어 바꿀 것이 없음")
      : Phrase("no present weights are on record; \(open) opens a past rebalance", "현재 지수 비중이 기록에 없음; \(open) 키로 지난 리밸런싱을 여세요")
  }

  private static let lackOfPast: @Sendable (CommandContext) -> Phrase? = { context in
    IndexContent.of(context.draw).openable.isEmpty
      ? Phrase("no other rebalance is on record at this moment", "이 시점의 기록에 다른 리밸런싱이 없음") : nil
  }

  /// Opens the past rebalance under the cursor, or the next one on record; after the oldest, goes back to the present.
  private static func open(_ state: inout AppState, _ content: IndexContent) {
    let isList = content.shown == nil && content.view == .weights
    let opened = state.index.rebalance.flatMap { id in content.openable.firstIndex { $0 == id } }
    let place = opened.map { $0 + 1 } ?? (isList ? content.cursor : 0)
    let id = content.openable.indices.contains(place) ? content.openable[place] : nil
    state.index.open(id)
    if content.view == .calendar || content.view == .history { state.open(view: IndexView.weights.rawValue, of: .index) }
    state.cursors[.index] = nil
    let key = content.context.key("index.rebalance.next")
    state.notice = Notice(
      id.map { Phrase("past rebalance \($0), on record; \(key) goes on", "기록에 있는 지난 리밸런싱 \($0); \(key)는 다음") }
        ?? Phrase("the present", "현재"))
  }

  /// Left and right in the calendar go to the first entry of the month before or after.
  static func month(_ step: Step, from cursor: Int, _ content: IndexContent) -> Int {
    let month = content.day(at: cursor).firstOfMonth
    let places = 0...content.entries.count
    if step == .right {
      let next = month.advanced(months: 1)
      return places.first { content.day(at: $0) >= next } ?? content.entries.count
    }
    guard let last = places.last(where: { content.day(at: $0) < month }) else { return 0 }
    let target = content.day(at: last).firstOfMonth
    return places.first { content.day(at: $0) >= target } ?? 0
  }
}
