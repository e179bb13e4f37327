package import Model

/// A line of what a scenario's drivers earn.
///
/// The raw value is its name on the command line.
package enum ScenarioLine: String, Sendable, CaseIterable {
  case cars = "gross_profit.cars"
  case energy = "gross_profit.energy"
  case fsd = "gross_profit.fsd"
  case services = "gross_profit.services"
  case other = "gross_profit.other"
  case grossProfit = "gross_profit"
  case operatingIncome = "operating_income"
  case incomeBeforeTax = "income_before_tax"
  case netIncome = "net_income"
  case earningsPerShare = "eps"

  /// USD million, of earnings per share USD.
  package var unit: Unit { self == .earningsPerShare ? .usdPerShare : .millionUSD }

  /// What goes into it.
  private var parts: (drivers: [ScenarioDriver], lines: [ScenarioLine]) {
    switch self {
    case .cars: return ([.units, .price, .unitCost, .credits], [])
    case .energy: return ([.storage, .storageProfit], [])
    case .fsd: return ([.fsdSubscriptions, .fsdPrice, .fsdMargin], [])
    case .services: return ([.services], [])
    case .other: return ([.otherProfit], [])
    case .grossProfit: return ([], [.cars, .energy, .fsd, .services, .other])
    case .operatingIncome: return ([.opex], [.grossProfit])
    case .incomeBeforeTax: return ([.otherIncome], [.operatingIncome])
    case .netIncome: return ([.taxRate], [.incomeBeforeTax])
    case .earningsPerShare: return ([.shares], [.netIncome])
    }
  }

  private var rule: Phrase {
    switch self {
    case .cars: return Phrase("vehicles × (price − cost) + credits", "대수 × (판매가 − 원가) + 크레딧")
    case .energy: return Phrase("GWh × gross profit per kWh", "GWh × kWh당 매출총이익")
    case .fsd: return Phrase("subscriptions × price × 12 months × gross margin", "구독 × 월 요금 × 12개월 × 매출총이익률")
    case .services, .other: return Phrase("as assumed", "가정값")
    case .grossProfit: return Phrase("sum of the lines", "부문 합계")
    case .operatingIncome: return Phrase("gross profit − operating expenses", "매출총이익 − 영업비용")
    case .incomeBeforeTax: return Phrase("operating income + interest and other", "영업이익 + 이자·기타")
    case .netIncome: return Phrase("income before tax − tax; no tax on a loss", "세전이익 − 세금 (손실에는 세금 없음)")
    case .earningsPerShare: return Phrase("net income ÷ diluted shares", "순이익 ÷ 희석 주식 수")
    }
  }

  /// The line as a figure with everything that it is made of.
  fileprivate func figure(_ income: DriverIncome, _ scenario: Scenario) -> Figure {
    let inputs = parts.drivers.compactMap { scenario[driver: $0] } + parts.lines.map { $0.figure(income, scenario) }
    let period = inputs.first?.period ?? .day(scenario.knownAt.newYorkDay)
    var rule = rule
    if self == .earningsPerShare, scenario.epsNumeratorAdjustment != 0 {
      rule.en += "; with what the published EPS of its quarters differ from that"
      rule.ko += " (발표된 분기 EPS 합계와의 차이 반영)"
    }
    return Figure(income[self], unit, period, .gaap, .derived(rule: rule, inputs: inputs))
  }
}

extension DriverIncome {
  /// A line by its name, in the line's unit.
  package subscript(line: ScenarioLine) -> Double {
    switch line {
    case .cars: return cars
    case .energy: return energy
    case .fsd: return fsd
    case .services: return services
    case .other: return other
    case .grossProfit: return grossProfit
    case .operatingIncome: return operatingIncome
    case .incomeBeforeTax: return incomeBeforeTax
    case .netIncome: return netIncome
    case .earningsPerShare: return earningsPerShare
    }
  }
}

/// What the drivers of a scenario earn in its year.
package struct ScenarioIncome: Sendable {
  /// Whose drivers they are.
  package let scenario: Scenario
  /// The drivers as numbers.
  package let levels: DriverLevels
  /// What they earn as numbers.
  package let income: DriverIncome

  /// Drivers without an entry are 0; nil where none is there, or without shares.
  package init?(_ scenario: Scenario) {
    guard scenario.isDriven, let shares = scenario[driver: .shares], shares.value > 0 else { return nil }
    self.scenario = scenario
    var levels = DriverLevels()
    levels.epsNumeratorAdjustment = scenario.epsNumeratorAdjustment
    for entry in scenario.entries { if case .driver(let driver) = entry.key { levels[driver] = entry.figure.value } }
    self.levels = levels
    income = DriverIncome(levels)
  }

  /// A line with its rule and everything that goes into it.
  package func figure(_ line: ScenarioLine) -> Figure { line.figure(income, scenario) }

  /// The line as it is shown: for the unchanged record what was reported, and nothing where the record has nothing, changed or
  /// not.
  package func reading(_ line: ScenarioLine, _ record: TrailingDrivers) -> Reading {
    guard scenario.id == Scenarios.record else { return .known(figure(line)) }
    let reported = record[line]
    return scenario.changed.isEmpty || reported.figure == nil ? reported : .known(figure(line))
  }
}

extension TrailingDrivers {
  /// What the record has in the place of a line.
  package subscript(line: ScenarioLine) -> Reading {
    switch line {
    case .cars: return cars
    case .energy: return energy
    case .fsd: return .absent(quarter == nil ? .notInRecord : .notDisclosed)
    case .services: return services
    case .other: return self[.otherProfit]
    case .grossProfit: return grossProfit
    case .operatingIncome: return operatingIncome
    case .incomeBeforeTax:
      // Without a rate the tax stands in other income, and no line is before it.
      if self[.taxRate].absence == .notApplicable { return .absent(.notApplicable) }
      return TrailingDrivers.derived(
        operatingIncome, self[.otherIncome], .millionUSD, Phrase("operating income + interest and other", "영업이익 + 이자·기타")
      ) { $0 + $1 }
    case .netIncome: return netIncome
    case .earningsPerShare: return earningsPerShare
    }
  }
}
