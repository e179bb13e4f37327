import Canvas
import Finance
import Format
import Model

/// Makes the charts of quarters and years.
struct ESSColumns {
  let content: ESSContent
  /// Room inside of the box.
  let size: Size

  private var scene: Scene { content.scene }
  private var s: Snapshot { content.snapshot }
  private var small: Bool { size.width < 90 }
  /// So low that the bars need every line.
  private var low: Bool { size.height < 15 }

  // MARK: columns

  /// How wide the names of the strips may be: the long ones only where they cost no column.
  private func gutter(_ count: Int, pitch: Int) -> Int {
    let (short, long) = (12, 17)
    if small { return short }
    return (size.width - short) / pitch >= count && (size.width - long) / pitch < count ? short : long
  }

  /// The part of the columns that fits: the newest, or those around the cursor.
  private func window(_ count: Int, _ fitting: Int, _ selected: Int?) -> Range<Int> {
    let n = max(0, min(count, fitting))
    var start = count - n
    if let selected, selected < start { start = selected }
    return start..<start + n
  }

  private func mark(_ reading: Reading) -> Unicode.Scalar? {
    reading.absence.map { Formatter.symbol($0) }
  }

  private func bar(_ reading: Reading, hollow: Bool = false) -> Bar {
    let isNew = reading.figure.map { s.isNew($0) } ?? false
    return Bar(reading.value, isNew ? .new : .chart, mark: mark(reading), hollow: hollow)
  }

  private func top(_ values: [Double?]) -> Double { Axis.ceiling(values.reduce(0) { max($0, $1 ?? 0) }) }

  private func onTop(_ reading: Reading) -> String {
    guard let figure = reading.figure else { return "" }
    return scene.format.value(reading) + scene.mark(figure)
  }

  // MARK: quarters

  private var quarterPitch: Int { max(5, min(7, (size.width - 12) / max(1, content.quarters.count))) }

  /// Which quarters are in sight.
  func quarterWindow(_ selected: Int?) -> Range<Int> {
    let (count, pitch) = (content.quarters.count, quarterPitch)
    return window(count, (size.width - gutter(count, pitch: pitch)) / pitch, selected)
  }

  func quarters(_ window: Range<Int>) -> ESSChart {
    let all = content.quarters
    let pitch = quarterPitch
    let gutter = gutter(all.count, pitch: pitch)
    let columns = window.map { i -> ESSColumn in
      guard case .quarter(let year, let q) = all[i].period else {
        return ESSColumn(bar: bar(all[i].reading), value: "", label: all[i].period.shortLabel, group: "")
      }
      // In a low box the year stands in each name, to save the line below.
      let group = !low && (q == 1 || (i == window.lowerBound && q < 4)) ? "\(year)" : ""
      return ESSColumn(
        bar: bar(all[i].reading), value: onTop(all[i].reading), label: low ? all[i].period.shortLabel : "Q\(q)",
        group: group)
    }
    return ESSChart(
      columns: columns, strips: strips(window.map { quarterCells($0) }, yearly: false, long: gutter > 12),
      top: top(columns.map(\.bar.value)), unit: "GWh", gutter: gutter, pitch: pitch,
      hiddenBefore: window.lowerBound,
      hiddenAfter: all.count - window.upperBound)
  }

  /// What stands below one bar.
  private struct Cells {
    var change: (text: String, role: Role)
    var claim: (claimed: Double, difference: Double?)?
    var trailing: Reading
    var nameplate: Reading
    var operating: Reading
    var utilisation: Reading
    var revenue: Reading
    /// Whether the revenue is of a part of the bar's period only.
    var isPart = false
    var margin: Double?
    var marginMark: String
  }

  private func quarterCells(_ i: Int) -> Cells {
    let quarter = content.quarters[i]
    let before = s.reading(.storage, quarter.period.yearBefore)
    let revenue = s.reading(.energyRevenue, quarter.period)
    let cost = s.reading(.energyCost, quarter.period)
    return Cells(
      change: changeText(from: before, to: quarter.reading), claim: claim(quarter.period, quarter.reading.value),
      trailing: Growth.trailingFourQuarters(.storage, endingWith: quarter.period, s),
      nameplate: content.capacity.nameplate(on: quarter.period.endDay),
      operating: content.capacity.mean(endingWith: quarter.period),
      utilisation: content.capacity.utilisation(endingWith: quarter.period, s),
      revenue: revenue, margin: margin(revenue.value, cost.value), marginMark: marginMark(revenue, cost))
  }

