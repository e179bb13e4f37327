import App
import Finance
import Format
import Model

/// A line of the rule: a test and what came of it, or how far something is from a limit.
struct RuleLine: Sendable {
  enum Section: Sendable { case limits, reset, trigger, company }

  /// How much of the way to a limit is used up; fractions of the index.
  struct Gauge: Sendable {
    var measured: Double
    var limit: Double
  }

  enum Verdict: Sendable { case plain, passes, triggers }

  var section: Section
  var label: Phrase
  var value: Phrase
  var verdict = Verdict.plain
  var gauge: Gauge?
  /// What the detail says besides the line.
  var remark: Phrase?

  init(
    _ section: Section, _ label: Phrase, _ value: Phrase, _ verdict: Verdict = .plain, gauge: Gauge? = nil, remark: Phrase? = nil
  ) {
    (self.section, self.label, self.value) = (section, label, value)
    (self.verdict, self.gauge, self.remark) = (verdict, gauge, remark)
  }

  /// All lines for a record, in the order in which they are read.
  static func all(_ shown: RebalanceWeights) -> [RuleLine] {
    // How far the company is from a limit is a question of the present.
    reset(shown) + trigger(shown) + (shown.isCurrent ? company(shown) : [])
  }

  /// `17.20%`.
  static func percent(_ fraction: Double) -> String { Numbers.grouped(fraction * 100, 2) + "%" }
  /// `4.5%`, `48%`.
  static func short(_ fraction: Double) -> String { Names.percent(fraction, 1) }

  private static let smallestOfGroup = Phrase(
    "No company outside the group may exceed its smallest member.", "기업군 밖의 기업은 기업군의 최솟값을 넘을 수 없음.")

  // MARK: what will be tested

  /// The limits of a rebalance to come; nothing is tested, because no closes of the present are on record.
  static func limits(of dates: RebalanceDates) -> [RuleLine] {
    guard let rules = IndexRules.inForce(on: dates.reference) else { return [] }
    func line(_ label: Phrase, _ target: Double, _ remark: Phrase? = nil) -> RuleLine {
      RuleLine(.limits, label, Phrase("→ \(short(target))"), remark: remark)
    }
    let (floor, limit) = (short(rules.cohortFloor), short(rules.cohortLimit))
    let companies = [
      line(
        Phrase("a company above \(short(rules.companyLimit))", "기업 \(short(rules.companyLimit)) 초과"), rules.companyTarget),
      line(
        Phrase("companies above \(floor): \(limit) or more", "\(floor) 초과 기업 합 \(limit) 이상"), rules.cohortTarget, smallestOfGroup),
    ]
    switch dates.kind {
    case .quarterly:
      return companies + [RuleLine(.limits, Phrase("otherwise", "그 외"), Phrase("index shares stay, updated", "지수 주식 수 유지·갱신"))]
    case .special: return companies + [RuleLine(.limits, Phrase("start", "시작"), Phrase("price × shares", "주가 × 발행주식 수"))]
    case .annual:
      let (top, other) = (short(rules.topLimit), short(rules.otherCap))
      return companies + [
        line(
          Phrase("a security above \(short(rules.securityLimit))", "종목 \(short(rules.securityLimit)) 초과"), rules.securityTarget),
        line(
          Phrase("the \(rules.topCount) largest: \(top) or more", "상위 \(rules.topCount)종목 합 \(top) 이상"), rules.topTarget),
        RuleLine(
          .limits, Phrase("  then the others at most", "  그때 나머지 상한"), Phrase("\(other), or the fifth", "\(other) 또는 5위"),
          remark: Phrase("The smaller of the two.", "둘 가운데 작은 값.")),
      ]
    }
  }

  // MARK: how the weights are set

