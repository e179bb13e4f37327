import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The tiles of the Overview that sum up another panel.
extension OverviewTiles {
  // MARK: storage and earnings

  func storage(in rect: Rect, on canvas: inout Canvas) {
    let quarters = s.quarters(.storage)
    let note = quarters.last.map { $0.period.label } ?? ""
    let inside = box(.storage, context.words("Storage · GWh a quarter", "ESS · 분기 GWh"), note: note).draw(in: rect, on: &canvas)
    quarterBars(quarters, decimals: 1, in: inside, on: &canvas)
  }

  /// Bars of the last quarters that fit, each with its value above and its quarter below.
  ///
  /// Losses draw no bar.
  private func quarterBars(
    _ quarters: [(period: Period, reading: Reading)], decimals: Int, recast: Set<Period> = [], in rect: Rect,
    on canvas: inout Canvas
  ) {
    func label(_ point: (period: Period, reading: Reading)) -> String? {
      point.reading.value.map { self.label($0, decimals) + (recast.contains(point.period) ? "*" : "") }
    }
    guard let newest = quarters.last else {
      canvas.lines([Line(context.words("not in the record", "기록에 없음"), .muted)], in: rect)
      return
    }
    // Without room for bars, the newest number.
    guard rect.height >= 4, rect.width >= 12 else {
      let known = quarters.last { $0.reading.figure != nil } ?? newest
      canvas.lines([Line("\(known.period.label)  \(format.text(known.reading))")], in: rect)
      return
    }
    let labels = quarters.suffix(rect.width / 4).compactMap { label($0) }
    let pitch = max(4, labels.map { TextWidth.columns($0) }.max() ?? 0) + 1
    let shown = quarters.suffix(max(1, (rect.width + 1) / pitch))
    let columns = shown.map { point in
      let role: Role = point.reading.figure.map { s.isNew($0) } ?? false ? .new : .chart
      let bar = Bar(point.reading.value, role, mark: Formatter.symbol(point.reading.absence ?? .notApplicable))
      return BarChart.Column(bar: bar, value: label(point) ?? "", label: point.period.shortLabel)
    }
    let top = max(shown.compactMap(\.reading.value).max() ?? 1, 0.0001)
    BarChart(columns, top: top, pitch: pitch).draw(in: rect, on: &canvas)
  }

  /// A value above its bar.
  private func label(_ value: Double, _ decimals: Int) -> String {
    Numbers.grouped(value, abs(value) < 1 && decimals > 0 ? 2 : decimals)
  }

  func earnings(in rect: Rect, on canvas: inout Canvas) {
    let quarters = content.findings.earnings
    let shown = quarters.map { ($0.period, $0.reading.figure.map { .known(format.shown($0)) } ?? $0.reading) }
    let title =
      format.isInWon
      ? context.words("EPS · non-GAAP, KRW a share", "EPS · non-GAAP, 주당 원")
      : context.words("EPS · non-GAAP, USD a share", "EPS · non-GAAP, 주당 달러")
    let inside = box(.earnings, title, note: s.latestQuarter(.epsNonGAAP).map(\.label) ?? "").draw(in: rect, on: &canvas)
    // Those that fit are the newest ones.
    let recast = Set(quarters.suffix((inside.width + 2) / 5).map(\.period).filter { s.isRecast(.epsNonGAAP, $0) })
    var lines = earningsLines(quarters)
    if !recast.isEmpty { lines.append(Line(context.words("* restated since", "* 재작성 수치"), .muted)) }
    let (chart, below) = inside.top(max(0, inside.height - lines.count))
    quarterBars(shown, decimals: format.isInWon ? 0 : 2, recast: recast, in: chart, on: &canvas)
    canvas.lines(lines, in: below)
  }

  /// What was claimed for the newest quarters, where somebody claimed something; and when the next results come.
  private func earningsLines(_ quarters: [(period: Period, reading: Reading)]) -> [Line] {
    guard let newest = s.latestQuarter(.epsNonGAAP), let next = quarters.last?.period else { return [] }
    var lines: [Line] = []
    // A claim about a quarter long past is for the Claims panel.
    let claim = context.analysis.earnings.claims.last { claim in
      guard claim.figure?.unit == .usdPerShare, !claim.isUser else { return false }
      return EarningsState.quarter(of: claim).map { $0 >= newest } ?? false
    }
    if let claim { lines += claimLines(claim) }
    if let event = content.events.first(where: { $0.releasedQuarter == next && $0.kind == .results }) {
      let mark = event.isExpected ? "◆ " : "○ "
      let day = format.nearDate(event.day, s.asOf)
      let words =
        event.isExpected
        ? context.words("\(next.shortLabel) expected \(day)", "\(next.shortLabel) 발표 예상 \(day)")
        : context.words("\(next.shortLabel) results on \(day)", "\(next.shortLabel) 발표 \(day)")
      lines.append(Line(mark + words, event.isExpected ? .estimate : .text))
    }
    return lines
  }

