import Finance
import Format
import Model

/// A line of the rule: a test and what came of it, or how far something is from a limit.
struct RuleLine: Sendable {
  enum Section: Sendable { case limits, reset, trigger, company }

  /// How full the way to a limit is.
  struct Gauge: Sendable {
    /// Fractions of the index.
    var measured: Double
    var limit: Double
  }

  enum Verdict: Sendable { case plain, passes, triggers }

  var section: Section
  var label: Phrase
  var value: Phrase
  var verdict = Verdict.plain
  var gauge: Gauge?
  /// What stands in the detail, beside what the line says.
  var remark: Phrase?

  var text: [Phrase] { [value] + (remark.map { [$0] } ?? []) }

  /// All lines for a record, in the order in which they are read.
  static func all(_ record: IndexRecord) -> [RuleLine] {
    // How far the company is from a limit is a question of the present.
    reset(record) + trigger(record) + (record.isCurrent ? company(record) : [])
  }

  // MARK: what will be tested

  /// The limits of a rebalance to come; nothing is tested, because no closes of the present are on record.
  static func limits(of dates: RebalanceDates) -> [RuleLine] {
    guard let rules = IndexRules.inForce(on: dates.reference) else { return [] }
    func line(_ label: Phrase, _ target: Double, _ remark: Phrase? = nil) -> RuleLine {
      RuleLine(section: .limits, label: label, value: Phrase("→ \(short(target))"), remark: remark)
    }
    let (floor, limit) = (short(rules.cohortFloor), short(rules.cohortLimit))
    var lines = [
      line(
        Phrase("a company above \(short(rules.companyLimit))", "기업 \(short(rules.companyLimit)) 초과"), rules.companyTarget),
      line(
        Phrase("companies above \(floor): \(limit) or more", "\(floor) 초과 기업 합 \(limit) 이상"), rules.cohortTarget,
        Phrase("Nobody outside of the group may overtake the smallest of it.", "기업군 밖의 기업은 기업군의 최솟값을 넘을 수 없음.")),
    ]
    guard dates.kind == .annual else {
      let keeps = dates.kind == .quarterly
      lines.append(
        RuleLine(
          section: .limits, label: keeps ? Phrase("otherwise", "그 외") : Phrase("start", "시작"),
          value: keeps ? Phrase("index shares stay, updated", "지수 주식 수 유지·갱신") : Phrase("price × shares", "주가 × 발행주식 수")))
      return lines
    }
    let other = short(rules.otherCap)
    return lines + [
      line(
        Phrase("a security above \(short(rules.securityLimit))", "종목 \(short(rules.securityLimit)) 초과"), rules.securityTarget),
      line(
        Phrase(
          "the \(rules.topCount) largest: \(short(rules.topLimit)) or more",
          "상위 \(rules.topCount)종목 합 \(short(rules.topLimit)) 이상"),
        rules.topTarget),
      RuleLine(
        section: .limits, label: Phrase("  then the others at most", "  그때 나머지 상한"),
        value: Phrase("\(other), or the fifth", "\(other) 또는 5위"),
        remark: Phrase("The smaller of the two.", "둘 가운데 작은 값.")),
    ]
  }

  // MARK: how the weights are set

  private static func reset(_ record: IndexRecord) -> [RuleLine] {
    guard let weighting = record.weighting else { return [] }
    func line(_ label: Phrase, _ value: Phrase, _ verdict: Verdict = .plain, remark: Phrase? = nil) -> RuleLine {
      RuleLine(section: .reset, label: label, value: value, verdict: verdict, remark: remark)
    }
    let own = record.company.flatMap { i in
      weighting.securities.firstIndex { $0.ticker == record.rebalance.constituents[i].ticker }
    }
    func named(_ i: Int, _ weights: [Double]) -> String { "\(weighting.securities[i].ticker) \(percent(weights[i]))" }
    let largest = weighting.start.indices.max { weighting.start[$0] < weighting.start[$1] }
    let start = [largest, own == largest ? nil : own].compactMap { $0 }.map { named($0, weighting.start) }.joined(
      separator: " · ")
    var lines = [
      line(
        Phrase("start: price × shares", "시작: 주가 × 발행주식 수"), Phrase(start),
        remark: Phrase(
          "Not the weights in the index: those still carry the scaling of the time before.",
          "현재 지수 비중이 아님: 지수 비중에는 이전 조정이 남아 있음."))
    ]
    for step in weighting.steps { lines += self.lines(step, weighting.rules, line) }
    if let own {
      lines.append(
        line(
          Phrase("\(weighting.securities[own].ticker) uncapped → by rule", "\(weighting.securities[own].ticker) 한도 전 → 규칙 후"),
          Phrase("\(percent(weighting.start[own])) → \(percent(weighting.weights[own]))")))
    }
    return lines
  }

