import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// All scenarios side by side: a column each, and their prices as bars against today's.
struct ValueComparisonBox {
  private let content: ValueContent
  private let text: ValueText
  private var context: DrawContext { content.context }

  private struct Row {
    var name = Phrase("")
    var isHeading = false
    /// Whether it shows what the user's changes come to.
    var isResult = false
    /// The text in a scenario's column, for a width in columns.
    var text: (ScenarioValue, Int) -> String
  }

  /// Beside the scenario's table it does not repeat what that says.
  static func draw(_ content: ValueContent, besideTable: Bool = false, in rect: Rect, on canvas: inout Canvas) {
    let (context, all) = (content.context, content.all)
    let box = ValueComparisonBox(content: content, text: ValueText(context))
    let title = context.words("Scenarios side by side", "시나리오 비교")
    let inside = content.box(.comparison, rect, title: title, note: context.format.rateNote() ?? "", on: &canvas)
    guard inside.height > 2, !all.isEmpty else { return }
    let names = min(15, inside.width / 4)
    let fitting = max(1, min(all.count, (inside.width - names) / 12))
    let columns = Scroll(all.count, selected: content.selected(.comparison) ?? content.place, room: fitting)
    let rows = box.heading + box.rows(besideTable)
    let table = box.table(rows, columns.visible, names, (inside.width - names) / fitting)
    let rest = table.draw(in: inside, on: &canvas).top(1).1
    canvas.note(columns.sideMarks, inEdgeOf: rect)
    let problems = content.context.state.documents.scenarioProblems
    let (bars, foot) = rest.top(rest.height - problems.count)
    box.drawPrices(in: bars, on: &canvas)
    canvas.lines(problems.map { Line("! " + $0, .warning) }, in: foot)
  }

  // MARK: table

  private func table(_ rows: [Row], _ visible: Range<Int>, _ names: Int, _ width: Int) -> Table<Row> {
    Table(rows: rows) {
      Column(.exactly(names)) { Line(context.words($0.name), .muted) }
      for i in visible { Column(Line(), .exactly(width - 1), .right) { cell($0, i, $1) } }
    }
  }

  private func isCurrent(_ value: ScenarioValue) -> Bool { value.scenario.id == content.scenario?.id }

  private func cell(_ row: Row, _ i: Int, _ width: Int) -> Line {
    let value = content.all[i]
    let isChanged = row.isResult && !content.context.state.scenarioEdits.changes(of: value.scenario.id).isEmpty
    let role: Role = isChanged ? .assumed : isCurrent(value) ? .heading : row.isHeading ? .title : .text
    let text = TextWidth.fit(row.text(value, width), width)
    let emphasis: Emphasis = row.isHeading ? .bold : []
    guard i == content.selected(.comparison) else { return Line(text, role, emphasis) }
    // The cursor stands on a whole column.
    let blanks = String(repeating: " ", count: width - TextWidth.columns(text))
    return Line(blanks + text, role, emphasis.union(.selected))
  }

  /// The scenario's name in two lines.
  private var heading: [Row] {
    (0..<2).map { i in
      Row(isHeading: true) { value, width in
        let lines = TextWidth.wrap((isCurrent(value) ? "▸" : "") + context.words(value.scenario.name), width)
        return i < lines.count ? lines[i] + (i == 1 && lines.count > 2 ? "…" : "") : ""
      }
    }
  }

