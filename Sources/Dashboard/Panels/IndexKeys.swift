import Canvas
import Finance
import Model

/// What the keys of the index panel do: the months of the calendar, and the price of the company to see what would be if.
enum IndexKeys {
  /// Steps of the price, per cent.
  private static let (step, fine) = (1.0, 0.2)

  static let keys: [PanelKey] = [
    PanelKey(
      .raise, Phrase("what if", "가정"), Phrase("what if the price were a per cent higher", "주가가 1% 높다면")),
    PanelKey(.lower, Phrase("what if", "가정"), Phrase("what if it were a per cent lower", "주가가 1% 낮다면")),
    PanelKey(.raiseFine, Phrase("fine", "미세"), Phrase("the same by 0.2 per cent", "0.2% 높다면")),
    PanelKey(.lowerFine, Phrase("fine", "미세"), Phrase("the same by 0.2 per cent", "0.2% 낮다면")),
    PanelKey(.reset, Phrase("as it is", "실제 주가"), Phrase("the price as it is", "실제 주가로")),
    PanelKey(.resetAll, Phrase("as it is", "실제 주가"), Phrase("the price as it is", "실제 주가로")),
    PanelKey(.enterValue, Phrase("price", "주가"), Phrase("type a price or a change", "주가나 변화를 입력")),
  ]

  static func act(_ action: Action, _ state: inout AppState, _ scene: Scene) -> Bool {
    guard keys.contains(where: { $0.action == action }) else { return false }
    guard let record = IndexContent.of(scene).record, record.companyPrice(on: record.priceDay) != nil else {
      state.notice = Notice(
        Phrase("no weights of the index are known at this moment, so there is nothing to change", "이 시점에는 지수 비중이 없어 바꿀 것이 없음"),
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
      let price = record.companyPrice(on: record.priceDay).map { Numbers.plain($0, 2) } ?? ""
      state.overlay = .prompt(Prompt(.indexPrice, price))
    }
    return true
  }

  /// Takes a price, or a change such as `+5%`.
  static func answer(_ prompt: Prompt, _ state: inout AppState, _ scene: Scene) {
    guard let record = IndexContent.of(scene).record, let price = record.companyPrice(on: record.priceDay) else { return }
    let base = price / record.priceFactor
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

  /// The change in per cent that a text asks for; nothing typed is no change.
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
    let month = IndexCalendar.firstOfMonth(content.day(at: cursor))
    let places = 0...content.entries.count
    if step == .right {
      let next = IndexCalendar.month(month, by: 1)
      return places.first { content.day(at: $0) >= next } ?? content.entries.count
    }
    guard let last = places.last(where: { content.day(at: $0) < month }) else { return 0 }
    let target = IndexCalendar.firstOfMonth(content.day(at: last))
    return places.first { content.day(at: $0) >= target } ?? 0
  }
}
