import Canvas
import Finance
import Model

/// The weights of the largest securities before and after a rebalance.
enum IndexWeightsBox {
  static func draw(_ content: IndexContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    guard let record = content.record else { return drawNothing(scene, in: rect, on: &canvas) }
    let title = self.title(record, scene)
    let inside = canvas.box(rect, title: title, note: note(record, scene, room: rect.width - TextWidth.columns(title) - 9))
    guard inside.height >= 4, inside.width >= 24 else { return }
    let columns = WeightColumns(inside, record)
    drawHead(record, columns, scene, inside.y, on: &canvas)
    let range = content.range(.weights)
    // The last row of the part is the sum; it stays at the foot with the legend.
    let names = range.lowerBound..<max(range.lowerBound, range.upperBound - 1)
    let room = inside.height - 4
    let selected = min(cursor, names.upperBound - 1) - names.lowerBound
    let scroll = cursor < range.upperBound && selected >= room ? selected - room + 1 : 0
    for (row, i) in names.dropFirst(scroll).prefix(max(0, room)).enumerated() {
      let weight = record.row(i - names.lowerBound)
      drawRow(
        weight, columns, top: record.largestWeight, isSelected: i == cursor, scene, inside.y + 1 + row, on: &canvas)
    }
    canvas.horizontalLine(inside.x + 1, inside.maxY - 3, width: inside.width - 2, .grid)
    drawRow(record.seven, columns, top: 0, isSelected: cursor == range.upperBound - 1, scene, inside.maxY - 2, on: &canvas)
    drawLegend(record, scene, inside, on: &canvas)
  }

  /// Before its announcement nothing speaks of the rebalance.
  private static func title(_ record: IndexRecord, _ scene: Scene) -> String {
    guard record.isAnnounced else { return scene.words("Nasdaq-100 weights", "나스닥100 비중") }
    let day = scene.format.date(record.rebalance.effectiveDay)
    return scene.words("Special rebalance \(day)", "특별 리밸런싱 \(day)")
  }

  /// Unit and price day, in as many words as there is room for.
  private static func note(_ record: IndexRecord, _ scene: Scene, room: Int) -> String {
    let format = scene.format
    let (day, short) = (format.date(record.priceDay), format.shortDate(record.priceDay))
    let forms = [
      scene.words("% at the closes of \(day)", "%, \(day) 종가 기준"), scene.words("% at closes of \(short)", "%, \(short) 종가"),
      scene.words("% at \(short)", "% \(short)"),
    ]
    return forms.first { TextWidth.columns($0) <= room } ?? "%"
  }

  private static func drawNothing(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let inside = canvas.box(rect, title: scene.words("Index weights", "지수 비중")).inset(1, 0)
    let text = scene.words(
      "No weights of the index are in the record at this moment. ] goes on to the next moment, L to now.",
      "이 시점의 기록에는 지수 비중이 없습니다. ]는 다음 시점, L은 현재로 이동합니다.")
    for (y, line) in TextWidth.wrap(text, inside.width).prefix(inside.height).enumerated() {
      canvas.text(line, inside.x, inside.y + y, .muted, max: inside.width)
    }
  }

  private static func drawHead(
    _ record: IndexRecord, _ columns: WeightColumns, _ scene: Scene, _ y: Int, on canvas: inout Canvas
  ) {
    canvas.right(scene.words("before", "변경 전"), columns.before, y, .muted)
    guard record.isAnnounced else { return }
    canvas.right(scene.words("after", "변경 후"), columns.after, y, .muted)
    canvas.right(scene.words("change pp", "변화 pp"), columns.change, y, .muted)
    if let day = record.newestDay, let end = columns.newest {
      canvas.right(scene.format.shortDate(day), end, y, .muted, max: WeightColumns.newestWidth)
    }
  }

