package import Analysis
package import Finance
package import Model

extension Report {
  /// An estimate of a quarter's earnings per share, and what it began as.
  package struct Estimate {
    /// The estimate itself, complete.
    package let eps: EPSEstimate
    /// The preset that it begins with, where that is known.
    let preset: EPSPreset?
    /// The user's saved estimate that it begins with.
    let saved: SavedEstimate?

    /// The preset that it began as, even where that is not known at the moment.
    var presetName: String? { preset?.id ?? saved?.preset }

    /// An estimate that begins with a preset, a saved one or nothing, and sets some drivers; for a driver set twice, the last counts.
    ///
    /// Without a target it is for the newest quarter with known deliveries, without a base it starts from the quarter before the target.
    /// Throws where there is no such quarter, or where a driver cannot have its value.
    package init(
      _ a: Analysis, preset: EPSPreset? = nil, saved: SavedEstimate? = nil, base: Period? = nil, target: Period? = nil,
      settings: [EPSAssumption] = []
    ) throws(EPSFault) {
      let s = a.snapshot
      let givenTarget = target ?? preset?.target ?? saved?.target
      let target = if let givenTarget { givenTarget } else { try Self.target(after: base, s) }
      let givenBase = base ?? preset?.base ?? saved?.base
      let base = if let givenBase { givenBase } else { try Self.base(before: target, a) }
      let sets = try Self.lastOfEach(settings)
      // What is replaced need not be possible in the preset.
      let given = (preset?.assumptions ?? saved?.assumptions(s) ?? []).filter { old in
        !sets.contains { $0.driver == old.driver || $0.driver == .operatingExpenses && $0.driver.overlaps(old.driver) }
      }
      let quarter = try a.quarter(base)
      var eps = try EPSEstimate(base: quarter, target: target, assumptions: given, s)
      for new in sets { eps = try EPSEstimate(base: quarter, target: target, assumptions: eps.setting(new), s) }
      (self.eps, self.preset, self.saved) = (eps, preset, saved)
    }

    private static func lastOfEach(_ settings: [EPSAssumption]) throws(EPSFault) -> [EPSAssumption] {
      var all: [EPSAssumption] = []
      for new in settings {
        if let i = all.firstIndex(where: { $0.driver == new.driver }) {
          all[i] = new
          continue
        }
        if let old = all.first(where: { $0.driver.overlaps(new.driver) }) { throw .overlap(old.driver, new.driver) }
        all.append(new)
      }
      return all
    }

    /// The newest quarter with known deliveries; from a given base at least the quarter after it.
    private static func target(after base: Period?, _ s: Snapshot) throws(EPSFault) -> Period {
      let newest = s.latestQuarter(.deliveries)
      if let base, newest.map({ $0 <= base }) ?? true { return base.advanced(by: 1) }
      guard let newest else { throw .noStatement(.quarter(of: s.asOf.newYorkDay), newest: nil) }
      return newest
    }

    /// The quarter before the target, or the newest before it whose income statement is known.
    private static func base(before target: Period, _ a: Analysis) throws(EPSFault) -> Period {
      let before = a.snapshot.quarters(.netIncome).last { $0.period < target && (try? a.quarter($0.period)) != nil }
      guard let before else { throw .noStatement(target.advanced(by: -1), newest: EPSQuarter.newest(a.snapshot)) }
      return before.period
    }
  }

  /// What a driver must be for wanted earnings per share.
  package struct Solution {
    let driver: EPSDriver
    /// USD a share.
    let wanted: Double
    /// In the driver's unit.
    let value: Double

    /// A driver with its value for the earnings wanted.
    package init(driver: EPSDriver, wanted: Double, value: Double) {
      (self.driver, self.wanted, self.value) = (driver, wanted, value)
    }
  }
}
