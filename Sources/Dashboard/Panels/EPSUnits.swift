import Canvas
import Finance
import Model

/// What a car sold for, what it cost, and what was left, against what was claimed.
enum EPSUnits {
  private struct Columns {
    var label: Int
    var before: Int
    var value: Int
    var change: Int
    var claimed: Int
    /// Where the verdict begins, and whether its word fits behind the mark.
    var verdict: Int
    var showsWord: Bool

    init(_ rect: Rect) {
      // Numbers far from their names are hard to follow.
      let end = rect.x + min(rect.width, 76)
      showsWord = rect.width >= 66
      verdict = end - (showsWord ? 9 : 1)
      claimed = verdict - 2
      change = claimed - 8
      value = change - 10
      before = value - 8
      label = max(0, before - 8 - rect.x)
    }
  }

  static func draw(_ content: EPSContent, _ quarter: Period, in rect: Rect, on canvas: inout Canvas) {
    // A cursor outside of the box does not change its picture.
    let row = content.part == .units ? content.row : -1
    content.scene.part("units", in: rect, content.column * 1000 + row, on: &canvas) {
      drawBox(content, quarter, in: rect, on: &$0)
    }
  }

  private static func drawBox(_ content: EPSContent, _ quarter: Period, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let money = MoneyColumn.perUnit(scene)
    let title = scene.words("Unit economics", "대당 손익") + " " + quarter.label
    let inside = canvas.box(rect, title: title, note: scene.words("\(money.unit) a unit", "대당 \(money.unit)")).inset(1, 0)
    guard inside.height > 1 else { return }
    let (now, before) = UnitEconomics.pair(quarter, content.snapshot)
    let columns = Columns(inside)
    drawHead(columns, quarter, inside, content, on: &canvas)
    let rows: [(UnitLine, UnitLine?)] = [
      (.units, nil), (.price, .priceChange), (.cost, .costChange), (.grossProfit, .grossProfitChange),
    ]
    for (i, row) in rows.enumerated() where i + 1 < inside.height {
      drawRow(row, quarter, now, before, columns, inside.y + 1 + i, inside, content, on: &canvas)
    }
    var rest = inside.top(rows.count + 1).1
    guard rest.height > 0 else { return }
    let note =
      now.count == .all
      ? scene.words("units = all deliveries: operating leases not disclosed", "대수 = 전체 인도 (운용리스 인도 미공개)")
      : scene.words("units = deliveries not under operating lease", "대수 = 운용리스 제외 인도")
    canvas.text(note, rest.x, rest.y, .muted, max: rest.width)
    rest = rest.top(rest.height >= 5 ? 2 : 1).1
    drawStack(content, quarter, now.count, money, in: rest, on: &canvas)
  }

  private static func drawHead(
    _ columns: Columns, _ quarter: Period, _ rect: Rect, _ content: EPSContent, on canvas: inout Canvas
  ) {
    let scene = content.scene
    canvas.right(quarter.advanced(by: -1).shortLabel, columns.before, rect.y, .muted)
    canvas.right("● " + quarter.shortLabel, columns.value, rect.y, .heading, .bold)
    canvas.right("QoQ", columns.change, rect.y, .muted)
    canvas.right(scene.words("◇ claim", "◇ 주장"), columns.claimed, rect.y, .claim)
    if columns.showsWord { canvas.text(scene.words("verdict", "판정"), columns.verdict, rect.y, .muted) }
    if content.selected == .bar, content.part == .units {
      canvas.emphasise(Rect(rect.x, rect.y, rect.width, 1), .selected)
    }
  }

  private static func drawRow(
    _ row: (line: UnitLine, change: UnitLine?), _ quarter: Period, _ now: UnitEconomics, _ before: UnitEconomics,
    _ columns: Columns, _ y: Int, _ rect: Rect, _ content: EPSContent, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let value = row.line.reading(now, before)
    let base = row.line.reading(before, before)
    canvas.text(label(row.line, scene), rect.x, y, .text, max: columns.label)
    canvas.right(cell(base, row.line, scene), columns.before, y, .muted)
    canvas.right(cell(value, row.line, scene), columns.value, y, value.figure.map { scene.role($0) } ?? .muted, .bold)
    let change = row.change?.reading(now, before) ?? Growth.change(from: base, to: value)
    canvas.right(EPSStatement.changeText(change, scene, decimals: 2), columns.change, y, scene.role(ofChange: change), max: 10)
    if let claim = content.claim(on: row.line, quarter) {
      canvas.right(EPSClaims.figureText(claim, scene), columns.claimed, y, .claim)
      let role = EPSClaims.role(claim.verdict)
      if columns.showsWord {
        canvas.text(EPSClaims.verdictText(claim.verdict, scene), columns.verdict, y, role, max: rect.maxX - columns.verdict)
      } else {
        canvas.text(EPSClaims.mark(claim.verdict), columns.verdict, y, role, max: 1)
      }
    }
    if content.selected == .unit(row.line) {
      canvas.emphasise(Rect(rect.x, y, columns.value - rect.x, 1), .selected)
    } else if let change = row.change, content.selected == .unit(change) {
      canvas.emphasise(Rect(columns.value, y, rect.maxX - columns.value, 1), .selected)
    }
  }

  private static func label(_ line: UnitLine, _ scene: Scene) -> String {
    switch line {
    case .price: return "ASP"
    case .grossProfit: return scene.words("Gross profit", "매출총이익")
    default: return scene.words(line.name)
    }
  }

  private static func cell(_ reading: Reading, _ line: UnitLine, _ scene: Scene) -> String {
    guard case .known(let figure) = reading else { return scene.format.value(reading) }
    let text = line == .units ? Numbers.grouped(figure.value) : MoneyColumn.perUnit(scene).text(figure.value)
    return text + scene.mark(figure)
  }

  /// Price as cost and what is left, quarter over quarter up to the selected one, as many as there are rows.
  private static func drawStack(
    _ content: EPSContent, _ quarter: Period, _ count: UnitEconomics.Count, _ money: MoneyColumn, in rect: Rect,
    on canvas: inout Canvas
  ) {
    let scene = content.scene
    guard rect.height >= 3, rect.width >= 40 else { return }
    let legend = scene.words("ASP = ▇ cost + ▒ gross profit", "ASP = ▇ 원가 + ▒ 매출총이익")
    canvas.text(legend, rect.x, rect.y, .muted, max: rect.width)
    let shown = (0..<min(8, rect.height - 1)).reversed().map { quarter.advanced(by: -$0) }
    let all = shown.map { UnitEconomics($0, count: count, content.snapshot) }
    let top = all.compactMap { $0.price.value }.max() ?? 0
    guard top > 0 else { return }
    let width = rect.width - 15
    for (i, unit) in all.enumerated() {
      let y = rect.y + 1 + i
      canvas.text(unit.quarter.shortLabel, rect.x, y, unit.quarter == quarter ? .heading : .muted, max: 5)
      guard let price = unit.price.value, let cost = unit.cost.value else {
        canvas.text(scene.format.value(unit.price), rect.x + 6, y, .muted, max: 3)
        continue
      }
      let (full, whole) = (Int((cost / top * Double(width)).rounded()), Int((price / top * Double(width)).rounded()))
      for k in 0..<max(0, whole) { canvas.put(k < full ? "▇" : "▒", rect.x + 6 + k, y, k < full ? .chart : .chartAlternate) }
      canvas.right(money.text(price), rect.maxX, y, .text, max: 9)
    }
  }
}
