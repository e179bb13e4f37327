import Analysis
import App
import Canvas
import Format
import Model

/// What is known of one stage: status, figures, links, remark and the record so far.
struct ChainStage {
  let content: ChainContent
  let position: Int

  private var stage: Stage { content.stages[position] }
  private var context: DrawContext { content.context }
  private func words(_ en: String, _ ko: String) -> String { context.words(en, ko) }

  /// The box with the stage's place in the chain, and the date of its newest entry.
  var box: Box {
    let place = words("stage \(position + 1) of \(content.stages.count)", "\(content.stages.count)단계 중 \(position + 1)")
    return Box("\(context.words(stage.shortLabel)) · \(place)", note: stage.history.last?.knownAt.newYorkDay.iso ?? "")
  }

  /// Everything in one column, the most telling first.
  func whole(_ width: Int) -> Sections { content.sections([status, figures(width), links(width), remark, earlier]) }
  /// Name, status and record.
  var story: Sections { content.sections([status, earlier]) }
  /// Figures, links and remark, and where the plants are.
  func bonds(_ width: Int) -> Sections { content.sections([figures(width), links(width), remark, content.plantsHint]) }

  // MARK: the record

  private var status: [Sections.Part] {
    let name = Sections.Part.text(Line(context.words(stage.label), .heading, .bold))
    guard let last = stage.history.last else {
      return [name, .text(Line(words("? no status known yet", "? 아직 알려진 상태 없음"), .muted))]
    }
    return [name, content.isNew(stage) ? entry(last, .new, words("new: ", "신규: ")) : entry(last, .text)]
  }

  private var earlier: [Sections.Part] {
    guard stage.history.count > 1 else { return [] }
    return [.text(Line(words("Before that", "이전 기록"), .title))] + stage.history.dropLast().reversed().map { entry($0, .muted) }
  }

  private func entry(_ remark: Remark, _ role: Role, _ tag: String = "") -> Sections.Part {
    .text(
      Line(tag + context.words(remark.text) + content.mark(stage), role), label: Line(remark.knownAt.newYorkDay.iso, .muted),
      indent: 12)
  }

  private var remark: [Sections.Part] {
    stage.note.map { [.text(Line(context.words($0.text), .stale), label: Line(words("note", "메모"), .muted), indent: 10)] } ?? []
  }

  // MARK: figures

  private func figures(_ width: Int) -> [Sections.Part] {
    stage.metrics.flatMap { metric -> [Sections.Part] in
      let reading = content.latest(metric)
      let change = content.yearOnYear(metric, reading)
      let (name, value) = (Line(context.words(Names.of(metric))), content.line(reading, .bold))
      let period = Line(reading.figure?.period.shortLabel ?? "", .muted)
      let growth = Line(context.format.change(change), context.role(ofChange: change))
      if width >= 66 {
        let right = value + Line(" ") + period.left(in: 6) + Line("YoY", .muted) + growth.right(in: 10)
        return [.row(List.Row(name, right))]
      }
      let yearOnYear = Line("YoY ", growth.spans.first?.role ?? .muted) + growth
      let amount = Line("  ") + value
      // Where they do not fit one line, two: a number must never be cut.
      let fits = amount.width + 2 + period.width + 2 + yearOnYear.width <= min(width, 40)
      let rows =
        fits
        ? [List.Row(amount, period + yearOnYear.right(in: 13), reach: 40)]
        : [List.Row(amount, period, reach: 40), List.Row(Line(), yearOnYear, reach: 40)]
      return [.row(List.Row(name))] + rows.map { .row($0) }
    }
  }

  // MARK: links

  private func links(_ width: Int) -> [Sections.Part] {
    let (feeds, fedBy) = (content.chain.feeds[position], content.chain.fedBy[position])
    let end = words("nothing: the chain ends here", "없음: 연쇄의 끝")
    let start = words("nothing: the chain begins here", "없음: 연쇄의 시작")
    let neighbours =
      neighbours(words("feeds ▸", "다음 ▸"), feeds, none: end, WireStyle.fed.role, width)
      + self.neighbours(words("fed by ◂", "이전 ◂"), fedBy, none: start, WireStyle.feeder.role, width)
    let loop = content.chain.loop(through: position).map { context.words(content.stages[$0].shortLabel) }
    guard !loop.isEmpty else { return neighbours }
    return neighbours + [
      .text(Line(loop.joined(separator: " ▸ "), .chart), label: Line(words("loop", "순환"), .chart), indent: 10)
    ]
  }

  /// The stages at the other end of the lines; where there is room a line each, with its newest entry.
  private func neighbours(
    _ label: String, _ positions: [Int], none: String, _ role: Role, _ width: Int
  ) -> [Sections.Part] {
    guard width >= 50, !positions.isEmpty else {
      let names = positions.isEmpty ? none : context.words(content.names(positions))
      return [.text(Line(names, role), label: Line(label, role), indent: 10)]
    }
    return positions.enumerated().map { i, position in
      let stage = content.stages[position]
      let name = Line(i == 0 ? label : "", role).left(in: 10) + Line(context.words(stage.shortLabel), role)
      guard let last = stage.history.last else { return .row(List.Row(name)) }
      let day = width >= 66 ? Line(last.knownAt.newYorkDay.iso, .muted).left(in: 12) : Line()
      return .row(List.Row(name.left(in: 24) + day + Line(context.words(last.text), .muted)))
    }
  }
}

/// What the boxes of stages and of the whole chain share.
extension ChainContent {
  /// Sections whose last line says how to see more of them.
  func sections(_ sections: [[Sections.Part]]) -> Sections {
    Sections(sections, more: Line(words("… more: Enter", "… 더 보기: Enter"), .muted))
  }

  /// The newest entries of the whole chain.
  func drawNews(in rect: Rect, on canvas: inout Canvas) {
    let news = context.analysis.chain.news
    let note = news.first?.remark.knownAt.newYorkDay.iso ?? ""
    let inside = Box(words("Newest in the whole chain", "체인 전체 최근 기록"), note: note).draw(in: rect, on: &canvas)
    let selected = stage.map { stages[$0].id }
    let table = Table(rows: Array(news.prefix(inside.height))) {
      Column(.exactly(10)) { day($0.remark.knownAt.newYorkDay.iso, isNew: context.snapshot.isNew($0.remark.knownAt)) }
      Column(.exactly(12), gap: 2) { Line(words($0.stage.shortLabel), $0.stage.id == selected ? .key : .text) }
      Column(.rest(least: 0), gap: 2) { Line(words($0.remark.text) + mark($0.stage), .muted) }
    }
    table.draw(in: inside, on: &canvas)
  }
}