  /// What was claimed for a quarter and what was reported.
  private func claimLines(_ claim: Claim) -> [Line] {
    guard let low = claim.figure, let quarter = EarningsState.quarter(of: claim) else { return [] }
    let high = claim.figureHigh.map { "–" + Numbers.grouped($0.value, 2) } ?? ""
    // A claim is quoted in the currency in which it was made; in won it has to say so.
    let unit = format.isInWon ? context.words(" USD", "달러") : ""
    let claimed = "◇ \(quarter.label) " + context.words("claimed ", "주장 ") + Numbers.grouped(low.value, 2) + high + unit
    guard case .known(let reported) = s.firstPrint(.epsNonGAAP, quarter) else {
      let absence = s.reading(.epsNonGAAP, quarter).absence ?? .notKnownYet
      return [Line(claimed, .claim), Line("● " + format.mark(absence) + " " + format.words(absence), .muted)]
    }
    let judged = context.analysis.verdict(of: claim)
    let verdict = judged == .open ? "" : " · " + context.words(Names.of(judged))
    let text = "● " + context.words("reported ", "실적 ") + Numbers.grouped(reported.value, 2) + unit + verdict
    return [Line(claimed, .claim), Line(text, context.role(reported))]
  }

  /// What is missing, and how to add it where there is room.
  func notice(_ missing: MissingNote, in rect: Rect, on canvas: inout Canvas) {
    let room = rect.width - 2
    let (text, remedy) = missing.line(context.language) { TextWidth.columns($0) + 2 <= room }
    canvas.lines([Line("∅ " + text, .stale) + Line(remedy, .muted)], in: rect.inset(1, 0))
  }

  // MARK: chain

  func chain(in rect: Rect, on canvas: inout Canvas) {
    let note = s.stages.isEmpty ? "" : context.words("\(s.stages.count) stages", "\(s.stages.count)단계")
    let inside = box(.chain, context.words("Chain", "밸류체인"), note: note).draw(in: rect, on: &canvas)
    guard !s.stages.isEmpty else {
      let empty = context.words(
        Phrase("The chain is not drawn yet at this moment.", "이 시점에는 아직 체인이 그려지지 않았습니다.") + context.otherMoments)
      Paragraph(empty).draw(in: inside, on: &canvas)
      return
    }
    let stages = s.stages.enumerated().map { i, stage in
      let isNew = stage.changePositions.contains { s.isNew(stage.history[$0].knownAt) }
      return Line(context.words(stage.shortLabel), isNew ? .new : stage.changePositions.count > 1 ? .text : .muted)
        + Line(i == s.stages.count - 1 ? "" : " ─▸", .border)
    }
    let lines = stages.wrapped(gap: 1, in: inside.width)
    let rest = canvas.lines(Array(lines.prefix(inside.height < 3 ? inside.height : inside.height - 1)), in: inside).top(1).1
    milestones(rest.height).draw(in: rest, on: &canvas)
  }

  /// The newest milestones of all stages.
  private func milestones(_ count: Int) -> Table<(stage: Stage, remark: Remark)> {
    Table(rows: Array(context.analysis.chain.news.prefix(max(0, count)))) {
      Column(.exactly(10)) { Line($0.remark.knownAt.newYorkDay.iso, .muted) }
      Column(.rest(least: 1)) {
        Line("\(context.words($0.stage.shortLabel)): \(context.words($0.remark.text))", s.isNew($0.remark.knownAt) ? .new : .text)
      }
    }
  }

  // MARK: claims

  func claims(in rect: Rect, on canvas: inout Canvas) {
    let inside = box(.claims, context.words("Claims", "주장"), note: s.claims.isEmpty ? "" : "\(s.claims.count)").draw(
      in: rect, on: &canvas)
    guard !s.claims.isEmpty else {
      Paragraph(context.words("none made yet", "아직 없음")).draw(in: inside, on: &canvas)
      return
    }
    let counts = context.analysis.tally.all
    let most = max(1, Verdict.tally.map { counts[$0] }.max() ?? 1)
    let table = Table(rows: Verdict.tally) {
      Column(.exactly(12)) { Line(context.words(Names.of($0)), $0.role) }
      Column(Line(), .rest(least: 0)) { verdict, room in
        let count = counts[verdict]
        return Line(String(repeating: "■", count: count == 0 ? 0 : max(1, count * min(room, most) / most)), verdict.role)
      }
      Column(.exactly(4), .right) { Line("\(counts[$0])") }
    }
    let rest = table.draw(in: inside, edge: rect, on: &canvas)
    justJudged(in: rest.top(1).1, on: &canvas)
  }

