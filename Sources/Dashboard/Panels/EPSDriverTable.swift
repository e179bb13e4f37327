import Canvas
import Finance
import Format
import Model

/// The drivers of the estimate: base, change, estimate, report, what a press of `+` does, and who says so; below them the earnings per
/// share that come out.
enum EPSDriverTable {
  /// Where the columns of numbers end; nil where there is no room.
  private struct Columns {
    var label: Int
    var base: Int?
    var change: Int
    var estimate: Int
    var reported: Int?
    var effect: Int?
    var whose: Int?

    /// Of most use first: estimate and change, the report, the base, what a step does, whose it is.
    init(_ rect: Rect, hasReport: Bool) {
      let (least, number, changeWidth, whoseWidth) = (17, rect.width >= 72 ? 10 : 9, 8, 13)
      // The estimate has one more for the mark of whose it is.
      var rest = rect.width - least - number - 1 - changeWidth
      func takes(_ width: Int) -> Bool {
        guard rest >= width else { return false }
        rest -= width
        return true
      }
      let showsReport = hasReport && takes(number)
      let showsBase = takes(number)
      let showsEffect = takes(9)
      let showsWhose = takes(whoseWidth)
      // What is left goes to the names.
      let labelWidth = least + max(0, min(8, rest))
      label = labelWidth - 1
      var x = rect.x + labelWidth
      if showsBase {
        x += number
        base = x
      }
      change = x + changeWidth
      estimate = change + number + 1
      x = estimate
      if showsReport {
        x += number
        reported = x
      }
      if showsEffect {
        x += 9
        effect = x
      }
      if showsWhose { whose = x + 2 }
    }
  }

  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let target = content.target?.label ?? ""
    let from = content.estimate?.base.quarter.label ?? ""
    let title = scene.words("Estimate \(target) from \(from)", "\(target) 추정 (기준 \(from))")
    let note = scene.words(EPSCases.name(content.caseID)) + (content.caseID == .draft ? " ✎" : "")
    let inside = content.box(.drivers, rect, title: title, note: note, on: &canvas)
    guard let estimate = content.estimate else { return content.drawFault(in: inside, on: &canvas) }
    // Where the box is low, the first of what must be said.
    let notes = content.notes.prefix(inside.height >= 18 ? 3 : inside.height >= 14 ? 2 : 1)
    let resultHeight = (inside.height >= 14 ? scene.format.isInWon ? 6 : 5 : 2) + notes.count
    let (table, result) = inside.top(inside.height - resultHeight)
    let columns = Columns(inside, hasReport: content.actual != nil)
    drawHead(columns, estimate, table, content, on: &canvas)
    let body = table.top(1).1
    let drivers = EPSDriver.allCases
    let scroll = Scroll(drivers.count, selected: content.driver.index, room: body.height)
    // Where there are rows to spare, blank ones part the groups.
    let gaps = [EPSDriver.operatingExpenses, .interestOther, .energyRevenue, .dilutedShares, .servicesRevenue, .credits]
      .prefix(max(0, body.height - drivers.count))
    var y = body.y
    for driver in drivers[scroll.visible] {
      if gaps.contains(driver) { y += 1 }
      let row = Rect(inside.x, y, inside.width, 1)
      canvas.clipped(to: row) {
        drawRow(driver, estimate, columns, y, inside, content, on: &$0)
      }
      if content.driver == driver { canvas.emphasise(row, .selected) }
      y += 1
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
    canvas.clipped(to: result) {
      EPSResult.draw(content, estimate, notes, in: result, on: &$0)
    }
  }

  private static func drawHead(
    _ columns: Columns, _ estimate: EPSCase, _ rect: Rect, _ content: EPSContent, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let y = rect.y
    canvas.text(scene.words("driver, ", "항목, ") + MoneyColumn.statement(scene).unit, rect.x, y, .muted, max: columns.label)
    if let end = columns.base { canvas.right("● " + estimate.base.quarter.shortLabel, end, y, .muted) }
    canvas.right(scene.words("change", "변화"), columns.change, y, .muted)
    canvas.right("◆ " + estimate.target.shortLabel, columns.estimate, y, .heading, .bold)
    if let end = columns.reported { canvas.right("● " + estimate.target.shortLabel, end, y, .reported, .bold) }
    if let end = columns.effect { canvas.right(scene.words("+ gives", "+당 EPS"), end, y, .muted) }
    if let x = columns.whose { canvas.text(scene.words("whose", "출처"), x, y, .muted, max: rect.maxX - x) }
  }

