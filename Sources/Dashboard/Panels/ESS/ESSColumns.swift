import Analysis
import App
import Canvas
import Format
import Model

/// The chart of quarters or years: bars over rows of what belongs to each of them.
struct ESSColumns {
  let context: DrawContext
  /// All quarters, or all years, oldest first.
  let all: [StoragePeriod]
  let isYearly: Bool
  /// Room inside the box.
  let size: Size

  private var isSmall: Bool { size.width < 90 }
  /// Too low for the bars to spare a line.
  private var isLow: Bool { size.height < 15 }
  /// High enough for capacity and revenue to have charts of their own.
  private var isHigh: Bool { size.height >= 24 }
  private var pitch: Int { max(5, min(isYearly ? 9 : 7, (size.width - 12) / max(1, all.count))) }

  /// How wide the names of the strips may be: the long ones only where they cost no column.
  private var gutter: Int {
    let (short, long) = (12, 17)
    if isSmall { return short }
    return (size.width - short) / pitch >= all.count && (size.width - long) / pitch < all.count ? short : long
  }

  /// The chart of the periods that fit: the newest, or those around the cursor.
  func chart(selected: Int?) -> BarChart {
    let fitting = max(0, min(all.count, (size.width - gutter) / pitch))
    let first = min(all.count - fitting, selected ?? all.count)
    let shown = first..<first + fitting
    let columns = shown.map { column($0, isFirst: $0 == first) }
    var chart = BarChart(
      columns, strips: strips(all[shown]), top: Axis.ceiling(columns.map(\.bar.value)), unit: "GWh", gutter: gutter, pitch: pitch,
      scale: Numbers.asFewDecimals)
    (chart.hiddenBefore, chart.hiddenAfter) = (first, all.count - shown.upperBound)
    chart.selected = selected.map { $0 - first }
    // The cursor goes from the newest bar back.
    let (view, newest) = (isYearly ? ESSView.years : .quarters, all.count - 1 - first)
    chart.hit = { .item(view: view.rawValue, index: newest - $0) }
    return chart
  }

  private func column(_ i: Int, isFirst: Bool) -> BarChart.Column {
    let one = all[i]
    let value = one.deployed.figure.map { context.format.value(one.deployed) + context.mark($0) } ?? ""
    guard case .quarter(let year, let q) = one.period else {
      let part = one.quartersSoFar.map(ESSText.quarters) ?? (one.isSum ? context.words("sum", "합계") : "")
      return BarChart.Column(
        bar: bar(one.deployed, hollow: one.quartersSoFar != nil), value: value, label: one.period.shortLabel, group: part)
    }
    // In a low box the year is part of each name, to save the line below.
    return BarChart.Column(
      bar: bar(one.deployed), value: value, label: isLow ? one.period.shortLabel : "Q\(q)",
      group: !isLow && (q == 1 || isFirst && q < 4) ? "\(year)" : "")
  }

  private func bar(_ reading: Reading, hollow: Bool = false) -> Bar {
    let isNew = reading.figure.map { context.snapshot.isNew($0) } ?? false
    return Bar(
      reading.value, isNew ? .new : .chart, mark: reading.absence.map { Formatter.symbol($0) }, hollow: hollow)
  }

  // MARK: strips

