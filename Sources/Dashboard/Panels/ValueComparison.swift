import Analysis
import Canvas
import Finance
import Format
import Model

/// All scenarios side by side: a column each, and their prices as bars against today's.
enum ValueComparison {
  private struct Row {
    var name: Phrase
    /// Whether it shows what the user's changes come to.
    var isResult = false
    var text: (ScenarioValue) -> String
  }

  /// Beside the table of the scenario it does not say again what that says.
  static func draw(_ content: ValueContent, besideTable: Bool = false, in rect: Rect, on canvas: inout Canvas) {
    let selected = content.view == .comparison ? content.row(.comparison) : -1
    let rows = rows(content, besideTable)
    canvas.clipped(to: rect) { drawBox(content, rows, selected, in: rect, on: &$0) }
  }

  private static func rows(_ content: ValueContent, _ besideTable: Bool) -> [Row] {
    let scene = content.scene
    let text = ValueText(scene)
    let peer = content.value?.peer
    var rows = [
      Row(name: Phrase("price", "주가"), isResult: true) { ValueText(scene, at: $0.shownRate).price(of: $0) },
      Row(name: ValueNames.against(scene)) { text.times($0.timesToday(inWon: scene.format.isInWon)) },
      Row(name: Phrase("due", "기한")) { $0.scenario.deadline.map { String($0.iso.prefix(7)) } ?? "–" },
      Row(name: Phrase("net income", "순이익")) { ValueText(scene, at: $0.shownRate).text($0.profit) },
      Row(name: Phrase("multiple", "배수")) { text.text($0.multiple) },
      Row(name: Phrase("market value", "시가총액"), isResult: true) { value in
        let text = ValueText(scene, at: value.shownRate)
        return scene.format.isInWon ? text.won(value.marketValueKRW) : text.text(value.marketValue)
      },
      Row(name: Phrase("shares", "주식 수")) { value in
        value.shares.value.map {
          scene.words("\(Numbers.grouped($0 / 1000, 2)) B", "\(Numbers.grouped($0 / 100, 1))억")
        } ?? "–"
      },
      Row(name: Phrase("share basis", "주식 기준")) {
        $0.shareBasis == .diluted ? scene.words("diluted", "희석") : scene.words("outstanding", "발행")
      },
    ]
    if !scene.format.isInWon {
      rows.insert(Row(name: Phrase("in won", "원화"), isResult: true) { text.won($0.marketValueKRW) }, at: rows.count - 2)
    }
    if !besideTable { rows.append(Row(name: Phrase("implied P/E", "내재 PER")) { text.text($0.impliedMultiple) }) }
    if let peer {
      rows.append(
        Row(
          name: Phrase(
            "× \(peer.name.en) \(peer.marketValue.period.endDay.iso.prefix(7))",
            "\(peer.name.ko) \(peer.marketValue.period.endDay.iso.prefix(7))")
        ) { text.times($0.timesPeer) })
    }
    rows.append(
      Row(name: Phrase("contradictions", "자체 모순")) {
        $0.contradictions.isEmpty ? "–" : scene.words("≠ \($0.contradictions.count)", "≠ \($0.contradictions.count)건")
      })
    rows.append(
      Row(name: Phrase("verdict", "판정")) {
        guard let claim = ValueContent.claim($0.scenario, content.snapshot) else { return "–" }
        // A verdict on the multiple alone says nothing about the value.
        let isMultiple = $0.scenario.entry(.multiple)?.claim == claim.id
        return (isMultiple ? scene.words("P/E ", "PER ") : "") + scene.format.text(scene.analysis.verdict(of: claim))
      })
    return rows
  }

