import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// What the scenario comes to, in two or three lines over every view.
struct ValueHeadBox {
  private let context: DrawContext
  private let value: ScenarioValue
  /// Numbers at the scenario's rate.
  private let text: ValueText
  private var scenario: Scenario { value.scenario }
  private var isRecord: Bool { scenario.id == Scenarios.record }

  /// A number with the words before it.
  private typealias Segment = (label: Phrase, text: String)

  static func draw(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    guard let value = content.result?.value else { return }
    let (context, scenario) = (content.context, value.scenario)
    let box = ValueHeadBox(context: context, value: value, text: ValueText(context, at: value.shownRate))
    let made =
      box.isRecord || scenario.knownAt == .distantPast ? "" : ", " + context.format.date(scenario.knownAt.newYorkDay)
    let note = "\(context.words(scenario.who))\(made) · \(content.place + 1)/\(content.all.count) · s S"
    let title = (scenario.isUser ? "▪ " : "") + context.words(scenario.name)
    let inside = Box(title, note: note).draw(in: rect, on: &canvas)
    let lines = (inside.height > 2 ? [box.market] : []) + [box.worth(content.record), box.price]
    canvas.lines(lines.map { box.line($0, in: inside.width) }, in: inside)
  }

  /// As many numbers as there is room for, those of a product with their signs between them.
  private func line(_ segments: [Segment], in width: Int) -> Line {
    segments.enumerated().reduce(into: Line()) { line, next in
      let label = context.words(next.element.label)
      let gap = next.offset == 0 ? "" : ["×", "=", "≠"].contains(label.prefix(1)) ? " " : " · "
      let piece = Line(gap + label, .muted) + Line(next.element.text, .heading, .bold)
      if line.width + piece.width <= width { line = line + piece }
    }
  }

  /// What the market says the company is worth, the shares that it counts, and the other counts there are.
  private var market: [Segment] {
    let worth = context.analysis.marketValue
    let rate = worth.figure.flatMap { context.format.rateNote(for: $0) }
    let shares = ShareBasisText.text(.earned, context) ?? context.format.mark(.notInRecord)
    return [
      (context.oldPriceDay.map { Phrase($0 + " ") } ?? Phrase("Today ", "현재 "), context.format.text(worth)),
      (Phrase("= "), context.format.text(context.analysis.price)), (Phrase("× "), shares),
    ] + ([rate].compactMap { $0 } + ShareBasisText.others(context)).map { (Phrase(""), $0) }
  }

  private func worth(_ record: TrailingDrivers) -> [Segment] {
    let profit = (Phrase("Net income ", "순이익 "), text.text(value.profit))
    if let income = value.income, income.netIncome <= 0 {
      return [profit, (Phrase(""), context.words("a loss: no multiple gives it a value", "손실: 배수로 가치를 매길 수 없음"))]
    }
    let name = Phrase("Market value ", "시가총액 ")
    let won = context.format.isInWon ? [] : [(Phrase(""), text.won(value.marketValueKRW))]
    guard value.profit.figure != nil else { return [(name, text.marketValue(of: value))] + won }
    let multiple = (Phrase("× P/E ", "× PER "), text.text(value.multiple))
    // The record's price is its multiple of earnings per share; its market value counts shares on a basis of its own.
    if isRecord {
      let own = ValueText(context, at: value.rate(beside: record.earningsPerShare, context.snapshot))
      let earned = ScenarioIncome(scenario).map { own.text($0.reading(.earningsPerShare, record)) }
      let product = earned.map { [(Phrase("EPS "), $0), multiple, (Phrase("= "), text.price(of: value))] } ?? [profit, multiple]
      return product + [(name, text.marketValue(of: value))] + won
    }
    // A stated value need not equal what its profits come to.
    let isProduct = value.product.value.flatMap { product in value.marketValue.value.map { abs($0 / product - 1) < 0.005 } }
    return [profit, multiple, (Phrase(isProduct ?? true ? "= " : "≠ "), text.marketValue(of: value))] + won
  }

  private var price: [Segment] {
    var segments: [Segment] = isRecord ? [] : [(Phrase("Price ", "주가 "), text.price(of: value))]
    segments.append((context.againstMarket + " ", text.times(value.timesToday(inWon: context.format.isInWon))))
    if let stated { segments.append((Phrase("stated ", "제시값 "), stated)) }
    if let peer = value.peer {
      let day = peer.marketValue.period.endDay.iso.prefix(7)
      segments.append(
        (Phrase("vs. \(peer.name.en) (\(day)) ", "\(peer.name.ko) 대비(\(day)) "), text.times(value.timesPeer)))
    }
    if let due = scenario.deadline {
      segments.append((Phrase("due ", "기한 "), "\(context.format.date(due)), \(context.words(timeLeft(due)))"))
    }
    return segments
  }

  /// What the author had stated as a value or price that now follows the user's changes; nil where nothing was stated.
  private var stated: String? {
    guard value.followsChanges else { return nil }
    let keys: [ScenarioKey] =
      context.format.isInWon ? [.marketValueKRW, .marketValue, .price] : [.marketValue, .marketValueKRW, .price]
    guard let figure = keys.lazy.compactMap({ scenario[$0] }).first else { return nil }
    return (figure.provenance.isClaimed ? "◇ " : "") + Formatter(language: context.language).text(figure)
  }

  /// How long until a scenario falls due, or how long ago it did.
  private func timeLeft(_ due: Day) -> Phrase {
    let days = due - context.snapshot.asOf.newYorkDay
    if days == 0 { return Phrase("today", "오늘") }
    let isLong = abs(days) >= 730
    let number = isLong ? Numbers.grouped(Double(abs(days)) / 365.25, 1) : Numbers.grouped(Double(abs(days)))
    let length = Phrase(number) + (isLong ? Phrase(" years", "년") : Phrase(" d", "일"))
    return length + (days > 0 ? Phrase(" left", " 남음") : Phrase(" ago", " 지남"))
  }
}
