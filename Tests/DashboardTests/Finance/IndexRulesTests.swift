import Finance
import Model
import Testing

extension IndexWeighting {
  /// The tests that changed weights.
  fileprivate var triggered: [Step] { steps.filter(\.isTriggered) }
}

/// The rules of the index for any market.
@Suite struct IndexRulesTests {
  static let rules = IndexRules.versions[0]

  static func weighting(
    _ values: [Double], _ kind: RebalanceKind = .special, companies: [String]? = nil
  ) throws -> IndexWeighting {
    let securities = values.enumerated().map { i, value in
      IndexSecurity(ticker: "T\(i)", company: companies?[i] ?? "C\(i)", price: value, sharesOutstanding: 1)
    }
    return try IndexWeighting(securities, kind, rules)
  }

  static func expect(_ weights: [Double], _ expected: [Double], _ location: SourceLocation = #_sourceLocation) {
    for (i, weight) in expected.enumerated() {
      #expect(abs(weights[i] - weight) < 1e-12, "\(i): \(weights[i]) is not \(weight)", sourceLocation: location)
    }
  }

  /// So many equal amounts.
  static func equal(_ n: Int, _ total: Double) -> [Double] { Array(repeating: total / Double(n), count: n) }

  // MARK: examples worked out by hand

  @Test func aMarketWithinItsLimitsKeepsItsWeights() throws {
    let values = [20.0, 10] + Self.equal(35, 70)
    let weighting = try Self.weighting(values)
    Self.expect(weighting.weights, values.map { $0 / 100 })
    #expect(weighting.triggered.isEmpty)
    #expect(weighting.treatments(of: 0).isEmpty)
  }

  @Test func oneCompanyAboveAQuarter() throws {
    // 30 % to 20 %, the other 70 share 80.
    let weighting = try Self.weighting([30] + Self.equal(35, 70))
    Self.expect(weighting.weights, [0.2] + Self.equal(35, 0.8))
    #expect(weighting.treatments(of: 0) == [.capped(at: 0.2, .company, pass: 1)])
    #expect(weighting.treatments(of: 1) == [.scaled(factor: weighting.steps[0].otherFactor, pass: 1)])
  }

  @Test func exactlyAtALimitNothingHappens() throws {
    // 24 % is not above 24 %, and 4.5 % is not above 4.5 %.
    #expect(try Self.weighting([24] + Self.equal(40, 76)).triggered.isEmpty)
    let atFloor = try Self.weighting([4.5, 4.5, 4.5, 4.5, 4.5, 4.5, 4.5, 4.5, 4.5, 4.5, 4.5] + Self.equal(50, 50.5))
    #expect(atFloor.triggered.isEmpty)
    // 48 % is enough.
    let atLimit = try Self.weighting([12, 12, 12, 12] + Self.equal(50, 52))
    #expect(atLimit.triggered.map(\.kind) == [.cohort])
    Self.expect(atLimit.weights, [0.1, 0.1, 0.1, 0.1] + Self.equal(50, 0.6))
  }

  @Test func nobodyOvertakesTheSmallestOfTheGroup() throws {
    // The group 20, 20, 10, 6 = 56 goes to 40; 4.4 would become 6 and is held at 6 · 40/56.
    let values = [20.0, 20, 10, 6, 4.4] + Self.equal(40, 39.6)
    let weighting = try Self.weighting(values)
    let cap = 0.06 * 40 / 56
    Self.expect(Array(weighting.weights.prefix(5)), [0.2 * 40 / 56, 0.2 * 40 / 56, 0.1 * 40 / 56, cap, cap])
    Self.expect(Array(weighting.weights.suffix(40)), Self.equal(40, 0.6 - cap))
  }

