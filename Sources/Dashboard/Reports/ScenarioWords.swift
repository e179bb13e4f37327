import Analysis
import Finance
import Format
import Model

/// What reports of scenarios say in words.
enum ScenarioWords {
  /// Whose it is, since when, as of when, and what was changed.
  static func head(_ one: ScenarioResult, _ amounts: ScenarioAmounts) -> [String] {
    let (scenario, format) = (one.scenario, amounts.format)
    var said = [amounts.words("By: ", "제시: ") + amounts.words(scenario.who)]
    if scenario.id != Scenarios.record, scenario.knownAt > .distantPast {
      said.append(amounts.words("known since ", "공개 ") + format.date(scenario.knownAt.newYorkDay))
    }
    if let due = scenario.deadline { said.append(amounts.words("due ", "기한 ") + format.date(due)) }
    return [amounts.words(scenario.name) + " (\(scenario.id))", said.joined(separator: "; "), asOf(amounts), today(amounts)]
      + set(one, amounts)
  }

  static func asOf(_ amounts: ScenarioAmounts) -> String {
    amounts.words("As of ", "기준: ") + amounts.format.newYork(amounts.snapshot.asOf)
  }

  /// `Set: multiple 50.0× → 45.0×`; nothing where nothing was changed.
  static func set(_ one: ScenarioResult, _ amounts: ScenarioAmounts) -> [String] {
    let changes = changes(one, amounts)
    return changes.isEmpty ? [] : [amounts.words("Set: ", "변경: ") + changes.joined(separator: ", ")]
  }

  /// `multiple 50.0× → 45.0×` for each change.
  static func changes(_ one: ScenarioResult, _ amounts: ScenarioAmounts) -> [String] {
    one.scenario.entries.flatMap { entry -> [String] in
      guard let old = one.original.entry(entry.key) else { return [] }
      var parts: [String] = []
      if one.changes.values[entry.key] != nil {
        let texts = [old, entry].map { amounts.text(amounts.shown($0.figure.value, of: $0, in: one)) }
        parts.append("\(entry.key.name) \(texts[0]) → \(texts[1])")
      }
      if case .driver(let driver) = entry.key, one.changes.spreads[driver] != nil {
        parts.append("\(entry.key.name).spread \(old.spread.text) → \(entry.spread.text)")
      }
      return parts
    }
  }

  /// Today's price and market value, and what other company scenarios are compared with.
  static func today(_ amounts: ScenarioAmounts) -> String {
    let (quote, format) = (amounts.analysis.price, amounts.format)
    var parts = [
      amounts.words("Today: ", "현재: ") + amounts.text(amounts.shown(quote)) + ", "
        + amounts.text(amounts.shown(amounts.analysis.marketValue))
    ]
    if let day = quote.figure?.period.endDay { parts.append(amounts.words("price of ", "주가 ") + format.date(day)) }
    if let peer = amounts.snapshot.newestPeer {
      let worth = amounts.text(amounts.shown(.known(peer.marketValue)))
      let day = format.date(peer.marketValue.period.endDay)
      parts.append(amounts.words("\(peer.name.en) \(worth) of \(day)", "\(peer.name.ko) \(worth), \(day)"))
    }
    if let rate = format.rateNote() { parts.append(rate) }
    return parts.joined(separator: "; ")
  }

  /// The name of a column of the record.
  static func record(_ amounts: ScenarioAmounts) -> Phrase {
    amounts.quarter.map { Phrase("TTM \($0)", "\($0) TTM") } ?? Phrase("RECORD", "실적")
  }

