package import Finance
package import Model

/// The names of things on screen, in both languages.
package enum Names {
  /// A fraction in per cent without trailing zeros: `20%`, `3.467%`.
  package static func percent(_ fraction: Double, _ decimals: Int = 3) -> String {
    var text = Numbers.plain(fraction * 100, decimals)
    while text.hasSuffix("0"), text.contains(".") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text + "%"
  }

  /// A figure's name as tables show it.
  package static func of(_ metric: Metric) -> Phrase {
    switch metric {
    case .deliveries: return Phrase("Deliveries", "인도")
    case .production: return Phrase("Production", "생산")
    case .deliveriesOperatingLease: return Phrase("Deliveries under operating lease", "운용리스 인도")
    case .storage: return Phrase("Storage deployed", "ESS 설치")
    case .revenue: return Phrase("Revenue", "매출")
    case .automotiveRevenue: return Phrase("Automotive revenue", "자동차 매출")
    case .automotiveSales: return Phrase("Automotive sales revenue", "자동차 판매 매출")
    case .regulatoryCredits: return Phrase("Regulatory credits", "규제 크레딧")
    case .automotiveLeasing: return Phrase("Automotive leasing revenue", "자동차 리스 매출")
    case .energyRevenue: return Phrase("Energy revenue", "에너지 매출")
    case .servicesRevenue: return Phrase("Services and other revenue", "서비스·기타 매출")
    case .automotiveCost: return Phrase("Cost of automotive revenue", "자동차 매출원가")
    case .automotiveSalesCost: return Phrase("Cost of automotive sales", "자동차 판매 원가")
    case .automotiveLeasingCost: return Phrase("Cost of automotive leasing", "자동차 리스 원가")
    case .energyCost: return Phrase("Cost of energy revenue", "에너지 원가")
    case .servicesCost: return Phrase("Cost of services and other", "서비스·기타 원가")
    case .grossProfit: return Phrase("Gross profit", "매출총이익")
    case .researchAndDevelopment: return Phrase("R&D", "연구개발비")
    case .sga: return Phrase("SG&A", "판매관리비")
    case .restructuring: return Phrase("Restructuring and other", "구조조정·기타")
    case .operatingIncome: return Phrase("Operating income", "영업이익")
    case .netIncome: return Phrase("Net income, GAAP", "순이익 (GAAP)")
    case .netIncomeNonGAAP: return Phrase("Net income, non-GAAP", "순이익 (non-GAAP)")
    case .stockCompensation: return Phrase("Stock-based compensation", "주식보상비용")
    case .dilutedShares: return Phrase("Diluted shares", "희석 주식 수")
    case .epsGAAP: return Phrase("EPS, GAAP", "EPS (GAAP)")
    case .epsNonGAAP: return Phrase("EPS, non-GAAP", "EPS (non-GAAP)")
    case .freeCashFlow: return Phrase("Free cash flow", "잉여현금흐름")
    case .superchargerStations: return Phrase("Supercharger stations", "슈퍼차저 충전소")
    case .superchargerConnectors: return Phrase("Supercharger connectors", "슈퍼차저 커넥터")
    case .fsdDeferred: return Phrase("FSD deferred revenue recognized", "FSD 이연매출 인식")
    case .interestIncome: return Phrase("Interest income", "이자수익")
    case .interestExpense: return Phrase("Interest expense", "이자비용")
    case .otherIncome: return Phrase("Other income, net", "기타손익")
    case .pretaxIncome: return Phrase("Income before tax", "세전이익")
    case .incomeTax: return Phrase("Income tax", "법인세")
    case .netIncomeTotal: return Phrase("Net income incl. NCI", "순이익 (비지배지분 포함)")
    case .nonControllingInterests: return Phrase("Noncontrolling interests", "비지배지분")
    case .stockCompensationNetOfTax: return Phrase("SBC, net of tax", "주식보상비용 (세후)")
    case .otherNonGAAP: return Phrase("Other non-GAAP items", "기타 non-GAAP 조정")
    case .automotiveDeferred: return Phrase("Automotive deferred revenue recognized", "자동차 이연매출 인식")
    case .automotiveDeferredExpected: return Phrase("Automotive deferred revenue expected", "자동차 이연매출 인식 예정")
    case .sharesOutstanding: return Phrase("Total shares outstanding", "총발행주식 수")
    case .sharesEarned: return Phrase("Shares outstanding, earned", "발행주식 수(미취득 보상주 제외)")
    case .basicShares: return Phrase("Weighted basic shares", "가중평균 기본주식 수")
    case .priceOpen: return Phrase("Open", "시가")
    case .priceHigh: return Phrase("High", "고가")
    case .priceLow: return Phrase("Low", "저가")
    case .priceClose: return Phrase("Close", "종가")
    case .volume: return Phrase("Volume", "거래량")
    case .usdKRW: return Phrase("USD/KRW, Seoul morning", "원/달러 (서울 아침)")
    case .usdKRWNoon: return Phrase("USD/KRW, New York noon", "원/달러 (뉴욕 정오)")
    case .netIncomeForEPS: return Phrase("Net income for EPS", "EPS 산출 순이익")
    case .usdKRWClose: return Phrase("USD/KRW, close of the day", "원/달러 (일 종가)")
    }
  }

  /// A figure's name where there is little room.
  package static func short(_ metric: Metric) -> Phrase {
    switch metric {
    case .storage: return Phrase("Storage", "ESS 설치")
    case .operatingIncome: return Phrase("Op. income", "영업이익")
    case .epsNonGAAP: return Phrase("EPS non-GAAP", "EPS non-GAAP")
    case .epsGAAP: return Phrase("EPS GAAP", "EPS GAAP")
    case .freeCashFlow: return Phrase("FCF", "FCF")
    default: return of(metric)
    }
  }

  /// How well a fact is confirmed.
  package static func of(_ confidence: Confidence) -> Phrase {
    switch confidence {
    case .double: return Phrase("two independent sources agree", "독립된 출처 두 곳 일치")
    case .single: return Phrase("one source seen", "출처 한 곳 확인")
    case .unverified: return Phrase("unverified: general knowledge", "미확인: 일반 지식")
    }
  }

  /// A verdict, in a word or two.
  package static func of(_ verdict: Verdict) -> Phrase {
    switch verdict {
    case .open: return Phrase("open", "진행 중")
    case .met: return Phrase("met", "적중")
    case .partly: return Phrase("partly", "일부 적중")
    case .missed: return Phrase("missed", "빗나감")
    case .unknown: return Phrase("can't judge", "판정 불가")
    }
  }

  /// A kind of event.
  package static func of(_ kind: EventKind) -> Phrase {
    switch kind {
    case .release: return Phrase("company", "회사 발표")
    case .index: return Phrase("index", "지수")
    case .price: return Phrase("price", "주가")
    case .corporate: return Phrase("corporate", "기업")
    case .energy: return Phrase("energy", "에너지")
    case .chain: return Phrase("chain", "밸류체인")
    case .charging: return Phrase("charging", "충전")
    case .ai: return Phrase("AI", "AI")
    case .fsd: return Phrase("FSD", "FSD")
    case .forecast: return Phrase("forecast", "전망")
    case .period: return Phrase("period", "기간")
    case .thesis: return Phrase("thesis", "투자 논리")
    }
  }

  /// The topic of a claim, as the facts name it.
  package static func topic(_ topic: String) -> Phrase {
    switch topic {
    case "valuation": return Phrase("valuation", "가치")
    case "forecast": return Phrase("forecast", "목표가")
    case "energy": return Phrase("energy", "에너지")
    case "eps": return Phrase("EPS", "EPS")
    case "ai": return Phrase("AI", "AI")
    case "fsd": return Phrase("FSD", "FSD")
    case "charging": return Phrase("charging", "충전")
    case "insurance": return Phrase("insurance", "보험")
    case "robots": return Phrase("robots", "로봇")
    case "index": return Phrase("index", "지수")
    case "own": return Phrase("my own", "내 주장")
    default: return Phrase(topic)
    }
  }
}

