import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The range of outcomes: how it fans out over the years, how a year is distributed, and how likely each target on record is.
struct ValueRangeBoxes {
  private let content: ValueContent
  private let outcomes: Outcomes
  private var context: DrawContext { content.context }
  private var years: [Int] { outcomes.path.years }
  private var quantity: SimulatedQuantity { content.choices.quantity }
  private var name: String { context.words(quantity.name) }
  private var scale: QuantityScale { QuantityScale(quantity, context) }

  static func draw(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    guard let outcomes = content.range.outcomes else {
      let inside = content.box(.range, rect, title: content.context.words("Range of outcomes", "결과 범위"), on: &canvas)
      Paragraph(content.context.words(content.range.absence)).draw(in: inside, on: &canvas)
      return
    }
    let boxes = ValueRangeBoxes(content: content, outcomes: outcomes)
    if rect.width >= 100 {
      let (left, right) = rect.left(rect.width * 11 / 20)
      let (fan, histogram) = left.top(left.height * 11 / 20)
      let (percentiles, targets) = right.top(min(right.height / 2, 11))
      boxes.drawFan(in: fan, on: &canvas)
      boxes.drawHistogram(in: histogram, on: &canvas)
      boxes.drawPercentiles(in: percentiles, on: &canvas)
      boxes.drawTargets(in: targets, on: &canvas)
    } else {
      let (charts, targets) = rect.top(rect.height - min(outcomes.targets.count + 6, rect.height / 2))
      let hasBoth = rect.width >= 70 && rect.height >= 16
      let (fan, histogram) = charts.left(hasBoth ? charts.width / 2 : charts.width)
      boxes.drawFan(in: fan, on: &canvas)
      if hasBoth { boxes.drawHistogram(in: histogram, on: &canvas) }
      boxes.drawTargets(in: targets, on: &canvas)
    }
  }

  // MARK: charts

  private func drawFan(in rect: Rect, on canvas: inout Canvas) {
    let capital = name.prefix(1).uppercased() + name.dropFirst()
    let inside = content.box(
      .range, rect, title: context.words("\(capital) by year, \(scale.unit)", "연도별 \(capital), \(scale.unit)"),
      note: rect.width >= 48 ? context.words("▓ half, ░ 90%, ━ median · x", "▓ 50%, ░ 90%, ━ 중앙값 · x") : "x", on: &canvas)
    let targets = outcomes.targets.filter { $0.quantity == quantity }
    Fan(points, levels: targets.map { ($0.least, Span($0.text(context), .claim)) }, scale: scale.text).draw(
      in: inside, on: &canvas)
  }

  /// Percentiles at the end of each year, after what there is now.
  private var points: [Fan.Point] {
    let now: Reading
    switch quantity {
    case .price: now = context.analysis.price
    // On diluted shares, as the paths are.
    case .marketValue: now = Valuation.marketValue(.diluted, content.snapshot)
    case .netIncome: now = content.record.netIncome
    }
    let name = quantity == .netIncome ? content.record.quarter?.shortLabel ?? "" : context.words("now", "현재")
    var points = [Fan.Point(0, [Double](repeating: now.value ?? 0, count: 5), name: Span(name, .muted))]
    for (i, step) in outcomes.path.steps.enumerated() {
      let values = [0.05, 0.25, 0.5, 0.75, 0.95].map { outcomes.result[quantity, i].percentile($0) ?? 0 }
      points.append(Fan.Point((points.last?.position ?? 0) + step, values, name: head(i)))
    }
    return points
  }

  /// The name of a year, highlighted where its histogram is drawn.
  private func head(_ i: Int) -> Span {
    i == content.yearIndex ? Span("\(years[i])", .heading, .bold) : Span("\(years[i])", .muted)
  }

  private func drawHistogram(in rect: Rect, on canvas: inout Canvas) {
    let (year, distribution) = (years[content.yearIndex], outcomes.result[quantity, content.yearIndex])
    let inside = content.box(
      .range, rect, title: context.words("\(year): \(name), \(scale.unit)", "\(year)년 \(name), \(scale.unit)"),
      note: context.words("← → year", "← → 연도"), on: &canvas)
    guard let median = distribution.percentile(0.5), let low = distribution.percentile(0.005),
      let high = distribution.percentile(0.98)
    else { return }
    // What few paths exceed is left out, or it would squeeze all the others together.
    let (from, to) = (quantity == .netIncome ? min(0, low) : 0, max(high, low + 1))
    let targets = outcomes.targets.filter { $0.quantity == quantity }
    let today = quantity == .price ? context.analysis.price.value : nil
    var histogram = Histogram(from: from, to: to, scale: scale.text) { distribution.columns($0, from: from, to: to) }
    histogram.marks = [(median, "━", .heading)]
    if let today { histogram.marks.append((today, "●", .reported)) }
    histogram.marks += targets.map { ($0.least, "◇", .claim) }
    if quantity == .price { histogram.legend = context.words(" · ● today · ◇ target", " · ● 현재 · ◇ 목표") }
    histogram.note = { sum in
      let beyond = context.format.chance(1 - sum / Double(max(1, distribution.paths)), .short)
      return context.words("\(beyond) off chart", "범위 밖 \(beyond)")
    }
    histogram.draw(in: inside, on: &canvas)
  }

