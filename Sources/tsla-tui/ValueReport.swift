import Dashboard
import Documents
import Finance
import Format
import Model

/// Scenarios in all the forms they are printed in.
struct ValueReport {
  let view: ValueView
  /// What is solved for; nil: every assumption for the newest price.
  let question: ValueQuestion?

  /// A number that follows from a scenario.
  struct Result {
    /// Its name in JSON and CSV.
    var key: String
    var name: Phrase
    /// In the currency asked for.
    var reading: Reading
  }

  func results(_ one: ScenarioCase) -> [Result] {
    let value = one.value
    var all = [
      Result(key: "net_income", name: Phrase("Net income", "순이익"), reading: value.profit),
      Result(key: "multiple", name: Phrase("Multiple", "배수"), reading: value.multiple),
      Result(key: "market_value", name: Phrase("Market value, USD", "시가총액 (달러)"), reading: value.marketValue),
      Result(key: "market_value_krw", name: Phrase("Market value, KRW", "시가총액 (원)"), reading: value.marketValueKRW),
      Result(key: "shares", name: Phrase("Shares", "주식 수"), reading: value.shares),
      Result(key: "price", name: Phrase("Price", "주가"), reading: view.currency == .krw ? value.priceKRW : price(value)),
      Result(
        key: "times_today", name: Phrase("Times the market", "시장 대비"),
        reading: value.timesToday(inWon: view.currency == .krw)),
      Result(key: "implied_multiple", name: Phrase("Implied multiple", "내재 배수"), reading: value.impliedMultiple),
    ]
    if let peer = value.peer {
      all.append(
        Result(
          key: "times_peer", name: Phrase("Times \(peer.name.en)", "\(peer.name.ko) 대비"), reading: value.timesPeer))
    }
    all[0].reading = view.shown(value.profit, at: value.shownRate)
    return all
  }

  /// The price in USD, whichever of its two units a scenario states it in.
  private func price(_ value: ScenarioValue) -> Reading {
    guard case .known(var figure) = value.price else { return value.price }
    figure.unit = .usd
    return .known(figure)
  }

  /// A number of a scenario and what the record has in its place, in the currency asked for, and how far apart they read.
  struct Pair {
    var reading: Reading
    var record: Reading
    var distance: RecordDistance
  }

  func pair(_ entry: ScenarioEntry, _ one: ScenarioCase) -> Pair {
    let distance = RecordDistance(of: entry, in: one.value, view.record, view.snapshot)
    let (figure, record) = (view.shown(entry.figure, at: rate(entry.key, one)), view.shown(distance.record))
    return Pair(reading: .known(figure), record: record, distance: distance.shown(figure, record))
  }

  /// The same of a line of what it earns.
  func pair(_ line: ScenarioLine, _ income: ScenarioIncome, _ one: ScenarioCase) -> Pair {
    let rate = one.value.rate(beside: view.record[line], view.snapshot)
    let (reading, record) = (view.shown(income.reading(line, view.record), at: rate), view.shown(view.record[line]))
    let distance = RecordDistance(of: income.figure(line), from: view.record[line])
    return Pair(reading: reading, record: record, distance: reading.figure.map { distance.shown($0, record) } ?? distance)
  }

  /// The growth a year that an assumption needs, per cent; none of what the moment has lent to a scenario.
  func growth(_ entry: ScenarioEntry, _ distance: RecordDistance) -> Reading {
    if case .reported = entry.figure.provenance { return .absent(.notApplicable) }
    return distance.growth
  }

  /// The price that assumptions are solved for, USD, and the answer for each of them.
  func solutions(_ one: ScenarioCase) -> (price: Double?, all: [(entry: ScenarioEntry, solution: ScenarioSolution)]) {
    let price = question.map { $0.price(one, view) } ?? Valuation.quote(view.snapshot).value
    let asked = one.assumptions.filter { question == nil || $0.key == question?.key }
    let all = asked.compactMap { entry -> (ScenarioEntry, ScenarioSolution)? in
      let solution =
        question.map { $0.solution(one, view) } ?? price.flatMap { ScenarioSolution(entry.key, forPrice: $0, in: one.scenario) }
      return solution.map { (entry, $0) }
    }
    return (price, all)
  }

  /// A number that a solution gives, in the currency asked for.
  func shown(_ value: Double, of entry: ScenarioEntry, _ one: ScenarioCase) -> Figure {
    var figure = entry.figure
    figure.value = value
    return view.shown(figure, at: rate(entry.key, one))
  }

  /// The rate that an assumption is shown at.
  func rate(_ key: ScenarioKey, _ one: ScenarioCase) -> Reading? {
    one.value.rate(beside: RecordDistance.record(of: key, view.record, view.snapshot), view.snapshot)
  }

  /// Why a number is as it is, in words of any length.
  func reason(_ figure: Figure) -> String {
    let words: Phrase
    switch figure.provenance {
    case .assumed(let reason): words = reason
    case .claimed(let who, _): words = Phrase("claimed by \(who.en)", "\(who.ko)의 주장")
    case .derived(let rule, _): words = rule
    case .reported, .consensus: words = Phrase("on record", "기록된 수치")
    }
    return words[view.view.language]
  }

  // MARK: what every table says