  private static func reset(_ shown: RebalanceWeights) -> [RuleLine] {
    guard let weighting = shown.weighting else { return [] }
    let (securities, start) = (weighting.securities, weighting.start)
    let own = shown.company.flatMap { i in securities.firstIndex { $0.ticker == shown.rebalance.constituents[i].ticker } }
    let largest = start.indices.max { start[$0] < start[$1] }
    let named = [largest, own == largest ? nil : own].compactMap { $0 }.map { "\(securities[$0].ticker) \(percent(start[$0]))" }
    let first = RuleLine(
      .reset, Phrase("start: price × shares", "시작: 주가 × 발행주식 수"), Phrase(named.joined(separator: " · ")),
      remark: Phrase(
        "Not the weights in the index: those still carry the previous scaling.",
        "현재 지수 비중이 아님: 지수 비중에는 이전 조정이 남아 있음."))
    let last = own.map { own in
      RuleLine(
        .reset, Phrase("\(securities[own].ticker) uncapped → by rule", "\(securities[own].ticker) 한도 전 → 규칙 후"),
        Phrase("\(percent(start[own])) → \(percent(weighting.weights[own]))"))
    }
    return [first] + weighting.steps.flatMap { lines($0, weighting.rules) } + (last.map { [$0] } ?? [])
  }

  /// A test, and below it what was done where it did not pass.
  private static func lines(_ step: IndexWeighting.Step, _ rules: IndexRules) -> [RuleLine] {
    let (label, measured, target) = test(step, rules)
    guard step.isTriggered else {
      return [RuleLine(.reset, label, Phrase("\(measured.en) passes", "\(measured.ko) 통과"), .passes)]
    }
    var lines = [
      RuleLine(.reset, label, Phrase("\(measured.en) → \(short(target))", "\(measured.ko) → \(short(target))"), .triggers)
    ]
    let isGroup = step.kind == .cohort || step.kind == .topSecurities
    if isGroup {
      let kind = step.kind == .cohort ? "개사" : "종목"
      lines.append(
        RuleLine(
          .reset, Phrase("  those \(step.count)", "  해당 \(step.count)\(kind)"), Phrase("×\(Numbers.grouped(step.groupFactor, 4))")
        ))
    }
    let rest = isGroup ? Phrase(" " + short(1 - target)) : Phrase(" the rest", " 남는 비중")
    lines.append(
      RuleLine(
        .reset, Phrase("  the others share\(rest.en)", "  나머지에\(rest.ko) 배분"), Phrase("×\(Numbers.grouped(step.otherFactor, 4))"))
    )
    if step.cappedCount > 0 {
      lines.append(
        RuleLine(
          .reset, Phrase("  none of them above \(percent(step.cap))", "  각 \(percent(step.cap)) 이하"),
          Phrase("\(step.cappedCount) capped", "\(step.cappedCount)개 제한"),
          remark: step.kind == .cohort ? smallestOfGroup : nil))
    }
    return lines
  }

  /// What a step tests, what it found, and what it is brought to.
  private static func test(
    _ step: IndexWeighting.Step, _ rules: IndexRules
  ) -> (label: Phrase, measured: Phrase, target: Double) {
    let again = step.pass > 1 ? Phrase(", again", ", 재검사") : Phrase("")
    func label(_ en: String, _ ko: String) -> Phrase { Phrase(en + again.en, ko + again.ko) }
    let measured = percent(step.measured)
    switch step.kind {
    case .company:
      let limit = short(rules.companyLimit)
      return (label("a company at most \(limit)", "기업 \(limit) 이하"), Phrase(measured), rules.companyTarget)
    case .cohort:
      let (floor, limit) = (short(rules.cohortFloor), short(rules.cohortLimit))
      return (
        label("companies above \(floor) below \(limit)", "\(floor) 초과 기업 합 \(limit) 미만"),
        Phrase("\(step.count): \(measured)", "\(step.count)개사 \(measured)"), rules.cohortTarget
      )
    case .security:
      let limit = short(rules.securityLimit)
      return (label("a security at most \(limit)", "종목 \(limit) 이하"), Phrase(measured), rules.securityTarget)
    case .topSecurities:
      let limit = short(rules.topLimit)
      return (
        label("the \(step.count) largest below \(limit)", "상위 \(step.count)종목 합 \(limit) 미만"), Phrase(measured), rules.topTarget
      )
    }
  }
}

/// A company by its tickers.
extension IndexTrigger.Company {
  /// `GOOGL+GOOG`: its classes.
  var name: String { tickers.joined(separator: "+") }
}
