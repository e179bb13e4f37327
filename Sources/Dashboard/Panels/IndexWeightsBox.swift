import Canvas
import Finance
import Format
import Model

/// The weights of the largest securities before and after a rebalance.
enum IndexWeightsBox {
  static func draw(_ content: IndexContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    guard let record = content.record else { return }
    let title = self.title(record, scene)
    let whatIf = content.whatIf(record.newestPriceDay)
    let role: Role = whatIf != nil ? .assumed : content.isOld(record.priceDay) ? .stale : .muted
    let notes = whatIf ?? self.notes(record, isPast: content.isPast, scene)
    let inside = content.box(
      .weights, rect, title: title, note: content.note(notes, title: title, rect), noteRole: role, on: &canvas)
    guard inside.height >= 5, inside.width >= 24 else { return }
    let columns = WeightColumns(inside, record)
    drawHead(record, columns, scene, inside.y, on: &canvas)
    // The last row of the list is the sum; it stays at the foot with the legend.
    let names = content.count(.weights) - 1
    let room = inside.height - 5
    let scroll = Scroll(names, selected: min(cursor, names - 1), room: room)
    for (row, place) in scroll.visible.enumerated() {
      drawRow(
        record.row(place), columns, top: record.largestWeight, isSelected: place == cursor, scene, inside.y + 1 + row, on: &canvas
      )
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
    canvas.horizontalLine(inside.x + 1, inside.maxY - 4, width: inside.width - 2, .grid)
    drawRow(record.seven, columns, top: 0, isSelected: cursor == names, scene, inside.maxY - 3, on: &canvas)
    drawLegend(record, columns, scene, inside, on: &canvas)
  }

  /// Before its announcement nothing speaks of the rebalance.
  private static func title(_ record: IndexRecord, _ scene: Scene) -> String {
    guard record.isAnnounced else { return scene.words("Nasdaq-100 weights", "나스닥100 비중") }
    let day = scene.format.date(record.rebalance.effectiveDay)
    return "\(scene.words(record.rebalance.kind.name)) \(day)"
  }

  /// Unit and price day, in as many words as there is room for.
  private static func notes(_ record: IndexRecord, isPast: Bool, _ scene: Scene) -> [String] {
    let format = scene.format
    let (day, short) = (format.date(record.priceDay), format.shortDate(record.priceDay))
    if isPast {
      return [
        scene.words("past · % at the closes of \(day)", "과거 · %, \(day) 종가 기준"), scene.words("past · \(day)", "과거 · \(day)"), day,
      ]
    }
    return [
      scene.words("% at the closes of \(day)", "%, \(day) 종가 기준"), scene.words("% at closes of \(short)", "%, \(short) 종가"),
      scene.words("% at \(short)", "% \(short)"), "%",
    ]
  }

  private static func drawHead(
    _ record: IndexRecord, _ columns: WeightColumns, _ scene: Scene, _ y: Int, on canvas: inout Canvas
  ) {
    if let x = columns.threshold(record) {
      canvas.text(RuleLine.short(record.trigger.rules.cohortFloor), x, y, .muted, max: columns.bar + columns.barWidth - x)
    }
    canvas.right(record.isAnnounced ? scene.words("before", "변경 전") : scene.words("index", "지수"), columns.before, y, .muted)
    if let end = columns.rule {
      canvas.right(record.isAnnounced ? scene.words("◆ rule", "◆ 규칙") : scene.words("◆ if reset", "◆ 재산정"), end, y, .estimate)
    }
    if let end = columns.published { canvas.right(scene.words("after", "변경 후"), end, y, .muted) }
    if let end = columns.change { canvas.right(scene.words("change pp", "변화 pp"), end, y, .muted) }
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
    value(row.before, columns.before, y, nil, scene, emphasis, on: &canvas)
    if let end = columns.rule { value(row.rule, end, y, .estimate, scene, emphasis, on: &canvas) }
    if let end = columns.published { value(row.published, end, y, nil, scene, emphasis, on: &canvas) }
    if let end = columns.change {
      let change = row.change.value.map { scene.format.direction($0) + " " + Numbers.signed($0, 2) }
      canvas.right(change ?? scene.format.value(row.change), end, y, scene.role(ofChange: row.change), emphasis)
    }
    if let end = columns.newest { value(row.newest, end, y, nil, scene, emphasis, on: &canvas) }
    guard isSelected else { return }
    // The bar is left out: where selection swaps the colours it would be turned inside out.
    let bar = top > 0 ? columns.barWidth : 0
    canvas.emphasise(Rect(columns.name - 1, y, columns.bar - columns.name + 1, 1), .selected)
    canvas.emphasise(Rect(columns.bar + bar, y, columns.end - columns.bar - bar, 1), .selected)
    if bar == 0 { canvas.emphasise(Rect(columns.name - 1, y, columns.end - columns.name + 1, 1), .selected) }
  }

  private static func value(
    _ reading: Reading, _ end: Int, _ y: Int, _ role: Role?, _ scene: Scene, _ emphasis: Emphasis, on canvas: inout Canvas
  ) {
    let role = reading.figure.map { figure in
      let own = scene.role(figure)
      return own == .assumed ? own : role ?? own
    }
    canvas.right(scene.format.value(reading, decimals: 2), end, y, role ?? .muted, emphasis)
  }

  /// What is left or new is full; what was given up is dotted, what came in is dense; the limit of the group is a line.
  private static func drawBar(_ row: WeightRow, _ columns: WeightColumns, top: Double, _ y: Int, on canvas: inout Canvas) {
    let width = columns.barWidth
    guard width > 0, top > 0 else { return }
    if let x = columns.threshold { canvas.put("┊", x, y, .grid) }
    let role: Role = row.isCompany ? .accent : .chart
    let before = row.before.value ?? 0
    guard let after = row.after.value else {
      canvas.levelBar(before / top, columns.bar, y, width: width, role)
      return
    }
    canvas.levelBar(min(before, after) / top, columns.bar, y, width: width, role)
    let from = (Int(rounding: min(before, after) / top * Double(width * 8)) + 7) / 8
    // As long as the change, wherever in a cell it begins: of two changes the larger is not shorter.
    let to = min(width, from + Int(rounding: abs(after - before) / top * Double(width)))
    guard to > from else { return }
    for x in from..<to { canvas.put(after < before ? "░" : "▓", columns.bar + x, y, after < before ? .down : .up) }
  }

  private static func drawLegend(
    _ record: IndexRecord, _ columns: WeightColumns, _ scene: Scene, _ inside: Rect, on canvas: inout Canvas
  ) {
    let (x, y, width) = (inside.x + 1, inside.maxY - 2, inside.width - 2)
    let floor = RuleLine.short(record.trigger.rules.cohortFloor)
    let bars =
      record.weighting == nil && !record.hasPublished ? "" : scene.words("█ kept  ░ given up  ▓ gained", "█ 유지  ░ 감소  ▓ 증가")
    let line = columns.threshold == nil ? "" : scene.words("  ┊ \(floor)", "  ┊ \(floor)")
    canvas.text(bars + line, x, y, .muted, max: width)
    var text: String
    if let gap = record.difference {
      let (mean, most) = (Numbers.grouped(gap.mean, 2), Numbers.grouped(gap.largest, 1))
      text = scene.words(
        "◆ by rule; the published differ by \(mean) bp, at most \(most)", "◆ 규칙 산정; 공개치와 평균 \(mean)bp, 최대 \(most)bp 차이")
    } else if record.weighting != nil {
      text =
        record.isAnnounced
        ? scene.words("◆ estimate by rule; not published yet", "◆ 규칙에 따른 추정; 아직 미공개")
        : scene.words("◆ what a special rebalance at these prices would bring", "◆ 이 주가로 특별 리밸런싱을 한다면")
    } else {
      text = scene.words(
        "\(record.securities) securities, each class for itself; shares outstanding not known yet",
        "\(record.securities)종목, 종류주별; 발행주식 수 미상")
    }
    if let turnover = record.turnover {
      let share = Numbers.grouped(turnover, 1)
      let more = scene.words(" · turnover \(share)% one way", " · 편도 회전율 \(share)%")
      if TextWidth.columns(text + more) <= width { text += more }
    }
    canvas.text(text, x, y + 1, .muted, max: width)
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
  var rule: Int?
  var published: Int?
  var change: Int?
  var newest: Int?
  var end: Int
  /// The column of the limit above which companies count together.
  var threshold: Int?

  static let newestWidth = 10

  init(_ inside: Rect, _ record: IndexRecord) {
    name = inside.x + 2
    end = inside.maxX - 1
    var x = end
    let hasRule = record.weighting != nil && (inside.width >= 46 || !record.hasPublished)
    if record.newestDay != nil, record.hasPublished, inside.width >= 86 {
      newest = x
      x -= WeightColumns.newestWidth
    }
    if record.isAnnounced, record.hasPublished || hasRule {
      change = x
      x -= 10
    }
    if record.hasPublished {
      published = x
      x -= 8
    }
    if hasRule {
      rule = x
      x -= record.isAnnounced ? 8 : 11
    }
    before = x
    // A bar that one can read comes before the name in full.
    let hasLongName = before - 7 - name - 26 >= 16
    longName = hasLongName ? name + 6 : 0
    bar = name + (hasLongName ? 26 : 6)
    barWidth = max(0, before - 7 - bar)
    threshold = threshold(record)
  }

  /// The column of the bars at which the group's floor lies.
  func threshold(_ record: IndexRecord) -> Int? {
    let share = record.trigger.rules.cohortFloor * 100 / record.largestWeight
    guard barWidth >= 8, share > 0, share < 1 else { return nil }
    return bar + Int(rounding: share * Double(barWidth))
  }
}
