import Facts
import Finance
import Model
import Testing

/// What an estimate takes over from its base, and what it leaves there: one-offs, unusual taxes, quarters that are newer than the base.
@Suite struct EPSCarriedTests {
  private func q(_ label: String) -> Period { Period(label) ?? .year(1) }

  /// The record with other lines of the way to net income: each quarter's income before tax, tax and other income.
  private static func book(_ bridge: [(quarter: String, pretax: Int, tax: Int, other: String)]) -> Book {
    var files = Record.files
    let release = Dictionary(
      uniqueKeysWithValues: Snapshot(of: Record.book, asOf: Record.now).earnings.map { ($0.quarter.label, $0.day.iso) })
    let lines = bridge.map {
      "\($0.quarter),\(release[$0.quarter] ?? ""),\($0.pretax),\($0.tax),\($0.other),deck-q3-2023,verified-1"
    }
    let head = "period,published,pretax,tax,other_income_net,source,confidence"
    files[.bridge] = Array(([head] + lines).joined(separator: "\n").utf8)
    return Record.read(files).book
  }

  /// Nothing between operating income and net income is on record.
  static let without = book([])
  private static let books = [Record.book, without]

  private func estimate(_ target: String, from base: String, _ set: [EPSAssumption] = [], at moment: String, _ book: Book) throws
    -> EPSEstimate
  {
    let s = Snapshot(of: book, asOf: try Instant(parsing: moment))
    return try EPSEstimate(base: EPSQuarter(q(base), s), target: q(target), assumptions: set, s)
  }

  // MARK: one-offs

  @Test(arguments: [0, 1]) func aReleasedAllowanceIsNoIncomeOfTheNextQuarter(book: Int) throws {
    let made = try estimate("2024Q1", from: "2023Q4", at: "2024-04-02", Self.books[book])
    let once = try #require(made.oneOff)
    #expect(once.netIncome > 5_700 && once.netIncome < 5_927)
    #expect(made.statement.epsGAAP > 0.5 && made.statement.epsGAAP < 0.65)
    #expect(abs(made.statement.epsNonGAAP - 2485.0 / 3492) < 1e-9)
    #expect(EPSTax.usual.contains(made.values[.taxRate]))
    // The quarter itself stands as it was.
    let own = try estimate("2023Q4", from: "2023Q4", at: "2024-04-02", Self.books[book])
    #expect(abs(own.statement.netIncome - 7928) < 1e-6 && own.oneOff == nil)
  }

  @Test(arguments: [0, 1]) func whatIsTypedForInterestDoesNotBringTheGainBack(book: Int) throws {
    let s = Snapshot(of: Self.books[book], asOf: try Instant(parsing: "2026-10-03"))
    let base = try EPSQuarter(q("2026Q2"), s)
    let carried = try EPSEstimate(base: base, target: q("2026Q3"), s)
    let set = try EPSEstimate(
      base: base, target: q("2026Q3"), assumptions: [EPSAssumption(.interestOther, .value(-100))], s)
    let moved = (-100 - carried.values[.interestOther]) * (1 - carried.values[.taxRate] / 100) / carried.values[.dilutedShares]
    for basis in [Basis.gaap, .nonGAAP] {
      #expect(abs(set.statement.eps(basis) - carried.statement.eps(basis) - moved) < 1e-12)
    }
    // It was 0.099 while the same gain stayed among the non-GAAP items.
    #expect(abs(set.statement.epsNonGAAP - 0.33) < 0.05)
    // A change is one of what is carried, so no change is the same as carrying.
    let same = try EPSEstimate(
      base: base, target: q("2026Q3"), assumptions: [.interestOther, .otherNonGAAP].map { EPSAssumption($0, .change(0)) }, s)
    #expect(same.values == carried.values)
  }