  private static func lines(
    _ step: IndexWeighting.Step, _ rules: IndexRules, _ line: (Phrase, Phrase, Verdict, Phrase?) -> RuleLine
  ) -> [RuleLine] {
    let again = step.pass > 1 ? Phrase(", again", ", 재검사") : Phrase("")
    let label: Phrase
    let measured: Phrase
    let target: Double
    switch step.kind {
    case .company:
      label = Phrase("a company at most \(short(rules.companyLimit))", "기업 \(short(rules.companyLimit)) 이하")
      measured = Phrase(percent(step.measured))
      target = rules.companyTarget
    case .cohort:
      let (floor, limit) = (short(rules.cohortFloor), short(rules.cohortLimit))
      label = Phrase("companies above \(floor) below \(limit)", "\(floor) 초과 기업 합 \(limit) 미만")
      measured = Phrase("\(step.count): \(percent(step.measured))", "\(step.count)개사 \(percent(step.measured))")
      target = rules.cohortTarget
    case .security:
      label = Phrase("a security at most \(short(rules.securityLimit))", "종목 \(short(rules.securityLimit)) 이하")
      measured = Phrase(percent(step.measured))
      target = rules.securityTarget
    case .topSecurities:
      label = Phrase(
        "the \(step.count) largest below \(short(rules.topLimit))", "상위 \(step.count)종목 합 \(short(rules.topLimit)) 미만")
      measured = Phrase(percent(step.measured))
      target = rules.topTarget
    }
    let title = Phrase(label.en + again.en, label.ko + again.ko)
    guard step.isTriggered else {
      return [line(title, Phrase("\(measured.en) passes", "\(measured.ko) 통과"), .passes, nil)]
    }
    var lines = [
      line(title, Phrase("\(measured.en) → \(short(target))", "\(measured.ko) → \(short(target))"), .triggers, nil)
    ]
    let isGroup = step.kind == .cohort || step.kind == .topSecurities
    if isGroup {
      lines.append(
        line(
          Phrase("  those \(step.count)", step.kind == .cohort ? "  해당 \(step.count)개사" : "  해당 \(step.count)종목"),
          Phrase("×\(Numbers.grouped(step.groupFactor, 4))"), .plain, nil))
    }
    let rest = isGroup ? " \(short(1 - target))" : ""
    lines.append(
      line(
        Phrase("  the others share\(rest.isEmpty ? " the rest" : rest)", "  나머지에\(rest.isEmpty ? " 남는 비중" : rest) 배분"),
        Phrase("×\(Numbers.grouped(step.otherFactor, 4))"), .plain, nil))
    if step.cappedCount > 0 {
      lines.append(
        line(
          Phrase("  none of them above \(percent(step.cap))", "  각 \(percent(step.cap)) 이하"),
          Phrase("\(step.cappedCount) held there", "\(step.cappedCount)개 제한"), .plain,
          step.kind == .cohort
            ? Phrase("Nobody outside of the group may overtake the smallest of it.", "기업군 밖의 기업은 기업군의 최솟값을 넘을 수 없음.")
            : nil))
    }
    return lines
  }

  // MARK: how far the index is from a special rebalance