  /// The claim whose verdict came last.
  private func justJudged(in rect: Rect, on canvas: inout Canvas) {
    guard rect.height >= 2, let judgement = content.findings.lastJudged, let known = judgement.judgedAt else { return }
    let isNew = s.isNew(known)
    Paragraph([
      Line("\(known.newYorkDay.iso) \(context.words(Names.of(judgement.verdict)))", isNew ? .new : .muted),
      Line(context.words(judgement.claim.text), isNew ? .new : .text),
    ]).draw(in: rect, on: &canvas)
  }

  // MARK: scenario

  /// What the scenario says or comes to as text, with the user's changes, and as a multiple of today's.
  private func target(_ value: ScenarioValue) -> (text: String, multiple: Double?) {
    guard value.marketValue.figure != nil else { return (context.words("a loss", "손실"), nil) }
    return (ValueText(context, at: value.shownRate).target(value), value.timesToday(inWon: format.isInWon).value)
  }

  /// The day of the price that a scenario is compared with.
  private var dayOfPrice: Phrase {
    context.oldPriceDay.map { Phrase($0) } ?? Phrase("today", "현재")
  }

  func scenario(in rect: Rect, on canvas: inout Canvas) {
    let inside = box(.scenario, context.words("Scenario", "시나리오"), note: context.key(.nextScenario)).draw(in: rect, on: &canvas)
    guard let scenario = context.scenario, let value = content.findings.scenario else {
      Paragraph(context.words("none is known yet", "아직 없음")).draw(in: inside, on: &canvas)
      return
    }
    let (text, multiple) = target(value)
    let isChanged = !value.scenario.changed.isEmpty
    var rows = [
      Line(context.words(scenario.name), .heading),
      Line(context.words(scenario.who) + (isChanged ? context.words(", changed by you", ", 직접 변경") : ""), .muted),
      Line(text, scenario.isDriven ? .assumed : .claim),
    ].map { List.Row($0) }
    if let multiple {
      let times = Numbers.grouped(multiple, 2)
      rows.append(List.Row(Line(context.words("\(times)× vs. \(dayOfPrice.en)", "\(dayOfPrice.ko)의 \(times)배"))))
    }
    if let due = scenario.deadline {
      rows.append(List.Row(Line(context.words("due \(format.date(due))", "기한 \(format.date(due))"), .muted)))
    }
    for entry in value.scenario.entries
    where entry.key != .marketValue && entry.key != .price && !value.scenario.lent.contains(entry.key) {
      let mark = entry.figure.provenance.isClaimed ? "◇ " : ""
      let own = ValueText(
        context, at: value.rate(beside: TrailingGap.record(of: entry.key, context.analysis.trailingDrivers, s), s))
      let amount = entry.figure.unit == .trillionKRW ? format.text(entry.figure) : own.text(entry.figure)
      let role = context.role(entry.figure)
      rows.append(List.Row(Line(mark + context.words(Names.of(entry.key)), role), Line(amount, role)))
    }
    List(rows).draw(in: inside, edge: rect, on: &canvas)
  }

  // MARK: small and wide extras

  /// EPS of the newest quarters and when the next comes, in one line.
  private var earningsSummary: String {
    let quarters = content.findings.earnings.suffix(4)
    guard let next = quarters.last?.period else { return context.words("not in the record", "기록에 없음") }
    var text = quarters.map { "\($0.period.shortLabel) \(format.value($0.reading))" }.joined(separator: "  ")
    if let event = content.events.first(where: { $0.releasedQuarter == next && $0.kind == .results }) {
      text += (event.isExpected ? " ◆ " : " ○ ") + format.nearDate(event.day, s.asOf)
    }
    return "non-GAAP " + text
  }

