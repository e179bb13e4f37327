import Canvas
import Finance
import Format
import Model

/// Earnings per share over two drivers: a number and a colour a cell, a line where the wanted earnings lie, a scale, and the cell under
/// the cursor in words.
enum EPSHeatMap {
  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let axes = EPSAxes(content)
    let isOpen = content.view == .heatMap
    canvas.clipped(to: rect) { drawBox(content, axes, isOpen, in: rect, on: &$0) }
  }

  private static func drawBox(
    _ content: EPSContent, _ axes: EPSAxes?, _ isOpen: Bool, in rect: Rect, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let target = content.target?.label ?? ""
    let title = "EPS non-GAAP \(target)"
    let note = MoneyColumn.perShare(scene).unit
    let inside = content.box(.heatMap, rect, title: title, note: note, on: &canvas)
    guard let axes else { return content.drawFault(in: inside, on: &canvas) }
    let footHeight = inside.height >= 12 ? 4 : inside.height >= 8 ? 3 : 1
    let (body, foot) = inside.top(inside.height - footHeight)
    guard let map = HeatWindow(axes, content, body) else { return }
    map.draw(content, isOpen, on: &canvas)
    drawFoot(map, axes, content, in: foot, on: &canvas)
  }

  // MARK: foot

  private static func drawFoot(
    _ map: HeatWindow, _ axes: EPSAxes, _ content: EPSContent, in rect: Rect, on canvas: inout Canvas
  ) {
    let scene = content.scene
    if rect.height >= 3 { drawScale(map, content, rect.x, rect.y, rect, on: &canvas) }
    if rect.height >= 4 { drawLegend(axes, content, rect.x, rect.y + 1, rect, on: &canvas) }
    let lines = reading(axes, content)
    let first = rect.maxY - min(lines.count, rect.height >= 3 ? 2 : 1)
    for (i, line) in lines.prefix(rect.maxY - first).enumerated() {
      canvas.text(scene.words(line), rect.x, first + i, i == 0 ? .heading : .text, max: rect.width)
    }
  }

  /// What the cell under the cursor says.
  private static func reading(_ axes: EPSAxes, _ content: EPSContent) -> [Phrase] {
    guard let eps = axes.eps(axes.cursor) else { return [] }
    let money = MoneyColumn.perShare(content.scene)
    let place = axes.words(axes.cursor, content)
    var en = "→ EPS \(money.text(eps))"
    var ko = en
    func compare(_ value: Double, _ enName: String, _ koName: String) {
      let difference = money.signed(eps - value)
      en += " · \(difference) on \(enName)"
      ko += " · \(koName) 대비 \(difference)"
    }
    if let estimate = content.estimate, axes.cursor != axes.estimate {
      compare(estimate.statement.epsNonGAAP, "the estimate", "추정")
    }
    if let reported = content.reported?.value {
      compare(reported, "reported \(money.text(reported))", "발표 \(money.text(reported))")
    } else if let wanted = content.wanted {
      let value = money.text(wanted.eps)
      compare(wanted.eps, "\(value) (\(wanted.why.en))", "\(value) (\(wanted.why.ko))")
    }
    return [place, Phrase(en, ko)]
  }

  /// The colours with the earnings per share in their middle.
  private static func drawScale(
    _ map: HeatWindow, _ content: EPSContent, _ x: Int, _ y: Int, _ rect: Rect, on canvas: inout Canvas
  ) {
    let money = MoneyColumn.perShare(content.scene)
    let each = max(4, min(8, rect.width / 9))
    for level in 0..<9 {
      let left = x + level * each
      guard left + each <= rect.maxX, let role = Role(rawValue: Role.heat0.rawValue + UInt8(level)) else { break }
      let value = money.text(map.anchor + Double(level - 4) * map.step)
      for k in 0..<each { canvas.put(" ", left + k, y, role, .reverse) }
      let shows = TextWidth.columns(value) < each || level % 2 == 0 && TextWidth.columns(value) <= each
      canvas.centre(shows ? value : "", left, y, width: each, role, .reverse)
    }
  }

  private static func drawLegend(
    _ axes: EPSAxes, _ content: EPSContent, _ x: Int, _ y: Int, _ rect: Rect, on canvas: inout Canvas
  ) {
    let scene = content.scene
    var x = x
    func entry(_ mark: String, _ role: Role, _ words: String) {
      let width = TextWidth.columns(mark) + TextWidth.columns(words) + 3
      guard x + width - 2 <= rect.maxX else { return }
      x += canvas.text(mark, x, y, role, .bold) + 1
      x += canvas.text(words, x, y, .muted) + 2
    }
    entry("◆", .estimate, scene.words("estimate", "추정"))
    if axes.preset != nil { entry("◇", .claim, scene.words("claimed", "주장")) }
    if axes.actual != nil { entry("●", .reported, scene.words("as reported", "두 항목 발표값")) }
    if let wanted = content.wanted {
      entry("│_", .accent, "\(MoneyColumn.perShare(scene).text(wanted.eps)) \(scene.words(wanted.why))")
    }
  }
}

