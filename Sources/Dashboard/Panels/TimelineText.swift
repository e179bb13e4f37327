import Analysis
import Canvas
import Finance
import Format
import Model

/// What `Enter` shows of the rows of the timeline.
extension TimelineWords {
  private static let membersShown = 40

  /// A row of the list of moments: its detail, or all that it stands for.
  static func text(_ row: TimelineRow, _ contents: TimelineContents) -> [Phrase] {
    let record = contents.record
    let first = record.refs[row.refs.lowerBound]
    if first.kind == .figures {
      return row.refs.flatMap { figures(record.groups[record.refs[$0].index], contents) }
    }
    if row.refs.count == 1 { return entry(first, record).detail.map { [$0] } ?? [] }
    return row.refs.prefix(membersShown).map { i in
      let entry = entry(record.refs[i], record)
      let mark = String(entry.mark)
      return Phrase(
        "\(mark) \(entry.label.en)" + (entry.detail.map { " · \($0.en)" } ?? ""),
        "\(mark) \(entry.label.ko)" + (entry.detail.map { " · \($0.ko)" } ?? ""))
    }
  }

  private static func figures(_ group: FigureGroup, _ contents: TimelineContents) -> [Phrase] {
    contents.record.figures(group).map { metric, figure in
      let (name, value) = (Names.of(metric), contents.scene.format.text(figure))
      return Phrase(
        "\(name.en) \(figure.period.label): \(value)", "\(name.ko) \(figure.period.label): \(value)")
    }
  }

  /// A row of what was revealed.
  static func text(_ row: RevealedRow, _ contents: TimelineContents) -> [Phrase] {
    let (scene, s) = (contents.scene, contents.scene.snapshot)
    switch row {
    case .figure(let metric, let figure):
      let before = s.reading(metric, figure.period.yearBefore)
      guard case .known(let base) = before else { return [] }
      let change = scene.format.change(Growth.change(from: before, to: .known(figure)))
      let value = scene.format.text(base)
      return [
        Phrase(
          "A year before, \(base.period.label): \(value); change \(change).",
          "1년 전 \(base.period.label): \(value), 변화 \(change)")
      ]
    case .nothing: return item(row, contents).text
    case .price(_, let change):
      guard let change else { return [] }
      let text = TimelineDrawing.percent(change, 2, scene).0
      return [Phrase("Change on the close before: \(text).", "직전 종가 대비 \(text)")]
    case .ref(let i):
      let entry = entry(contents.record.refs[i], contents.record)
      var text = entry.detail.map { [$0] } ?? []
      if let change = entry.change {
        let words = TimelineDrawing.percent(change, 2, scene).0
        text.append(Phrase("Change on the close before the results: \(words).", "실적 직전 종가 대비 \(words)"))
      }
      return text
    }
  }

  /// A coming event.
  static func text(_ event: AgendaEntry, _ scene: Scene) -> [Phrase] {
    let format = scene.format
    let wait = format.waitWords(until: event.day, at: event.start, from: scene.snapshot.asOf)
    let time =
      event.start.map { "\(format.newYork($0)) · \(format.seoul($0))" } ?? format.longDate(event.day)
    var text = [Phrase("\(time), \(wait).", "\(time), \(wait)")]
    if event.isExpected {
      text.append(
        Phrase("◆ Expected by the usual pattern; nobody has announced it.", "◆ 통상 패턴에 따른 예상이며 공지된 일정이 아닙니다."))
    }
    if let detail = event.detail { text.append(detail) }
    return text
  }

  /// All numbers of a reaction.
  static func text(_ reaction: EarningsReaction, _ scene: Scene) -> [Phrase] {
    let format = scene.format
    let day = reaction.day
    func line(_ en: String, _ ko: String, _ date: Day, _ price: Reading, _ change: Reading?) -> Phrase {
      let move = change.map { " " + format.change($0, decimals: 2) } ?? ""
      let numbers = format.text(price) + move
      return Phrase("\(en), \(date.iso): \(numbers)", "\(ko) \(date.iso): \(numbers)")
    }
    let eps = scene.snapshot.firstPrint(.epsNonGAAP, day.quarter)
    let epsText = format.text(eps) + (eps.figure.map { scene.mark($0) } ?? "")
    let release = format.newYork(day.release)
    var text = [
      Phrase(
        "Released \(release) · \(format.seoul(day.release)).", "발표 \(release) · \(format.seoul(day.release))"),
      Phrase(
        "EPS non-GAAP \(day.quarter.label): \(epsText)", "EPS non-GAAP \(day.quarter.label): \(epsText)"),
      line("Close before", "직전 종가", reaction.sessions.before, reaction.closeBefore, nil),
      line("Next open", "다음 시가", reaction.sessions.first, reaction.open, reaction.gap),
      line("First close", "첫 종가", reaction.sessions.first, reaction.firstClose, reaction.firstDay),
      line("Fifth close", "5거래일째 종가", reaction.sessions.fifth, reaction.fifthClose, reaction.week),
    ]
    if !reaction.isInRecord {
      text.append(Phrase("The prices around this release are not in the record.", "이 발표 전후의 주가는 기록에 없습니다."))
    }
    return text
  }

  /// What the mean rests on.
  static func text(_ summary: ReactionSummary) -> [Phrase] {
    [
      Phrase(
        "\(summary.count) first closes after results: \(summary.up) up, \(summary.down) down. The absolute change says how far, not which way.",
        "실적 후 첫 종가 \(summary.count)회: 상승 \(summary.up), 하락 \(summary.down). 절댓값은 방향이 아니라 폭을 나타냅니다.")
    ]
  }
}