  private static func drawRow(
    _ driver: EPSDriver, _ estimate: EPSCase, _ columns: Columns, _ y: Int, _ rect: Rect, _ content: EPSContent,
    on canvas: inout Canvas
  ) {
    let scene = content.scene
    let count = content.count
    guard let base = estimate.counted(estimate.from, as: count), let own = estimate.values(counting: count) else { return }
    let isPart = EPSDriver.operatingLines.contains(driver)
    let indent = isPart ? 1 : 0
    let isSet = estimate.isSet(driver)
    let label = scene.words(driver.label)
    // Amounts are in the unit of the head.
    let unit = driver.unit == .percent || driver.unit == .millionUSD ? "" : driver.unitText(scene)
    let taken = canvas.text(label, rect.x + indent, y, isSet ? .heading : .text, isSet ? .bold : [], max: columns.label - indent)
    let unitX = rect.x + indent + taken + 1
    if unitX + TextWidth.columns(unit) <= rect.x + columns.label { canvas.text(unit, unitX, y, .muted) }
    var start = rect.x + columns.label
    // A number without room is gone: what would be left of it, or of the one beside it, is another number.
    func put(_ text: String, _ end: Int, _ role: Role, _ emphasis: Emphasis = []) {
      canvas.right(TextWidth.columns(text) < end - start ? text : "…", end, y, role, emphasis)
      start = end
    }
    if let end = columns.base { put(text(base[driver], driver, estimate.base, scene), end, .muted) }
    put(change(driver, estimate, base, own, scene), columns.change, isSet ? .text : .muted)
    let role = isSet ? scene.role(estimate.figure(driver)) : .assumed
    let number = driver.text(own[driver], scene)
    let mark = mark(driver, estimate)
    put(number, columns.estimate, role, isSet ? .bold : [])
    if TextWidth.columns(number) + 2 <= columns.estimate - columns.change {
      canvas.text(mark, columns.estimate - TextWidth.columns(number) - 2, y, role)
    }
    if let end = columns.reported, let actual = content.actual, let values = actual.values(counting: count) {
      let role = actual.isOnRecord(driver) ? scene.role(actual.figure(driver)) : .muted
      put(text(values[driver], driver, actual, scene), end, role)
    }
    if let end = columns.effect { put(effect(driver, estimate, scene), end, .muted) }
    if let x = columns.whose { canvas.text(whose(driver, estimate, scene), x, y, role, max: rect.maxX - x) }
  }

  /// A quarter's driver: `≈` where it is not on record and worked out from what is, `–` where the quarter has no such thing.
  private static func text(_ value: Double, _ driver: EPSDriver, _ quarter: EPSQuarter, _ scene: Scene) -> String {
    if quarter.isOnRecord(driver) { return driver.text(value, scene) }
    switch driver {
    case .fsdDeferred, .iraCredit, .iraShare: return scene.format.mark(.notDisclosed)
    default: return "≈" + driver.text(value, scene)
    }
  }

  /// The change on what stands in the column of the base; `=` where there is none.
  private static func change(
    _ driver: EPSDriver, _ estimate: EPSCase, _ base: DriverValues, _ own: DriverValues, _ scene: Scene
  ) -> String {
    let step = EPSStep(driver, base)
    let position = step.position(own[driver])
    if abs(position) < 1e-9 { return "=" }
    return abs(position) >= 10_000 ? (position > 0 ? "▲" : "▼") : step.label(position)
  }

  /// What a press of `+` adds to earnings per share.
  private static func effect(_ driver: EPSDriver, _ estimate: EPSCase, _ scene: Scene) -> String {
    let step = EPSStep(driver, estimate.start)
    var moved = estimate.values
    moved[driver] = step.value(at: step.position(moved[driver]) + step.coarse)
    guard EPSCase.isInside(moved, driver) else { return "·" }
    let gain = IncomeStatement(moved).epsNonGAAP - estimate.statement.epsNonGAAP
    return abs(gain) < 0.00005 ? "·" : Numbers.signed(gain, 3)
  }

  /// Claimed, published or worked out from what is, or set by hand; nothing for what is carried forward.
  private static func mark(_ driver: EPSDriver, _ estimate: EPSCase) -> String {
    guard let a = estimate.assumption(driver) else { return "" }
    if a.setting == .published { return estimate.isPublished(driver) ? "●" : "≈" }
    if case .claim = a.origin { return "◇" }
    return "◆"
  }

  private static func whose(_ driver: EPSDriver, _ estimate: EPSCase, _ scene: Scene) -> String {
    let isPart = driver == .research || driver == .sellingGeneral
    guard let a = estimate.assumption(driver) ?? (isPart ? estimate.assumption(.operatingExpenses) : nil) else {
      if driver == .operatingExpenses, estimate.isSet(driver) { return "" }
      let quarter = estimate.quarter(of: driver)
      if quarter != estimate.base.quarter { return scene.words("as in \(quarter.shortLabel)", "\(quarter.shortLabel) 유지") }
      if estimate.from[driver] != estimate.start[driver] { return scene.words("no one-off", "일회성 제외") }
      return scene.words("assumed", "가정")
    }
    // A preset's reason is too long for a column.
    if case .stated = a.origin, a.setting != .published { return scene.words("assumed", "가정") }
    if a.setting == .published, !estimate.isPublished(driver) { return scene.words("computed", "계산") }
    return scene.words(Names.author(of: a, in: estimate, scene.snapshot))
  }
}

