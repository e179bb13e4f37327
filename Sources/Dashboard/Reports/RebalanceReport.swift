package import Finance
package import Format
package import Model

extension Report {
  /// The weights that the rules set at a rebalance, or that stay.
  package struct Weights {
    /// A security with its weights.
    package struct Row {
      /// As written in the facts or the file.
      package var ticker: String
      /// What the classes of one company share.
      package var company: String
      /// Empty where nobody gives one.
      package var name: String
      /// A fraction, before the limits.
      package var start: Double
      /// A fraction, after them.
      package var weight: Double
      var treatments: [IndexWeighting.Treatment] = []

      /// A security that no limit has moved.
      package init(ticker: String, company: String, name: String, start: Double, weight: Double) {
        (self.ticker, self.company, self.name, self.start, self.weight) = (ticker, company, name, start, weight)
      }
    }

    /// Nil where no rebalance was announced.
    let kind: RebalanceKind?
    let rules: IndexRules
    /// The largest weight first.
    let rows: [Row]
    let steps: [IndexWeighting.Step]
    /// The tests of the weights by index shares, where there are index shares.
    let trigger: IndexTrigger?
    /// Whether the index shares stay, so that no weight was set.
    let isKept: Bool
    /// The day of the prices that set the weights, the rebalance, and its first day in force, where they come from the facts.
    package private(set) var date: FiguresDate?
    private(set) var rebalance: Rebalance?

    /// Weights as newly set; `names` are those of the weighting's securities.
    package init(_ weighting: IndexWeighting, _ kind: RebalanceKind?, names: [String], _ trigger: IndexTrigger? = nil) {
      (self.kind, rules, steps, self.trigger, isKept) = (kind, weighting.rules, weighting.steps, trigger, false)
      rows = Self.sorted(
        weighting.securities.indices.map { i in
          let security = weighting.securities[i]
          var row = Row(
            ticker: security.ticker, company: security.company, name: names[i], start: weighting.start[i],
            weight: weighting.weights[i])
          row.treatments = weighting.treatments(of: i)
          return row
        })
    }

    /// Weights from the facts; nil where the prices or the shares outstanding are not known.
    ///
    /// Before the announcement the kind is left out.
    package init?(_ index: RebalanceWeights, asOf: Day) {
      guard let weighting = index.weighting else { return nil }
      let names = Dictionary(index.rebalance.constituents.map { ($0.ticker, $0.name) }) { first, _ in first }
      self.init(
        weighting, index.isAnnounced ? index.rebalance.kind : nil, names: weighting.securities.map { names[$0.ticker] ?? "" })
      date = FiguresDate(day: index.resetDay, asOf: asOf)
      rebalance = index.isAnnounced ? index.rebalance : nil
    }

    /// Weights that stay, because no limit of a quarterly rebalance is broken.
    package init(kept rows: [Row], _ trigger: IndexTrigger) {
      (kind, rules, steps, self.trigger, isKept) = (.quarterly, trigger.rules, [], trigger, true)
      self.rows = Self.sorted(rows)
    }

    private static func sorted(_ rows: [Row]) -> [Row] {
      rows.sorted { ($1.weight, $1.start, $0.ticker) < ($0.weight, $0.start, $1.ticker) }
    }
  }

  /// The weights, what the rules did to each security, and the tests that they come from.
  package static func rebalance(_ weights: Weights, _ format: Formatter) -> Report {
    let hasNames = weights.rows.contains { !$0.name.isEmpty }
    return Report(format, csv: "ticker company start_weight weight treatment") {
      figures(of: weights.date, weights.rebalance?.id, format)
      lines(rebalanceTitle(weights, format), "")
      members([
        "kind": .text(weights.kind?.rawValue), "rules_since": .day(weights.rules.since), "price_day": .day(weights.date?.day),
        "effective_date": .day(weights.rebalance?.effectiveDay),
        "start": .text(weights.isKept ? "price x index_shares" : "price x shares"), "kept": .flag(weights.isKept),
        "trigger": weights.trigger.map { .trigger($0) } ?? .null, "steps": .list(weights.steps.map { .step($0) }),
      ])
      table(weights.rows, key: "rows", text: "ticker \(hasNames ? "name" : "company") start_weight weight caps treatment") {
        Column("ticker", Phrase("TICKER", "종목")) { .text($0.ticker) }
        Column("name", Phrase("NAME", "이름"), in: .text) { .text($0.name) }
        Column("company", Phrase("COMPANY", "기업")) { .text($0.company) }
        Column("start_weight", Phrase("UNCAPPED %", "한도 전 %")) { .weight($0.start) }
        Column("weight", Phrase("WEIGHT %", "비중 %")) { .weight($0.weight) }
        Column("caps", Phrase("CAPS pp", "한도 효과 pp"), in: .text) { .points($0.weight - $0.start) }
        Column("treatment", Phrase("TREATMENT", "조정")) { row in
          let words = weights.words(row)
          return .term(words.en, words)
        }
        Column("treatments") { .list($0.treatments.map { .treatment($0) }) }
      }
      lines("")
      lines(rebalanceNotes(weights, format))
    }
  }

