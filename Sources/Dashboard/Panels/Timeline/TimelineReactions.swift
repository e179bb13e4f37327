import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// How the price reacted to earlier results, newest first, and below them what they have in common.
struct TimelineReactions {
  private let context: DrawContext
  private let reactions: [EarningsReaction]

  private let memory: TableMemory
  private let hit: (Int) -> Hit?

  static func draw(_ content: TimelineContent, in rect: Rect, on canvas: inout Canvas) {
    TimelineReactions(
      context: content.context, reactions: content.reactions, memory: content.tables[.reactions], hit: content.hit(.reactions)
    )
    .draw(selected: content.selectedRow(.reactions), in: rect, on: &canvas)
  }

  /// Past the last reaction the cursor is on the summary.
  private func draw(selected: Int?, in rect: Rect, on canvas: inout Canvas) {
    let change = context.format.changeNote.map { rect.width < 54 ? "" : ", " + context.words($0) } ?? ""
    let unit = context.format.priceUnit + change
    let box = Box(
      context.words("Reactions to results", "실적 발표 후 주가 반응"),
      note: rect.width >= 60 ? context.words("% vs. prior close · \(unit)", "직전 종가 대비 % · \(unit)") : unit)
    guard !reactions.isEmpty else {
      let text = context.words("No results since the first price in the record.", "기록의 첫 주가 이후 발표된 실적이 없습니다.")
      return Paragraph(text).draw(in: rect, box: box, on: &canvas)
    }
    let inside = box.draw(in: rect, on: &canvas).inset(-1, 0)
    var table = table(rect.width - 4, selected)
    table.memory = memory
    table.hit = hit
    let rest = table.draw(in: inside.top(inside.height - 1).0, edge: rect, on: &canvas)
    let last = Rect(inside.x, min(rest.y + 1, inside.maxY - 1), inside.width, min(1, inside.height - 1))
    var foot = List([summary], selected: selected == reactions.count ? 0 : nil, padding: 1)
    foot.hit = { [hit, count = reactions.count] in hit(count + $0) }
    foot.draw(in: last, edge: last, on: &canvas)
  }

  private func table(_ width: Int, _ selected: Int?) -> Table<EarningsReaction> {
    let (hasDate, figure) = (width >= 54, width >= 72 ? 8 : 6)
    let largest = reactions.reduce(0) { max($0, abs($1.moves.firstDay ?? 0)) }
    return Table(rows: reactions, selected: selected.map { min($0, reactions.count - 1) }, padding: 1) {
      Column(context.words("quarter", "분기"), .exactly(7)) {
        Line($0.day.quarter.label, context.snapshot.isNew($0.day.release) ? .new : .text)
      }
      if hasDate { Column(context.words("released", "발표일"), .exactly(10)) { Line($0.day.day.iso, .muted) } }
      Column("EPS ", .exactly(6), .right, gap: hasDate ? 1 : 0) { earnings($0.day.quarter) }
      Column(context.words("before", "직전"), .exactly(max(7, figure)), .right) {
        $0.isInRecord ? Line(context.format.value($0.closeBefore)) : Line()
      }
      Column(context.words("open", "시가"), .exactly(figure), .right) { move($0, $0.moves.gap, $0.open) }
      Column(context.words("day 1", "첫날"), .exactly(figure), .right) { move($0, $0.moves.firstDay, $0.firstClose) }
      // A line, not a block: bars of neighboring rows would run together.
      Column(Line(), .rest(least: 5, most: 24), priority: 1) { reaction, room in
        guard let move = reaction.moves.firstDay, largest > 0 else { return Line() }
        let length = max(1, Int(rounding: abs(move) / largest * Double(room)))
        return Line(String(repeating: "━", count: length), move < 0 ? .down : .up)
      }
      Column(context.words("day 5", "5일째"), .exactly(figure), .right) {
        $0.isInRecord
          ? move($0, $0.moves.week, $0.fifthClose) : Line(context.words("prices not in the record", "주가 기록 없음"), .muted)
      }
    }
  }

  /// What the price reacted to: the first print, whatever it was restated to later.
  private func earnings(_ quarter: Period) -> Line {
    let eps = context.snapshot.firstPrint(.epsNonGAAP, quarter)
    let mark = context.mark(eps)
    return Line(context.format.value(eps) + (mark.isEmpty ? " " : mark), context.role(eps))
  }

  /// A change, or the mark of what is missing.
  private func move(_ reaction: EarningsReaction, _ move: Double?, _ price: @autoclosure () -> Reading) -> Line {
    guard reaction.isInRecord else { return Line() }
    guard let move else { return Line(context.format.value(price()), .muted) }
    return Line(
      "\(context.format.direction(move))\(Numbers.signed(move, 1))", move > 0 ? .up : move < 0 ? .down : .muted)
  }

  private var summary: List.Row {
    let summary = context.analysis.reactionSummary
    guard let mean = summary.meanAbsoluteMove else {
      return List.Row(Line(context.words("No first close after results is known yet.", "실적 후 첫 종가가 아직 없습니다."), .muted))
    }
    let value = Numbers.grouped(mean, 1)
    let line =
      Line(context.words("average first-day move \(value)%", "첫날 평균 변동폭 \(value)%"), .heading, .bold)
      + Line("   ▲ \(summary.up)", .up) + Line("  ▼ \(summary.down)", .down)
    return List.Row([line + Line(context.words("   of \(summary.count)", "   총 \(summary.count)회"), .muted), line], [])
  }
}
