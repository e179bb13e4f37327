import Finance
import Format
import Model

/// How far the index is from a special rebalance, and the company from the limits.
extension RuleLine {
  static func trigger(_ shown: RebalanceWeights) -> [RuleLine] {
    let (trigger, rules) = (shown.trigger, shown.trigger.rules)
    func line(_ label: Phrase, _ measured: Double, _ limit: Double, _ isOver: Bool, _ remark: Phrase) -> RuleLine {
      let distance = Numbers.grouped(abs(limit - measured) * 100, 2) + "pp"
      let side =
        isOver ? Phrase("over", "초과") : shown.isCurrent ? Phrase("to go", "남음") : Phrase("below", "미달")
      return RuleLine(
        .trigger, label,
        Phrase("\(percent(measured)), \(distance) \(side.en)", "\(percent(measured)), \(distance) \(side.ko)"),
        isOver ? .triggers : .passes, gauge: Gauge(measured: measured, limit: limit), remark: remark)
    }
    let (name, group) = (
      trigger.companies.first?.name ?? "", trigger.companies.prefix(trigger.cohortCount).map(\.name).joined(separator: " ")
    )
    let (company, floor, limit) = (short(rules.companyLimit), short(rules.cohortFloor), short(rules.cohortLimit))
    return [
      line(
        Phrase("largest company, \(name)", "최대 기업 \(name)"), trigger.largest, rules.companyLimit, trigger.exceedsCompanyLimit,
        Phrase(
          "Above \(company) at the close, a special rebalance is possible.", "하루 마감 기준 \(company)를 넘으면 특별 리밸런싱 가능.")),
      line(
        Phrase("\(trigger.cohortCount) above \(floor)", "\(floor) 초과 \(trigger.cohortCount)개사"), trigger.cohortSum,
        rules.cohortLimit, trigger.exceedsCohortLimit,
        Phrase("\(group). At \(limit) or more, a special rebalance is possible.", "\(group). \(limit)부터 특별 리밸런싱 가능.")),
    ]
  }

  static func company(_ shown: RebalanceWeights) -> [RuleLine] {
    guard let place = shown.companyInTrigger, let price = shown.companyPrice(on: shown.triggerDay) else { return [] }
    let (trigger, rules) = (shown.trigger, shown.trigger.rules)
    let (name, weight) = (trigger.companies[place].name, trigger.companies[place].weight)
    func line(_ label: Phrase, at multiple: Double, _ remark: Phrase) -> RuleLine {
      let (amount, change) = (Numbers.grouped(price * multiple, 2), Numbers.signed((multiple - 1) * 100, 1))
      return RuleLine(.company, label, Phrase("at \(amount) USD, \(change)%", "\(amount)달러, \(change)%"), remark: remark)
    }
    let limits = [rules.cohortFloor, rules.companyLimit].compactMap { limit in
      IndexTrigger.multiple(from: weight, to: limit).map { multiple in
        let distance = Numbers.grouped(abs(limit - weight) * 100, 2) + "pp"
        return line(
          weight > limit
            ? Phrase("\(name) over \(short(limit)) by \(distance)", "\(name) \(short(limit)) 초과 \(distance)")
            : Phrase("\(name) to \(short(limit)): \(distance)", "\(name) \(short(limit))까지 \(distance)"), at: multiple,
          Phrase("The price at which it would have that weight, all other prices unchanged.", "다른 주가가 그대로일 때 그 비중이 되는 주가."))
      }
    }
    let turns = trigger.turningMultiples(ofCompanyAt: place)
    let isTriggered = trigger.isTriggered
    let turning = [(turns.below, Phrase("below", "아래")), (turns.above, Phrase("above", "위"))].compactMap { multiple, side in
      multiple.map { multiple in
        line(
          isTriggered
            ? Phrase("special ends \(side.en)", "이 \(side.ko)에서 특별 조건 해소")
            : Phrase("special possible \(side.en)", "이 \(side.ko)에서 특별 조건 충족"), at: multiple,
          Phrase(
            "The nearest price of \(name) at which the test result changes, all other prices unchanged.",
            "다른 주가가 그대로일 때 판정이 바뀌는 가장 가까운 \(name) 주가."))
      }
    }
    return limits + turning
  }
}
