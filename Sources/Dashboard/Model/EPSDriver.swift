/// A quantity that a quarter's earnings per share are worked out from.
///
/// Amounts are those of one quarter.
package enum EPSDriver: UInt8, Vocabulary {
  /// Cars sold: deliveries not under operating lease, all deliveries where that split is not disclosed.
  case units
  /// Average selling price: automotive sales revenue less FSD deferred revenue recognised, per unit.
  case price
  /// Cost of automotive sales per unit.
  case unitCost
  case fsdDeferred
  case credits
  case leasingRevenue
  case leasingCost
  case energyRevenue
  case energyMargin
  case storage
  /// Production credit per kWh of storage, on top of the energy margin; 0 is off.
  case iraCredit
  /// The share of the storage that the credit is counted for.
  case iraShare
  case servicesRevenue
  case servicesMargin
  /// The sum of the next three: setting it moves R&D and SG&A in proportion and leaves restructuring as in the base.
  case operatingExpenses
  case researchAndDevelopment
  case sga
  case restructuring
  /// Interest income less interest expense, and other income, net.
  case interestOther
  /// Income tax in per cent of income before tax.
  case taxRate
  /// Income attributed to non-controlling interests.
  case nonControllingInterests
  /// Stock-based compensation before tax: the amount that every quarter has on record.
  case stockCompensation
  /// What else non-GAAP net income adds to GAAP: the tax on stock-based compensation, and what happens once.
  case otherNonGAAP
  /// What the earnings per share count beside net income, such as buy-outs of non-controlling interests.
  case epsNumeratorAdjustment
  case dilutedShares

  /// A driver by its name, or by one that it had in older files.
  package static func named(_ name: String) -> EPSDriver? {
    name == "sbc-net" ? .stockCompensation : EPSDriver(name: name)
  }

  /// The lines that operating expenses are the sum of.
  package static let operatingLines: [EPSDriver] = [.researchAndDevelopment, .sga, .restructuring]

  /// Whether two drivers move the same line: they are the same, or one is a part of the other.
  package func overlaps(_ other: EPSDriver) -> Bool {
    self == other || self == .operatingExpenses && EPSDriver.operatingLines.contains(other)
      || other == .operatingExpenses && EPSDriver.operatingLines.contains(self)
  }

  /// One line per driver: its name and what people call it, the group that its part of a difference belongs to, the unit and basis of
  /// its value, and the range that the value may be in.
  @inline(__always)
  private var row: (name: String, words: Phrase, group: EPSGroup?, unit: Unit, basis: Basis, domain: ClosedRange<Double>) {
    switch self {
    case .units: ("units", Phrase("Units sold", "판매 대수"), .units, .vehicles, .operational, 0...1e12)
    case .price: ("asp", Phrase("ASP, average selling price", "ASP (대당 평균 판매가)"), .price, .usd, .gaap, 0...1e12)
    case .unitCost: ("unit-cost", Phrase("Cost per unit", "대당 원가"), .cost, .usd, .gaap, 0...1e12)
    case .fsdDeferred: ("fsd-deferred", Phrase("FSD deferred revenue", "FSD 이연매출 인식"), .fsdDeferred, .millionUSD, .gaap, 0...1e12)
    case .credits: ("credits", Phrase("Regulatory credits", "규제 크레딧"), .credits, .millionUSD, .gaap, 0...1e12)
    case .leasingRevenue: ("leasing-revenue", Phrase("Leasing revenue", "리스 매출"), .leasing, .millionUSD, .gaap, 0...1e12)
    case .leasingCost: ("leasing-cost", Phrase("Cost of leasing", "리스 원가"), .leasing, .millionUSD, .gaap, 0...1e12)
    case .energyRevenue: ("energy-revenue", Phrase("Energy revenue", "에너지 매출"), .energy, .millionUSD, .gaap, 0...1e12)
    case .energyMargin: ("energy-margin", Phrase("Energy gross margin", "에너지 매출총이익률"), .energy, .percent, .gaap, -10_000...100)
    case .storage: ("storage", Phrase("Storage deployed", "ESS 설치"), .energy, .gigawattHours, .operational, 0...1e12)
    case .iraCredit: ("ira-credit", Phrase("IRA credit per kWh", "kWh당 IRA 공제"), .energy, .usdPerKilowattHour, .gaap, 0...1e12)
    case .iraShare: ("ira-share", Phrase("Storage earning IRA credit", "IRA 공제 적용 비율"), .energy, .percent, .gaap, 0...100)
    case .servicesRevenue: ("services-revenue", Phrase("Services revenue", "서비스 매출"), .services, .millionUSD, .gaap, 0...1e12)
    case .servicesMargin:
      ("services-margin", Phrase("Services gross margin", "서비스 매출총이익률"), .services, .percent, .gaap, -10_000...100)
    case .operatingExpenses: ("opex", Phrase("Operating expenses", "영업비용"), nil, .millionUSD, .gaap, 0...1e12)
    case .researchAndDevelopment: ("rd", Phrase("R&D", "연구개발비"), .operatingExpenses, .millionUSD, .gaap, 0...1e12)
    case .sga: ("sga", Phrase("SG&A", "판매관리비"), .operatingExpenses, .millionUSD, .gaap, 0...1e12)
    case .restructuring:
      ("restructuring", Phrase("Restructuring, other", "구조조정·기타"), .operatingExpenses, .millionUSD, .gaap, -1e12...1e12)
    case .interestOther:
      ("interest-other", Phrase("Interest and other", "이자·기타손익"), .belowTheLine, .millionUSD, .gaap, -1e12...1e12)
    case .taxRate: ("tax-rate", Phrase("Tax rate", "세율"), .belowTheLine, .percent, .gaap, -10_000...10_000)
    case .nonControllingInterests:
      ("nci", Phrase("Noncontrolling interests", "비지배지분"), .belowTheLine, .millionUSD, .gaap, -1e12...1e12)
    case .stockCompensation: ("sbc", Phrase("SBC, before tax", "주식보상비용 (세전)"), .belowTheLine, .millionUSD, .nonGAAP, -1e12...1e12)
    case .otherNonGAAP:
      (
        "other-non-gaap", Phrase("Tax on SBC, other non-GAAP", "주식보상 세금·기타 non-GAAP"), .belowTheLine, .millionUSD, .nonGAAP,
        -1e12...1e12
      )
    case .epsNumeratorAdjustment:
      ("eps-adjustment", Phrase("EPS adjustment", "EPS 분자 조정"), .adjustment, .millionUSD, .gaap, -1e12...1e12)
    case .dilutedShares: ("diluted-shares", Phrase("Diluted shares", "희석 주식 수"), .shares, .millionShares, .gaap, 1...1e9)
    }
  }

  /// Its name on the command line, in files and in JSON.
  package var name: String { row.name }

  /// Its name as tables show it.
  package var words: Phrase { row.words }

  /// The group that its part of a difference belongs to; nil for one whose parts are drivers themselves.
  package var group: EPSGroup? { row.group }

  // Not in the protocol: from another target, that would be a call through a witness table.
  /// The position among all, from 0 on.
  package var index: Int { Int(rawValue) }

  /// The unit of the value; USD million are a quarter's amounts, per cent are of the line that the driver belongs to.
  package var unit: Unit { row.unit }

  /// The accounting basis of the value.
  package var basis: Basis { row.basis }

  /// The range that the value may be in; no quarter can lie outside of it.
  package var domain: ClosedRange<Double> { row.domain }
}