  /// What every report says of its numbers.
  static func basis(_ amounts: ScenarioAmounts) -> [String] {
    let won = Phrase(
      "Won: prices and market values at the rate of their day, the record's quarters at the mean of theirs, scenarios at their own rate or the newest; ratios and growth are of what is printed.",
      "원화: 주가·시가총액은 그날 환율, 실적은 해당 분기들의 평균 환율, 시나리오는 자체 환율이나 최신 환율. 배율과 증감률은 표시된 금액끼리.")
    let quarter = amounts.quarter.map {
      Phrase(
        "Record: the four quarters to \($0), GAAP; the price, and the value of other companies, of their newest day.",
        "실적: \($0)까지 4개 분기, GAAP. 주가와 다른 회사의 시가총액은 최신일.")
    }
    let always = [
      Phrase(
        "Profit by segment is not reported; gross profit by line is the nearest figure.",
        "부문별 이익은 공시되지 않으며, 부문별 매출총이익이 가장 가까운 수치."),
      Phrase(
        "? not known yet   ∅ not in the record   – not disclosed   n/a not applicable   * no source seen confirms it",
        "? 아직 발표 전   ∅ 기록에 없음   – 공개되지 않음   n/a 해당 없음   * 확인한 출처 없음"),
    ]
    return ([amounts.currency == .krw ? won : nil, quarter].compactMap { $0 } + always).map { amounts.words($0) }
  }

  // MARK: sensitivity

  /// A solution in a few words.
  static func answer(_ answer: ScenarioAnswers.Answer, _ one: ScenarioResult, _ amounts: ScenarioAmounts) -> String {
    switch answer.solution {
    case .value(let value): return amounts.text(amounts.shown(value, of: answer.entry, in: one))
    case .noEffect: return amounts.words("no effect", "영향 없음")
    case .outOfDomain: return amounts.words("cannot be", "불가능")
    }
  }

  /// How the bars came about, and what was asked.
  static func sensitivity(
    _ one: ScenarioResult, _ answers: ScenarioAnswers, _ question: ScenarioQuestion?, _ price: Double, _ amounts: ScenarioAmounts
  ) -> [String] {
    if one.bars.isEmpty {
      let nothing = amounts.words(
        "States no earnings with a multiple, so there is nothing to vary.", "이익과 배수를 제시하지 않아 바꿔 볼 가정이 없음.")
      return ["", nothing]
    }
    let middle = amounts.text(amounts.shown(price: price, of: one))
    let range = amounts.words(
      "Each assumption alone, by one standard deviation of its spread through that year, by 10% where it has none; │ \(middle).",
      "가정 하나씩: 해당 연도까지 분포의 표준편차 하나, 분포가 없으면 10%; │ \(middle).")
    guard let question else {
      let last = amounts.words(
        "The last column is what it alone must be for today's price, with the multiple and all else unchanged.",
        "마지막 열: 배수 등 나머지가 그대로일 때 현재 주가가 성립하려면 홀로 가져야 할 값.")
      return [range, last]
    }
    return [range] + (answers.all.first.map { ["", solved($0, question.words(amounts), one, amounts)] } ?? [])
  }

  /// The answer to a question.
  private static func solved(
    _ answer: ScenarioAnswers.Answer, _ wanted: String, _ one: ScenarioResult, _ amounts: ScenarioAmounts
  ) -> String {
    let entry = answer.entry
    let name = amounts.words(Names.of(entry.key)) + " (\(entry.key.name))"
    switch answer.solution {
    case .value(let value):
      let (needed, now) = (
        self.answer(answer, one, amounts), amounts.text(amounts.shown(entry.figure.value, of: entry, in: one))
      )
      let change = entry.figure.value > 0 && entry.figure.unit != .percent ? (value / entry.figure.value - 1) * 100 : nil
      let percent = change.map { " (\(Numbers.signed($0, 1))%)" } ?? ""
      return amounts.words(
        "For \(wanted), everything else as above: \(name) \(needed)\(percent); the scenario has \(now).",
        "나머지가 위와 같을 때 \(wanted)이(가) 되려면: \(name) \(needed)\(percent); 시나리오는 \(now).")
    case .noEffect:
      return amounts.words("For \(wanted): \(name) has no effect on it here.", "\(wanted): \(name)은(는) 여기서 영향을 주지 않음.")
    case .outOfDomain:
      let reason = entry.key.domainFault(entry.figure.unit)
      return amounts.words(
        "For \(wanted): no \(name) does it alone; \(reason.en).", "\(wanted): \(name)만으로는 되지 않음; \(reason.ko).")
    }
  }
}
