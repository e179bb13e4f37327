import Canvas
import Model

/// The income statement of the selected quarter beside the quarter before and, where there is room, the year before.
enum EPSStatement {
  /// Where the columns of numbers end, and how wide the names may be.
  private struct Columns {
    var label: Int
    var yearAgo: Int?
    var before: Int?
    var value: Int
    var quarterly: Int
    var yearly: Int

    init(_ rect: Rect, valueWidth: Int) {
      let changeWidth = rect.width >= 70 ? 11 : 10
      yearly = rect.maxX
      quarterly = yearly - changeWidth
      value = quarterly - changeWidth
      // The names need some 22 columns; what is left goes to the quarter before first, then to the year before.
      let spare = (value - valueWidth - rect.x - 22) / valueWidth
      before = spare >= 1 ? value - valueWidth : nil
      yearAgo = spare >= 2 ? value - 2 * valueWidth : nil
      label = max(0, value - valueWidth * (1 + max(0, min(2, spare))) - rect.x)
    }
  }

  static func draw(_ content: EPSContent, _ quarter: Period, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let money = MoneyColumn.statement(scene)
    let perShare = scene.words("EPS in ", "EPS는 ") + MoneyColumn.perShare(scene).unit
    let title = scene.words("Income statement", "손익계산서") + " " + quarter.label
    let inside = canvas.box(rect, title: title, note: "\(money.unit) · \(perShare)").inset(1, 0)
    guard inside.height > 2 else { return }
    let isWide = scene.format.currency == .krw && scene.language == .ko || inside.width >= 80
    let columns = Columns(inside, valueWidth: isWide ? 10 : 8)
    drawHead(columns, quarter, inside, content, on: &canvas)

    let visible = content.visibleLines
    let body = inside.top(1).1
    var first = 0
    if body.height < visible.count, case .line(let line) = content.selected {
      let place = visible.firstIndex(of: line) ?? 0
      first = max(0, min(visible.count - body.height, place - body.height / 2))
    }
    let gaps = gaps(visible, spare: body.height - visible.count)
    var y = body.y
    for index in visible.dropFirst(first) {
      if gaps.contains(index) { y += 1 }
      guard y < body.maxY else { break }
      scene.row("statement", content.column * 100 + index, in: Rect(inside.x, y, inside.width, 1), on: &canvas) {
        drawLine(StatementLine.all[index], quarter, columns, y, inside, money, content, on: &$0)
      }
      if content.selected == .line(index) { canvas.emphasise(Rect(inside.x, y, inside.width, 1), .selected) }
      y += 1
    }
    if visible.count < StatementLine.all.count, y + 1 < body.maxY {
      let text = scene.words(
        "Interest, other income and tax of these quarters: not in the record.", "이 분기들의 이자·기타손익·법인세는 기록에 없습니다.")
      canvas.text(text, inside.x, y + 1, .muted, max: inside.width)
    }
    if first > 0 { canvas.put("↑", rect.maxX - 1, body.y, .muted) }
    if visible.count - first > body.height { canvas.put("↓", rect.maxX - 1, body.maxY - 1, .muted) }
  }

  /// Before which lines a blank one stands, as far as there are rows to spare: the upper groups first.
  private static func gaps(_ visible: [Int], spare: Int) -> [Int] {
    Array(visible.dropFirst().filter { StatementLine.starts[$0] }.prefix(max(0, spare)))
  }

  private static func drawHead(
    _ columns: Columns, _ quarter: Period, _ rect: Rect, _ content: EPSContent, on canvas: inout Canvas
  ) {
    let y = rect.y
    if let yearAgo = columns.yearAgo { canvas.right(quarter.yearBefore.shortLabel, yearAgo, y, .muted) }
    if let before = columns.before { canvas.right(quarter.advanced(by: -1).shortLabel, before, y, .muted) }
    canvas.right("● " + quarter.shortLabel, columns.value, y, .heading, .bold)
    canvas.right("QoQ", columns.quarterly, y, .muted)
    canvas.right("YoY", columns.yearly, y, .muted)
    if content.selected == .bar, content.part == .statement {
      canvas.emphasise(Rect(rect.x, y, rect.width, 1), .selected)
    }
  }

  private static func drawLine(
    _ line: StatementLine, _ quarter: Period, _ columns: Columns, _ y: Int, _ rect: Rect, _ money: MoneyColumn,
    _ content: EPSContent, on canvas: inout Canvas
  ) {
    let (scene, s) = (content.scene, content.snapshot)
    let emphasis: Emphasis = line.isTotal ? .bold : []
    let value = line.reading(quarter, s)
    let before = line.reading(quarter.advanced(by: -1), s)
    let yearAgo = line.reading(quarter.yearBefore, s)
    let indent = line.isTotal ? 0 : 1
    canvas.text(scene.words(line.label), rect.x + indent, y, .text, emphasis, max: columns.label - indent)
    if let end = columns.yearAgo { canvas.right(line.cell(yearAgo, scene, money), end, y, .muted) }
    if let end = columns.before { canvas.right(line.cell(before, scene, money), end, y, .muted) }
    canvas.right(line.cell(value, scene, money), columns.value, y, value.figure.map { scene.role($0) } ?? .muted, emphasis)
    for (base, end) in [(before, columns.quarterly), (yearAgo, columns.yearly)] {
      let change = line.change(from: base, to: value)
      canvas.right(changeText(change, scene), end, y, scene.role(ofChange: change), max: 9)
    }
  }

  /// A change in the nine columns there are: a thousandfold needs no decimals.
  static func changeText(_ change: Reading, _ scene: Scene, decimals: Int = 1) -> String {
    scene.format.change(change, decimals: abs(change.value ?? 0) >= 1000 ? 0 : decimals)
  }
}
