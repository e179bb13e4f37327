import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// Which assumption moves the price most, and what each must be for a price that is fixed.
struct ValueSensitivityBox {
  private let content: ValueContent
  private let result: ScenarioResult
  /// What the scenario comes to as it is, USD a share.
  private let price: Double
  private let text: ValueText
  private var context: DrawContext { content.context }
  private var bars: [ScenarioSensitivity] { result.bars }

  static func draw(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let context = content.context
    let inside = content.box(
      .sensitivity, rect, title: context.words("What moves the price most", "주가를 가장 움직이는 가정"),
      note: context.words("░ at its low end, █ at its high end", "░ 가정의 하단, █ 상단"), on: &canvas)
    guard let result = content.result, !result.bars.isEmpty, let price = ScenarioSensitivity.price(result.scenario) else {
      let next = context.key(.nextScenario)
      let text = context.words(
        "This scenario states no earnings with a multiple, so there is nothing to vary. \(next) shows another one.",
        "이 시나리오는 이익과 배수를 제시하지 않아 바꿔 볼 가정이 없습니다. \(next): 다른 시나리오.")
      Paragraph(text).draw(in: inside, on: &canvas)
      return
    }
    let box = ValueSensitivityBox(content: content, result: result, price: price, text: ValueText(context))
    let (_, rest) = box.table(inside.width, content.tables[.sensitivity]).draw(in: inside, edge: rect, on: &canvas).top(1)
    if rest.height > 1 { Paragraph(box.sentences.map { Line($0, .muted) }).draw(in: rest, on: &canvas) }
  }

  // MARK: bars

  private func table(_ width: Int, _ memory: TableMemory) -> Table<ScenarioSensitivity> {
    let isLoss = bars.allSatisfy { $0.priceAtLow == 0 && $0.priceAtHigh == 0 }
    let head = isLoss ? context.words("a loss at both ends", "양끝 모두 손실") : context.words("price", "주가")
    let scale = HorizontalBars(showing: bars.flatMap { [$0.priceAtLow, $0.priceAtHigh] } + [price])
    let (hasEnds, wanted) = (width >= 66, content.wantedPrice)
    var table = Table(rows: bars, selected: content.selected(.sensitivity)) {
      Column(.exactly(min(22, width * 2 / 5) - 1)) { name($0) }
      if hasEnds { Column(.exactly(8), .right) { end(min($0.priceAtLow, $0.priceAtHigh)) } }
      Column(Line(head, .muted), .rest(least: 8)) { bar, width in scale.line(self.bars(bar), width: width) }
      if hasEnds { Column(.exactly(8), .right, gap: 0) { end(max($0.priceAtLow, $0.priceAtHigh)) } }
      if width >= 48 {
        Column(wanted.map(heading) ?? "", .exactly(14), .right, gap: hasEnds ? 2 : 1) { bar in
          wanted.map { needed(bar, for: $0) } ?? Line()
        }
      }
    }
    table.memory = memory
    table.hit = Hit.items(of: ValueView.sensitivity.rawValue)
    return table
  }

  private func name(_ bar: ScenarioSensitivity) -> Line {
    Line(context.words(Names.of(bar.key)), result.changes.values[bar.key] == nil ? .text : .assumed)
  }

  private func end(_ price: Double) -> Line {
    Line(Numbers.grouped(context.format.price(price, on: Valuation.quoteDay(context.snapshot)) ?? price), .muted)
  }

  /// From the scenario's price to those at both ends.
  private func bars(_ bar: ScenarioSensitivity) -> [HorizontalBars.Bar] {
    [
      .init(price, bar.priceAtLow, "░", .chartAlternate), .init(price, bar.priceAtHigh, "█", .chart),
      .init(at: price, "│", .heading),
    ]
  }

  // MARK: what it must be

