package import Model

/// An estimate of a quarter: a base quarter, and what is assumed to change from it to the target.
///
/// A driver that nobody set is carried forward from the base.
package struct EPSCase: Sendable {
  package let base: EPSQuarter
  /// The quarter that is estimated.
  package let target: Period
  /// What is set, at most once a driver.
  package let assumptions: [EPSAssumption]
  /// The drivers of the target, each in its unit.
  package let values: DriverValues
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
    var values = base.values
    if target != base.quarter { values[.numeratorAdjustment] = 0 }
    for (i, a) in assumptions.enumerated() {
      for b in assumptions[..<i] where a.driver.overlaps(b.driver) { throw .overlap(a.driver, b.driver) }
      let value = try EPSCase.value(a.setting, of: a.driver, base, target, at, s)
      values[a.driver] = value
      guard EPSCase.isInside(values, a.driver) else { throw .outOfDomain(a.driver, value) }
    }
    self.values = values
  }

  /// Of operating expenses the lines must be possible too.
  package static func isInside(_ values: DriverValues, _ driver: EPSDriver) -> Bool {
    func isInside(_ driver: EPSDriver) -> Bool { values[driver].isFinite && driver.domain.contains(values[driver]) }
    return driver == .operatingExpenses ? isInside(.research) && isInside(.sellingGeneral) : isInside(driver)
  }

  private static func value(
    _ setting: DriverSetting, of driver: EPSDriver, _ base: EPSQuarter, _ target: Period, _ at: Instant, _ s: Snapshot
  ) throws(EPSFault) -> Double {
    switch setting {
    case .value(let value): return value
    case .relative(let change): return base.values[driver] * (1 + change / 100)
    case .change(let change): return base.values[driver] + change
    case .published:
      guard let figure = published(driver, target, at, s) else { throw .notPublished(driver, target) }
      return driver == .units ? figure.value * (1 - (base.leaseShare ?? 0)) : figure.value
    }
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
    try? EPSCase.value(setting, of: driver, base, target, at, snapshot)
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

  /// The change on the base of a driver's value, by default the estimate's: relative in per cent, for a driver in per cent in points;
  /// nil from a base that is not above 0.
  package func change(_ driver: EPSDriver, to value: Double? = nil) -> Double? {
    let (from, to) = (base.values[driver], value ?? values[driver])
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
      for part in [EPSDriver.research, .sellingGeneral] where part != new.driver {
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

  private func provenance(_ driver: EPSDriver) -> Provenance {
    let from = base.quarter.label
    guard let a = assumption(driver) else {
      if driver == .operatingExpenses, isSet(driver) {
        return .derived(
          rule: EPSRule.operatingExpenses, inputs: [figure(.research), figure(.sellingGeneral), figure(.restructuring)])
      }
      if let whole = assumption(.operatingExpenses), driver == .research || driver == .sellingGeneral {
        return .derived(
          rule: Phrase("in proportion to the base's lines", "기준 분기 비율대로 나눔"),
          inputs: [
            Figure(whole.setting == .published ? 0 : values[.operatingExpenses], .millionUSD, target, .gaap, stated(whole))
          ])
      }
      if driver == .numeratorAdjustment, target != base.quarter { return .assumed(reason: EPSRule.notRepeated) }
      return .assumed(reason: Phrase("carried forward from \(from)", "\(from) 값을 그대로 유지"))
    }
    return stated(a)
  }

  private func stated(_ a: EPSAssumption) -> Provenance {
    let from = base.quarter.label
    let change = a.setting.text(for: a.driver)
    if a.setting == .published, let figure = EPSCase.published(a.driver, target, at, snapshot) {
      guard a.driver == .units, count == .withoutOperatingLease else {
        return .derived(rule: Phrase("as published before the results", "실적 전에 공개된 값"), inputs: [figure])
      }
      let inputs = [figure] + [base.figure(.units)]
      return .derived(
        rule: Phrase(
          "deliveries published × (1 − share under operating lease of \(from))", "공개 인도량 × (1 − \(from) 운용리스 비율)"),
        inputs: inputs)
    }
    switch a.origin {
    case .claim(let id):
      guard let claim = snapshot.claims.first(where: { $0.id == id }), let figure = claim.figure else {
        return .assumed(reason: Phrase("\(id): \(change) on \(from)", "\(id): \(from) 대비 \(change)"))
      }
      return .derived(
        rule: Phrase("\(from) \(change), as claimed", "\(from) 대비 \(change) (주장)"), inputs: [figure, base.figure(a.driver)])
    case .stated(let reason): return .assumed(reason: reason)
    case .own:
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