/// The cells of the heat map that fit, with their colours.
struct HeatWindow {
  let axes: EPSAxes
  let grid: EPSGrid
  let columns: ClosedRange<Int>
  let rows: ClosedRange<Int>
  let cells: Rect
  let cellWidth: Int
  let labelWidth: Int
  private let body: Rect
  /// The earnings per share in the middle of the scale, and from one colour to the next.
  let anchor: Double
  let step: Double

  init?(_ axes: EPSAxes, _ content: EPSContent, _ rect: Rect) {
    let scene = content.scene
    let money = MoneyColumn.perShare(scene)
    self.axes = axes
    body = rect
    func label(_ axis: EPSAxis, _ i: Int) -> Int { TextWidth.columns(axis.step.driver.text(axis.value(i), scene)) }
    let yWidth = max(label(axes.y, axes.cursor.y), label(axes.y, axes.estimate.y), 6)
    labelWidth = yWidth + 8
    // A number at the far ends of the map may have a sign and a digit more than the wanted one.
    let ends = [-8, 8].flatMap { k in [-8, 8].map { EPSChoices.HeatCell(x: axes.cursor.x + k, y: axes.cursor.y + $0) } }
    let widest = (ends.compactMap(axes.eps) + [content.wanted?.eps ?? 0]).map { TextWidth.columns(money.text($0)) }.max() ?? 4
    // The values along the upper edge stand over every second cell, so that a cell need not be as wide as they are.
    func change(_ i: Int) -> Int { TextWidth.columns(axes.x.step.label(axes.x.position(i))) }
    cellWidth = max(widest + 2, 6, change(axes.cursor.x - 6) + 1, change(axes.cursor.x + 6) + 1)
    let (across, down) = ((rect.width - labelWidth) / cellWidth, rect.height - 3)
    guard across >= 2, down >= 2 else { return nil }
    columns = HeatWindow.window(axes.x, across, axes.cursor.x, axes.estimate.x, axes.actual?.x, axes.preset?.x)
    rows = HeatWindow.window(axes.y, down, axes.cursor.y, axes.estimate.y, axes.actual?.y, axes.preset?.y)
    guard let grid = axes.grid(columns: columns, rows: rows) else { return nil }
    self.grid = grid
    cells = Rect(rect.x + labelWidth, rect.y + 3, columns.count * cellWidth, rows.count)
    anchor = content.wanted?.eps ?? 0
    let anchor = self.anchor
    let furthest = grid.eps.reduce(0.01) { max($0, abs($1 - anchor)) }
    step = Axis.ceiling(furthest / 4.5)
  }

  /// As many cells as there is room for, around those of interest and with the one under the cursor.
  private static func window(_ axis: EPSAxis, _ room: Int, _ cursor: Int, _ own: Int, _ others: Int?...) -> ClosedRange<Int> {
    let interest = [own, axis.cell(axis.step.base)] + others.compactMap { $0 }
    var (low, high) = (interest.min() ?? 0, interest.max() ?? 0)
    // Where not all of them fit, the estimate and the report matter, and then the estimate.
    let report = others.first.flatMap { $0 } ?? own
    if high - low >= room { (low, high) = (min(own, report), max(own, report)) }
    if high - low >= room { (low, high) = (own, own) }
    var start = (low + high) / 2 - room / 2
    start = min(start, low)
    start = max(start, high - room + 1)
    start = max(min(start, cursor), cursor - room + 1)
    start = max(axis.lowest, min(start, axis.highest - room + 1))
    return start...max(start, min(axis.highest, start + room - 1))
  }

