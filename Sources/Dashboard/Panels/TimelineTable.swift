import Analysis
import Canvas
import Finance
import Format
import Model

/// The table of how the price answered to earlier results.
extension TimelineDrawing {
  /// All reactions, newest first, and below them what they have in common.
  func reactions(in rect: Rect, on canvas: inout Canvas) {
    let unit = scene.format.priceUnit + (scene.format.changeNote.map { rect.width < 54 ? "" : ", " + scene.words($0) } ?? "")
    let inside = canvas.box(
      rect, title: scene.words("Reactions to results", "실적 발표 후 주가 반응"),
      note: rect.width >= 60 ? scene.words("% on the close before · \(unit)", "직전 종가 대비 % · \(unit)") : unit
    ).inset(1, 0)
    guard inside.height > 0 else { return }
    guard !contents.reactions.isEmpty else {
      let text = scene.words("No results since the first price in the record.", "기록의 첫 주가 이후 발표된 실적이 없습니다.")
      canvas.text(text, inside.x, inside.y, .muted, max: inside.width)
      return
    }
    let columns = ReactionColumns(inside, scene)
    columns.head(inside.y, scene, on: &canvas)
    let selected = contents.selectedRow(.reactions)
    let count = contents.reactions.count
    let room = max(0, inside.height - 2)
    let scroll = Scroll(count, selected: selected.map { min($0, count - 1) }, room: room)
    let largest = contents.reactions.reduce(0) { max($0, abs($1.moves.firstDay ?? 0)) }
    for (y, i) in scroll.visible.enumerated() {
      let line = Rect(inside.x, inside.y + 1 + y, inside.width, 1)
      canvas.clipped(to: line) {
        draw(contents.reactions[i], largest, columns, in: line, on: &$0)
      }
      if i == selected { canvas.emphasise(Rect(line.x - 1, line.y, line.width + 2, 1), .selected) }
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
    guard inside.height >= 2 else { return }
    let line = Rect(inside.x, min(inside.maxY - 1, inside.y + count + 2), inside.width, 1)
    drawSummary(in: line, on: &canvas)
    if selected == count { canvas.emphasise(Rect(line.x - 1, line.y, line.width + 2, 1), .selected) }
  }

  private func draw(
    _ reaction: EarningsReaction, _ largest: Double, _ columns: ReactionColumns, in line: Rect,
    on canvas: inout Canvas
  ) {
    let y = line.y
    let isNew = scene.snapshot.isNew(reaction.day.release)
    canvas.text(reaction.day.quarter.label, columns.quarter, y, isNew ? .new : .text)
    if let date = columns.date { canvas.text(reaction.day.day.iso, date, y, .muted) }
    // What the price answered to: the first print, whatever it was restated to later.
    let eps = scene.snapshot.firstPrint(.epsNonGAAP, reaction.day.quarter)
    let mark = eps.figure.map { scene.mark($0) } ?? ""
    canvas.right(
      scene.format.value(eps) + (mark.isEmpty ? " " : mark), columns.eps, y,
      eps.figure.map { scene.role($0) } ?? .muted)
    guard reaction.isInRecord else {
      canvas.right(
        scene.words(Phrase("prices not in the record", "주가 기록 없음")), columns.week, y, .muted,
        max: columns.week - columns.eps - 1)
      return
    }
    canvas.right(scene.format.value(reaction.closeBefore), columns.before, y, .text)
    let moves = reaction.moves
    number(moves.gap, reaction.open, columns.gap, y, on: &canvas)
    number(moves.firstDay, reaction.firstClose, columns.first, y, on: &canvas)
    number(moves.week, reaction.fifthClose, columns.week, y, on: &canvas)
    if let bar = columns.bar, let move = moves.firstDay, largest > 0 {
      // A line, not a block: bars of neighbouring rows would grow together.
      let length = max(1, Int(rounding: abs(move) / largest * Double(bar.width)))
      for k in 0..<min(length, bar.width) { canvas.put("━", bar.x + k, y, move < 0 ? .down : .up) }
    }
  }

  /// A change, or the mark of what is missing.
  private func number(
    _ move: Double?, _ price: @autoclosure () -> Reading, _ end: Int, _ y: Int, on canvas: inout Canvas
  ) {
    guard let move else {
      canvas.right(scene.format.value(price()), end, y, .muted)
      return
    }
    let role: Role = move > 0 ? .up : move < 0 ? .down : .muted
    canvas.right("\(scene.format.direction(move))\(Numbers.signed(move, 1))", end, y, role)
  }

  private func drawSummary(in line: Rect, on canvas: inout Canvas) {
    let summary = contents.summary
    guard let mean = summary.meanAbsoluteMove else {
      canvas.text(
        scene.words("No first close after results is known yet.", "실적 후 첫 종가가 아직 없습니다."), line.x, line.y,
        .muted, max: line.width)
      return
    }
    let value = Numbers.grouped(mean, 1)
    let text = scene.words("mean absolute first day \(value)%", "첫날 평균 변동폭 \(value)%")
    var x = line.x + canvas.text(text, line.x, line.y, .heading, .bold, max: line.width)
    x += canvas.text("   ▲ \(summary.up)", x, line.y, .up, max: line.maxX - x)
    x += canvas.text("  ▼ \(summary.down)", x, line.y, .down, max: line.maxX - x)
    let of = scene.words("   of \(summary.count)", "   총 \(summary.count)회")
    if TextWidth.columns(of) <= line.maxX - x { canvas.text(of, x, line.y, .muted) }
  }
}

/// Where the columns of the table begin (left) or end (right).
struct ReactionColumns {
  let quarter: Int
  let date: Int?
  let eps: Int
  let before: Int
  let gap: Int
  let first: Int
  let week: Int
  let bar: Rect?

  init(_ rect: Rect, _ scene: Scene) {
    // The date and the bar give way first, then the space between the columns.
    quarter = rect.x
    let hasDate = rect.width >= 54
    let step = rect.width >= 72 ? 9 : 7
    date = hasDate ? rect.x + 8 : nil
    eps = rect.x + (hasDate ? 18 : 6) + 7
    before = eps + step + (step == 7 ? 1 : 0)
    gap = before + step
    first = gap + step
    let rest = rect.maxX - first - step
    let barWidth = rest >= 6 ? min(rest - 1, 24) : 0
    bar = barWidth > 0 ? Rect(first + 1, rect.y, barWidth, 1) : nil
    week = first + (barWidth > 0 ? barWidth + 1 : 0) + step
  }

  func head(_ y: Int, _ scene: Scene, on canvas: inout Canvas) {
    canvas.text(scene.words("quarter", "분기"), quarter, y, .muted, max: 7)
    if let date { canvas.text(scene.words("released", "발표일"), date, y, .muted, max: 10) }
    canvas.right("EPS ", eps, y, .muted)
    canvas.right(scene.words("before", "직전"), before, y, .muted)
    canvas.right(scene.words("open", "시가"), gap, y, .muted)
    canvas.right(scene.words("day 1", "첫날"), first, y, .muted)
    canvas.right(scene.words("day 5", "5일째"), week, y, .muted)
  }
}