  private func heading(_ wanted: Double) -> String {
    let price = text.price(wanted)
    let key = context.key("value.solve")
    let ways = [Phrase("\(key) needed for \(price)", "\(key) \(price)의 조건"), Phrase("for \(price)", price), Phrase(key)]
    // It may reach over the bars.
    return ways.map { context.words($0) }.fitting(22)
  }

  /// What an assumption must be, or that it cannot reach the price alone.
  private func needed(_ bar: ScenarioSensitivity, for wanted: Double) -> Line {
    switch ScenarioSolution(bar.key, forPrice: wanted, in: result.scenario) {
    case .value(let value):
      var figure = bar.entry.figure
      figure.value = value
      return Line(content.text(beside: bar.key).text(figure))
    // Said once for all of them below.
    case .outOfDomain: return Line()
    case .noEffect: return Line(context.words("no effect", "영향 없음"), .muted)
    case nil: return Line("–", .muted)
    }
  }

  /// Which assumptions cannot give the price alone, in one sentence; nil where all can.
  private func impossible(_ wanted: Double) -> String? {
    let keys = bars.map(\.key).filter {
      if case .outOfDomain = ScenarioSolution($0, forPrice: wanted, in: result.scenario) { true } else { false }
    }
    guard !keys.isEmpty else { return nil }
    let (names, price) = (keys.map { context.words(Names.of($0)) }.joined(separator: ", "), text.price(wanted))
    return context.words("Cannot give \(price) alone: \(names).", "단독으로는 \(price)에 이를 수 없음: \(names).")
  }

  // MARK: words

  private var sentences: [String] {
    let year = result.scenario.due.map { String($0.year) } ?? ""
    let range =
      bars.contains { $0.isBySpread }
      ? context.words(
        "one standard deviation of its spread through \(year); 10% where it has none", "\(year)년까지 표준편차 하나, 분포가 없으면 10%")
      : context.words("10%", "10%")
    let day = context.analysis.price.figure.map { context.format.date($0.period.endDay) } ?? ""
    let today =
      content.choices.wantedPrice == nil
      ? context.words("the price of \(day)", "\(day) 주가") : context.words("the price typed in", "입력한 주가")
    let (own, wanted) = (text.price(price), content.wantedPrice.map { text.price($0) } ?? "?")
    let bars = context.words(
      "│ \(own): the scenario. Each bar moves one assumption alone, by \(range).",
      "│ \(own): 시나리오. 막대는 그 가정만 바꾼 결과 (폭: \(range)).")
    let solve = context.key("value.solve")
    let right = context.words(
      "Right: what it alone must be to justify \(wanted), \(today); multiple and all else unchanged. \(solve) sets another price.",
      "오른쪽: \(today) \(wanted)에 필요한 값. 그 가정만 바꿀 때이며 배수 등 나머지는 그대로. \(solve) 키로 다른 주가 입력.")
    return [bars, content.wantedPrice.flatMap(impossible), right].compactMap { $0 }
  }

  static func items(_ content: ValueContent) -> [Item] {
    let text = ValueText(content.context)
    return content.bars.map { bar in
      let own = content.text(beside: bar.key)
      func end(_ value: Double, _ price: Double) -> String {
        var figure = bar.entry.figure
        figure.value = value
        return "\(own.text(figure)) → \(text.price(price))"
      }
      let ends = (end(bar.low, bar.priceAtLow), end(bar.high, bar.priceAtHigh))
      let words = Phrase("price at its low end \(ends.0), at its high end \(ends.1)", "하단 \(ends.0), 상단 \(ends.1)")
      return Item(Names.of(bar.key), .known(bar.entry.figure), text: [words])
    }
  }
}

/// Numbers beside the bars.
extension ValueContent {
  /// Numbers of an assumption as text; for the record's, at the rate of what the record has.
  fileprivate func text(beside key: ScenarioKey) -> ValueText {
    ValueText(context, at: result?.value.rate(beside: TrailingGap.record(of: key, record, snapshot), snapshot))
  }
}