/// The earnings per share that come out of the drivers, beside what was claimed and reported, and what the selected driver must be
/// for another result.
enum EPSResult {
  static func draw(
    _ content: EPSContent, _ estimate: EPSCase, _ notes: ArraySlice<[Phrase]>, in rect: Rect, on canvas: inout Canvas
  ) {
    guard rect.height > 0 else { return }
    var y = rect.y
    for ways in notes where y < rect.maxY {
      let texts = ways.map { "! " + content.scene.words($0) }
      let text = texts.first { TextWidth.columns($0) <= rect.width } ?? texts.last ?? ""
      canvas.text(text, rect.x, y, .warning, max: rect.width)
      y += 1
    }
    let rect = rect.top(y - rect.y).1
    if rect.height >= 4 {
      canvas.horizontalLine(rect.x, y, width: rect.width, .grid)
      y += 1
    }
    // Beside won the cents of a dollar have to say what they are.
    let isInWon = content.scene.format.isInWon
    let unit = isInWon ? ", " + content.scene.words("USD", "달러") : ""
    drawLine(.epsNonGAAP, "EPS non-GAAP" + unit, content, estimate, rect, y, on: &canvas)
    if rect.height >= 4 {
      drawLine(.epsGAAP, "EPS GAAP" + (isInWon ? unit : "    "), content, estimate, rect, y + 1, on: &canvas)
      y += 1
    }
    if isInWon, y + 1 < rect.maxY {
      drawWon(content, estimate, rect, y + 1, on: &canvas)
      y += 1
    }
    if y + 1 < rect.maxY { drawSolutions(content, estimate, rect, y + 1, on: &canvas) }
    if y + 2 < rect.maxY { drawUnits(content, rect, y + 2, on: &canvas) }
  }

  private static func drawLine(
    _ line: EPSLine, _ name: String, _ content: EPSContent, _ estimate: EPSCase, _ rect: Rect, _ y: Int,
    on canvas: inout Canvas
  ) {
    let scene = content.scene
    let money = MoneyColumn.perShare(scene)
    let emphasis: Emphasis = line == .epsNonGAAP ? .bold : []
    var parts: [(text: String, role: Role, emphasis: Emphasis)] = [(name, .heading, emphasis)]
    let before = estimate.base.reading(line).value.map { money.text($0) + " →" }
    let own = "◆ \(money.text(estimate.statement[line]))"
    let claimed = line == .epsNonGAAP ? claimText(content, money) : nil
    let reported = content.actual?.reading(line).figure
    let report = reported.map { "● \(money.text($0.value))" }
    // Where not all of them fit, the base goes first, then what was claimed: the result never.
    var room = rect.width - TextWidth.columns(name) - 2 - TextWidth.columns(own) - 2
    if let report { room -= TextWidth.columns(report) + 2 }
    func fits(_ text: String?) -> String? {
      guard let text, TextWidth.columns(text) + 2 <= room else { return nil }
      room -= TextWidth.columns(text) + 2
      return text
    }
    let claim = fits(claimed)
    if let before = fits(before) { parts.append((before, .muted, [])) }
    parts.append((own, .estimate, emphasis))
    if let claim { parts.append((claim, .claim, [])) }
    if let reported, let report { parts.append((report, scene.role(reported), emphasis)) }
    if line == .epsNonGAAP {
      let words =
        reported.map { verdict(estimate, $0, money, room, scene) }
        ?? [scene.format.words(content.absence), scene.format.mark(content.absence)].map { "● " + $0 }
        .first { TextWidth.columns($0) <= room } ?? ""
      parts.append((words, reported == nil ? .muted : .heading, []))
      room -= TextWidth.columns(words) + 2
      let expected = content.snapshot.consensus(.epsNonGAAP, estimate.target)?.figure.value
      if let text = fits(expected.map { scene.words("cons. ", "컨센서스 ") + money.text($0) }) { parts.append((text, .text, [])) }
      if let recast = content.recast(.epsNonGAAP, estimate.target) {
        let text = scene.words("(recast \(money.text(recast.newest.value)))", "(재작성 \(money.text(recast.newest.value)))")
        if let text = fits(text) { parts.append((text, .muted, [])) }
      }
    }
    var x = rect.x
    for part in parts where !part.text.isEmpty {
      x += canvas.text(part.text, x, y, part.role, part.emphasis, max: rect.maxX - x) + 2
    }
  }

