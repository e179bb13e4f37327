import Canvas
import Finance
import Format
import Model

/// How the claims of each topic and of each speaker have done; the rate is of forecasts only, statements stand beside them.
enum ClaimsScoreboard {
  static func draw(_ content: ClaimsContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    guard rect.width >= 100 else { return drawBoth(content, selected: cursor, in: rect, on: &canvas) }
    // Side by side, with the claims of the selected group below.
    let (upper, lower) = rect.top(min(rect.height, max(content.topics.count, content.speakers.count) + 3))
    let (left, right) = upper.left(upper.width / 2)
    drawTopics(content, selected: cursor, in: left, on: &canvas)
    drawSpeakers(content, selected: cursor, in: right, on: &canvas)
    drawMembers(content, cursor, in: lower, on: &canvas)
  }

  /// The claims of a group in the order of the tally, as many as there is room for.
  private static func drawMembers(_ content: ClaimsContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    guard rect.height >= 3, content.groups.indices.contains(cursor) else { return }
    let scene = content.scene
    let group = content.groups[cursor]
    let name = cursor < content.topics.count ? Names.topic(group.key.en) : group.key
    let inside = canvas.box(
      rect, title: scene.words(name), note: scene.words("\(group.members.count) claims", "\(group.members.count)건")
    )
    .inset(1, 0)
    let sorted = ClaimsItems.sorted(group, content)
    for (line, i) in sorted.prefix(inside.height).enumerated() {
      let (judgement, y) = (content.judgements[i], inside.y + line)
      let verdict = judgement.verdict
      canvas.put(verdict.mark, inside.x, y, verdict.role, .bold)
      canvas.text(scene.words(Names.of(verdict)), inside.x + 2, y, verdict.role, max: 10)
      let record = ClaimText.record(judgement, scene.format)
      let used = canvas.right(record, inside.maxX, y, .reported, max: 20)
      let isStatement = judgement.claim.kind == .statement
      let mark = isStatement ? scene.words("statement: ", "진술: ") : ""
      canvas.text(
        mark + scene.words(judgement.claim.text), inside.x + 13, y, isStatement ? .muted : .text,
        max: inside.width - 13 - used - (used > 0 ? 1 : 0))
    }
    if sorted.count > inside.height {
      canvas.right(scene.words(" … Enter: all ", " … Enter: 전체 "), rect.maxX - 2, rect.maxY - 1, .muted)
    }
  }

  /// Topics above speakers, each with the rows that it needs.
  static func drawBoth(_ content: ClaimsContent, selected: Int?, in rect: Rect, on canvas: inout Canvas) {
    let wanted = content.topics.count + 3
    let (upper, lower) = rect.top(min(wanted, rect.height - min(content.speakers.count + 3, rect.height / 2)))
    drawTopics(content, selected: selected, in: upper, on: &canvas)
    drawSpeakers(content, selected: selected, in: lower, on: &canvas)
  }

  private static func drawTopics(_ content: ClaimsContent, selected: Int?, in rect: Rect, on canvas: inout Canvas) {
    let rows = content.topics.map { (content.scene.words(Names.topic($0.key.en)), $0.tally) }
    drawTable(content.scene.words("By topic", "주제별"), rows, selected, content.scene, in: rect, on: &canvas)
  }

  private static func drawSpeakers(_ content: ClaimsContent, selected: Int?, in rect: Rect, on canvas: inout Canvas) {
    let rows = content.speakers.map { (content.scene.words($0.key), $0.tally) }
    drawTable(
      content.scene.words("By who said it", "발언자별"), rows, selected.map { $0 - content.topics.count }, content.scene, in: rect,
      on: &canvas)
  }

  /// A row a group: its name, a mark a claim (forecasts, a bar, statements), how many of the judged forecasts came true.
  private static func drawTable(
    _ title: String, _ rows: [(name: String, tally: ClaimTally)], _ selected: Int?, _ scene: Scene, in rect: Rect,
    on canvas: inout Canvas
  ) {
    let inside = canvas.box(rect, title: title, note: note(scene, rect.width - TextWidth.columns(title) - 8)).inset(1, 0)
    guard inside.height >= 2, inside.width > 10 else { return }
    let hits = scene.words("hits", "적중률")
    let hitWidth = inside.width >= 30 ? 13 : 6
    let widest = rows.reduce(0) { max($0, TextWidth.columns($1.name)) }
    let nameWidth = max(6, min(widest, inside.width - hitWidth - 12, inside.width * 2 / 5))
    canvas.right(hits, inside.maxX, inside.y, .muted)
    let marks = Rect(inside.x + nameWidth + 1, inside.y, inside.width - nameWidth - hitWidth - 2, 1)
    let legends = [
      scene.words("a mark a claim: forecasts ┊ statements", "주장마다 표시 하나: 예측 ┊ 진술"),
      scene.words("forecasts ┊ statements", "예측 ┊ 진술"),
    ]
    if let legend = legends.first(where: { TextWidth.columns($0) + TextWidth.columns(hits) < inside.maxX - marks.x }) {
      canvas.text(legend, marks.x, inside.y, .muted)
    }
    let room = inside.height - 1
    let isHere = selected.map { rows.indices.contains($0) } ?? false
    let scroll = Scroll(rows.count, selected: isHere ? selected : nil, room: room)
    for (line, i) in scroll.visible.enumerated() {
      let y = inside.y + 1 + line
      let (name, tally) = rows[i]
      let judged = tally.forecasts.judged
      canvas.text(name, inside.x, y, .text, max: nameWidth)
      drawMarks(tally, Rect(marks.x, y, marks.width, 1), on: &canvas)
      if hitWidth > 6 { canvas.right(scene.words("of \(judged)", "\(judged)건 중"), inside.maxX - 6, y, .muted, max: 7) }
      canvas.right(tally.hitRate.map { Numbers.grouped($0, 0) + "%" } ?? "–", inside.maxX, y, judged > 0 ? .text : .muted)
      if i == selected { canvas.emphasise(Rect(inside.x - 1, y, inside.width + 2, 1), .selected) }
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
  }

  /// What the rate is of, as long as there is room for.
  private static func note(_ scene: Scene, _ room: Int) -> String {
    let all = [
      scene.words("hits: forecasts only, partly counts half", "적중률: 예측만, 일부 적중은 절반"),
      scene.words("forecasts, partly .5", "예측만, 일부 절반"), scene.words("partly .5", "일부 절반"),
    ]
    return all.first { TextWidth.columns($0) <= room } ?? ""
  }

  /// A mark a claim in the order of the tally, forecasts before statements; where there is no room for all of them, in proportion.
  private static func drawMarks(_ tally: ClaimTally, _ rect: Rect, on canvas: inout Canvas) {
    let total = tally.all.total
    let bar = tally.statements.total > 0 ? 1 : 0
    guard rect.width > bar, total > 0 else { return }
    let scale = min(1, Double(rect.width - bar) / Double(total))
    var (x, sum) = (rect.x, 0)
    for kind in ClaimKind.allCases {
      if kind == .statement, bar > 0 {
        canvas.put("┊", x, rect.y, .muted)
        x += 1
      }
      for verdict in Verdict.tally {
        sum += tally[kind][verdict]
        let end = rect.x + (kind == .statement ? bar : 0) + Int(rounding: Double(sum) * scale)
        while x < end {
          canvas.put(verdict.mark, x, rect.y, verdict.role)
          x += 1
        }
      }
    }
  }
}