  // MARK: words

  private static func rebalanceTitle(_ weights: Weights, _ format: Formatter) -> String {
    let name = format.words(weights.kind?.name ?? Phrase("Rebalance at these prices", "이 가격에서의 리밸런싱"))
    let (count, since) = (weights.rows.count, weights.rules.since.iso)
    let day = weights.rebalance?.effectiveDay.iso
    return format.words("\(name): \(count) securities, rules since \(since)", "\(name): \(count)종목, \(since) 이후 규칙")
      + (day.map { format.words(", effective \($0)", ", \($0) 적용") } ?? "")
  }

  /// The tests in words, line by line.
  private static func rebalanceNotes(_ weights: Weights, _ format: Formatter) -> [String] {
    let uncapped = Phrase(
      "Uncapped: price × shares over the sum of all, before the limits; not the weight before the rebalance (index flow has that).",
      "한도 전: 주가 × 주식 수의 전체 대비 비중. 리밸런싱 전의 비중이 아님 (그것은 index flow).")
    let notes = [weights.isKept ? nil : uncapped, weights.trigger.map { words($0, isKept: weights.isKept) }]
    return (notes.compactMap { $0 } + weights.steps.map { words($0, weights.rules) }).map { format.words($0) }
  }

  private static func words(_ trigger: IndexTrigger, isKept: Bool) -> Phrase {
    let (largest, limit) = (Names.percent(trigger.largest), Names.percent(trigger.rules.companyLimit))
    let (sum, cohortLimit) = (Names.percent(trigger.cohortSum), Names.percent(trigger.rules.cohortLimit))
    let (count, floor) = (trigger.cohortCount, Names.percent(trigger.rules.cohortFloor))
    let result = isKept ? Phrase("index shares stay", "지수 주식 수 유지") : Phrase("weights are reset", "비중 재산정")
    return Phrase(
      "By index shares: largest company \(largest) (limit \(limit)), "
        + "\(companies(count)) above \(floor) \(sum) (limit \(cohortLimit)): \(result.en)",
      "지수 주식 수 기준: 최대 기업 \(largest) (한도 \(limit)), \(floor) 초과 \(count)개 기업 \(sum) (한도 \(cohortLimit)): \(result.ko)")
  }

  private static func words(_ step: IndexWeighting.Step, _ rules: IndexRules) -> Phrase {
    let measured = Names.percent(step.measured)
    let test: Phrase
    switch step.kind {
    case .company:
      let limit = Names.percent(rules.companyLimit)
      test = Phrase("largest company \(measured), limit \(limit)", "최대 기업 \(measured), 한도 \(limit)")
    case .security:
      let limit = Names.percent(rules.securityLimit)
      test = Phrase("largest security \(measured), limit \(limit)", "최대 종목 \(measured), 한도 \(limit)")
    case .cohort:
      let (floor, limit) = (Names.percent(rules.cohortFloor), Names.percent(rules.cohortLimit))
      test = Phrase(
        "\(companies(step.count)) above \(floor): \(measured), limit \(limit)",
        "\(floor) 초과 \(step.count)개 기업 합계 \(measured), 한도 \(limit)")
    case .topSecurities:
      let limit = Names.percent(rules.topLimit)
      test = Phrase(
        "\(step.count) largest securities: \(measured), limit \(limit)", "상위 \(step.count)종목 합계 \(measured), 한도 \(limit)")
    }
    let result = result(of: step, rules)
    return Phrase("Pass \(step.pass): \(test.en) → \(result.en)", "\(step.pass)차: \(test.ko) → \(result.ko)")
  }

