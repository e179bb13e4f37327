import Canvas
import Finance
import Format
import Model

/// What the keys of the index panel do: the months of the calendar, and the company's price for a what-if.
enum IndexKeys {
  /// Steps of the price, percent.
  private static let (step, fine) = (1.0, 0.2)

  static let keys: [PanelKey] = [
    PanelKey(
      .raise, Phrase("what if", "가정"), Phrase("what if the price were 1% higher", "주가가 1% 높다면")),
    PanelKey(.lower, Phrase("what if", "가정"), Phrase("what if it were 1% lower", "주가가 1% 낮다면")),
    PanelKey(.raiseFine, Phrase("fine", "미세"), Phrase("what if it were 0.2% higher", "0.2% 높다면")),
    PanelKey(.lowerFine, Phrase("fine", "미세"), Phrase("what if it were 0.2% lower", "0.2% 낮다면")),
    PanelKey(.reset, Phrase("actual", "실제 주가"), Phrase("back to the actual price", "실제 주가로")),
    PanelKey(.resetAll, Phrase("actual", "실제 주가"), Phrase("back to the actual price", "실제 주가로")),
    PanelKey(.enterValue, Phrase("price", "주가"), Phrase("type a price or a change", "주가나 변화를 입력")),
    PanelKey(
      .open, Phrase("past rebalance", "지난 리밸런싱"),
      Phrase("open the next past rebalance; after the oldest, back to the present", "지난 리밸런싱을 차례로 열고 끝에서 현재로")),
  ]

  static func act(_ action: Action, _ state: inout AppState, _ context: DrawContext) -> Bool {
    guard IndexPanel.takes(action) else { return false }
    let content = IndexContent.of(context)
    if action == .open {
      open(&state, content)
      return true
    }
    guard let shown = content.shown, let price = shown.companyPrice(on: shown.newestPriceDay) else {
      state.notice = Notice(
        content.openable.isEmpty
          ? Phrase("no weights of the index are known at this moment, so there is nothing to change", "이 시점에는 지수 비중이 없어 바꿀 것이 없음")
          : Phrase("no present weights are on record; o opens a past rebalance", "현재 지수 비중이 기록에 없음; o로 지난 리밸런싱을 여세요"),
        isFault: true)
      return true
    }
    switch action {
    case .raise: state.index.change(by: step)
    case .lower: state.index.change(by: -step)
    case .raiseFine: state.index.change(by: fine)
    case .lowerFine: state.index.change(by: -fine)
    case .reset, .resetAll: state.index.set(0)
    default:
      state.overlay = .prompt(Prompt(.indexPrice, Numbers.plain(price, 2)))
      return true
    }
    if let day = shown.newestDay {
      state.notice = Notice(
        Phrase(
          "changes the close of \(day.iso); the trade at the close of \(shown.priceDay.iso) is already done",
          "\(day.iso) 종가를 바꿈; \(shown.priceDay.iso) 종가의 매매는 이미 확정됨"))
    }
    return true
  }

  /// Opens the past rebalance under the cursor, or the next one on record; after the oldest, goes back to the present.
  private static func open(_ state: inout AppState, _ content: IndexContent) {
    guard !content.openable.isEmpty else {
      state.notice = Notice(Phrase("no other rebalance is on record at this moment", "이 시점의 기록에 다른 리밸런싱이 없음"), isFault: true)
      return
    }
    let isList = content.shown == nil && content.view == .weights
    let opened = state.index.rebalance.flatMap { id in content.openable.firstIndex { $0 == id } }
    let place = opened.map { $0 + 1 } ?? (isList ? content.cursor : 0)
    let id = content.openable.indices.contains(place) ? content.openable[place] : nil
    state.index.open(id)
    if content.view == .calendar || content.view == .history { state.open(view: IndexView.weights.rawValue, of: .index) }
    state.cursors[.index] = nil
    state.notice = Notice(
      id.map { Phrase("past rebalance \($0), on record; o goes on", "기록에 있는 지난 리밸런싱 \($0); o는 다음") }
        ?? Phrase("the present", "현재"))
  }

  /// Takes a price, or a change such as `+5%`.
  static func answer(_ prompt: Prompt, _ state: inout AppState, _ context: DrawContext) {
    guard let shown = IndexContent.of(context).shown, let price = shown.companyPrice(on: shown.newestPriceDay) else { return }
    let base = price / shown.priceFactor
    guard let change = change(prompt.text, base), IndexChoices.limits.contains(change) else {
      var prompt = prompt
      let (least, most) = (Numbers.grouped(base * 0.1, 2), Numbers.grouped(base * 10, 2))
      prompt.fault = Phrase(
        "Write a price in USD from \(least) to \(most), or a change such as +5%.", "\(least)~\(most) 사이의 달러 가격이나 +5% 같은 변화를 쓰세요.")
      state.overlay = .prompt(prompt)
      return
    }
    state.index.set(change)
    state.overlay = nil
  }

  /// The change in percent that a text asks for; nothing typed is no change.
  private static func change(_ text: String, _ base: Double) -> Double? {
    var text = text.replacing("\u{2212}", with: "-").replacing(",", with: "").filter { $0 != " " }
    if text.isEmpty { return 0 }
    let isChange = text.hasSuffix("%")
    if isChange { text.removeLast() }
    guard text.utf8.allSatisfy({ $0 >= 48 && $0 <= 57 || $0 == 46 || isChange && ($0 == 43 || $0 == 45) }),
      let number = Double(text), number.isFinite
    else { return nil }
    return isChange ? number : (number / base - 1) * 100
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
