import Canvas
import Model

/// The list of claims, one a row; it scrolls so that the selected one stays in sight.
enum ClaimsList {
  /// Columns of the list, from the left edge.
  private struct Columns {
    var verdict: Int
    var verdictWidth: Int
    var topic: Int
    var topicWidth: Int
    var text: Int
    var textWidth: Int
    /// Where figure and due date end; 0 where there is no room for them.
    var figureEnd: Int
    var dueEnd: Int
  }

  static func draw(_ claims: [Claim], _ cursor: Int, _ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let view = ClaimsPanel.views[max(0, min(ClaimsPanel.views.count - 1, scene.state.view(of: .claims)))]
    let title = scene.words("Claims", "주장") + " · " + scene.words(view)
    let inside = canvas.box(rect, title: title, note: "\(cursor + 1) / \(claims.count)")
    guard inside.height >= 2, inside.width >= 20 else { return }
    let columns = self.columns(inside, claims, scene)
    drawHead(columns, scene, inside.y, on: &canvas)
    let room = inside.height - 1
    // The selected row stays in the middle third where the list is longer than the box.
    let scroll = max(0, min(cursor - room / 2, claims.count - room))
    let byTopic = scene.state.view(of: .claims) == 0
    for (row, claim) in claims.dropFirst(scroll).prefix(room).enumerated() {
      let i = scroll + row
      let repeats = byTopic && row > 0 && claims[i - 1].topic == claim.topic
      drawRow(claim, columns, showsTopic: !repeats, scene, inside.y + 1 + row, on: &canvas)
      if i == cursor { canvas.emphasise(Rect(inside.x, inside.y + 1 + row, inside.width, 1), .selected) }
    }
    if scroll > 0 { canvas.put("↑", rect.maxX - 5, rect.maxY - 1, .muted) }
    if scroll + room < claims.count { canvas.put("↓", rect.maxX - 3, rect.maxY - 1, .muted) }
  }

  private static func columns(_ inside: Rect, _ claims: [Claim], _ scene: Scene) -> Columns {
    let verdictWidth = inside.width >= 60 ? (scene.language == .ko ? 11 : 12) : 2
    let figureWidth = claims.reduce(0) { max($0, TextWidth.columns(ClaimText.figure($1, scene.format))) }
    let topicWidth = inside.width >= 60 ? 9 : 0
    let verdict = inside.x + 2
    let topic = verdict + verdictWidth + 1
    let text = topic + (topicWidth > 0 ? topicWidth + 1 : 0)
    let dueEnd = inside.width >= 50 ? inside.maxX - 1 : 0
    let figureEnd = inside.width >= 50 ? dueEnd - 12 : 0
    let end = figureEnd > 0 ? figureEnd - figureWidth - 1 : inside.maxX - 1
    return Columns(
      verdict: verdict, verdictWidth: verdictWidth, topic: topic, topicWidth: topicWidth, text: text,
      textWidth: max(0, end - text), figureEnd: figureEnd, dueEnd: dueEnd)
  }

  private static func drawHead(_ columns: Columns, _ scene: Scene, _ y: Int, on canvas: inout Canvas) {
    if columns.verdictWidth > 2 { canvas.text(scene.words("verdict", "판정"), columns.verdict, y, .muted) }
    if columns.topicWidth > 0 { canvas.text(scene.words("topic", "주제"), columns.topic, y, .muted) }
    canvas.text(scene.words("claim", "주장"), columns.text, y, .muted, max: columns.textWidth)
    guard columns.figureEnd > 0 else { return }
    canvas.right(scene.words("claimed ◇", "주장 수치 ◇"), columns.figureEnd, y, .muted)
    canvas.right(scene.words("due", "기한"), columns.dueEnd, y, .muted)
  }

  private static func drawRow(
    _ claim: Claim, _ columns: Columns, showsTopic: Bool, _ scene: Scene, _ y: Int, on canvas: inout Canvas
  ) {
    let isNew = ClaimText.isNew(claim, scene.snapshot)
    if isNew { canvas.put("+", columns.verdict - 2, y, .new, .bold) }
    let role: Role = isNew ? .new : claim.verdict.role
    canvas.put(claim.verdict.mark, columns.verdict, y, role, .bold)
    canvas.text(scene.words(claim.verdict.word), columns.verdict + 2, y, role, max: columns.verdictWidth - 2)
    if showsTopic {
      canvas.text(scene.words(Names.topic(claim.topic)), columns.topic, y, .muted, max: columns.topicWidth)
    }
    canvas.text(scene.words(claim.text), columns.text, y, .text, max: columns.textWidth)
    guard columns.figureEnd > 0 else { return }
    canvas.right(ClaimText.figure(claim, scene.format), columns.figureEnd, y, .claim)
    canvas.right(claim.due?.iso ?? "–", columns.dueEnd, y, .muted)
  }
}
