package import Model

/// A number for each driver, in the driver's unit.
///
/// Named numbers and not a table: the income statement of a grid's cell is then some thirty operations and nothing else.
package struct DriverValues: Equatable, Sendable {
  var units = 0.0
  var price = 0.0
  var unitCost = 0.0
  var fsdDeferred = 0.0
  var credits = 0.0
  var leasingRevenue = 0.0
  var leasingCost = 0.0
  var energyRevenue = 0.0
  var energyMargin = 0.0
  var storage = 0.0
  var iraCredit = 0.0
  var iraShare = 0.0
  var servicesRevenue = 0.0
  var servicesMargin = 0.0
  var researchAndDevelopment = 0.0
  var sga = 0.0
  var restructuring = 0.0
  var interestOther = 0.0
  var taxRate = 0.0
  var nonControllingInterests = 0.0
  var stockCompensation = 0.0
  var otherNonGAAP = 0.0
  var epsNumeratorAdjustment = 0.0
  var dilutedShares = 0.0

  /// All 0, which is no quarter yet: diluted shares divide.
  package init() {}

  /// R&D, SG&A and restructuring; setting it moves the first two in proportion.
  var operatingExpenses: Double {
    get { researchAndDevelopment + sga + restructuring }
    set {
      let wanted = newValue - restructuring
      let share = researchAndDevelopment + sga == 0 ? 0 : researchAndDevelopment / (researchAndDevelopment + sga)
      researchAndDevelopment = wanted * share
      sga = wanted - wanted * share
    }
  }

  /// A driver's value; operating expenses are the sum of three, and setting them moves two of those in proportion.
  package subscript(driver: EPSDriver) -> Double {
    get {
      switch driver {
      case .units: return units
      case .price: return price
      case .unitCost: return unitCost
      case .fsdDeferred: return fsdDeferred
      case .credits: return credits
      case .leasingRevenue: return leasingRevenue
      case .leasingCost: return leasingCost
      case .energyRevenue: return energyRevenue
      case .energyMargin: return energyMargin
      case .storage: return storage
      case .iraCredit: return iraCredit
      case .iraShare: return iraShare
      case .servicesRevenue: return servicesRevenue
      case .servicesMargin: return servicesMargin
      case .researchAndDevelopment: return researchAndDevelopment
      case .sga: return sga
      case .restructuring: return restructuring
      case .interestOther: return interestOther
      case .taxRate: return taxRate
      case .nonControllingInterests: return nonControllingInterests
      case .stockCompensation: return stockCompensation
      case .otherNonGAAP: return otherNonGAAP
      case .epsNumeratorAdjustment: return epsNumeratorAdjustment
      case .dilutedShares: return dilutedShares
      case .operatingExpenses: return operatingExpenses
      }
    }
    set {
      switch driver {
      case .units: units = newValue
      case .price: price = newValue
      case .unitCost: unitCost = newValue
      case .fsdDeferred: fsdDeferred = newValue
      case .credits: credits = newValue
      case .leasingRevenue: leasingRevenue = newValue
      case .leasingCost: leasingCost = newValue
      case .energyRevenue: energyRevenue = newValue
      case .energyMargin: energyMargin = newValue
      case .storage: storage = newValue
      case .iraCredit: iraCredit = newValue
      case .iraShare: iraShare = newValue
      case .servicesRevenue: servicesRevenue = newValue
      case .servicesMargin: servicesMargin = newValue
      case .researchAndDevelopment: researchAndDevelopment = newValue
      case .sga: sga = newValue
      case .restructuring: restructuring = newValue
      case .interestOther: interestOther = newValue
      case .taxRate: taxRate = newValue
      case .nonControllingInterests: nonControllingInterests = newValue
      case .stockCompensation: stockCompensation = newValue
      case .otherNonGAAP: otherNonGAAP = newValue
      case .epsNumeratorAdjustment: epsNumeratorAdjustment = newValue
      case .dilutedShares: dilutedShares = newValue
      case .operatingExpenses: operatingExpenses = newValue
      }
    }
  }

  /// The same cars with those under operating lease counted among them: more units, each with less revenue and cost.
  func countingAll(leaseShare: Double) -> DriverValues {
    var all = self
    all.units = units / (1 - leaseShare)
    all.price = price * (1 - leaseShare)
    all.unitCost = unitCost * (1 - leaseShare)
    return all
  }
}

