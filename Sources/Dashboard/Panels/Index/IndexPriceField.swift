import App
import Finance
import Format
import Model

/// The field for the company's price on the Index panel: a price, or a change such as `+5%`.
struct IndexPriceField: PromptField {
  func words(_ context: DrawContext) -> (title: Phrase, hint: Phrase) {
    let shown = IndexContent.of(context).shown
    let price = shown.flatMap { $0.companyPrice(on: $0.newestPriceDay) } ?? 0
    let base = Numbers.plain(price / context.state.index.priceFactor, 2)
    let day = shown.map { context.format.date($0.newestPriceDay) } ?? ""
    return (
      Phrase("What if: price in USD", "가정: 주가(달러)"),
      Phrase(
        "A price, or a change such as +5% from the close of \(day), \(base) USD, the newest with index weights. Empty: that close.",
        "가격, 또는 지수 비중이 있는 마지막 종가 \(base)달러(\(day)) 대비 +5% 같은 변화. 비우면 그 종가.")
    )
  }

  func accept(_ prompt: Prompt, _ state: inout AppState, _ context: CommandContext) -> Answer {
    guard let shown = IndexContent.of(context.draw).shown, let price = shown.companyPrice(on: shown.newestPriceDay) else {
      return .taken
    }
    let base = price / shown.priceFactor
    guard let change = Self.change(prompt.text, base), IndexChoices.limits.contains(change) else {
      let (least, most) = (Numbers.grouped(base * 0.1, 2), Numbers.grouped(base * 10, 2))
      return .fault(
        Phrase(
          "Write a price in USD from \(least) to \(most), or a change such as +5%.",
          "\(least)~\(most) 사이의 달러 가격이나 +5% 같은 변화를 쓰세요."))
    }
    state.index.set(change)
    return .taken
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
}
