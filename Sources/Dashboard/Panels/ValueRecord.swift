import Canvas
import Finance
import Model

/// What the market says and what the company has reported, at a moment.
struct ValueRecord {
  let price: Reading
  let shares: Reading
  let marketValue: Reading
  let rate: Reading
  let earningsMultiple: Reading
  let earningsMultipleNonGAAP: Reading
  /// Of the last four reported quarters.
  let netIncome: Reading
  let netIncomeNonGAAP: Reading
  let automotive: Reading
  let energy: Reading
  let services: Reading

  init(_ s: Snapshot) {
    price = Valuation.quote(s)
    shares = Valuation.shares(s)
    marketValue = Valuation.marketValue(s)
    rate = s.exchangeRate
    earningsMultiple = Valuation.priceEarnings(.epsGAAP, s)
    earningsMultipleNonGAAP = Valuation.priceEarnings(.epsNonGAAP, s)
    func trailing(_ metric: Metric) -> Reading {
      s.latestQuarter(metric).map { Growth.trailingFourQuarters(metric, endingWith: $0, s) } ?? .absent(.notKnownYet)
    }
    netIncome = trailing(.netIncome)
    netIncomeNonGAAP = trailing(.netIncomeNonGAAP)
    automotive = Growth.grossProfit(revenue: trailing(.automotiveRevenue), cost: trailing(.automotiveCost))
    energy = Growth.grossProfit(revenue: trailing(.energyRevenue), cost: trailing(.energyCost))
    services = Growth.grossProfit(revenue: trailing(.servicesRevenue), cost: trailing(.servicesCost))
  }

  /// What the record has to set beside a line of a scenario.
  func counterpart(of item: ScenarioItem) -> Reading {
    switch item {
    case .profitCars: return automotive
    case .profitEnergy: return energy
    case .profitFSD: return .absent(.notDisclosed)
    case .profitOther: return services
    case .multiple: return earningsMultiple
    case .marketValue, .marketValueKRW: return marketValue
    case .price: return price
    }
  }

  func lines(_ scene: Scene) -> [ValueLine] {
    let money = ValueMoney(scene)
    func line(_ name: Phrase, _ reading: Reading, _ second: String, short: Phrase? = nil, group: Phrase? = nil) -> ValueLine {
      let mark = reading.figure.map { scene.mark($0) } ?? ""
      return ValueLine(
        item: Item(name, reading), label: short ?? name,
        main: (reading.figure == nil ? "" : "● ") + money.dollars.text(reading) + mark, second: second,
        role: reading.figure.map { scene.role($0) } ?? .muted, group: group)
    }
    let quarter = netIncome.figure.map(\.period).map { Period.quarter(of: $0.endDay).label }
    let trailing =
      quarter.map { Phrase("Four quarters to \($0) (TTM)", "\($0)까지 4개 분기 (TTM)") }
      ?? Phrase("Four quarters (TTM)", "4개 분기 (TTM)")
    return [
      line(Phrase("Price", "주가"), price, money.inWon(price)),
      line(sharesName, shares, dayText(shares, scene)),
      line(Phrase("Market value", "시가총액"), marketValue, money.inWon(marketValue)),
      line(Phrase("Exchange rate", "환율"), rate, dayText(rate, scene)),
      line(
        Phrase("PER, non-GAAP TTM", "PER (non-GAAP TTM)"), earningsMultipleNonGAAP, quarterText(netIncomeNonGAAP), group: trailing
      ),
      line(Phrase("PER, GAAP TTM", "PER (GAAP TTM)"), earningsMultiple, quarterText(netIncome)),
      line(
        Phrase("Net income, non-GAAP TTM", "순이익 (non-GAAP TTM)"), netIncomeNonGAAP, money.inWon(netIncomeNonGAAP),
        short: Names.of(.netIncomeNonGAAP)),
      line(
        Phrase("Net income, GAAP TTM", "순이익 (GAAP TTM)"), netIncome, money.inWon(netIncome), short: Names.of(.netIncome)),
      line(
        Phrase("Gross profit TTM, automotive", "매출총이익 TTM: 자동차"), automotive, money.inWon(automotive),
        short: Phrase("Automotive", "자동차"), group: Phrase("Gross profit by line, TTM", "부문별 매출총이익 TTM")),
      line(
        Phrase("Gross profit TTM, energy", "매출총이익 TTM: 에너지"), energy, money.inWon(energy),
        short: Phrase("Energy", "에너지")),
      line(
        Phrase("Gross profit TTM, services and other", "매출총이익 TTM: 서비스·기타"), services, money.inWon(services),
        short: Phrase("Services and other", "서비스·기타")),
    ]
  }

  /// Which count of shares it is: that follows from its date.
  private var sharesName: Phrase {
    let isDiluted = shares.figure.map(Valuation.isDiluted) ?? false
    return isDiluted ? Phrase("Diluted shares", "희석 주식 수") : Phrase("Shares outstanding", "총발행주식 수")
  }

  private func dayText(_ reading: Reading, _ scene: Scene) -> String {
    guard let period = reading.figure?.period else { return "" }
    if case .day(let day) = period { return scene.format.date(day) }
    return period.label
  }

  private func quarterText(_ reading: Reading) -> String { reading.figure.map { $0.period.label } ?? "" }
}
