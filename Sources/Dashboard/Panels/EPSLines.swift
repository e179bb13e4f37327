import Finance
import Format
import Model

extension EPSLine {
  /// The lines in the order of a statement, in groups that a blank line parts.
  static let groups: [[EPSLine]] = [
    [.automotiveSales, .credits, .leasing, .energy, .services, .revenue],
    [.automotiveSalesCost, .leasingCost, .energyCost, .servicesCost, .grossProfit, .grossMargin],
    [.research, .sellingGeneral, .restructuring, .operatingIncome, .operatingMargin],
    [.interestOther, .pretax, .tax, .netIncomeTotal, .minorities, .netIncome],
    [.stockCompensation, .otherNonGAAP, .netIncomeNonGAAP],
    [.numeratorAdjustment, .dilutedShares, .epsGAAP, .epsNonGAAP],
  ]

  static let ordered: [EPSLine] = groups.flatMap { $0 }

  /// Whether a blank line stands before it.
  static let starts: [Bool] = groups.flatMap { group in group.indices.map { $0 == 0 } }

  var isTotal: Bool {
    switch self {
    case .revenue, .grossProfit, .operatingIncome, .pretax, .netIncome, .netIncomeNonGAAP, .epsGAAP, .epsNonGAAP: return true
    default: return false
    }
  }

  /// The name inside of a statement, where the place already says whether it is revenue or cost.
  var label: Phrase {
    switch self {
    case .automotiveSales: return Phrase("Automotive sales", "자동차 판매")
    case .leasing: return Phrase("Leasing", "리스")
    case .energy: return Phrase("Energy", "에너지")
    case .services: return Phrase("Services and other", "서비스·기타")
    case .automotiveSalesCost: return Phrase("Cost, auto sales", "원가: 자동차 판매")
    case .leasingCost: return Phrase("Cost, leasing", "원가: 리스")
    case .energyCost: return Phrase("Cost, energy", "원가: 에너지")
    case .servicesCost: return Phrase("Cost, services", "원가: 서비스·기타")
    case .restructuring: return Phrase("Restructuring, other", "구조조정·기타")
    case .interestOther: return Phrase("Interest and other", "이자·기타손익")
    case .netIncomeTotal: return Phrase("Net income, total", "순이익 (비지배 포함)")
    case .dilutedShares: return Phrase("Diluted shares, M", "희석 주식, 백만 주")
    default: return Names.of(line: self)
    }
  }

  /// A value as a cell of the statement.
  func text(_ value: Double, _ scene: Scene, _ money: MoneyColumn) -> String {
    switch unit {
    case .millionUSD: return money.text(value)
    case .usdPerShare: return MoneyColumn.perShare(scene).text(value)
    case .percent: return Numbers.grouped(value, 1) + "%"
    default: return Numbers.grouped(value, 0)
    }
  }

  func cell(_ reading: Reading, _ scene: Scene, _ money: MoneyColumn) -> String {
    guard case .known(let figure) = reading else { return scene.format.value(reading) }
    return text(figure.value, scene, money) + scene.mark(figure)
  }

  /// A difference as a cell: signed, margins in percentage points.
  func difference(_ value: Double, _ scene: Scene, _ money: MoneyColumn) -> String {
    switch unit {
    case .millionUSD: return money.signed(value)
    case .usdPerShare: return MoneyColumn.perShare(scene).signed(value)
    case .percent: return Numbers.signed(value, 1) + "pp"
    default: return Numbers.signed(value, 0)
    }
  }
}

extension EPSDriver {
  /// The name in the driver table.
  var label: Phrase {
    switch self {
    case .price: return Phrase("ASP")
    case .energyMargin: return Phrase("Energy margin", "에너지 마진")
    case .servicesMargin: return Phrase("Services margin", "서비스 마진")
    case .storage: return Phrase("Storage", "ESS 설치")
    case .iraShare: return Phrase("IRA share", "IRA 적용 비율")
    case .iraCredit: return Phrase("IRA credit", "IRA 공제")
    case .otherNonGAAP: return Phrase("Other non-GAAP", "기타 non-GAAP")
    case .stockCompensation: return Phrase("SBC, before tax", "주식보상 (세전)")
    case .restructuring: return Phrase("Restructuring", "구조조정·기타")
    case .fsdDeferred: return Phrase("FSD deferred", "FSD 이연매출")
    default: return Names.of(driver: self)
    }
  }

  /// The unit as the driver table writes it.
  func unitText(_ scene: Scene) -> String {
    switch unit {
    case .millionUSD: return MoneyColumn.statement(scene).unit
    case .usd: return MoneyColumn.perUnit(scene).unit
    case .millionShares: return scene.words("M", "백만 주")
    case .vehicles: return scene.words("cars", "")
    case .usdPerKilowattHour: return MoneyColumn.perKilowattHour(scene).unit
    default: return unit.rawValue
    }
  }

  /// A value without its unit.
  func text(_ value: Double, _ scene: Scene) -> String {
    switch unit {
    case .millionUSD: return MoneyColumn.statement(scene).text(value)
    case .usd: return MoneyColumn.perUnit(scene).text(value)
    case .percent: return Numbers.grouped(value, 1) + "%"
    case .gigawattHours: return Numbers.grouped(value, 2)
    case .usdPerKilowattHour:
      let money = MoneyColumn.perKilowattHour(scene)
      return Numbers.grouped(value, value == value.rounded() ? 0 : money.decimals)
    default: return Numbers.grouped(value, 0)
    }
  }

  /// A value with its unit; what counts itself, and what already says per cent, without.
  func amount(_ value: Double, _ scene: Scene) -> String {
    let unit = unit == .percent ? "" : unitText(scene)
    return unit.isEmpty ? text(value, scene) : text(value, scene) + " " + unit
  }
}
