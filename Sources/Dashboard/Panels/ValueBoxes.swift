import Canvas
import Finance
import Model

/// The boxes of lines: the scenario in force, the record, and the table of all scenarios.
enum ValueBoxes {
  /// Why no profit stands beside the profits of a scenario.
  static func segmentSentence(_ scene: Scene) -> String {
    scene.words(
      "Profit by segment is not reported; gross profit by line is the nearest.", "부문별 이익은 공시되지 않으며, 부문별 매출총이익이 가장 가까운 수치입니다.")
  }

  // MARK: scenario and record

  static func drawScenario(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    drawPart("scenario", .scenario, content, in: rect, on: &canvas) { drawScenarioBox(content, in: rect, on: &$0) }
  }

  static func drawRecord(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    drawPart("record", .record, content, in: rect, on: &canvas) { drawRecordBox(content, in: rect, on: &$0) }
  }

  static func drawTable(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    drawPart("table", .table, content, in: rect, on: &canvas) { drawTableBox(content, in: rect, on: &$0) }
  }

  /// A cursor outside of a box does not change its picture.
  private static func drawPart(
    _ name: String, _ part: ValuePart, _ content: ValueContent, in rect: Rect, on canvas: inout Canvas,
    _ draw: (inout Canvas) -> Void
  ) {
    let selected = content.selected
    content.scene.part(name, in: rect, selected.part == part ? selected.line : -1, on: &canvas, draw)
  }

  private static func drawScenarioBox(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    guard let value = content.value else { return }
    let scenario = value.scenario
    let ids = content.all.firstIndex { $0.scenario.id == scenario.id } ?? 0
    let title = "◇ " + scene.words(scenario.name)
    let note = scene.words(
      "\(scenario.who.en), \(scene.format.date(scenario.knownAt.newYorkDay)) · \(ids + 1)/\(content.all.count) · s",
      "\(scenario.who.ko), \(scene.format.date(scenario.knownAt.newYorkDay)) · \(ids + 1)/\(content.all.count) · s")
    let inside = canvas.box(rect, title: title, note: note).inset(1, 0)
    drawLines(content.scenarioLines, .scenario, content, in: inside, on: &canvas)
  }

  private static func drawRecordBox(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let day = content.record.price.figure.map { $0.provenance.knownAt }
    let note = day.map { scene.format.moment($0) + " " + scene.words("New York", "뉴욕") } ?? ""
    let inside = canvas.box(rect, title: scene.words("● Record", "● 실적·시장"), note: note).inset(1, 0)
    let y = drawLines(content.recordLines, .record, content, in: inside, on: &canvas)
    let lines = TextWidth.wrap(segmentSentence(scene), inside.width)
    for (i, line) in lines.enumerated() where y + 1 + i < inside.maxY {
      canvas.text(line, inside.x, y + 1 + i, .muted, max: inside.width)
    }
  }

  /// Draws lines with their two columns and returns the row after them.
  @discardableResult
  private static func drawLines(
    _ lines: [ValueLine], _ part: ValuePart, _ content: ValueContent, in rect: Rect, on canvas: inout Canvas
  ) -> Int {
    let scene = content.scene
    let selected = content.selected
    let inner = Rect(rect.x, rect.y, min(rect.width, 76), rect.height)
    let end = inner.maxX - 2
    let main = end - min(inner.width >= 70 ? 22 : 18, inner.width * 2 / 5)
    let headed = headed(lines, spare: rect.height - lines.count)
    let first = selected.part == part ? max(0, selected.line - rect.height + 1) : 0
    var y = rect.y
    for (i, line) in lines.enumerated().dropFirst(first) {
      if let group = line.group, headed.contains(i), i > first || !group.en.isEmpty {
        canvas.text(scene.words(group), rect.x, y, .muted, max: inner.width)
        y += 1
      }
      guard y < rect.maxY else { break }
      let width = TextWidth.columns(line.main)
      canvas.text(scene.words(line.label), rect.x + 1, y, .text, max: main - width - 2 - rect.x)
      canvas.right(line.main, main, y, line.role, max: main - rect.x)
      canvas.right(line.second, end, y, line.contradicts ? .warning : .muted, max: end - main - 1)
      if let verdict = line.verdict { canvas.text(EPSClaims.mark(verdict), end + 1, y, EPSClaims.role(verdict), max: 1) }
      if selected.part == part, selected.line == i { canvas.emphasise(Rect(rect.x, y, inner.width, 1), .selected) }
      y += 1
    }
    return y
  }

