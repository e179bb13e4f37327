import Model

/// The rules of the estimate in words, as a figure's source shows them.
enum EPSRule {
  static let notOnRecord = Phrase("not on record for this quarter: counted as 0", "이 분기 기록에 없음: 0으로 계산")
  static let noDeferred = Phrase(
    "FSD deferred revenue is not disclosed for this quarter: it is a part of the ASP", "이 분기 FSD 이연매출은 공개되지 않음: ASP에 포함됨")
  static let creditOff = Phrase(
    "no production credit beside what the energy margin holds", "에너지 마진에 든 것 외의 생산 세액공제 없음")
  static let creditShare = Phrase("the credit counts for all storage deployed", "설치된 ESS 전체에 공제를 적용")
  static let nonControllingInterestsInOther = Phrase(
    "not on record for this quarter: inside interest and other income", "이 분기 기록에 없음: 이자·기타손익에 포함")
  static let noAdjustment = Phrase(
    "none: net income ÷ diluted shares rounds to the reported EPS", "없음: 순이익 ÷ 희석 주식 수가 발표 EPS와 반올림 일치")
  static let notRepeated = Phrase("not carried forward: it happens once", "일회성이므로 이어 가지 않음")

  static func carried(_ from: Period) -> Phrase {
    Phrase("carried forward from \(from.label)", "\(from.label) 값을 그대로 유지")
  }

  static func withoutOneOff(_ from: Period) -> Phrase {
    Phrase(
      "carried forward from \(from.label) without the one-off that its non-GAAP results leave out",
      "\(from.label) 값에서 non-GAAP 실적이 제외한 일회성 항목을 빼고 유지")
  }

  static func interestOtherCarried(_ from: Period) -> Phrase {
    Phrase(
      "what the net income of \(from.label) leaves at the tax rate carried forward", "\(from.label) 순이익에서 이어 가는 세율로 되돌려 계산")
  }

  static func lessLeases(_ base: Period) -> Phrase {
    Phrase(
      "deliveries published × (1 − share under operating lease of \(base.label))", "공개 인도량 × (1 − \(base.label) 운용리스 비율)")
  }

  static let unitsSold = Phrase("deliveries − those under operating lease", "인도 − 운용리스 인도")

  static func price(_ count: UnitCount, hasDeferred: Bool) -> Phrase {
    perUnit(
      hasDeferred
        ? Phrase("(automotive sales revenue − FSD deferred revenue)", "(자동차 판매 매출 − FSD 이연매출)")
        : Phrase("automotive sales revenue", "자동차 판매 매출"), count)
  }

  static func unitCost(_ count: UnitCount) -> Phrase {
    perUnit(Phrase("cost of automotive sales", "자동차 판매 원가"), count)
  }

  private static func perUnit(_ amount: Phrase, _ count: UnitCount) -> Phrase {
    switch count {
    case .withoutOperatingLease:
      return Phrase("\(amount.en) ÷ deliveries not under operating lease", "\(amount.ko) ÷ 운용리스 제외 인도")
    case .all:
      return Phrase(
        "\(amount.en) ÷ all deliveries: those under operating lease are not disclosed",
        "\(amount.ko) ÷ 전체 인도: 운용리스 인도가 공개되지 않음")
    }
  }

  static let margin = Phrase("(revenue − cost) ÷ revenue", "(매출 − 원가) ÷ 매출")
  static let grossMargin = Phrase("gross profit ÷ revenue", "매출총이익 ÷ 매출")
  static let operatingMargin = Phrase("operating income ÷ revenue", "영업이익 ÷ 매출")
  static let operatingExpenses = Phrase("R&D + SG&A + restructuring and other", "연구개발비 + 판매관리비 + 구조조정·기타")
  static let interestOther = Phrase("income before tax − operating income", "세전이익 − 영업이익")
  static let interestOtherImplied = Phrase(
    "net income ÷ (1 − tax rate) − operating income: its parts are not on record for this quarter",
    "순이익 ÷ (1 − 세율) − 영업이익: 이 분기의 세부 항목은 기록에 없음")
  static let taxRate = Phrase("income tax ÷ income before tax", "법인세 ÷ 세전이익")
  static let compensationAfterTax = Phrase(
    "net of tax: the amount before tax is not on record for this quarter", "세후 금액: 이 분기의 세전 금액은 기록에 없음")
  static let otherNonGAAP = Phrase(
    "non-GAAP net income − GAAP net income − stock-based compensation before tax: the tax on that, and what happens once",
    "non-GAAP 순이익 − GAAP 순이익 − 세전 주식보상비용: 그 세금 효과와 일회성 항목")
  static let adjustmentOnRecord = Phrase(
    "net income that earnings per share are computed from − net income: buy-outs of non-controlling interests and the like",
    "주당순이익 계산에 쓴 순이익 − 순이익: 비지배지분 매수 등")
  static let adjustment = Phrase(
    "the least that makes (net income + adjustment) ÷ diluted shares round to both reported EPS: buy-outs of non-controlling interests and the like",
    "(순이익 + 조정) ÷ 희석 주식 수가 발표된 두 EPS와 반올림 일치하는 최소 금액: 비지배지분 매수 등")

  static func of(_ line: EPSLine) -> Phrase {
    switch line {
    case .automotiveSales: return Phrase("units × ASP + FSD deferred revenue recognised", "판매 대수 × ASP + FSD 이연매출 인식")
    case .revenue:
      return Phrase("automotive sales + credits + leasing + energy + services", "자동차 판매 + 크레딧 + 리스 + 에너지 + 서비스")
    case .automotiveSalesCost: return Phrase("units × cost per unit", "판매 대수 × 대당 원가")
    case .energyCost:
      return Phrase(
        "energy revenue × (1 − margin) − GWh × credit per kWh × share", "에너지 매출 × (1 − 마진) − GWh × kWh당 공제 × 비율")
    case .servicesCost: return Phrase("services revenue × (1 − margin)", "서비스 매출 × (1 − 마진)")
    case .grossProfit: return Phrase("revenue − costs of revenue", "매출 − 매출원가")
    case .grossMargin: return grossMargin
    case .operatingIncome: return Phrase("gross profit − R&D − SG&A − restructuring", "매출총이익 − 연구개발비 − 판매관리비 − 구조조정")
    case .operatingMargin: return operatingMargin
    case .pretax: return Phrase("operating income + interest and other", "영업이익 + 이자·기타손익")
    case .tax: return Phrase("income before tax × tax rate", "세전이익 × 세율")
    case .netIncomeTotal: return Phrase("income before tax − tax", "세전이익 − 법인세")
    case .netIncome: return Phrase("net income − non-controlling interests", "순이익 − 비지배지분")
    case .netIncomeNonGAAP: return Phrase("GAAP net income + SBC before tax + other items", "GAAP 순이익 + 주식보상비용(세전) + 기타 조정")
    case .epsGAAP: return Phrase("(net income + adjustment) ÷ diluted shares", "(순이익 + 조정) ÷ 희석 주식 수")
    case .epsNonGAAP: return Phrase("(non-GAAP net income + adjustment) ÷ diluted shares", "(non-GAAP 순이익 + 조정) ÷ 희석 주식 수")
    default: return Phrase("as the driver", "항목 그대로")
    }
  }
}
