import Analysis
import Canvas
package import Finance
import Format
import Model

extension Report {
  /// Scenarios: everything about a single one, or several side by side.
  ///
  /// With a question, what it asks for is solved; otherwise every assumption is solved for the newest price.
  package static func scenarios(
    _ all: [ScenarioResult], _ question: ScenarioQuestion?, isWhole: Bool, _ amounts: ScenarioAmounts
  ) -> Report {
    let s = amounts.snapshot
    return Report(amounts.format, csv: scenarioHeader) {
      if !isWhole { sideBySide(all, question, amounts) }
      members([
        "as_of": .instant(s.asOf), "currency": .text(amounts.currency.rawValue.lowercased()),
        "exchange_rate": .rate(s.exchangeRate, s), "record_quarter": .text(amounts.quarter),
        "price_today": .dated(amounts.shown(amounts.analysis.price)),
        "market_value_today": .dated(amounts.shown(amounts.analysis.marketValue)), "peer": peer(amounts),
      ])
      list("scenarios", all) { ScenarioSections($0, question, amounts, isShown: isWhole).all }
    }
  }

  private static let scenarioHeader = """
    scenario section name unit basis value stated record ratio growth spread low high price_at_low price_at_high price status \
    known_at=provenance.known_at source=provenance.sources confidence=provenance.confidence
    """

  private static func peer(_ amounts: ScenarioAmounts) -> Value {
    guard let peer = amounts.snapshot.newestPeer else { return .null }
    let figure = amounts.shown(peer.marketValue)
    return [
      "name": .phrase(peer.name), "value": .number(figure.value), "unit": .text(figure.unit.rawValue),
      "date": .day(figure.period.endDay), "provenance": .provenance(figure.provenance),
      "rate_date": .rateDay(figure),
    ]
  }

  /// How its drivers move together.
  static func correlations(of scenario: Scenario, withReasons hasReasons: Bool) -> Section {
    table(scenario.correlations, key: "correlations", in: .json) {
      Column("a") { .text($0.a.name) }
      Column("b") { .text($0.b.name) }
      Column("value") { .number($0.value) }
      if hasReasons { Column("reason") { .phrase($0.reason) } }
    }
  }

