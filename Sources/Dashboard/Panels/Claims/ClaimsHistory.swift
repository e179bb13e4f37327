import App
import Canvas
import Finance
import Format
import Model

/// How the counts of verdicts changed over time, and what changed them.
enum ClaimsHistory {
  /// The verdicts that have a line; how many cannot be judged says little.
  private static let lines: [Verdict] = [.open, .met, .partly, .missed]

  static func draw(_ content: ClaimsContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let (chart, list) = rect.width >= 100 ? rect.left(rect.width * 55 / 100) : rect.top(rect.height * 55 / 100)
    drawChart(content, selected: cursor, in: chart, on: &canvas)
    let count = content.history.count
    let box = Box(content.context.words("What changed", "변화"), note: "\(min(cursor + 1, count)) / \(count)")
    content.changes.selecting(row: cursor).draw(in: list, box: box, on: &canvas)
  }

  /// A step line for each verdict from the first claim to the moment, with its name and count at the right end.
  static func drawChart(_ content: ClaimsContent, selected: Int?, in rect: Rect, on canvas: inout Canvas) {
    let (context, history) = (content.context, content.history)
    let box = Box(context.words("Verdicts over time", "시간에 따른 판정"), note: context.words("claims", "건"))
    let inside = box.draw(in: rect, on: &canvas)
    guard let first = history.first?.instant else { return }
    let last = end(of: content)
    let most = Double(history.reduce(1) { most, change in lines.reduce(most) { max($0, change.counts[$1]) } })
    let values = LinePlot.Values(0, most, .at([0, (most / 2).rounded(.down), most]), columns: 2) { "\(Int(rounding: $0))" }
    var positions = LinePlot.Positions(seconds(first), seconds(last))
    positions.ends = (first.newYorkDay.iso, last.newYorkDay.iso)
    positions.labels = (first.newYorkDay.year...last.newYorkDay.year).dropFirst().map {
      (seconds(Instant(Day(civil: $0, 1, 1), 0, 0)), "\($0)")
    }
    var plot = LinePlot(content.curves, values, positions)
    if let selected, history.indices.contains(selected) {
      let place = seconds(history[selected].instant)
      plot.rules = [LinePlot.Rule(place...place, .accent)]
    }
    plot.draw(in: inside, on: &canvas)
  }

  /// A line for each verdict, without a cursor.
  static func curves(of content: ClaimsContent) -> [LinePlot.Curve] {
    let (context, history) = (content.context, content.history)
    // Of changes at the same moment the last one has the count.
    let steps = history.indices.filter { $0 + 1 == history.count || history[$0 + 1].instant != history[$0].instant }
    return lines.map { verdict in
      let count = content.tally.all[verdict]
      let points = steps.map { (seconds(history[$0].instant), Optional(Double(history[$0].counts[verdict]))) }
      var curve = LinePlot.Curve(points + [(seconds(end(of: content)), Double(count))], verdict.role)
      curve.isStepped = true
      curve.label = "\(verdict.mark) \(context.words(Names.of(verdict))) \(count)"
      return curve
    }
  }

  /// The right edge: at least a day after the first claim.
  private static func end(of content: ClaimsContent) -> Instant {
    max(content.context.snapshot.asOf, (content.history.first?.instant ?? .distantPast) + 86_400)
  }

  private static func seconds(_ instant: Instant) -> Double { Double(instant.seconds) }

  /// A row for each claim that was made or judged, without a cursor.
  static func table(of content: ClaimsContent) -> Table<ClaimLedger.Change> {
    let (context, judgements) = (content.context, content.judgements)
    func role(_ change: ClaimLedger.Change) -> Role { context.snapshot.isNew(change.instant) ? .new : change.verdict.role }
    var table = Table(rows: content.history, padding: 1) {
      Column(.exactly(10)) { Line($0.instant.newYorkDay.iso, .muted) }
      Column(.exactly(1)) { Line(String($0.verdict.mark), role($0), .bold) }
      Column(.exactly(context.language == .ko ? 9 : 10)) { Line(context.words($0.word), role($0)) }
      Column(.rest(least: 1)) { Line(context.words(judgements[$0.claim].claim.text)) }
    }
    table.hit = Hit.items(of: ClaimsView.history.rawValue)
    return table
  }
}

/// A change in the words of the history.
extension ClaimLedger.Change {
  /// What happened to the claim.
  var word: Phrase { verdict == .open ? Phrase("made", "주장") : Names.of(verdict) }
}
