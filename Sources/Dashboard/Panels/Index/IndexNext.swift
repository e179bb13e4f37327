import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// A line about the next rebalance: what is known of it, and what is not.
struct NextLine: Sendable {
  var label: Phrase
  var value: Phrase
  /// The same where there is less room.
  var short: Phrase?
  var role = Role.text
  /// The figure in it, where it is one.
  var reading: Reading?
  var remarks: [Phrase] = []

  /// What comes next, what it changes, what is on record and from when; the most telling first.
  static func all(_ shown: RebalanceWeights?, _ context: DrawContext) -> [NextLine] {
    guard let next = context.analysis.index.next else { return [] }
    let s = context.snapshot
    return dates(next, context) + [
      trade(next, shown, s), onRecord(context.analysis.index, s, open: context.key("index.rebalance.next")),
    ]
      + StockIndex.allCases.compactMap { weight(in: $0, context) }
  }

  private static func dates(_ next: RebalanceDates, _ context: DrawContext) -> [NextLine] {
    let close = Sessions.close(of: next.tradeClose, asOf: context.snapshot.asOf)
    let remarks = next.kind == .special ? [] : [RebalanceDates.rule]
    return [
      NextLine(
        label: Phrase("funds trade", "펀드 매매"),
        value: context.format.phrase {
          "\($0.weekdayDate(next.tradeClose)) \($0.clock(close.local(in: .newYork))) · \($0.seoul(close))"
        },
        role: .heading, remarks: remarks),
      NextLine(
        label: Phrase("dates", "일정"),
        value: Phrase { format in
          let days = [next.reference, next.announcement, next.effective].map(format.shortDate)
          return format.words(
            "reference \(days[0]) · announced \(days[1]) · effective \(days[2])", "기준 \(days[0]) · 발표 \(days[1]) · 적용 \(days[2])")
        },
        short: Phrase { format in
          let days = [next.reference, next.announcement, next.effective].map { day in
            format.words(format.shortDate(day), "\(day.civil.month)/\(day.civil.day)")
          }
          return format.words(
            "ref. \(days[0]) · ann. \(days[1]) · eff. \(days[2])", "\(days[0]) 기준 · \(days[1]) 발표 · \(days[2]) 적용")
        }, remarks: remarks),
    ]
  }

  /// The change of the company's weight, where the record has what it follows from.
  private static func trade(_ next: RebalanceDates, _ shown: RebalanceWeights?, _ s: Snapshot) -> NextLine {
    let label = Phrase("trade", "매매량")
    if let shown, shown.isCurrent, shown.rebalance.effectiveDay == next.effective, let flow = shown.flow {
      return NextLine(
        label: label,
        value: Phrase { $0.weights(flow.weights) + "  " + $0.change(flow.weights.change, decimals: 3) },
        reading: flow.weights.change)
    }
    let why: Absence = Sessions.close(of: next.reference, asOf: s.asOf) <= s.asOf ? .notInRecord : .notKnownYet
    let value = Phrase { format in
      let day = format.shortDate(next.reference)
      return format.mark(why) + format.words(" set by closes and shares of \(day)", " \(day) 종가와 발행주식 수로 정해짐")
    }
    return NextLine(label: label, value: value, role: .muted, reading: .absent(why))
  }

  /// The newest weights on record of all securities, which are not present ones where they are old.
  private static func onRecord(_ index: IndexState, _ s: Snapshot, open: String) -> NextLine {
    let label = Phrase("on record", "기록")
    guard let day = index.newest?.newestPriceDay, let id = s.rebalance?.id else {
      return NextLine(
        label: label, value: Phrase("no weights of the index at this moment", "이 시점에는 지수 비중 없음"), role: .muted)
    }
    let days = s.asOf.newYorkDay - day
    var line = NextLine(
      label: label,
      value: Phrase { format in
        let (date, age) = (format.date(day), days == 0 ? Phrase("today", "오늘") : Phrase("\(days) d ago", "\(days)일 전"))
        return format.words("closes of \(date), \(age.en)", "\(date) 종가, \(age.ko)")
      }, remarks: [Phrase("Press \(open) to open the rebalances on record.", "\(open) 키로 기록에 있는 리밸런싱을 엽니다.")])
    guard days > RebalanceWeights.currentDays else { return line }
    line.role = .stale
    line.value = Phrase { format in
      let date = format.date(day)
      return format.words("past: closes of \(date), \(days) d old (\(id))", "과거: \(date) 종가, \(days)일 전 (\(id))")
    }
    line.short = Phrase { format in
      format.words("past: \(format.date(day)), \(days) d old (\(id))", "과거: \(day.iso), \(days)일 전 (\(id))")
    }
    return line
  }