  private static func drawBox(
    _ content: ValueContent, _ rows: [Row], _ selected: Int, in rect: Rect, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let inside = content.box(
      .comparison, rect, title: scene.words("Scenarios side by side", "시나리오 비교"), note: scene.format.rateNote() ?? "", on: &canvas
    )
    guard inside.height > 2, !content.all.isEmpty else { return }
    let nameWidth = min(15, inside.width / 4)
    let fit = max(1, min(content.all.count, (inside.width - nameWidth) / 12))
    let current = content.all.firstIndex { $0.scenario.id == content.scenario?.id } ?? 0
    let at = selected >= 0 ? selected : current
    let scroll = Scroll(content.all.count, from: at - fit / 2, room: fit)
    let first = scroll.first
    let width = (inside.width - nameWidth) / fit
    let headHeight = 2
    for (column, value) in content.all.enumerated().dropFirst(first).prefix(fit) {
      let x = inside.x + nameWidth + (column - first) * width
      drawHead(value, isCurrent: column == current, scene, Rect(x, inside.y, width, headHeight), on: &canvas)
      for (i, row) in rows.enumerated() where headHeight + i < inside.height {
        let isChanged = row.isResult && !content.choices.changes(of: value.scenario.id).isEmpty
        canvas.right(
          row.text(value), x + width, inside.y + headHeight + i, isChanged ? .assumed : column == current ? .heading : .text,
          max: width - 1)
      }
      if column == selected {
        canvas.emphasise(Rect(x + 1, inside.y, width - 1, min(inside.height, headHeight + rows.count)), .selected)
      }
    }
    for (i, row) in rows.enumerated() where headHeight + i < inside.height {
      canvas.text(scene.words(row.name), inside.x, inside.y + headHeight + i, .muted, max: nameWidth)
    }
    canvas.note(scroll.sideMarks, inEdgeOf: rect)
    let used = headHeight + rows.count + 1
    let below = Rect(inside.x, inside.y + used, inside.width, inside.height - used)
    let (bars, problems) = below.top(below.height - min(max(0, below.height), content.choices.problems.count))
    drawBars(content, bars, on: &canvas)
    for (i, problem) in content.choices.problems.prefix(max(0, problems.height)).enumerated() {
      canvas.text("! " + problem, problems.x, problems.y + i, .warning, max: problems.width)
    }
  }

  /// The scenario's name in two lines.
  private static func drawHead(_ value: ScenarioValue, isCurrent: Bool, _ scene: Scene, _ rect: Rect, on canvas: inout Canvas) {
    let name = (isCurrent ? "▸" : "") + scene.words(value.scenario.name)
    let lines = TextWidth.wrap(name, rect.width - 1)
    for (i, line) in lines.prefix(2).enumerated() {
      let isCut = i == 1 && lines.count > 2
      canvas.right(isCut ? line + "…" : line, rect.maxX, rect.y + i, isCurrent ? .heading : .title, .bold, max: rect.width - 1)
    }
  }

  /// The price of each, the market's as a line through all.
  private static func drawBars(_ content: ValueContent, _ rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    guard rect.height >= 3, let today = Valuation.quote(content.snapshot).value else { return }
    let text = ValueText(scene)
    let names = min(28, rect.width / 3)
    let room = rect.width - names - 12
    guard room > 8 else { return }
    let top = (content.all.compactMap(\.price.value) + [today]).max() ?? 1
    canvas.text(
      scene.words("price a share; ┊ today \(text.price(today))", "주가; ┊ 현재 \(text.price(today))"), rect.x, rect.y, .muted,
      max: rect.width)
    let mark = rect.x + names + Int(rounding: today / top * Double(room), .down)
    let isSpread = rect.height >= content.all.count * 2
    for (i, value) in content.all.enumerated() {
      let y = rect.y + 1 + i * (isSpread ? 2 : 1)
      guard y < rect.maxY else { break }
      let isCurrent = value.scenario.id == content.scenario?.id
      canvas.text(
        (isCurrent ? "▸ " : "  ") + scene.words(value.scenario.name), rect.x, y, isCurrent ? .heading : .text, max: names - 1)
      guard let price = value.price.value else {
        canvas.put("┊", mark, y, .muted)
        let why = value.profit.value.map { $0 <= 0 } == true ? scene.words("a loss", "손실") : text.text(value.price)
        canvas.text(why, rect.x + names, y, .muted)
        continue
      }
      let share = max(0, min(1, price / top))
      let isRecord = value.scenario.id == Scenarios.record
      canvas.levelBar(share, rect.x + names, y, width: room, isRecord ? .chart : .claim, hollow: !isRecord)
      let end = rect.x + names + max(1, Int(rounding: share * Double(room), .up))
      if mark >= end { canvas.put("┊", mark, y, .muted) }
      canvas.text(
        text.price(price), max(end, mark == end ? end + 1 : end) + 1, y, isCurrent ? .heading : .text, max: rect.maxX - end - 1)
    }
  }
}
