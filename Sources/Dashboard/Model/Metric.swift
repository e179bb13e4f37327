/// With which release a quarter's figure becomes public.
package enum ReleaseKind: Sendable {
  case deliveries
  case earnings
  /// With the earnings up to 2023Q4, with the deliveries release from 2024Q1 on.
  case storage
  /// When the figures are restated.
  case recast
}

/// What a figure measures.
///
/// The raw value is its column in the facts and its name on the command line.
package enum Metric: String, Sendable, CaseIterable {
  case deliveries, production
  case deliveriesOperatingLease = "deliveries_op_lease"
  case storage = "storage_gwh"
  case revenue = "rev_total"
  case automotiveRevenue = "rev_auto"
  case automotiveSales = "rev_auto_sales"
  case regulatoryCredits = "rev_reg_credits"
  case automotiveLeasing = "rev_auto_leasing"
  case energyRevenue = "rev_energy"
  case servicesRevenue = "rev_services"
  case automotiveCost = "cost_auto"
  case automotiveSalesCost = "cost_auto_sales"
  case automotiveLeasingCost = "cost_auto_leasing"
  case energyCost = "cost_energy"
  case servicesCost = "cost_services"
  case grossProfit = "gross_profit"
  case research = "rd"
  case sellingGeneral = "sga"
  case restructuring = "restructuring_other"
  case operatingIncome = "operating_income"
  case netIncome = "net_income_gaap"
  case netIncomeNonGAAP = "net_income_nongaap"
  case stockCompensation = "sbc"
  case dilutedShares = "diluted_shares"
  case epsGAAP = "eps_gaap"
  case epsNonGAAP = "eps_nongaap"
  case freeCashFlow = "fcf"
  case superchargerStations = "supercharger_stations"
  case superchargerConnectors = "supercharger_connectors"
  case fsdDeferred = "fsd_deferred_recognised"
  case interestIncome = "interest_income"
  case interestExpense = "interest_expense"
  case otherIncome = "other_income_net"
  case pretaxIncome = "pretax"
  case incomeTax = "tax"
  case netIncomeTotal = "net_income_total"
  case minorities = "nci"
  /// Net income after buy-outs of minority interests and convertible interest: what diluted GAAP earnings per share are of.
  case netIncomeForEPS = "net_income_for_eps"
  case stockCompensationNetOfTax = "sbc_net_of_tax"
  case otherNonGAAP = "other_nongaap_items"
  case automotiveDeferred = "auto_deferred_recognised"
  case automotiveDeferredExpected = "auto_deferred_expected"
  /// Shares on the cover of a filing: all that are issued, award shares that nobody has earned yet included.
  case sharesOutstanding = "shares_outstanding"
  /// The same without the award shares that are issued but not yet earned.
  case sharesEarned = "shares_outstanding_earned"
  /// The mean of a quarter by which GAAP divides for basic EPS.
  case basicShares = "basic_shares"
  case priceOpen = "price_open"
  case priceHigh = "price_high"
  case priceLow = "price_low"
  case priceClose = "price_close"
  case volume
  case usdKRW = "usd_krw"
  case usdKRWNoon = "usd_krw_noon_ny"
  case usdKRWClose = "usd_krw_day_close"

  /// The position among all metrics, by which tables of figures are indexed: the tag that an enum without payloads is made of.
  package var index: Int { Int(withUnsafeBytes(of: self) { $0[0] }) }

  // The hash that comes with a raw value is that of its text.
  package func hash(into hasher: inout Hasher) { hasher.combine(index) }

  package var unit: Unit {
    switch self {
    case .deliveries, .production, .deliveriesOperatingLease: return .vehicles
    case .storage: return .gigawattHours
    case .dilutedShares, .basicShares, .sharesOutstanding, .sharesEarned: return .millionShares
    case .epsGAAP, .epsNonGAAP: return .usdPerShare
    case .superchargerStations: return .stations
    case .superchargerConnectors: return .connectors
    case .priceOpen, .priceHigh, .priceLow, .priceClose: return .usd
    case .volume: return .shares
    case .usdKRW, .usdKRWNoon, .usdKRWClose: return .krwPerUSD
    default: return .millionUSD
    }
  }

  package var basis: Basis {
    switch self {
    case .deliveries, .production, .deliveriesOperatingLease, .storage, .superchargerStations,
      .superchargerConnectors:
      return .operational
    case .netIncomeNonGAAP, .epsNonGAAP, .otherNonGAAP, .stockCompensationNetOfTax, .freeCashFlow: return .nonGAAP
    case .priceOpen, .priceHigh, .priceLow, .priceClose, .volume, .usdKRW, .usdKRWNoon, .usdKRWClose, .sharesOutstanding,
      .sharesEarned:
      return .market
    default: return .gaap
    }
  }

  package var release: ReleaseKind {
    switch self {
    case .deliveries, .production: return .deliveries
    case .storage: return .storage
    default: return .earnings
    }
  }

  /// Whether the row's first confidence mark applies (the headline) or the second one (the lines below it).
  package var isHeadline: Bool {
    switch self {
    case .deliveries, .production, .storage, .revenue, .grossProfit, .operatingIncome, .netIncome,
      .netIncomeNonGAAP, .superchargerStations, .superchargerConnectors:
      return true
    default: return false
    }
  }

  /// What a share split multiplies a figure of the quarters by, as a power of the split's ratio: -1 for amounts a share, 1 for numbers of
  /// shares, 0 for all others.
  package var splitPower: Int {
    switch self {
    case .dilutedShares, .basicShares, .sharesOutstanding, .sharesEarned: return 1
    case .epsGAAP, .epsNonGAAP: return -1
    default: return 0
    }
  }

  /// Whether the number changes with a share split: per-share amounts and share counts.
  package var splits: Bool { splitPower != 0 }
}
