import Canvas
import Finance
import Format
import Model

/// The income statement: the base quarter, the estimate, the report once it is known, and how far they are apart.
enum EPSStatement {
  /// Where the columns of numbers end.
  private struct Columns {
    var label: Int
    var base: Int?
    var estimate: Int
    var reported: Int
    var difference: Int
    var yearly: Int?

    init(_ rect: Rect, valueWidth: Int) {
      yearly = rect.width >= 22 + valueWidth * 4 + 10 ? rect.maxX : nil
      difference = (yearly ?? rect.maxX + 10) - 10
      reported = difference - valueWidth
      estimate = reported - valueWidth
      // The base gives way first: the driver table has it too.
      let showsBase = rect.width >= 18 + valueWidth * 4
      base = showsBase ? estimate - valueWidth : nil
      label = max(0, (base ?? estimate) - valueWidth - rect.x + 1)
    }
  }

  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let row = content.view == .statement ? content.row(.statement, EPSLine.ordered.count) : -1
    canvas.clipped(to: rect) { drawBox(content, row, in: rect, on: &$0) }
  }

  private static func drawBox(_ content: EPSContent, _ selected: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let money = MoneyColumn.statement(scene)
    let perShare = scene.words("EPS in ", "EPS는 ") + MoneyColumn.perShare(scene).unit
    let title = scene.words("Income statement", "손익계산서") + " " + (content.target?.label ?? "")
    let inside = content.box(.statement, rect, title: title, note: "\(money.unit) · \(perShare)", on: &canvas)
    guard let estimate = content.estimate else { return content.drawFault(in: inside, on: &canvas) }
    guard inside.height > 2 else { return }
    let columns = Columns(inside, valueWidth: 9)
    drawHead(columns, estimate, inside, content, on: &canvas)
    let lines = EPSLine.ordered
    let body = inside.top(1).1
    let scroll = Scroll(lines.count, selected: selected, room: body.height)
    let gaps = gaps(lines, spare: body.height - lines.count)
    var y = body.y
    for (i, line) in lines.enumerated().dropFirst(scroll.first) {
      if gaps.contains(i), i > scroll.first { y += 1 }
      guard y < body.maxY else { break }
      drawLine(line, estimate, columns, y, inside, money, content, on: &canvas)
      if i == selected { canvas.emphasise(Rect(inside.x, y, inside.width, 1), .selected) }
      y += 1
    }
    if y + 1 < body.maxY, content.actual.map({ !$0.hasBridge }) ?? false {
      let text = scene.words("∅ not in the record for this quarter", "∅ 이 분기 기록에 없음")
      canvas.text(text, inside.x, y + 1, .muted, max: inside.width)
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
  }

  /// Before which lines a blank one stands, as far as there are rows to spare: the upper groups first.
  private static func gaps(_ lines: [EPSLine], spare: Int) -> [Int] {
    Array(lines.indices.dropFirst().filter { EPSLine.starts[$0] }.prefix(max(0, spare)))
  }

  private static func drawHead(
    _ columns: Columns, _ estimate: EPSCase, _ rect: Rect, _ content: EPSContent, on canvas: inout Canvas
  ) {
    let y = rect.y
    if let end = columns.base { canvas.right("● " + estimate.base.quarter.shortLabel, end, y, .muted) }
    canvas.right("◆ " + estimate.target.shortLabel, columns.estimate, y, .estimate, .bold)
    canvas.right("● " + estimate.target.shortLabel, columns.reported, y, content.actual == nil ? .muted : .heading, .bold)
    let isReported = content.actual != nil
    canvas.right(isReported ? "● − ◆" : "◆ − " + estimate.base.quarter.shortLabel, columns.difference, y, .muted)
    if let end = columns.yearly { canvas.right(isReported ? "YoY ●" : "YoY ◆", end, y, .muted) }
  }

  private static func drawLine(
    _ line: EPSLine, _ estimate: EPSCase, _ columns: Columns, _ y: Int, _ rect: Rect, _ money: MoneyColumn,
    _ content: EPSContent, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let emphasis: Emphasis = line.isTotal ? .bold : []
    let indent = line.isTotal ? 0 : 1
    let base = estimate.base.reading(line)
    let own = estimate.statement[line]
    canvas.text(scene.words(line.label), rect.x + indent, y, .text, emphasis, max: columns.label - indent)
    if let end = columns.base { canvas.right(line.cell(base, scene, money), end, y, .muted) }
    canvas.right(line.text(own, scene, money), columns.estimate, y, .estimate, emphasis)
    var value = own
    if let actual = content.actual {
      let reported = actual.reading(line)
      canvas.right(
        line.cell(reported, scene, money), columns.reported, y, reported.figure.map { scene.role($0) } ?? .muted, emphasis)
      guard let figure = reported.figure else { return }
      drawDifference(line, figure.value - own, columns.difference, y, scene, money, on: &canvas)
      value = figure.value
    } else {
      canvas.right(scene.format.mark(content.absence), columns.reported, y, .muted)
      if let figure = base.figure { drawDifference(line, own - figure.value, columns.difference, y, scene, money, on: &canvas) }
    }
    if let end = columns.yearly { drawYearly(line, value, end, y, content, on: &canvas) }
  }

  private static func drawDifference(
    _ line: EPSLine, _ difference: Double, _ end: Int, _ y: Int, _ scene: Scene, _ money: MoneyColumn,
    on canvas: inout Canvas
  ) {
    let text = line.difference(difference, scene, money)
    let isNone = !text.utf8.contains { $0 > 48 && $0 <= 57 }
    let role: Role = isNone ? .muted : difference > 0 ? .up : .down
    canvas.right(isNone ? "=" : text, end, y, role, max: 9)
  }

  /// The change on the year before: relative, for a margin in percentage points.
  private static func drawYearly(
    _ line: EPSLine, _ value: Double, _ end: Int, _ y: Int, _ content: EPSContent, on canvas: inout Canvas
  ) {
    guard let target = content.target, let before = content.yearBefore(target)?.reading(line).figure?.value else { return }
    if line.unit == .percent {
      let difference = value - before
      canvas.right(Numbers.signed(difference, 1) + "pp", end, y, difference > 0 ? .up : difference < 0 ? .down : .muted, max: 9)
    } else if before > 0, value >= 0 {
      let change = (value / before - 1) * 100
      let text = Numbers.signed(change, abs(change) >= 1000 ? 0 : 1) + "%"
      canvas.right(text, end, y, change > 0 ? .up : change < 0 ? .down : .muted, max: 9)
    } else {
      canvas.right(content.scene.format.mark(.notApplicable), end, y, .muted)
    }
  }
}
