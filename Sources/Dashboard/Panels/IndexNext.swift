import Canvas
import Finance
import Format
import Model

extension IndexContent {
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
  }

  /// What comes next, what it changes, and what is on record of when; the most telling first.
  var nextLines: [NextLine] {
    guard let next else { return [] }
    return dateLines(next) + [tradeLine(next), recordLine] + StockIndex.allCases.compactMap(weightLine)
  }

  private func phrase(_ make: (Formatter) -> String) -> Phrase {
    Phrase(make(Formatter(language: .en)), make(Formatter(language: .ko)))
  }

  private func dateLines(_ next: RebalanceDates) -> [NextLine] {
    let asOf = scene.snapshot.asOf
    let close = Sessions.session(on: next.tradeClose, asOf: asOf)?.close ?? Instant(endOf: next.tradeClose)
    let byRule = Phrase(
      "By the index's rules: reference prices of the last session of the month before, announced after the close of the sixth session before, in force after the third Friday.",
      "지수 규칙: 직전 월 마지막 거래일 기준가, 적용 6거래일 전 장 마감 후 발표, 셋째 금요일 다음 거래일부터 적용.")
    let remarks = next.kind == .special ? [] : [byRule]
    return [
      NextLine(
        label: Phrase("funds trade", "펀드 매매"),
        value: phrase { "\($0.weekdayDate(next.tradeClose)) \(close.local(in: .newYork).clock) · \($0.seoul(close))" },
        role: .heading, remarks: remarks),
      NextLine(
        label: Phrase("dates", "일정"), value: phrase { self.dates(next, $0, isShort: false) },
        short: phrase { self.dates(next, $0, isShort: true) }, remarks: remarks),
    ]
  }

  private func dates(_ next: RebalanceDates, _ format: Formatter, isShort: Bool) -> String {
    func date(_ day: Day) -> String {
      isShort && format.language == .ko ? "\(day.civil.month)/\(day.civil.day)" : format.shortDate(day)
    }
    let (set, told, live) = (date(next.reference), date(next.announcement), date(next.effective))
    if format.language == .ko {
      return isShort ? "\(set) 기준 · \(told) 발표 · \(live) 적용" : "기준 \(set) · 발표 \(told) · 적용 \(live)"
    }
    return isShort
      ? "ref. \(set) · ann. \(told) · eff. \(live)" : "reference \(set) · announced \(told) · in force \(live)"
  }

  /// The change of the company's weight, where the record has what it follows from.
  private func tradeLine(_ next: RebalanceDates) -> NextLine {
    let label = Phrase("trade", "매매량")
    if let record, record.isCurrent, record.rebalance.effectiveDay == next.effective, let flow = record.flow {
      let change = flow.weights.change
      func text(_ format: Formatter) -> String {
        "\(format.text(flow.weights.before, decimals: 3)) → \(format.text(flow.weights.after, decimals: 3))  \(format.change(change, decimals: 3))"
      }
      return NextLine(label: label, value: phrase(text), reading: change)
    }
    let s = scene.snapshot
    let close = Sessions.session(on: next.reference, asOf: s.asOf)?.close ?? Instant(endOf: next.reference)
    let why: Absence = close <= s.asOf ? .notInRecord : .notKnownYet
    let day = phrase { $0.shortDate(next.reference) }
    return NextLine(
      label: label,
      value: Phrase(
        "\(Formatter(language: .en).mark(why)) set by closes and shares of \(day.en)",
        "\(Formatter(language: .ko).mark(why)) \(day.ko) 종가와 발행주식 수로 정해짐"),
      role: .muted, reading: .absent(why))
  }

  /// The newest weights of all securities on record, which are not those of the present where they are old.
  private var recordLine: NextLine {
    let label = Phrase("on record", "기록")
    guard let day = newestCloses, let rebalance = scene.snapshot.rebalance else {
      return NextLine(
        label: label, value: Phrase("no weights of the index at this moment", "이 시점에는 지수 비중 없음"), role: .muted)
    }
    let days = scene.snapshot.asOf.newYorkDay - day
    let isOld = days > IndexRecord.currentDays
    let (en, ko) = (phrase { $0.date(day) }.en, phrase { $0.date(day) }.ko)
    let age = days == 0 ? Phrase("today", "오늘") : Phrase("\(days) d ago", "\(days)일 전")
    var value = Phrase("closes of \(en), \(age.en)", "\(ko) 종가, \(age.ko)")
    var short: Phrase?
    if isOld {
      short = Phrase("past: \(en), \(days) d old (\(rebalance.id))", "과거: \(day.iso), \(days)일 전 (\(rebalance.id))")
      value = Phrase("past: closes of \(en), \(days) d old (\(rebalance.id))", "과거: \(ko) 종가, \(days)일 전 (\(rebalance.id))")
    }
    return NextLine(
      label: label, value: value, short: short, role: isOld ? .stale : .text,
      remarks: [Phrase("Press o to open the rebalances on record.", "o로 기록에 있는 리밸런싱을 엽니다.")])
  }

  /// The newest weight of the company in an index, and the newest that was not worked out.
  private func weightLine(_ index: StockIndex) -> NextLine? {
    let known = scene.snapshot.indexWeights.filter { $0.index == index }
    guard let newest = known.last else { return nil }
    func text(_ weight: IndexWeight, _ format: Formatter) -> String {
      let derived = weight.isDerived ? (format.language == .ko ? " 계산" : " derived") : ""
      return
        "\(format.text(weight.figure, decimals: weight.decimals))\(scene.mark(weight.figure)) \(weight.fund) \(format.nearDate(weight.day, scene.snapshot.asOf))\(derived)"
    }
    let read = known.last { !$0.isDerived }
    func both(_ format: Formatter) -> String {
      let older = newest.isDerived ? read.map { " · " + text($0, format) } ?? "" : ""
      return text(newest, format) + older
    }
    return NextLine(
      label: Phrase("in \(index.name)", "\(index == .nasdaq100 ? "나스닥100" : index.name) 비중"), value: phrase(both),
      short: phrase { text(newest, $0) },
      reading: .known(newest.figure))
  }

  // MARK: items

  /// A past rebalance in words: its dates, what it did to the company's weight, and what must be known of its figures.
  func pastItem(_ record: IndexRecord, isSelected: Bool) -> Item {
    let rebalance = record.rebalance
    let name = rebalance.kind.name
    let label = Phrase("\(name.en) \(rebalance.id)", "\(name.ko) \(rebalance.id)")
    let change = record.flow?.weights.change
    guard isSelected else { return Item(label, change, on: rebalance.effectiveDay, citation: rebalance.citation) }
    func date(_ day: Day, _ date: RebalanceDate) -> Phrase {
      let isByRule = rebalance.datesByRule.contains(date)
      return Phrase(day.iso + (isByRule ? " (by rule)" : ""), day.iso + (isByRule ? " (규칙)" : ""))
    }
    let dates = [
      date(rebalance.referenceDay, .reference), date(rebalance.announcedDay, .announced),
      date(rebalance.published.newYorkDay, .published), date(rebalance.effectiveDay, .effective),
    ]
    return Item(
      label, change, on: rebalance.effectiveDay, citation: rebalance.citation,
      text: [
        Phrase(
          "reference \(dates[0].en), announced \(dates[1].en), new shares \(dates[2].en), in force \(dates[3].en)",
          "기준 \(dates[0].ko), 발표 \(dates[1].ko), 새 주식 수 \(dates[2].ko), 적용 \(dates[3].ko)"),
        Phrase("o opens its weights, its rule and its trade.", "o로 비중·규칙·매매를 엽니다."),
      ])
  }

  func datedItem(_ weight: IndexWeight) -> Item {
    let name = weight.index.name
    let label = Phrase(
      "weight in the \(name), \(weight.fund), \(weight.day.iso)", "\(name) 비중, \(weight.fund), \(weight.day.iso)")
    return Item(
      label, .known(weight.figure),
      text: weight.isDerived
        ? [Phrase("Worked out, not read off the fund's holdings of that day.", "그날 보유 내역에서 읽은 값이 아니라 계산한 값.")] : [])
  }
}

extension IndexWeight {
  /// One that no source confirms is not shown to a hundredth.
  var decimals: Int { figure.provenance.confidence == .unverified ? 1 : 2 }
}
