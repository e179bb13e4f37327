package import Model

/// A number for each driver, in the driver's unit.
///
/// Trivial memory, so that a grid of tens of thousands of estimates copies nothing else.
package struct DriverValues: Sendable {
  private var numbers = InlineArray<25, Double>(repeating: 0)

  package init() {}

  /// The value of a driver.
  ///
  /// Operating expenses are the sum of their three lines; setting them moves R&D and SG&A in proportion.
  package subscript(driver: EPSDriver) -> Double {
    @inline(__always) get {
      driver == .operatingExpenses ? operatingExpenses : numbers[driver.index]
    }
    set {
      if driver == .operatingExpenses { operatingExpenses = newValue } else { numbers[driver.index] = newValue }
    }
  }

  private var operatingExpenses: Double {
    get { self[.research] + self[.sellingGeneral] + self[.restructuring] }
    set {
      let (research, selling) = (self[.research], self[.sellingGeneral])
      let wanted = newValue - self[.restructuring]
      let share = research + selling == 0 ? 0 : research / (research + selling)
      self[.research] = wanted * share
      self[.sellingGeneral] = wanted - wanted * share
    }
  }

  /// The same cars with those under operating lease counted among them: more units, each with less revenue and cost.
  func countingAll(leaseShare: Double) -> DriverValues {
    var all = self
    all[.units] = self[.units] / (1 - leaseShare)
    all[.price] = self[.price] * (1 - leaseShare)
    all[.unitCost] = self[.unitCost] * (1 - leaseShare)
    return all
  }
}

extension DriverValues: Equatable {
  package static func == (a: DriverValues, b: DriverValues) -> Bool {
    EPSDriver.allCases.allSatisfy { a.numbers[$0.index] == b.numbers[$0.index] }
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

  @inline(__always)
  private func of(_ driver: EPSDriver) -> Double { drivers[driver] }

  package var automotiveSales: Double { of(.units) * of(.price) / 1_000_000 + of(.fsdDeferred) }
  package var revenue: Double {
    automotiveSales + of(.credits) + of(.leasingRevenue) + of(.energyRevenue) + of(.servicesRevenue)
  }
  package var automotiveSalesCost: Double { of(.units) * of(.unitCost) / 1_000_000 }
  /// The production credit of the quarter: GWh times USD per kWh is USD million.
  package var productionCredit: Double { of(.storage) * of(.iraCredit) * of(.iraShare) / 100 }
  package var energyCost: Double { of(.energyRevenue) * (1 - of(.energyMargin) / 100) - productionCredit }
  package var servicesCost: Double { of(.servicesRevenue) * (1 - of(.servicesMargin) / 100) }
  package var grossProfit: Double {
    revenue - automotiveSalesCost - of(.leasingCost) - energyCost - servicesCost
  }
  package var operatingIncome: Double { grossProfit - of(.operatingExpenses) }
  package var pretax: Double { operatingIncome + of(.interestOther) }
  /// Of a loss too: then a benefit at the same rate.
  package var tax: Double { pretax * of(.taxRate) / 100 }
  package var netIncomeTotal: Double { pretax - tax }
  package var netIncome: Double { netIncomeTotal - of(.minorities) }
  package var netIncomeNonGAAP: Double { netIncome + of(.stockCompensation) + of(.otherNonGAAP) }
  /// USD a share.
  package var epsGAAP: Double { (netIncome + of(.numeratorAdjustment)) / of(.dilutedShares) }
  package var epsNonGAAP: Double { (netIncomeNonGAAP + of(.numeratorAdjustment)) / of(.dilutedShares) }

  package func eps(_ basis: Basis) -> Double { basis == .gaap ? epsGAAP : epsNonGAAP }

  package subscript(line: EPSLine) -> Double {
    switch line {
    case .automotiveSales: return automotiveSales
    case .credits: return of(.credits)
    case .leasing: return of(.leasingRevenue)
    case .energy: return of(.energyRevenue)
    case .services: return of(.servicesRevenue)
    case .revenue: return revenue
    case .automotiveSalesCost: return automotiveSalesCost
    case .leasingCost: return of(.leasingCost)
    case .energyCost: return energyCost
    case .servicesCost: return servicesCost
    case .grossProfit: return grossProfit
    case .grossMargin: return revenue == 0 ? 0 : grossProfit / revenue * 100
    case .research: return of(.research)
    case .sellingGeneral: return of(.sellingGeneral)
    case .restructuring: return of(.restructuring)
    case .operatingIncome: return operatingIncome
    case .operatingMargin: return revenue == 0 ? 0 : operatingIncome / revenue * 100
    case .interestOther: return of(.interestOther)
    case .pretax: return pretax
    case .tax: return tax
    case .netIncomeTotal: return netIncomeTotal
    case .minorities: return of(.minorities)
    case .netIncome: return netIncome
    case .stockCompensation: return of(.stockCompensation)
    case .otherNonGAAP: return of(.otherNonGAAP)
    case .netIncomeNonGAAP: return netIncomeNonGAAP
    case .numeratorAdjustment: return of(.numeratorAdjustment)
    case .dilutedShares: return of(.dilutedShares)
    case .epsGAAP: return epsGAAP
    case .epsNonGAAP: return epsNonGAAP
    }
  }
}