/// Why a text is not a setting of a driver.
package struct DriverSettingFault: Error, Equatable {
  /// What is wrong and what to write instead.
  package var reason: Phrase
}

/// What somebody assumes about a driver: its value, or its change on the base quarter.
package enum DriverSetting: Equatable, Hashable, Sendable {
  /// In the driver's unit.
  case value(Double)
  /// In per cent of the base's value.
  case relative(Double)
  /// Added to the base's value, in the driver's unit; percentage points for a driver in per cent.
  case change(Double)
  /// What the company has published about the target quarter before its results.
  case published

  /// Reads `-2.5%` (on the base), `+100` or `+2pp` (on the base), `45956`, `18.4%` (the value of a driver in per cent),
  /// `=-89` (a value below zero) and `published`.
  package init(parsing text: String, for driver: EPSDriver) throws(DriverSettingFault) {
    var rest = Substring(text.replacingMinus.filter { $0 != " " })
    if rest == "published" {
      guard driver == .units || driver == .storage else {
        throw DriverSettingFault(
          reason: Phrase(
            "only units and storage are published before the results", "실적 전에 공개되는 것은 units와 storage뿐임"))
      }
      self = .published
      return
    }
    let isValue = rest.first == "="
    if isValue { rest = rest.dropFirst() }
    var sign = 1.0
    let isSigned = rest.first == "+" || rest.first == "-"
    if rest.first == "-" { sign = -1 }
    if isSigned { rest = rest.dropFirst() }
    let isPoints = rest.hasSuffix("pp")
    if isPoints { rest = rest.dropLast(2) }
    let isPercent = rest.last == "%"
    if isPercent { rest = rest.dropLast() }
    guard let number = DecimalText.number(rest) else {
      throw DriverSettingFault(
        reason: Phrase(
          "not a number; write -2.5% or +100 for a change on the base, 45956 for the value, =-89 for a value below zero",
          "숫자가 아님; 기준 대비 변화는 -2.5%나 +100, 값은 45956, 0보다 작은 값은 =-89로 쓸 것"))
    }
    let isShare = driver.unit == .percent
    if isPoints, !isShare || !isSigned || isValue {
      throw DriverSettingFault(
        reason: Phrase("pp is for changes of a driver in percent, such as +2pp", "pp는 퍼센트 항목의 변화에만 씀: 예 +2pp"))
    }
    if isShare, isPercent, isSigned, !isValue {
      throw DriverSettingFault(
        reason: Phrase(
          "this driver is in percent itself: write +2pp for points from the base, 18.4% for the value, =-5% for a value below zero",
          "퍼센트 항목임: 기준 대비 변화는 +2pp, 값은 18.4%, 0보다 작은 값은 =-5%로 쓸 것"))
    }
    if isPercent, !isShare, !isSigned || isValue {
      throw DriverSettingFault(
        reason: Phrase("a change needs its sign: +2.5% or -2.5%", "변화에는 부호가 필요함: +2.5% 또는 -2.5%"))
    }
    if isPercent, !isShare {
      self = .relative(sign * number)
    } else if isSigned, !isValue {
      self = .change(sign * number)
    } else {
      self = .value(sign * number)
    }
  }

  /// The text that reads back as the same setting.
  package func text(for driver: EPSDriver) -> String {
    func plain(_ value: Double) -> String { DecimalText.text(abs(value)) }
    func signed(_ value: Double) -> String { (value < 0 ? "-" : "+") + plain(value) }
    let percent = driver.unit == .percent
    switch self {
    case .published: return "published"
    case .relative(let change): return signed(change) + "%"
    case .change(let change): return signed(change) + (percent ? "pp" : "")
    case .value(let value): return (value < 0 ? "=-" : "") + plain(value) + (percent ? "%" : "")
    }
  }
}

