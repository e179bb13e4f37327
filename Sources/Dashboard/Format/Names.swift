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
  package static func of(_ metric: Metric) -> Phrase { metric.words }

  /// A figure's name where there is little room.
  package static func short(_ metric: Metric) -> Phrase { metric.shortWords }

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
  package static func of(_ kind: EventKind) -> Phrase { kind.words }

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
  package static func of(driver: EPSDriver) -> Phrase { driver.words }

  /// A group of drivers in the bridge.
  package static func of(group: EPSGroup) -> Phrase { group.words }

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
