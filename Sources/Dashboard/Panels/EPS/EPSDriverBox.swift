import App
import Canvas
import Finance
import Format
import Model

/// The drivers of the estimate: base, change, estimate, report, what a press of `+` does, and who says so; below them the resulting
/// earnings per share.
struct EPSDriverBox {
  private let content: EPSContent
  private let estimate: EPSEstimate
  /// The drivers of the base, the estimate and the report, with the same deliveries counted as units.
  private let base: DriverValues
  private let own: DriverValues
  private let reported: DriverValues?

  private init?(_ content: EPSContent) {
    let count = content.count
    guard let estimate = content.estimate, let base = estimate.counted(estimate.from, as: count),
      let own = estimate.values(counting: count)
    else { return nil }
    (self.content, self.estimate, self.base, self.own) = (content, estimate, base, own)
    reported = content.actual?.values(counting: count)
  }

  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let (context, id, target) = (content.context, content.choices.current, content.target.label)
    let from = content.estimate?.base.quarter.label ?? ""
    let title = context.words("Estimate \(target) from \(from)", "\(target) 추정 (기준 \(from))")
    let note = context.words(id.name) + (id == .draft ? " ✎" : "")
    let inside = content.box(.drivers, rect, title: title, note: note, on: &canvas)
    guard let box = EPSDriverBox(content) else { return content.drawFault(in: inside, on: &canvas) }
    let result = EPSResult(content, box.estimate).lines(in: Size(inside.width, inside.height))
    let (table, below) = inside.top(inside.height - result.count)
    var drivers = box.table(Size(table.width, table.height))
    drivers.memory = content.tables[.drivers]
    drivers.hit = Hit.items(of: EPSView.drivers.rawValue)
    drivers.draw(in: table, edge: rect, on: &canvas)
    canvas.lines(result, in: below)
  }

  private func table(_ size: Size) -> Table<EPSDriver> {
    let context = content.context
    let drivers = EPSDriver.allCases
    // Where there are rows to spare, blank ones separate the groups.
    let gaps = [EPSDriver.operatingExpenses, .interestOther, .energyRevenue, .dilutedShares, .servicesRevenue, .credits]
      .prefix(max(0, size.height - 1 - drivers.count))
    let items = drivers.flatMap { gaps.contains($0) ? [.blank, .row($0)] : [Table<EPSDriver>.Item.row($0)] }
    let selected = items.firstIndex { if case .row(let driver) = $0 { driver == content.driver } else { false } }
    let number = size.width >= 72 ? 9 : 8
    // A number without room is left out: what would be left of it, or of the one beside it, is another number.
    func whole(_ line: Line, _ width: Int) -> Line { line.width <= width ? line : Line("…", line.spans[0].role) }
    func numbers(
      _ heading: Line, _ width: Int, priority: Int = 0, _ cell: @escaping (EPSDriver) -> Line
    ) -> Column<EPSDriver> {
      Column(heading, .exactly(width), .right, priority: priority) { whole(cell($0), $1) }
    }
    let (from, target) = ("● " + estimate.base.quarter.shortLabel, estimate.target.shortLabel)
    return Table(items, selected: selected) {
      Column(Line(context.words("driver, ", "항목, ") + context.format.millions, .muted), .rest(least: 17, most: 25)) {
        name($0, width: $1 - 1)
      }
      numbers(Line(from, .muted), number, priority: 2) { Line(text(base[$0], $0, estimate.base), .muted) }
      numbers(Line(context.words("change", "변화"), .muted), 7) { Line(change($0), estimate.isSet($0) ? .text : .muted) }
      // The mark of whose it is may use the gap.
      Column(Line("◆ " + target, .heading, .bold), .exactly(number + 2), .right, gap: 0) { driver, width in
        let value = value(driver)
        let (marked, plain) = (mark(driver).map { Line($0, role(driver)) + Line(" ") + value } ?? value, whole(value, width - 1))
        return marked.width <= width ? marked : plain
      }
      if let actual = content.actual, let reported {
        numbers(Line("● " + target, .reported, .bold), number, priority: 1) { driver in
          Line(text(reported[driver], driver, actual), actual.isOnRecord(driver) ? context.role(actual.figure(driver)) : .muted)
        }
      }
      numbers(Line(context.words("EPS/+", "+당 EPS"), .muted), 8, priority: 3) { Line(effect($0), .muted) }
      Column(Line(context.words("source", "출처"), .muted), .content(least: 11, most: 40), gap: 2, priority: 4) { driver, _ in
        Line(whose(driver), role(driver))
      }
    }
  }

  private func role(_ driver: EPSDriver) -> Role {
    estimate.isSet(driver) ? content.context.role(estimate.figure(driver)) : .assumed
  }

  /// The name, indented where the driver is one of several lines, with its unit where that fits and is not the heading's.
  private func name(_ driver: EPSDriver, width: Int) -> Line {
    let (context, isSet) = (content.context, estimate.isSet(driver))
    let name =
      Line(EPSDriver.operatingLines.contains(driver) ? " " : "")
      + Line(context.words(driver.label), isSet ? .heading : .text, isSet ? .bold : [])
    let unit = driver.unit == .percent || driver.unit == .millionUSD ? "" : driver.unitText(context.format)
    let both = name + Line(" ") + Line(unit, .muted)
    return both.width <= width ? both : name
  }

  /// A quarter's driver: `≈` where it is not on record and derived from what is, `–` where the quarter has no such thing.
  private func text(_ value: Double, _ driver: EPSDriver, _ quarter: EPSQuarter) -> String {
    let format = content.context.format
    if quarter.isOnRecord(driver) { return driver.text(value, format) }
    switch driver {
    case .fsdDeferred, .iraCredit, .iraShare: return format.mark(.notDisclosed)
    default: return "≈" + driver.text(value, format)
    }
  }

  private func value(_ driver: EPSDriver) -> Line {
    Line(driver.text(own[driver], content.context.format), role(driver), estimate.isSet(driver) ? .bold : [])
  }

  /// The change from what the column of the base shows; `=` where there is none.
  private func change(_ driver: EPSDriver) -> String {
    let step = EPSStep(driver, base)
    let position = step.position(own[driver])
    if abs(position) < 1e-9 { return "=" }
    return abs(position) >= 10_000 ? (position > 0 ? "▲" : "▼") : step.label(position)
  }

  /// What a press of `+` adds to earnings per share.
  private func effect(_ driver: EPSDriver) -> String {
    let step = EPSStep(driver, estimate.start)
    var moved = estimate.values
    moved[driver] = step.value(at: step.position(moved[driver]) + step.coarse)
    guard EPSEstimate.isInside(moved, driver) else { return "·" }
    let gain = IncomeStatement(moved).epsNonGAAP - estimate.statement.epsNonGAAP
    return abs(gain) < 0.00005 ? "·" : Numbers.signed(gain, 3)
  }

  /// Claimed, published or derived from what was, or set by hand; nothing for what is carried forward.
  private func mark(_ driver: EPSDriver) -> String? {
    guard let a = estimate.assumption(driver) else { return nil }
    if a.setting == .published { return estimate.isPublished(driver) ? "●" : "≈" }
    if case .claim = a.origin { return "◇" }
    return "◆"
  }

  private func whose(_ driver: EPSDriver) -> String {
    let context = content.context
    let isPart = driver == .researchAndDevelopment || driver == .sga
    guard let a = estimate.assumption(driver) ?? (isPart ? estimate.assumption(.operatingExpenses) : nil) else {
      if driver == .operatingExpenses, estimate.isSet(driver) { return "" }
      let quarter = estimate.quarter(of: driver)
      if quarter != estimate.base.quarter { return context.words("as in \(quarter.shortLabel)", "\(quarter.shortLabel) 유지") }
      if estimate.from[driver] != estimate.start[driver] { return context.words("no one-off", "일회성 제외") }
      return context.words("assumed", "가정")
    }
    // A preset's reason is too long for a column.
    if case .stated = a.origin, a.setting != .published { return context.words("assumed", "가정") }
    if a.setting == .published, !estimate.isPublished(driver) { return context.words("computed", "계산") }
    return context.words(Names.author(of: a, in: estimate, context.snapshot))
  }
}

