import Canvas
import Model

/// The list of claims, one a row; it scrolls so that the selected one stays in sight.
enum ClaimsList {
  /// Columns of the list.
  ///
  /// A width of 0 means that there is no room for it.
  private struct Columns {
    var verdict: Int
    var verdictWidth: Int
    var topic = 0
    var topicWidth = 0
    var text: Int
    var textWidth: Int
    var who = 0
    var whoWidth = 0
    var figureEnd = 0
    var dueEnd = 0
  }

  /// A row of the list: the heading of a topic, or a claim by its position.
  private enum Row {
    case topic(String, count: Int)
    case claim(Int)
  }

  static func draw(_ order: [Int], _ cursor: Int, _ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let view = ClaimsPanel.views[max(0, min(ClaimsPanel.views.count - 1, scene.state.view(of: .claims)))]
    let title = scene.words("Claims", "주장") + " · " + scene.words(view)
    let inside = canvas.box(rect, title: title, note: "\(cursor + 1) / \(order.count)")
    guard inside.height >= 2, inside.width >= 20 else { return }
    let byTopic = scene.state.view(of: .claims) == 0
    let columns = scene.keep("columns", .claims) { self.columns(inside, order, showsTopic: !byTopic, scene) }
    drawHead(columns, scene, inside.y, on: &canvas)
    let (rows, selected) = self.rows(order, cursor, byTopic: byTopic, scene.snapshot.claims)
    let room = inside.height - 1
    let scroll = max(0, min(selected - room / 2, rows.count - room))
    for (line, row) in rows.dropFirst(scroll).prefix(room).enumerated() {
      let y = inside.y + 1 + line
      switch row {
      case .topic(let topic, let count):
        let name = "\(scene.words(Names.topic(topic))) \(count)"
        let used = canvas.text(name, columns.verdict, y, .title, max: inside.width - 3)
        canvas.horizontalLine(columns.verdict + used + 1, y, width: inside.width - used - 4, .grid)
      case .claim(let i):
        scene.row("claim", i, in: Rect(inside.x, y, inside.width, 1), on: &canvas) {
          drawRow(scene.snapshot.claims[order[i]], columns, scene, y, on: &$0)
        }
        if i == cursor { canvas.emphasise(Rect(inside.x, y, inside.width, 1), .selected) }
      }
    }
    if scroll > 0 { canvas.put("↑", rect.maxX - 5, rect.maxY - 1, .muted) }
    if scroll + room < rows.count { canvas.put("↓", rect.maxX - 3, rect.maxY - 1, .muted) }
  }

  /// The rows, with headings where the claims stand by topic, and the position of the selected one.
  private static func rows(_ order: [Int], _ cursor: Int, byTopic: Bool, _ claims: [Claim]) -> (rows: [Row], selected: Int) {
    var rows: [Row] = []
    var selected = 0
    for (i, position) in order.enumerated() {
      let topic = claims[position].topic
      if byTopic, i == 0 || claims[order[i - 1]].topic != topic {
        rows.append(.topic(topic, count: order.reduce(0) { claims[$1].topic == topic ? $0 + 1 : $0 }))
      }
      if i == cursor { selected = rows.count }
      rows.append(.claim(i))
    }
    return (rows, selected)
  }

  private static func columns(_ inside: Rect, _ order: [Int], showsTopic: Bool, _ scene: Scene) -> Columns {
    let verdictWidth = inside.width >= 60 ? (scene.language == .ko ? 11 : 12) : 2
    var columns = Columns(verdict: inside.x + 2, verdictWidth: verdictWidth, text: 0, textWidth: 0)
    columns.text = columns.verdict + verdictWidth + 1
    if showsTopic, inside.width >= 90 {
      columns.topic = columns.text
      columns.topicWidth = 9
      columns.text += 10
    }
    var end = inside.maxX - 1
    if inside.width >= 50 {
      let widest = order.reduce(12) { max($0, figureWidth(scene.snapshot.claims[$1], scene)) }
      columns.dueEnd = end
      columns.figureEnd = end - 12
      end = columns.figureEnd - widest - 1
    }
    if inside.width >= 90 {
      columns.whoWidth = 14
      columns.who = end - 15
      end = columns.who
    }
    columns.textWidth = max(0, end - columns.text - 1)
    return columns
  }

  private static func figureWidth(_ claim: Claim, _ scene: Scene) -> Int {
    claim.figure == nil ? 0 : TextWidth.columns(ClaimText.shortFigure(claim, scene.format))
  }

  private static func drawHead(_ columns: Columns, _ scene: Scene, _ y: Int, on canvas: inout Canvas) {
    if columns.verdictWidth > 2 { canvas.text(scene.words("verdict", "판정"), columns.verdict, y, .muted) }
    if columns.topicWidth > 0 { canvas.text(scene.words("topic", "주제"), columns.topic, y, .muted) }
    canvas.text(scene.words("claim", "주장"), columns.text, y, .muted, max: columns.textWidth)
    if columns.whoWidth > 0 { canvas.text(scene.words("who", "말한 이"), columns.who, y, .muted) }
    guard columns.figureEnd > 0 else { return }
    canvas.right(scene.words("claimed ◇", "주장 수치 ◇"), columns.figureEnd, y, .muted)
    canvas.right(scene.words("due", "기한"), columns.dueEnd, y, .muted)
  }

  private static func drawRow(_ claim: Claim, _ columns: Columns, _ scene: Scene, _ y: Int, on canvas: inout Canvas) {
    let isNew = ClaimText.isNew(claim, scene.snapshot)
    if isNew { canvas.put("+", columns.verdict - 2, y, .new, .bold) }
    let role: Role = isNew ? .new : claim.verdict.role
    canvas.put(claim.verdict.mark, columns.verdict, y, role, .bold)
    canvas.text(scene.words(claim.verdict.word), columns.verdict + 2, y, role, max: columns.verdictWidth - 2)
    if columns.topicWidth > 0 {
      canvas.text(scene.words(Names.topic(claim.topic)), columns.topic, y, .muted, max: columns.topicWidth)
    }
    let mark = claim.citation.confidence == .unverified ? " *" : ""
    let used = canvas.text(scene.words(claim.text), columns.text, y, .text, max: columns.textWidth - mark.utf8.count)
    if !mark.isEmpty { canvas.text(mark, columns.text + used, y, .warning) }
    if columns.whoWidth > 0 { canvas.text(scene.words(claim.who), columns.who, y, .muted, max: columns.whoWidth) }
    guard columns.figureEnd > 0 else { return }
    canvas.right(ClaimText.shortFigure(claim, scene.format), columns.figureEnd, y, .claim)
    canvas.right(claim.due?.iso ?? "–", columns.dueEnd, y, .muted)
  }
}