  private static func trigger(_ record: IndexRecord) -> [RuleLine] {
    let (trigger, rules) = (record.trigger, record.trigger.rules)
    let name = trigger.companies.first?.tickers.joined(separator: "+") ?? ""
    let group = trigger.companies.prefix(trigger.cohortCount).map { $0.tickers.joined(separator: "+") }.joined(separator: " ")
    func line(_ label: Phrase, _ measured: Double, _ limit: Double, _ isOver: Bool, _ remark: Phrase) -> RuleLine {
      let distance = Numbers.grouped(abs(limit - measured) * 100, 2) + "pp"
      return RuleLine(
        section: .trigger, label: label,
        value: isOver
          ? Phrase("\(percent(measured)), \(distance) over", "\(percent(measured)), \(distance) 초과")
          : record.isCurrent
            ? Phrase("\(percent(measured)), \(distance) to go", "\(percent(measured)), \(distance) 남음")
            : Phrase("\(percent(measured)), \(distance) below", "\(percent(measured)), \(distance) 미달"),
        verdict: isOver ? .triggers : .passes, gauge: Gauge(measured: measured, limit: limit), remark: remark)
    }
    return [
      line(
        Phrase("largest company, \(name)", "최대 기업 \(name)"), trigger.largest, rules.companyLimit, trigger.exceedsCompanyLimit,
        Phrase(
          "Above \(short(rules.companyLimit)) at a day's end a special rebalance is possible.",
          "하루 마감 기준 \(short(rules.companyLimit))를 넘으면 특별 리밸런싱 가능.")),
      line(
        Phrase(
          "\(trigger.cohortCount) above \(short(rules.cohortFloor))", "\(short(rules.cohortFloor)) 초과 \(trigger.cohortCount)개사"),
        trigger.cohortSum, rules.cohortLimit, trigger.exceedsCohortLimit,
        Phrase(
          "\(group). From \(short(rules.cohortLimit)) on a special rebalance is possible.",
          "\(group). \(short(rules.cohortLimit))부터 특별 리밸런싱 가능.")),
    ]
  }

  // MARK: how far the company is from the limits

  private static func company(_ record: IndexRecord) -> [RuleLine] {
    guard let place = record.companyInTrigger, let price = record.companyPrice(on: record.triggerDay) else { return [] }
    let (trigger, rules) = (record.trigger, record.trigger.rules)
    let company = trigger.companies[place]
    let name = company.tickers.joined(separator: "+")
    func at(_ multiple: Double) -> Phrase {
      let (amount, change) = (Numbers.grouped(price * multiple, 2), Numbers.signed((multiple - 1) * 100, 1))
      return Phrase("at \(amount) USD, \(change)%", "\(amount)달러, \(change)%")
    }
    var lines: [RuleLine] = []
    for limit in [rules.cohortFloor, rules.companyLimit] {
      guard let multiple = IndexTrigger.multiple(from: company.weight, to: limit) else { continue }
      let isOver = company.weight > limit
      let distance = Numbers.grouped(abs(limit - company.weight) * 100, 2) + "pp"
      lines.append(
        RuleLine(
          section: .company,
          label: isOver
            ? Phrase("\(name) over \(short(limit)) by \(distance)", "\(name) \(short(limit)) 초과 \(distance)")
            : Phrase("\(name) to \(short(limit)): \(distance)", "\(name) \(short(limit))까지 \(distance)"),
          value: at(multiple),
          remark: Phrase("The price at which it would weigh that, all other prices as they are.", "다른 주가가 그대로일 때 그 비중이 되는 주가.")))
    }
    let turns = trigger.turningMultiples(ofCompanyAt: place)
    for (multiple, isAbove) in [(turns.below, false), (turns.above, true)] {
      guard let multiple else { continue }
      let label =
        trigger.isTriggered
        ? Phrase(
          isAbove ? "special ends above" : "special ends below", isAbove ? "이 위에서 특별 조건 해소" : "이 아래에서 특별 조건 해소")
        : Phrase(
          isAbove ? "special possible above" : "special possible below",
          isAbove ? "이 위에서 특별 조건 충족" : "이 아래에서 특별 조건 충족")
      lines.append(
        RuleLine(
          section: .company, label: label,
          value: at(multiple),
          remark: Phrase(
            "The nearest price of \(name) at which the tests answer otherwise, all other prices as they are.",
            "다른 주가가 그대로일 때 판정이 바뀌는 가장 가까운 \(name) 주가.")))
    }
    return lines
  }

  /// `17.20%`.
  static func percent(_ fraction: Double) -> String { Numbers.grouped(fraction * 100, 2) + "%" }
  /// `4.5%`, `48%`.
  static func short(_ fraction: Double) -> String { Names.percent(fraction, 1) }
}
