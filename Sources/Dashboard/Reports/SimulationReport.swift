package import Finance
import Format
import Model

extension Report {
  /// The outcomes of a scenario's simulation, and the places of the years that are shown.
  package typealias Range = (one: ScenarioResult, outcomes: Outcomes, shown: [Int])

  /// The ranges of outcomes of scenarios, by year.
  package static func ranges(_ all: [Range], paths: Int, seed: UInt64, _ amounts: ScenarioAmounts) -> Report {
    let s = amounts.snapshot
    return Report(amounts.format, csv: rangeHeader, order: "year") {
      members(["as_of": .instant(s.asOf), "currency": .text(amounts.currency.rawValue.lowercased())])
      members(["paths": .count(paths), "seed": .text(String(seed))], in: .machines)
      members([
        "note": .phrase(Names.rangeNote), "exchange_rate": .rate(s.exchangeRate, s), "record_quarter": .text(amounts.quarter),
      ])
      list("scenarios", all.enumerated()) { i, range in
        if i > 0 { lines("") }
        RangeSections(range: range, amounts: amounts).all
      }
    }
  }

  private static let rangeHeader = """
    scenario section name=quantity year unit p5 p25 p50 p75 p95 mean standard_deviation least most target in_year by_then paths seed
    """

  /// What a report says of one range of outcomes.
  fileprivate struct RangeSections {
    let range: Range
    let amounts: ScenarioAmounts

    private var scenario: Scenario { range.one.scenario }
    private var years: [Int] { range.outcomes.path.years }
    private var result: SimulationResult { range.outcomes.result }

    @Parts<Section> var all: [Section] {
      Section.words(words)
      member("scenario", .text(scenario.id), in: .machines)
      members(["name": .phrase(scenario.name), "due": .day(scenario.due)])
      list("quantities", SimulatedQuantity.allCases) { quantities($0) }
      table(range.shown, key: "losses", in: .machines) {
        Column("section", in: .csv) { _ in "losses" }
        Column("name", in: .csv) { _ in .text(SimulatedQuantity.netIncome.traits.key) }
        Column("year") { .count(years[$0]) }
        Column("paths", in: .json) { .count(result.losses[$0]) }
        Column("share", csv: "in_year") { .number(result.lossShare(year: $0)) }
      }
      lines("")
      if !range.outcomes.targets.isEmpty { targetTable }
      list("targets", range.outcomes.targets.indices) { target($0) }
      lines("")
      assumptions
    }

    private var words: [String] {
      let paths = Numbers.grouped(Double(result.paths))
      let note = amounts.words(Names.rangeNote)
      var lines = [
        amounts.words("Range of outcomes: ", "결과 범위: ") + amounts.words(scenario.name) + " (\(scenario.id))",
        amounts.words(
          "\(note) \(paths) paths, seed \(range.outcomes.plan.seed).", "\(note) 경로 \(paths)개, 시드 \(range.outcomes.plan.seed)."),
        ScenarioWords.asOf(amounts),
      ]
      if let quarter = amounts.quarter {
        lines.append(
          amounts.words(
            "At the end of each year; from the four quarters to \(quarter) on.", "각 연말 기준; \(quarter)까지 4개 분기에서 출발."))
      }
      if amounts.currency == .krw, let rate = amounts.format.rateNote() { lines.append(rate) }
      return lines + ScenarioWords.set(range.one, amounts)
    }

    // MARK: outcomes

    /// An outcome in the currency of the report.
    private func shown(_ value: Double, _ quantity: SimulatedQuantity) -> Figure {
      let due = scenario.due ?? amounts.snapshot.asOf.newYorkDay
      return amounts.shown(
        Figure(value, quantity.traits.unit, .day(due), .market, .assumed(reason: Names.rangeNote)),
        at: amounts.snapshot.exchangeRate)
    }

    /// The years of a quantity, with measures of their distribution.
    @Parts<Section> private func quantities(_ quantity: SimulatedQuantity) -> [Section] {
      let percentiles = [5, 25, 50, 75, 95].map { percent in
        Column("p\(percent)", Phrase("\(percent)%")) { measure(quantity, $0) { $0.percentile(Double(percent) / 100) ?? 0 } }
      }
      lines("")
      member("section", "quantity", in: .csv)
      members(["quantity": .text(quantity.traits.key), "unit": .text(shown(0, quantity).unit.rawValue)], in: .machines)
      table(range.shown, key: "years") {
        Column("year", quantity.traits.name, .left) { .count(years[$0]) }
        percentiles
        Column("mean", Phrase("MEAN", "평균")) { measure(quantity, $0, \.mean) }
        Column("standard_deviation") { measure(quantity, $0, \.standardDeviation) }
        Column("least") { measure(quantity, $0, \.least) }
        Column("most") { measure(quantity, $0, \.most) }
        if quantity == .netIncome {
          Column("losses", Phrase("LOSSES", "손실 경로"), .right, in: .text) {
            .text(amounts.format.chance(result.lossShare(year: $0), .sentence))
          }
        }
      }
    }

    private func measure(
      _ quantity: SimulatedQuantity, _ year: Int, _ measure: (SimulatedDistribution) -> Double
    ) -> Value {
      amounts.value(shown(measure(result[quantity, year]), quantity))
    }

    // MARK: targets

    @Parts<Section> private func target(_ i: Int) -> [Section] {
      let target = range.outcomes.targets[i]
      let least = shown(target.least, target.quantity)
      let (id, quantity) = (target.scenario.id, target.quantity.traits.key)
      members(["section": "target", "name": .text("\(id) \(quantity)"), "target": .number(least.value)], in: .csv)
      members([
        "scenario": .text(id), "name": .phrase(target.scenario.name), "quantity": .text(quantity),
        "stated": .number(target.figure.value), "stated_unit": .text(target.figure.unit.rawValue), "least": .number(least.value),
      ])
      member("unit", .text(least.unit.rawValue), in: .machines)
      table(range.shown, key: "years", in: .machines) {
        Column("year") { .count(years[$0]) }
        Column("in_year") { .number(result.probability(target: i, year: $0)) }
        Column("by_then") { .number(result.probabilitySoFar(target: i, year: $0)) }
      }
    }

    /// A column for each year.
    @Parts<Section> private var targetTable: [Section] {
      let targets = range.outcomes.targets
      table(targets.indices, in: .text) {
        Column("target", Phrase("TARGET ON RECORD", "기록된 목표")) { .phrase(Names.of(targets[$0])) }
        Column("level", Phrase(""), .right) {
          let (figure, isPrice) = (targets[$0].figure, targets[$0].quantity == .price)
          return .text(isPrice ? amounts.text(figure.value, .usd) : amounts.text(figure))
        }
        for year in range.shown {
          Column("", Phrase(String(years[year])), .right) { i in
            let chances = [result.probability(target: i, year: year), result.probabilitySoFar(target: i, year: year)]
            return .text(chances.map { amounts.format.chance($0, .sentence) }.joined(separator: " / "))
          }
        }
      }
      lines(
        amounts.words(
          "Share of the paths that reach it at the end of that year / that have reached it by then.",
          "그해 말에 도달한 경로의 비율 / 그때까지 한 번이라도 도달한 비율."))
    }

    // MARK: assumptions

    @Parts<Section> private var assumptions: [Section] {
      let quarter = amounts.quarter.map { " (\($0))" } ?? ""
      let drivers = scenario.entries.compactMap { entry -> (driver: ScenarioDriver, entry: ScenarioEntry)? in
        if case .driver(let driver) = entry.key { (driver, entry) } else { nil }
      }
      table(drivers, key: "assumptions", text: "name start value spread", in: [.text, .json]) {
        Column("key") { .text($0.driver.name) }
        Column("name", Phrase("ASSUMPTION", "가정"), in: .text) {
          .text("\($0.driver.name) \(amounts.words(Names.of(driver: $0.driver)))")
        }
        Column("unit") { .text($0.entry.figure.unit.rawValue) }
        Column("start", Phrase("START" + quarter, "시작" + quarter)) {
          level(range.outcomes.path.start[$0.driver], of: $0.entry)
        }
        Column("value", Phrase(scenario.due.map { String($0.year) } ?? "")) { level($0.entry.figure.value, of: $0.entry) }
        Column("spread", Phrase("ANNUAL SPREAD", "연간 분포")) { .spread($0.entry.spread, amounts.format) }
      }
      lines(
        amounts.words(
          "START: the last four quarters where they are reported. FSD is part of the ASP there, so its subscriptions start at zero; its price and\n"
            + "margin are the scenario's from the start. Near years follow that path, not the market.",
          "시작: 공시된 최근 4개 분기. FSD는 실적의 ASP에 포함되어 구독은 0에서 시작하고, 요금과 이익률은 처음부터 시나리오 값.\n가까운 연도는 이 경로에서 나온 값이며 시장 전망이 아님."))
      let pairs = scenario.correlations.map { "\($0.a.name) \($0.b.name) \(Numbers.grouped($0.value, 2))" }
      if !pairs.isEmpty { lines(amounts.words("Correlations: ", "상관: ") + pairs.joined(separator: ", ")) }
      correlations(of: scenario, withReasons: false)
    }

    /// A level of a driver: read in the currency of the report, in its own unit for machines.
    private func level(_ value: Double, of entry: ScenarioEntry) -> Value {
      var figure = entry.figure
      figure.value = value
      return .shown(amounts.text(amounts.shown(figure, at: amounts.snapshot.exchangeRate)), .number(value))
    }
  }
}

extension SimulatedQuantity {
  /// What JSON and CSV call it, its name, and its unit.
  fileprivate var traits: (key: String, name: Phrase, unit: Unit) {
    switch self {
    case .price: return ("price", Names.of(ScenarioKey.price), .usd)
    case .marketValue: return ("market_value", Phrase("Market value", "시가총액"), .millionUSD)
    case .netIncome: return ("net_income", Names.of(Metric.netIncome), .millionUSD)
    }
  }
}
