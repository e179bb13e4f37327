package import Model

/// An estimate of a quarter: a base quarter, and what is assumed to change from it to the target.
///
/// A driver that nobody set is carried forward from the base, without what happened once in it. Units and storage are published
/// before the results: where quarters between base and target have no results yet, the newest of their figures are carried.
package struct EPSEstimate: Sendable {
  /// The reported quarter that it starts from.
  package let base: EPSQuarter
  /// The quarter that is estimated.
  package let target: Period
  /// What is set, at most once a driver.
  package let assumptions: [EPSAssumption]
  /// The drivers of the target, each in its unit.
  package let values: DriverValues
  /// What the estimate starts from as it was reported: the base's drivers, units and storage perhaps of a quarter after it.
  package let from: DriverValues
  /// What is carried forward, and what changes are measured from: `from` without what happened once in the base.
  package let start: DriverValues
  private let newerUnits: Figure?
  private let newerStorage: Figure?
  private let snapshot: Snapshot
  private let at: Instant

  /// Works out an estimate, with what was published at an instant, by default the snapshot's.
  ///
  /// Throws where the target comes before the base, where a driver leaves its domain, where what is asked for is not published, and
  /// where operating expenses are set beside one of their lines.
  package init(
    base: EPSQuarter, target: Period, assumptions: [EPSAssumption] = [], at instant: Instant? = nil, _ s: Snapshot
  ) throws(EPSFault) {
    guard case .quarter = target else { throw .notAQuarter(target) }
    guard target >= base.quarter else { throw .targetBeforeBase(base: base.quarter, target: target) }
    self.base = base
    self.target = target
    self.assumptions = assumptions
    snapshot = s
    let at = min(instant ?? s.asOf, s.asOf)
    self.at = at
    newerUnits = EPSEstimate.newer(.deliveries, than: base.quarter, before: target, at, s)
    newerStorage = EPSEstimate.newer(.storage, than: base.quarter, before: target, at, s)
    // A quarter estimated from itself is what it was.
    var (from, start) = (base.values, target == base.quarter ? base.values : base.carried.values)
    if let figure = newerUnits { from[.units] = base.units(of: figure.value) }
    if let figure = newerStorage { from[.storage] = figure.value }
    (start[.units], start[.storage]) = (from[.units], from[.storage])
    (self.from, self.start) = (from, start)
    var values = start
    for (i, a) in assumptions.enumerated() {
      for b in assumptions[..<i] where a.driver.overlaps(b.driver) { throw .overlap(a.driver, b.driver) }
      let value = try EPSEstimate.value(a.setting, of: a.driver, start, base, target, at, s)
      values[a.driver] = value
      guard EPSEstimate.isInside(values, a.driver) else { throw .outOfDomain(a.driver, value) }
    }
    self.values = values
  }

  /// Whether a driver's value is possible; for operating expenses their lines must be, too.
  package static func isInside(_ values: DriverValues, _ driver: EPSDriver) -> Bool {
    func isInside(_ driver: EPSDriver) -> Bool { values[driver].isFinite && driver.domain.contains(values[driver]) }
    return driver == .operatingExpenses ? isInside(.researchAndDevelopment) && isInside(.sga) : isInside(driver)
  }

  private static func value(
    _ setting: DriverSetting, of driver: EPSDriver, _ start: DriverValues, _ base: EPSQuarter, _ target: Period, _ at: Instant,
    _ s: Snapshot
  ) throws(EPSFault) -> Double {
    switch setting {
    case .value(let value): return value
    case .relative(let change): return start[driver] * (1 + change / 100)
    case .change(let change): return start[driver] + change
    case .published:
      guard let figure = published(driver, target, at, s) else { throw .notPublished(driver, target) }
      return driver == .units ? base.units(of: figure.value) : figure.value
    }
  }

  /// The newest figure of a quarter after the base and before the target, where none of these had results at an instant.
  private static func newer(_ metric: Metric, than base: Period, before target: Period, _ at: Instant, _ s: Snapshot) -> Figure? {
    var newest: Figure?
    var quarter = target.advanced(by: -1)
    while quarter > base {
      guard s.reading(.netIncome, quarter, at: at).figure == nil else { return nil }
      if newest == nil { newest = s.reading(metric, quarter, at: at).figure }
      quarter = quarter.advanced(by: -1)
    }
    return newest
  }

  /// The quarter that a driver is carried forward from.
  package func quarter(of driver: EPSDriver) -> Period { newer(driver)?.period ?? base.quarter }

  private func newer(_ driver: EPSDriver) -> Figure? {
    driver == .units ? newerUnits : driver == .storage ? newerStorage : nil
  }

  /// What happened once in the base and is not carried forward; nil where there is none worth the name, and in the base itself.
  package var oneOff: OneOff? {
    guard target != base.quarter, let netIncome = base.carried.oneOff else { return nil }
    let carried = base.carried.values
    return OneOff(
      netIncome: netIncome, perShare: netIncome / base.values[.dilutedShares],
      interestOther: base.values[.interestOther] - carried[.interestOther],
      otherNonGAAP: base.values[.otherNonGAAP] - carried[.otherNonGAAP])
  }

  /// Other income of the base, before tax, USD million, that is as large as a one-off and carried; nil where it is not, or was set.
  package var otherIncomeCarried: Double? {
    target == base.quarter || assumption(.interestOther) != nil ? nil : base.carried.otherIncome
  }

  /// A one-off, below 0 for a loss: after tax, and what it is in the lines that hold it; USD million, a share in USD.
  package struct OneOff: Sendable {
    /// What it was of GAAP net income.
    package let netIncome: Double
    /// The same over the base's diluted shares.
    package let perShare: Double
    /// How much of it stood in interest and other income, before tax.
    package let interestOther: Double
    /// How much of it non-GAAP net income took out.
    package let otherNonGAAP: Double
  }

  /// Whether a driver's value is a published figure itself: units are not, where cars under operating lease are subtracted.
  package func isPublished(_ driver: EPSDriver) -> Bool {
    assumption(driver)?.setting == .published && (driver != .units || (base.leaseShare ?? 0) == 0)
  }

  /// Whether a driver of a quarter has been published, before its results or with them.
  package static func isPublished(_ driver: EPSDriver, _ target: Period, _ s: Snapshot) -> Bool {
    published(driver, target, s.asOf, s) != nil
  }

  /// What had been published about the target before its results.
  private static func published(_ driver: EPSDriver, _ target: Period, _ at: Instant, _ s: Snapshot) -> Figure? {
    let metric: Metric? = driver == .units ? .deliveries : driver == .storage ? .storage : nil
    guard let metric else { return nil }
    let release = s.earnings.first { $0.quarter == target }?.release
    return s.reading(metric, target, at: release.map { min(at, Instant(seconds: $0.seconds - 1)) } ?? at).figure
  }

  /// The value that a setting gives, in the driver's unit; nil where it asks for what is not published.
  package func value(_ setting: DriverSetting, of driver: EPSDriver) -> Double? {
    try? EPSEstimate.value(setting, of: driver, start, base, target, at, snapshot)
  }

  /// The income statement that the drivers give.
  package var statement: IncomeStatement { IncomeStatement(values) }

  /// Which deliveries count as units.
  package var count: UnitCount { base.count }

  /// The share of the base's deliveries that is under operating lease.
  package var leaseShare: Double? { base.leaseShare }

  /// What is set about a driver itself.
  package func assumption(_ driver: EPSDriver) -> EPSAssumption? { assumptions.first { $0.driver == driver } }

  /// Whether a driver was set: itself, as a part of operating expenses, or by one of its parts.
  package func isSet(_ driver: EPSDriver) -> Bool {
    assumptions.contains { $0.driver.overlaps(driver) && (driver != .restructuring || $0.driver == driver) }
  }

  /// The change of a driver's value, by default the estimate's, from what was reported: in per cent, or in points for a driver
  /// that is in per cent; nil where it starts from nothing above 0.
  package func change(_ driver: EPSDriver, to value: Double? = nil) -> Double? {
    let (from, to) = (from[driver], value ?? values[driver])
    if driver.unit == .percent { return to - from }
    return from > 0 ? (to / from - 1) * 100 : nil
  }

  // MARK: setting drivers

  /// The assumptions with one more, which takes the place of the one about the same driver.
  ///
  /// Operating expenses take the place of all of their lines; one of the lines turns operating expenses into the lines they stood for.
  package func setting(_ new: EPSAssumption) -> [EPSAssumption] {
    var all = assumptions
    if let whole = assumption(.operatingExpenses), EPSDriver.operatingLines.contains(new.driver) {
      all.removeAll { $0.driver == .operatingExpenses }
      for part in [EPSDriver.researchAndDevelopment, .sga] where part != new.driver {
        all.append(EPSAssumption(part, .value(values[part]), whole.origin))
      }
    }
    if new.driver == .operatingExpenses { all.removeAll { EPSDriver.operatingLines.contains($0.driver) } }
    if let i = all.firstIndex(where: { $0.driver == new.driver }) { all[i] = new } else { all.append(new) }
    return all
  }

  /// The assumptions that carry a driver forward again: operating expenses with all of their lines, a line of them without the others.
  package func resetting(_ driver: EPSDriver) -> [EPSAssumption] {
    if driver == .operatingExpenses { return assumptions.filter { !$0.driver.overlaps(driver) } }
    guard isSet(driver) else { return assumptions }
    return setting(EPSAssumption(driver, .change(0))).filter { $0.driver != driver }
  }

  // MARK: figures

  /// A driver with who says so.
  package func figure(_ driver: EPSDriver) -> Figure {
    Figure(values[driver], driver.unit, target, driver.basis, provenance(driver))
  }

  /// What a driver starts from, with where it comes from.
  package func startFigure(_ driver: EPSDriver) -> Figure {
    guard let newer = newer(driver) else { return base.figure(driver) }
    guard driver == .units, count == .withoutOperatingLease else { return newer }
    return Figure(
      from[.units], .vehicles, newer.period, driver.basis,
      .derived(rule: EPSRule.lessLeases(base.quarter), inputs: [newer, base.figure(.units)]))
  }

  private func provenance(_ driver: EPSDriver) -> Provenance {
    guard let a = assumption(driver) else {
      if driver == .operatingExpenses, isSet(driver) {
        return .derived(
          rule: EPSRule.operatingExpenses, inputs: [figure(.researchAndDevelopment), figure(.sga), figure(.restructuring)])
      }
      if let whole = assumption(.operatingExpenses), driver == .researchAndDevelopment || driver == .sga {
        return .derived(
          rule: Phrase("in proportion to the base's lines", "기준 분기 비율대로 나눔"),
          inputs: [
            Figure(whole.setting == .published ? 0 : values[.operatingExpenses], .millionUSD, target, .gaap, stated(whole))
          ])
      }
      return .assumed(reason: carriedForward(driver))
    }
    return stated(a)
  }

  /// How a driver that nobody set comes from the base.
  package func carriedForward(_ driver: EPSDriver) -> Phrase {
    let from = quarter(of: driver)
    if let newer = newer(driver), driver == .units, count == .withoutOperatingLease {
      let rule = EPSRule.lessLeases(base.quarter)
      let deliveries = Int(rounding: newer.value)
      return Phrase(
        "carried forward from \(from.label): \(deliveries) \(rule.en)", "\(from.label) 값을 그대로 유지: \(deliveries) \(rule.ko)")
    }
    guard target != base.quarter, from == base.quarter else { return EPSRule.carried(from) }
    switch driver {
    case .epsNumeratorAdjustment: return EPSRule.notRepeated
    case .taxRate: return base.carried.rate?.rule ?? EPSRule.carried(from)
    case .interestOther where base.carried.oneOff != nil: return EPSRule.withoutOneOff(from)
    case .otherNonGAAP where base.carried.oneOff != nil: return EPSRule.withoutOneOff(from)
    case .interestOther where start[.taxRate] != base.values[.taxRate]: return EPSRule.interestOtherCarried(from)
    default: return EPSRule.carried(from)
    }
  }

  private func stated(_ a: EPSAssumption) -> Provenance {
    let from = quarter(of: a.driver).label
    let change = a.setting.text(for: a.driver)
    if a.setting == .published, let figure = EPSEstimate.published(a.driver, target, at, snapshot) {
      guard !isPublished(a.driver) else {
        return .derived(rule: Phrase("as published before the results", "실적 전에 공개된 값"), inputs: [figure])
      }
      return .derived(rule: EPSRule.lessLeases(base.quarter), inputs: [figure, base.figure(.units)])
    }
    switch a.origin {
    case .claim(let id):
      guard let claim = snapshot.claims.first(where: { $0.id == id }), let figure = claim.figure else {
        return .assumed(reason: Phrase("\(id): \(change) on \(from)", "\(id): \(from) 대비 \(change)"))
      }
      return .derived(
        rule: Phrase("\(from) \(change), as claimed", "\(from) 대비 \(change) (주장)"), inputs: [figure, startFigure(a.driver)])
    case .stated(let reason): return .assumed(reason: reason)
    case .user:
      if case .value = a.setting { return .assumed(reason: Phrase("set by you: \(change)", "직접 입력: \(change)")) }
      return .assumed(reason: Phrase("set by you: \(change) on \(from)", "직접 입력: \(from) 대비 \(change)"))
    }
  }

  /// A line of the estimated income statement with what it is made of.
  package func figure(of line: EPSLine) -> Figure {
    let inputs = line.drivers.map { figure($0) } + line.lines.map { figure(of: $0) }
    return Figure(statement[line], line.unit, target, line.basis, .derived(rule: EPSRule.of(line), inputs: inputs))
  }
}
