import Finance
import Model
import Testing

/// The estimate of earnings per share: identity, solver, bridge, grid and record.
@Suite struct EPSTests {
  let s = Snapshot(of: Record.book, asOf: Record.now)

  static func q(_ label: String) -> Period { Period(label) ?? .year(1) }
  private func q(_ label: String) -> Period { Self.q(label) }

  static let reported: [Period] = {
    Snapshot(of: Record.book, asOf: Record.now).quarters(.netIncome).map(\.period)
  }()

  @Test func allThirtyQuartersHaveTheirLines() { #expect(Self.reported.count == 30) }

  @Test(arguments: reported) func aQuartersOwnDriversGiveBackItsLines(quarter: Period) throws {
    let own = try EPSEstimate(base: EPSQuarter(quarter, s), target: quarter, s)
    for line in EPSLine.allCases where line.unit == .millionUSD {
      // As first reported: of 2024 only the net income was restated.
      guard let reported = line.metric.flatMap({ s.versions($0, quarter).first?.reading.value }) else { continue }
      // Exact but for the last bits of dividing and multiplying.
      #expect(abs(own.statement[line] - reported) < 1e-8, "\(line.rawValue)")
    }
    for (line, metric) in [(EPSLine.epsGAAP, Metric.epsGAAP), (.epsNonGAAP, .epsNonGAAP)] {
      let day = try #require(s.earnings.first { $0.quarter == quarter }).release
      let reported = try #require(s.reading(metric, quarter, at: max(day, Instant(Day(civil: 2022, 9, 1), 12, 0))).value)
      let isBridged = s.reading(.pretaxIncome, quarter).figure != nil
      let cents = (own.statement[line] * 100).rounded()
      #expect(!isBridged || cents == (reported * 100).rounded(), "\(line.rawValue) \(own.statement[line])")
      // Elsewhere splits have rounded what was reported once more.
      #expect(abs(own.statement[line] - reported) < 0.011, "\(line.rawValue)")
    }
  }

  @Test func withNothingSetEverythingIsCarriedForward() throws {
    let base = try EPSQuarter(q("2023Q1"), s)
    let carried = try EPSEstimate(base: base, target: q("2023Q2"), s)
    for driver in EPSDriver.allCases where driver != .epsNumeratorAdjustment {
      #expect(carried.values[driver] == base.values[driver])
      guard case .assumed = carried.figure(driver).provenance else {
        Issue.record("\(driver.name) is not shown as assumed")
        continue
      }
    }
    #expect(abs(carried.statement.epsNonGAAP - 2931.0 / 3468) < 1e-12)
  }

  // MARK: the notes

  private func notes(_ moment: String) throws -> EPSEstimate {
    let s = try Record.snapshot(moment)
    let preset = try #require(s.epsPresets.first { $0.id == "notes-23q2" })
    return try EPSEstimate(base: EPSQuarter(preset.base, s), target: preset.target, assumptions: preset.assumptions, s)
  }

  @Test func theNotesGiveWhatTheySay() throws {
    let before = try notes("2023-07-18")
    #expect(abs(before.statement.epsNonGAAP - 0.95) < 0.005)
    #expect(abs(before.values[.units] - 466_140 * 400_518 / 422_875) < 1e-6)
    #expect(abs(before.values[.operatingExpenses] - 2050) < 1e-9)
    #expect(abs((before.change(.price) ?? 0) + 2.5) < 1e-9)
    // The results change nothing about the estimate.
    #expect(try notes("2023-07-19T16:05ET").values == before.values)
    // Whose each driver is.
    guard case .derived(_, let inputs) = before.figure(.price).provenance, case .claimed = inputs[0].provenance else {
      Issue.record("the price is not the notes' claim")
      return
    }
    guard case .assumed = before.figure(.operatingExpenses).provenance else {
      Issue.record("operating expenses are not ours")
      return
    }
    #expect(before.figure(.units).provenance.knownAt <= (try Instant(parsing: "2023-07-18")))
  }

  @Test func whatTheOtherDriversMustBeForTheRangeOfTheNotes() throws {
    let notes = try notes("2023-07-18")
    for wanted in [0.93, 0.97] {
      var solved = 0
      for driver in EPSDriver.allCases {
        guard case .value(let x) = EPSSolution(driver, for: wanted, .nonGAAP, in: notes) else { continue }
        solved += 1
        var values = notes.values
        values[driver] = x
        #expect(abs(IncomeStatement(values).epsNonGAAP - wanted) < 1e-12, "\(driver.name)")
      }
      // All but the credit and its share, which have no effect while the credit is off, and what would leave its domain.
      #expect(solved >= 20)
    }
    #expect(EPSSolution(.iraShare, for: 0.95, .nonGAAP, in: notes) == .noEffect)
    guard case .outOfDomain(let x) = EPSSolution(.energyMargin, for: 5, .nonGAAP, in: notes) else {
      Issue.record("an energy margin gives 5 USD a share")
      return
    }
    #expect(x > 100)
    guard case .outOfDomain = EPSSolution(.dilutedShares, for: -1, .nonGAAP, in: notes) else {
      Issue.record("a number of shares turns a profit into a loss")
      return
    }
  }

  // MARK: the bridge

  /// The Shapley values by trying every subset of the drivers that differ.
  private func bruteForce(_ from: DriverValues, _ to: DriverValues, _ basis: Basis) -> [EPSDriver: Double] {
    let players = EPSDriver.allCases.filter { $0 != .operatingExpenses && from[$0] != to[$0] }
    let n = players.count
    func value(_ subset: Int) -> Double {
      var values = from
      for (i, driver) in players.enumerated() where subset & (1 << i) != 0 { values[driver] = to[driver] }
      return IncomeStatement(values).eps(basis)
    }
    let game = (0..<(1 << n)).map(value)
    var weights = Array(repeating: 0.0, count: n)
    for size in 0..<n {
      // size!(n−1−size)!/n!
      var weight = 1.0 / Double(n)
      for k in 0..<size { weight *= Double(k + 1) / Double(n - 1 - k) }
      weights[size] = weight
    }
    var shares: [EPSDriver: Double] = [:]
    for (i, driver) in players.enumerated() {
      var sum = 0.0
      for subset in 0..<(1 << n) where subset & (1 << i) == 0 {
        sum += weights[subset.nonzeroBitCount] * (game[subset | (1 << i)] - game[subset])
      }
      shares[driver] = sum
    }
    return shares
  }

  @Test(arguments: [Basis.gaap, .nonGAAP]) func theBridgeIsTheShapleyValue(basis: Basis) throws {
    var random = SplitMix64(seed: 23)
    let base = try EPSQuarter(q("2023Q1"), s).values
    for _ in 0..<40 {
      var (from, to) = (base, base)
      let changed = EPSDriver.allCases.filter { $0 != .operatingExpenses }.shuffled(using: &random).prefix(9)
      for driver in changed {
        let scale = max(10, abs(base[driver]))
        from[driver] = base[driver] + scale * Double.random(in: -0.3...0.3, using: &random)
        to[driver] = base[driver] + scale * Double.random(in: -0.3...0.3, using: &random)
      }
      let bridge = EPSBridge(from: from, to: to, basis)
      let expected = bruteForce(from, to, basis)
      for driver in EPSDriver.allCases where driver != .operatingExpenses {
        #expect(abs(bridge[driver] - (expected[driver] ?? 0)) < 1e-11, "\(driver.name)")
      }
    }
  }

  @Test(arguments: reported.dropFirst()) func theBridgeAddsUpBetweenQuarters(quarter: Period) throws {
    let (a, b) = (try EPSQuarter(quarter.advanced(by: -1), s), try EPSQuarter(quarter, s))
    for basis in [Basis.gaap, .nonGAAP] {
      let bridge = EPSBridge(from: a, to: b, basis)
      let sum = EPSGroup.allCases.reduce(0) { $0 + bridge[$1] }
      #expect(abs(sum - bridge.total) < 1e-12)
      #expect(abs(bridge.start - IncomeStatement(a.values).eps(basis)) < 1e-12)
      #expect(abs(bridge.end - IncomeStatement(b.values).eps(basis)) < 1e-12)
      let back = EPSBridge(from: b, to: a, basis)
      for group in EPSGroup.allCases { #expect(abs(back[group] + bridge[group]) < 1e-12) }
    }
  }

  @Test func costPerCarIsWhatTheNotesHadWrong() throws {
    let (notes, actual) = (try notes("2023-07-20"), try EPSQuarter(q("2023Q2"), s))
    let bridge = EPSBridge(from: notes, to: actual, .nonGAAP)
    #expect(bridge.count == .withoutOperatingLease)
    #expect(bridge[EPSGroup.cost] < -0.12 && bridge[EPSGroup.cost] > -0.15)
    #expect(abs(bridge[EPSGroup.price]) < 0.005)
    #expect(bridge[EPSGroup.belowTheLine] > 0.05)
  }

  @Test func everyDriverHasAGroup() {
    let grouped = EPSGroup.allCases.flatMap(\.drivers)
    #expect(Set(grouped).count == grouped.count)
    #expect(Set(grouped).union([.operatingExpenses]) == Set(EPSDriver.allCases))
  }

  // MARK: setting drivers

  @Test func operatingExpensesAndTheirLines() throws {
    let base = try EPSQuarter(q("2023Q1"), s)
    let whole = try EPSEstimate(
      base: base, target: q("2023Q2"), assumptions: [EPSAssumption(.operatingExpenses, .value(2050))], s)
    #expect(abs(whole.values[.researchAndDevelopment] / whole.values[.sga] - 771.0 / 1076) < 1e-12)
    #expect(throws: EPSFault.overlap(.researchAndDevelopment, .operatingExpenses)) {
      try EPSEstimate(
        base: base, target: q("2023Q2"),
        assumptions: [EPSAssumption(.operatingExpenses, .value(2050)), EPSAssumption(.researchAndDevelopment, .value(900))], s)
    }
    // A line takes the place of the whole, and the other line keeps what it had of it.
    let parts = try EPSEstimate(
      base: base, target: q("2023Q2"), assumptions: whole.setting(EPSAssumption(.researchAndDevelopment, .value(900))), s)
    #expect(parts.values[.researchAndDevelopment] == 900)
    #expect(parts.values[.sga] == whole.values[.sga])
    let again = parts.setting(EPSAssumption(.operatingExpenses, .relative(10)))
    #expect(again.map(\.driver) == [.operatingExpenses])
  }

  @Test func whatCannotBeIsRefused() throws {
    let base = try EPSQuarter(q("2023Q1"), s)
    #expect(throws: EPSFault.targetBeforeBase(base: q("2023Q1"), target: q("2022Q4"))) {
      try EPSEstimate(base: base, target: q("2022Q4"), s)
    }
    #expect(throws: EPSFault.outOfDomain(.units, -4)) {
      try EPSEstimate(base: base, target: q("2023Q2"), assumptions: [EPSAssumption(.units, .value(-4))], s)
    }
    #expect(throws: EPSFault.noStatement(q("2026Q3"), newest: q("2026Q2"))) { try EPSQuarter(q("2026Q3"), s) }
    #expect(throws: EPSFault.noStatement(q("2018Q4"), newest: q("2026Q2"))) { try EPSQuarter(q("2018Q4"), s) }
    #expect(throws: EPSFault.notAQuarter(.year(2023))) { try EPSQuarter(.year(2023), s) }
    #expect(throws: EPSFault.notPublished(.units, q("2027Q1"))) {
      try EPSEstimate(base: base, target: q("2027Q1"), assumptions: [EPSAssumption(.units, .published)], s)
    }
  }

  @Test func theProductionCreditIsOffUntilItIsSet() throws {
    let base = try EPSQuarter(q("2023Q1"), s)
    let without = try EPSEstimate(base: base, target: q("2023Q2"), s)
    let with = try EPSEstimate(
      base: base, target: q("2023Q2"),
      assumptions: [
        EPSAssumption(.storage, .value(4)), EPSAssumption(.iraCredit, .value(45)), EPSAssumption(.iraShare, .value(50)),
      ], s)
    // 4 GWh at 45 USD/kWh, half of it: 90 million.
    #expect(abs(with.statement.grossProfit - without.statement.grossProfit - 90) < 1e-9)
    #expect(without.statement.productionCredit == 0)
  }

  @Test func settingsAreReadAndWritten() throws {
    let good: [(EPSDriver, String, DriverSetting)] = [
      (.price, "-2.5%", .relative(-2.5)), (.price, "−2.5%", .relative(-2.5)), (.price, "+100", .change(100)),
      (.price, "45,956", .value(45_956)), (.price, "45956.5", .value(45_956.5)), (.nonControllingInterests, "=-89", .value(-89)),
      (.nonControllingInterests, "-89", .change(-89)), (.energyMargin, "18.4%", .value(18.4)),
      (.energyMargin, "18.4", .value(18.4)),
      (.energyMargin, "+2pp", .change(2)), (.energyMargin, "-0.5", .change(-0.5)), (.units, "published", .published),
    ]
    for (driver, text, setting) in good {
      #expect(try DriverSetting(parsing: text, for: driver) == setting, "\(text)")
      #expect(try DriverSetting(parsing: setting.text(for: driver), for: driver) == setting, "\(text)")
    }
    let bad: [(EPSDriver, String)] = [
      (.price, ""), (.price, "abc"), (.price, "1,23"), (.price, "12,3456"), (.price, "0x10"), (.price, "nan"), (.price, "1e5"),
      (.price, "2.5%"), (.energyMargin, "+2%"), (.price, "+2pp"), (.credits, "published"), (.price, "--5"), (.price, "."),
      (.price, "1.2.3"), (.price, "="), (.price, "%"),
    ]
    for (driver, text) in bad {
      #expect(throws: DriverSettingFault.self, "\(text)") { try DriverSetting(parsing: text, for: driver) }
    }
  }

  // MARK: the grid

  @Test func aGridIsManyEstimates() throws {
    let notes = try notes("2023-07-18")
    let changes = (0..<17).map { -6 + 0.5 * Double($0) }
    let x = EPSGrid.Axis(.price, changes.map { notes.value(.relative($0), of: .price) ?? 0 })
    let y = EPSGrid.Axis(.unitCost, changes.map { notes.value(.relative($0), of: .unitCost) ?? 0 })
    let grid = try EPSGrid(notes, x: x, y: y, .nonGAAP)
    for (j, cost) in changes.enumerated() {
      for (i, price) in changes.enumerated() {
        var assumptions = notes.setting(EPSAssumption(.price, .relative(price)))
        assumptions = try EPSEstimate(base: notes.base, target: notes.target, assumptions: assumptions, s)
          .setting(EPSAssumption(.unitCost, .relative(cost)))
        let one = try EPSEstimate(base: notes.base, target: notes.target, assumptions: assumptions, s)
        #expect(abs(grid[x: i, y: j] - one.statement.epsNonGAAP) < 1e-12)
      }
    }
    #expect(throws: EPSFault.overlap(.researchAndDevelopment, .operatingExpenses)) {
      try EPSGrid(notes, x: .init(.researchAndDevelopment, [1]), y: .init(.operatingExpenses, [1]), .nonGAAP)
    }
    #expect(throws: EPSFault.self) { try EPSGrid(notes, x: .init(.units, [-1]), y: .init(.price, [1]), .nonGAAP) }
  }

  // MARK: the record

  @Test func theRecordOfTheNaiveEstimate() throws {
    let record = EPSTrackRecord(.carried, s)
    #expect(record.entries.count == 29)
    let q2 = try #require(record.entries.first { $0.target == q("2023Q2") })
    #expect(abs(q2.estimate - 2931.0 / 3468) < 1e-9)
    #expect(q2.reported.value == 0.91)
    let mean = record.entries.reduce(0) { $0 + abs($1.error) } / 29
    #expect(abs((record.meanAbsoluteError ?? 0) - mean) < 1e-12)
    // Before a split the estimate was made on other shares: it is shown on today's.
    let old = try #require(record.entries.first { $0.target == q("2020Q1") })
    #expect(abs(old.estimate - 0.14) < 0.005 && abs(old.reported.value - 0.08) < 0.005)
  }

  @Test func theRecordKnowsNothingOfTheFuture() throws {
    let before = try Record.snapshot("2023-07-19T16:00ET")
    let (then, now) = (EPSTrackRecord(.published, before), EPSTrackRecord(.published, s))
    #expect(then.entries.last?.target == q("2023Q1"))
    for (a, b) in zip(then.entries, now.entries) { #expect(abs(a.estimate - b.estimate) < 1e-12) }
    // The published deliveries are those of the moment before the results.
    #expect(now.entries.count == 29)
  }

  @Test func publishedIsWhatWasPublishedBeforeTheResults() throws {
    let base = try EPSQuarter(q("2023Q1"), s)
    // Up to 2023Q4 storage came with the results.
    #expect(throws: EPSFault.notPublished(.storage, q("2023Q2"))) {
      try EPSEstimate(base: base, target: q("2023Q2"), assumptions: [EPSAssumption(.storage, .published)], s)
    }
    let later = try EPSEstimate(
      base: EPSQuarter(q("2024Q1"), s), target: q("2024Q2"), assumptions: [EPSAssumption(.storage, .published)], s)
    #expect(later.values[.storage] == s.reading(.storage, q("2024Q2")).value)
    // In June nobody knew the deliveries of the quarter.
    let units = [EPSAssumption(.units, .published)]
    let june = try Instant(parsing: "2023-06-30")
    #expect(EPSTrackRecord.estimate(q("2023Q2"), base: q("2023Q1"), units, madeAt: june, s) == nil)
    #expect(EPSTrackRecord.judge(q("2023Q2"), base: q("2023Q1"), units, madeAt: try Instant(parsing: "2023-07-18"), s) != nil)
  }

  @Test func anEstimateMadeAfterTheResultsIsNotJudged() throws {
    for (moment, isJudged) in [("2023-07-19T16:04ET", true), ("2023-07-19T16:05ET", false), ("2024-01-01", false)] {
      let judged = EPSTrackRecord.judge(q("2023Q2"), base: q("2023Q1"), [], madeAt: try Instant(parsing: moment), s)
      #expect((judged != nil) == isJudged, "\(moment)")
    }
  }

  @Test func resettingALineOfOperatingExpensesLeavesTheOthers() throws {
    let base = try EPSQuarter(q("2023Q1"), s)
    let whole = try EPSEstimate(
      base: base, target: q("2023Q2"), assumptions: [EPSAssumption(.operatingExpenses, .value(2050))], s)
    let reset = try EPSEstimate(base: base, target: q("2023Q2"), assumptions: whole.resetting(.researchAndDevelopment), s)
    #expect(reset.values[.researchAndDevelopment] == base.values[.researchAndDevelopment])
    #expect(reset.values[.sga] == whole.values[.sga])
    #expect(reset.resetting(.operatingExpenses).isEmpty)
    #expect(reset.resetting(.units) == reset.assumptions)
  }

  @Test func aRestatedQuarterStandsAsFirstReported() throws {
    let quarter = try EPSQuarter(q("2024Q4"), s)
    #expect(quarter.reading(.epsNonGAAP).value == 0.73)
    #expect(quarter.reading(.netIncome).value == 2317)
    #expect(s.reading(.netIncome, q("2024Q4")).value == 2128)
  }

  @Test func aSavedNumberOfSharesFollowsASplit() throws {
    let saved = SavedEstimate(
      name: "x", base: q("2022Q1"), target: q("2022Q2"), preset: nil, assumptions: [EPSAssumption(.dilutedShares, .value(1160))],
      madeAt: try Instant(parsing: "2022-07-01"))
    guard case .value(let shares) = saved.assumptions(s)[0].setting else { return #expect(Bool(false), "no value") }
    #expect(abs(shares - 3480) < 1e-6)
    let then = try Record.snapshot("2022-07-01")
    #expect(saved.assumptions(then) == saved.assumptions)
  }
}