  /// What a report says of one scenario, in the order of all forms; what is only for reading, where it is shown.
  fileprivate struct ScenarioSections {
    let one: ScenarioResult
    let question: ScenarioQuestion?
    let amounts: ScenarioAmounts
    let isShown: Bool
    private let answers: ScenarioAnswers
    private let outcome: [ScenarioNumber]

    init(_ one: ScenarioResult, _ question: ScenarioQuestion?, _ amounts: ScenarioAmounts, isShown: Bool) {
      (self.one, self.question, self.amounts, self.isShown) = (one, question, amounts, isShown)
      answers = ScenarioAnswers(one, question, amounts.snapshot)
      outcome = ScenarioNumber.all(one.value, amounts)
    }

    private var forms: Forms { isShown ? .all : .machines }
    private var scenario: Scenario { one.scenario }

    @Parts<Section> var all: [Section] {
      if isShown { Section.words(ScenarioWords.head(one, amounts)) }
      head
      entries
      income
      results
      contradictions
      sensitivity
      solutions
      if isShown {
        table(scenario.entries, title: "", in: .text) {
          Column("key", Phrase("WHY", "근거")) { .text($0.key.name) }
          Column("why", Phrase("")) { .phrase($0.figure.provenance.why) }
        }
        Section.words([""] + ScenarioWords.basis(amounts))
      }
    }

    @Parts<Section> private var head: [Section] {
      let isDated = scenario.knownAt > .distantPast && scenario.id != Scenarios.record
      member("scenario", .text(scenario.id), in: .machines)
      members([
        "name": .phrase(scenario.name), "who": .phrase(scenario.who), "own": .flag(scenario.isUser), "due": .day(scenario.due),
        "known_at": .instant(isDated ? scenario.knownAt : nil), "rate": .rate(one.value.rate, amounts.snapshot),
        "share_basis": .text(one.value.shareBasis.rawValue), "follows_changes": .flag(one.value.followsChanges),
        "kind": scenario.isDriven ? "drivers" : scenario.profits.isEmpty ? "stated" : "profits",
      ])
    }

    // MARK: what it assumes and states

    @Parts<Section> private var entries: [Section] {
      if isShown { lines("") }
      entries(one.assumptions, "assumptions", in: isShown ? [.text, .json] : .json)
      entries(one.statements, "statements", in: .json)
      entries(scenario.entries, nil, in: .csv)
      correlations(of: scenario, withReasons: true)
    }

    private func entries(_ entries: [ScenarioEntry], _ key: String?, in forms: Forms) -> Section {
      let year = scenario.deadline.map { Phrase(String($0.year)) } ?? Phrase("VALUE", "값")
      return table(entries.map { ScenarioRow($0, one, amounts) }, key: key, in: forms) {
        Column("section", in: .csv) { $0.subject.key.isAssumption ? "assumption" : "statement" }
        Column("key", Phrase("ASSUMPTION", "가정"), csv: "name") { .text($0.subject.key.name) }
        Column("name", Phrase(""), in: .json) { .phrase(Names.of($0.subject, in: scenario)) }
        Column("of_moment") { .flag(scenario.lent.contains($0.subject.key)) }
        Column("unit") { .text($0.reading.figure?.unit.rawValue) }
        Column("basis") { .text($0.subject.figure.basis.rawValue) }
        Column("value", year) { amounts.value($0.reading) }
        Column("stated", in: .json) { .number($0.subject.figure.value) }
        Column("stated_unit") { .text($0.subject.figure.unit.rawValue) }
        Column("was") { .number(one.changes.values[$0.subject.key] == nil ? nil : one.original[$0.subject.key]?.value) }
        Column("record", ScenarioWords.record(amounts)) { amounts.value($0.record) }
        Column("record_absence") { .text($0.record.absence?.rawValue) }
        Column("ratio", Phrase("× RECORD", "실적 대비")) { amounts.value($0.distance.ratio) }
        Column("ratio_unit") { .text($0.distance.ratio.figure?.unit.rawValue) }
        Column("growth", Phrase("PER YEAR", "연평균")) { .growth($0.growth, amounts.format) }
        Column("spread", Phrase("ANNUAL SPREAD", "연간 분포")) { .spread($0.subject.spread, amounts.format) }
        Column("claim") { .text($0.subject.claim.isEmpty ? nil : $0.subject.claim) }
        Column("provenance") { .provenance($0.subject.figure.provenance) }
        Column("rate_date") { .rateDay($0.reading.figure) }
        Column("record_rate_date") { .rateDay($0.record.figure) }
      }
    }

    // MARK: what follows

    private var income: Section {
      let rows = one.income.map { income in ScenarioLine.allCases.map { ScenarioRow($0, income, one, amounts) } } ?? []
      return table(rows, key: "lines", title: "", text: "name value record ratio", in: forms) {
        Column("section", in: .csv) { _ in "line" }
        Column("line", csv: "name") { .text($0.subject.rawValue) }
        Column("name", Phrase("LINE OF INCOME, GAAP", "손익 항목 (GAAP)"), in: .json) { .phrase(Names.of($0.subject)) }
        Column("unit") { .text($0.reading.figure?.unit.rawValue ?? $0.subject.unit.rawValue) }
        Column("basis") { _ in .text(Basis.gaap.rawValue) }
        Column("value", Phrase("SCENARIO", "시나리오")) { amounts.value($0.reading) }
        Column("record", ScenarioWords.record(amounts)) { amounts.value($0.record) }
        Column("record_absence") { .text($0.record.absence?.rawValue) }
        Column("ratio", Phrase("× RECORD", "실적 대비")) { amounts.value($0.ratio) }
        Column("rate_date") { .rateDay($0.reading.figure) }
        Column("record_rate_date") { .rateDay($0.record.figure) }
        Column("status", in: .csv) { .text($0.reading.absence?.rawValue) }
      }
    }

    @Parts<Section> private var results: [Section] {
      table(outcome, key: "results", in: .machines) {
        Column("section", in: .csv) { _ in "result" }
        Column("result", csv: "name") { .text($0.key) }
        Column("name", in: .json) { .phrase($0.name) }
        Column("unit") { .text($0.reading.figure?.unit.rawValue) }
        Column("value") { .number($0.reading.value) }
        Column("absence", csv: "status") { .text($0.reading.absence?.rawValue) }
        Column("confidence") { .text($0.reading.figure?.provenance.confidence.rawValue) }
        Column("rate_date") { .rateDay($0.reading.figure) }
      }
      if isShown {
        let stated = one.statements.map { entry in
          let name = Names.of(entry.key)
          return ScenarioNumber(entry.key.name, Phrase("\(name.en), as stated", "\(name.ko) (제시값)"), .known(entry.figure))
        }
        table(outcome + stated, title: "", in: .text) {
          Column("name", Phrase("WHAT FOLLOWS", "내재값")) {
            let basis = $0.key == "shares" ? " (\(amounts.words(one.value.shareBasis.shortName)))" : ""
            return .text(amounts.words($0.name) + basis)
          }
          Column("value", Phrase("")) { amounts.value($0.reading) }
        }
        if one.value.profit.value.map({ $0 <= 0 }) == true {
          lines(amounts.words("A loss: no multiple gives it a value.", "손실: 배수로 가치를 매길 수 없음."))
        }
      }
    }

    private var contradictions: Section {
      table(one.value.contradictions, key: "contradictions", title: "", text: "name stated implied difference", in: forms) {
        Column("section", in: .csv) { _ in "contradiction" }
        Column("key") { .text($0.key.name) }
        Column("name", Phrase("CONTRADICTS ITSELF", "자체 모순")) { .phrase($0.name) }
        Column("unit") { .text($0.stated.unit.rawValue) }
        Column("stated", Phrase("STATED", "제시값")) { amounts.value($0.stated) }
        Column("implied", Phrase("IMPLIED", "내재값"), csv: "value") { amounts.value($0.implied) }
        Column("difference", Phrase("DIFFERENCE", "차이")) {
          .shown(Numbers.signed($0.difference / $0.stated.value * 100, 1) + "%", .number($0.difference))
        }
      }
    }

    // MARK: sensitivity

    @Parts<Section> private var sensitivity: [Section] {
      let price = ScenarioSensitivity.price(one.scenario) ?? 0
      let ends = one.bars.flatMap { [$0.prices.low, $0.prices.high] }
      let bars = HorizontalBars(from: ends.reduce(price, min), to: ends.reduce(price, max))
      table(one.bars, key: "sensitivity", title: "", in: forms) {
        Column("section", in: .csv) { _ in "sensitivity" }
        Column("key", Phrase("SENSITIVITY", "민감도"), csv: "name") { .text($0.key.name) }
        Column("unit") { .text(amounts.shown($0.low, of: $0.entry, in: one).unit.rawValue) }
        Column("low", Phrase("LOW", "하단")) { amounts.value(amounts.shown($0.low, of: $0.entry, in: one)) }
        Column("high", Phrase("HIGH", "상단")) { amounts.value(amounts.shown($0.high, of: $0.entry, in: one)) }
        Column("price_at_low", Phrase("PRICE AT LOW", "하단 주가")) { amounts.value(amounts.shown(price: $0.priceAtLow, of: one)) }
        Column("price_at_high", Phrase("PRICE AT HIGH", "상단 주가")) { amounts.value(amounts.shown(price: $0.priceAtHigh, of: one)) }
        Column("price_unit") { .text(amounts.shown(price: $0.priceAtLow, of: one).unit.rawValue) }
        Column("by_spread") { .flag($0.isBySpread) }
        Column("bar", Phrase(""), in: .text) { .text(bars.line(Self.bar($0.prices, around: price), width: 28).text) }
        Column("answer", answerHead, .right, in: .text) {
          .text(answers[$0.key].map { ScenarioWords.answer($0, one, amounts) })
        }
      }
      if isShown { Section.words(ScenarioWords.sensitivity(one, answers, question, price, amounts)) }
    }

    /// To the price at the low end, to that at the high end, and the price between them.
    private static func bar(_ prices: (low: Double, high: Double), around price: Double) -> [HorizontalBars.Bar] {
      [
        HorizontalBars.Bar(price, prices.low, "░", .text), HorizontalBars.Bar(price, prices.high, "█", .text),
        HorizontalBars.Bar(at: price, "│", .text),
      ]
    }

    private var answerHead: Phrase {
      guard let price = answers.price.map({ amounts.text(amounts.shown(price: $0, of: one)) }) else { return Phrase("") }
      return Phrase("FOR \(price)", "\(price)의 조건")
    }

    private var solutions: Section {
      let price = answers.price.map { amounts.shown(price: $0, of: one) }
      func number(_ answer: ScenarioAnswers.Answer) -> Figure {
        amounts.shown(answer.solution.status.value ?? answer.entry.figure.value, of: answer.entry, in: one)
      }
      return object("solve") {
        member("price", .number(price?.value), in: .machines)
        member("price_unit", .text(price?.unit.rawValue))
        member("asked", .flag(question != nil))
        table(answers.all, key: "answers", in: .machines) {
          Column("section", in: .csv) { _ in "solve" }
          Column("key", csv: "name") { .text($0.entry.key.name) }
          Column("status") { .text($0.solution.status.name) }
          Column("unit") { .text(number($0).unit.rawValue) }
          Column("value") { .number($0.solution.status.value == nil ? nil : number($0).value) }
          Column("scenario_value") { .number(amounts.shown($0.entry.figure.value, of: $0.entry, in: one).value) }
        }
      }
    }
  }
}

