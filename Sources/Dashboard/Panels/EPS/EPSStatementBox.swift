import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The income statement: the base quarter, the estimate, the report once it is known, and how far apart they are.
struct EPSStatementBox {
  private let content: EPSContent
  private let estimate: EPSEstimate
  private let context: DrawContext
  private var format: Formatter { context.format }
  private var actual: EPSQuarter? { content.actual }

  private init(_ content: EPSContent, _ estimate: EPSEstimate) {
    (self.content, self.estimate, context) = (content, estimate, content.context)
  }

  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let context = content.context
    let title = context.words("Income statement", "손익계산서") + " " + content.target.label
    let note = context.format.millions + context.words(" · EPS in ", " · EPS는 ") + context.format.name(.usdPerShare)
    let inside = content.box(.statement, rect, title: title, note: note, on: &canvas)
    guard let estimate = content.estimate else { return content.drawFault(in: inside, on: &canvas) }
    let box = EPSStatementBox(content, estimate)
    var lines = box.table(rows: inside.height - 1)
    lines.memory = content.tables[.statement]
    lines.hit = Hit.items(of: EPSView.statement.rawValue)
    let rest = lines.draw(in: inside, edge: rect, on: &canvas)
    guard content.actual?.hasBridge == false else { return }
    Paragraph(context.words("∅ not in the record for this quarter", "∅ 이 분기 기록에 없음")).draw(in: rest.top(1).1, on: &canvas)
  }

  private func table(rows: Int) -> Table<EPSLine> {
    // A blank line before a group as far as there are rows to spare: the upper groups first.
    let spare = max(0, rows - EPSLine.ordered.count)
    let items = EPSLine.groups.enumerated().flatMap { i, group in
      (i > 0 && i <= spare ? [.blank] : []) + group.map { Table<EPSLine>.Item.row($0) }
    }
    let line = content.selected(.statement, EPSLine.ordered.count).map { EPSLine.ordered[$0] }
    let selected = items.firstIndex { if case .row(let row) = $0 { row == line } else { false } }
    let (base, target) = (estimate.base.quarter.shortLabel, estimate.target.shortLabel)
    let difference = actual == nil ? "◆ − " + base : "● − ◆"
    return Table(items, selected: selected) {
      Column(.rest(least: 19)) { Line($0.isTotal ? "" : " ") + Line(context.words($0.label), .text, emphasis($0)) }
      // The base is dropped first, with the gap after it: the driver table has it, too.
      Column("● \(base) ", .exactly(9), .right, gap: 0, priority: 1) {
        Line($0.text(estimate.base.reading($0), context) + " ", .muted)
      }
      Column(Line("◆ " + target, .estimate, .bold), .exactly(8), .right, gap: 0) { line, _ in
        Line(line.text(estimate.statement[line], format), .estimate, emphasis(line))
      }
      Column(Line("● " + target, actual == nil ? .muted : .heading, .bold), .exactly(8), .right) { line, _ in reported(line) }
      Column(difference, .exactly(8), .right) { self.difference($0) }
      Column(actual == nil ? "YoY ◆" : "YoY ●", .exactly(9), .right, priority: 2) { onYear($0) }
    }
  }

  private func emphasis(_ line: EPSLine) -> Emphasis { line.isTotal ? .bold : [] }

  private func reported(_ line: EPSLine) -> Line {
    guard let reading = actual?.reading(line) else { return Line(format.mark(content.absence), .muted) }
    return Line(line.text(reading, context), context.role(reading), emphasis(line))
  }

  /// How far the report is from the estimate; before it, the estimate from the base.
  private func difference(_ line: EPSLine) -> Line {
    let own = estimate.statement[line]
    let difference = actual.map { $0.reading(line).value.map { $0 - own } } ?? estimate.base.reading(line).value.map { own - $0 }
    guard let difference else { return Line() }
    let text = line.difference(difference, format)
    return text.isZero ? Line("=", .muted) : Line(text, Role(ofChange: difference))
  }

  /// The change from the year before: relative, for a margin in percentage points.
  private func onYear(_ line: EPSLine) -> Line {
    let value = actual.map { $0.reading(line).value } ?? estimate.statement[line]
    let yearBefore = try? context.analysis.quarter(content.target.yearBefore)
    guard let value, let before = yearBefore?.reading(line).value else { return Line() }
    if line.unit == .percent { return Line(line.difference(value - before, format), Role(ofChange: value - before)) }
    guard let change = Growth.change(from: before, to: value) else { return Line(format.mark(.notApplicable), .muted) }
    return Line(Numbers.signed(change, abs(change) >= 1000 ? 0 : 1) + "%", Role(ofChange: change))
  }
}

/// The lines under the cursor, with what their detail says.
extension EPSStatementBox {
  static func items(_ content: EPSContent) -> [Item] {
    guard let estimate = content.estimate else { return [] }
    let box = EPSStatementBox(content, estimate)
    return EPSLine.ordered.map { line in
      let reading = content.actual?.reading(line) ?? .known(estimate.figure(of: line))
      return Item(Names.of(line: line), reading, text: box.paragraphs(line))
    }
  }

  /// The line in the base, what the estimate of it is made of, how it changed, and its versions.
  private func paragraphs(_ line: EPSLine) -> [Phrase] {
    let base = Phrase("\(estimate.base.quarter.label): \(line.text(estimate.base.reading(line), context))")
    var words = [base] + [parts(line)].compactMap { $0 }
    guard let actual else { return words }
    let own = line.text(estimate.statement[line], format)
    words.append(Phrase("estimated: \(own)", "추정: \(own)"))
    guard let metric = line.metric else { return words }
    for (name, period) in [("QoQ", actual.quarter.advanced(by: -1)), ("YoY", actual.quarter.yearBefore)] {
      // As first reported, like the quarter itself: a change between two versions is not a change of the business.
      let before = (try? context.analysis.quarter(period))?.reading(line) ?? content.snapshot.reading(metric, period)
      let change = Growth.change(from: before, to: actual.reading(line))
      words.append(Phrase("\(name) \(format.change(change)) · \(period.label): \(format.text(before))"))
    }
    return words + content.versions(metric, actual.quarter)
  }

  /// What a line of the estimate is made of, by name; nil where it is a driver itself.
  private func parts(_ line: EPSLine) -> Phrase? {
    guard line.drivers.count + line.lines.count > 1 else { return nil }
    let lines = line.lines.map { Names.of(line: $0) + " " + $0.text(estimate.statement[$0], format) }
    let drivers = line.drivers.map { Names.of(driver: $0) + " " + $0.text(estimate.values[$0], format) }
    return Phrase("estimated from ", "추정 근거: ") + (lines + drivers).joined(separator: ", ")
  }
}

/// Figures that were published more than once.
extension EPSContent {
  /// The versions of a figure, where a split or a restatement made more than one.
  func versions(_ metric: Metric, _ quarter: Period) -> [Phrase] {
    let versions = snapshot.versions(metric, quarter)
    guard versions.count > 1 else { return [] }
    let list = versions.map { "\(context.format.text($0.reading)) (\($0.knownAt.newYorkDay.iso))" }.joined(separator: " → ")
    return [Phrase("Versions after splits and restatements: \(list)", "분할·재작성에 따른 수치: \(list)")]
  }
}