  @Test func whoIsPushedIntoTheGroupJoinsTheNextPass() throws {
    // Three of 18 % go to 13.33; the five of 4.4 % grow to 5.74 and bring the next group to 68.7 %.
    let values = [18.0, 18, 18] + [4.4, 4.4, 4.4, 4.4, 4.4] + Self.equal(24, 24)
    let weighting = try Self.weighting(values)
    let group = weighting.triggered.map { "\($0.pass) \($0.kind) \($0.count)" }
    #expect(group.first == "1 cohort 3")
    #expect(group.dropFirst().first == "2 cohort 8")
    let first = (big: 0.4 / 3, middle: 0.6 / 46 * 4.4)
    let sum = 3 * first.big + 5 * first.middle
    #expect(abs(weighting.triggered[1].measured - sum) < 1e-12)
    #expect(abs(weighting.weights[0] - first.big * 0.4 / sum) < 1e-12)
    #expect(
      weighting.treatments(of: 3).count == weighting.triggered.count
        && weighting.treatments(of: 0).count == weighting.triggered.count)
  }

  @Test func classesAreOneCompany() throws {
    // Two classes of 13 % are a company of 26 %.
    let values = [13.0, 13] + Self.equal(37, 74)
    let companies = ["A", "A"] + (0..<37).map { "C\($0)" }
    #expect(try Self.weighting(values).triggered.isEmpty)
    let weighting = try Self.weighting(values, companies: companies)
    Self.expect(weighting.weights, [0.1, 0.1] + Self.equal(37, 0.8))
  }

  @Test func theSecurityStageOfDecember() throws {
    // 16 % is within a company's limit, not within a security's.
    let values = [16.0] + Self.equal(60, 84)
    Self.expect(try Self.weighting(values).weights, values.map { $0 / 100 })
    let annual = try Self.weighting(values, .annual)
    Self.expect(annual.weights, [0.14] + Self.equal(60, 0.86))
    #expect(annual.treatments(of: 0) == [.capped(at: 0.14, .security, pass: 1)])
  }

  @Test func theFiveLargestInDecember() throws {
    // 14, 10, 8, 5, 4.4 = 41.4 and at most 4.5 % the sixth: the group of companies (37 %) is within its limit.
    let values = [14.0, 10, 8, 5, 4.4, 4.3] + Self.equal(60, 54.3)
    let annual = try Self.weighting(values, .annual)
    let factor = 38.5 / 41.4
    let cap = 0.044 * factor
    Self.expect(Array(annual.weights.prefix(6)), [0.14 * factor, 0.10 * factor, 0.08 * factor, 0.05 * factor, cap, cap])
    Self.expect(Array(annual.weights.suffix(60)), Self.equal(60, 0.615 - cap))
    #expect(annual.treatments(of: 5) == [.capped(at: annual.weights[5], .topSecurities, pass: 1)])
    // Where the fifth is larger than 4.4 %, that is the limit of the others.
    let large = try Self.weighting([8.0, 8, 8, 8, 8.1, 4.45, 4.4] + Self.equal(60, 51.05), .annual)
    #expect(large.triggered.map(\.kind) == [.topSecurities])
    Self.expect([large.weights[5], large.weights[6]], [0.044, 0.044])
  }

  @Test(arguments: [1, 2, 4, 5, 8, 12]) func tooFewSecurities(count: Int) {
    // Five of 20 % are a group of 100 %; what it gives up has nowhere to go.
    #expect(throws: UnreachableWeight.self) { try Self.weighting(Self.equal(count, 100)) }
  }

  @Test func aWeightThatCannotBeReachedSaysWhy() {
    do {
      _ = try Self.weighting([40, 30, 20, 10])
      Issue.record("four companies cannot share 100 % with none above 20 %")
    } catch {
      let fault = error as? UnreachableWeight
      #expect(fault?.step == .company && fault?.count == 4 && fault?.total == 1 && fault?.cap == 0.2)
    }
  }

  @Test func theFloatCapCountsFromMay2026() throws {
    let day = Day(civil: 2026, 4, 30)
    let old = try #require(IndexRules.inForce(on: day))
    let new = try #require(IndexRules.inForce(on: day + 1))
    #expect(old.floatMultiple == nil && new.floatMultiple == 3)
    // 20 of 100 shares float: 60 count.
    var securities = (0..<40).map { IndexSecurity(ticker: "T\($0)", company: "C\($0)", price: 1, sharesOutstanding: 100) }
    securities[0].freeFloat = 20
    securities[1].freeFloat = 90
    #expect(try IndexWeighting(securities, .quarterly, old).shares == Array(repeating: 100, count: 40))
    let weighting = try IndexWeighting(securities, .quarterly, new)
    #expect(weighting.shares == [60] + Array(repeating: 100, count: 39))
    #expect(abs(weighting.weights[0] - 60 / 3960) < 1e-15)
  }

  @Test func rulesBeforeTheFirstVersionAreNotKnown() {
    #expect(IndexRules.inForce(on: Day(civil: 2020, 6, 30)) == nil)
    #expect(IndexRules.inForce(on: Day(civil: 2023, 7, 3))?.since == Day(civil: 2020, 7, 1))
  }

  // MARK: any market

  /// A market of some size and concentration; some companies have two classes.
  static func market(_ random: inout SplitMix64) -> [IndexSecurity] {
    let count = Int.random(in: 25...160, using: &random)
    let spread = Double.random(in: 0.3...2.4, using: &random)
    var securities: [IndexSecurity] = []
    for i in 0..<count {
      // The sum of twelve uniform numbers is normal enough; Newton's series for its exponential is exact enough.
      let normal = (0..<12).reduce(-6.0) { sum, _ in sum + Double.random(in: 0..<1, using: &random) }
      let size = exponential(normal * spread)
      let classes = Int.random(in: 0..<12, using: &random) == 0 ? 2 : 1
      for c in 0..<classes {
        securities.append(
          IndexSecurity(
            ticker: "T\(i)\(c == 0 ? "" : "B")", company: "C\(i)", price: Double.random(in: 1...500, using: &random),
            sharesOutstanding: size * 1e9 / Double(classes)))
      }
    }
    return securities
  }

  private static func exponential(_ x: Double) -> Double {
    let half = x / 1024
    var value = 1 + half + half * half / 2 + half * half * half / 6
    for _ in 0..<10 { value *= value }
    return value
  }

  private static func companies(_ weighting: IndexWeighting, _ weights: [Double]) -> [String: Double] {
    var sums: [String: Double] = [:]
    for (i, security) in weighting.securities.enumerated() { sums[security.company, default: 0] += weights[i] }
    return sums
  }

  @Test func whatHoldsForAnyMarket() throws {
    var random = SplitMix64(seed: 2023)
    var (reached, touched, passes) = (0, 0, 0)
    for _ in 0..<4000 {
      let securities = Self.market(&random)
      guard let weighting = try? IndexWeighting(securities, .special, Self.rules) else { continue }
      reached += 1
      touched += weighting.triggered.isEmpty ? 0 : 1
      passes = max(passes, weighting.steps.last?.pass ?? 0)
      #expect(abs(weighting.weights.reduce(0, +) - 1) < 1e-12)
      #expect(weighting.weights.allSatisfy { $0 > 0 })
      let (start, end) = (Self.companies(weighting, weighting.start), Self.companies(weighting, weighting.weights))
      #expect(end.values.allSatisfy { $0 <= 0.24 + 1e-12 })
      #expect(end.values.filter { $0 > 0.045 + 1e-12 }.reduce(0, +) < 0.48)
      // The order of the companies is kept: whoever was larger is not smaller now.
      let order = start.sorted { $0.value > $1.value }.map { end[$0.key] ?? 0 }
      #expect(zip(order, order.dropFirst()).allSatisfy { $0 >= $1 - 1e-14 })
      // Classes keep their proportion.
      for (i, security) in securities.enumerated() where security.ticker.hasSuffix("B") {
        let first = i - 1
        #expect(abs(weighting.weights[first] / weighting.weights[i] - weighting.start[first] / weighting.start[i]) < 1e-9)
      }
      // No weight depends on the order of the rows, to the last bit.
      let shuffled = securities.shuffled(using: &random)
      let again = try IndexWeighting(shuffled, .special, Self.rules)
      let weights = Dictionary(uniqueKeysWithValues: zip(securities.map(\.ticker), weighting.weights))
      #expect(zip(shuffled, again.weights).allSatisfy { weights[$0.ticker] == $1 })
      // What satisfies the rules is left alone.
      let settled = zip(securities, weighting.weights).map {
        IndexSecurity(ticker: $0.ticker, company: $0.company, price: $1, sharesOutstanding: 1)
      }
      let third = try IndexWeighting(settled, .special, Self.rules)
      #expect(third.triggered.isEmpty)
      #expect(zip(third.weights, weighting.weights).allSatisfy { abs($0 - $1) < 1e-14 })
    }
    // The markets must be of all kinds for this to say anything.
    #expect(reached > 2000 && touched > 300 && touched < reached - 300 && passes >= 3)
  }

  @Test func whatHoldsForAnyDecember() throws {
    var random = SplitMix64(seed: 12)
    var (reached, touched) = (0, 0)
    for _ in 0..<3000 {
      let securities = Self.market(&random)
      guard let weighting = try? IndexWeighting(securities, .annual, Self.rules) else { continue }
      reached += 1
      #expect(abs(weighting.weights.reduce(0, +) - 1) < 1e-12)
      #expect(weighting.weights.allSatisfy { $0 > 0 && $0 <= 0.15 + 1e-12 })
      let top = securities.indices.sorted { weighting.start[$0] > weighting.start[$1] }.prefix(5)
      #expect(top.reduce(0) { $0 + weighting.weights[$1] } < 0.40)
      if weighting.triggered.contains(where: { $0.kind == .topSecurities }) {
        touched += 1
        let cap = min(0.044, top.last.map { weighting.weights[$0] } ?? 0)
        #expect(securities.indices.allSatisfy { top.contains($0) || weighting.weights[$0] <= cap + 1e-12 })
      }
      let shuffled = securities.shuffled(using: &random)
      let again = try IndexWeighting(shuffled, .annual, Self.rules)
      let weights = Dictionary(uniqueKeysWithValues: zip(securities.map(\.ticker), weighting.weights))
      #expect(zip(shuffled, again.weights).allSatisfy { weights[$0.ticker] == $1 })
    }
    #expect(reached > 1000 && touched > 200)
  }

  // MARK: the trigger

  @Test func howFarTheIndexIsFromASpecialRebalance() throws {
    // 50.89 % in six companies, as the press had it for 3 July 2023.
    let record = try #require(RebalanceWeights(try Record.snapshot("2023-07-03T16:00ET")))
    #expect(record.trigger.cohortCount == 6)
    #expect(abs(record.trigger.cohortSum * 100 - 50.89) < 0.01)
    #expect(record.trigger.isTriggered && record.trigger.exceedsCohortLimit && !record.trigger.exceedsCompanyLimit)
    #expect(record.trigger.companies.first?.tickers == ["MSFT"])
    let place = try #require(record.companyInTrigger)
    let weight = record.trigger.companies[place].weight
    // At this multiple of its price it weighs 4.5 %, all other prices as they are.
    let multiple = try #require(IndexTrigger.multiple(from: weight, to: 0.045))
    #expect(abs(multiple * weight / (1 - weight + multiple * weight) - 0.045) < 1e-15)
    // Below that it is no longer in the group, and the group is below 48 %.
    let turns = record.trigger.turningMultiples(ofCompanyAt: place)
    #expect(abs(try #require(turns.below) - multiple) < 1e-9)
    // In the weeks after, the new weights are far from it.
    #expect(try #require(RebalanceWeights(try Record.snapshot("2023-07-24T16:00ET"))).trigger.cohortSum < 0.4)
  }

  @Test func aSmallCompanyCanTurnTheAnswerToo() throws {
    // Five of 9 %, one of 4.49 %: where the smallest gives way, the sixth comes above 4.5 % of what is left.
    func trigger(_ named: [Double], _ small: Double) -> (IndexTrigger, Int) {
      let rest = (100 - named.reduce(0, +) - small) / 100
      let all = named + [small] + Array(repeating: rest, count: 100)
      let trigger = IndexTrigger(all.enumerated().map { ("T\($0)", "C\($0)", $1 / 100) }, Self.rules)
      return (trigger, trigger.place(ofTicker: "T\(named.count)") ?? 0)
    }
    let (first, place) = trigger([9, 9, 9, 9, 9, 4.49], 0.5)
    #expect(abs(try #require(first.turningMultiples(ofCompanyAt: place).below) - (0.0449 / 0.045 - 0.995) / 0.005) < 1e-9)
    // 48.01 % in six: the smallest need only grow to dilute them.
    let (second, other) = trigger([8.01, 8, 8, 8, 8, 8], 0.1)
    #expect(abs(try #require(second.turningMultiples(ofCompanyAt: other).above) - (0.4801 / 0.48 - 0.999) / 0.001) < 1e-6)
  }

  @Test func turningMultiplesTurnTheAnswer() throws {
    var random = SplitMix64(seed: 48)
    var found = 0
    for _ in 0..<600 {
      let securities = Self.market(&random)
      let total = securities.reduce(0) { $0 + $1.price * $1.sharesOutstanding }
      let weights = securities.map { ($0.ticker, $0.company, $0.price * $0.sharesOutstanding / total) }
      let trigger = IndexTrigger(weights, Self.rules)
      let place = Int.random(in: 0..<(Bool.random(using: &random) ? 8 : trigger.companies.count), using: &random)
      let company = trigger.companies[place].id
      func isTriggered(_ multiple: Double) -> Bool {
        let moved = weights.map { ($0.0, $0.1, $0.1 == company ? $0.2 * multiple : $0.2) }
        let sum = moved.reduce(0) { $0 + $1.2 }
        return IndexTrigger(moved.map { ($0.0, $0.1, $0.2 / sum) }, Self.rules).isTriggered
      }
      let turns = trigger.turningMultiples(ofCompanyAt: place)
      let now = trigger.isTriggered
      if let below = turns.below {
        found += 1
        #expect(isTriggered(below * (1 - 1e-7)) != now)
        for k in 1..<20 { #expect(isTriggered(below + (1 - below) * Double(k) / 20) == now) }
      } else {
        for k in 1..<20 { #expect(isTriggered(Double(k) / 20) == now) }
      }
      if let above = turns.above {
        found += 1
        #expect(isTriggered(above * (1 + 1e-7)) != now)
        for k in 1..<20 { #expect(isTriggered(1 + (above - 1) * Double(k) / 20) == now) }
      }
    }
    #expect(found > 300)
  }
}
