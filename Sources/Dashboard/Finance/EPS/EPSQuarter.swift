package import Model

/// Which deliveries count as units.
///
/// Cars delivered under an operating lease bring leasing revenue over years and are no part of automotive sales revenue; where a quarter
/// does not disclose them, all deliveries count.
package enum UnitCount: Sendable {
  case withoutOperatingLease
  case all
}

/// A reported quarter as its drivers: what an estimate starts from, and what it is held against.
///
/// Where interest and other income, income tax and non-controlling interests are not on record, the tax rate is that of the quarters
/// before (`EPSTax`), and interest and other income is what the reported net income leaves at that rate.
///
/// A quarter stands as it was first reported: restatements give a new net income and not the lines to go with it. Shares and earnings
/// per share are on the share basis of the moment.
package struct EPSQuarter: Sendable {
  /// The quarter that was reported.
  package let quarter: Period
  /// Which deliveries count as units.
  package let count: UnitCount
  /// Its drivers, each in its unit.
  package let values: DriverValues
  /// The share of the deliveries that is under operating lease, 0 to 1; nil where it is not disclosed.
  package let leaseShare: Double?
  /// Whether the lines between operating income and net income are on record.
  package let hasBridge: Bool
  /// What an estimate of another quarter takes over from it.
  package let carried: EPSCarried
  private let snapshot: Snapshot
  private let version: Version

  /// The version of a quarter's figures before any restatement.
  private struct Version {
    var quarter: Period
    var at: Instant
    /// How many shares of that version make one share of the moment looked at; other than 1 only where a split came after a
    /// restatement.
    var shares = 1.0

    init(_ quarter: Period, at instant: Instant, _ s: Snapshot) {
      self.quarter = quarter
      at = instant
      let restated = s.versions(.netIncome, quarter).dropFirst().first?.knownAt
      guard let restated, restated <= instant else { return }
      at = Instant(seconds: restated.seconds - 1)
      let (then, now) = (s.reading(.dilutedShares, quarter, at: at), s.reading(.dilutedShares, quarter, at: instant))
      if let then = then.value, let now = now.value, then > 0 { shares = now / then }
    }

    func reading(_ metric: Metric, _ s: Snapshot) -> Reading {
      let reading = s.reading(metric, quarter, at: at)
      guard case .known(var figure) = reading else { return reading }
      figure.value = Split.convert(figure, metric.splitPower, by: shares).value
      return .known(figure)
    }
  }

  /// Reads a quarter as it was known at an instant, by default the snapshot's.
  ///
  /// Throws where its income statement was not known then.
  package init(_ quarter: Period, at instant: Instant? = nil, _ s: Snapshot) throws(EPSFault) {
    guard case .quarter = quarter else { throw .notAQuarter(quarter) }
    let at = min(instant ?? s.asOf, s.asOf)
    let version = Version(quarter, at: at, s)
    func known(_ metric: Metric) -> Double? { version.reading(metric, s).value }
    func need(_ metric: Metric) throws(EPSFault) -> Double {
      guard let value = known(metric) else {
        throw .noStatement(quarter, newest: EPSQuarter.newest(at: at, s))
      }
      return value
    }
    var v = DriverValues()
    let deliveries = try need(.deliveries)
    let leased = known(.deliveriesOperatingLease)
    leaseShare = leased.map { $0 / deliveries }
    let units = deliveries - (leased ?? 0)
    guard units > 0 else { throw .outOfDomain(.units, units) }
    v[.units] = units
    v[.fsdDeferred] = known(.fsdDeferred) ?? 0
    v[.price] = (try need(.automotiveSales) - v[.fsdDeferred]) * 1_000_000 / units
    v[.unitCost] = try need(.automotiveSalesCost) * 1_000_000 / units
    v[.credits] = try need(.regulatoryCredits)
    v[.leasingRevenue] = try need(.automotiveLeasing)
    v[.leasingCost] = try need(.automotiveLeasingCost)
    v[.energyRevenue] = try need(.energyRevenue)
    v[.energyMargin] = EPSQuarter.margin(v[.energyRevenue], try need(.energyCost))
    v[.servicesRevenue] = try need(.servicesRevenue)
    v[.servicesMargin] = EPSQuarter.margin(v[.servicesRevenue], try need(.servicesCost))
    v[.storage] = known(.storage) ?? 0
    v[.iraShare] = 100
    v[.researchAndDevelopment] = try need(.researchAndDevelopment)
    v[.sga] = try need(.sga)
    v[.restructuring] = try need(.restructuring)
    let income = (gaap: try need(.netIncome), adjusted: try need(.netIncomeNonGAAP))
    v[.dilutedShares] = try need(.dilutedShares)
    guard v[.dilutedShares] >= 1 else { throw .outOfDomain(.dilutedShares, v[.dilutedShares]) }
    let (gross, net) = (known(.stockCompensation), known(.stockCompensationNetOfTax))
    v[.stockCompensation] = gross ?? net ?? 0
    v[.otherNonGAAP] = income.adjusted - income.gaap - v[.stockCompensation]
    let tax = EPSQuarter.fillBelowTheLine(&v, income.gaap, known) { EPSTax.trailing(before: quarter, at: version.at, s) }
    hasBridge = tax.isOnRecord
    carried = EPSCarried(
      v, nonGAAP: income.adjusted, compensationTax: gross.flatMap { gross in net.map { gross - $0 } },
      knowsCompensation: gross != nil || net != nil, otherIncome: known(.otherIncome), rate: tax.rate)
    v[.epsNumeratorAdjustment] = EPSQuarter.adjustment(
      income.gaap, income.adjusted, onRecord: known(.netIncomeForEPS).map { $0 - income.gaap }, quarter, s)
    // A user's facts may have a tax of all income, from which nothing can be worked back.
    for driver in EPSDriver.allCases where !v[driver].isFinite { throw .outOfDomain(driver, v[driver]) }
    self.quarter = quarter
    count = leased == nil ? .all : .withoutOperatingLease
    values = v
    snapshot = s
    self.version = version
  }

  /// The way from operating income to net income: as it is on record, otherwise by the rate of the quarters before; also says
  /// which, and the rate to continue with where it is not the quarter's own.
  private static func fillBelowTheLine(
    _ v: inout DriverValues, _ netIncome: Double, _ known: (Metric) -> Double?, _ trailing: () -> EPSTax.Rate
  ) -> (isOnRecord: Bool, rate: EPSTax.Rate?) {
    let operatingIncome = IncomeStatement(v).operatingIncome
    if let pretax = known(.pretaxIncome), let tax = known(.incomeTax), pretax != 0 {
      v[.interestOther] = pretax - operatingIncome
      v[.taxRate] = tax / pretax * 100
      v[.nonControllingInterests] = pretax - tax - netIncome
      return (true, EPSTax.isUsual(tax: tax, pretax: pretax) ? nil : trailing())
    }
    let rate = trailing()
    v[.taxRate] = rate.value
    v[.interestOther] = netIncome / (1 - v[.taxRate] / 100) - operatingIncome
    return (false, rate)
  }

  /// The cars sold among so many deliveries, at this quarter's share of operating leases.
  func units(of deliveries: Double) -> Double { deliveries * (1 - (leaseShare ?? 0)) }

  /// The newest quarter with an income statement.
  package static func newest(at instant: Instant? = nil, _ s: Snapshot) -> Period? {
    s.quarters(.netIncome).last { s.reading(.netIncome, $0.period, at: instant ?? s.asOf).figure != nil }?.period
  }

  private static func margin(_ revenue: Double, _ cost: Double) -> Double {
    revenue == 0 ? 0 : (revenue - cost) / revenue * 100
  }

  /// What the reported earnings per share hold beside net income, USD million: the amount on record, or the smallest, with which both
  /// GAAP and non-GAAP ones round to the cents reported; where nothing is on record and none is needed 0.
  ///
  /// On the shares of the report: a split rounds nothing. Where no amount fits both, the GAAP earnings decide, since what is counted
  /// there (buy-outs of non-controlling interests) is a matter of GAAP.
  private static func adjustment(
    _ gaap: Double, _ adjusted: Double, onRecord: Double?, _ quarter: Period, _ s: Snapshot
  ) -> Double {
    func reported(_ metric: Metric) -> Double? { s.versions(metric, quarter).lazy.compactMap(\.reading.value).first }
    guard let shares = reported(.dilutedShares) else { return onRecord ?? 0 }
    // Half a cent rounds up; the billionth keeps the ends apart from what binary fractions make of them.
    let half = 0.005 - 1e-9
    func fitting(_ metric: Metric, _ income: Double) -> ClosedRange<Double>? {
      reported(metric).map { ($0 - half) * shares - income...($0 + half) * shares - income }
    }
    let (a, b) = (fitting(.epsGAAP, gaap), fitting(.epsNonGAAP, adjusted))
    guard var range = a ?? b else { return onRecord ?? 0 }
    if let a, let b, a.overlaps(b) { range = a.clamped(to: b) }
    return max(range.lowerBound, min(range.upperBound, onRecord ?? 0))
  }

  /// Whether a driver is on record or follows from lines that are, and not only from what is assumed about the others.
  package func isOnRecord(_ driver: EPSDriver) -> Bool {
    switch driver {
    case .interestOther, .taxRate, .nonControllingInterests: return hasBridge
    case .stockCompensation: return fact(.stockCompensation).figure != nil
    case .epsNumeratorAdjustment: return values[.epsNumeratorAdjustment] == 0 || fact(.netIncomeForEPS).figure != nil
    case .fsdDeferred: return fact(.fsdDeferred).figure != nil
    case .iraCredit, .iraShare: return false
    default: return true
    }
  }

  // MARK: figures

  private func fact(_ metric: Metric) -> Reading { version.reading(metric, snapshot) }

  /// A line as it was reported, or as it follows from what was.
  package func reading(_ line: EPSLine) -> Reading {
    if let metric = line.metric {
      // On the way to net income, only what is on record.
      if line == .nonControllingInterests, !hasBridge { return .absent(.notInRecord) }
      let reading = fact(metric)
      return reading.figure == nil ? .absent(.notInRecord) : reading
    }
    switch line {
    case .grossMargin: return Growth.share(fact(.grossProfit), of: fact(.revenue), rule: EPSRule.grossMargin)
    case .operatingMargin: return Growth.share(fact(.operatingIncome), of: fact(.revenue), rule: EPSRule.operatingMargin)
    case .interestOther: return hasBridge ? .known(figure(.interestOther)) : .absent(.notInRecord)
    case .otherNonGAAP: return .known(figure(.otherNonGAAP))
    case .epsNumeratorAdjustment: return .known(figure(.epsNumeratorAdjustment))
    default: return .absent(.notInRecord)
    }
  }

  /// A driver with where it comes from.
  package func figure(_ driver: EPSDriver) -> Figure {
    func own(_ provenance: Provenance) -> Figure { Figure(values[driver], driver.unit, quarter, driver.basis, provenance) }
    func assumed(_ reason: Phrase) -> Figure { own(.assumed(reason: reason)) }
    func derived(_ rule: Phrase, _ metrics: Metric...) -> Figure {
      own(.derived(rule: rule, inputs: metrics.compactMap { fact($0).figure }))
    }
    func same(_ metric: Metric) -> Figure { fact(metric).figure ?? assumed(EPSRule.notOnRecord) }
    switch driver {
    case .units:
      return count == .all
        ? same(.deliveries) : derived(EPSRule.unitsSold, .deliveries, .deliveriesOperatingLease)
    case .price:
      let sales = [Metric.automotiveSales, .fsdDeferred].compactMap { fact($0).figure }
      return own(.derived(rule: EPSRule.price(count, hasDeferred: sales.count == 2), inputs: sales + [figure(.units)]))
    case .unitCost:
      let cost = [fact(.automotiveSalesCost).figure].compactMap { $0 }
      return own(.derived(rule: EPSRule.unitCost(count), inputs: cost + [figure(.units)]))
    case .fsdDeferred: return isOnRecord(driver) ? same(.fsdDeferred) : assumed(EPSRule.noDeferred)
    case .credits: return same(.regulatoryCredits)
    case .leasingRevenue: return same(.automotiveLeasing)
    case .leasingCost: return same(.automotiveLeasingCost)
    case .energyRevenue: return same(.energyRevenue)
    case .energyMargin: return derived(EPSRule.margin, .energyRevenue, .energyCost)
    case .storage: return same(.storage)
    case .iraCredit: return assumed(EPSRule.creditOff)
    case .iraShare: return assumed(EPSRule.creditShare)
    case .servicesRevenue: return same(.servicesRevenue)
    case .servicesMargin: return derived(EPSRule.margin, .servicesRevenue, .servicesCost)
    case .operatingExpenses: return derived(EPSRule.operatingExpenses, .researchAndDevelopment, .sga, .restructuring)
    case .researchAndDevelopment: return same(.researchAndDevelopment)
    case .sga: return same(.sga)
    case .restructuring: return same(.restructuring)
    case .epsNumeratorAdjustment where fact(.netIncomeForEPS).figure != nil:
      return derived(EPSRule.adjustmentOnRecord, .netIncomeForEPS, .netIncome)
    case .epsNumeratorAdjustment:
      return derived(
        isOnRecord(driver) ? EPSRule.noAdjustment : EPSRule.adjustment, .epsGAAP, .epsNonGAAP, .dilutedShares, .netIncome,
        .netIncomeNonGAAP)
    case .dilutedShares: return same(.dilutedShares)
    case .interestOther where hasBridge: return derived(EPSRule.interestOther, .pretaxIncome, .operatingIncome)
    case .interestOther: return derived(EPSRule.interestOtherImplied, .netIncome, .operatingIncome)
    case .taxRate where hasBridge: return derived(EPSRule.taxRate, .incomeTax, .pretaxIncome)
    case .taxRate:
      let rate = EPSTax.trailing(before: quarter, at: version.at, snapshot)
      return rate.inputs.isEmpty ? assumed(rate.rule) : own(.derived(rule: rate.rule, inputs: rate.inputs))
    case .nonControllingInterests:
      return hasBridge ? same(.nonControllingInterests) : assumed(EPSRule.nonControllingInterestsInOther)
    case .stockCompensation:
      return isOnRecord(driver)
        ? same(.stockCompensation) : derived(EPSRule.compensationAfterTax, .stockCompensationNetOfTax)
    case .otherNonGAAP: return derived(EPSRule.otherNonGAAP, .netIncomeNonGAAP, .netIncome, .stockCompensation)
    }
  }
}