  // MARK: years

  private var yearPitch: Int { max(5, min(9, (size.width - 12) / max(1, content.years.count))) }

  /// Which years are in sight.
  func yearWindow(_ selected: Int?) -> Range<Int> {
    let (count, pitch) = (content.years.count, yearPitch)
    return window(count, (size.width - gutter(count, pitch: pitch)) / pitch, selected)
  }

  func years(_ window: Range<Int>) -> ESSChart {
    let all = content.years
    let pitch = yearPitch
    let gutter = gutter(all.count, pitch: pitch)
    let columns = window.map { i -> ESSColumn in
      let year = all[i]
      let part = year.quartersSoFar.map(ESSRecord.quartersLabel)
      let sum = year.isDerived && part == nil ? scene.words("sum", "합계") : nil
      return ESSColumn(
        bar: bar(year.reading, hollow: part != nil), value: onTop(year.reading), label: "\(year.number)",
        group: part ?? sum ?? "")
    }
    return ESSChart(
      columns: columns, strips: strips(window.map { yearCells($0) }, yearly: true, long: gutter > 12),
      top: top(columns.map(\.bar.value)), unit: "GWh", gutter: gutter, pitch: pitch,
      hiddenBefore: window.lowerBound,
      hiddenAfter: all.count - window.upperBound)
  }

  private func yearCells(_ i: Int) -> Cells {
    let year = content.years[i]
    let period = Period.year(year.number)
    let money = ESSYearMoney(year.number, s)
    let whole = year.quartersSoFar == nil
    let change = ESSRecord.change(of: year, content)
    let capacity = content.capacity(of: year)
    let open = Reading.absent(s.absence(of: .storage, period))
    return Cells(
      change: changeText(change), claim: claim(period, whole ? year.reading.value : nil),
      trailing: whole ? year.reading : open, nameplate: capacity.nameplate, operating: capacity.operating,
      utilisation: whole ? content.capacity.utilisation(of: year, s) : open, revenue: money.revenue,
      isPart: (1..<4).contains(money.quarters), margin: money.margin.value, marginMark: ESSText.value(money.margin, scene))
  }

  // MARK: cells

  private func changeText(from before: Reading, to now: Reading) -> (text: String, role: Role) {
    guard let a = before.value, let b = now.value, a > 0 else {
      return (scene.format.mark(now.absence ?? before.absence ?? .notApplicable), .muted)
    }
    let change = (b / a - 1) * 100
    return (Numbers.signed(change, 0), change > 0 ? .up : change < 0 ? .down : .muted)
  }

  private func changeText(_ change: Reading) -> (text: String, role: Role) {
    guard let value = change.value else { return (scene.format.value(change), .muted) }
    return (Numbers.signed(value, 0), scene.role(ofChange: change))
  }

  private func claim(_ period: Period, _ reported: Double?) -> (claimed: Double, difference: Double?)? {
    guard let value = content.claim(of: period)?.figure?.value else { return nil }
    return (value, reported.map { value - $0 })
  }

  private func margin(_ revenue: Double?, _ cost: Double?) -> Double? {
    guard let revenue, let cost, revenue != 0 else { return nil }
    return (revenue - cost) / revenue * 100
  }

  /// The mark of an absent margin, or of an unverified one.
  private func marginMark(_ revenue: Reading, _ cost: Reading) -> String {
    guard let r = revenue.figure, let c = cost.figure else {
      return scene.format.mark(revenue.absence ?? cost.absence ?? .notApplicable)
    }
    return r.provenance.confidence == .unverified || c.provenance.confidence == .unverified ? "*" : ""
  }

  // MARK: strips

  /// The names of a strip: long, short, and both in Korean.
  private typealias Label = (String, String, String, String) -> String

  /// The rows below the bars; where there is height enough, small charts for capacity and revenue.
  private func strips(_ cells: [Cells], yearly: Bool, long: Bool) -> [ESSStrip] {
    let label: Label = { en, enShort, ko, koShort in long ? scene.words(en, ko) : scene.words(enShort, koShort) }
    let roomy = size.height >= 19
    var strips: [ESSStrip] = []
    if !low { strips.append(row("YoY %", cells) { $0.change }) }
    strips += claimRows(cells, difference: yearly && !low, label)
    if size.height >= 17 { strips.append(capacityChart(cells, yearly: yearly, gap: roomy)) }
    if size.height >= 24, !yearly {
      strips.append(row("TTM GWh", cells) { number($0.trailing, decimals: 2) })
    }
    // Where every line counts, only what the utilisation rests on.
    if !low {
      strips.append(
        row(label("Nameplate GWh/yr", "Nameplate", "명목 용량 GWh/년", "명목 용량"), cells) { capacity($0.nameplate) })
    }
    strips.append(row(label("Op. TTM GWh/yr", "Op. TTM", "가동 TTM GWh/년", "가동 TTM"), cells) { capacity($0.operating) })
    strips.append(row(label("Utilisation %", "Used %", "가동률 %", "가동률 %"), cells) { number($0.utilisation, decimals: 1) })
    return strips + moneyRows(cells, gap: roomy, label)
  }