extension Names {
  /// A number of a scenario.
  package static func of(_ key: ScenarioKey) -> Phrase {
    switch key {
    case .profit(let segment):
      let name = Names.segment(segment)
      return Phrase("Profit, \(name.en)", "이익: \(name.ko)")
    case .driver(let driver): return of(driver: driver)
    case .rate: return Phrase("Exchange rate", "환율")
    case .marketValue: return Phrase("Market value, USD", "시가총액 (달러)")
    case .marketValueKRW: return Phrase("Market value, KRW", "시가총액 (원)")
    case .price: return Phrase("Price", "주가")
    case .times: return Phrase("× value that day", "당시 시총 대비")
    }
  }

  /// A segment of the business; one that only a user's file knows has the name that it has there.
  package static func segment(_ name: String) -> Phrase {
    switch name {
    case "cars": return Phrase("cars", "자동차")
    case "energy": return Phrase("energy", "에너지")
    case "fsd": return Phrase("FSD")
    case "services": return Phrase("services", "서비스")
    case "robotaxi": return Phrase("robotaxi", "로보택시")
    case "robots": return Phrase("robots", "로봇")
    case "insurance": return Phrase("insurance", "보험")
    case "other": return Phrase("other", "기타")
    default: return Phrase(name)
    }
  }

