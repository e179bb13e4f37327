package import Model

/// Weights that the rules cannot reach, because there are too few securities to share them out.
package struct UnreachableWeight: Error, Equatable {
  /// The test that could not be met.
  package var step: IndexWeighting.Step.Kind
  /// How many companies or securities had to share `total`, none above `cap`; both fractions.
  package var count: Int
  /// What had to be shared, a fraction.
  package var total: Double
  /// What none may exceed, a fraction.
  package var cap: Double
}

/// The weights of an index set anew from prices and shares outstanding.
///
/// Companies first: none above 24 %, those above 4.5 % together below 48 %, tried again on the result until both hold. At the annual
/// reconstitution securities after that: none above 15 %, the five largest below 40 %, without going back to companies. The result does
/// not depend on the order of the securities, to the last bit.
package struct IndexWeighting: Sendable {
  /// A test of the rules, and what it did.
  package struct Step: Sendable {
    /// The raw value is its name in JSON.
    package enum Kind: String, Sendable { case company, cohort, security, topSecurities = "top_securities" }

    /// Which test it is.
    package var kind: Kind
    /// Which round of the tests of companies, or of securities, it belongs to, from 1.
    package var pass: Int
    /// The largest weight, or the sum of the group, that was tested; a fraction.
    package var measured: Double
    /// How many are in the group, or above the limit.
    package var count: Int
    /// Whether the limit was passed, so that weights were moved.
    package var isTriggered: Bool
    /// By what the group was multiplied, and all others that are not at the cap.
    package var groupFactor = 1.0
    /// By what all outside the group were multiplied that are not at the cap.
    package var otherFactor = 1.0
    /// What nothing outside the group may exceed, a fraction; and how many are held at it.
    package var cap = 1.0
    /// How many are held at the cap.
    package var cappedCount = 0
    /// What happened to each company or security, by its place in the order of the step.
    var fates: [Fate] = []
  }

  /// What a step did to a company or a security.
  enum Fate: UInt8, Sendable { case scaled, group, capped }

  /// What a step did to a security.
  package enum Treatment: Sendable, Equatable {
    /// Belongs to the group that was brought down as a whole.
    case cohort(factor: Double, pass: Int)
    /// Belongs to the five largest securities.
    case top(factor: Double, pass: Int)
    case capped(at: Double, Step.Kind, pass: Int)
    case scaled(factor: Double, pass: Int)
  }

  /// In the order in which they were given.
  package let securities: [IndexSecurity]
  /// The version that set them.
  package let rules: IndexRules
  /// Shares that count, by security.
  package let shares: [Double]
  /// Fractions of the sum of price × shares, by security.
  package let start: [Double]
  /// Fractions that add up to 1, by security.
  package private(set) var weights: [Double]
  /// All tests in the order in which they were made.
  package private(set) var steps: [Step] = []
  /// The place of a security's company in the order of size.
  private let companyPlaces: [Int32]

  /// Sets the weights of securities with prices and shares above zero.
  package init(
    _ securities: [IndexSecurity], _ kind: RebalanceKind, _ rules: IndexRules
  ) throws(UnreachableWeight) {
    self.securities = securities
    self.rules = rules
    let shares = securities.map { rules.shares(of: $0) }
    self.shares = shares
    // From the largest to the smallest, so that every sum is added in one order.
    let values = securities.indices.map { securities[$0].price * shares[$0] }
    let order = securities.indices.sorted { a, b in
      values[a] != values[b] ? values[a] > values[b] : securities[a].ticker < securities[b].ticker
    }
    let total = order.reversed().reduce(0) { $0 + values[$1] }
    let start = values.map { $0 / total }
    self.start = start
    weights = start
    let companies = Companies(securities, start, order)
    companyPlaces = companies.places
    var sizes = companies.weights
    let isMoved = try Self.companyStage(&sizes, rules, &steps)
    if isMoved {
      for i in securities.indices {
        let place = Int(companyPlaces[i])
        weights[i] = start[i] * (sizes[place] / companies.weights[place])
      }
    }
    if kind == .annual { try securityStage(order) }
  }

  // MARK: companies

  /// Securities added up by company, from the largest to the smallest.
  private struct Companies {
    let weights: [Double]
    let places: [Int32]

    init(_ securities: [IndexSecurity], _ start: [Double], _ order: [Int]) {
      var positions: [String: Int32] = [:]
      positions.reserveCapacity(order.count)
      var sums: [Double] = []
      var places = [Int32](repeating: 0, count: order.count)
      for i in order {
        if let position = positions[securities[i].company] {
          places[i] = position
          sums[Int(position)] += start[i]
        } else {
          places[i] = Int32(sums.count)
          positions[securities[i].company] = Int32(sums.count)
          sums.append(start[i])
        }
      }
      // A second class can bring a company past others.
      let sorted = sums.indices.sorted { sums[$0] != sums[$1] ? sums[$0] > sums[$1] : $0 < $1 }
      var ranks = [Int32](repeating: 0, count: sums.count)
      for (rank, position) in sorted.enumerated() { ranks[position] = Int32(rank) }
      weights = sorted.map { sums[$0] }
      for i in places.indices { places[i] = ranks[Int(places[i])] }
      self.places = places
    }
  }

  /// Both tests of companies until neither is triggered; whether a weight has changed.
  ///
  /// The sizes stay in order from the largest to the smallest. A pass either leaves nothing above 4.5 % outside the group or makes the
  /// group larger, and nine companies cannot all be above 4.5 % of 40 %, so it ends.
  private static func companyStage(
    _ sizes: inout [Double], _ rules: IndexRules, _ steps: inout [Step]
  ) throws(UnreachableWeight) -> Bool {
    var pass = 1
    while true {
      let isCapped = try capCompanies(&sizes, rules, pass, &steps)
      let isScaled = try scaleCohort(&sizes, rules, pass, &steps)
      guard isCapped || isScaled else { return pass > 1 }
      pass += 1
    }
  }

  private static func capCompanies(
    _ sizes: inout [Double], _ rules: IndexRules, _ pass: Int, _ steps: inout [Step]
  ) throws(UnreachableWeight) -> Bool {
    let largest = sizes.first ?? 0
    let above = sizes.prefix { $0 > rules.companyLimit + IndexRules.tolerance }.count
    var step = Step(kind: .company, pass: pass, measured: largest, count: above, isTriggered: above > 0)
    if step.isTriggered {
      step.cap = rules.companyTarget
      guard let fill = WaterFilling(sizes[...], total: 1, cap: step.cap) else {
        throw UnreachableWeight(step: .company, count: sizes.count, total: 1, cap: step.cap)
      }
      (step.otherFactor, step.cappedCount) = (fill.factor, fill.capped)
      step.fates = sizes.indices.map { $0 < fill.capped ? .capped : .scaled }
      for i in sizes.indices { sizes[i] = i < fill.capped ? step.cap : sizes[i] * fill.factor }
    }
    steps.append(step)
    return step.isTriggered
  }

  private static func scaleCohort(
    _ sizes: inout [Double], _ rules: IndexRules, _ pass: Int, _ steps: inout [Step]
  ) throws(UnreachableWeight) -> Bool {
    let count = sizes.prefix { $0 > rules.cohortFloor + IndexRules.tolerance }.count
    let sum = sizes[..<count].reversed().reduce(0, +)
    let isTriggered = sum >= rules.cohortLimit - IndexRules.tolerance
    var step = Step(kind: .cohort, pass: pass, measured: sum, count: count, isTriggered: isTriggered)
    if isTriggered {
      step.groupFactor = rules.cohortTarget / sum
      // Nothing outside the group overtakes the smallest inside.
      step.cap = sizes[count - 1] * step.groupFactor
      let rest = 1 - rules.cohortTarget
      guard let fill = WaterFilling(sizes[count...], total: rest, cap: step.cap) else {
        throw UnreachableWeight(step: .cohort, count: sizes.count - count, total: rest, cap: step.cap)
      }
      (step.otherFactor, step.cappedCount) = (fill.factor, fill.capped)
      let held = count + fill.capped
      step.fates = sizes.indices.map { $0 < count ? .group : $0 < held ? .capped : .scaled }
      for i in sizes.indices {
        sizes[i] = i < count ? sizes[i] * step.groupFactor : i < held ? step.cap : sizes[i] * fill.factor
      }
    }
    steps.append(step)
    return isTriggered
  }

  // MARK: securities

  /// Both tests of securities until neither is triggered; `order` is that of their market value.
  ///
  /// A security's place in the fates of a step is its position among the securities.
  private mutating func securityStage(_ order: [Int]) throws(UnreachableWeight) {
    var pass = 1
    while true {
      let isCapped = try capSecurities(order, pass)
      let isScaled = try scaleTop(order, pass)
      guard isCapped || isScaled else { return }
      pass += 1
    }
  }

  /// From the largest weight to the smallest; equal ones in the order of their market value.
  private func byWeight(_ order: some Sequence<Int>) -> [Int] {
    order.enumerated().sorted { a, b in
      weights[a.element] != weights[b.element] ? weights[a.element] > weights[b.element] : a.offset < b.offset
    }.map(\.element)
  }

  private mutating func capSecurities(_ order: [Int], _ pass: Int) throws(UnreachableWeight) -> Bool {
    let limit = rules.securityLimit + IndexRules.tolerance
    let above = weights.reduce(0) { $1 > limit ? $0 + 1 : $0 }
    var step = Step(
      kind: .security, pass: pass, measured: weights.max() ?? 0, count: above, isTriggered: above > 0)
    if step.isTriggered {
      step.cap = rules.securityTarget
      try share(1, among: byWeight(order), &step)
    }
    steps.append(step)
    return step.isTriggered
  }

  private mutating func scaleTop(_ order: [Int], _ pass: Int) throws(UnreachableWeight) -> Bool {
    let top = order.prefix(rules.topCount)
    let sum = top.reversed().reduce(0) { $0 + weights[$1] }
    let isTriggered = sum >= rules.topLimit - IndexRules.tolerance
    var step = Step(kind: .topSecurities, pass: pass, measured: sum, count: top.count, isTriggered: isTriggered)
    if isTriggered, let fifth = top.last {
      step.groupFactor = rules.topTarget / sum
      step.cap = min(rules.otherCap, weights[fifth] * step.groupFactor)
      try share(1 - rules.topTarget, among: byWeight(order.dropFirst(top.count)), &step)
      for i in top {
        weights[i] *= step.groupFactor
        step.fates[i] = .group
      }
    }
    steps.append(step)
    return isTriggered
  }

  /// Shares a total out among securities, from the largest to the smallest, none above the step's cap.
  private mutating func share(_ total: Double, among order: [Int], _ step: inout Step) throws(UnreachableWeight) {
    guard let fill = WaterFilling(order.map { weights[$0] }[...], total: total, cap: step.cap) else {
      throw UnreachableWeight(step: step.kind, count: order.count, total: total, cap: step.cap)
    }
    (step.otherFactor, step.cappedCount) = (fill.factor, fill.capped)
    step.fates = Array(repeating: .scaled, count: weights.count)
    for (k, i) in order.enumerated() {
      if k < fill.capped { step.fates[i] = .capped }
      weights[i] = k < fill.capped ? step.cap : weights[i] * fill.factor
    }
  }

  // MARK: explanation

  /// What the rules did to a security, in the order in which they did it; empty where its weight is that of the market.
  package func treatments(of i: Int) -> [Treatment] {
    steps.compactMap { step in
      guard step.isTriggered else { return nil }
      let isOfCompanies = step.kind == .company || step.kind == .cohort
      switch step.fates[isOfCompanies ? Int(companyPlaces[i]) : i] {
      case .group:
        return step.kind == .cohort
          ? .cohort(factor: step.groupFactor, pass: step.pass) : .top(factor: step.groupFactor, pass: step.pass)
      case .capped: return .capped(at: step.cap, step.kind, pass: step.pass)
      case .scaled: return .scaled(factor: step.otherFactor, pass: step.pass)
      }
    }
  }
}
