import Canvas
import Finance
import Format
import Model

/// The list of claims, one a row; it scrolls so that the selected one stays in sight.
enum ClaimsList {
  /// Columns of the list.
  ///
  /// A width of 0 means that there is no room for it.
  struct Columns {
    var verdict: Int
    var verdictWidth: Int
    var topic = 0
    var topicWidth = 0
    var text: Int
    var textWidth: Int
    var who = 0
    var whoWidth = 0
    var figureEnd = 0
    var recordEnd = 0
    var recordWidth = 0
    var dueEnd = 0
  }

  /// A row of the list: the heading of a group, or a claim by its position.
  private enum Row {
    case heading(String, count: Int)
    case claim(Int)
  }

  /// What the list shows: its order, and the filters in force.
  static func title(_ content: ClaimsContent) -> String {
    let (scene, choices) = (content.scene, content.scene.state.claims)
    var parts = [scene.words("Claims", "주장"), scene.words(choices.sort.name)]
    if choices.filter != .all { parts.append(scene.words(choices.filter.name)) }
    if let topic = choices.topic { parts.append(scene.words(Names.topic(topic))) }
    if let speaker = choices.speaker { parts.append(scene.words(speaker)) }
    return parts.joined(separator: " · ")
  }

  static func draw(_ content: ClaimsContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let (shown, all) = (content.order.count, content.judgements.count)
    let place = "\(cursor + 1) / \(shown)"
    let inside = canvas.box(
      rect, title: title(content), note: shown == all ? place : scene.words("\(place) of \(all)", "\(place) (전체 \(all))"))
    guard inside.height >= 2, inside.width >= 20 else { return }
    let columns = content.columns.value(for: inside) { self.columns(inside, content) }
    drawHead(columns, scene, inside.y, on: &canvas)
    let (rows, selected) = self.rows(content, cursor)
    let problem = scene.state.claimProblems.first
    let room = inside.height - 1 - (problem == nil ? 0 : 1)
    guard room > 0 else { return }
    let scroll = Scroll(rows.count, selected: selected, room: room)
    for (line, row) in rows[scroll.visible].enumerated() {
      let y = inside.y + 1 + line
      switch row {
      case .heading(let name, let count):
        let used = canvas.text("\(name) \(count)", columns.verdict, y, .title, max: inside.width - 3)
        canvas.horizontalLine(columns.verdict + used + 1, y, width: inside.width - used - 4, .grid)
      case .claim(let i):
        canvas.clipped(to: Rect(inside.x, y, inside.width, 1)) {
          drawRow(content.judgements[content.order[i]], columns, scene, y, on: &$0)
        }
        if i == cursor { canvas.emphasise(Rect(inside.x, y, inside.width, 1), .selected) }
      }
    }
    if let problem { canvas.text("! " + problem, inside.x + 1, inside.maxY - 1, .warning, max: inside.width - 2) }
    canvas.marks(of: scroll, inEdgeOf: rect)
  }

  /// The rows, with headings where the claims stand in groups, and the position of the selected one.
  private static func rows(_ content: ClaimsContent, _ cursor: Int) -> (rows: [Row], selected: Int) {
    let sort = content.scene.state.claims.sort
    func group(_ i: Int) -> Phrase? {
      let judgement = content.judgements[content.order[i]]
      switch sort {
      case .topic: return Names.topic(judgement.claim.topic)
      case .speaker: return judgement.claim.who
      case .verdict: return Names.of(judgement.verdict)
      case .due, .newest: return nil
      }
    }
    var rows: [Row] = []
    rows.reserveCapacity(content.order.count + 12)
    var (selected, last, heading): (Int, Phrase?, Int) = (0, nil, 0)
    for i in content.order.indices {
      if let group = group(i), group != last {
        heading = rows.count
        rows.append(.heading(content.scene.words(group), count: 0))
        last = group
      }
      if case .heading(let name, let count)? = last == nil ? nil : rows[heading] {
        rows[heading] = .heading(name, count: count + 1)
      }
      if i == cursor { selected = rows.count }
      rows.append(.claim(i))
    }
    return (rows, selected)
  }