/// A quarter's income statement as its drivers give it; amounts in USD million.
package struct IncomeStatement: Sendable {
  /// What it follows from, each in its unit.
  package let drivers: DriverValues

  /// The statement of some drivers; they may be out of their domains.
  package init(_ drivers: DriverValues) { self.drivers = drivers }

  /// Units times price, and the FSD revenue that is recognised beside it.
  package var automotiveSales: Double { drivers.units * drivers.price / 1_000_000 + drivers.fsdDeferred }
  /// The sum of the five lines of revenue.
  package var revenue: Double {
    automotiveSales + drivers.credits + drivers.leasingRevenue + drivers.energyRevenue + drivers.servicesRevenue
  }
  /// Units times cost per unit.
  package var automotiveSalesCost: Double { drivers.units * drivers.unitCost / 1_000_000 }
  /// The production credit of the quarter: GWh times USD per kWh is USD million.
  package var productionCredit: Double { drivers.storage * drivers.iraCredit * drivers.iraShare / 100 }
  /// What the margin leaves of energy revenue, less the production credit.
  package var energyCost: Double { drivers.energyRevenue * (1 - drivers.energyMargin / 100) - productionCredit }
  /// What the margin leaves of services revenue.
  package var servicesCost: Double { drivers.servicesRevenue * (1 - drivers.servicesMargin / 100) }
  /// Revenue less the four costs of revenue.
  package var grossProfit: Double {
    revenue - automotiveSalesCost - drivers.leasingCost - energyCost - servicesCost
  }
  /// Gross profit less R&D, SG&A and restructuring.
  package var operatingIncome: Double { grossProfit - drivers.operatingExpenses }
  /// Operating income with interest and other income, net.
  package var pretax: Double { operatingIncome + drivers.interestOther }
  /// Of a loss too: then a benefit at the same rate.
  package var tax: Double { pretax * drivers.taxRate / 100 }
  /// After tax, with what belongs to non-controlling interests.
  package var netIncomeTotal: Double { pretax - tax }
  /// GAAP, attributable to common shareholders.
  package var netIncome: Double { netIncomeTotal - drivers.nonControllingInterests }
  /// With stock-based compensation and other non-GAAP items added back.
  package var netIncomeNonGAAP: Double { netIncome + drivers.stockCompensation + drivers.otherNonGAAP }
  /// USD a share.
  package var epsGAAP: Double { (netIncome + drivers.epsNumeratorAdjustment) / drivers.dilutedShares }
  /// USD a share; the adjustment of the numerator is the same as for GAAP.
  package var epsNonGAAP: Double { (netIncomeNonGAAP + drivers.epsNumeratorAdjustment) / drivers.dilutedShares }

  /// Non-GAAP for every basis but GAAP, USD a share.
  package func eps(_ basis: Basis) -> Double { basis == .gaap ? epsGAAP : epsNonGAAP }

  /// A line by its name, in the line's unit; a margin of no revenue is 0.
  package subscript(line: EPSLine) -> Double {
    switch line {
    case .automotiveSales: return automotiveSales
    case .credits: return drivers.credits
    case .leasing: return drivers.leasingRevenue
    case .energy: return drivers.energyRevenue
    case .services: return drivers.servicesRevenue
    case .revenue: return revenue
    case .automotiveSalesCost: return automotiveSalesCost
    case .leasingCost: return drivers.leasingCost
    case .energyCost: return energyCost
    case .servicesCost: return servicesCost
    case .grossProfit: return grossProfit
    case .grossMargin: return revenue == 0 ? 0 : grossProfit / revenue * 100
    case .researchAndDevelopment: return drivers.researchAndDevelopment
    case .sga: return drivers.sga
    case .restructuring: return drivers.restructuring
    case .operatingIncome: return operatingIncome
    case .operatingMargin: return revenue == 0 ? 0 : operatingIncome / revenue * 100
    case .interestOther: return drivers.interestOther
    case .pretax: return pretax
    case .tax: return tax
    case .netIncomeTotal: return netIncomeTotal
    case .nonControllingInterests: return drivers.nonControllingInterests
    case .netIncome: return netIncome
    case .stockCompensation: return drivers.stockCompensation
    case .otherNonGAAP: return drivers.otherNonGAAP
    case .netIncomeNonGAAP: return netIncomeNonGAAP
    case .epsNumeratorAdjustment: return drivers.epsNumeratorAdjustment
    case .dilutedShares: return drivers.dilutedShares
    case .epsGAAP: return epsGAAP
    case .epsNonGAAP: return epsNonGAAP
    }
  }
}

