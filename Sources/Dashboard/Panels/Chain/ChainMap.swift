import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The stages as a map and as a list, with the lines between them.
extension ChainContent {
  /// The map in its box; false, with nothing drawn, where it does not fit.
  func drawMap(in rect: Rect, on canvas: inout Canvas) -> Bool {
    guard let layout = layout(in: rect.inset(1, 1)) else { return false }
    _ = Box(words(ChainPanel.title), notes: notes).draw(in: rect, on: &canvas)
    let since = drawnOn?.iso ?? ""
    let legend = [
      words("●●● entries in the record since \(since)   ○ none   date: newest entry", "●●● \(since) 이후 기록 수   ○ 없음   날짜: 최근 기록"),
      words("▸ the selected stage feeds it   ◂ it feeds the selected stage", "▸ 선택 단계의 다음   ◂ 선택 단계의 이전"),
    ]
    var chart = FlowChart(
      layout, stages.indices.map(node), links, selected: stage, corner: legend.map { Line($0, .muted) })
    chart.hit = Hit.items(of: 0)
    canvas.clipped(to: rect) { chart.draw(on: &$0) }
    return true
  }

  private func node(_ i: Int) -> FlowChart.Node {
    let (stage, isSelected) = (stages[i], i == self.stage)
    let (fed, feeder) = relation(of: i)
    let status = stage.history.last.map { Line(words($0.text), .muted) } ?? Line()
    var node = FlowChart.Node(words(stage.shortLabel), rows: figure(i), text: status)
    if isSelected { node.titleRole = .key }
    node.role = isSelected ? .key : fed ? WireStyle.fed.role : feeder ? WireStyle.feeder.role : .border
    node.notes = tally(stage, isSelected ? .key : nil)
    node.marks = (fed ? Span("▸", .accent, .bold) : nil, feeder ? Span("◂", .heading, .bold) : nil)
    // Where a line that closes a loop leads back to.
    let back = chain.feeds[i].filter { $0 < i }
    if !back.isEmpty { node.foot = Line(" ◂ \(words(names(back))) ", WireStyle.loop.role) }
    return node
  }

  /// How much the record added to a stage, and whether something is new.
  private func tally(_ stage: Stage, _ role: Role?) -> [Line] {
    let (count, isNew) = (changes(of: stage), isNew(stage))
    // A dot for each change, or the ring that says there was none.
    let (dots, short) = count == 0 ? ("○", "○") : (String(repeating: "●", count: min(4, count)), "●\(count)")
    let new = words("new", "신규")
    let forms = isNew ? [new + " " + dots, new + " " + short, new] : [dots, short]
    return forms.map { Line($0, role ?? (isNew ? .new : count == 0 ? .muted : .reported)) }
  }

  /// The newest value of the stage's first figure with its period and its change, or the date of its newest entry.
  private func figure(_ i: Int) -> [List.Row] {
    guard let reading = figures[i], let metric = Self.keyMetric(stages[i]) else { return [List.Row(newestDay(of: stages[i]))] }
    let (period, change) = (reading.figure?.period.shortLabel ?? "", yearOnYear(metric, reading))
    return [
      List.Row([line(reading, .bold)], [Line(period + " ", .muted), Line(period, .muted), Line()]),
      List.Row([Line(context.format.change(change), context.role(ofChange: change))], [Line("YoY ", .muted), Line()]),
    ]
  }

  // MARK: the list

  /// The stages one below the other, the plants below them.
  func drawList(in rect: Rect, on canvas: inout Canvas) {
    let inside = Box(words(ChainPanel.title), notes: Array(notes.suffix(1))).draw(in: rect, on: &canvas)
    let heading = List.Row(Line(" " + words("Plants · capacity GWh/yr", "공장 · 용량 GWh/년"), .title, .bold))
    var list = RailList(
      stages.indices.map(row), links, below: plants.isEmpty ? [] : [heading] + plants.map(row(of:)),
      selected: stage ?? stages.count + 2 + (plant ?? 0), selectedStyle: .fed)
    // Between stages and plants are a blank line and a heading.
    list.hit = { [count = stages.count] line in
      line < count ? .item(view: 0, index: line) : line < count + 2 ? nil : .item(view: 0, index: line - 2)
    }
    list.draw(in: inside.inset(-1, 0), on: &canvas)
  }

  private func row(_ i: Int) -> List.Row {
    let (stage, isNew, (fed, feeder)) = (stages[i], isNew(stages[i]), relation(of: i))
    let role: Role = fed ? .accent : feeder ? .heading : .text
    let marks =
      Line(changes(of: stage) == 0 ? "○" : "●", isNew ? .new : .reported)
      + Line((fed ? "▸" : "") + (feeder ? "◂" : ""), role, .bold)
    var left = marks.left(in: 4) + Line(words(stage.shortLabel), role, fed || feeder ? .bold : [])
    var right = figures[i].map { line($0) } ?? newestDay(of: stage, isNew: isNew)
    // The cursor's row is of one role: reverse video over many would be hard to read.
    if i == self.stage {
      left.spans[0].role = .text
      for i in right.spans.indices { right.spans[i].role = .text }
    }
    // A number is shown whole or not at all.
    return List.Row([left], [right, Line()])
  }

  private func row(of plant: Factory) -> List.Row {
    let reading = plant.capacityReading
    return List.Row(
      Line(" " + words(plant.name)), Line(context.format.value(reading) + context.mark(reading), context.role(reading)))
  }
}
