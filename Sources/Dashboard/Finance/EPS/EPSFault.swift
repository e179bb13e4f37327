package import Model

/// Why there is no estimate.
package enum EPSFault: Error, Equatable {
  /// The period is not a quarter.
  case notAQuarter(Period)
  /// The quarter's income statement is not in the record, or not known at the moment; the newest one that is.
  case noStatement(Period, newest: Period?)
  /// The target comes before the base.
  case targetBeforeBase(base: Period, target: Period)
  /// What the estimate asks for has not been published for the target.
  case notPublished(EPSDriver, Period)
  /// A value of a driver that no quarter can have.
  case outOfDomain(EPSDriver, Double)
  /// Two drivers of which one is a part of the other, or the same one twice.
  case overlap(EPSDriver, EPSDriver)
  /// The moment is before the quarter's results.
  case notReported(Period)

  /// What is wrong, in words.
  package var message: Phrase {
    switch self {
    case .notAQuarter(let period):
      return Phrase("\(period.label) is not a quarter; write 2023Q2", "\(period.label)은(는) 분기가 아님; 2023Q2처럼 쓸 것")
    case .noStatement(let quarter, let newest):
      guard let newest else {
        return Phrase(
          "no quarter's income statement is known at this moment", "이 시점에 알려진 분기 손익계산서가 없음")
      }
      return Phrase(
        "the income statement of \(quarter.label) is not in the record at this moment; the newest is \(newest.label)",
        "이 시점의 기록에 \(quarter.label) 손익계산서가 없음; 가장 최근은 \(newest.label)")
    case .targetBeforeBase(let base, let target):
      return Phrase(
        "the target \(target.label) comes before the base \(base.label)", "목표 분기 \(target.label)이(가) 기준 분기 \(base.label)보다 앞섬")
    case .notPublished(let driver, let quarter):
      return Phrase(
        "\(driver.name) of \(quarter.label) is not published at this moment",
        "이 시점에 \(quarter.label)의 \(driver.name)은(는) 공개되지 않음")
    case .outOfDomain(let driver, let value):
      let (low, high) = (driver.domain.lowerBound, driver.domain.upperBound)
      let unit = driver.unit.rawValue
      let amount = Phrase("\(driver.name) would be \(value.short)", "\(driver.name) 값이 \(value.short)이 됨")
      if driver == .operatingExpenses, value >= low {
        return Phrase("\(amount.en), less than restructuring alone", "\(amount.ko): 구조조정·기타보다 작음")
      }
      // Where the upper end is out of sight it says nothing.
      if high >= 1e9, value < low {
        return Phrase("\(amount.en); it must be \(low.short) or more (\(unit))", "\(amount.ko); \(low.short) 이상이어야 함(\(unit))")
      }
      return Phrase(
        "\(amount.en); it must be between \(low.short) and \(high.short) \(unit)",
        "\(amount.ko); \(low.short)에서 \(high.short) \(unit) 사이여야 함")
    case .overlap(let a, let b):
      return Phrase(
        a == b
          ? "\(a.name) is named twice"
          : "\(a.name) and \(b.name) overlap: opex is the sum of rd, sga and restructuring",
        a == b
          ? "\(a.name)이(가) 두 번 지정됨" : "\(a.name)와(과) \(b.name)이(가) 겹침: opex는 rd, sga, restructuring의 합")
    case .notReported(let quarter):
      return Phrase(
        "\(quarter.label) has not been reported at this moment", "이 시점에 \(quarter.label) 실적은 발표되지 않음")
    }
  }
}

extension Double {
  /// With two decimals at most, for messages.
  fileprivate var short: String {
    guard abs(self) < 1e15 else { return description }
    let cents = (self * 100).rounded()
    return cents.truncatingRemainder(dividingBy: 100) == 0 ? String(Int64(rounding: cents / 100)) : (cents / 100).description
  }
}