  private static func drawRow(
    _ row: WeightRow, _ columns: WeightColumns, top: Double, isSelected: Bool, _ scene: Scene, _ y: Int,
    on canvas: inout Canvas
  ) {
    let role: Role = row.isCompany ? .accent : .text
    let emphasis: Emphasis = row.isCompany ? .bold : []
    if row.isCompany { canvas.put("▸", columns.name - 1, y, .accent, .bold) }
    let nameRoom = (top == 0 ? columns.before - 7 : columns.bar) - columns.name - 1
    let name = canvas.text(scene.words(row.name), columns.name, y, role, emphasis, max: nameRoom)
    if columns.longName > 0, top > 0 {
      canvas.text(row.longName, columns.longName, y, .muted, max: columns.bar - columns.longName - 1)
    } else if top == 0 {
      canvas.text(
        row.longName, columns.name + name + 1, y, .muted, max: columns.before - 7 - columns.name - name - 1)
    }
    if top > 0 { drawBar(row, columns, top: top, y, on: &canvas) }
    value(row.before, columns.before, y, scene, emphasis, on: &canvas)
    if columns.showsAfter {
      value(row.after, columns.after, y, scene, emphasis, on: &canvas)
      let change = row.change.value.map { scene.format.direction($0) + " " + Numbers.signed($0, 2) }
      canvas.right(
        change ?? scene.format.value(row.change), columns.change, y, scene.role(ofChange: row.change), emphasis)
      if let end = columns.newest { value(row.newest, end, y, scene, emphasis, on: &canvas) }
    }
    if isSelected { canvas.emphasise(Rect(columns.name - 1, y, columns.end - columns.name + 1, 1), .selected) }
  }

  private static func value(
    _ reading: Reading, _ end: Int, _ y: Int, _ scene: Scene, _ emphasis: Emphasis, on canvas: inout Canvas
  ) {
    let role = reading.figure.map { scene.role($0) } ?? .muted
    canvas.right(scene.format.value(reading, decimals: 2), end, y, role, emphasis)
  }

  /// What is left or new is full; what was given up is dotted, what came in is dense.
  private static func drawBar(_ row: WeightRow, _ columns: WeightColumns, top: Double, _ y: Int, on canvas: inout Canvas) {
    let width = columns.barWidth
    guard width > 0, top > 0 else { return }
    let role: Role = row.isCompany ? .accent : .chart
    guard let after = row.after.value else {
      canvas.levelBar((row.before.value ?? 0) / top, columns.bar, y, width: width, role)
      return
    }
    let before = row.before.value ?? 0
    canvas.levelBar(min(before, after) / top, columns.bar, y, width: width, role)
    let from = (Int((min(before, after) / top * Double(width * 8)).rounded()) + 7) / 8
    let to = Int((max(before, after) / top * Double(width)).rounded())
    guard to > from else { return }
    for x in from..<to { canvas.put(after < before ? "░" : "▓", columns.bar + x, y, after < before ? .down : .up) }
  }

  private static func drawLegend(_ record: IndexRecord, _ scene: Scene, _ inside: Rect, on canvas: inout Canvas) {
    let y = inside.maxY - 1
    let text: String
    if !record.isAnnounced {
      text = scene.words("\(record.securities) securities; each class for itself", "\(record.securities)종목, 종류주별 표시")
    } else if record.hasPublished {
      text = scene.words("█ kept  ░ given up  ▓ gained", "█ 유지  ░ 감소  ▓ 증가")
    } else {
      text = scene.words("new weights: not published yet", "새 비중: 아직 공개되지 않음")
    }
    canvas.text(text, inside.x + 1, y, .muted, max: inside.width - 2)
  }
}

/// Where the columns of the weights end.
struct WeightColumns {
  var name: Int
  /// 0 where there is no room for it.
  var longName: Int
  var bar: Int
  var barWidth: Int
  var before: Int
  var after: Int
  var change: Int
  var newest: Int?
  var end: Int
  var showsAfter: Bool

  static let newestWidth = 10

  init(_ inside: Rect, _ record: IndexRecord) {
    name = inside.x + 2
    end = inside.maxX - 1
    showsAfter = record.isAnnounced
    let showsNewest = record.newestDay != nil && inside.width >= 60
    let numbers = showsAfter ? 26 + (showsNewest ? WeightColumns.newestWidth : 0) : 8
    before = end - numbers + 8
    after = before + 8
    change = after + 10
    newest = showsNewest ? end : nil
    let hasLongName = inside.width >= 74
    longName = hasLongName ? name + 6 : 0
    bar = name + (hasLongName ? 26 : 6)
    barWidth = max(0, before - 7 - bar)
  }
}
