package import Finance
import Format
package import Model

/// What a number of a scenario is set to: a value, or a change of what is there.
package enum ScenarioSetting: Equatable, Sendable {
  /// In the unit of its entry.
  case value(Double)
  /// A change in per cent of what is there.
  case relative(Double)
  /// Added to what is there, in its unit; percentage points for a number in per cent.
  case change(Double)

  /// Reads `-2.5%` and `+100` (changes), `+2pp` (of a number in per cent), `45`, `3 million`, `=-500` (a value below zero).
  package init(parsing text: String, in unit: Unit) throws(Problem) {
    var rest = String(text.replacingMinus.trimmed)
    let isValue = rest.first == "="
    if isValue { rest.removeFirst() }
    let isChange = !isValue && (rest.first == "+" || rest.first == "-")
    let isShare = unit == .percent
    if rest.hasSuffix("pp") {
      guard isShare, isChange, let points = WrittenAmount(String(rest.dropLast(2)))?.value(in: .percent), points.isFinite else {
        throw Problem("pp is for changes of a number in percent, such as +2pp", "pp는 퍼센트 값의 변화에만 씀: 예 +2pp")
      }
      self = .change(points)
      return
    }
    let isPercent = rest.last == "%"
    if isPercent { rest.removeLast() }
    if isPercent, isShare == isChange {
      throw isShare
        ? Problem(
          "this number is in percent itself: write +2pp for points, 18% for the value, =-5% for a value below zero",
          "퍼센트 값임: 변화는 +2pp, 값은 18%, 0보다 작은 값은 =-5%로 쓸 것")
        : Problem("a change needs its sign: +2.5% or -2.5%", "변화에는 부호가 필요함: +2.5% 또는 -2.5%")
    }
    guard let number = WrittenAmount(rest)?.value(in: isPercent ? .percent : unit), number.isFinite else {
      let example = unit.example
      throw Problem(
        "'\(rest)' is not such a number; write \(example), a change such as +10%, or =-500 for a value below zero",
        "'\(rest)'은(는) 쓸 수 없음; \(example), 변화는 +10%, 0보다 작은 값은 =-500처럼 쓸 것")
    }
    self = isChange ? (isPercent ? .relative(number) : .change(number)) : .value(number)
  }

  /// The number that results from what is there.
  package func applied(to old: Double) -> Double {
    switch self {
    case .value(let value): return value
    case .relative(let percent): return old * (1 + percent / 100)
    case .change(let change): return old + change
    }
  }
}

extension ScenarioChanges {
  /// Sets a number of a scenario, or the spread of a driver by `KEY.spread`; a change starts from what was set before.
  ///
  /// Throws where the scenario has no such number, or the number cannot be that.
  package mutating func set(_ name: String, to text: String, in scenario: Scenario) throws(Problem) {
    let isSpread = name.hasSuffix(".spread")
    let key = ScenarioKey(isSpread ? String(name.dropLast(7)) : name)
    guard let key, let entry = scenario.entry(key) else {
      let known = scenario.entries.map(\.key.name).joined(separator: ", ")
      throw Problem(
        "'\(name)' is not in scenario \(scenario.id); there are \(known)", "'\(name)'은(는) 시나리오 \(scenario.id)에 없음; 가능: \(known)")
    }
    if isSpread {
      guard case .driver(let driver) = key else {
        throw Problem("only drivers have a spread, not \(key.name)", "분포는 동인에만 있음: \(key.name) 불가")
      }
      guard let spread = Spread(text) else { throw Problem(Spread.fault(text)) }
      spreads[driver] = spread
      return
    }
    let value = try ScenarioSetting(parsing: text, in: entry.figure.unit).applied(to: values[key] ?? entry.figure.value)
    guard value.isFinite, key.domain.contains(value) else {
      throw Problem(key.domainFault(entry.figure.unit))
    }
    values[key] = value
  }
}
