import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// A line of the scenario: a number, and what the record has in its place.
struct ValueRow {
  var item: Item
  /// What it is called where its name does not fit.
  var shortLabel: Phrase?
  /// Begins a group of this name.
  var group: Phrase?
  /// The number as it was stated, where the screen shows it in another currency.
  var stated = ""
  var main: String
  var role: Role
  /// The record's number, and how far the scenario's is from it.
  var record = ""
  var ratio = ""
  var growth = ""
  /// The assumption that it is; nil for what follows.
  var key: ScenarioKey?
  var isChanged = false
  var verdict: Verdict?
  /// A contradiction within the scenario.
  var contradicts = false

  /// The lines of a scenario: what it assumes or states, what that earns, what follows, and where it contradicts itself.
  static func all(_ result: ScenarioResult, _ context: DrawContext) -> [ValueRow] {
    let rows = ValueRows(result: result, context: context, text: ValueText(context))
    return rows.assumptions + rows.earnings + rows.implied + rows.contradictions
  }
}

/// Makes the lines of one scenario.
private struct ValueRows {
  let result: ScenarioResult
  let context: DrawContext
  /// Numbers as text, each at the rate of its own day.
  let text: ValueText

  var value: ScenarioValue { result.value }
  var scenario: Scenario { result.scenario }
  var record: TrailingDrivers { context.analysis.trailingDrivers }
  /// Numbers as their author states them, in the author's currency.
  var plain: Formatter { Formatter(language: context.language) }

  // MARK: assumptions

  var assumptions: [ValueRow] {
    let isDriven = scenario.isDriven
    var rows = scenario.entries.map(row)
    if !rows.isEmpty { rows[0].group = isDriven ? Phrase("Assumptions", "가정") : Phrase("Stated", "제시값") }
    return rows
  }

  private func row(_ entry: ScenarioEntry) -> ValueRow {
    let (key, figure) = (entry.key, entry.figure)
    let distance = TrailingGap(of: entry, in: value, record, context.snapshot)
    let own = ValueText(context, at: value.rate(beside: distance.record, context.snapshot))
    let shown = distance.shown(own.format.shown(figure), text.format.shown(distance.record))
    let claim = context.snapshot.claims.first { $0.id == entry.claim }
    let story = [claim?.outcome.map { Phrase("Outcome: ", "결과: ") + $0 }, claim?.note].compactMap { $0 }
    let (isClaimed, isLent) = (figure.provenance.isClaimed, scenario.lent.contains(key))
    // Of a value stated in both currencies, the won stay won.
    let isWon = key == .marketValueKRW
    // What is converted is computed from what was said, and is nobody's claim.
    let isAmount = figure.unit == .trillionKRW || ExchangeRates.won(figure.unit) != nil
    let isConverted = !isWon && isAmount && (figure.unit == .trillionKRW) != context.format.isInWon
    var row = ValueRow(
      item: Item(Names.of(entry, in: scenario), .known(figure), text: story), shortLabel: shortLabel(entry),
      stated: isClaimed && isConverted ? "◇ " + plain.text(figure) : "",
      main: (isClaimed ? isConverted ? "≈ " : "◇ " : "") + (isWon ? plain.text(figure) : own.text(figure)),
      role: context.role(figure), record: isLent ? lentText(figure) : recordText(key, distance.record), key: key,
      isChanged: result.changes.values[key] != nil, verdict: claim.map { context.analysis.verdict(of: $0) })
    if !isLent { (row.ratio, row.growth) = (key == .times ? "" : text.times(shown.ratio), growthText(shown.growth)) }
    return row
  }

  private func shortLabel(_ entry: ScenarioEntry) -> Phrase {
    switch entry.key {
    case .driver(.shares) where scenario.lent.contains(entry.key): return Phrase("Outstanding", "발행주식 수")
    case .driver(.storageProfit): return Phrase("Profit/kWh", "kWh당 이익")
    case .marketValue: return Phrase("Value, USD", "시총 (달러)")
    case .marketValueKRW: return Phrase("Value, KRW", "시총 (원)")
    default: return Names.of(entry, in: scenario)
    }
  }

  /// The period of a figure that the record supplied; empty for any other.
  private func lentText(_ figure: Figure) -> String { figure.provenance.isOfRecord ? figure.period.label : "" }

  private func recordText(_ key: ScenarioKey, _ reading: Reading) -> String {
    switch key {
    case .marketValueKRW: return text.won(Valuation.inTrillionKRW(reading, context.snapshot))
    case .times: return reading.figure.map { text.format.text($0, decimals: 2) } ?? text.text(reading)
    case .driver(.taxRate), .driver(.otherIncome): return (record.isTaxWorkedBack ? "≈ " : "") + text.text(reading)
    default: return text.text(reading)
    }
  }

  private func growthText(_ growth: Reading) -> String {
    growth.value.map { Numbers.signed($0, abs($0) >= 100 ? 0 : 1) + "%" } ?? ""
  }

  // MARK: earnings