  var basis: [String] {
    var lines: [String] = []
    if view.currency == .krw {
      lines.append(
        view.words(
          "Won: prices and market values at the rate of their day, the record's quarters at the mean of theirs, scenarios at their own rate or the newest; ratios and growth are of what is printed.",
          "원화: 주가·시가총액은 그날 환율, 실적은 해당 분기들의 평균 환율, 시나리오는 자체 환율이나 최신 환율. 배율과 증감률은 표시된 금액끼리."))
    }
    if let quarter = view.quarter {
      lines.append(
        view.words(
          "Record: the four quarters to \(quarter), GAAP; the price, and the value of other companies, of their newest day.",
          "실적: \(quarter)까지 4개 분기, GAAP. 주가와 다른 회사의 시가총액은 최신일."))
    }
    lines.append(
      view.words(
        "Profit by segment is not reported; gross profit by line is the nearest figure.",
        "부문별 이익은 공시되지 않으며, 부문별 매출총이익이 가장 가까운 수치."))
    lines.append(
      view.words(
        "? not known yet   ∅ not in the record   – not disclosed   n/a not applicable   * no source seen confirms it",
        "? 아직 발표 전   ∅ 기록에 없음   – 공개되지 않음   n/a 해당 없음   * 확인한 출처 없음"))
    return lines
  }

  /// Today's price and market value, and what other company scenarios are compared with.
  var today: String {
    let (quote, value) = (Valuation.quote(view.snapshot), Valuation.marketValue(view.snapshot))
    var parts = [
      view.words("Today: ", "현재: ") + view.text(view.shown(quote)) + ", "
        + view.text(view.shown(value))
    ]
    if let day = quote.figure?.period.endDay { parts.append(view.words("price of ", "주가 ") + view.format.date(day)) }
    if let peer = view.snapshot.newestPeer {
      let worth = view.text(view.shown(.known(peer.marketValue)))
      let day = view.format.date(peer.marketValue.period.endDay)
      parts.append(view.view.words(Phrase("\(peer.name.en) \(worth) of \(day)", "\(peer.name.ko) \(worth), \(day)")))
    }
    if let rate = view.rateWords { parts.append(rate) }
    return parts.joined(separator: "; ")
  }

  // MARK: side by side

  /// A table with a column for each scenario.
  var comparison: String {
    var out = view.words("Scenarios side by side", "시나리오 비교") + "\n" + view.words("As of ", "기준: ") + view.view.moment + "\n"
    out += today + "\n\n"
    let cases = view.cases
    func row(_ name: String, _ text: (ScenarioCase) -> String) -> [String] { [name] + cases.map(text) }
    var rows = [row("") { $0.scenario.id.printable }]
    rows.append(row(view.words("Due", "기한")) { $0.scenario.deadline?.iso ?? "–" })
    let columns = cases.map { results($0) }
    for i in columns.first?.indices ?? 0..<0 {
      rows.append([view.view.words(columns[0][i].name)] + columns.map { view.text($0[i].reading) })
      if columns[0][i].key == "shares" {
        rows.append(row(view.words("Share basis", "주식 기준")) { view.view.words($0.value.shareBasis.shortName) })
      }
    }
    rows.append(
      row(view.words("Contradictions", "모순")) { $0.value.contradictions.isEmpty ? "0" : "\($0.value.contradictions.count) ≠" })
    if let question {
      let name = question.key.name
      rows.append(
        row(view.words("\(name) for \(wantedWords)", "\(name): \(wantedWords)").printable) { one in
          solutions(one).all.first.map { answer($0.entry, $0.solution, one) } ?? "n/a"
        })
    }
    out += TextTable.aligned(rows, right: Set(1...max(1, cases.count))) + "\n"
    for one in cases {
      let changed = changeLines(one)
      if !changed.isEmpty { out += "\(one.scenario.id.printable): \(changed.joined(separator: ", "))\n" }
    }
    return out + basis.joined(separator: "\n") + "\n"
  }

  /// What is solved for, as it was asked.
  var wantedWords: String {
    switch question?.wanted {
    case .priceToday, nil: return view.words("the price today", "현재 주가")
    case .price(let amount):
      return amount.currency == "KRW"
        ? view.text(amount.value(inPowerOfTen: 0), .krw) : view.text(amount.value(inPowerOfTen: 0), .usd)
    case .value(let amount):
      return amount.currency == "KRW"
        ? view.text(amount.value(inPowerOfTen: 12), .trillionKRW) : view.text(amount.value(inPowerOfTen: 6), .millionUSD)
    }
  }

  /// A solution in a few words.
  func answer(_ entry: ScenarioEntry, _ solution: ScenarioSolution, _ one: ScenarioCase) -> String {
    switch solution {
    case .value(let value): return view.text(shown(value, of: entry, one))
    case .noEffect: return view.words("no effect", "영향 없음")
    case .outOfDomain: return view.words("cannot be", "불가능")
    }
  }

  /// `multiple 50.0× → 45.0×` for each change.
  func changeLines(_ one: ScenarioCase) -> [String] {
    one.scenario.entries.compactMap { entry in
      guard let old = one.original.entry(entry.key) else { return nil }
      var parts: [String] = []
      if one.changes.values[entry.key] != nil {
        let texts = [old, entry].map { view.text(view.shown($0.figure, at: rate(entry.key, one))) }
        parts.append("\(entry.key.name) \(texts[0]) → \(texts[1])")
      }
      if case .driver(let driver) = entry.key, one.changes.spreads[driver] != nil {
        parts.append("\(entry.key.name).spread \(old.spread.text) → \(entry.spread.text)")
      }
      return parts.isEmpty ? nil : parts.joined(separator: ", ").printable
    }
  }
}