  private func level(_ eps: Double) -> Role {
    let level = 4 + max(-4, min(4, Int(rounding: (eps - anchor) / step)))
    return Role(rawValue: Role.heat0.rawValue + UInt8(level)) ?? .heat4
  }

  func draw(_ content: EPSContent, _ isOpen: Bool, on canvas: inout Canvas) {
    drawLabels(content, on: &canvas)
    for (row, j) in rows.reversed().enumerated() {
      for (column, i) in columns.enumerated() {
        drawCell(EPSChoices.HeatCell(x: i, y: j), column, row, content, isOpen, on: &canvas)
      }
    }
  }

  private func drawLabels(_ content: EPSContent, on canvas: inout Canvas) {
    let scene = content.scene
    let (x, y) = (axes.x.step.driver, axes.y.step.driver)
    let bases = content.estimate.map { [$0.quarter(of: y), $0.quarter(of: x)].map(\.label) } ?? []
    let from = bases.first == bases.last ? bases.first ?? "" : bases.joined(separator: ", ")
    let head = scene.words(
      "↓ \(y.label.en)  → \(x.label.en) · on \(from) and in \(x.unitText(scene))",
      "↓ \(y.label.ko)  → \(x.label.ko) · \(from) 대비, \(x.unitText(scene))")
    canvas.text(head, body.x, body.y, .muted, max: body.width)
    for (column, i) in columns.enumerated() {
      let end = cells.x + (column + 1) * cellWidth - 1
      let role: Role = i == axes.cursor.x ? .heading : .muted
      canvas.right(axes.x.step.label(axes.x.position(i)), end, body.y + 1, role, max: cellWidth)
      if (i - axes.cursor.x) % 2 == 0, column > 0 || cells.x - body.x > cellWidth {
        canvas.right(x.text(axes.x.value(i), scene), end, body.y + 2, role, max: cellWidth * 2 - 1)
      }
    }
    for (row, j) in rows.reversed().enumerated() {
      let role: Role = j == axes.cursor.y ? .heading : .muted
      canvas.right(axes.y.step.label(axes.y.position(j)), body.x + 6, cells.y + row, role, max: 7)
      canvas.right(y.text(axes.y.value(j), scene), cells.x - 1, cells.y + row, role, max: labelWidth - 7)
    }
  }

  private func drawCell(
    _ cell: EPSChoices.HeatCell, _ column: Int, _ row: Int, _ content: EPSContent, _ isOpen: Bool,
    on canvas: inout Canvas
  ) {
    let money = MoneyColumn.perShare(content.scene)
    let eps = grid[x: column, y: row]
    let role = level(eps)
    let (x, y) = (cells.x + column * cellWidth, cells.y + row)
    // Below the line of wanted earnings an underline, beside it an upright: together they are the line.
    func isAbove(_ value: Double) -> Bool { value >= anchor }
    var emphasis: Emphasis = .reverse
    if row + 1 < rows.count, isAbove(grid[x: column, y: row + 1]) != isAbove(eps) { emphasis.insert(.underline) }
    let isCursor = cell == axes.cursor
    if isCursor { emphasis.insert(.bold) }
    for k in 0..<cellWidth { canvas.put(" ", x + k, y, role, emphasis) }
    canvas.right(money.text(eps), x + cellWidth - 1, y, role, emphasis, max: cellWidth - 1)
    if column + 1 < columns.count, isAbove(grid[x: column + 1, y: row]) != isAbove(eps) {
      canvas.put("│", x + cellWidth - 1, y, role, emphasis)
    }
    let mark: Unicode.Scalar? =
      cell == axes.actual ? "●" : cell == axes.estimate ? "◆" : cell == axes.preset ? "◇" : nil
    if let mark { canvas.put(mark, x, y, role, emphasis) }
    guard isCursor else { return }
    // The cursor is a cell without colour between marks.
    if isOpen {
      canvas.fill(Rect(x, y, cellWidth, 1), " ", .heading, [.bold, .selected])
      canvas.right(money.text(eps), x + cellWidth - 1, y, .heading, [.bold, .selected], max: cellWidth - 1)
      canvas.put(mark ?? "▸", x, y, .heading, [.bold, .selected])
      canvas.put("◂", x + cellWidth - 1, y, .heading, [.bold, .selected])
    }
  }
}
