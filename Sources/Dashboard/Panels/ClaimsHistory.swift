import Canvas
import Finance
import Format
import Model

/// How the counts of verdicts went over time, and what changed them.
enum ClaimsHistory {
  /// The verdicts that have a line; how many cannot be judged says little.
  private static let lines: [Verdict] = [.open, .met, .partly, .missed]

  static func draw(_ content: ClaimsContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let chart: Rect
    let list: Rect
    if rect.width >= 100 {
      (chart, list) = rect.left(rect.width * 55 / 100)
    } else {
      (chart, list) = rect.top(rect.height * 55 / 100)
    }
    canvas.clipped(to: chart) { drawChart(content, selected: cursor, in: chart, on: &$0) }
    drawList(content, cursor, in: list, on: &canvas)
  }

  // MARK: the chart

  /// Where a moment and a count lie in the chart.
  private struct Scale {
    var rect: Rect
    var first: Instant
    var last: Instant
    var most: Int

    /// Columns are halves of cells, rows quarters: dots of Braille.
    func x(_ instant: Instant) -> Int {
      let span = Double(max(1, last - first))
      return Int(rounding: Double(instant - first) * Double(rect.width * 2 - 1) / span, .down)
    }

    func y(_ count: Int) -> Int {
      let height = rect.height * 4 - 1
      return height - Int(rounding: Double(count) / Double(max(1, most)) * Double(height))
    }
  }

  /// A step line for each verdict from the first claim to the moment, with its name and count at the right end.
  static func drawChart(_ content: ClaimsContent, selected: Int?, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let inside = canvas.box(rect, title: scene.words("Verdicts over time", "시간에 따른 판정"), note: scene.words("claims", "건"))
    guard inside.height >= 4, inside.width >= 24, let first = content.history.first else { return }
    let labels = Dictionary(
      uniqueKeysWithValues: lines.map { ($0, "\($0.mark) \(scene.words(Names.of($0))) \(content.counts[$0])") })
    let labelWidth = labels.values.reduce(0) { max($0, TextWidth.columns($1)) }
    let plot = Rect(inside.x + 4, inside.y, inside.width - 5 - labelWidth - 1, inside.height - 1)
    guard plot.width >= 8 else { return }
    let most = content.history.reduce(1) { most, change in lines.reduce(most) { max($0, change.counts[$1]) } }
    let last = max(scene.snapshot.asOf, first.instant + 86_400)
    let scale = Scale(rect: plot, first: first.instant, last: last, most: most)
    drawAxes(scale, scene, on: &canvas)
    if let selected, content.history.indices.contains(selected) {
      let x = plot.x + scale.x(content.history[selected].instant) / 2
      for y in plot.y..<plot.maxY { canvas.put("┊", x, y, .accent) }
    }
    for verdict in lines { drawLine(verdict, content.history, scale, on: &canvas) }
    drawLabels(content, labels, scale, on: &canvas)
  }

  private static func drawAxes(_ scale: Scale, _ scene: Scene, on canvas: inout Canvas) {
    let plot = scale.rect
    for count in Set([0, scale.most / 2, scale.most]) {
      let y = plot.y + scale.y(count) / 4
      canvas.right("\(count)", plot.x - 1, y, .muted)
      canvas.horizontalLine(plot.x, y, width: plot.width, .grid)
    }
    // The first day, the last one, and between them as many years as there is room for.
    let (start, end) = (scale.first.newYorkDay, scale.last.newYorkDay)
    let y = plot.maxY
    let (from, to) = (start.iso, end.iso)
    canvas.text(from, plot.x, y, .muted, max: plot.width)
    guard plot.width >= 24 else { return }
    canvas.right(to, plot.maxX, y, .muted)
    var free = plot.x + from.utf8.count + 1
    for year in stride(from: start.year + 1, through: end.year, by: 1) {
      let x = plot.x + scale.x(Instant(Day(civil: year, 1, 1), 0, 0)) / 2
      guard x >= free, x + 4 < plot.maxX - to.utf8.count else { continue }
      canvas.text("\(year)", x, y, .muted)
      free = x + 6
    }
  }

  private static func drawLine(_ verdict: Verdict, _ history: [ClaimLedger.Change], _ scale: Scale, on canvas: inout Canvas) {
    var plot = BraillePlot(Size(scale.rect.width, scale.rect.height))
    var (x, y): (Int, Int?) = (0, nil)
    for (i, change) in history.enumerated() {
      // Of changes at the same moment the last one tells the count.
      if i + 1 < history.count, history[i + 1].instant == change.instant { continue }
      let (newX, newY) = (scale.x(change.instant), scale.y(change.counts[verdict]))
      if let y {
        plot.line(x, y, newX, y)
        plot.line(newX, y, newX, newY)
      }
      (x, y) = (newX, newY)
    }
    if let y { plot.line(x, y, scale.x(scale.last), y) }
    plot.draw(on: &canvas, at: scale.rect.x, scale.rect.y, verdict.role)
  }

  /// Names and counts beside the ends of the lines, each in a row of its own.
  private static func drawLabels(
    _ content: ClaimsContent, _ labels: [Verdict: String], _ scale: Scale, on canvas: inout Canvas
  ) {
    let plot = scale.rect
    var free = plot.y
    let sorted = lines.sorted { content.counts[$0] > content.counts[$1] }
    for (i, verdict) in sorted.enumerated() {
      // Not so low that those after it have no room.
      let wanted = min(plot.y + scale.y(content.counts[verdict]) / 4, plot.maxY - (sorted.count - i))
      let y = max(free, wanted)
      guard y < plot.maxY else { return }
      canvas.text(labels[verdict] ?? "", plot.maxX + 1, y, verdict.role)
      free = y + 1
    }
  }

  // MARK: the list

  private static func drawList(_ content: ClaimsContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let inside = canvas.box(
      rect, title: scene.words("What changed", "변화"), note: "\(min(cursor + 1, content.history.count)) / \(content.history.count)"
    ).inset(1, 0)
    guard inside.height > 0 else { return }
    let scroll = Scroll(content.history.count, selected: cursor, room: inside.height)
    for (line, i) in scroll.visible.enumerated() {
      let y = inside.y + line
      let change = content.history[i]
      let claim = content.judgements[change.claim].claim
      let role: Role = scene.snapshot.isNew(change.instant) ? .new : change.verdict.role
      let word = change.verdict == .open ? scene.words("made", "주장") : scene.words(Names.of(change.verdict))
      canvas.text(change.instant.newYorkDay.iso, inside.x, y, .muted)
      canvas.put(change.verdict.mark, inside.x + 11, y, role, .bold)
      let used = canvas.text(word, inside.x + 13, y, role, max: inside.width - 13)
      let x = inside.x + 13 + max(used, scene.language == .ko ? 9 : 10) + 1
      canvas.text(scene.words(claim.text), x, y, .text, max: inside.maxX - x)
      if i == cursor { canvas.emphasise(Rect(inside.x - 1, y, inside.width + 2, 1), .selected) }
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
  }
}