  // MARK: percentiles

  private func drawPercentiles(in rect: Rect, on canvas: inout Canvas) {
    let paths = Numbers.grouped(Double(content.choices.paths))
    let inside = content.box(
      .range, rect, title: context.words("Percentiles: \(name), \(scale.unit)", "백분위수: \(name), \(scale.unit)"),
      note: context.words("\(paths) paths, seed \(content.choices.seed)", "경로 \(paths)개, 시드 \(content.choices.seed)"), on: &canvas
    )
    let (names, scale) = (context.language == .ko ? 8 : 9, scale)
    let width = max(1, (inside.width - names) / max(1, years.count)) - 1
    typealias Row = (name: String, role: Role, text: (Int) -> String)
    let ranks: [Row] = [0.95, 0.75, 0.5, 0.25, 0.05].map { rank in
      let text = { year in outcomes.result[quantity, year].percentile(rank).map(scale.text) ?? "–" }
      return ("\(Int(rounding: rank * 100))%", rank == 0.5 ? .heading : .text, text)
    }
    let others: [Row] = [
      (context.words("mean", "평균"), .muted, { scale.text(outcomes.result[quantity, $0].mean) }),
      (context.words("a loss", "손실"), .muted, { context.format.chance(outcomes.result.lossShare(year: $0), .short) }),
    ]
    let table = Table(rows: ranks + others) {
      Column(.exactly(names)) { Line($0.name, .muted) }
      for i in years.indices {
        Column(Line([head(i)]), .exactly(width), .right) { row, _ in
          Line(row.text(i), row.role, row.role == .heading ? .bold : [])
        }
      }
    }
    table.draw(in: inside, on: &canvas)
  }

  // MARK: targets

  private func drawTargets(in rect: Rect, on canvas: inout Canvas) {
    let inside = content.box(
      .range, rect, title: context.words("Chance of reaching it by the end of", "연말까지 도달할 확률"),
      note: rect.width >= 66 ? context.words("targets on record", "기록된 목표") : "", on: &canvas)
    guard inside.height > 1 else { return }
    let rest = targets(inside.width).draw(in: inside, edge: rect, on: &canvas)
    if outcomes.targets.isEmpty { canvas.lines([Line(context.words("no target is on record", "기록된 목표 없음"), .muted)], in: rest) }
    words.draw(in: rest.top(1).1, on: &canvas)
  }

  /// Names are never cut: the nearest years are dropped instead.
  private func targets(_ width: Int) -> Table<Int> {
    let year = width >= 64 ? 8 : 6
    let names = outcomes.targets.map { "\($0.text(context)) · " + context.words($0.scenario.name) }
    let widest = names.reduce(20) { max($0, TextWidth.columns($1) + 1) }
    var table = Table(rows: Array(names.indices), selected: content.selected(.range)) {
      Column(Line(), .rest(least: min(widest, width - year))) { Line(names[$0], .claim).cut(to: $1 - 1) }
      for i in years.indices {
        Column("\(years[i])", .exactly(year), .right, gap: 0, priority: years.count - 1 - i) {
          Line(context.format.chance(outcomes.result.probabilitySoFar(target: $0, year: i), .short))
        }
      }
    }
    table.hit = Hit.items(of: ValueView.range.rawValue)
    return table
  }

  private var words: Paragraph {
    var first = context.words(Names.rangeNote)
    if let key = content.key, let entry = content.scenario?.entry(key) {
      let (name, value) = (context.words(Names.of(key)), ValueText(context).text(entry.figure))
      let keys = context.key("value.assumption.raise") + " " + context.key("value.assumption.lower")
      first += context.words(" \(keys) change \(name): \(value).", " \(keys) 조정 대상: \(name) \(value).")
    }
    let view = context.key(.nextView)
    let second = context.words(
      "Each driver goes from the last four quarters to the scenario's value and varies by its spread (\(view) shows and changes them). A year with a loss counts as a price of 0. Near years follow that path, not the market.",
      "각 항목은 최근 4개 분기에서 시나리오 값까지 가며 분포만큼 흔들립니다 (\(view)에서 보고 바꿈). 손실인 해의 주가는 0으로 셉니다. 가까운 연도는 이 경로에서 나온 값이며 시장 전망이 아닙니다.")
    var words = Paragraph([Line(first, .muted), Line(second, .muted)])
    words.isCutMarked = true
    return words
  }
}
