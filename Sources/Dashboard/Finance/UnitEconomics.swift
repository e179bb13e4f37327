package import Model

/// What a car brought in, what it cost to make, and what was left of it, in one quarter.
///
/// Only cars that were sold count: those delivered under an operating lease bring leasing revenue over years and are no part of
/// automotive sales revenue. Where a quarter does not disclose them, all deliveries count, and the rule of each figure says so.
package struct UnitEconomics: Sendable {
  /// Which deliveries the revenue is divided by.
  package enum Count: Sendable {
    case withoutOperatingLease
    case all
  }

  package let quarter: Period
  package let count: Count
  /// Cars sold.
  package let units: Reading
  /// Average selling price (ASP), USD per unit: without FSD deferred revenue recognised in the quarter, where that is disclosed.
  package let price: Reading
  /// Cost of automotive sales, USD per unit.
  package let cost: Reading
  /// What the price leaves after the cost, USD per unit.
  package let grossProfit: Reading

  package init(_ quarter: Period, count: Count, _ s: Snapshot) {
    self.quarter = quarter
    self.count = count
    units = UnitEconomics.units(quarter, count, s)
    price = UnitEconomics.price(units, count, quarter, s)
    cost = UnitEconomics.perUnit(
      s.reading(.automotiveSalesCost, quarter), Phrase("cost of automotive sales", "자동차 판매 원가"), units, count)
    grossProfit = price.combined(with: cost) { price, cost in
      .known(
        Figure(
          price.value - cost.value, .usd, price.period, .gaap,
          .derived(rule: Phrase("ASP − cost per unit", "ASP − 대당 원가"), inputs: [price, cost])))
    }
  }

  /// A quarter and the one before, both on the same count of units, so that their change is one of price and cost alone.
  package static func pair(_ quarter: Period, _ s: Snapshot) -> (now: UnitEconomics, before: UnitEconomics) {
    let before = quarter.advanced(by: -1)
    let isDisclosed = s.reading(.deliveriesOperatingLease, quarter).figure != nil
    // The quarter before the record begins has nothing to compare, and must not take the split away.
    let wasDisclosed =
      s.reading(.deliveriesOperatingLease, before).figure != nil || s.reading(.deliveries, before).figure == nil
    let count: Count = isDisclosed && wasDisclosed ? .withoutOperatingLease : .all
    return (UnitEconomics(quarter, count: count, s), UnitEconomics(before, count: count, s))
  }

  private static func units(_ quarter: Period, _ count: Count, _ s: Snapshot) -> Reading {
    let deliveries = s.reading(.deliveries, quarter)
    guard count == .withoutOperatingLease else { return deliveries }
    return deliveries.combined(with: s.reading(.deliveriesOperatingLease, quarter)) { all, leased in
      .known(
        Figure(
          all.value - leased.value, .vehicles, all.period, .operational,
          .derived(rule: Phrase("deliveries − those under operating lease", "인도 − 운용리스 인도"), inputs: [all, leased])))
    }
  }

  private static func price(_ units: Reading, _ count: Count, _ quarter: Period, _ s: Snapshot) -> Reading {
    let sales = s.reading(.automotiveSales, quarter)
    guard case .known(let deferred) = s.reading(.fsdDeferred, quarter) else {
      return perUnit(sales, Phrase("automotive sales revenue", "자동차 판매 매출"), units, count)
    }
    let rule = Phrase("automotive sales revenue − FSD deferred revenue", "자동차 판매 매출 − FSD 이연매출")
    let own = sales.combined(with: .known(deferred)) { sales, deferred in
      .known(
        Figure(sales.value - deferred.value, sales.unit, sales.period, .gaap, .derived(rule: rule, inputs: [sales, deferred])))
    }
    return perUnit(own, Phrase("(\(rule.en))", "(\(rule.ko))"), units, count)
  }

  private static func perUnit(_ amount: Reading, _ name: Phrase, _ units: Reading, _ count: Count) -> Reading {
    amount.combined(with: units) { amount, units in
      guard units.value > 0 else { return .absent(.notApplicable) }
      return .known(
        Figure(
          amount.value * 1_000_000 / units.value, .usd, amount.period, .gaap,
          .derived(rule: rule(name, count), inputs: [amount, units])))
    }
  }

  private static func rule(_ name: Phrase, _ count: Count) -> Phrase {
    switch count {
    case .withoutOperatingLease:
      return Phrase("\(name.en) ÷ deliveries not under operating lease", "\(name.ko) ÷ 운용리스 제외 인도")
    case .all:
      return Phrase(
        "\(name.en) ÷ all deliveries: those under operating lease are not disclosed for both quarters compared",
        "\(name.ko) ÷ 전체 인도: 비교하는 두 분기 모두의 운용리스 인도가 공개되지 않음")
    }
  }
}
