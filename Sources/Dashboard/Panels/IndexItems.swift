import Canvas
import Finance
import Format
import Model

extension IndexContent {
  /// The items of a view, one a spot.
  ///
  /// Only the one under the cursor has its paragraphs: nobody reads the others'.
  func items(_ view: IndexView) -> [Item] {
    let cursor = view == .calendar ? agendaCursor : view == self.view ? self.cursor : -1
    return spots(view).enumerated().map { i, spot in item(spot, isSelected: i == cursor) }
  }

  private func item(_ spot: IndexSpot, isSelected: Bool) -> Item {
    let empty = Item(Phrase(""))
    switch spot {
    case .today:
      return Item(Phrase("this moment", "현재 시점"), text: isSelected ? IndexContent.sessionText(scene.snapshot) : [])
    case .entry(let i):
      let entry = entries[i]
      guard isSelected else { return Item(entry.title, on: entry.day, citation: entry.citation) }
      return Item(entry.title, on: entry.day, citation: entry.citation, text: IndexContent.text(entry))
    case .weight(let place):
      return record.map { weightItem(IndexContent.row(place, $0), place, $0, isSelected: isSelected) } ?? empty
    case .rule(let i): return Item(rule[i].label, text: isSelected ? rule[i].text : [])
    case .basis(let k):
      guard let flow = record?.flow else { return empty }
      let (label, reading) = basis(k, flow)
      return Item(label, reading)
    case .flow(let k): return record?.flow.map { flowItem($0.rows[k], isSelected: isSelected) } ?? empty
    case .next(let k):
      let line = nextLines[k]
      return Item(line.label, line.reading, text: [line.value] + line.remarks)
    case .past(let k): return pastItem(past[k], isSelected: isSelected)
    case .dated(let k): return datedItem(history[k])
    }
  }

  private func weightItem(_ row: WeightRow, _ place: Int, _ record: IndexRecord, isSelected: Bool) -> Item {
    let hasAfter = row.after.figure != nil
    let what =
      hasAfter
      ? Phrase("\(row.name.en), change of weight", "\(row.name.ko) 비중 변화")
      : Phrase("\(row.name.en), weight in the index", "\(row.name.ko) 지수 비중")
    var item = Item(what, hasAfter ? row.change : row.before)
    guard isSelected else { return item }
    func text(_ reading: Reading, _ language: Language) -> String {
      Formatter(language: language).text(reading, decimals: 3)
    }
    let day = record.priceDay.iso
    item.text = [
      Phrase(row.longName),
      Phrase(
        "at the closes of \(day): \(text(row.before, .en)) before, \(text(row.rule, .en)) by rule, \(text(row.published, .en)) published",
        "\(day) 종가 기준: 변경 전 \(text(row.before, .ko)), 규칙 \(text(row.rule, .ko)), 공개 \(text(row.published, .ko))"),
    ]
    if place < record.count, let treatments = record.treatments(place) {
      let words = treatments.map { Names.of($0) }
      item.text.append(
        words.isEmpty
          ? Phrase("No rule touches it: its weight is that of the market.", "적용되는 규칙 없음: 시가총액 비중 그대로.")
          : Phrase(
            "What the rules did: " + words.map(\.en).joined(separator: "; "), "규칙 적용: " + words.map(\.ko).joined(separator: "; "))
      )
    }
    return item
  }

  private func flowItem(_ flow: TrackingFlow, isSelected: Bool) -> Item {
    let (name, day) = (flow.assets.name, flow.assets.asOfText)
    let label = Phrase("\(name.en), assets of \(day)", "\(name.ko), \(day) 자산")
    guard isSelected else { return Item(label, flow.amount) }
    func text(_ reading: Reading, _ decimals: Int?, _ language: Language) -> String {
      Formatter(language: language).text(reading, decimals: decimals)
    }
    let status = IndexContent.status(flow.assets.status)
    let share = IndexContent.shareOfDay(flow.days)
    let formula = Phrase(
      "\(text(flow.amount, nil, .en)) = \(text(flow.shares, nil, .en)) = \(share) of a day's mean volume",
      "\(text(flow.amount, nil, .ko)) = \(text(flow.shares, nil, .ko)) = 하루 평균 거래량의 \(share)")
    let origin = Phrase(
      "assets \(text(.known(flow.assets.figure), nil, .en)) as of \(flow.assets.asOfText); \(status.en)",
      "자산 \(text(.known(flow.assets.figure), nil, .ko)), 기준 \(flow.assets.asOfText); \(status.ko)")
    let time = IndexContent.otherTime
    return Item(label, flow.amount, text: [formula, origin] + (flow.isOfTheTime ? [] : [time]))
  }

  /// What is said of a change of weight times assets of another time.
  static let otherTime = Phrase(
    "Assets of another time than the trade: the product is for scale, no trade that took place.",
    "매매와 다른 시기의 자산: 크기 비교용이며 실제 매매가 아님.")