/// A product of drivers with a constant: earnings per share are a sum of such products.
struct DriverProduct {
  var constant: Double
  /// Shares enter as 1/shares, the tax rate as what it leaves, all others as they are.
  var drivers: [EPSDriver]
}

extension IncomeStatement {
  /// The statement's formula as a sum of products, USD a share; a test compares the two.
  static func products(_ basis: Basis) -> [DriverProduct] { basis == .gaap ? gaap : nonGAAP }

  private static let gaap: [DriverProduct] = {
    let beforeTax: [(Double, [EPSDriver])] = [
      (1e-6, [.units, .price]), (-1e-6, [.units, .unitCost]), (1, [.fsdDeferred]), (1, [.credits]), (1, [.leasingRevenue]),
      (-1, [.leasingCost]), (0.01, [.energyRevenue, .energyMargin]), (0.01, [.storage, .iraCredit, .iraShare]),
      (0.01, [.servicesRevenue, .servicesMargin]), (-1, [.researchAndDevelopment]), (-1, [.sga]), (-1, [.restructuring]),
      (1, [.interestOther]),
    ]
    let afterTax: [(Double, [EPSDriver])] = [(-1, [.nonControllingInterests]), (1, [.epsNumeratorAdjustment])]
    return beforeTax.map { DriverProduct(constant: $0.0, drivers: $0.1 + [.taxRate, .dilutedShares]) }
      + afterTax.map { DriverProduct(constant: $0.0, drivers: $0.1 + [.dilutedShares]) }
  }()

  private static let nonGAAP: [DriverProduct] =
    gaap + [.stockCompensation, .otherNonGAAP].map { DriverProduct(constant: 1, drivers: [$0, .dilutedShares]) }
}

