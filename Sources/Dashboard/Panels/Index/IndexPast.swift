import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The rebalances on record, where none of them is current, and the company's weights by date.
extension IndexContent {
  func drawPast(in rect: Rect, on canvas: inout Canvas) {
    let open = context.key("index.rebalance.next")
    let notes = index.past.isEmpty ? [] : [words("\(open) opens", "\(open) 열기")]
    let box = box(.weights, words("Past rebalances on record", "기록에 있는 지난 리밸런싱"), notes: notes)
    let inside = box.draw(in: rect, on: &canvas)
    guard !index.past.isEmpty else {
      let text = words("No weights of the index are in the record at this moment.", "이 시점의 기록에는 지수 비중이 없습니다.")
      Paragraph(text).draw(in: inside, on: &canvas)
      return
    }
    var table = Table(rows: index.past, selected: selected(.weights)) {
      Column(Line(), .rest(least: 7, wanted: 19)) { shown, width in
        let (id, kind, day) = (shown.rebalance.id, words(shown.rebalance.kind.word), context.format.date(shown.priceDay))
        return Line(["\(id) \(kind) · \(day)", "\(id) \(day)", id].fitting(width))
      }
      Column(.content(least: 8, most: 40), .right, gap: 2) { Line(change(in: $0)) }
      Column(.content(least: 0, most: 40), .right, gap: 2, priority: 1) { shown in
        let share = shown.flow?.shareOfDay
        return Line(share.map { words("\($0) of ADV", "하루의 \($0)") } ?? "")
      }
    }
    table.hit = Hit.items(of: IndexView.weights.rawValue)
    let rest = table.draw(in: inside, edge: rect, on: &canvas)
    let name = index.past.compactMap { $0.flow?.weights.name }.first.map(words) ?? ""
    let foot = words(
      "\(name) % before → after at the closes of that day; trade of the funds in % of average daily volume (ADV)",
      "\(name) 비중 % 변경 전 → 후(그날 종가 기준); 펀드 매매는 하루 평균 거래량 대비")
    Paragraph(foot).draw(in: rest, on: &canvas)
  }

  /// What a past rebalance did to the company's weight.
  private func change(in shown: RebalanceWeights) -> String {
    guard let row = shown.flow?.weights, let change = row.change.value else { return "" }
    let (before, after) = (context.format.value(row.before, decimals: 3), context.format.value(row.after, decimals: 3))
    return "\(before) → \(after)" + (change < 0 ? words(" ▼ sale", " ▼ 매도") : words(" ▲ buy ", " ▲ 매수"))
  }

  /// The company's weights in indices by date, as funds show them.
  func drawHistory(in rect: Rect, on canvas: inout Canvas) {
    let inside = box(.history, words("Weight by date", "날짜별 비중"), notes: [words("% of the fund", "펀드 내 %")]).draw(
      in: rect, on: &canvas)
    guard !index.history.isEmpty else {
      let text = words("No dated weights are in the record at this moment.", "이 시점의 기록에는 날짜별 비중이 없습니다.")
      Paragraph(text).draw(in: inside, on: &canvas)
      return
    }
    var (items, selected): ([Table<IndexWeight>.Item], Int?) = ([], nil)
    for (i, weight) in index.history.enumerated() {
      if i == 0 || index.history[i - 1].index != weight.index {
        items.append(.heading(Line(context.words(weight.index.name), .heading, .bold)))
      }
      if i == self.selected(.history) { selected = items.count }
      items.append(.row(weight))
    }
    let top = index.history.map(\.figure.value).max() ?? 1
    var table = Table(items, selected: selected) {
      Column(.exactly(context.language == .ko ? 19 : 15)) { Line(" " + context.format.date($0.day)) }
      Column(.exactly(6), .right) {
        Line(context.format.value(.known($0.figure), decimals: $0.decimals) + context.mark($0.figure), context.role($0.figure))
      }
      Column(.exactly(5)) { Line($0.fund, .muted) }
      Column(.exactly(8), gap: 0) { Line($0.isDerived ? words("derived", "계산") : "", .estimate) }
      Column.bar(.rest(least: 6), gap: 0, priority: 1) {
        LevelBar($0.figure.value / top, $0.isDerived ? .estimate : .chart, widest: 40)
      }
    }
    table.hit = Hit.items(of: IndexView.history.rawValue)
    table.draw(in: inside, edge: rect, on: &canvas)
  }
}

/// A past trade in one cell.
extension IndexFlow {
  /// `5.2–7.0%`: the least and the most as a share of a mean day's volume; nil where no estimate of the assets counts.
  var shareOfDay: String? {
    daysRange.map { least, most in
      let (low, high) = (Numbers.grouped(least * 100, 1), Numbers.grouped(most * 100, 1))
      return low == high ? "\(low)%" : "\(low)–\(high)%"
    }
  }
}