  private func rows(_ besideTable: Bool) -> [Row] {
    let isWon = context.format.isInWon
    func row(_ name: Phrase, isResult: Bool = false, _ text: @escaping (ScenarioValue) -> String) -> Row {
      Row(name: name, isResult: isResult) { value, _ in text(value) }
    }
    func own(_ value: ScenarioValue) -> ValueText { ValueText(context, at: value.shownRate) }
    let peer = content.result?.value.peer.map { peer in
      let month = peer.marketValue.period.endDay.iso.prefix(7)
      return row(Phrase("× \(peer.name.en) \(month)", "\(peer.name.ko) \(month)")) { text.times($0.timesPeer) }
    }
    return [
      row(Phrase("price", "주가"), isResult: true) { own($0).price(of: $0) },
      row(context.againstMarket) { text.times($0.timesToday(inWon: isWon)) },
      row(Phrase("due", "기한")) { $0.scenario.deadline.map { String($0.iso.prefix(7)) } ?? "–" },
      row(Phrase("net income", "순이익")) { own($0).text($0.profit) },
      row(Phrase("multiple", "배수")) { text.text($0.multiple) },
      row(Phrase("market value", "시가총액"), isResult: true) { own($0).marketValue(of: $0) },
      isWon ? nil : row(Phrase("in won", "원화"), isResult: true) { text.won($0.marketValueKRW) },
      row(Phrase("shares", "주식 수")) { shares($0) },
      row(Phrase("share basis", "주식 기준")) {
        $0.shareBasis == .diluted ? context.words("diluted", "희석") : context.words("outstanding", "발행")
      },
      besideTable ? nil : row(Phrase("implied P/E", "내재 PER")) { text.text($0.impliedMultiple) },
      peer,
      row(Phrase("contradictions", "자체 모순")) {
        $0.contradictions.isEmpty ? "–" : context.words("≠ \($0.contradictions.count)", "≠ \($0.contradictions.count)건")
      },
      row(Phrase("verdict", "판정")) { verdict($0) },
    ].compactMap { $0 }
  }

  private func shares(_ value: ScenarioValue) -> String {
    value.shares.value.map { context.words("\(Numbers.grouped($0 / 1000, 2)) B", "\(Numbers.grouped($0 / 100, 1))억") } ?? "–"
  }

  private func verdict(_ value: ScenarioValue) -> String {
    guard let claim = value.claim(context.snapshot) else { return "–" }
    // A verdict on only the multiple says nothing about the value.
    let isMultiple = value.scenario.entry(.multiple)?.claim == claim.id
    return (isMultiple ? context.words("P/E ", "PER ") : "") + context.format.text(context.analysis.verdict(of: claim))
  }

  // MARK: prices

  /// The price of each, and the market's as a line through all of them.
  private func drawPrices(in rect: Rect, on canvas: inout Canvas) {
    guard rect.height >= 3, let today = context.analysis.price.value else { return }
    let price = text.price(today)
    let (head, bars) = rect.top(1)
    var list = BarList(content.all.map(bar), level: today, nameWidth: min(28, rect.width / 3), wordsWidth: 12)
    list.hit = Hit.items(of: ValueView.comparison.rawValue)
    guard list.draw(in: bars, on: &canvas) else { return }
    canvas.lines([Line(context.words("price a share; ┊ today \(price)", "주가; ┊ 현재 \(price)"), .muted)], in: head)
  }

  private func bar(_ value: ScenarioValue) -> BarList.Row {
    let (isCurrent, isRecord) = (isCurrent(value), value.scenario.id == Scenarios.record)
    let role: Role = isCurrent ? .heading : .text
    let name = Line((isCurrent ? "▸ " : "  ") + context.words(value.scenario.name), role)
    guard let price = value.price.value else {
      let why = value.profit.value.map { $0 <= 0 } == true ? context.words("a loss", "손실") : text.text(value.price)
      return .init(name, Bar(nil), Line(why, .muted))
    }
    return .init(name, Bar(price, isRecord ? .chart : .claim, hollow: !isRecord), Line(text.price(price), role))
  }

  static func item(_ value: ScenarioValue, _ s: Snapshot) -> Item {
    let claim = value.claim(s)
    let text = [claim?.text, claim?.outcome.map { Phrase("Outcome: ", "결과: ") + $0 }].compactMap { $0 }
    return Item(value.scenario.name, value.marketValue, citation: claim?.citation, text: text)
  }
}