  /// A driver of a scenario.
  package static func of(driver: ScenarioDriver) -> Phrase {
    switch driver {
    case .units: return Phrase("Deliveries", "인도량")
    case .price: return Phrase("ASP excl. FSD", "ASP (FSD 제외)")
    case .unitCost: return Phrase("Cost per vehicle", "대당 원가")
    case .credits: return Phrase("Regulatory credits", "규제 크레딧")
    case .storage: return Phrase("Storage deployed", "ESS 설치량")
    case .storageProfit: return Phrase("Gross profit/kWh", "kWh당 매출총이익")
    case .fsdSubscriptions: return Phrase("FSD subscriptions", "FSD 구독")
    case .fsdPrice: return Phrase("FSD price", "FSD 월 요금")
    case .fsdMargin: return Phrase("FSD gross margin", "FSD 매출총이익률")
    case .services: return Phrase("Services GP", "서비스 매출총이익")
    case .otherProfit: return Phrase("Other GP", "그 밖의 매출총이익")
    case .opex: return Phrase("Operating expenses", "영업비용")
    case .otherIncome: return Phrase("Interest and other", "이자·기타")
    case .taxRate: return Phrase("Tax rate", "세율")
    case .shares: return Phrase("Diluted shares", "희석 주식 수")
    case .multiple: return Phrase("P/E, GAAP", "PER (GAAP)")
    }
  }

  /// A line of what a scenario's drivers earn.
  package static func of(_ line: ScenarioLine) -> Phrase {
    switch line {
    case .cars: return Phrase("Cars", "자동차")
    case .energy: return Phrase("Energy", "에너지")
    case .fsd: return Phrase("FSD subscriptions", "FSD 구독")
    case .services: return Phrase("Services", "서비스")
    case .other: return Phrase("Other", "기타")
    case .grossProfit: return Phrase("Gross profit", "매출총이익")
    case .operatingIncome: return Phrase("Operating income", "영업이익")
    case .incomeBeforeTax: return Phrase("Income before tax", "세전이익")
    case .netIncome: return Phrase("Net income", "순이익")
    case .earningsPerShare: return Phrase("EPS", "EPS")
    }
  }
}

extension Names {
  /// A number of a scenario by what it counts: shares taken from the moment have the name of the program's basis.
  package static func of(_ entry: ScenarioEntry, in scenario: Scenario) -> Phrase {
    if entry.key == .driver(.shares), scenario.lent.contains(entry.key) { return of(ShareBasis.earned.metric) }
    // On record it includes the tax where no rate can express that.
    if scenario.id == Scenarios.record, entry.key == .driver(.otherIncome), scenario[driver: .taxRate] == nil {
      return Phrase("Interest, other, tax", "이자·기타·세금")
    }
    return of(entry.key)
  }

  /// What is said wherever outcomes of a simulation are shown.
  package static let rangeNote = Phrase("Arithmetic on stated assumptions, not a forecast.", "제시된 가정에 대한 계산이며 예측이 아님.")

  /// A level on record that paths are compared with, and who named it.
  package static func of(_ target: OutcomeTarget) -> Phrase {
    let who = target.scenario.name
    switch target.quantity {
    case .price: return Phrase("\(who.en): price", "\(who.ko): 주가")
    case .marketValue: return Phrase("\(who.en): market value", "\(who.ko): 시가총액")
    case .netIncome: return Phrase("\(who.en): sum of profits", "\(who.ko): 이익 합계")
    }
  }
}

extension ScenarioKey {
  /// What is said of a number outside its domain.
  package func domainFault(_ unit: Unit) -> Phrase {
    let (low, high) = (Numbers.grouped(domain.lowerBound), Numbers.grouped(domain.upperBound))
    let words = unit.rawValue.isEmpty ? "" : " \(unit.rawValue)"
    return Phrase("\(name) must be from \(low) to \(high)\(words)", "\(name)은(는) \(low)~\(high)\(words)이어야 함")
  }
}

