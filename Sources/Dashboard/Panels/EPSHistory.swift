import Analysis
import Canvas
import Finance
import Format
import Model

/// The bars of earnings per share, non-GAAP beside GAAP, with what was claimed, and the readout of the selected quarter.
enum EPSHistory {
  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    guard let quarter = content.target else { return }
    canvas.clipped(to: rect) { drawBox(content, quarter, in: rect, on: &$0) }
  }

  private static func drawBox(_ content: EPSContent, _ quarter: Period, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let money = EPSColumn(scene)
    let newest = content.quarters.first.flatMap { newest in
      content.snapshot.earnings.first { $0.quarter == newest }.map { "\(newest.label), \(scene.format.date($0.day))" }
    }
    let title = scene.words("EPS by quarter", "분기별 EPS")
    let inside = content.box(.history, rect, title: title, note: "\(money.unit) · \(newest ?? "")", on: &canvas)
    guard inside.height > 3 else { return }
    let lines = readout(content, quarter, width: inside.width)
    let strip = content.claimed.isEmpty ? 0 : content.claimed.count + 1
    let readoutHeight = max(0, min(lines.count + strip, inside.height - 8))
    let (chart, below) = inside.top(inside.height - readoutHeight)
    drawChart(content, quarter, money, in: chart, on: &canvas)
    for (y, parts) in lines.prefix(below.height).enumerated() { drawParts(parts, below.x, below.y + y, below, on: &canvas) }
    if strip > 0, below.height > lines.count {
      drawRanges(content, quarter, money, in: below.top(lines.count).1, on: &canvas)
    }
  }

  // MARK: chart

  /// How the bars share the width: columns a quarter, and which quarters are in sight.
  private struct Slots {
    var width: Int
    var shown: [Period]
    var hidesOlder: Bool
    var hidesNewer: Bool

    /// The widths of the non-GAAP and the GAAP bar; one column more parts the quarters.
    var bars: (Int, Int) { width >= 6 ? (width - 3, 2) : (width - 2, 1) }

    init(_ content: EPSContent, _ columns: Int) {
      let newest = content.quarters.first
      // Up to the target, so that no quarter is missing between the bars.
      let awaited = content.targets.filter { quarter in
        newest.map { quarter > $0 } ?? false && content.target.map { quarter <= $0 } ?? false
      }
      let all = Array(content.quarters.reversed()) + awaited.reversed()
      let roomy = (3...6).last { $0 * all.count <= columns }
      width = roomy ?? 4
      let count = max(1, min(all.count, columns / width))
      let cursor = content.target.flatMap { all.firstIndex(of: $0) } ?? all.count - 1
      let start = max(0, min(all.count - count, cursor - 1))
      shown = Array(all[start..<min(all.count, start + count)])
      hidesOlder = start > 0
      hidesNewer = start + count < all.count
    }
  }

  /// Where a value lies: rows above and below the zero line, on one scale.
  private struct Scale {
    var top: Double
    var above: Int
    var below: Int
    /// The row of the zero line.
    var zero: Int

    var perRow: Double { top / Double(max(1, above)) }

    init(_ values: [Double], _ plot: Rect) {
      let low = -min(0, values.min() ?? 0)
      top = Axis.ceiling(max(values.max() ?? 0, low / 4, 0.01))
      let rows = max(1, plot.height - 1)
      below = 0
      if low > 0 {
        below = 1
        while below < rows - 1, low > Double(below) * top / Double(rows - below) { below += 1 }
      }
      above = max(1, rows - below)
      zero = plot.y + above
    }

    func row(_ value: Double) -> Int {
      value >= 0 ? zero - max(1, Int(rounding: value / perRow, .up)) : zero + max(1, Int(rounding: -value / perRow, .up))
    }
  }

  private static func drawChart(
    _ content: EPSContent, _ quarter: Period, _ money: EPSColumn, in rect: Rect, on canvas: inout Canvas
  ) {
    let axis = content.scene.format.isInWon ? 9 : 7
    guard rect.width > axis + 4, rect.height > 4 else { return }
    let plot = Rect(rect.x + axis, rect.y + 1, rect.width - axis, rect.height - 3)
    let slots = Slots(content, plot.width)
    let s = content.snapshot
    let bars = slots.shown.map { (period: $0, adjusted: s.reading(.epsNonGAAP, $0), gaap: s.reading(.epsGAAP, $0)) }
    var values: [Double] = []
    for bar in bars {
      let claimed = content.ranges(of: bar.period).flatMap { [$0.figure?.value, $0.figureHigh?.value] }
      values += ([bar.adjusted.value, bar.gaap.value] + claimed).compactMap { $0.map { money.value($0, bar.period) } }
    }
    let estimated = content.estimate?.statement.epsNonGAAP
    if let estimated { values.append(money.value(estimated, quarter)) }
    let scale = Scale(values, plot)
    drawAxis(scale, money, plot, rect, on: &canvas)
    let hasRecast = slots.shown.contains { content.recast(.epsNonGAAP, $0) != nil || content.recast(.epsGAAP, $0) != nil }
    drawLegend(content.scene, rect, hasClaims: !content.claims.isEmpty, hasRecast: hasRecast, on: &canvas)
    for (i, bar) in bars.enumerated() {
      let x = plot.x + i * slots.width
      let (wide, narrow) = slots.bars
      drawBar(bar.adjusted, x, wide, .chart, scale, money, content, on: &canvas)
      drawBar(bar.gaap, x + wide, narrow, .chartAlternate, scale, money, content, on: &canvas)
      drawClaims(content.ranges(of: bar.period), bar, x + wide + narrow, scale, money, on: &canvas)
      let isRecast = content.recast(.epsNonGAAP, bar.period) != nil || content.recast(.epsGAAP, bar.period) != nil
      drawLabel(bar.period, isRecast, x, plot.maxY, slots, i, on: &canvas)
    }
    if let i = slots.shown.firstIndex(of: quarter) {
      let x = plot.x + i * slots.width
      canvas.emphasise(Rect(x, plot.maxY, slots.bars.0 + slots.bars.1, 1), [.selected, .bold])
      if let estimated { drawEstimate(money.value(estimated, quarter), bars[i].adjusted, x, slots, scale, on: &canvas) }
      drawValue(bars[i].adjusted, x, scale, money, content, plot, on: &canvas)
    }
    if slots.hidesOlder { canvas.put("◂", plot.x - 1, plot.maxY, .muted) }
    if slots.hidesNewer { canvas.put("▸", min(rect.maxX - 1, plot.x + slots.shown.count * slots.width), plot.maxY, .muted) }
  }

  /// The estimate of the target: a hollow bar while it is awaited, beside the report a mark.
  private static func drawEstimate(
    _ value: Double, _ reported: Reading, _ x: Int, _ slots: Slots, _ scale: Scale, on canvas: inout Canvas
  ) {
    let (wide, narrow) = slots.bars
    guard reported.figure == nil else {
      let y = scale.row(value)
      if canvas[x + wide + narrow, y]?.scalar == 32 { canvas.put("◆", x + wide + narrow, y, .estimate) }
      return
    }
    let rows = abs(scale.row(value) - scale.zero)
    for row in 1...max(1, rows) {
      for k in 0..<wide { canvas.put("░", x + k, value >= 0 ? scale.zero - row : scale.zero + row, .estimate) }
    }
    canvas.put("◆", x, scale.row(value), .estimate)
  }

  private static func drawAxis(
    _ scale: Scale, _ money: EPSColumn, _ plot: Rect, _ rect: Rect, on canvas: inout Canvas
  ) {
    canvas.horizontalLine(plot.x, scale.zero, width: plot.width, .grid)
    func tick(_ value: Double, _ y: Int) {
      canvas.right(Numbers.grouped(value, money.decimals), plot.x - 2, y, .muted, max: plot.x - 2 - rect.x)
      canvas.put("┤", plot.x - 1, y, .grid)
    }
    tick(scale.top, plot.y)
    if scale.above >= 6 { tick(scale.top / 2, scale.zero - scale.above / 2) }
    canvas.right("0", plot.x - 2, scale.zero, .muted)
    canvas.put("┼", plot.x - 1, scale.zero, .grid)
    let step = [1, 0.5, 0.2, 0.1].map { $0 * scale.top }.first { $0 <= (Double(scale.below) + 0.5) * scale.perRow }
    if scale.below > 0, let step { tick(-step, scale.zero + max(1, Int(rounding: step / scale.perRow))) }
  }

  private static func drawLegend(_ scene: Scene, _ rect: Rect, hasClaims: Bool, hasRecast: Bool, on canvas: inout Canvas) {
    var x = rect.x + 7
    func entry(_ mark: String, _ role: Role, _ text: String) {
      guard x + TextWidth.columns(text) + 3 <= rect.maxX else { return }
      x += canvas.text(mark, x, rect.y, role) + 1
      x += canvas.text(text, x, rect.y, .muted, max: rect.maxX - x) + 3
    }
    entry("██", .chart, "non-GAAP")
    entry("█", .chartAlternate, scene.words("GAAP, right", "GAAP (오른쪽)"))
    entry("◆", .estimate, scene.words("estimate", "추정"))
    if hasRecast { entry("*", .muted, scene.words("recast", "재작성")) }
    if hasClaims {
      entry("◇", .claim, scene.words("claimed", "주장"))
      entry("●", .reported, scene.words("reported", "발표"))
    }
  }

  /// A bar up from the zero line in eighths of a row, or down from it in halves: there are no glyphs for finer steps downwards.
  private static func drawBar(
    _ reading: Reading, _ x: Int, _ width: Int, _ role: Role, _ scale: Scale, _ money: EPSColumn, _ content: EPSContent,
    on canvas: inout Canvas
  ) {
    guard case .known(let figure) = reading else {
      if role == .chart { canvas.text(content.scene.format.value(reading), x, scale.zero - 1, .muted, max: width) }
      return
    }
    // GAAP keeps its colour, or two bars just revealed would be one.
    let role = role == .chart && content.snapshot.isNew(figure) ? Role.new : role
    let value = money.value(figure.value, figure.period)
    if value >= 0 {
      let rect = Rect(x, scale.zero - scale.above, width, scale.above)
      canvas.bars([Bar(value, role)], in: rect, top: scale.top, barWidth: width, gap: 0)
      return
    }
    let halves = max(1, min(scale.below * 2, Int(rounding: -value / scale.perRow * 2)))
    for k in 0..<width {
      for row in 0..<halves / 2 { canvas.put("█", x + k, scale.zero + 1 + row, role) }
      if halves % 2 == 1 { canvas.put("▀", x + k, scale.zero + 1 + halves / 2, role) }
    }
  }

  /// The selected quarter's number at its bar, where the bars beside it leave the room.
  private static func drawValue(
    _ reading: Reading, _ x: Int, _ scale: Scale, _ money: EPSColumn, _ content: EPSContent, _ plot: Rect,
    on canvas: inout Canvas
  ) {
    guard case .known(let figure) = reading else { return }
    let value = money.value(figure.value, figure.period)
    let text = money.text(figure.value, figure.period)
    let y = scale.row(value) + (value >= 0 ? -1 : 1)
    let width = TextWidth.columns(text)
    let start = min(x, plot.maxX - width)
    guard y >= plot.y, y < plot.maxY, (start..<start + width).allSatisfy({ canvas[$0, y]?.scalar == 32 }) else { return }
    canvas.text(text, start, y, content.scene.role(figure), .bold, max: width)
  }

  /// The claimed range as a bracket beside the bars, and the report on the same scale.
  private static func drawClaims(
    _ claims: [Claim], _ bar: (period: Period, adjusted: Reading, gaap: Reading), _ x: Int, _ scale: Scale, _ money: EPSColumn,
    on canvas: inout Canvas
  ) {
    func row(_ eps: Double) -> Int { scale.row(money.value(eps, bar.period)) }

    for claim in claims {
      guard let low = claim.figure?.value else { continue }
      let (bottom, top) = (row(low), row(claim.figureHigh?.value ?? low))
      for y in top...max(top, bottom) { canvas.put("│", x, y, .claim) }
      canvas.put("◇", x, (top + bottom) / 2, .claim)
      if let value = bar.adjusted.value {
        let y = row(value)
        // On the claim's own row the strip below shows which is higher.
        if y < top || y > bottom { canvas.put("●", x, y, .reported) }
      }
    }
  }

  /// The quarter under its bars, and the year under the first quarter in sight of each year.
  ///
  /// A star for a quarter whose newest figures are not its first ones.
  private static func drawLabel(
    _ period: Period, _ isRecast: Bool, _ x: Int, _ y: Int, _ slots: Slots, _ i: Int, on canvas: inout Canvas
  ) {
    guard case .quarter(let year, let number) = period else { return }
    canvas.text("Q\(number)" + (isRecast ? "*" : ""), x, y, .muted, max: slots.width)
    let hasRoom = slots.shown.count - i >= 2 || slots.width >= 4
    if number == 1 || i == 0 && number < 4, hasRoom { canvas.text("\(year)", x, y + 1, .muted, max: 4) }
  }

  // MARK: readout

  typealias Part = (text: String, role: Role)

  /// The lines of the readout, each of parts with their roles.
  private static func readout(_ content: EPSContent, _ quarter: Period, width: Int) -> [[Part]] {
    let scene = content.scene
    var head: [Part] = [(quarter.label, .heading)]
    if let day = content.snapshot.earnings.first(where: { $0.quarter == quarter }) {
      let seoul = scene.format.seoul(day.release)
      let long = "\(scene.format.newYork(day.release)) · \(seoul)"
      let short = "\(scene.format.moment(day.release)) " + scene.words("New York", "뉴욕") + " · \(seoul)"
      let room = width - TextWidth.columns(quarter.label) - 3
      // Of an hour that has passed without figures in the record nobody can say more than that they were due.
      let isKnown = content.actual != nil
      let published =
        isKnown || content.absence == .notInRecord ? scene.words("published ", "발표 ") : scene.words("results due ", "발표 예정 ")
      let texts = isKnown ? [published + long, long, published + short, short] : [published + long, published + short]
      let text = texts.first { TextWidth.columns($0) <= room } ?? published + scene.format.date(day.day)
      head.append((text, .muted))
    }
    let all = [
      head, epsParts(content, quarter, .epsNonGAAP), epsParts(content, quarter, .epsGAAP), sharesParts(content, quarter),
    ]
    guard let estimate = content.estimate else { return all }
    let eps = EPSColumn(scene).text(estimate.statement.epsNonGAAP, quarter)
    let own: [Part] = [("◆ \(scene.words(EPSCases.name(content.caseID)))", .estimate), (eps, .estimate)]
    // Before the report there is nothing else to read out.
    guard content.actual == nil else { return [all[0], all[1], own] + all[2...] }
    let absent: [Part] = [("● \(scene.words("results", "실적"))", .reported), (scene.format.words(content.absence), .muted)]
    return content.absence == .notInRecord ? [head, absent, own] : [head, own]
  }

  private static func epsParts(_ content: EPSContent, _ quarter: Period, _ metric: Metric) -> [Part] {
    let (scene, s) = (content.scene, content.snapshot)
    let value = s.reading(metric, quarter)
    let name = metric == .epsGAAP ? "GAAP    " : "non-GAAP"
    let money = EPSColumn(scene)
    guard case .known(let figure) = value else { return [("● \(name)", .reported), (scene.format.text(value), .muted)] }
    var parts: [Part] = [
      ("● \(name)", .reported), (money.text(figure.value, quarter) + scene.mark(figure), scene.role(figure)),
    ]
    for (label, period) in [("QoQ", quarter.advanced(by: -1)), ("YoY", quarter.yearBefore)] {
      let change = Growth.change(from: s.reading(metric, period), to: value)
      parts.append(("\(label) \(scene.format.change(change))", scene.role(ofChange: change)))
    }
    if let recast = content.recast(metric, quarter) {
      let first = money.text(recast.first, quarter)
      parts.append((scene.words("* first \(first)", "* 최초 \(first)"), .muted))
    }
    return parts
  }

  private static func sharesParts(_ content: EPSContent, _ quarter: Period) -> [Part] {
    let scene = content.scene
    let reading = content.snapshot.reading(.dilutedShares, quarter)
    let text = scene.format.text(reading) + (reading.figure.map { scene.mark($0) } ?? "")
    return [(scene.words("diluted shares", "희석 주식 수"), .muted), (text, reading.figure.map { scene.role($0) } ?? .muted)]
  }

  private static func drawParts(_ parts: [Part], _ x: Int, _ y: Int, _ rect: Rect, on canvas: inout Canvas) {
    var x = x
    for part in parts {
      x += canvas.text(part.text, x, y, part.role, part.role == .heading ? .bold : [], max: rect.maxX - x) + 3
    }
  }

  // MARK: claimed against reported

  /// Claimed ranges and the report on one scale from left to right.
  private static func drawRanges(
    _ content: EPSContent, _ quarter: Period, _ money: EPSColumn, in rect: Rect, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let claims = content.ranges(of: quarter)
    // Beside a claim stands what was reported first: it was made about that.
    let reported = content.reported.map { .known($0) } ?? content.snapshot.reading(.epsNonGAAP, quarter)
    let values =
      claims.flatMap { [$0.figure?.value, $0.figureHigh?.value].compactMap { $0 } } + [reported.value].compactMap { $0 }
    guard let low = values.min(), let high = values.max() else { return }
    let (nameWidth, valueWidth) = (16, 24)
    let strip = max(8, min(32, rect.width - nameWidth - valueWidth - 2))
    func column(_ value: Double) -> Int {
      let share = high > low ? (value - low) / (high - low) : 0.5
      return rect.x + nameWidth + Int(rounding: share * Double(strip - 1))
    }
    let valueX = rect.x + nameWidth + strip + 2
    for (i, claim) in claims.prefix(rect.height).enumerated() {
      guard let from = claim.figure?.value else { continue }
      let (y, to) = (rect.y + i, claim.figureHigh?.value ?? from)
      canvas.text("◇ \(scene.words(claim.who))", rect.x, y, .claim, max: nameWidth - 1)
      canvas.horizontalLine(column(from), y, width: column(to) - column(from) + 1, .claim)
      canvas.put("├", column(from), y, .claim)
      canvas.put("┤", column(to), y, .claim)
      canvas.put("◇", (column(from) + column(to)) / 2, y, .claim)
      // In won it is computed from what was claimed.
      let range =
        (scene.format.isInWon ? "≈ " : "")
        + (to > from ? "\(money.text(from, quarter))–\(money.text(to, quarter))" : money.text(from, quarter))
      canvas.text(range, valueX, y, .claim, max: rect.maxX - valueX)
    }
    let y = rect.y + claims.count
    guard y < rect.maxY else { return }
    canvas.text("● \(quarter.shortLabel) " + scene.words("reported", "발표"), rect.x, y, .reported, max: nameWidth - 1)
    guard case .known(let figure) = reported else {
      canvas.text(
        scene.format.text(reported), valueX, y, .muted, max: rect.maxX - valueX)
      return
    }
    canvas.put("●", column(figure.value), y, scene.role(figure))
    var x = valueX + canvas.text(money.text(figure.value, quarter), valueX, y, scene.role(figure), max: rect.maxX - valueX) + 2
    if claims.count == 1 {
      let verdict = scene.analysis.verdict(of: claims[0])
      x += canvas.text(EPSClaims.verdictText(verdict, scene), x, y, verdict.role, max: rect.maxX - x)
    }
  }
}