  /// A part of a day's mean volume in per cent: `5.7%`.
  static func shareOfDay(_ days: Reading) -> String {
    days.value.map { Numbers.grouped($0 * 100, 1) + "%" } ?? Formatter(language: .en).value(days)
  }

  /// How an estimate of the assets came about, in words.
  static func status(_ status: String) -> Phrase {
    switch status {
    case "computed": return Phrase("computed", "계산")
    case "press": return Phrase("press", "언론")
    case "derived-unverified": return Phrase("back-solved, unverified", "역산·미확인")
    default: return Phrase(status)
    }
  }

  /// An entry of the agenda in words: when in both places, what more is known, who says so.
  static func text(_ entry: AgendaEntry) -> [Phrase] {
    func when(_ language: Language) -> String {
      let format = Formatter(language: language)
      guard let start = entry.start else { return format.longDate(entry.day) }
      return "\(format.newYork(start)) · \(format.seoul(start))"
    }
    var text = [Phrase(when(.en), when(.ko))]
    if let detail = entry.detail { text.append(detail) }
    switch entry.certainty {
    case .rule:
      text.append(
        entry.kind.isOfIndex
          ? Phrase(
            "By the index's rules: reference prices of the last session of the month before, announced after the close of the sixth session before, in force after the third Friday.",
            "지수 규칙: 직전 월 마지막 거래일 기준가, 적용 6거래일 전 장 마감 후 발표, 셋째 금요일 다음 거래일부터 적용.")
          : entry.kind.isExpiry
            ? Phrase("By rule: the third Friday, or the session before a holiday.", "규칙: 셋째 금요일, 휴장이면 직전 거래일.")
            : Phrase("By the exchange's rules for holidays.", "거래소 휴장일 규칙에 따름."))
    case .record: text.append(Phrase("On record.", "기록에 있음."))
    // The detail says so.
    case .expected: break
    }
    return text
  }

  /// Whether the exchange is open, and when it opens or closes next.
  static func sessionText(_ s: Snapshot) -> [Phrase] {
    let (state, instant, opens) = session(s)
    func moment(_ language: Language) -> String {
      let format = Formatter(language: language)
      return "\(format.newYork(instant)) · \(format.seoul(instant))"
    }
    let next =
      opens
      ? Phrase("The next session opens \(moment(.en)).", "다음 개장: \(moment(.ko))")
      : Phrase("The session closes \(moment(.en)).", "장 마감: \(moment(.ko))")
    let rule = Phrase(
      "Sessions of the Nasdaq by its published rules; Seoul has no summer time, New York has.",
      "나스닥 공개 규칙에 따른 거래일. 서울은 서머타임이 없고 뉴욕은 있음.")
    return [state, next, rule]
  }

  /// The state of the exchange, the instant at which it changes, and whether it opens then.
  static func session(_ s: Snapshot) -> (state: Phrase, change: Instant, opens: Bool) {
    let today = s.asOf.newYorkDay
    if let session = Sessions.session(on: today) {
      if s.asOf < session.open { return (Phrase("before the open", "개장 전"), session.open, true) }
      if s.asOf < session.close { return (Phrase("session open", "장중"), session.close, false) }
      return (Phrase("after the close", "장 마감 후"), Sessions.next(after: today, asOf: s.asOf).open, true)
    }
    let isWeekend = today.weekday == 0 || today.weekday == 6
    let state = isWeekend ? Phrase("weekend", "주말") : Phrase("exchange holiday", "휴장일")
    return (state, Sessions.next(after: today, asOf: s.asOf).open, true)
  }
}

extension Names {
  /// What a rule did to a security, in words.
  static func of(_ treatment: IndexWeighting.Treatment) -> Phrase {
    func again(_ pass: Int) -> Phrase { pass > 1 ? Phrase(" (pass \(pass))", " (\(pass)회차)") : Phrase("") }
    func times(_ factor: Double) -> String { "×" + Numbers.grouped(factor, 4) }
    switch treatment {
    case .cohort(let factor, let pass):
      return Phrase(
        "one of the large companies that count together, \(times(factor))\(again(pass).en)",
        "대형 기업군, \(times(factor))\(again(pass).ko)")
    case .top(let factor, let pass):
      return Phrase("one of the five largest, \(times(factor))\(again(pass).en)", "상위 5종목, \(times(factor))\(again(pass).ko)")
    case .capped(let cap, let kind, let pass):
      let why: Phrase
      switch kind {
      case .company, .security: why = Phrase("", "")
      case .cohort: why = Phrase(", the smallest of those that count together", " (대형 기업군의 최솟값)")
      case .topSecurities: why = Phrase(", the limit of all but the five largest", " (상위 5종목 외의 한도)")
      }
      return Phrase("held at \(percent(cap))\(why.en)\(again(pass).en)", "\(percent(cap))에서 제한\(why.ko)\(again(pass).ko)")
    case .scaled(let factor, let pass):
      return Phrase(
        "shares in what others gave up, \(times(factor))\(again(pass).en)", "나머지 배분, \(times(factor))\(again(pass).ko)")
    }
  }
}
