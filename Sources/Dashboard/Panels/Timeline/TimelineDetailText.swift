import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// What `Enter` shows of the rows of the timeline.
struct TimelineDetailText {
  private let context: DrawContext

  private var log: ChangeLog { context.analysis.timeline }
  private var format: Formatter { context.format }
  private static let membersShown = 40

  init(_ context: DrawContext) { self.context = context }

  /// A row of the list of moments: its detail, or all that it stands for.
  func text(_ row: TimelineRow) -> [Phrase] {
    if row.kind == .figures { return row.refs.flatMap { figures(log.groups[log.refs[$0].index]) } }
    let entries = row.refs.prefix(Self.membersShown).map { TimelineRowText.entry(log.refs[$0], log) }
    if row.refs.count == 1 { return entries.compactMap(\.detail) }
    return entries.map { entry in
      Phrase(
        "\(entry.mark) \(entry.label.en)" + (entry.detail.map { " · \($0.en)" } ?? ""),
        "\(entry.mark) \(entry.label.ko)" + (entry.detail.map { " · \($0.ko)" } ?? ""))
    }
  }

  private func figures(_ group: FigureGroup) -> [Phrase] {
    log.figures(group).map { metric, figure in
      let (name, value) = (Names.of(metric), format.text(figure))
      return Phrase("\(name.en) \(figure.period.label): \(value)", "\(name.ko) \(figure.period.label): \(value)")
    }
  }

  /// A row of what was revealed.
  func text(_ row: Revealed) -> [Phrase] {
    switch row {
    case .figure(let metric, let figure):
      let before = context.snapshot.reading(metric, figure.period.yearBefore)
      guard case .known(let base) = before else { return [] }
      let change = format.change(Growth.change(from: before, to: .known(figure)))
      let (value, year) = (format.text(base), base.period.label)
      return [Phrase("A year before, \(year): \(value); change \(change).", "1년 전 \(year): \(value), 변화 \(change)")]
    case .nothing: return TimelineRowText.item(row, log, context).text
    case .price(_, let change):
      guard let change = change.map({ context.percent($0, 2).text }) else { return [] }
      return [Phrase("Change from the prior close: \(change).", "직전 종가 대비 \(change)")]
    case .ref(let i):
      let entry = TimelineRowText.entry(log.refs[i], log)
      let change = entry.change.map { context.percent($0, 2).text }.map {
        Phrase("Change from the prior close, before the results: \($0).", "실적 직전 종가 대비 \($0)")
      }
      return [entry.detail, change].compactMap { $0 }
    }
  }

  /// A coming event.
  func text(_ event: AgendaEntry) -> [Phrase] {
    let wait = format.waitWords(until: event.day, at: event.start, from: context.snapshot.asOf)
    let time = event.start.map { "\(format.newYork($0)) · \(format.seoul($0))" } ?? format.longDate(event.day)
    let expected = Phrase(
      "◆ Expected by the usual pattern; nobody has announced it.", "◆ 통상 패턴에 따른 예상이며 공지된 일정이 아닙니다.")
    return [Phrase("\(time), \(wait).", "\(time), \(wait)")] + (event.isExpected ? [expected] : [])
      + (event.detail.map { [$0] } ?? [])
  }

  /// All numbers of a reaction.
  func text(_ reaction: EarningsReaction) -> [Phrase] {
    func line(_ en: String, _ ko: String, _ date: Day, _ price: Reading, _ change: Reading? = nil) -> Phrase {
      let numbers = format.text(price) + (change.map { " " + format.change($0, decimals: 2) } ?? "")
      return Phrase("\(en), \(date.iso): \(numbers)", "\(ko) \(date.iso): \(numbers)")
    }
    let (day, days) = (reaction.day, reaction.sessions)
    let eps = context.snapshot.firstPrint(.epsNonGAAP, day.quarter)
    let release = "\(format.newYork(day.release)) · \(format.seoul(day.release))"
    return [
      Phrase("Released \(release).", "발표 \(release)"),
      Phrase("EPS non-GAAP \(day.quarter.label): \(format.text(eps))\(context.mark(eps))"),
      line("Prior close", "직전 종가", days.before, reaction.closeBefore),
      line("Next open", "다음 시가", days.first, reaction.open, reaction.gap),
      line("First close", "첫 종가", days.first, reaction.firstClose, reaction.firstDay),
      line("Fifth close", "5거래일째 종가", days.fifth, reaction.fifthClose, reaction.week),
    ]
      + (reaction.isInRecord
        ? [] : [Phrase("The prices around this release are not in the record.", "이 발표 전후의 주가는 기록에 없습니다.")])
  }

  /// What the mean is based on.
  func text(_ summary: ReactionSummary) -> [Phrase] {
    [
      Phrase(
        "\(summary.count) first closes after results: \(summary.up) up, \(summary.down) down. The absolute change says how far, not which way.",
        "실적 후 첫 종가 \(summary.count)회: 상승 \(summary.up), 하락 \(summary.down). 절댓값은 방향이 아니라 폭을 나타냅니다.")
    ]
  }
}