  /// EPS, chain, claims and scenario in a line each.
  func summary(in rect: Rect, on canvas: inout Canvas) {
    let inside = Box(context.words("Thesis", "투자 논리")).draw(in: rect, on: &canvas)
    let unknown = context.words("none yet at this moment", "이 시점에는 아직 없음")
    let counts = context.analysis.tally.all
    let verdicts = Verdict.tally.filter { counts[$0] > 0 }.map { "\(context.words(Names.of($0))) \(counts[$0])" }
    let news = context.analysis.chain.news.first.map {
      "\($0.remark.knownAt.newYorkDay.iso) \(context.words($0.stage.shortLabel)): \(context.words($0.remark.text))"
    }
    let rows: [(tile: OverviewTile, text: Line)] = [
      (.earnings, Line(earningsSummary)), (.chain, Line(news ?? unknown)),
      (.claims, Line(verdicts.isEmpty ? unknown : verdicts.joined(separator: " · "))),
      (.scenario, context.scenario.map(summary) ?? Line(unknown, .muted)),
    ]
    var table = Table(rows: rows, selected: rows.firstIndex { item(of: $0.tile) == cursor }) {
      Column(.exactly(9)) { Line(context.words($0.tile.title), .muted) }
      Column(.rest(least: 1)) { $0.text }
    }
    table.hit = { row in item(of: rows[row].tile).map { .item(view: 0, index: $0) } }
    table.draw(in: inside, edge: rect, on: &canvas)
  }

  private func summary(_ scenario: Scenario) -> Line {
    guard let value = content.findings.scenario else { return Line() }
    let (text, multiple) = target(value)
    let times =
      multiple.map {
        context.words(" · \(Numbers.grouped($0, 2))× vs. \(dayOfPrice.en)", " · \(dayOfPrice.ko)의 \(Numbers.grouped($0, 2))배")
      } ?? ""
    let due = scenario.deadline.map { " · " + format.date($0) } ?? ""
    return Line("\(context.words(scenario.name)): \(text)\(due)\(times)", scenario.isDriven ? .assumed : .claim)
  }

  /// How far back the news of a moment goes.
  private static let weeksOfNews = 6

  /// What happened in the last weeks, and below it what happened before, newest first.
  func latest(in rect: Rect, on canvas: inout Canvas) {
    let inside = Box(context.words("Last six weeks", "최근 6주")).draw(in: rect, on: &canvas)
    let first = s.asOf + Int64(-Self.weeksOfNews * 7 * 86_400)
    let past = (s.events.filter { $0.start <= s.asOf }.map { ($0.start, news($0)) } + releases).sorted { $0.0 > $1.0 }
    var rows = past.prefix { $0.0 >= first }.map(\.1)
    if rows.isEmpty { rows.append(News(text: Line(context.words("nothing on record", "기록된 일 없음"), .muted))) }
    let earlier = past.drop { $0.0 >= first }
    if !earlier.isEmpty { rows.append(News(date: context.words("before", "그 전"), text: Line())) }
    rows += earlier.prefix(inside.height).map(\.1)
    let table = Table(rows: Array(rows.prefix(inside.height))) {
      Column(.exactly(context.language == .ko ? 15 : 11)) { Line($0.date, .muted) }
      Column(.rest(least: 1)) { $0.text }
    }
    table.draw(in: inside, edge: rect, on: &canvas)
  }

  private struct News {
    var date = ""
    var text: Line
  }

  /// The results and deliveries that have no event in the record.
  private var releases: [(Instant, News)] {
    let told = Set(s.events.filter { $0.kind == .release }.map(\.day))
    let results = s.earnings.suffix(4).map { ($0.release, Phrase("\($0.quarter.label) results", "\($0.quarter.label) 실적 발표")) }
    let deliveries = s.deliveriesDays.suffix(4).compactMap { quarter, _ in
      s.firstKnown(.deliveries, quarter).map {
        ($0, Phrase("\(quarter.label) production and deliveries", "\(quarter.label) 생산·인도 발표"))
      }
    }
    return (results + deliveries).filter { !told.contains($0.0.newYorkDay) }.map { instant, title in
      (
        instant,
        News(date: format.nearDate(instant.newYorkDay, s.asOf), text: Line(context.words(title), s.isNew(instant) ? .new : .text))
      )
    }
  }

  private func news(_ event: Event) -> News {
    // A release came even where the record has no figures of it.
    let isMissing =
      event.kind == .release && event.hasTime && s.missingResults?.release == event.start
    let text = context.words(event.title) + (isMissing ? " · " + format.words(.notInRecord) : "")
    let role: Role = s.isNew(event.start) ? .new : isMissing ? .stale : .text
    return News(date: format.nearDate(event.day, s.asOf), text: Line(text, role))
  }
}