/// What is assumed about one driver, and who assumes it.
package struct EPSAssumption: Equatable, Sendable {
  /// Who assumes it.
  package enum Origin: Equatable, Sendable {
    /// The user.
    case user
    /// Somebody's claim, by its id.
    case claim(String)
    /// The author of a preset, with the reason.
    case stated(reason: Phrase)
  }

  /// What is assumed.
  package var driver: EPSDriver
  /// Its value, or its change on the base.
  package var setting: DriverSetting
  /// Who says so.
  package var origin: Origin

  /// An assumption of the user's unless somebody else is named.
  package init(_ driver: EPSDriver, _ setting: DriverSetting, _ origin: Origin = .user) {
    self.driver = driver
    self.setting = setting
    self.origin = origin
  }
}

/// An estimate that comes with the facts: a base, a target, and what is assumed between them.
package struct EPSPreset: Known {
  /// Its name on the command line.
  package var id: String
  /// What lists call it.
  package var name: Phrase
  /// The reported quarter that it starts from.
  package var base: Period
  /// The quarter that it is of.
  package var target: Period
  /// At most one a driver; the drivers without one are carried from the base.
  package var assumptions: [EPSAssumption]
  /// From the end of the day on which its newest assumption was published.
  package var knownAt: Instant

  package var identity: String? { id }

  package func news(of part: Int) -> News? {
    News(Phrase("estimates", "추정"), Phrase("estimate: ", "추정: ") + name)
  }

  /// A preset; no two assumptions may move the same line.
  package init(id: String, name: Phrase, base: Period, target: Period, assumptions: [EPSAssumption], knownAt: Instant) {
    self.id = id
    self.name = name
    self.base = base
    self.target = target
    self.assumptions = assumptions
    self.knownAt = knownAt
  }
}

extension BookDraft {
  /// Estimates that come with the facts.
  package var epsPresets: [EPSPreset] {
    get { facts[EPSPreset.self] }
    _modify { yield &facts[EPSPreset.self] }
  }
}

extension Snapshot {
  /// The estimates published by then.
  package var epsPresets: [EPSPreset] { facts() }
}
