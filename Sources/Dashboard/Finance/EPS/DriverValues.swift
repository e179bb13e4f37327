package import Model

/// A number for each driver, in the driver's unit.
///
/// Named numbers and no table of them: the income statement of a grid's cell is then some thirty operations on them and nothing else.
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
  var research = 0.0
  var sellingGeneral = 0.0
  var restructuring = 0.0
  var interestOther = 0.0
  var taxRate = 0.0
  var minorities = 0.0
  var stockCompensation = 0.0
  var otherNonGAAP = 0.0
  var numeratorAdjustment = 0.0
  var dilutedShares = 0.0

  package init() {}

  /// R&D, SG&A and restructuring; setting it moves the first two in proportion.
  var operatingExpenses: Double {
    get { research + sellingGeneral + restructuring }
    set {
      let wanted = newValue - restructuring
      let share = research + sellingGeneral == 0 ? 0 : research / (research + sellingGeneral)
      research = wanted * share
      sellingGeneral = wanted - wanted * share
    }
  }

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
      case .research: return research
      case .sellingGeneral: return sellingGeneral
      case .restructuring: return restructuring
      case .interestOther: return interestOther
      case .taxRate: return taxRate
      case .minorities: return minorities
      case .stockCompensation: return stockCompensation
      case .otherNonGAAP: return otherNonGAAP
      case .numeratorAdjustment: return numeratorAdjustment
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
      case .research: research = newValue
      case .sellingGeneral: sellingGeneral = newValue
      case .restructuring: restructuring = newValue
      case .interestOther: interestOther = newValue
      case .taxRate: taxRate = newValue
      case .minorities: minorities = newValue
      case .stockCompensation: stockCompensation = newValue
      case .otherNonGAAP: otherNonGAAP = newValue
      case .numeratorAdjustment: numeratorAdjustment = newValue
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
  case research = "rd"
  case sellingGeneral = "sga"
  case restructuring = "restructuring_other"
  case operatingIncome = "operating_income"
  case operatingMargin = "operating_margin"
  case interestOther = "interest_other_net"
  case pretax
  case tax
  case netIncomeTotal = "net_income_total"
  case minorities = "nci"
  case netIncome = "net_income_gaap"
  case stockCompensation = "sbc_net_of_tax"
  case otherNonGAAP = "other_nongaap_items"
  case netIncomeNonGAAP = "net_income_nongaap"
  case numeratorAdjustment = "eps_adjustment"
  case dilutedShares = "diluted_shares"
  case epsGAAP = "eps_gaap"
  case epsNonGAAP = "eps_nongaap"

  /// The figure of the facts that reports this line; nil where it is worked out from others.
  package var metric: Metric? { Metric(rawValue: rawValue) }

  package var unit: Unit {
    switch self {
    case .grossMargin, .operatingMargin: return .percent
    case .dilutedShares: return .millionShares
    case .epsGAAP, .epsNonGAAP: return .usdPerShare
    default: return .millionUSD
    }
  }

  package var basis: Basis {
    switch self {
    case .stockCompensation, .otherNonGAAP, .netIncomeNonGAAP, .epsNonGAAP: return .nonGAAP
    default: return .gaap
    }
  }
}

/// A quarter's income statement as its drivers give it; amounts in USD million.
package struct IncomeStatement: Sendable {
  package let drivers: DriverValues

  package init(_ drivers: DriverValues) { self.drivers = drivers }

  package var automotiveSales: Double { drivers.units * drivers.price / 1_000_000 + drivers.fsdDeferred }
  package var revenue: Double {
    automotiveSales + drivers.credits + drivers.leasingRevenue + drivers.energyRevenue + drivers.servicesRevenue
  }
  package var automotiveSalesCost: Double { drivers.units * drivers.unitCost / 1_000_000 }
  /// The production credit of the quarter: GWh times USD per kWh is USD million.
  package var productionCredit: Double { drivers.storage * drivers.iraCredit * drivers.iraShare / 100 }
  package var energyCost: Double { drivers.energyRevenue * (1 - drivers.energyMargin / 100) - productionCredit }
  package var servicesCost: Double { drivers.servicesRevenue * (1 - drivers.servicesMargin / 100) }
  package var grossProfit: Double {
    revenue - automotiveSalesCost - drivers.leasingCost - energyCost - servicesCost
  }
  package var operatingIncome: Double { grossProfit - drivers.operatingExpenses }
  package var pretax: Double { operatingIncome + drivers.interestOther }
  /// Of a loss too: then a benefit at the same rate.
  package var tax: Double { pretax * drivers.taxRate / 100 }
  package var netIncomeTotal: Double { pretax - tax }
  package var netIncome: Double { netIncomeTotal - drivers.minorities }
  package var netIncomeNonGAAP: Double { netIncome + drivers.stockCompensation + drivers.otherNonGAAP }
  /// USD a share.
  package var epsGAAP: Double { (netIncome + drivers.numeratorAdjustment) / drivers.dilutedShares }
  package var epsNonGAAP: Double { (netIncomeNonGAAP + drivers.numeratorAdjustment) / drivers.dilutedShares }

  package func eps(_ basis: Basis) -> Double { basis == .gaap ? epsGAAP : epsNonGAAP }

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
    case .research: return drivers.research
    case .sellingGeneral: return drivers.sellingGeneral
    case .restructuring: return drivers.restructuring
    case .operatingIncome: return operatingIncome
    case .operatingMargin: return revenue == 0 ? 0 : operatingIncome / revenue * 100
    case .interestOther: return drivers.interestOther
    case .pretax: return pretax
    case .tax: return tax
    case .netIncomeTotal: return netIncomeTotal
    case .minorities: return drivers.minorities
    case .netIncome: return netIncome
    case .stockCompensation: return drivers.stockCompensation
    case .otherNonGAAP: return drivers.otherNonGAAP
    case .netIncomeNonGAAP: return netIncomeNonGAAP
    case .numeratorAdjustment: return drivers.numeratorAdjustment
    case .dilutedShares: return drivers.dilutedShares
    case .epsGAAP: return epsGAAP
    case .epsNonGAAP: return epsNonGAAP
    }
  }
}
