import Finance
import Model

/// A line of the income statement, from the first line of revenue down to a share's earnings.
enum StatementLine: Equatable {
  case metric(Metric)
  /// A profit as a share of revenue.
  case margin(Metric)

  /// The lines in the order of a statement, in groups that a blank line parts.
  static let groups: [[StatementLine]] = [
    [
      .metric(.automotiveSales), .metric(.regulatoryCredits), .metric(.automotiveLeasing), .metric(.energyRevenue),
      .metric(.servicesRevenue), .metric(.revenue),
    ],
    [
      .metric(.automotiveSalesCost), .metric(.automotiveLeasingCost), .metric(.energyCost), .metric(.servicesCost),
      .metric(.grossProfit), .margin(.grossProfit),
    ],
    [
      .metric(.research), .metric(.sellingGeneral), .metric(.restructuring), .metric(.operatingIncome),
      .margin(.operatingIncome),
    ],
    [
      .metric(.interestIncome), .metric(.interestExpense), .metric(.otherIncome), .metric(.pretaxIncome),
      .metric(.incomeTax), .metric(.netIncomeTotal), .metric(.minorities),
    ],
    [.metric(.netIncome), .metric(.stockCompensationNetOfTax), .metric(.otherNonGAAP), .metric(.netIncomeNonGAAP)],
    [.metric(.dilutedShares), .metric(.epsGAAP), .metric(.epsNonGAAP)],
  ]

  static let all: [StatementLine] = groups.flatMap { $0 }

  /// Whether a blank line stands before it.
  static let starts: [Bool] = groups.flatMap { group in group.indices.map { $0 == 0 } }

  func reading(_ quarter: Period, _ s: Snapshot) -> Reading {
    switch self {
    case .metric(let metric): return s.reading(metric, quarter)
    case .margin(let metric):
      let rule =
        metric == .grossProfit
        ? Phrase("gross profit ÷ revenue", "매출총이익 ÷ 매출") : Phrase("operating income ÷ revenue", "영업이익 ÷ 매출")
      return Growth.share(s.reading(metric, quarter), of: s.reading(.revenue, quarter), rule: rule)
    }
  }

  /// The change from one quarter's reading to another's: relative, for a margin in percentage points.
  func change(from base: Reading, to value: Reading) -> Reading {
    switch self {
    case .metric: return Growth.change(from: base, to: value)
    case .margin: return Growth.difference(from: base, to: value)
    }
  }

  /// Known only for the quarters whose way from operating income to EPS is in the record.
  var isBridge: Bool {
    switch self {
    case .metric(
      .interestIncome), .metric(.interestExpense), .metric(.otherIncome), .metric(.pretaxIncome), .metric(.incomeTax),
      .metric(.netIncomeTotal), .metric(.minorities), .metric(.stockCompensationNetOfTax), .metric(.otherNonGAAP):
      return true
    default: return false
    }
  }

  var isTotal: Bool {
    switch self {
    case .metric(.revenue), .metric(.grossProfit), .metric(.operatingIncome), .metric(.pretaxIncome), .metric(.netIncome),
      .metric(.netIncomeNonGAAP), .metric(.epsGAAP), .metric(.epsNonGAAP):
      return true
    default: return false
    }
  }

  /// The full name, as search and the source of a figure show it.
  var name: Phrase {
    switch self {
    case .metric(let metric): return Names.of(metric)
    case .margin(.grossProfit): return Phrase("Gross margin", "매출총이익률")
    case .margin: return Phrase("Operating margin", "영업이익률")
    }
  }

  /// The name inside of a statement, where the place already says whether it is revenue or cost.
  var label: Phrase {
    switch self {
    case .metric(.automotiveSales): return Phrase("Automotive sales", "자동차 판매")
    case .metric(.automotiveLeasing): return Phrase("Leasing", "리스")
    case .metric(.energyRevenue): return Phrase("Energy", "에너지")
    case .metric(.servicesRevenue): return Phrase("Services and other", "서비스·기타")
    case .metric(.automotiveSalesCost): return Phrase("Cost, automotive sales", "원가: 자동차 판매")
    case .metric(.automotiveLeasingCost): return Phrase("Cost, leasing", "원가: 리스")
    case .metric(.energyCost): return Phrase("Cost, energy", "원가: 에너지")
    case .metric(.servicesCost): return Phrase("Cost, services", "원가: 서비스·기타")
    case .metric(.restructuring): return Phrase("Restructuring, other", "구조조정·기타")
    case .metric(.netIncomeTotal): return Phrase("Net income, total", "순이익 (비지배 포함)")
    case .metric(.dilutedShares): return Phrase("Diluted shares, M", "희석 주식 수, 백만 주")
    default: return name
    }
  }

  /// The value as a cell of the statement.
  func cell(_ reading: Reading, _ scene: Scene, _ money: MoneyColumn) -> String {
    guard case .known(let figure) = reading else { return scene.format.value(reading) }
    let text: String
    switch figure.unit {
    case .millionUSD: text = money.text(figure.value)
    case .usdPerShare: text = MoneyColumn.perShare(scene).text(figure.value)
    case .percent: text = Numbers.grouped(figure.value, 1) + "%"
    default: text = Numbers.grouped(figure.value, 0)
    }
    return text + scene.mark(figure)
  }
}
