import App
import Canvas
import Finance
import Format
import Model

/// The bridge from one earnings per share to another: what each group of drivers added, as a waterfall.
struct EPSBridgeBox {
  /// The rows of the box when every group that differs has one.
  static func height(_ content: EPSContent) -> Int { groups(content).count + 5 }

  /// The groups of drivers that differ.
  static func groups(_ content: EPSContent) -> [EPSGroup] { content.comparison?.printed.groups ?? [] }

  private let content: EPSContent
  private let comparison: EstimateComparison
  private let context: DrawContext
  /// What the earnings are before each group.
  private let levels: [Double]
  private let scale: HorizontalBars

  private init?(_ content: EPSContent) {
    guard let comparison = content.comparison else { return nil }
    let bridge = comparison.printed
    let levels = bridge.groups.reduce(into: [bridge.start]) { $0.append($0[$0.count - 1] + bridge[$1]) }
    let (low, high) = (min(bridge.end, levels.min() ?? 0), max(bridge.end, levels.max() ?? 0))
    // From zero only where the steps remain visible: otherwise the axis begins a little below them.
    let span = max(high - low, 0.001)
    let start = low > 0 && span < low ? ((low - span * 0.25) * 1000).rounded(.down) / 1000 : min(low, 0)
    scale = HorizontalBars(from: start, to: max(high, start + 0.001))
    (self.content, self.comparison, self.levels, context) = (content, comparison, levels, content.context)
  }

  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let context = content.context
    guard let box = EPSBridgeBox(content) else {
      return content.drawFault(
        in: content.box(.bridge, rect, title: context.words("Bridge", "브리지"), on: &canvas), on: &canvas)
    }
    let ends = "\(context.words(box.comparison.from)) → \(context.words(box.comparison.to))"
    // Bars that do not begin at zero say where they begin.
    let low = Numbers.grouped(box.scale.low, 3)
    let axis = box.scale.low > 0 ? context.words("bars from \(low)", "막대 \(low)부터") : nil
    let unit = "EPS, " + context.format.name(.usdPerShare)
    let notes = axis.map { ["\(unit) · \($0)", $0] } ?? [unit]
    let note = notes.fitting(rect.width - TextWidth.columns(ends) - 8)
    let inside = content.box(.bridge, rect, title: ends, note: note, on: &canvas)
    if inside.height >= 3 { box.draw(in: inside, edge: rect, on: &canvas) }
  }

  private func draw(in rect: Rect, edge box: Rect, on canvas: inout Canvas) {
    let groups = comparison.printed.groups
    let (start, rest) = rect.top(1)
    table([end(comparison.printed.start, comparison.from)], rect.width).draw(in: start, edge: start, on: &canvas)
    let (middle, _) = rest.top(min(groups.count, rect.height - (rect.height >= 6 ? 3 : 2)))
    let selected = content.selected(.bridge, groups.count)
    var table = table(groups.indices.map { step(groups[$0], at: levels[$0]) }, rect.width)
    table.memory = content.tables[.bridge]
    table.selected = selected
    table.hit = Hit.items(of: EPSView.bridge.rawValue)
    table.draw(in: middle, edge: box, on: &canvas)
    let (last, words) = rest.top(middle.height).1.top(1)
    self.table([end(comparison.printed.end, comparison.to)], rect.width).draw(in: last, edge: last, on: &canvas)
    let below = canvas.lines([sentence(words.width)], in: words)
    drawDetail(selected.flatMap { groups.indices.contains($0) ? groups[$0] : nil }, in: below.top(1).1, on: &canvas)
  }

  // MARK: rows

  private struct Row {
    let name: Line
    let value: Line
    let bar: HorizontalBars.Bar
    var change = ""
  }

  private func end(_ value: Double, _ name: Phrase) -> Row {
    Row(
      name: Line(context.words(name), .heading, .bold), value: Line(Numbers.grouped(value, 3), .heading, .bold),
      bar: .init(0, value, "▆", .chart))
  }

  private func step(_ group: EPSGroup, at level: Double) -> Row {
    let value = comparison.printed[group]
    let (role, sign, glyph) = value > 0 ? (Role.up, "▲ ", "█" as Unicode.Scalar) : (.down, "▼ ", "▓")
    return Row(
      name: Line(" " + context.words(Names.of(group: group))), value: Line(sign + Numbers.signed(value, 3), role),
      bar: .init(level, level + value, glyph, role), change: change(group))
  }

  private func table(_ rows: [Row], _ width: Int) -> Table<Row> {
    Table(rows: rows) {
      Column(.exactly(width >= 60 ? 21 : 17)) { $0.name }
      Column(.exactly(9), .right) { $0.value }
      Column(Line(), .rest(least: 16), gap: 2) { scale.line([$0.bar], width: $1) }
      Column(.exactly(34), gap: 2, priority: 1) { Line($0.change, .muted) }
    }
  }

  /// What changed in a group: its driver, or of several the one that matters most.
  private func change(_ group: EPSGroup) -> String {
    let bridge = comparison.bridge
    guard let main = group.drivers.max(by: { abs(bridge[$0]) < abs(bridge[$1]) }), bridge.from[main] != bridge.to[main] else {
      return ""
    }
    let words = [bridge.from, bridge.to].map { main.text($0[main], context.format) }.joined(separator: " → ")
    return group.drivers.count == 1 ? words : "\(context.words(main.label)) \(words)"
  }

  // MARK: words

  /// The largest part in words.
  private func sentence(_ width: Int) -> Line {
    let bridge = comparison.printed
    guard let main = bridge.groups.max(by: { abs(bridge[$0]) < abs(bridge[$1]) }) else {
      return Line(context.words("no difference", "차이 없음"), .muted)
    }
    let (name, part) = (context.words(Names.of(group: main)), Numbers.signed(bridge[main], 3))
    let total = context.words("total ", "전체 ") + Numbers.signed(bridge.total, 3)
    let words = context.words(comparison.isJudgement ? Phrase("largest error", "가장 큰 오차") : Phrase("largest part", "가장 큰 요인"))
    let all = "\(words): \(name) \(part), \(total)"
    guard comparison.endsWithReport, let published = content.reported?.value else { return Line(all, .muted) }
    // The lines give more decimals than the company publishes.
    let eps = context.format.eps(published)
    return Line(
      [all, total].map { $0 + context.words(" · published \(eps), rounded", " · 발표 \(eps) (반올림)") }.fitting(width), .muted)
  }

  /// The drivers of the selected group, where there is room, and what the parts are.
  private func drawDetail(_ group: EPSGroup?, in rect: Rect, on canvas: inout Canvas) {
    let heading = group.map { [Line(context.words(Names.of(group: $0)), .heading, .bold)] } ?? []
    let drivers = group.map { changes($0).map { Line(" " + context.words($0)) } } ?? []
    let rest = canvas.lines(heading + drivers, in: rect)
    let method = context.words("parts are Shapley values: they add up and favor no order", "각 부분은 섀플리 값: 합이 정확하고 순서에 좌우되지 않음")
    canvas.lines([Line(method, .muted)], in: rest.top(rest.height - 1).1)
  }

  /// What changed of each driver of a group, and what that did to earnings per share.
  private func changes(_ group: EPSGroup) -> [Phrase] {
    let bridge = comparison.bridge
    return group.drivers.filter { bridge.from[$0] != bridge.to[$0] }.map { driver in
      let change = "\(driver.text(bridge.from[driver], context.format)) → \(driver.amount(bridge.to[driver], context.format))"
      return Names.of(driver: driver) + ": \(change), EPS \(Numbers.signed(bridge[driver], 3))"
    }
  }

  static func items(_ content: EPSContent) -> [Item] {
    guard let box = EPSBridgeBox(content) else { return [] }
    let (from, to) = (box.comparison.from, box.comparison.to)
    let rule = Phrase(
      "Shapley value: what the driver adds on average over all orders of change, \(from.en) → \(to.en)",
      "섀플리 값: 모든 변경 순서에 대한 평균 기여, \(from.ko) → \(to.ko)")
    let inputs = content.estimate.map { [$0.figure(of: .epsNonGAAP)] } ?? []
    return groups(content).map { group in
      let figure = Figure(
        box.comparison.bridge[group], .usdPerShare, content.target, .nonGAAP, .derived(rule: rule, inputs: inputs))
      return Item(Names.of(group: group), .known(figure), text: box.changes(group))
    }
  }
}