  private func row(
    _ label: String, _ cells: [Cells], gap: Bool = false, _ text: (Cells) -> (text: String, role: Role)
  ) -> ESSStrip {
    ESSStrip(label: label, height: 1, content: .text(cells.map(text)), gap: gap)
  }

  private func capacity(_ reading: Reading) -> (text: String, role: Role) {
    guard let value = reading.value else { return (scene.format.value(reading), .muted) }
    return (Numbers.grouped(value, value == value.rounded() || value >= 99.95 ? 0 : 1), .text)
  }

  /// What four quarters deployed, under the line of what the plants in operation could have built.
  private func capacityChart(_ cells: [Cells], yearly: Bool, gap: Bool) -> ESSStrip {
    let levels = cells.map(\.operating.value)
    let trailing = cells.map(\.trailing.value)
    return ESSStrip(
      label: scene.words("─ operating", "─ 가동 용량"), secondLabel: yearly ? scene.words("█ deployed", "█ 설치") : "█ TTM",
      height: size.height >= 24 ? 4 : 3,
      content: .bars(trailing.map { Bar($0, .chartAlternate) }, levels: levels, top: top(levels + trailing)), gap: gap)
  }

  private func claimRows(_ cells: [Cells], difference: Bool, _ label: Label) -> [ESSStrip] {
    guard cells.contains(where: { $0.claim != nil }) else { return [] }
    let name = label("◇ claimed GWh", "◇ claimed", "◇ 주장 GWh", "◇ 주장")
    let claimed = row(name, cells) { cell in
      (cell.claim.map { Numbers.grouped($0.claimed, $0.claimed < 10 ? 2 : 1) } ?? "", .claim)
    }
    // The list of claims beside the chart has the difference too.
    guard difference else { return [claimed] }
    let differences = row(label("◇ − ● reported", "◇ − ●", "◇ − ● 공시", "◇ − ●"), cells) { cell in
      guard let claim = cell.claim else { return ("", .muted) }
      return (claim.difference.map { Numbers.signed($0, 2) } ?? "?", .muted)
    }
    return [claimed, differences]
  }

  private func moneyRows(_ cells: [Cells], gap: Bool, _ label: Label) -> [ESSStrip] {
    let unit = ESSText.moneyUnit(scene)
    let name = label("Energy rev \(unit)", "Rev. \(unit)", "에너지 매출 \(unit)", "매출 \(unit)")
    let hasChart = size.height >= 24
    let text = row(name, cells, gap: gap && !hasChart) { cell in
      let role = cell.isPart ? .muted : cell.revenue.figure.map { scene.role($0) } ?? .muted
      return ((cell.isPart ? "≥" : "") + ESSText.money(cell.revenue, scene), role)
    }
    let margin = row(label("Gross margin %", "Margin %", "매출총이익률 %", "이익률 %"), cells) { cell in
      guard let value = cell.margin else { return (cell.marginMark, .muted) }
      let mark = cell.marginMark.utf8.last == UInt8(ascii: "*") ? "*" : ""
      return (Numbers.grouped(value, value < -9.95 ? 0 : 1) + mark, value < 0 ? .down : cell.isPart ? .muted : .text)
    }
    guard hasChart else { return [text, margin] }
    let bars = cells.map { bar($0.revenue, hollow: $0.isPart) }
    let chart = ESSStrip(
      label: label("█ energy revenue", "█ revenue", "█ 에너지 매출", "█ 매출"), height: 2,
      content: .bars(bars, levels: [], top: top(bars.map(\.value))), gap: gap)
    return [chart, text, margin]
  }

  private func number(_ reading: Reading, decimals: Int) -> (text: String, role: Role) {
    guard let value = reading.value else { return (scene.format.value(reading), .muted) }
    return (Numbers.grouped(value, value < 10 ? decimals : 1), .text)
  }
}
