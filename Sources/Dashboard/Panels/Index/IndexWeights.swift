import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The weights of the largest securities before and after a rebalance.
extension IndexContent {
  func drawWeights(in rect: Rect, on canvas: inout Canvas) {
    guard let shown else { return }
    // Before its announcement nothing mentions the rebalance.
    let title =
      shown.isAnnounced
      ? words(shown.rebalance.kind.name) + " " + context.format.date(shown.rebalance.effectiveDay)
      : words("Nasdaq-100 weights", "나스닥100 비중")
    let notes = whatIf(shown.newestPriceDay) ?? notes(shown)
    let isWhatIf = whatIf(shown.newestPriceDay) != nil
    let box = box(.weights, title, notes: notes, noteRole: isWhatIf ? .assumed : isOld(shown.priceDay) ? .stale : .muted)
    let inside = box.draw(in: rect, on: &canvas)
    let (body, below) = inside.top(inside.height - 2)
    weightsTable(shown).draw(in: body, edge: rect, on: &canvas)
    List(legend(shown)).draw(in: below, on: &canvas)
  }

  /// Unit and price day, in as many words as there is room for.
  private func notes(_ shown: RebalanceWeights) -> [String] {
    let (day, short) = (context.format.date(shown.priceDay), context.format.shortDate(shown.priceDay))
    if isPast {
      return [words("past · % at the closes of \(day)", "과거 · %, \(day) 종가 기준"), words("past · \(day)", "과거 · \(day)"), day]
    }
    return [
      words("% at the closes of \(day)", "%, \(day) 종가 기준"), words("% at closes of \(short)", "%, \(short) 종가"),
      words("% at \(short)", "% \(short)"), "%",
    ]
  }

  // MARK: the table

  /// The sum of the largest companies stays at the foot.
  private func weightsTable(_ shown: RebalanceWeights) -> Table<WeightRow> {
    let (top, floor) = (shown.largestWeight, floorMark(shown))
    var table = Table(rows: weights, selected: selected(.weights)) {
      Column(.exactly(6)) { row in
        let name = words(row.name)
        return row.isCompany ? Line("▸" + name, .accent, .bold) : Line(" " + name)
      }
      // A readable bar matters more than the full name.
      Column(.exactly(19), priority: 1) { Line($0.longName, .muted) }
      Column.bar(.rest(least: 0, wanted: 16), ruler: floor?.ruler) { bar($0, top: top, floor?.share) }
      figureColumns(shown)
    }
    table.hit = Hit.items(of: IndexView.weights.rawValue)
    let sum = shown.seven
    table.foot = (Line(" " + words(sum.name)) + Line(" " + sum.longName, .muted), sum)
    return table
  }

  @ColumnBuilder<WeightRow> private func figureColumns(_ shown: RebalanceWeights) -> [Column<WeightRow>] {
    let isAnnounced = shown.isAnnounced
    figure(isAnnounced ? words("before", "변경 전") : words("index", "지수"), 7, gap: 0) { $0.before }
    if shown.weighting != nil {
      figure(
        isAnnounced ? words("◆ rule", "◆ 규칙") : words("◆ if reset", "◆ 재산정"), isAnnounced ? 7 : 10, .estimate
      ) { $0.rule }
    }
    if shown.hasPublished { figure(words("after", "변경 후"), 7) { $0.published } }
    if isAnnounced, shown.hasPublished || shown.weighting != nil {
      Column(words("change pp", "변화 pp"), .exactly(9), .right) { row in
        let change = row.change.value.map { context.format.direction($0) + " " + Numbers.signed($0, 2) }
        return Line(
          change ?? context.format.value(row.change), context.role(ofChange: row.change), row.isCompany ? .bold : [])
      }
    }
    if let day = shown.newestDay, shown.hasPublished {
      figure(context.format.shortDate(day), 9, priority: 2) { $0.newest }
    }
  }

  private func figure(
    _ heading: String, _ width: Int, _ role: Role? = nil, gap: Int = 1, priority: Int = 0,
    _ reading: @escaping (WeightRow) -> Reading
  ) -> Column<WeightRow> {
    Column(Line(heading, role ?? .muted), .exactly(width), .right, gap: gap, priority: priority) { row, _ in
      let own = reading(row).figure.map { context.role($0) }
      return Line(
        context.format.value(reading(row), decimals: 2), own.map { $0 == .assumed ? $0 : role ?? $0 } ?? .muted,
        row.isCompany ? .bold : [])
    }
  }

  // MARK: bars

  /// Where the bars reach the floor of the group of companies that count together.
  private func floorMark(_ shown: RebalanceWeights) -> (share: Double, ruler: (Int) -> Line)? {
    let floor = shown.trigger.rules.cohortFloor
    let share = floor * 100 / shown.largestWeight
    guard share > 0, share < 1 else { return nil }
    let label = RuleLine.short(floor)
    return (
      share,
      { width in
        // Its label must not touch the heading of the numbers.
        let x = Int(rounding: share * Double(width))
        return x + label.utf8.count < width ? Line(String(repeating: " ", count: x) + label, .muted) : Line()
      }
    )
  }

  /// What is left or new is full; what was given up is dotted, what came in is dense; the floor of the group is a line.
  private func bar(_ row: WeightRow, top: Double, _ floor: Double?) -> LevelBar {
    let before = row.before.value ?? 0
    let after = row.after.value ?? before
    var bar = LevelBar(min(before, after) / top, row.isCompany ? .accent : .chart)
    bar.rest = (abs(after - before) / top, after < before ? Cell("░", .down) : Cell("▓", .up))
    bar.mark = floor.map { ($0, Cell("┊", .grid), isInFront: false) }
    return bar
  }

  private func legend(_ shown: RebalanceWeights) -> [List.Row] {
    let isChanged = shown.weighting != nil || shown.hasPublished
    let bars = isChanged ? words("█ kept  ░ given up  ▓ gained", "█ 유지  ░ 감소  ▓ 증가") : ""
    let floor = floorMark(shown) == nil ? "" : "  ┊ " + RuleLine.short(shown.trigger.rules.cohortFloor)
    let text: String
    if let gap = shown.difference {
      let (mean, most) = (Numbers.grouped(gap.mean, 2), Numbers.grouped(gap.largest, 1))
      text = words(
        "◆ by rule; published differ by \(mean) bp avg, \(most) max", "◆ 규칙 산정; 공개치와 평균 \(mean)bp, 최대 \(most)bp 차이")
    } else if shown.weighting != nil {
      text =
        shown.isAnnounced
        ? words("◆ estimate by rule; not published yet", "◆ 규칙에 따른 추정; 아직 미공개")
        : words("◆ what a special rebalance at these prices would bring", "◆ 이 주가로 특별 리밸런싱을 한다면")
    } else {
      text = words(
        "\(shown.securities) securities by share class; shares outstanding not known yet",
        "\(shown.securities)종목, 종류주별; 발행주식 수 미상")
    }
    let turnover = shown.turnover.map { share in
      let share = Numbers.grouped(share, 1)
      return words(" · turnover \(share)% one way", " · 편도 회전율 \(share)%")
    }
    return [
      List.Row(Line(bars + floor, .muted)), List.Row([Line(text + (turnover ?? ""), .muted), Line(text, .muted)], []),
    ]
  }
}