/// A line of the income statement that the drivers give.
///
/// The raw value is its name in JSON: where the facts have the line, the column there.
package enum EPSLine: String, Sendable, CaseIterable {
  case automotiveSales = "rev_auto_sales"
  case credits = "rev_reg_credits"
  case leasing = "rev_auto_leasing"
  case energy = "rev_energy"
  case services = "rev_services"
  case revenue = "rev_total"
  case automotiveSalesCost = "cost_auto_sales"
  case leasingCost = "cost_auto_leasing"
  case energyCost = "cost_energy"
  case servicesCost = "cost_services"
  case grossProfit = "gross_profit"
  case grossMargin = "gross_margin"
  case researchAndDevelopment = "rd"
  case sga = "sga"
  case restructuring = "restructuring_other"
  case operatingIncome = "operating_income"
  case operatingMargin = "operating_margin"
  case interestOther = "interest_other_net"
  case pretax
  case tax
  case netIncomeTotal = "net_income_total"
  case nonControllingInterests = "nci"
  case netIncome = "net_income_gaap"
  case stockCompensation = "sbc"
  case otherNonGAAP = "other_nongaap_items"
  case netIncomeNonGAAP = "net_income_nongaap"
  case epsNumeratorAdjustment = "eps_adjustment"
  case dilutedShares = "diluted_shares"
  case epsGAAP = "eps_gaap"
  case epsNonGAAP = "eps_nongaap"

  /// The drivers that it is worked out from, beside other lines.
  package var drivers: [EPSDriver] {
    switch self {
    case .automotiveSales: return [.units, .price, .fsdDeferred]
    case .credits: return [.credits]
    case .leasing: return [.leasingRevenue]
    case .energy: return [.energyRevenue]
    case .services: return [.servicesRevenue]
    case .automotiveSalesCost: return [.units, .unitCost]
    case .leasingCost: return [.leasingCost]
    case .energyCost: return [.energyRevenue, .energyMargin, .storage, .iraCredit, .iraShare]
    case .servicesCost: return [.servicesRevenue, .servicesMargin]
    case .researchAndDevelopment: return [.researchAndDevelopment]
    case .sga: return [.sga]
    case .restructuring: return [.restructuring]
    case .operatingIncome: return [.researchAndDevelopment, .sga, .restructuring]
    case .interestOther: return [.interestOther]
    case .pretax: return [.interestOther]
    case .tax: return [.taxRate]
    case .nonControllingInterests: return [.nonControllingInterests]
    case .netIncome: return [.nonControllingInterests]
    case .stockCompensation: return [.stockCompensation]
    case .otherNonGAAP: return [.otherNonGAAP]
    case .netIncomeNonGAAP: return [.stockCompensation, .otherNonGAAP]
    case .epsNumeratorAdjustment: return [.epsNumeratorAdjustment]
    case .dilutedShares: return [.dilutedShares]
    case .epsGAAP: return [.epsNumeratorAdjustment, .dilutedShares]
    case .epsNonGAAP: return [.epsNumeratorAdjustment, .dilutedShares]
    default: return []
    }
  }

  /// The other lines that it is worked out from.
  package var lines: [EPSLine] {
    switch self {
    case .revenue: return [.automotiveSales, .credits, .leasing, .energy, .services]
    case .grossProfit: return [.revenue, .automotiveSalesCost, .leasingCost, .energyCost, .servicesCost]
    case .grossMargin: return [.grossProfit, .revenue]
    case .operatingIncome: return [.grossProfit]
    case .operatingMargin: return [.operatingIncome, .revenue]
    case .pretax: return [.operatingIncome]
    case .tax: return [.pretax]
    case .netIncomeTotal: return [.pretax, .tax]
    case .netIncome: return [.netIncomeTotal]
    case .netIncomeNonGAAP: return [.netIncome]
    case .epsGAAP: return [.netIncome]
    case .epsNonGAAP: return [.netIncomeNonGAAP]
    default: return []
    }
  }

  /// The figure of the facts that reports this line; nil where it is worked out from others.
  ///
  /// The facts' other non-GAAP items stand beside stock-based compensation after tax, the ones here beside that before tax.
  package var metric: Metric? { self == .otherNonGAAP ? nil : Metric(name: rawValue) }

  /// What the line counts; per cent are of revenue.
  package var unit: Unit {
    switch self {
    case .grossMargin, .operatingMargin: return .percent
    case .dilutedShares: return .millionShares
    case .epsGAAP, .epsNonGAAP: return .usdPerShare
    default: return .millionUSD
    }
  }

  /// The accounting basis of the line.
  package var basis: Basis {
    switch self {
    case .stockCompensation, .otherNonGAAP, .netIncomeNonGAAP, .epsNonGAAP: return .nonGAAP
    default: return .gaap
    }
  }
}