  /// The rows below the bars, as many as there is height for.
  private func strips(_ shown: ArraySlice<StoragePeriod>) -> [BarChart.Strip] {
    func label(_ long: Phrase, _ short: Phrase) -> String { context.words(gutter > 12 ? long : short) }
    func row(_ label: String, gap: Bool = false, _ cell: (StoragePeriod) -> Span) -> BarChart.Strip {
      BarChart.Strip(label, gap: gap, .text(shown.map(cell)))
    }
    let isRoomy = size.height >= 19
    var strips: [BarChart.Strip] = []
    if !isLow { strips.append(row("YoY %", change)) }
    if shown.contains(where: { $0.claim?.figure != nil }) {
      strips.append(row(label(Phrase("◇ claimed GWh", "◇ 주장 GWh"), Phrase("◇ claimed", "◇ 주장")), claimed))
      // The list of claims beside the chart has the difference too.
      if isYearly, !isLow {
        strips.append(row(label(Phrase("◇ − ● reported", "◇ − ● 공시"), Phrase("◇ − ●")), claimDifference))
      }
    }
    if size.height >= 17 { strips.append(capacityChart(shown, gap: isRoomy)) }
    if isHigh, !isYearly { strips.append(row("TTM GWh") { number($0.trailing, decimals: 2) }) }
    // Where every line counts, only what the utilization rests on.
    if !isLow {
      strips.append(
        row(label(Phrase("Nameplate GWh/yr", "명목 용량 GWh/년"), Phrase("Nameplate", "명목 용량"))) { capacity($0.nameplate) })
    }
    strips.append(row(label(Phrase("Op. TTM GWh/yr", "가동 TTM GWh/년"), Phrase("Op. TTM", "가동 TTM"))) { capacity($0.operating) })
    strips.append(row(label(Phrase("Utilization %", "가동률 %"), Phrase("Used %", "가동률 %"))) { number($0.utilisation, decimals: 1) })
    if isHigh {
      let bars = shown.map { bar($0.revenue, hollow: $0.isRevenuePartial) }
      strips.append(
        BarChart.Strip(
          label(Phrase("█ energy revenue", "█ 에너지 매출"), Phrase("█ revenue", "█ 매출")), height: 2, gap: isRoomy,
          .bars(bars, levels: [], top: Axis.ceiling(bars.map(\.value)))))
    }
    let unit = ESSText.moneyUnit(context)
    strips.append(
      row(
        label(Phrase("Energy rev \(unit)", "에너지 매출 \(unit)"), Phrase("Rev. \(unit)", "매출 \(unit)")), gap: isRoomy && !isHigh,
        revenue))
    strips.append(row(label(Phrase("Gross margin %", "매출총이익률 %"), Phrase("Margin %", "이익률 %")), margin))
    return strips
  }

  private func absent(_ reading: Reading) -> Span { Span(context.format.value(reading), .muted) }

  private func number(_ reading: Reading, decimals: Int) -> Span {
    guard let value = reading.value else { return absent(reading) }
    return Span(Numbers.grouped(value, value < 10 ? decimals : 1))
  }

  private func capacity(_ reading: Reading) -> Span {
    guard let value = reading.value else { return absent(reading) }
    return Span(Numbers.grouped(value, value == value.rounded() || value >= 99.95 ? 0 : 1))
  }

  private func change(_ one: StoragePeriod) -> Span {
    guard let value = one.onYear.value else { return absent(one.onYear) }
    return Span(Numbers.signed(value, 0), context.role(ofChange: one.onYear))
  }

  private func claimed(_ one: StoragePeriod) -> Span {
    Span(one.claim?.figure.map { Numbers.grouped($0.value, $0.value < 10 ? 2 : 1) } ?? "", .claim)
  }

  private func claimDifference(_ one: StoragePeriod) -> Span {
    guard one.claim?.figure != nil else { return Span("") }
    return Span(one.claimDifference.value.map { Numbers.signed($0, 2) } ?? "?", .muted)
  }

  private func revenue(_ one: StoragePeriod) -> Span {
    let role = one.isRevenuePartial ? .muted : context.role(one.revenue)
    return Span((one.isRevenuePartial ? "≥" : "") + ESSText.money(one.revenue, context), role)
  }

  private func margin(_ one: StoragePeriod) -> Span {
    guard let figure = one.grossMargin.figure else { return absent(one.grossMargin) }
    let value = figure.value
    return Span(
      Numbers.grouped(value, value < -9.95 ? 0 : 1) + context.mark(figure),
      value < 0 ? .down : one.isRevenuePartial ? .muted : .text)
  }

  /// What four quarters deployed, under the line of what the plants in operation could have built.
  private func capacityChart(_ shown: ArraySlice<StoragePeriod>, gap: Bool) -> BarChart.Strip {
    let (levels, trailing) = (shown.map(\.operating.value), shown.map(\.trailing.value))
    return BarChart.Strip(
      context.words("─ operating", "─ 가동 용량"), second: isYearly ? context.words("█ deployed", "█ 설치") : "█ TTM",
      height: isHigh ? 4 : 3, gap: gap,
      .bars(trailing.map { Bar($0, .chartAlternate) }, levels: levels, top: Axis.ceiling(levels + trailing)))
  }
}
