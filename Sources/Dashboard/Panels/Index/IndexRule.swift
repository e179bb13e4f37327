import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The rule in words: how the weights were set, how far the index is from a special rebalance, and the company from its limits.
extension IndexContent {
  func drawRule(in rect: Rect, on canvas: inout Canvas) {
    let title = words("Rule", "규칙")
    guard !rule.isEmpty else {
      let text = words(
        Phrase("No weights of the index are in the record at this moment.", "이 시점의 기록에는 지수 비중이 없습니다.") + context.otherMoments)
      Paragraph(text).draw(in: box(.rule, title).draw(in: rect, on: &canvas), on: &canvas)
      return
    }
    let rules = shown?.trigger.rules ?? index.next.flatMap { IndexRules.inForce(on: $0.reference) }
    let since = rules.map { context.format.date($0.since) } ?? "?"
    let changed = shown.flatMap { whatIf($0.triggerDay) }
    let box = box(
      .rule, title, notes: changed ?? [words("version of \(since)", "\(since) 판")], noteRole: changed == nil ? .muted : .assumed)
    let inside = box.draw(in: rect, on: &canvas)
    ruleList(inside.width).draw(in: inside, edge: rect, on: &canvas)
  }

  /// The lines in their sections, those about a distance to a limit with a gauge below.
  private func ruleList(_ width: Int) -> List {
    var list = List([])
    var lines: [Int: Int] = [:]
    var section: RuleLine.Section?
    for (i, line) in rule.enumerated() {
      if line.section != section { list.rows.append(List.Row(heading(line.section))) }
      section = line.section
      if i == selected(.rule) { list.selected = list.rows.count }
      lines[list.rows.count] = i
      let role: Role = line.verdict == .passes ? .met : line.verdict == .triggers ? .warning : .text
      list.rows.append(List.Row(Line("  " + words(line.label)), Line(words(line.value), role)))
      if let gauge = line.gauge { list.rows.append(List.Row(self.gauge(gauge, line.verdict, width))) }
    }
    list.hit = { lines[$0].map { .item(view: IndexView.rule.rawValue, index: $0) } }
    return list
  }

  private func heading(_ section: RuleLine.Section) -> Line {
    let date = context.format.date
    func line(_ text: String, _ day: Day? = nil) -> Line { Line(text, day.map(isOld) == true ? .stale : .heading, .bold) }
    guard let shown else {
      guard let next = index.next else { return Line() }
      let (name, day) = (words(next.kind.name), date(next.effective))
      return line(words("\(name) \(day): limits, not tested", "\(day) \(name)의 한도 (검사 전)"))
    }
    switch section {
    case .reset, .limits:
      let day = date(shown.resetDay)
      return line(
        shown.isAnnounced
          ? words("New weights by rule · prices of \(day)", "규칙에 따른 새 비중 · \(day) 주가")
          : words("If weights were reset · prices of \(day)", "새로 산정한다면 · \(day) 주가"), shown.resetDay)
    case .trigger:
      let day = date(shown.triggerDay)
      return line(
        shown.isCurrent
          ? words("Special rebalance? · index weights of \(day)", "특별 리밸런싱 조건 · \(day) 지수 비중")
          : words("Special limits then · index weights of \(day)", "당시 특별 리밸런싱 조건 · \(day) 지수 비중"), shown.triggerDay)
    case .company:
      let price = shown.companyPrice(on: shown.triggerDay).map { Numbers.grouped($0, 2) } ?? "?"
      let company = shown.companyInTrigger.map { shown.trigger.companies[$0] }
      let (name, weight) = (company.map(\.name) ?? "", company.map { RuleLine.percent($0.weight) } ?? "?")
      return line("\(name) \(weight) · " + words("\(price) USD", "\(price)달러"), shown.triggerDay)
    }
  }

  /// The distance to a limit, which is at five sixths of the gauge, so that what is over it has room.
  private func gauge(_ gauge: RuleLine.Gauge, _ verdict: RuleLine.Verdict, _ room: Int) -> Line {
    let label = " " + RuleLine.short(gauge.limit)
    let width = min(60, room - 2 - TextWidth.columns(label) - 1)
    guard width >= 8 else { return Line() }
    let limit = Double(width * 5 / 6) / Double(width)
    var bar = LevelBar(gauge.measured / gauge.limit * limit, verdict == .triggers ? .warning : .chart)
    bar.ground = Cell("·", .grid)
    bar.mark = (limit, Cell("┃", .heading, .bold), isInFront: true)
    return Line("  ") + bar.line(width) + Line(label, .muted)
  }
}