  /// For drivers, the income statement; for stated profits, their sum.
  var earnings: [ValueRow] {
    if let income = result.income {
      var rows = ScenarioLine.allCases.map { row(Names.of($0), income.reading($0, record), record[$0]) }
      rows[0].group = Phrase("What it earns; gross profit by line", "이익: 부문별 매출총이익부터")
      return rows
    }
    guard value.profit.figure != nil else { return [] }
    var sum = row(Phrase("Sum of profits", "이익 합계"), value.profit, record.netIncome)
    sum.group = Phrase("What it earns", "이익")
    return [sum]
  }

  private func row(_ name: Phrase, _ reading: Reading, _ record: Reading) -> ValueRow {
    let own = ValueText(context, at: value.rate(beside: record, context.snapshot))
    let shown = reading.figure.map { TrailingGap(of: $0, from: record).shown(own.format.shown($0), text.format.shown(record)) }
    return ValueRow(
      item: Item(name, reading), main: own.text(reading), role: context.role(reading),
      record: text.text(record), ratio: text.times(shown?.ratio ?? reading),
      growth: growthText(shown?.growth ?? .absent(.notApplicable)))
  }

  // MARK: what follows

  var implied: [ValueRow] {
    let own = ValueText(context, at: value.shownRate)
    let (market, isUser) = (context.analysis.marketValue, value.followsChanges)
    let isStated = scenario[.price] != nil || scenario[.marketValue] != nil || scenario[.marketValueKRW] != nil
    var rows: [ValueRow] = []
    func add(
      _ name: Phrase, short: Phrase? = nil, _ reading: Reading, _ main: String, _ record: String = "", _ ratio: String = ""
    ) {
      if reading.absence == .notApplicable { return }
      rows.append(
        ValueRow(
          item: Item(name, reading), shortLabel: short, group: rows.isEmpty ? Phrase("What follows", "내재값") : nil, main: main,
          role: context.role(reading), record: record, ratio: ratio))
    }
    if scenario[.marketValue] == nil || isUser {
      // With the shares that it counts, where those are not the program's.
      let name = value.shareBasis == .diluted ? Phrase("Market value, diluted", "시가총액 (희석)") : Phrase("Market value", "시가총액")
      add(name, value.marketValue, own.text(value.marketValue), text.text(market))
    }
    if !context.format.isInWon, scenario[.marketValueKRW] == nil || isUser {
      add(Phrase("Market value in won", "시가총액 (원화)"), value.marketValueKRW, own.won(value.marketValueKRW))
    }
    add(
      Phrase("Price", "주가"), value.price, own.price(of: value), text.text(context.analysis.price),
      text.times(value.timesToday(inWon: context.format.isInWon)))
    if isStated, !isUser {
      add(
        Phrase("Price of sum × multiple", "주가 (이익 합계 × 배수)"), short: Phrase("Price of product", "주가 (합계 × 배수)"),
        value.priceOfProduct, own.price(value.priceOfProduct))
    }
    if scenario[driver: .multiple]?.value != value.impliedMultiple.value {
      let name = Phrase("Implied P/E: value ÷ profit", "내재 PER (시총 ÷ 이익)")
      add(name, short: Phrase("Implied P/E", "내재 PER"), value.impliedMultiple, text.text(value.impliedMultiple))
    }
    if let peer = value.peer {
      let (day, worth) = (
        peer.marketValue.period.endDay.iso, text.text(.known(peer.marketValue)) + context.mark(peer.marketValue)
      )
      let rank = value.timesPeer.value.map { $0 > 1 ? context.words("above", "추월") : context.words("below", "미달") } ?? ""
      let name = Phrase("vs. \(peer.name.en) \(day)", "\(peer.name.ko) 대비 \(day)")
      add(name, value.timesPeer, rank, worth, text.times(value.timesPeer))
    }
    // What was supplied or stated is among the assumptions.
    if let rate = value.rate.figure, scenario[.rate] == nil {
      add(Phrase("Exchange rate", "환율"), value.rate, context.format.text(rate), lentText(rate))
    }
    return rows
  }

  // MARK: contradictions

  var contradictions: [ValueRow] {
    var rows = value.contradictions.map(row)
    if !rows.isEmpty {
      rows[0].group = Phrase("Its figures contradict each other: stated, implied", "수치 간 모순: 제시값, 내재값")
    }
    return rows
  }

  private func row(_ contradiction: Contradiction) -> ValueRow {
    let (stated, implied) = (contradiction.stated, contradiction.implied)
    let texts = (plain.text(stated), plain.text(implied))
    var words = Phrase(
      "Stated: \(texts.0). From the author's other figures follows \(texts.1).",
      "제시값 \(texts.0). 제시한 다른 수치에서 나오는 값 \(texts.1).")
    // The multiple that does not fit is the same contradiction, not a second one.
    if contradiction.key == .marketValue || contradiction.key == .marketValueKRW,
      let multiple = scenario[driver: .multiple], value.impliedMultiple.figure != nil
    {
      let (said, implied) = (text.text(multiple), text.text(value.impliedMultiple))
      words = words + Phrase(" Said as a multiple: \(said) and \(implied).", " 배수로 말하면 \(said)와 \(implied).")
    }
    return ValueRow(
      item: Item(contradiction.name, .known(implied), text: [words]),
      main: (stated.provenance.isClaimed ? "◇ " : "") + texts.0, role: context.role(stated), record: "≠ " + texts.1,
      ratio: Numbers.signed(contradiction.difference / stated.value * 100, 1) + "%", contradicts: true)
  }
}
