import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// An assumption of the range: the spread of a driver, or how two of them move together.
struct ValueSpread {
  enum Subject: Equatable {
    case spread(ScenarioDriver)
    case correlation(ScenarioDriver, ScenarioDriver)
  }

  var subject: Subject
  var item: Item
  var value: String
  var isChanged: Bool
  var reason: Phrase

  /// Those of a scenario: its drivers in their order, then its correlations.
  static func all(_ result: ScenarioResult) -> [ValueSpread] {
    let (scenario, changes) = (result.scenario, result.changes)
    guard scenario.isDriven, scenario.id != Scenarios.record else { return [] }
    let spreads = scenario.entries.compactMap { entry -> ValueSpread? in
      guard case .driver(let driver) = entry.key else { return nil }
      let (name, value) = (Names.of(driver: driver), entry.spread.text)
      let item = Item(
        Phrase("Spread of \(name.en)", "\(name.ko)의 분포"), .known(entry.figure),
        text: [Phrase("\(value) a year, an assumption", "연 \(value) (가정)")])
      let reason = if case .assumed(let reason) = entry.figure.provenance { reason } else { Phrase("") }
      return ValueSpread(
        subject: .spread(driver), item: item, value: value, isChanged: changes.spreads[driver] != nil, reason: reason)
    }
    let correlations = scenario.correlations.map { pair in
      let (a, b, value) = (Names.of(driver: pair.a), Names.of(driver: pair.b), Numbers.signed(pair.value, 2))
      let item = Item(
        Phrase("\(a.en) with \(b.en)", "\(a.ko) · \(b.ko)"), text: [Phrase("correlation \(value)", "상관계수 \(value)"), pair.reason])
      let isChanged = changes.correlations[ScenarioChanges.Pair(pair.a, pair.b)] != nil
      return ValueSpread(
        subject: .correlation(pair.a, pair.b), item: item, value: value, isChanged: isChanged, reason: pair.reason)
    }
    return spreads + correlations
  }
}

/// What the range is based on: for each driver its path, its spread and what both come to; and the correlations.
struct ValueSpreadBox {
  private let content: ValueContent
  private let text: ValueText
  private var context: DrawContext { content.context }

  static func draw(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let (context, box) = (content.context, ValueSpreadBox(content: content, text: ValueText(content.context)))
    let inside = content.box(
      .spreads, rect, title: context.words("Assumptions behind the range", "범위의 가정"),
      note: context.words("+ - wider, narrower · e type · = R reset", "+ - 폭 조정 · e 입력 · = R 되돌림"), on: &canvas)
    guard !content.spreads.isEmpty else {
      let words = Phrase("Only a scenario built from drivers has a range. ", "항목형 시나리오만 범위가 있습니다. ")
      Paragraph(context.words(words + content.drivenHint)).draw(in: inside, on: &canvas)
      return
    }
    let rest = box.table(inside.width, content.tables[.spreads]).draw(in: inside, edge: rect, on: &canvas).top(1).1
    let sentences = [
      Phrase(
        "Spreads and correlations are assumptions, none is estimated from the record. They hold for a year and grow with the square root of time.",
        "분포와 상관은 모두 가정이며 기록에서 추정한 것이 아닙니다. 1년 기준이며 시간의 제곱근으로 커집니다."),
      Phrase(
        "Drivers not on record start at zero (FSD is part of the ASP there); prices and margins are the scenario's from the start.",
        "기록에 없는 금액은 0에서 시작하고(FSD는 실적의 ASP에 포함), 요금과 이익률은 처음부터 시나리오 값입니다."),
    ]
    Paragraph(sentences.map { Line(context.words($0), .muted) }).draw(in: rest, on: &canvas)
  }

  private func table(_ width: Int, _ memory: TableMemory) -> Table<ValueSpread> {
    let quarter = content.record.quarter.map { "● TTM \($0.shortLabel)" } ?? ""
    let due = content.scenario?.due.map { "\($0.year)" } ?? ""
    let isWide = width >= 108
    var table = Table(rows: content.spreads, selected: content.selected(.spreads)) {
      Column(way(Line(), Line(quarter, .muted), Line(due, .muted)), .exactly(50)) { row, width in way(row).cut(to: width) }
      Column(" " + context.words("annual spread", "연간 분포"), isWide ? .exactly(24) : .rest(least: 8)) { spread($0) }
      if isWide { Column(context.words("1σ at the end", "마지막 해 1σ"), .exactly(32), .right) { Line(ends($0), .muted) } }
      if isWide, width > 138 {
        Column(context.words("why", "근거"), .rest(least: 20), gap: 2) { Line(context.words($0.reason), .muted) }
      }
    }
    table.memory = memory
    table.hit = Hit.items(of: ValueView.spreads.rawValue)
    return table
  }

  /// From the record to the scenario's year; the names of a correlation take all of it.
  private func way(_ row: ValueSpread) -> Line {
    guard case .spread(let driver) = row.subject else { return Line("ρ " + context.words(row.item.label)) }
    guard let end = content.scenario?[driver: driver]?.value else { return Line() }
    return way(
      Line(context.words(Names.of(driver: driver))), Line(text.text(content.record[driver]), .muted),
      Line(text.text(end, driver.unit), .assumed))
  }

  private func way(_ name: Line, _ start: Line, _ end: Line) -> Line {
    name.cut(to: 21).left(in: 22) + start.cut(to: 14).right(in: 14) + end.cut(to: 13).right(in: 14)
  }

  private func spread(_ row: ValueSpread) -> Line {
    let value = row.value.replacing("fixed", with: context.words("fixed", "고정"))
    return row.isChanged ? Line("~" + value, .assumed, .bold) : Line(" " + value)
  }

  /// How far a driver strays by the scenario's year.
  private func ends(_ row: ValueSpread) -> String {
    guard case .spread(let driver) = row.subject, let entry = content.scenario?.entry(driver), entry.spread != .fixed else {
      return ""
    }
    let years = content.record.years(to: content.scenario?.due, content.snapshot)
    let (low, high) = ScenarioSensitivity.range(entry, years: years)
    return "\(text.text(low, driver.unit)) – \(text.text(high, driver.unit))"
  }
}