extension Report.Value {
  /// An exchange rate with its day, which a scenario's own rate lacks, and its age.
  static func rate(_ rate: Reading, _ s: Snapshot) -> Report.Value {
    guard let figure = rate.figure else { return .null }
    let day = figure.provenance.isOfRecord ? figure.rateDay : nil
    return [
      "value": .number(figure.value), "unit": .text(figure.unit.rawValue), "date": .day(day),
      "age_days": .count(day.map { s.asOf.newYorkDay - $0 }),
    ]
  }

  /// A number with its unit and day.
  fileprivate static func dated(_ reading: Reading) -> Report.Value {
    guard let figure = reading.figure else { return .null }
    return [
      "value": .number(figure.value), "unit": .text(figure.unit.rawValue), "date": .day(figure.period.endDay),
      "rate_date": .rateDay(figure),
    ]
  }

  /// The day of the exchange rate that a number was converted at; for a mean the last one.
  fileprivate static func rateDay(_ figure: Figure?) -> Report.Value {
    .day(figure?.rateUsed.flatMap { $0.provenance.isOfRecord ? $0.rateDay : nil })
  }

  fileprivate static func growth(_ growth: Reading, _ format: Formatter) -> Report.Value {
    let text = growth.value.map { Numbers.signed($0, 1) + "%" } ?? growth.absence.map { format.mark($0) } ?? ""
    return .shown(growth.absence == .notApplicable ? "" : text, .number(growth.value))
  }

  static func spread(_ spread: Spread, _ format: Formatter) -> Report.Value {
    .shown(spread == .fixed ? format.words("fixed", "고정") : spread.text, .text(spread.text))
  }
}