  private static func companies(_ count: Int) -> String { count == 1 ? "1 company" : "\(count) companies" }

  private static func result(of step: IndexWeighting.Step, _ rules: IndexRules) -> Phrase {
    guard step.isTriggered else { return Phrase("within it", "통과") }
    let (cap, others) = (Names.percent(step.cap), Numbers.plain(step.otherFactor, 4))
    let capped = step.cappedCount
    guard step.isOfGroup else {
      return Phrase("\(capped) capped at \(cap), others × \(others)", "\(capped)개 상한 \(cap), 나머지 × \(others)")
    }
    let target = Names.percent(step.kind == .cohort ? rules.cohortTarget : rules.topTarget)
    let group = Numbers.plain(step.groupFactor, 4)
    return Phrase(
      "group × \(group) to \(target), others × \(others), none above \(cap): \(capped) capped",
      "그룹 × \(group) = \(target), 나머지 × \(others), 상한 \(cap) 적용 \(capped)개")
  }
}

extension Report.Weights {
  /// What the rules did to a security, in their order; the English words are a part of CSV and JSON.
  fileprivate func words(_ row: Row) -> Phrase {
    if isKept { return Phrase("kept", "유지") }
    if row.treatments.isEmpty { return Phrase("pass", "변동 없음") }
    let all = row.treatments.map(words)
    return Phrase(all.map(\.en).joined(separator: "; "), all.map(\.ko).joined(separator: "; "))
  }

  private func words(_ treatment: IndexWeighting.Treatment) -> Phrase {
    var words: Phrase
    switch treatment {
    case .cohort: words = Phrase("cohort", "대형 기업군")
    case .top: words = Phrase("top five", "상위 5종목")
    case .scaled: words = Phrase("scaled", "나머지 배분")
    case .capped(let at, let kind, _):
      let cap = Names.percent(at)
      words = Phrase("capped at \(cap)", "상한 \(cap)")
      if kind == .cohort { words = Phrase(words.en + " (smallest of the cohort)", words.ko + " (대형 기업군 최소)") }
      if kind == .topSecurities, at < rules.otherCap { words = Phrase(words.en + " (fifth largest)", words.ko + " (다섯째 종목)") }
    }
    let pass = treatment.parts.pass
    return pass > 1 ? Phrase(words.en + " (pass \(pass))", words.ko + " (\(pass)차)") : words
  }
}

extension IndexWeighting.Step {
  fileprivate var isOfGroup: Bool { kind == .cohort || kind == .topSecurities }
}

extension IndexWeighting.Treatment {
  /// The same as plain values.
  fileprivate var parts: (kind: String, factor: Double?, at: Double?, pass: Int) {
    switch self {
    case .cohort(let factor, let pass): return ("cohort", factor, nil, pass)
    case .top(let factor, let pass): return ("top", factor, nil, pass)
    case .capped(let at, _, let pass): return ("capped", nil, at, pass)
    case .scaled(let factor, let pass): return ("scaled", factor, nil, pass)
    }
  }
}

extension Report.Value {
  /// A fraction that is read in percent, without their sign.
  fileprivate static func weight(_ fraction: Double) -> Report.Value {
    .shown(Numbers.plain(fraction * 100, 3), .number(fraction))
  }

  fileprivate static func trigger(_ trigger: IndexTrigger) -> Report.Value {
    [
      "largest_company": .number(trigger.largest), "cohort": .number(trigger.cohortSum),
      "cohort_count": .count(trigger.cohortCount), "triggered": .flag(trigger.isTriggered),
    ]
  }

  fileprivate static func step(_ step: IndexWeighting.Step) -> Report.Value {
    [
      "kind": .text(step.kind.rawValue), "pass": .count(step.pass), "measured": .number(step.measured),
      "count": .count(step.count), "triggered": .flag(step.isTriggered),
      "group_factor": .number(step.isTriggered && step.isOfGroup ? step.groupFactor : nil),
      "others_factor": .number(step.isTriggered ? step.otherFactor : nil), "cap": .number(step.isTriggered ? step.cap : nil),
      "capped": .count(step.cappedCount),
    ]
  }

  fileprivate static func treatment(_ treatment: IndexWeighting.Treatment) -> Report.Value {
    let parts = treatment.parts
    return ["kind": .text(parts.kind), "factor": .number(parts.factor), "at": .number(parts.at), "pass": .count(parts.pass)]
  }
}
