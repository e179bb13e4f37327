/// With which release a quarter's figure becomes public.
package enum ReleaseKind: Sendable {
  case deliveries
  case earnings
  /// With the earnings up to 2023Q4, with the deliveries release from 2024Q1 on.
  case storage
  /// No release: a figure of a day, known with that day or with the document that has it.
  case daily
}

/// What the quarters' figures make of a year.
package enum YearRule: Sendable {
  /// Their sum.
  case sum
  /// The last one: it counts what there is at a moment.
  case last
  /// Nothing: it is of days.
  case never
}

/// What a figure measures.
package enum Metric: UInt8, Vocabulary {
  case deliveries, production, deliveriesOperatingLease
  case storage
  case revenue, automotiveRevenue, automotiveSales, regulatoryCredits, automotiveLeasing, energyRevenue, servicesRevenue
  case automotiveCost, automotiveSalesCost, automotiveLeasingCost, energyCost, servicesCost
  case grossProfit, researchAndDevelopment, sga, restructuring, operatingIncome
  case netIncome, netIncomeNonGAAP, stockCompensation, dilutedShares, epsGAAP, epsNonGAAP, freeCashFlow
  case superchargerStations, superchargerConnectors
  case fsdDeferred
  case interestIncome, interestExpense, otherIncome, pretaxIncome, incomeTax, netIncomeTotal, nonControllingInterests
  /// Net income after buy-outs of minority interests and convertible interest: what diluted GAAP earnings per share are of.
  case netIncomeForEPS
  case stockCompensationNetOfTax, otherNonGAAP
  case automotiveDeferred, automotiveDeferredExpected
  /// Shares on the cover of a filing: all that are issued, award shares that nobody has earned yet included.
  case sharesOutstanding
  /// The same without the award shares that are issued but not yet earned.
  case sharesEarned
  /// The mean of a quarter by which GAAP divides for basic EPS.
  case basicShares
  case priceOpen, priceHigh, priceLow, priceClose, volume
  case usdKRW, usdKRWNoon, usdKRWClose

  /// Which file of the facts has a column for it.
  package enum Place: Sendable {
    /// `quarters.csv`, under a row's first mark of confidence.
    case headline
    /// `quarters.csv`, under a row's second mark of confidence.
    case line
    /// `eps_bridge.csv`.
    case bridge
    /// Another file, with a column of another name or one line per figure.
    case other
  }

  /// One line per metric, which the compiler insists on: everything that the program knows about it except its words,
  /// which stand apart: in the same row they would be copied for each figure that is read, a quarter of the time that takes.
  @inline(__always)
  private var row:
    (name: String, unit: Unit, basis: Basis, release: ReleaseKind, yearRule: YearRule, splitPower: Int, place: Place)
  {
    switch self {
    case .deliveries: ("deliveries", .vehicles, .operational, .deliveries, .sum, 0, .headline)
    case .production: ("production", .vehicles, .operational, .deliveries, .sum, 0, .headline)
    case .deliveriesOperatingLease: ("deliveries_op_lease", .vehicles, .operational, .earnings, .sum, 0, .line)
    case .storage: ("storage_gwh", .gigawattHours, .operational, .storage, .sum, 0, .headline)
    case .revenue: ("rev_total", .millionUSD, .gaap, .earnings, .sum, 0, .headline)
    case .automotiveRevenue: ("rev_auto", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .automotiveSales: ("rev_auto_sales", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .regulatoryCredits: ("rev_reg_credits", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .automotiveLeasing: ("rev_auto_leasing", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .energyRevenue: ("rev_energy", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .servicesRevenue: ("rev_services", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .automotiveCost: ("cost_auto", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .automotiveSalesCost: ("cost_auto_sales", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .automotiveLeasingCost: ("cost_auto_leasing", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .energyCost: ("cost_energy", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .servicesCost: ("cost_services", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .grossProfit: ("gross_profit", .millionUSD, .gaap, .earnings, .sum, 0, .headline)
    case .researchAndDevelopment: ("rd", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .sga: ("sga", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .restructuring: ("restructuring_other", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .operatingIncome: ("operating_income", .millionUSD, .gaap, .earnings, .sum, 0, .headline)
    case .netIncome: ("net_income_gaap", .millionUSD, .gaap, .earnings, .sum, 0, .headline)
    case .netIncomeNonGAAP: ("net_income_nongaap", .millionUSD, .nonGAAP, .earnings, .sum, 0, .headline)
    case .stockCompensation: ("sbc", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .dilutedShares: ("diluted_shares", .millionShares, .gaap, .earnings, .last, 1, .line)
    case .epsGAAP: ("eps_gaap", .usdPerShare, .gaap, .earnings, .sum, -1, .line)
    case .epsNonGAAP: ("eps_nongaap", .usdPerShare, .nonGAAP, .earnings, .sum, -1, .line)
    case .freeCashFlow: ("fcf", .millionUSD, .nonGAAP, .earnings, .sum, 0, .line)
    case .superchargerStations: ("supercharger_stations", .stations, .operational, .earnings, .last, 0, .headline)
    case .superchargerConnectors: ("supercharger_connectors", .connectors, .operational, .earnings, .last, 0, .headline)
    case .fsdDeferred: ("fsd_deferred_recognised", .millionUSD, .gaap, .earnings, .sum, 0, .line)
    case .interestIncome: ("interest_income", .millionUSD, .gaap, .earnings, .sum, 0, .bridge)
    case .interestExpense: ("interest_expense", .millionUSD, .gaap, .earnings, .sum, 0, .bridge)
    case .otherIncome: ("other_income_net", .millionUSD, .gaap, .earnings, .sum, 0, .bridge)
    case .pretaxIncome: ("pretax", .millionUSD, .gaap, .earnings, .sum, 0, .bridge)
    case .incomeTax: ("tax", .millionUSD, .gaap, .earnings, .sum, 0, .bridge)
    case .netIncomeTotal: ("net_income_total", .millionUSD, .gaap, .earnings, .sum, 0, .bridge)
    case .nonControllingInterests: ("nci", .millionUSD, .gaap, .earnings, .sum, 0, .bridge)
    case .netIncomeForEPS: ("net_income_for_eps", .millionUSD, .gaap, .earnings, .sum, 0, .bridge)
    case .stockCompensationNetOfTax: ("sbc_net_of_tax", .millionUSD, .nonGAAP, .earnings, .sum, 0, .bridge)
    case .otherNonGAAP: ("other_nongaap_items", .millionUSD, .nonGAAP, .earnings, .sum, 0, .bridge)
    case .automotiveDeferred: ("auto_deferred_recognised", .millionUSD, .gaap, .earnings, .sum, 0, .other)
    case .automotiveDeferredExpected: ("auto_deferred_expected", .millionUSD, .gaap, .earnings, .last, 0, .other)
    case .sharesOutstanding: ("shares_outstanding", .millionShares, .market, .daily, .never, 1, .other)
    case .sharesEarned: ("shares_outstanding_earned", .millionShares, .market, .daily, .never, 1, .other)
    case .basicShares: ("basic_shares", .millionShares, .gaap, .earnings, .last, 1, .other)
    case .priceOpen: ("price_open", .usd, .market, .daily, .never, 0, .other)
    case .priceHigh: ("price_high", .usd, .market, .daily, .never, 0, .other)
    case .priceLow: ("price_low", .usd, .market, .daily, .never, 0, .other)
    case .priceClose: ("price_close", .usd, .market, .daily, .never, 0, .other)
    case .volume: ("volume", .shares, .market, .daily, .never, 0, .other)
    case .usdKRW: ("usd_krw", .krwPerUSD, .market, .daily, .never, 0, .other)
    case .usdKRWNoon: ("usd_krw_noon_ny", .krwPerUSD, .market, .daily, .never, 0, .other)
    case .usdKRWClose: ("usd_krw_day_close", .krwPerUSD, .market, .daily, .never, 0, .other)
    }
  }

  /// Its column in the facts, and its name on the command line.
  package var name: String { row.name }

  /// Its name as tables show it, one line per metric.
  package var words: Phrase {
    switch self {
    case .deliveries: Phrase("Deliveries", "인도")
    case .production: Phrase("Production", "생산")
    case .deliveriesOperatingLease: Phrase("Deliveries under operating lease", "운용리스 인도")
    case .storage: Phrase("Storage deployed", "ESS 설치")
    case .revenue: Phrase("Revenue", "매출")
    case .automotiveRevenue: Phrase("Automotive revenue", "자동차 매출")
    case .automotiveSales: Phrase("Automotive sales revenue", "자동차 판매 매출")
    case .regulatoryCredits: Phrase("Regulatory credits", "규제 크레딧")
    case .automotiveLeasing: Phrase("Automotive leasing revenue", "자동차 리스 매출")
    case .energyRevenue: Phrase("Energy revenue", "에너지 매출")
    case .servicesRevenue: Phrase("Services and other revenue", "서비스·기타 매출")
    case .automotiveCost: Phrase("Cost of automotive revenue", "자동차 매출원가")
    case .automotiveSalesCost: Phrase("Cost of automotive sales", "자동차 판매 원가")
    case .automotiveLeasingCost: Phrase("Cost of automotive leasing", "자동차 리스 원가")
    case .energyCost: Phrase("Cost of energy revenue", "에너지 원가")
    case .servicesCost: Phrase("Cost of services and other", "서비스·기타 원가")
    case .grossProfit: Phrase("Gross profit", "매출총이익")
    case .researchAndDevelopment: Phrase("R&D", "연구개발비")
    case .sga: Phrase("SG&A", "판매관리비")
    case .restructuring: Phrase("Restructuring and other", "구조조정·기타")
    case .operatingIncome: Phrase("Operating income", "영업이익")
    case .netIncome: Phrase("Net income, GAAP", "순이익 (GAAP)")
    case .netIncomeNonGAAP: Phrase("Net income, non-GAAP", "순이익 (non-GAAP)")
    case .stockCompensation: Phrase("Stock-based compensation", "주식보상비용")
    case .dilutedShares: Phrase("Diluted shares", "희석 주식 수")
    case .epsGAAP: Phrase("EPS, GAAP", "EPS (GAAP)")
    case .epsNonGAAP: Phrase("EPS, non-GAAP", "EPS (non-GAAP)")
    case .freeCashFlow: Phrase("Free cash flow", "잉여현금흐름")
    case .superchargerStations: Phrase("Supercharger stations", "슈퍼차저 충전소")
    case .superchargerConnectors: Phrase("Supercharger connectors", "슈퍼차저 커넥터")
    case .fsdDeferred: Phrase("FSD deferred revenue recognized", "FSD 이연매출 인식")
    case .interestIncome: Phrase("Interest income", "이자수익")
    case .interestExpense: Phrase("Interest expense", "이자비용")
    case .otherIncome: Phrase("Other income, net", "기타손익")
    case .pretaxIncome: Phrase("Income before tax", "세전이익")
    case .incomeTax: Phrase("Income tax", "법인세")
    case .netIncomeTotal: Phrase("Net income incl. NCI", "순이익 (비지배지분 포함)")
    case .nonControllingInterests: Phrase("Noncontrolling interests", "비지배지분")
    case .netIncomeForEPS: Phrase("Net income for EPS", "EPS 산출 순이익")
    case .stockCompensationNetOfTax: Phrase("SBC, net of tax", "주식보상비용 (세후)")
    case .otherNonGAAP: Phrase("Other non-GAAP items", "기타 non-GAAP 조정")
    case .automotiveDeferred: Phrase("Automotive deferred revenue recognized", "자동차 이연매출 인식")
    case .automotiveDeferredExpected: Phrase("Automotive deferred revenue expected", "자동차 이연매출 인식 예정")
    case .sharesOutstanding: Phrase("Total shares outstanding", "총발행주식 수")
    case .sharesEarned: Phrase("Shares outstanding, earned", "발행주식 수(미취득 보상주 제외)")
    case .basicShares: Phrase("Weighted basic shares", "가중평균 기본주식 수")
    case .priceOpen: Phrase("Open", "시가")
    case .priceHigh: Phrase("High", "고가")
    case .priceLow: Phrase("Low", "저가")
    case .priceClose: Phrase("Close", "종가")
    case .volume: Phrase("Volume", "거래량")
    case .usdKRW: Phrase("USD/KRW, Seoul morning", "원/달러 (서울 아침)")
    case .usdKRWNoon: Phrase("USD/KRW, New York noon", "원/달러 (뉴욕 정오)")
    case .usdKRWClose: Phrase("USD/KRW, close of the day", "원/달러 (일 종가)")
    }
  }

  /// The same where there is little room; most need no other.
  package var shortWords: Phrase {
    switch self {
    case .storage: Phrase("Storage", "ESS 설치")
    case .operatingIncome: Phrase("Op. income", "영업이익")
    case .epsNonGAAP: Phrase("EPS non-GAAP", "EPS non-GAAP")
    case .epsGAAP: Phrase("EPS GAAP", "EPS GAAP")
    case .freeCashFlow: Phrase("FCF", "FCF")
    default: words
    }
  }

  // Not in the protocol: from another target, that would be a call through a witness table.
  /// The position among all, from 0 on.
  package var index: Int { Int(rawValue) }

  /// What its numbers count.
  package var unit: Unit { row.unit }

  /// The accounting basis of its numbers.
  package var basis: Basis { row.basis }

  /// With which release a quarter's number comes.
  package var release: ReleaseKind { row.release }

  /// What its quarters make of a year.
  package var yearRule: YearRule { row.yearRule }

  /// Which file of the facts has a column for it.
  package var place: Place { row.place }

  /// What a share split multiplies a figure of the quarters by, as a power of the split's ratio: -1 for per-share amounts, 1
  /// for numbers of shares, 0 for all others.
  package var splitPower: Int { row.splitPower }

  /// Whether the number changes with a share split: per-share amounts and share counts.
  package var splits: Bool { splitPower != 0 }

  /// Whether it is a line of the quarters, and not of days.
  package var isOfQuarters: Bool { yearRule != .never }
}