extension Names {
  /// A driver of the EPS estimate.
  package static func of(driver: EPSDriver) -> Phrase {
    switch driver {
    case .units: return Phrase("Units sold", "판매 대수")
    case .price: return Phrase("ASP, average selling price", "ASP (대당 평균 판매가)")
    case .unitCost: return Phrase("Cost per unit", "대당 원가")
    case .fsdDeferred: return Phrase("FSD deferred revenue", "FSD 이연매출 인식")
    case .credits: return Phrase("Regulatory credits", "규제 크레딧")
    case .leasingRevenue: return Phrase("Leasing revenue", "리스 매출")
    case .leasingCost: return Phrase("Cost of leasing", "리스 원가")
    case .energyRevenue: return Phrase("Energy revenue", "에너지 매출")
    case .energyMargin: return Phrase("Energy gross margin", "에너지 매출총이익률")
    case .storage: return Phrase("Storage deployed", "ESS 설치")
    case .iraCredit: return Phrase("IRA credit per kWh", "kWh당 IRA 공제")
    case .iraShare: return Phrase("Storage earning IRA credit", "IRA 공제 적용 비율")
    case .servicesRevenue: return Phrase("Services revenue", "서비스 매출")
    case .servicesMargin: return Phrase("Services gross margin", "서비스 매출총이익률")
    case .operatingExpenses: return Phrase("Operating expenses", "영업비용")
    case .researchAndDevelopment: return Phrase("R&D", "연구개발비")
    case .sga: return Phrase("SG&A", "판매관리비")
    case .restructuring: return Phrase("Restructuring, other", "구조조정·기타")
    case .interestOther: return Phrase("Interest and other", "이자·기타손익")
    case .taxRate: return Phrase("Tax rate", "세율")
    case .nonControllingInterests: return Phrase("Noncontrolling interests", "비지배지분")
    case .stockCompensation: return Phrase("SBC, before tax", "주식보상비용 (세전)")
    case .otherNonGAAP: return Phrase("Tax on SBC, other non-GAAP", "주식보상 세금·기타 non-GAAP")
    case .epsNumeratorAdjustment: return Phrase("EPS adjustment", "EPS 분자 조정")
    case .dilutedShares: return Phrase("Diluted shares", "희석 주식 수")
    }
  }

  /// A group of drivers in the bridge.
  package static func of(group: EPSGroup) -> Phrase {
    switch group {
    case .units: return Phrase("Units", "판매 대수")
    case .price: return Phrase("Price", "판매가")
    case .cost: return Phrase("Cost per unit", "대당 원가")
    case .fsdDeferred: return Phrase("FSD deferred", "FSD 이연매출")
    case .credits: return Phrase("Credits", "크레딧")
    case .leasing: return Phrase("Leasing", "리스")
    case .energy: return Phrase("Energy", "에너지")
    case .services: return Phrase("Services", "서비스")
    case .operatingExpenses: return Phrase("Operating expenses", "영업비용")
    case .belowTheLine: return Phrase("Below the line", "영업외·세금")
    case .adjustment: return Phrase("EPS adjustment", "EPS 분자 조정")
    case .shares: return Phrase("Shares", "주식 수")
    }
  }

  /// A line of the income statement.
  package static func of(line: EPSLine) -> Phrase {
    switch line {
    case .grossMargin: return Phrase("Gross margin", "매출총이익률")
    case .operatingMargin: return Phrase("Operating margin", "영업이익률")
    case .interestOther: return Phrase("Interest and other, net", "이자·기타손익")
    case .stockCompensation, .otherNonGAAP: return of(driver: line == .otherNonGAAP ? .otherNonGAAP : .stockCompensation)
    case .epsNumeratorAdjustment: return Phrase("EPS adjustment", "EPS 분자 조정")
    default: return line.metric.map { of($0) } ?? Phrase(line.rawValue)
    }
  }
}

extension Names {
  /// Who assumes something about a driver: the company, the claim's author, the user, or the reason that a preset gives.
  package static func author(of assumption: EPSAssumption, in estimate: EPSEstimate, _ s: Snapshot) -> Phrase {
    if assumption.setting == .published {
      return estimate.isPublished(assumption.driver)
        ? Phrase("published", "공개된 값") : Phrase("computed from what was published", "공개 인도량으로 계산")
    }
    switch assumption.origin {
    case .user: return Phrase("you", "직접 입력")
    case .claim(let id): return s.claims.first { $0.id == id }?.who ?? Phrase(id)
    case .stated(let reason): return reason
    }
  }
}
