package import Model

/// The drivers of a scenario as the last four reported quarters had them: what each assumption is held against.
///
/// Price and cost per vehicle count all deliveries and hold everything that the company reports as automotive, FSD among it: what FSD earns
/// by itself is not disclosed.
package struct TrailingDrivers: Sendable {
  /// The newest quarter with results.
  package let quarter: Period?
  /// Gross profit of the four quarters by line, USD million.
  package let cars: Reading
  /// Gross profit of energy, USD million.
  package let energy: Reading
  /// Gross profit of services and other, USD million.
  package let services: Reading
  /// Of all lines, USD million.
  package let grossProfit: Reading
  /// GAAP, USD million.
  package let operatingIncome: Reading
  /// GAAP, attributable to common shareholders, USD million.
  package let netIncome: Reading
  /// GAAP earnings per share of the four quarters as published, USD: what the multiple is a multiple of.
  package let earningsPerShare: Reading
  /// Whether the tax of one of the quarters is not on record, so that its rate is that of other quarters and interest and other is what
  /// then remains.
  package let isTaxWorkedBack: Bool
  private let readings: [Reading]

  /// Works them out from the four quarters that end with the newest results.
  package init(_ s: Snapshot) {
    let quarter = s.latestQuarter(.netIncome)
    self.quarter = quarter
    func trailing(_ metric: Metric) -> Reading {
      quarter.map { Growth.trailingFourQuarters(metric, endingWith: $0, s) } ?? .absent(.notInRecord)
    }
    let (revenue, cost) = (trailing(.automotiveRevenue), trailing(.automotiveCost))
    let (credits, deliveries, storage) = (trailing(.regulatoryCredits), trailing(.deliveries), trailing(.storage))
    let energy = Growth.grossProfit(revenue: trailing(.energyRevenue), cost: trailing(.energyCost))
    let services = Growth.grossProfit(revenue: trailing(.servicesRevenue), cost: trailing(.servicesCost))
    let earningsPerShare = trailing(.epsGAAP)
    self.earningsPerShare = earningsPerShare
    let (netIncome, operatingIncome) = (trailing(.netIncome), trailing(.operatingIncome))
    let quarters = quarter.map { last in (0..<4).compactMap { try? EPSQuarter(last.advanced(by: $0 - 3), s) } } ?? []
    isTaxWorkedBack = quarters.contains { !$0.hasBridge }
    let taxRate = TrailingDrivers.taxRate(quarters)
    let shares = quarter.map { s.reading(.dilutedShares, $0) } ?? .absent(.notInRecord)
    let withoutCredits = TrailingDrivers.derived(revenue, credits, .millionUSD, Phrase("revenue − credits", "매출 − 크레딧")) {
      $0 - $1
    }
    func perVehicle(_ amount: Reading) -> Reading {
      TrailingDrivers.derived(amount, deliveries, .usd, Phrase("÷ vehicles delivered", "÷ 인도 대수")) { $0 * 1_000_000 / $1 }
    }
    readings = ScenarioDriver.allCases.map { driver in
      switch driver {
      case .units: return deliveries
      case .price: return perVehicle(withoutCredits)
      case .unitCost: return perVehicle(cost)
      case .credits: return credits
      case .storage: return storage
      case .storageProfit:
        return TrailingDrivers.derived(
          energy, storage, .usdPerKilowattHour, Phrase("energy gross profit ÷ storage deployed", "에너지 매출총이익 ÷ ESS 설치량")
        ) { $0 / $1 }
      case .fsdSubscriptions, .fsdPrice, .fsdMargin: return .absent(quarter == nil ? .notInRecord : .notDisclosed)
      case .services: return services
      case .otherProfit: return .absent(quarter == nil ? .notInRecord : .notApplicable)
      case .opex:
        return TrailingDrivers.derived(
          trailing(.grossProfit), operatingIncome, .millionUSD, Phrase("gross profit − operating income", "매출총이익 − 영업이익")
        ) { $0 - $1 }
      case .otherIncome:
        return TrailingDrivers.otherIncome(netIncome: netIncome, operatingIncome: operatingIncome, taxRate: taxRate)
      case .taxRate: return taxRate
      case .shares: return shares
      case .multiple: return Valuation.priceEarnings(earningsPerShare, s)
      }
    }
    cars = Growth.grossProfit(revenue: revenue, cost: cost)
    self.energy = energy
    self.services = services
    self.netIncome = netIncome
    self.operatingIncome = operatingIncome
    grossProfit = trailing(.grossProfit)
  }

  /// A driver in its unit; not disclosed for what FSD earns by itself.
  package subscript(driver: ScenarioDriver) -> Reading { readings[driver.index] }

  /// The levels of the four quarters; what the record does not have is 0, because it is included in what it has.
  ///
  /// Where there is no tax rate it is 0, and other income holds the tax. Nil while a driver that the record has is not known, and where a
  /// loss leaves no multiple.
  package var levels: DriverLevels? {
    var levels = DriverLevels()
    for driver in ScenarioDriver.allCases {
      switch self[driver] {
      case .known(let figure): levels[driver] = figure.value
      case .absent(.notDisclosed): levels[driver] = 0
      case .absent(.notApplicable) where driver == .otherProfit || driver == .taxRate: levels[driver] = 0
      case .absent: return nil
      }
    }
    guard let eps = earningsPerShare.value, let netIncome = netIncome.value else { return nil }
    levels.epsNumeratorAdjustment = eps * levels[.shares] - netIncome
    return levels
  }

  /// The last four quarters as a scenario, at the multiple that the market pays for them: it is worth what the market says.
  package static func scenario(_ record: TrailingDrivers, _ s: Snapshot) -> Scenario? {
    guard let levels = record.levels, let quarter = record.quarter else { return nil }
    let entries = ScenarioDriver.allCases.compactMap { driver -> ScenarioEntry? in
      record[driver].figure.map { ScenarioEntry(.driver(driver), $0) }
    }
    var scenario = Scenario(
      id: Scenarios.record, name: Phrase("Record: four quarters to \(quarter.label)", "실적: \(quarter.label)까지 4개 분기"),
      who: Phrase("reported", "회사 공시"), due: quarter.endDay, entries: entries, knownAt: s.asOf)
    scenario.epsNumeratorAdjustment = levels.epsNumeratorAdjustment
    return scenario
  }

  /// The time from the end of the four quarters to a scenario's day, in years; 0 where it is over.
  package func years(to due: Day?, _ s: Snapshot) -> Double {
    guard let due else { return 0 }
    return max(0, Double(due - (quarter?.endDay ?? s.asOf.newYorkDay)) / 365.25)
  }

  // MARK: taxes

  /// The tax rate of the four quarters together, from their income statements; of quarters whose tax is not on record that of
  /// `EPSQuarter`.
  private static func taxRate(_ quarters: [EPSQuarter]) -> Reading {
    guard quarters.count == 4 else { return .absent(.notInRecord) }
    var (before, tax) = (0.0, 0.0)
    var inputs: [Figure] = []
    for base in quarters {
      let statement = IncomeStatement(base.values)
      before += statement[.pretax]
      tax += statement[.tax]
      inputs.append(base.figure(.taxRate))
    }
    guard before > 0, tax >= 0, tax < before else { return .absent(.notApplicable) }
    guard case .quarter(let year, let q) = quarters[3].quarter else { return .absent(.notApplicable) }
    return .known(
      Figure(
        tax / before * 100, .percent, .trailing(year: year, q), .gaap,
        .derived(rule: Phrase("tax ÷ income before tax of four quarters", "4개 분기 세금 ÷ 세전이익"), inputs: inputs)))
  }

  /// What makes the formula give the net income reported: interest and other items, less income attributed to non-controlling
  /// interests.
  ///
  /// Where there is no rate, because tax was a benefit or there was a loss, it holds the tax too.
  private static func otherIncome(netIncome: Reading, operatingIncome: Reading, taxRate: Reading) -> Reading {
    netIncome.combined(with: operatingIncome) { net, operating in
      func figure(_ value: Double, _ rule: Phrase, _ inputs: [Figure]) -> Reading {
        .known(Figure(value, .millionUSD, net.period, .gaap, .derived(rule: rule, inputs: inputs)))
      }
      switch taxRate {
      case .known(let tax) where net.value > 0:
        return figure(
          net.value / (1 - tax.value / 100) - operating.value,
          Phrase("net income ÷ (1 − tax rate) − operating income", "순이익 ÷ (1 − 세율) − 영업이익"), [net, tax, operating])
      case .known, .absent(.notApplicable):
        return figure(
          net.value - operating.value,
          Phrase(
            "net income − operating income, tax among it: there was a loss, or tax was a benefit",
            "순이익 − 영업이익 (세금 포함): 손실이거나 세금이 환입됨"), [net, operating])
      case .absent(let why): return .absent(why)
      }
    }
  }

  /// A figure of two others, with the period and basis of the first.
  static func derived(
    _ a: Reading, _ b: Reading, _ unit: Unit, _ rule: Phrase, _ f: (Double, Double) -> Double
  ) -> Reading {
    a.combined(with: b) { a, b in
      let value = f(a.value, b.value)
      guard value.isFinite else { return .absent(.notApplicable) }
      return .known(Figure(value, unit, a.period, a.basis, .derived(rule: rule, inputs: [a, b])))
    }
  }
}