  @Test(arguments: [0, 1]) func carriedForwardNonGAAPIsAsReportedAndGAAPWithoutWhatItLeavesOut(book: Int) throws {
    let s = Snapshot(of: Self.books[book], asOf: Record.now)
    for (quarter, _) in s.quarters(.netIncome) {
      let base = try EPSQuarter(quarter, s)
      let carried = IncomeStatement(base.carried.values)
      let (gaap, adjusted) = (try #require(base.reading(.netIncome).value), try #require(base.reading(.netIncomeNonGAAP).value))
      #expect(abs(carried.netIncomeNonGAAP - adjusted) < 1e-6, "\(quarter.label)")
      #expect(abs(carried.netIncome - (gaap - (base.carried.oneOff ?? 0))) < 1e-6, "\(quarter.label)")
      #expect(EPSTax.usual.contains(base.carried.values[.taxRate]), "\(quarter.label)")
      if let once = base.carried.oneOff { #expect(abs(once) >= EPSCarried.threshold * abs(adjusted)) }
      for driver in EPSDriver.allCases where ![.interestOther, .taxRate, .otherNonGAAP, .epsNumeratorAdjustment].contains(driver)
      {
        #expect(base.carried.values[driver] == base.values[driver], "\(quarter.label) \(driver.name)")
      }
    }
    // The tax on stock-based compensation comes again.
    #expect(try EPSQuarter(q("2024Q2"), s).carried.oneOff == nil)
    #expect(try EPSQuarter(q("2024Q2"), s).carried.values[.otherNonGAAP] == -105)
  }

  @Test func otherIncomeAsLargeAsAOneOffIsNamed() throws {
    let book = Self.book([("2025Q4", 1181, 325, "-592"), ("2025Q3", 1959, 570, "-28")])
    let swings = try estimate("2026Q1", from: "2025Q4", at: "2026-02-01", book)
    #expect(swings.otherIncomeCarried == -592 && swings.oneOff == nil)
    #expect(try estimate("2025Q4", from: "2025Q3", at: "2025-12-01", book).otherIncomeCarried == nil)
    let set = [EPSAssumption(.interestOther, .value(300))]
    #expect(try estimate("2026Q1", from: "2025Q4", set, at: "2026-02-01", book).otherIncomeCarried == nil)
  }

  // MARK: tax

  @Test func withoutARateOnRecordOneIsAssumedAndSaid() throws {
    let made = try estimate("2021Q3", from: "2021Q2", at: "2021-09-01", Self.without)
    #expect(made.values[.taxRate] == EPSTax.assumed && EPSTax.assumed > 0)
    guard case .assumed(let reason) = made.figure(.taxRate).provenance else {
      Issue.record("not shown as assumed")
      return
    }
    #expect(reason.en.contains("21%") && reason.ko.contains("21%"))
    // An additional car is taxed.
    let more = try estimate(
      "2021Q3", from: "2021Q2", [EPSAssumption(.units, .change(1000))], at: "2021-09-01", Self.without)
    let gain = (made.values[.price] - made.values[.unitCost]) / 1000 * (1 - EPSTax.assumed / 100)
    #expect(abs(more.statement.netIncome - made.statement.netIncome - gain) < 1e-6)
  }

  @Test func theRateIsThatOfTheQuartersBeforeWithoutBenefitsAndLosses() throws {
    let book = Self.book([
      ("2023Q1", 2800, 261, ""), ("2023Q2", -500, 60, ""), ("2023Q3", 2045, 167, ""), ("2023Q4", 2191, -5752, ""),
    ])
    let s = Snapshot(of: book, asOf: Record.now)
    let next = try EPSQuarter(q("2024Q1"), s)
    #expect(abs(next.values[.taxRate] - (261 + 167) / (2800 + 2045) * 100) < 1e-9)
    #expect(next.carried.rate?.leftOut == [q("2023Q2"), q("2023Q4")])
    // Of a quarter with a benefit the rate is its own, and not carried.
    let benefit = try EPSQuarter(q("2023Q4"), s)
    #expect(abs(benefit.values[.taxRate] + 262.5) < 0.1)
    #expect(abs(benefit.carried.values[.taxRate] - next.values[.taxRate]) < 1e-9)
    // One of two years before says nothing.
    #expect(try EPSQuarter(q("2025Q1"), s).values[.taxRate] == EPSTax.assumed)
    // A quarter's own, usual rate is carried.
    #expect(abs(try EPSQuarter(q("2023Q1"), s).carried.values[.taxRate] - 261.0 / 28) < 1e-9)
  }

  // MARK: quarters between base and target

  @Test func unitsAndStorageStartFromTheNewestQuarterThatHasThem() throws {
    let s = try Record.snapshot("2026-10-03")
    let base = try EPSQuarter(q("2026Q2"), s)
    let made = try EPSEstimate(base: base, target: q("2026Q4"), s)
    let deliveries = try #require(s.reading(.deliveries, q("2026Q3")).value)
    #expect(made.values[.units] == deliveries * (1 - (base.leaseShare ?? 0)))
    #expect(made.values[.storage] == s.reading(.storage, q("2026Q3")).value)
    for driver in EPSDriver.allCases {
      #expect(made.quarter(of: driver) == q(driver == .units || driver == .storage ? "2026Q3" : "2026Q2"), "\(driver.name)")
    }
    // Changes are changes on that.
    let more = try EPSEstimate(base: base, target: q("2026Q4"), assumptions: [EPSAssumption(.units, .relative(10))], s)
    #expect(abs(more.values[.units] - made.values[.units] * 1.1) < 1e-6)
    #expect(abs((more.change(.units) ?? 0) - 10) < 1e-9)
    // The year before is a base in all its drivers.
    let yearly = try EPSEstimate(base: EPSQuarter(q("2025Q4"), s), target: q("2026Q4"), s)
    #expect(yearly.quarter(of: .units) == q("2025Q4") && yearly.values[.units] == yearly.base.values[.units])
  }

  @Test func whatCarriesALeaseShareIsNotPublished() throws {
    let s = try Record.snapshot("2026-10-03")
    let set = [EPSDriver.units, .storage].map { EPSAssumption($0, .published) }
    let made = try EPSEstimate(base: EPSQuarter(q("2026Q2"), s), target: q("2026Q3"), assumptions: set, s)
    #expect(!made.isPublished(.units) && made.isPublished(.storage))
    // All deliveries are what was published.
    let before = try Record.snapshot("2022-07-10")
    let all = try EPSEstimate(base: EPSQuarter(q("2022Q1"), before), target: q("2022Q2"), assumptions: [set[0]], before)
    #expect(all.count == .all && all.isPublished(.units))
  }

  // MARK: stock-based compensation

  @Test func compensationIsBeforeTaxInEveryQuarter() throws {
    let s = Snapshot(of: Record.book, asOf: Record.now)
    for (quarter, _) in s.quarters(.netIncome) {
      let own = try EPSQuarter(quarter, s)
      #expect(own.values[.stockCompensation] == s.reading(.stockCompensation, quarter).value, "\(quarter.label)")
      let sum = own.values[.stockCompensation] + own.values[.otherNonGAAP]
      #expect(
        abs(sum - (s.versions(.netIncomeNonGAAP, quarter)[0].reading.value ?? 0) + IncomeStatement(own.values).netIncome) < 1e-6)
    }
    #expect(EPSDriver.named("sbc-net") == .stockCompensation && EPSDriver.named("sbc") == .stockCompensation)
  }
}
