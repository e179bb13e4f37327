package import Model

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
