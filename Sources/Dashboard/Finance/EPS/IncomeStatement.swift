package import Model

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
