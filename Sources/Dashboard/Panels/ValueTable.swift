import Canvas
import Finance
import Format
import Model

/// The table of a scenario's lines, and the strip above every view that says what it comes to.
enum ValueTable {
  /// Why no profit stands beside the profits of a scenario.
  static func segmentSentence(_ scene: Scene) -> String {
    scene.words(
      "Profit by segment is not reported; gross profit by line is the nearest.", "부문별 이익은 공시되지 않으며, 부문별 매출총이익이 가장 가까운 수치입니다.")
  }

  /// Which lines a box shows.
  enum Part { case all, assumptions, results }

  private struct Columns {
    var main: Int
    var record: Int
    var ratio: Int
    var growth: Int?
    /// Whether there is room for what was stated beside every number that is shown in the other currency: for all of them or for none.
    var hasStated = false
  }

  static func draw(_ part: Part, _ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let selected = content.row(.scenario)
    canvas.clipped(to: rect) {
      drawBox(part, content, selected, in: rect, on: &$0)
    }
  }

  private static func drawBox(_ part: Part, _ content: ValueContent, _ selected: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let split = ValueRows.assumptionCount(content.rows)
    let range: Range<Int>
    switch part {
    case .all: range = 0..<content.rows.count
    case .assumptions: range = 0..<split
    case .results: range = split..<content.rows.count
    }
    let isStated = content.scenario?.isDriven == false
    let title =
      part == .results
      ? scene.words("What follows from it", "내재값")
      : scene.words(isStated ? "What it states" : "What it assumes", isStated ? "제시값" : "가정")
    let changed = content.rows.count { $0.isChanged }
    let note =
      changed > 0 && part != .results ? scene.words("~ \(changed) changed by you · = R z", "~ 직접 변경 \(changed)개 · = R z") : ""
    let inside = content.box(.scenario, rect, title: title, note: note, on: &canvas)
    guard inside.height > 1 else { return }
    var columns = columns(inside)
    columns.hasStated = content.rows[range].allSatisfy { row in
      let texts = [scene.words(row.item.label), row.stated, row.main].reduce(0) { $0 + TextWidth.columns($1) }
      return row.stated.isEmpty || texts + (row.verdict == nil ? 4 : 6) <= columns.main - inside.x
    }
    drawHead(part, columns, content, inside, on: &canvas)
    let lines = lines(content.rows, range)
    let room = inside.height - 1
    let at = lines.firstIndex { $0 == .row(selected) } ?? 0
    let scroll = Scroll(lines.count, selected: at, room: room)
    var y = inside.y + 1
    for line in lines[scroll.visible] {
      switch line {
      case .heading(let phrase): canvas.text(scene.words(phrase), inside.x, y, .muted, max: inside.width)
      case .blank: break
      case .row(let i):
        drawRow(content.rows[i], columns, scene, inside, y, on: &canvas)
        if i == selected, content.view == .scenario { canvas.emphasise(Rect(inside.x, y, inside.width, 1), .selected) }
      }
      y += 1
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
    guard part != .assumptions, inside.maxY - y >= 3 else { return }
    for (i, text) in TextWidth.wrap(segmentSentence(scene), inside.width).enumerated() where y + 1 + i < inside.maxY {
      canvas.text(text, inside.x, y + 1 + i, .muted, max: inside.width)
    }
  }

  private enum Line: Equatable {
    case heading(Phrase), blank
    case row(Int)
  }

  /// The rows with the names of their groups; the first group is named by the box itself.
  private static func lines(_ rows: [ValueRow], _ range: Range<Int>) -> [Line] {
    var lines: [Line] = []
    for i in range {
      if let group = rows[i].group, rows[i].key == nil {
        if !lines.isEmpty { lines.append(.blank) }
        lines.append(.heading(group))
      }
      lines.append(.row(i))
    }
    return lines
  }

  private static func columns(_ inside: Rect) -> Columns {
    let isWide = inside.width >= 70
    let growth = isWide ? inside.maxX : nil
    let ratio = isWide ? inside.maxX - 9 : inside.maxX
    let record = ratio - 8
    return Columns(main: record - (isWide ? 16 : min(15, inside.width / 4 + 1)), record: record, ratio: ratio, growth: growth)
  }

  private static func drawHead(
    _ part: Part, _ columns: Columns, _ content: ValueContent, _ inside: Rect, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let quarter =
      content.record.quarter.map { scene.words("● TTM \($0.shortLabel)", "● TTM \($0.shortLabel)") }
      ?? scene.words("● record", "● 실적")
    let due = content.scenario?.deadline.map { String($0.year) } ?? scene.words("scenario", "시나리오")
    canvas.right(due, columns.main, inside.y, .muted)
    canvas.right(quarter, columns.record, inside.y, .muted)
    canvas.right(scene.words("× TTM", "배율"), columns.ratio, inside.y, .muted, max: 8)
    if let growth = columns.growth { canvas.right(scene.words("a year", "연평균"), growth, inside.y, .muted) }
  }

  private static func drawRow(
    _ row: ValueRow, _ columns: Columns, _ scene: Scene, _ inside: Rect, _ y: Int, on canvas: inout Canvas
  ) {
    let width = TextWidth.columns(row.main)
    let end = columns.main
    if row.isChanged { canvas.put("~", inside.x, y, .assumed, .bold) }
    let room = end - width - 1 - inside.x - 2
    let whole = scene.words(row.item.label)
    let labelRoom = row.verdict == nil ? room : room - 2
    let label = TextWidth.columns(whole) <= labelRoom ? whole : row.shortLabel.map { scene.words($0) } ?? whole
    var used = canvas.text(label, inside.x + 2, y, .text, max: labelRoom)
    // The verdict belongs to the claim, not to a column of numbers.
    if let verdict = row.verdict {
      used += 1 + canvas.text(String(verdict.mark), inside.x + 3 + used, y, verdict.role)
    }
    if columns.hasStated { canvas.text(row.stated, inside.x + 3 + used, y, .claim, max: room - used - 1) }
    canvas.right(row.main, end, y, row.isChanged ? .assumed : row.role, row.isChanged ? .bold : [], max: end - inside.x)
    canvas.right(row.record, columns.record, y, row.contradicts ? .warning : .muted, max: columns.record - end - 1)
    canvas.right(row.ratio, columns.ratio, y, row.contradicts ? .warning : .text, max: 7)
    if let growth = columns.growth { canvas.right(row.growth, growth, y, .muted, max: 8) }
  }

  // MARK: strip

  /// What the scenario comes to, in two lines over every view.
  static func drawHead(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    canvas.clipped(to: rect) { drawHeadBox(content, in: rect, on: &$0) }
  }

  private static func drawHeadBox(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    guard let value = content.value else { return }
    let scenario = value.scenario
    let place = (content.all.firstIndex { $0.scenario.id == scenario.id } ?? 0) + 1
    let made =
      scenario.id == Scenarios.record || scenario.knownAt == .distantPast
      ? "" : ", " + scene.format.date(scenario.knownAt.newYorkDay)
    let title = (scenario.isOwn ? "▪ " : "") + scene.words(scenario.name)
    let inside = canvas.box(
      rect, title: title, note: "\(scene.words(scenario.who))\(made) · \(place)/\(content.all.count) · s S"
    ).inset(1, 0)
    let text = ValueText(scene, at: value.shownRate)
    // A stated value need not be what its profits come to; the market's is no product of them.
    let isProduct =
      value.product.value.flatMap { product in value.marketValue.value.map { abs($0 / product - 1) < 0.005 } } ?? true
    let sign = scenario.id == Scenarios.record ? scene.words("Market value ", "시가총액 ") : isProduct ? "= " : "≠ "
    let worth = scene.format.isInWon ? text.won(value.marketValueKRW) : text.text(value.marketValue)
    var first = [
      (scene.words("Net income ", "순이익 "), text.text(value.profit)),
      (scene.words("× P/E ", "× PER "), text.text(value.multiple)),
      (sign, worth),
    ]
    // The record's price is its multiple of what was earned a share, on which shares its value counts besides.
    if scenario.id == Scenarios.record, let income = ScenarioIncome(scenario) {
      let own = ValueText(scene, at: value.rate(beside: content.record.earningsPerShare, scene.snapshot))
      first[0] = ("EPS ", own.text(income.reading(.earningsPerShare, content.record)))
      first.insert(("= ", text.price(of: value)), at: 2)
    }
    if value.profit.figure == nil { first = [(scene.words("Market value ", "시가총액 "), worth)] }
    if !scene.format.isInWon { first.append(("", text.won(value.marketValueKRW))) }
    if value.income.map({ $0.netIncome <= 0 }) == true {
      first = [
        (scene.words("Net income ", "순이익 "), text.text(value.profit)),
        ("", scene.words("a loss: no multiple gives it a value", "손실: 배수로 가치를 매길 수 없음")),
      ]
    }
    var second = [
      (scene.words("Price ", "주가 "), text.price(of: value)),
      (scene.words(ValueNames.against(scene)) + " ", text.times(value.timesToday(inWon: scene.format.isInWon))),
    ]
    if scenario.id == Scenarios.record { second.removeFirst() }
    if let stated = stated(value, scene) { second.append((scene.words("stated ", "제시값 "), stated)) }
    if let peer = value.peer {
      let day = peer.marketValue.period.endDay.iso.prefix(7)
      second.append(
        (scene.words("against \(peer.name.en) (\(day)) ", "\(peer.name.ko) 대비(\(day)) "), text.times(value.timesPeer)))
    }
    if let due = scenario.deadline {
      second.append((scene.words("due ", "기한 "), "\(scene.format.date(due)), \(ValueContent.timeLeft(due, scene))"))
    }
    let lines = inside.height > 2 ? [market(scene), first, second] : [first, second]
    for (y, segments) in lines.enumerated() where y < inside.height { draw(segments, inside, y, on: &canvas) }
  }

  /// What the market says the company is worth, the shares that it counts, and the other counts there are.
  private static func market(_ scene: Scene) -> [(String, String)] {
    let s = scene.snapshot
    let worth = Valuation.marketValue(s)
    let when = ValueNames.oldDay(scene).map { $0 + " " } ?? scene.words("Today ", "현재 ")
    var segments = [
      (when, scene.format.text(worth)),
      ("= ", scene.format.text(Valuation.quote(s))),
      ("× ", ShareBasisText.text(.earned, scene) ?? scene.format.mark(.notInRecord)),
    ]
    if let rate = worth.figure.flatMap({ scene.format.rateNote(for: $0) }) { segments.append(("", rate)) }
    return segments + ShareBasisText.others(scene).map { ("", $0) }
  }

  /// What the author had stated of a value or price that now follows the user's changes; nil where nothing is beside it.
  private static func stated(_ value: ScenarioValue, _ scene: Scene) -> String? {
    guard value.followsChanges else { return nil }
    let keys: [ScenarioKey] =
      scene.format.isInWon ? [.marketValueKRW, .marketValue, .price] : [.marketValue, .marketValueKRW, .price]
    guard let figure = keys.lazy.compactMap({ value.scenario[$0] }).first else { return nil }
    let isClaimed = if case .claimed = figure.provenance { true } else { false }
    return (isClaimed ? "◇ " : "") + Formatter(language: scene.language).text(figure)
  }

  private static func draw(_ segments: [(String, String)], _ inside: Rect, _ y: Int, on canvas: inout Canvas) {
    var x = inside.x
    for (i, (label, text)) in segments.enumerated() {
      let separator = i == 0 || ["×", "=", "≠"].contains(label.prefix(1)) ? (i == 0 ? "" : " ") : " · "
      let width = TextWidth.columns(separator) + TextWidth.columns(label) + TextWidth.columns(text)
      guard x + width <= inside.maxX else { continue }
      x += canvas.text(separator, x, inside.y + y, .muted)
      x += canvas.text(label, x, inside.y + y, .muted)
      x += canvas.text(text, x, inside.y + y, .heading, .bold)
    }
  }
}