  /// Before which lines the name of their group or a blank line stands, as far as there are rows to spare: names first.
  private static func headed(_ lines: [ValueLine], spare: Int) -> [Int] {
    let groups = lines.indices.filter { lines[$0].group != nil }
    let named = groups.filter { lines[$0].group?.en.isEmpty == false }
    let blank = groups.filter { lines[$0].group?.en.isEmpty == true }
    return Array((named + blank).prefix(max(0, spare)))
  }

  // MARK: all scenarios

  private static func drawTableBox(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let title = scene.words("All scenarios", "시나리오 전체")
    let inside = canvas.box(rect, title: title, note: scene.words("at today's shares and rate", "현재 주식 수·환율 기준")).inset(1, 0)
    let count = content.all.count
    guard inside.height > 0, count > 0 else { return }
    let withOutcome = inside.height >= count * 4 - 1
    let each = inside.height < count * 2 ? 1 : withOutcome ? 3 : 2
    let gap = inside.height >= count * (each + 1) - 1 ? 1 : 0
    let selected = content.selected
    let room = max(1, (inside.height + gap) / (each + gap))
    let first = selected.part == .table ? max(0, selected.line - room + 1) : 0
    for (i, value) in content.all.enumerated().dropFirst(first).prefix(room) {
      let row = Rect(inside.x, inside.y + (i - first) * (each + gap), inside.width, each)
      drawScenarioRow(value, content, in: row, on: &canvas)
      if selected.part == .table, selected.line == i { canvas.emphasise(row, .selected) }
    }
  }

  private static func drawScenarioRow(_ value: ScenarioValue, _ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let scenario = value.scenario
    let claim = ValueContent.claim(scenario, content.snapshot)
    let isCurrent = scenario.id == content.value?.scenario.id
    var end = rect.maxX
    if let claim {
      // A verdict on the multiple alone says nothing about the value.
      let isMultiple = scenario.items.contains { $0.item == .multiple && $0.claim == claim.id }
      let text = (isMultiple ? "PER " : "") + EPSClaims.verdictText(claim.verdict, scene)
      end -= canvas.right(text, end, rect.y, EPSClaims.role(claim.verdict)) + 2
    }
    let times = scene.format.text(value.timesToday, decimals: 2)
    let against = scene.words("\(times) today", "현재의 \(times)")
    end -= canvas.right(against, end, rect.y, .text, .bold, max: max(0, end - rect.x)) + 2
    let name = (isCurrent ? "▸ " : "  ") + scene.words(scenario.name)
    canvas.text(name, rect.x, rect.y, isCurrent ? .heading : .text, isCurrent ? .bold : [], max: end - rect.x)
    guard rect.height > 1 else { return }
    canvas.text(figuresText(value, scene, width: rect.width - 2), rect.x + 2, rect.y + 1, .muted, max: rect.width - 2)
    guard rect.height > 2 else { return }
    let outcome = claim?.outcome.map { scene.words($0) } ?? scene.words("no outcome yet", "아직 결과 없음")
    canvas.text(scene.words("so far: ", "현재까지: ") + outcome, rect.x + 2, rect.y + 2, .muted, max: rect.width - 2)
  }

  /// Market value, price and due date; what the scenario states carries the mark of a claim, what follows from it does not.
  private static func figuresText(_ value: ScenarioValue, _ scene: Scene, width: Int) -> String {
    let scenario = value.scenario
    let marketValue = (scenario[.marketValue] != nil ? "◇ " : "") + scene.format.text(value.marketValue)
    var price = scene.format.mark(value.price.absence ?? .notKnownYet)
    if let amount = value.price.value {
      let (number, unit) = scene.format.parts(amount, .usd, decimals: scene.format.currency == .usd ? 0 : nil)
      price = (scenario[.price] != nil ? "◇ " : "") + number + scene.words(" ", "") + unit
    }
    let amounts = "\(marketValue) · \(price)"
    guard let due = scenario.due else { return amounts }
    let left = ValueContent.timeLeft(due, scene)
    let long = "\(amounts) · \(scene.format.date(due)), \(left)"
    return TextWidth.columns(long) <= width ? long : "\(amounts) · \(due.iso), \(left)"
  }
}
