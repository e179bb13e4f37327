internal import Canvas
internal import Finance
import Format
internal import Model

/// What is known of one stage: status, figures, links, remark and the record so far.
struct ChainStageDetail {
  private let content: ChainContent
  private let position: Int
  private let stage: Stage
  private let text: ChainText

  init(_ content: ChainContent, _ position: Int) {
    self.content = content
    self.position = position
    stage = content.stages[position]
    text = ChainText(content.scene)
  }

  private var scene: Scene { content.scene }

  /// The box with the stage's place in the chain, and the date of its newest entry; returns the part inside.
  func drawBox(in rect: Rect, on canvas: inout Canvas) -> Rect {
    let place = scene.words("stage \(position + 1) of \(content.stages.count)", "\(content.stages.count)단계 중 \(position + 1)")
    let title = "\(scene.words(stage.shortLabel)) · \(place)"
    return canvas.box(rect, title: title, note: stage.history.last?.knownAt.newYorkDay.iso ?? "")
  }

  /// Name, status and record.
  func story(_ width: Int) -> ChainText {
    var story = text
    story.append(name(width) + status(width))
    story.append(earlier(width))
    return story
  }

  /// Figures, links and remark.
  func bonds(_ width: Int) -> ChainText {
    var bonds = text
    bonds.append(figures(width))
    bonds.append(links(width))
    bonds.append(remark(width))
    return bonds
  }

  /// Everything in one column, the most telling first.
  func whole(_ width: Int) -> ChainText {
    var whole = text
    whole.append(name(width) + status(width))
    whole.append(figures(width))
    whole.append(links(width))
    whole.append(remark(width))
    whole.append(earlier(width))
    return whole
  }

  private func name(_ width: Int) -> [ChainText.Line] { text.wrapped(scene.words(stage.label), width, .heading, .bold) }

  private func status(_ width: Int) -> [ChainText.Line] {
    guard let last = stage.history.last else {
      return text.wrapped(scene.words("? no status known yet", "? 아직 알려진 상태 없음"), width, .muted)
    }
    let isNew = content.isNew(stage)
    let tag = isNew ? scene.words("new: ", "신규: ") : ""
    return entry(last, width, isNew ? .new : .text, tag)
  }

  private func earlier(_ width: Int) -> [ChainText.Line] {
    guard stage.history.count > 1 else { return [] }
    let lines = stage.history.dropLast().reversed().flatMap { entry($0, width, .muted, "") }
    return [ChainText.Line(scene.words("Before that", "이전 기록"), .title)] + lines
  }

  private func entry(_ remark: Remark, _ width: Int, _ role: Role, _ tag: String) -> [ChainText.Line] {
    let mark = stage.citation.confidence == .unverified ? "*" : ""
    return text.hanging(
      remark.knownAt.newYorkDay.iso, tag + scene.words(remark.text) + mark, indent: 12, width, labelRole: .muted, role)
  }

  // MARK: figures

  private func figures(_ width: Int) -> [ChainText.Line] {
    stage.metrics.flatMap { metric -> [ChainText.Line] in
      let reading = content.latest(metric)
      return width >= 66 ? wideFigure(metric, reading, width) : narrowFigure(metric, reading, width)
    }
  }

  private func wideFigure(_ metric: Metric, _ reading: Reading, _ width: Int) -> [ChainText.Line] {
    let change = content.yearOnYear(metric, reading)
    let changeStart = width - 13
    return [
      ChainText.Line([
        .init(text: scene.words(Names.of(metric)), x: 0, role: .text, room: changeStart - 22),
        .init(text: value(reading), x: changeStart - 7, role: role(reading), emphasis: .bold, isRight: true, room: 14),
        .init(text: reading.figure?.period.shortLabel ?? "", x: changeStart - 6, role: .muted),
        .init(text: "YoY", x: changeStart, role: .muted),
        .init(text: scene.format.change(change), x: width, role: scene.role(ofChange: change), isRight: true, room: 9),
      ])
    ]
  }

  private func narrowFigure(_ metric: Metric, _ reading: Reading, _ width: Int) -> [ChainText.Line] {
    let change = content.yearOnYear(metric, reading)
    let end = min(width, 40)
    let name = ChainText.Line(scene.words(Names.of(metric)))
    let amount = ChainText.Part(text: value(reading), x: 2, role: role(reading), emphasis: .bold, room: max(0, end - 6))
    let period = reading.figure?.period.shortLabel ?? ""
    let growth = ChainText.Part(
      text: "YoY " + scene.format.change(change), x: end, role: scene.role(ofChange: change), isRight: true)
    // Where they do not fit one line, two: a number must never be cut.
    let fits = 2 + TextWidth.columns(amount.text) + 2 + period.utf8.count + 2 + TextWidth.columns(growth.text) <= end
    let first = ChainText.Part(text: period, x: fits ? end - 13 : end, role: .muted, isRight: true)
    let figures =
      fits ? [ChainText.Line([amount, first, growth])] : [ChainText.Line([amount, first]), ChainText.Line([growth])]
    return [name] + figures
  }

  private func value(_ reading: Reading) -> String {
    scene.format.text(reading) + (reading.figure.map { scene.mark($0) } ?? "")
  }

  private func role(_ reading: Reading) -> Role { reading.figure.map { scene.role($0) } ?? .muted }

  // MARK: links and remark

  private func links(_ width: Int) -> [ChainText.Line] {
    let (feeds, fedBy) = (content.graph.feeds[position], content.graph.fedBy[position])
    let end = scene.words("nothing: the chain ends here", "없음: 연쇄의 끝")
    let start = scene.words("nothing: the chain begins here", "없음: 연쇄의 시작")
    var lines = neighbours(scene.words("feeds ▸", "다음 ▸"), feeds, none: end, ChainBond.fed.role, width)
    lines += neighbours(scene.words("fed by ◂", "이전 ◂"), fedBy, none: start, ChainBond.feeder.role, width)
    let loop = content.graph.loop(through: position)
    if !loop.isEmpty {
      let way = loop.map { scene.words(content.stages[$0].shortLabel) }.joined(separator: " ▸ ")
      lines += text.hanging(scene.words("loop", "순환"), way, indent: 10, width, labelRole: .chart, .chart)
    }
    return lines
  }

  /// The stages at the other end of the lines; where there is room a line each, with its newest entry.
  private func neighbours(
    _ label: String, _ positions: [Int], none: String, _ role: Role, _ width: Int
  ) -> [ChainText.Line] {
    guard width >= 50, !positions.isEmpty else {
      let names = positions.isEmpty ? none : scene.words(content.names(positions))
      return text.hanging(label, names, indent: 10, width, labelRole: role, role)
    }
    return positions.enumerated().map { i, position in
      let stage = content.stages[position]
      var parts: [ChainText.Part] = [.init(text: scene.words(stage.shortLabel), x: 10, role: role, room: 13)]
      if i == 0 { parts.append(.init(text: label, x: 0, role: role, room: 9)) }
      guard let last = stage.history.last else { return ChainText.Line(parts) }
      let dated = width >= 66
      if dated { parts.append(.init(text: last.knownAt.newYorkDay.iso, x: 24, role: .muted)) }
      parts.append(.init(text: scene.words(last.text), x: dated ? 36 : 24, role: .muted))
      return ChainText.Line(parts)
    }
  }

  private func remark(_ width: Int) -> [ChainText.Line] {
    guard let note = stage.note else { return [] }
    return text.hanging(scene.words("note", "메모"), scene.words(note.text), indent: 10, width, .stale)
  }
}