  /// The same in won, each quarter at its own rate: what the other panels show of it.
  private static func drawWon(
    _ content: EPSContent, _ estimate: EPSCase, _ rect: Rect, _ y: Int, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let column = EPSColumn(scene)
    func text(_ eps: Double, _ quarter: Period) -> String { column.text(eps, quarter) }
    var parts: [(String, Role)] = [(scene.words("non-GAAP in won", "non-GAAP, 원"), .heading)]
    let base = estimate.base.reading(.epsNonGAAP).value.map { text($0, estimate.base.quarter) + " →" }
    if let base { parts.append((base, .muted)) }
    parts.append(("◆ " + text(estimate.statement.epsNonGAAP, estimate.target), .estimate))
    if let reported = content.reported { parts.append(("● " + text(reported.value, estimate.target), scene.role(reported))) }
    let taken = parts.reduce(0) { $0 + TextWidth.columns($1.0) + 2 }
    let notes = scene.language == .ko ? ["분기별 평균 환율", "평균 환율"] : ["at each quarter's mean rate", "quarter means", "mean rates"]
    if let note = notes.first(where: { taken + TextWidth.columns($0) <= rect.width }) { parts.append((note, .muted)) }
    var x = rect.x
    for (text, role) in parts where x + TextWidth.columns(text) <= rect.maxX { x += canvas.text(text, x, y, role) + 2 }
  }

  /// What was claimed about the target: a number or a range.
  private static func claimText(_ content: EPSContent, _ money: MoneyColumn) -> String? {
    guard let claim = content.claimed.first, let low = claim.figure?.value else { return nil }
    return "◇ \(money.text(low))" + (claim.figureHigh.map { "–\(money.text($0.value))" } ?? "")
  }

  /// The first of some ways to say a thing that fits.
  private static func fitting(_ en: [String], _ ko: [String], _ room: Int, _ scene: Scene) -> String {
    let texts = scene.language == .ko ? ko : en
    return texts.first { TextWidth.columns($0) <= room } ?? ""
  }

  /// How far the estimate was off, in whole cents as both are written.
  private static func verdict(
    _ estimate: EPSCase, _ reported: Figure, _ money: MoneyColumn, _ room: Int, _ scene: Scene
  ) -> String {
    let error = estimate.statement.epsNonGAAP - reported.value
    let size = Numbers.grouped(abs(error), money.decimals)
    if !size.utf8.contains(where: { $0 > 48 && $0 <= 57 }) { return fitting(["right on", "="], ["정확", "="], room, scene) }
    let (en, ko) = error > 0 ? ("high", "높음") : ("low", "낮음")
    let short = money.signed(error)
    return fitting(["too \(en) by \(size)", "\(size) \(en)", short], ["\(size) \(ko)", short], room, scene)
  }

  private static func drawSolutions(
    _ content: EPSContent, _ estimate: EPSCase, _ rect: Rect, _ y: Int, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let name = scene.words(content.driver.label)
    var x = rect.x + canvas.text(scene.words("solve \(name):", "\(name) 역산:"), rect.x, y, .muted, max: rect.width) + 1
    func texts(_ isShort: Bool) -> [String] {
      content.goals.map {
        $0.mark + scene.words(EPSItems.solution(content.driver, $0.eps, estimate, content, isShort: isShort))
      }
    }
    // The values where they fit, otherwise the changes alone.
    let long = texts(false)
    let isShort = x + long.reduce(0) { $0 + TextWidth.columns($1) + 2 } - 2 > rect.maxX
    for (goal, text) in zip(content.goals, isShort ? texts(true) : long) {
      guard x + TextWidth.columns(text) <= rect.maxX else { return }
      let role: Role = goal.mark == "◇" ? .claim : goal.mark == "●" ? .reported : .estimate
      x += canvas.text(text, x, y, role) + 2
    }
  }

  /// How far the keys move the selected driver, and which deliveries count as units.
  private static func drawUnits(_ content: EPSContent, _ rect: Rect, _ y: Int, on canvas: inout Canvas) {
    let scene = content.scene
    var parts: [String] = []
    if let estimate = content.estimate {
      let step = EPSStep(content.driver, estimate.start)
      let fine = step.isRelative ? Numbers.signed(step.fine, 1) + "%" : step.label(step.fine)
      let coarse = step.label(step.coarse)
      parts.append(scene.words("step \(coarse), fine \(fine)", "단계 \(coarse), 미세 \(fine)"))
    }
    parts.append(
      content.count == .all
        ? scene.words("units = all deliveries: operating leases not disclosed", "대수 = 전체 인도 (운용리스 인도 미공개)")
        : scene.words("units = deliveries not under operating lease", "대수 = 운용리스 제외 인도"))
    canvas.text(parts.joined(separator: " · "), rect.x, y, .muted, max: rect.width)
  }
}
