import Finance
import Glibc
import Model
import Testing

/// How far a scenario's price moves with each assumption, and the way to its year.
@Suite struct ScenarioPathTests: ScenarioSuite {
  // MARK: sensitivity

  @Test func barsAreSymmetricWhereTheyMustBe() throws {
    let s = try Record.snapshot(Self.newest)
    let base = try scenario("base", s)
    let fixed = base.entries.reduce(into: base) { scenario, entry in
      if let i = scenario.entries.firstIndex(where: { $0.key == entry.key }) { scenario.entries[i].spread = .fixed }
    }
    let price = try #require(ScenarioSensitivity.price(base))
    let bars = ScenarioSensitivity.bars(fixed, years: 4.5)
    #expect(bars.count == base.entries.count { $0.figure.value != 0 })
    for bar in bars where bar.key != .driver(.shares) {
      // The price is a straight line in everything but shares while there is a profit.
      #expect(bar.priceAtLow > 0 && isSame((bar.priceAtLow + bar.priceAtHigh) / 2, price, 1e-9), "\(bar.key.name)")
      #expect(!bar.isBySpread)
    }
    let multiple = try #require(bars.first { $0.key == .driver(.multiple) })
    #expect(isSame(multiple.priceAtHigh, price * 1.1) && isSame(multiple.priceAtLow, price * 0.9))
    let shares = try #require(bars.first { $0.key == .driver(.shares) })
    #expect(isSame(shares.priceAtHigh * shares.priceAtLow, price * price / (1.1 * 0.9)))
    let widths = ScenarioSensitivity.bars(base, years: 4.5).map(\.width)
    #expect(widths == widths.sorted(by: >))
  }

  @Test func rangesGrowWithTheRootOfTime() throws {
    func range(_ spread: Spread, _ x: Double, _ years: Double, _ key: ScenarioKey = .driver(.units)) -> (Double, Double) {
      let figure = Figure(x, .vehicles, .year(2030), .gaap, .assumed(reason: Phrase("")))
      var scenario = own([
        (.driver(.units), 1000, .vehicles), (.driver(.price), 1, .usd), (.driver(.shares), 1, .millionShares),
        (.driver(.multiple), 1, .times), (.driver(.taxRate), 10, .percent), (.driver(.otherIncome), 1, .millionUSD),
      ])
      scenario.entries.removeAll { $0.key == key }
      scenario.entries.append(ScenarioEntry(key, figure, spread: spread))
      let bar = ScenarioSensitivity.bars(scenario, years: years).first { $0.key == key }
      return (bar?.low ?? .nan, bar?.high ?? .nan)
    }
    let lognormal = range(.lognormal(10), 1000, 4)
    #expect(isSame(lognormal.0 * lognormal.1, 1_000_000, 1e-9) && isSame(lognormal.1, 1221.4027581601699, 1e-9))
    #expect(range(.normal(10), 1000, 4) == (800, 1200))
    #expect(range(.normalPoints(2), 10, 4, .driver(.taxRate)) == (6, 14))
    // The domain ends a range.
    #expect(range(.normalPoints(50), 10, 4, .driver(.taxRate)) == (0, 100))
    // A triangle that is not centred drifts: its mean is a tenth a year.
    let triangle = range(.triangular(low: 0, mode: 0, high: 30), 1000, 1)
    #expect(isSame((triangle.0 + triangle.1) / 2, 1100, 1e-9))
    #expect(isSame(triangle.1 - triangle.0, 2 * 1000 * 0.3 * (1.0 / 18).squareRoot(), 1e-9))
    // Below zero the low end is still the low one.
    let loss = range(.lognormal(10), -1000, 4, .driver(.otherIncome))
    #expect(loss.0 < -1000 && loss.1 > -1000)
  }

  // MARK: the way to its year

  @Test func thePathEndsAtTheScenario() throws {
    let s = try Record.snapshot(Self.newest)
    let record = TrailingDrivers(s)
    let base = try scenario("base", s)
    let path = try #require(ScenarioPath(base, record))
    #expect(path.years == [2026, 2027, 2028, 2029, 2030] && path.levels.count == 5)
    // From the end of 2026Q2: half a year, then whole ones.
    #expect(isSame(path.steps[0], 184 / 365.25) && isSame(path.steps.reduce(0, +), 1645 / 365.25))
    let last = try #require(path.levels.last)
    for driver in ScenarioDriver.allCases {
      #expect(last[driver] == base[driver: driver]?.value, "\(driver.name)")
      if let start = record[driver].value { #expect(path.start[driver] == start) }
      let (begin, end) = (path.start[driver], last[driver])
      for (i, level) in path.levels.enumerated() {
        let share = path.steps[...i].reduce(0, +) / path.steps.reduce(0, +)
        // The same factor all the time; the same amount where one end is nothing.
        let expected = begin > 0 && end > 0 ? begin * pow(end / begin, share) : begin + (end - begin) * share
        #expect(isSame(level[driver], expected, 1e-9), "\(driver.name) \(i)")
      }
    }
    // What nothing is known of begins at nothing where it is an amount, and is a price all the way.
    #expect(path.start[.fsdSubscriptions] == 0 && path.start[.fsdPrice] == base[driver: .fsdPrice]?.value)
  }

  @Test func someScenariosHaveNoPath() throws {
    let s = try Record.snapshot(Self.newest)
    let record = TrailingDrivers(s)
    #expect(ScenarioPath(try scenario("notes-2026", s), record) == nil)
    #expect(ScenarioPath(try scenario("record", s), record) == nil)
    var late = try scenario("base", s)
    late.due = Day(civil: 2040, 12, 31)
    #expect(ScenarioPath(late, record) == nil)
    late.due = nil
    #expect(ScenarioPath(late, record) == nil)
    late.due = Day(civil: 2027, 3, 31)
    let short = try #require(ScenarioPath(late, record))
    #expect(short.years == [2026, 2027] && isSame(short.steps.reduce(0, +), 274 / 365.25))
  }
}
