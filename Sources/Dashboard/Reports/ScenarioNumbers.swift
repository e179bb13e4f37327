import Finance
import Format
import Model

/// A number that follows from a scenario.
struct ScenarioNumber {
  /// Its name in JSON and CSV.
  let key: String
  let name: Phrase
  /// In the currency of the report.
  let reading: Reading

  init(_ key: String, _ name: Phrase, _ reading: Reading) { (self.key, self.name, self.reading) = (key, name, reading) }

  static func all(_ value: ScenarioValue, _ amounts: ScenarioAmounts) -> [ScenarioNumber] {
    let isWon = amounts.currency == .krw
    var all = [
      ScenarioNumber("net_income", Phrase("Net income", "순이익"), amounts.shown(value.profit, at: value.shownRate)),
      ScenarioNumber("multiple", Phrase("Multiple", "배수"), value.multiple),
      ScenarioNumber("market_value", Phrase("Market value, USD", "시가총액 (달러)"), value.marketValue),
      ScenarioNumber("market_value_krw", Phrase("Market value, KRW", "시가총액 (원)"), value.marketValueKRW),
      ScenarioNumber("shares", Phrase("Shares", "주식 수"), value.shares),
      ScenarioNumber("price", Phrase("Price", "주가"), isWon ? value.priceKRW : value.price.inDollars),
      ScenarioNumber("times_today", Phrase("Times the market", "시장 대비"), value.timesToday(inWon: isWon)),
      ScenarioNumber("implied_multiple", Phrase("Implied multiple", "내재 배수"), value.impliedMultiple),
    ]
    if let peer = value.peer {
      all.append(
        ScenarioNumber("times_peer", Phrase("Times \(peer.name.en)", "\(peer.name.ko) 대비"), value.timesPeer))
    }
    return all
  }
}

extension Reading {
  /// A price in USD, whichever of its two units a scenario states it in.
  fileprivate var inDollars: Reading {
    guard case .known(var figure) = self else { return self }
    figure.unit = .usd
    return .known(figure)
  }
}

/// A number of a scenario beside what the record has in its place, both in the currency of the report, and how far apart they read.
struct ScenarioRow<Subject> {
  let subject: Subject
  let reading: Reading
  let record: Reading
  let distance: TrailingGap
}

extension ScenarioRow<ScenarioEntry> {
  init(_ entry: ScenarioEntry, _ one: ScenarioResult, _ amounts: ScenarioAmounts) {
    let distance = TrailingGap(of: entry, in: one.value, amounts.record, amounts.snapshot)
    let (figure, record) = (amounts.shown(entry.figure.value, of: entry, in: one), amounts.shown(distance.record))
    self.init(subject: entry, reading: .known(figure), record: record, distance: distance.shown(figure, record))
  }

  /// The growth a year that it needs, percent; none for what the record supplied to a scenario.
  var growth: Reading { if case .reported = subject.figure.provenance { .absent(.notApplicable) } else { distance.growth } }
}

extension ScenarioRow<ScenarioLine> {
  init(_ line: ScenarioLine, _ income: ScenarioIncome, _ one: ScenarioResult, _ amounts: ScenarioAmounts) {
    let own = amounts.record[line]
    let reading = amounts.shown(income.reading(line, amounts.record), at: one.value.rate(beside: own, amounts.snapshot))
    let (record, distance) = (amounts.shown(own), TrailingGap(of: income.figure(line), from: own))
    self.init(
      subject: line, reading: reading, record: record, distance: reading.figure.map { distance.shown($0, record) } ?? distance)
  }

  /// Where there is no number the reason why.
  var ratio: Reading { reading.figure == nil ? reading : distance.ratio }
}
