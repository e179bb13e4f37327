import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The bars of earnings per share, non-GAAP beside GAAP, with what was claimed, and the readout of the selected quarter.
struct EPSHistoryBox {
  private let content: EPSContent
  private let context: DrawContext
  private let money: EPSColumn
  private var target: Period { content.target }

  private init(_ content: EPSContent) {
    (self.content, context, money) = (content, content.context, EPSColumn(format: content.context.format))
  }

  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let (context, box) = (content.context, EPSHistoryBox(content))
    let newest = content.earnings.reported.first.flatMap { newest in
      content.earnings.day(of: newest).map { "\(newest.label), \(context.format.date($0.day))" }
    }
    let note = "\(box.money.unit) · \(newest ?? "")"
    let inside = content.box(.history, rect, title: context.words("EPS by quarter", "분기별 EPS"), note: note, on: &canvas)
    guard inside.height > 3 else { return }
    let lines = box.readout(width: inside.width)
    let strip = content.claimed.isEmpty ? 0 : content.claimed.count + 1
    let (top, below) = inside.top(inside.height - max(0, min(lines.count + strip, inside.height - 8)))
    let (head, chart) = top.top(1)
    if top.height > 4 {
      let place = head.left(7).1
      canvas.lines([box.legend(place.width - 1)], in: place)
      box.chart.draw(in: chart, on: &canvas)
    }
    let rest = canvas.lines(lines, in: below)
    if strip > 0 { box.ranges.draw(in: rest, on: &canvas) }
  }

  // MARK: chart

  private var gutter: Int { context.format.isInWon ? 9 : 7 }

  /// The reported quarters and those up to the target, so that no bar is missing in between.
  static func quarters(_ content: EPSContent) -> [Period] {
    let newest = content.earnings.reported.first
    let awaited = content.earnings.targets.filter { quarter in newest.map { quarter > $0 } ?? false && quarter <= content.target }
    return (awaited + content.earnings.reported).reversed()
  }

  private var chart: GroupedBars {
    let quarters = Self.quarters(content)
    var bars = GroupedBars(quarters.count, selected: quarters.firstIndex(of: target), gutter: gutter, scale: money.text) {
      group(quarters[$0])
    }
    bars.hit = Hit.items(of: EPSView.history.rawValue)
    return bars
  }

  private func group(_ quarter: Period) -> GroupedBars.Group {
    let (adjusted, gaap) = (content.snapshot.reading(.epsNonGAAP, quarter), content.snapshot.reading(.epsGAAP, quarter))
    func value(_ reading: Reading) -> Double? { reading.value.map { money.value($0, quarter) } }
    // GAAP keeps its color, or two bars just revealed would be one.
    let role: Role = adjusted.figure.map { content.snapshot.isNew($0) } ?? false ? .new : .chart
    guard case .quarter(let year, let number) = quarter else { return GroupedBars.Group([], label: "", common: "") }
    var group = GroupedBars.Group(
      [Bar(value(adjusted), role, mark: adjusted.absence.map { Formatter.symbol($0) }), Bar(value(gaap), .chartAlternate)],
      // A star for a quarter whose newest figures are not its first ones.
      label: "Q\(number)" + (isRecast(quarter) ? "*" : ""), common: "\(year)")
    for range in content.earnings.claims(of: quarter).compactMap(\.range) {
      group.signs.append(.init(money.value(range.low, quarter), to: money.value(range.high, quarter), "◇", .claim))
    }
    // On the claim's own row the strip below shows which is higher.
    if !group.signs.isEmpty, let value = value(adjusted) { group.signs.append(.init(value, "●", .reported)) }
    guard quarter == target else { return group }
    group.value = adjusted.figure.map { Span(money.text($0.value, quarter), context.role($0), .bold) }
    guard let estimate = content.estimate.map({ money.value($0.statement.epsNonGAAP, quarter) }) else { return group }
    // Hollow while the report is awaited, beside it a mark.
    if adjusted.figure == nil {
      group.over = Bar(estimate, .estimate, mark: "◆")
    } else {
      group.signs.append(.init(estimate, "◆", .estimate))
    }
    return group
  }

  private func isRecast(_ quarter: Period) -> Bool {
    content.earnings.recast(.epsNonGAAP, quarter) != nil || content.earnings.recast(.epsGAAP, quarter) != nil
  }

  private func legend(_ width: Int) -> Line {
    let hasClaims = !content.earnings.claims.isEmpty
    return .legend(
      [
        ("██", .chart, "non-GAAP"), ("█", .chartAlternate, context.words("GAAP, right", "GAAP (오른쪽)")),
        ("◆", .estimate, context.words("estimate", "추정")),
        ("*", .muted, Self.quarters(content).contains(where: isRecast) ? context.words("restated", "재작성") : nil),
        ("◇", .claim, hasClaims ? context.words("claimed", "주장") : nil),
        ("●", .reported, hasClaims ? context.words("reported", "발표") : nil),
      ], gap: 3, in: width)
  }

  // MARK: readout

  private func readout(width: Int) -> [Line] {
    let head = Line(target.label, .heading, .bold)
    let lines = [
      [head, published(width - head.width - 3)], figures(.epsNonGAAP, "non-GAAP"), figures(.epsGAAP, "GAAP    "), shares,
    ]
    var own: [Line] = []
    if let estimate = content.estimate {
      let eps = money.text(estimate.statement.epsNonGAAP, target)
      own = [Line("◆ \(context.words(content.choices.current.name))", .estimate), Line(eps, .estimate)]
    }
    let all: [[Line]]
    switch (own.isEmpty, content.actual == nil, content.absence) {
    case (true, _, _): all = lines
    case (_, false, _): all = Array(lines[..<2]) + [own] + lines[2...]
    // Before the report there is nothing else to read out.
    case (_, _, .notInRecord):
      all = [
        lines[0], [Line("● \(context.words("results", "실적"))", .reported), Line(context.format.words(content.absence), .muted)],
        own,
      ]
    default: all = [lines[0], own]
    }
    return all.map { Line(joining: $0, gap: 3) }
  }

  /// When the results came out or are due, in both time zones as far as there is room.
  private func published(_ width: Int) -> Line {
    guard let day = content.earnings.day(of: target) else { return Line() }
    // Once the hour has passed without figures in the record, all that can be said is that they were due.
    let isKnown = content.actual != nil
    let words =
      isKnown || content.absence == .notInRecord ? context.words("published ", "발표 ") : context.words("results due ", "발표 예정 ")
    let seoul = context.format.seoul(day.release)
    let ways = [context.format.newYork(day.release), context.format.moment(day.release) + context.words(" New York", " 뉴욕")]
      .flatMap {
        [words + "\($0) · \(seoul)"] + (isKnown ? ["\($0) · \(seoul)"] : [])
      }
    return Line((ways + [words + context.format.date(day.day)]).fitting(width), .muted)
  }

  private func figures(_ metric: Metric, _ name: String) -> [Line] {
    let reading = content.snapshot.reading(metric, target)
    let name = Line("● \(name)", .reported)
    guard case .known(let figure) = reading else { return [name, Line(context.format.text(reading), .muted)] }
    let changes = [("QoQ", target.advanced(by: -1)), ("YoY", target.yearBefore)].map { label, period in
      let change = Growth.change(from: content.snapshot.reading(metric, period), to: reading)
      return Line("\(label) \(context.format.change(change))", context.role(ofChange: change))
    }
    let first = content.earnings.recast(metric, target).map { money.text($0.first, target) }
    return [name, Line(money.text(figure.value, target) + context.mark(figure), context.role(figure))] + changes
      + [first.map { Line(context.words("* first \($0)", "* 최초 \($0)"), .muted) }].compactMap { $0 }
  }

  private var shares: [Line] {
    let reading = content.snapshot.reading(.dilutedShares, target)
    let text = context.format.text(reading) + context.mark(reading)
    return [
      Line(context.words("diluted shares", "희석 주식 수"), .muted), Line(text, context.role(reading)),
    ]
  }

  // MARK: claimed against reported

  private struct Row {
    let name: Line
    let bar: HorizontalBars.Bar?
    let value: Line
  }

  /// Claimed ranges and the report on one scale from left to right.
  private var ranges: Table<Row> {
    // Beside a claim goes what was reported first: that is what it was about.
    let reported = content.reported.map { .known($0) } ?? content.snapshot.reading(.epsNonGAAP, target)
    let ranges = content.claimed.compactMap(\.range)
    let scale = HorizontalBars(showing: ranges.flatMap { [$0.low, $0.high] } + [reported.value].compactMap { $0 })
    let rows = zip(content.claimed, ranges).map { claim, range in
      // In won it is computed from what was claimed.
      let values = (range.low < range.high ? [range.low, range.high] : [range.low]).map { money.text($0, target) }
      return Row(
        name: Line("◇ \(context.words(claim.who))", .claim), bar: .range(range.low, range.high, "◇", .claim),
        value: Line((context.format.isInWon ? "≈ " : "") + values.joined(separator: "–"), .claim))
    }
    return Table(rows: rows + [self.reported(reported)]) {
      Column(.rest(least: 11, most: 15)) { $0.name }
      Column(Line(), .rest(least: 8, most: 32)) { row, width in scale.line(row.bar.map { [$0] } ?? [], width: width) }
      Column(.exactly(24), gap: 2) { $0.value }
    }
  }

  private func reported(_ reading: Reading) -> Row {
    let name = Line("● \(target.shortLabel) " + context.words("reported", "발표"), .reported)
    guard case .known(let figure) = reading else {
      return Row(name: name, bar: nil, value: Line(context.format.text(reading), .muted))
    }
    var value = Line(money.text(figure.value, target), context.role(figure))
    if content.claimed.count == 1 {
      let verdict = context.analysis.verdict(of: content.claimed[0])
      value = value + Line("  ") + Line(context.format.text(verdict), verdict.role)
    }
    return Row(name: name, bar: .init(at: figure.value, "●", context.role(figure)), value: value)
  }

  // MARK: items

  static func items(_ content: EPSContent) -> [Item] {
    let (s, format, quarter) = (content.snapshot, content.context.format, content.target)
    let label = Phrase("EPS, non-GAAP \(quarter.label)", "EPS (non-GAAP) \(quarter.label)")
    guard content.actual != nil else {
      return [Item(label, content.estimate.map { .known($0.figure(of: .epsNonGAAP)) } ?? .absent(.notKnownYet))]
    }
    var words = content.versions(.epsNonGAAP, quarter)
    if let release = content.earnings.day(of: quarter)?.release {
      words.append(Phrase("published ", "발표 ") + "\(format.newYork(release)) · \(format.seoul(release))")
    }
    return [Item(label, s.reading(.epsNonGAAP, quarter), text: words)]
  }
}