/// The drivers under the cursor, with what their detail says.
extension EPSDriverBox {
  static func items(_ content: EPSContent) -> [Item] {
    guard let box = EPSDriverBox(content) else { return [] }
    return EPSDriver.allCases.map { driver in
      let label = Names.of(driver: driver) + " \(box.estimate.target.label)"
      return Item(label, .known(box.estimate.figure(driver)), text: driver == content.driver ? box.paragraphs(driver) : [])
    }
  }

  /// What the driver was in the base, what is carried of it, what was reported, and what it must be for other earnings per share.
  private func paragraphs(_ driver: EPSDriver) -> [Phrase] {
    func text(_ value: Double) -> String { driver.amount(value, content.context.format) }
    var words = [Phrase("\(estimate.quarter(of: driver).label): \(text(base[driver]))")]
    let kept = estimate.counted(estimate.start, as: content.count) ?? estimate.start
    if kept[driver] != base[driver] {
      words.append(Phrase("carried: ", "이어 가는 값: ") + "\(text(kept[driver])), " + estimate.carriedForward(driver))
    }
    if let actual = content.actual, let reported {
      let (quarter, value) = (actual.quarter.label, text(reported[driver]))
      words.append(
        actual.isOnRecord(driver)
          ? Phrase("reported \(quarter): \(value)", "발표 \(quarter): \(value)")
          : Phrase(
            "\(quarter): \(value), not on record: derived from the lines that are", "\(quarter): \(value), 기록에 없어 다른 항목에서 계산"))
    }
    let goals = content.goals.map { content.solution(driver, $0.eps, estimate) }
    guard !goals.isEmpty else { return words }
    let start = Phrase("for EPS, non-GAAP, all else as here: ", "다른 조건이 같을 때 EPS(non-GAAP): ")
    return words + [start + goals.joined(separator: " · ")]
  }
}
