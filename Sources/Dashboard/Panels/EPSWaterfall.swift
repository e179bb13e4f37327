import Canvas
import Finance
import Format
import Model

/// The bridge from one earnings per share to another: what each group of drivers added, as a waterfall.
enum EPSWaterfall {
  /// The rows of the box when every group that differs has one.
  static func height(_ content: EPSContent) -> Int { content.groups.count + 5 }

  /// A part of the difference: three decimals of a dollar.
  static func text(_ value: Double) -> String { Numbers.signed(value, 3) }

  private static func plain(_ value: Double) -> String { Numbers.grouped(value, 3) }

  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let row = content.view == .bridge ? content.row(.bridge, content.groups.count) : -1
    canvas.clipped(to: rect) { drawBox(content, row, in: rect, on: &$0) }
  }

  private static func drawBox(_ content: EPSContent, _ selected: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    guard let comparison = content.comparison else {
      let inside = content.box(.bridge, rect, title: scene.words("Bridge", "브리지"), on: &canvas)
      return content.drawFault(in: inside, on: &canvas)
    }
    let ends = "\(scene.words(comparison.from)) → \(scene.words(comparison.to))"
    let money = MoneyColumn.perShare(scene)
    let groups = content.groups
    let printed = comparison.printed
    let scale = WaterfallScale(printed, rect.inset(2, 1))
    // Bars that do not begin at nothing say where they do.
    let axis = scale.axisStart.map { scene.words("bars from \(plain($0))", "막대 \(plain($0))부터") }
    let unit = "EPS, " + money.unit
    let notes = axis.map { [unit + " · " + $0, $0] } ?? [unit]
    let noteRoom = rect.width - TextWidth.columns(ends) - 8
    let note = notes.first { TextWidth.columns($0) <= noteRoom } ?? notes.last ?? unit
    let inside = content.box(.bridge, rect, title: ends, note: note, on: &canvas)
    guard inside.height >= 3 else { return }
    let room = inside.height - (inside.height >= 6 ? 3 : 2)
    let scroll = Scroll(groups.count, selected: selected, room: room)
    let shown = groups[scroll.visible]
    drawEnd(printed.start, scene.words(comparison.from), inside.y, scale, scene, on: &canvas)
    var level = printed.start
    for group in groups.prefix(scroll.first) { level += printed[group] }
    for (i, group) in shown.enumerated() {
      let y = inside.y + 1 + i
      drawGroup(group, printed[group], level, comparison, y, inside, scale, scene, on: &canvas)
      level += printed[group]
      if scroll.first + i == selected { canvas.emphasise(Rect(inside.x, y, inside.width, 1), .selected) }
    }
    let y = inside.y + 1 + shown.count
    drawEnd(printed.end, scene.words(comparison.to), y, scale, scene, on: &canvas)
    canvas.marks(of: scroll, inEdgeOf: rect)
    if y + 1 < inside.maxY { drawSentence(content, comparison, inside, y + 1, on: &canvas) }
    if y + 3 < inside.maxY { drawDetail(content, selected, in: inside.top(y + 3 - inside.y).1, on: &canvas) }
  }

  /// The drivers of the selected group, where there is room, and what the ends are.
  private static func drawDetail(_ content: EPSContent, _ selected: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let items = EPSItems.items(content, .bridge)
    var y = rect.y
    if items.indices.contains(selected) {
      canvas.text(scene.words(items[selected].label), rect.x, y, .heading, .bold, max: rect.width)
      for line in items[selected].text where y + 1 < rect.maxY {
        y += 1
        canvas.text(scene.words(line), rect.x + 1, y, .text, max: rect.width - 1)
      }
      y += 1
    }
    guard y < rect.maxY else { return }
    canvas.text(
      scene.words(
        "parts are Shapley values: they add up and favour no order", "각 부분은 섀플리 값: 합이 정확하고 순서에 좌우되지 않음"), rect.x, rect.maxY - 1,
      .muted, max: rect.width)
  }

  private static func drawEnd(
    _ value: Double, _ name: String, _ y: Int, _ scale: WaterfallScale, _ scene: Scene, on canvas: inout Canvas
  ) {
    canvas.text(name, scale.rect.x, y, .heading, .bold, max: scale.labelWidth - 1)
    canvas.right(plain(value), scale.valueEnd, y, .heading, .bold)
    guard scale.barWidth > 0 else { return }
    let (zero, end) = (scale.column(0), scale.column(value))
    for x in min(zero, end)...max(zero, end) { canvas.put("▆", x, y, .chart) }
  }

  private static func drawGroup(
    _ group: EPSGroup, _ value: Double, _ level: Double, _ comparison: EPSComparison, _ y: Int, _ rect: Rect,
    _ scale: WaterfallScale,
    _ scene: Scene, on canvas: inout Canvas
  ) {
    let role: Role = value > 0 ? .up : .down
    canvas.text(scene.words(Names.of(group: group)), scale.rect.x + 1, y, .text, max: scale.labelWidth - 2)
    canvas.right((value > 0 ? "▲ " : "▼ ") + text(value), scale.valueEnd, y, role)
    if let x = scale.changeX { canvas.text(change(group, comparison, scene), x, y, .muted, max: rect.maxX - x) }
    guard scale.barWidth > 0 else { return }
    let (a, b) = (scale.column(level), scale.column(level + value))
    for x in min(a, b)...max(a, b) { canvas.put(value > 0 ? "█" : "▓", x, y, role) }
  }

  /// What changed in a group: its driver, of several the one that matters most.
  private static func change(_ group: EPSGroup, _ comparison: EPSComparison, _ scene: Scene) -> String {
    let (from, to) = (comparison.bridge.from, comparison.bridge.to)
    // The driver that matters most stands for its group.
    let main = group.drivers.max { abs(comparison.bridge[$0]) < abs(comparison.bridge[$1]) }
    guard let main, from[main] != to[main] else { return "" }
    let words = "\(main.text(from[main], scene)) → \(main.text(to[main], scene))"
    return group.drivers.count == 1 ? words : "\(scene.words(main.label)) \(words)"
  }

  /// The largest part in words.
  private static func drawSentence(
    _ content: EPSContent, _ comparison: EPSComparison, _ rect: Rect, _ y: Int, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let bridge = comparison.printed
    guard let main = content.groups.max(by: { abs(bridge[$0]) < abs(bridge[$1]) }) else {
      canvas.text(scene.words("no difference", "차이 없음"), rect.x, y, .muted, max: rect.width)
      return
    }
    let name = scene.words(Names.of(group: main))
    let (part, total) = (text(bridge[main]), text(bridge.total))
    let words =
      comparison.isJudgement
      ? scene.words("largest error: \(name) \(part), in all \(total)", "가장 큰 오차: \(name) \(part), 전체 \(total)")
      : scene.words("largest part: \(name) \(part), in all \(total)", "가장 큰 요인: \(name) \(part), 전체 \(total)")
    var ways = [words]
    if comparison.endsWithReport, let published = content.reported?.value {
      // The lines give more decimals than the company publishes.
      let eps = MoneyColumn.perShare(scene).text(published)
      ways = [
        words + scene.words(" · published \(eps), rounded", " · 발표 \(eps) (반올림)"),
        scene.words("in all \(total) · published \(eps), rounded", "전체 \(total) · 발표 \(eps) (반올림)"),
      ]
    }
    canvas.text(ways.first { TextWidth.columns($0) <= rect.width } ?? ways[ways.count - 1], rect.x, y, .muted, max: rect.width)
  }
}