  private static func columns(_ inside: Rect, _ content: ClaimsContent) -> Columns {
    let scene = content.scene
    let width = inside.width
    // Where it is narrow the mark stands for the word, as the tally above says.
    let verdictWidth = width >= 100 ? (scene.language == .ko ? 11 : 12) : 1
    var columns = Columns(verdict: inside.x + 2, verdictWidth: verdictWidth, text: 0, textWidth: 0)
    columns.text = columns.verdict + verdictWidth + 2
    if scene.state.claims.sort != .topic, width >= 100 {
      columns.topic = columns.text
      columns.topicWidth = 9
      columns.text += 10
    }
    var end = inside.maxX - 1
    func widest(_ least: Int, _ text: (ClaimJudgement) -> String) -> Int {
      content.order.reduce(least) { max($0, TextWidth.columns(text(content.judgements[$1]))) }
    }
    if width >= 50 {
      columns.dueEnd = end
      end -= 13
    }
    if width >= 70 {
      columns.recordEnd = end
      columns.recordWidth = min(width >= 100 ? 20 : 17, widest(8) { ClaimText.record($0, scene.format) })
      end -= columns.recordWidth + 2
    }
    if width >= 50 {
      columns.figureEnd = end
      end -= min(14, widest(9) { ClaimText.shortFigure($0.claim, scene.format) }) + 1
    }
    if scene.state.claims.sort != .speaker, width >= 100 {
      columns.whoWidth = 14
      columns.who = end - 15
      end = columns.who
    }
    columns.textWidth = max(0, end - columns.text - 1)
    return columns
  }

  private static func drawHead(_ columns: Columns, _ scene: Scene, _ y: Int, on canvas: inout Canvas) {
    if columns.verdictWidth > 2 { canvas.text(scene.words("verdict", "판정"), columns.verdict, y, .muted) }
    if columns.topicWidth > 0 { canvas.text(scene.words("topic", "주제"), columns.topic, y, .muted) }
    canvas.text(scene.words("claim", "주장"), columns.text, y, .muted, max: columns.textWidth)
    if columns.whoWidth > 0 { canvas.text(scene.words("who", "발언자"), columns.who, y, .muted) }
    guard columns.figureEnd > 0 else { return }
    canvas.right(scene.words("claimed ◇", "주장 ◇"), columns.figureEnd, y, .muted)
    if columns.recordEnd > 0 { canvas.right(scene.words("record", "기록"), columns.recordEnd, y, .muted) }
    canvas.right(scene.words("due", "기한"), columns.dueEnd, y, .muted)
  }

  private static func drawRow(
    _ judgement: ClaimJudgement, _ columns: Columns, _ scene: Scene, _ y: Int, on canvas: inout Canvas
  ) {
    let (claim, verdict) = (judgement.claim, judgement.verdict)
    let isNew = ClaimText.isNew(judgement, scene.snapshot)
    if isNew { canvas.put("+", columns.verdict - 2, y, .new, .bold) }
    let role: Role = isNew ? .new : verdict.role
    canvas.put(verdict.mark, columns.verdict, y, role, .bold)
    if columns.verdictWidth > 2 {
      canvas.text(scene.words(Names.of(verdict)), columns.verdict + 2, y, role, max: columns.verdictWidth - 2)
    }
    if judgement.differs { canvas.put("≠", columns.verdict + columns.verdictWidth, y, .warning, .bold) }
    if columns.topicWidth > 0 {
      canvas.text(scene.words(Names.topic(claim.topic)), columns.topic, y, .muted, max: columns.topicWidth)
    }
    drawText(claim, columns, scene, y, on: &canvas)
    if columns.whoWidth > 0 { canvas.text(scene.words(claim.who), columns.who, y, .muted, max: columns.whoWidth) }
    guard columns.figureEnd > 0 else { return }
    canvas.right(ClaimText.shortFigure(claim, scene.format), columns.figureEnd, y, .claim, max: 14)
    if columns.recordEnd > 0 {
      let record = ClaimText.recordOrMark(judgement, scene.format)
      canvas.right(record, columns.recordEnd, y, verdict == .open ? .muted : .reported, max: columns.recordWidth)
    }
    let pressing = ClaimText.standing(judgement.standing, scene.language)
    if pressing.isEmpty {
      canvas.right(claim.due?.iso ?? "–", columns.dueEnd, y, .muted)
    } else {
      canvas.right(pressing, columns.dueEnd, y, .warning, .bold)
    }
  }

  private static func drawText(_ claim: Claim, _ columns: Columns, _ scene: Scene, _ y: Int, on canvas: inout Canvas) {
    let mark = claim.citation.confidence == .unverified ? " *" : claim.isOwn ? " ✎" : ""
    let room = columns.textWidth - TextWidth.columns(mark)
    let used = canvas.text(scene.words(claim.text), columns.text, y, .text, max: room)
    if !mark.isEmpty { canvas.text(mark, columns.text + used, y, claim.isOwn ? .accent : .warning) }
  }
}
