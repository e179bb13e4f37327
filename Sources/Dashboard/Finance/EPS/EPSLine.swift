package import Model

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