  /// The newest weight of the company in an index, and the newest one that was not derived.
  private static func weight(in index: StockIndex, _ context: DrawContext) -> NextLine? {
    let known = context.snapshot.indexWeights.filter { $0.index == index }
    guard let newest = known.last else { return nil }
    func text(_ weight: IndexWeight, _ format: Formatter) -> String {
      let value = format.text(weight.figure, decimals: weight.decimals) + context.mark(weight.figure)
      let derived = weight.isDerived ? format.words(" derived", " 계산") : ""
      return "\(value) \(weight.fund) \(format.nearDate(weight.day, context.snapshot.asOf))\(derived)"
    }
    let read = newest.isDerived ? known.last { !$0.isDerived } : nil
    return NextLine(
      label: Phrase("in \(index.name.en)", "\(index.name.ko) 비중"),
      value: Phrase { format in ([newest] + (read.map { [$0] } ?? [])).map { text($0, format) }.joined(separator: " · ") },
      short: Phrase { text(newest, $0) }, reading: .known(newest.figure))
  }
}

/// Weights as the box of the next rebalance writes them.
extension Formatter {
  /// `4.455% → 3.428%`: a weight on both sides of a rebalance.
  func weights(_ row: WeightRow) -> String { "\(text(row.before, decimals: 3)) → \(text(row.after, decimals: 3))" }
}

/// How exactly a weight is shown.
extension IndexWeight {
  /// One that no source confirms is not shown to a hundredth.
  var decimals: Int { figure.provenance.confidence == .unverified ? 1 : 2 }
}

/// The next rebalance with its dates, what is on record and from when.
extension IndexContent {
  func drawNext(in rect: Rect, on canvas: inout Canvas) {
    guard let next = index.next else { return }
    let (name, day) = (words(next.kind.name), context.format.nearDate(next.effective, context.snapshot.asOf))
    let (long, short) = (
      words("Next: \(name) of the Nasdaq-100, \(day)", "다음: 나스닥100 \(name), \(day)"),
      words("Next: \(name), \(day)", "다음: \(name), \(day)")
    )
    let wait = wait(for: next)
    let title = [long, short].fitting(rect.width - TextWidth.columns(wait) - 8)
    let isOpen = shown == nil && view == .trade
    let inside = Box(title, note: wait, role: isOpen ? .accent : .border).draw(in: rect, on: &canvas)
    var table = Table(rows: nextLines, selected: isOpen ? cursor : nil) {
      Column(.content(least: 6, most: max(6, inside.width / 3 - 1))) { Line(words($0.label), .muted) }
      Column(Line(), .rest(least: 12), gap: 2) { line, width in
        Line([line.value, line.short ?? line.value].map(words).fitting(width), line.role)
      }
    }
    if shown == nil { table.hit = Hit.items(of: IndexView.trade.rawValue) }
    table.draw(in: inside, edge: isOpen ? rect : Rect(0, 0, 0, 0), on: &canvas)
  }

  private func wait(for next: RebalanceDates) -> String {
    let asOf = context.snapshot.asOf
    let close = Sessions.close(of: next.tradeClose, asOf: asOf)
    guard close > asOf else { return words("traded, effective next session", "매매 완료, 다음 거래일 적용") }
    let wait = context.format.waitWords(until: next.tradeClose, at: close, from: asOf)
    let sessions = sessions(until: close)
    return words("trade \(wait) · \(sessions) \(sessions == 1 ? "session" : "sessions")", "매매 \(wait) · \(sessions)거래일")
  }
}
