import Canvas
import Finance
import Format
import Model

/// The rule in words: how the weights were set, how far the index is from a special rebalance, and the company from its limits.
enum IndexRuleBox {
  static func draw(_ content: IndexContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let title = scene.words("Rule", "규칙")
    guard !content.rule.isEmpty else {
      let inside = content.box(.rule, rect, title: title, on: &canvas).inset(1, 0)
      return IndexContent.drawText(
        scene.words(
          "No weights of the index are in the record at this moment. ] goes on to the next moment, L to now.",
          "이 시점의 기록에는 지수 비중이 없습니다. ]는 다음 시점, L은 현재로 이동합니다."), in: inside, on: &canvas)
    }
    let rules = content.record?.trigger.rules ?? content.next.flatMap { IndexRules.inForce(on: $0.reference) }
    let since = rules.map { scene.format.date($0.since) } ?? "?"
    let whatIf = content.record.flatMap { content.whatIf($0.triggerDay) }
    let notes = whatIf ?? [scene.words("version of \(since)", "\(since) 판")]
    let inside = content.box(
      .rule, rect, title: title, note: content.note(notes, title: title, rect),
      noteRole: whatIf == nil ? .muted : .assumed,
      on: &canvas
    ).inset(1, 0)
    guard inside.height > 0, inside.width >= 24 else { return }
    let rows = self.rows(content)
    // Headings go with the line below them.
    let selected = rows.firstIndex { $0.line == cursor } ?? 0
    let scroll = Scroll(rows.count, selected: selected, room: inside.height)
    for (k, row) in rows[scroll.visible].enumerated() {
      draw(
        row, content, Rect(inside.x, inside.y + k, inside.width, 1), isSelected: row.line == cursor && !row.isGauge, on: &canvas)
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
  }

  /// A row of the box: a heading, a line, or the gauge below one.
  private struct Row {
    var heading: String?
    var isOld = false
    var line: Int?
    var isGauge = false
  }

  private static func rows(_ content: IndexContent) -> [Row] {
    let scene = content.scene
    var rows: [Row] = []
    var section: RuleLine.Section?
    for (i, line) in content.rule.enumerated() {
      if line.section != section {
        section = line.section
        if let record = content.record {
          let (heading, day) = self.heading(line.section, record, scene)
          rows.append(Row(heading: heading, isOld: content.isOld(day)))
        } else if let next = content.next {
          rows.append(Row(heading: limitsHeading(next, scene)))
        }
      }
      rows.append(Row(line: i))
      if line.gauge != nil { rows.append(Row(line: i, isGauge: true)) }
    }
    return rows
  }

  private static func limitsHeading(_ next: RebalanceDates, _ scene: Scene) -> String {
    let (name, day) = (scene.words(next.kind.name), scene.format.date(next.effective))
    return scene.words("\(name) \(day): limits, not tested", "\(day) \(name)의 한도 (검사 전)")
  }

  private static func heading(_ section: RuleLine.Section, _ record: IndexRecord, _ scene: Scene) -> (String, Day) {
    switch section {
    case .reset, .limits:
      let day = scene.format.date(record.resetDay)
      return (
        record.isAnnounced
          ? scene.words("New weights by rule · prices of \(day)", "규칙에 따른 새 비중 · \(day) 주가")
          : scene.words("If weights were set anew · prices of \(day)", "새로 산정한다면 · \(day) 주가"), record.resetDay
      )
    case .trigger:
      let day = scene.format.date(record.triggerDay)
      return (
        record.isCurrent
          ? scene.words("Special rebalance? · index weights of \(day)", "특별 리밸런싱 조건 · \(day) 지수 비중")
          : scene.words("Special limits then · index weights of \(day)", "당시 특별 리밸런싱 조건 · \(day) 지수 비중"), record.triggerDay
      )
    case .company:
      let price = record.companyPrice(on: record.triggerDay).map { Numbers.grouped($0, 2) } ?? "?"
      let weight = record.companyInTrigger.map { RuleLine.percent(record.trigger.companies[$0].weight) } ?? "?"
      let name = record.companyInTrigger.map { record.trigger.companies[$0].tickers.joined(separator: "+") } ?? ""
      return (scene.words("\(name) \(weight) · \(price) USD", "\(name) \(weight) · \(price)달러"), record.triggerDay)
    }
  }

  private static func draw(_ row: Row, _ content: IndexContent, _ rect: Rect, isSelected: Bool, on canvas: inout Canvas) {
    let scene = content.scene
    if let heading = row.heading {
      canvas.text(heading, rect.x, rect.y, row.isOld ? .stale : .heading, .bold, max: rect.width)
      return
    }
    guard let i = row.line else { return }
    let line = content.rule[i]
    if row.isGauge {
      if let gauge = line.gauge { draw(gauge, line.verdict, Rect(rect.x + 2, rect.y, rect.width - 2, 1), on: &canvas) }
      return
    }
    let role: Role = line.verdict == .passes ? .met : line.verdict == .triggers ? .warning : .text
    let value = scene.words(line.value)
    let used = canvas.right(value, rect.maxX, rect.y, role, max: rect.width * 3 / 5)
    canvas.text(scene.words(line.label), rect.x + 2, rect.y, .text, max: rect.width - used - 3)
    if isSelected { canvas.emphasise(rect, .selected) }
  }

  /// The way to the limit, with the limit as a line.
  private static func draw(_ gauge: RuleLine.Gauge, _ verdict: RuleLine.Verdict, _ rect: Rect, on canvas: inout Canvas) {
    let label = " " + RuleLine.short(gauge.limit)
    let width = min(60, rect.width - TextWidth.columns(label) - 1)
    guard width >= 8 else { return }
    // The limit stands at five sixths, so that what is over it has room.
    let end = width * 5 / 6
    let share = gauge.measured / gauge.limit * Double(end) / Double(width)
    for x in 0..<width { canvas.put("·", rect.x + x, rect.y, .grid) }
    canvas.levelBar(min(1, share), rect.x, rect.y, width: width, verdict == .triggers ? .warning : .chart)
    canvas.put("┃", rect.x + end, rect.y, .heading, .bold)
    canvas.text(label, rect.x + width, rect.y, .muted)
  }
}