/// Where a value lies along the waterfall.
struct WaterfallScale {
  let rect: Rect
  let labelWidth: Int
  let valueEnd: Int
  let barX: Int
  let barWidth: Int
  /// Where the words about the change begin; nil where there is no room.
  let changeX: Int?
  private let low: Double
  private let high: Double
  /// Where the bars begin; nil where that is 0.
  var axisStart: Double? { low > 0 ? low : nil }

  init(_ bridge: EPSBridge.Rounded, _ rect: Rect) {
    self.rect = rect
    labelWidth = rect.width >= 60 ? 22 : 18
    valueEnd = rect.x + labelWidth + 9
    let changeWidth = rect.width >= 90 ? 36 : 0
    barX = valueEnd + 2
    barWidth = max(0, rect.maxX - barX - changeWidth)
    changeX = changeWidth > 0 ? rect.maxX - changeWidth + 2 : nil
    var (low, high) = (min(bridge.start, bridge.end), max(bridge.start, bridge.end))
    var level = bridge.start
    for group in bridge.groups {
      level += bridge[group]
      (low, high) = (min(low, level), max(high, level))
    }
    // From zero only where the steps stay visible: otherwise the axis begins a little below them.
    let span = max(high - low, 0.001)
    self.low = low > 0 && span < low ? ((low - span * 0.25) * 1000).rounded(.down) / 1000 : min(low, 0)
    self.high = max(high, self.low + 0.001)
  }

  /// The column of a value; below the axis' begin its first one.
  func column(_ value: Double) -> Int {
    let share = (value - low) / (high - low)
    return barX + Int(rounding: max(0, min(1, share)) * Double(max(0, barWidth - 1)))
  }
}
