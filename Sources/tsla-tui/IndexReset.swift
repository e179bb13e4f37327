import Dashboard
import Facts
import Finance
import Format
import Model
import Reports

/// The weights of a rebalance and the tests that they come from, to be printed.
struct IndexReset: IndexReport {
  struct Row {
    var ticker: String
    var company: String
    var name: String
    /// Fractions.
    var start: Double
    var weight: Double
    var treatments: [IndexWeighting.Treatment]
  }

  /// Nil where no rebalance was announced.
  let kind: RebalanceKind?
  let rules: IndexRules
  /// The largest weight first.
  let rows: [Row]
  let steps: [IndexWeighting.Step]
  /// The tests of the weights by index shares, where there are index shares.
  let trigger: IndexTrigger?
  /// The day of the prices that set the weights, the rebalance, and the first day on them, where they are of the facts.
  var date: FiguresDate?
  var rebalance: String?
  var effectiveDay: Day?
  /// Whether the index shares stay, so that no weight was set.
  let isKept: Bool

  /// Weights set anew; `names` are those of the weighting's securities.
  init(_ weighting: IndexWeighting, _ kind: RebalanceKind?, names: [String], _ trigger: IndexTrigger? = nil) {
    self.kind = kind
    rules = weighting.rules
    steps = weighting.steps
    self.trigger = trigger
    isKept = false
    rows = Self.sorted(
      weighting.securities.indices.map { i in
        let security = weighting.securities[i]
        return Row(
          ticker: security.ticker, company: security.company, name: names[i], start: weighting.start[i],
          weight: weighting.weights[i], treatments: weighting.treatments(of: i))
      })
  }

  /// Weights that stay, because no limit of a quarterly rebalance is broken.
  init(kept file: SecurityFile, _ weights: [Double], _ trigger: IndexTrigger) {
    kind = .quarterly
    rules = trigger.rules
    steps = []
    self.trigger = trigger
    isKept = true
    rows = Self.sorted(
      zip(file.rows, weights).map { row, weight in
        Row(
          ticker: row.ticker, company: row.company, name: row.name, start: weight, weight: weight, treatments: [])
      })
  }

  private static func sorted(_ rows: [Row]) -> [Row] {
    rows.sorted { ($1.weight, $1.start, $0.ticker) < ($0.weight, $0.start, $1.ticker) }
  }

  // MARK: for programs

  var csv: String {
    TextTable.printed(
      ["ticker", "company", "start_weight", "weight", "treatment"],
      rows.map { [.text($0.ticker), .text($0.company), .number($0.start), .number($0.weight), .text(words($0, .en))] }, .csv)
  }

  var json: JSON {
    .object(
      FiguresDate.members(date, rebalance) + [
        ("kind", .optional(kind?.rawValue)), ("rules_since", .text(rules.since.iso)),
        ("price_day", .optional(date?.day.iso)), ("effective_date", .optional(effectiveDay?.iso)),
        ("start", .text(isKept ? "price x index_shares" : "price x shares")), ("kept", .bool(isKept)),
        (
          "trigger",
          .optional(
            trigger.map {
              .object([
                ("largest_company", .number($0.largest)), ("cohort", .number($0.cohortSum)),
                ("cohort_count", .number(Double($0.cohortCount))), ("triggered", .bool($0.isTriggered)),
              ])
            })
        ),
        ("steps", .array(steps.map(json))), ("rows", .array(rows.map(json))),
      ])
  }

  private func json(_ step: IndexWeighting.Step) -> JSON {
    let hasGroup = step.kind == .cohort || step.kind == .topSecurities
    return .object([
      ("kind", .text(step.kind.key)), ("pass", .number(Double(step.pass))), ("measured", .number(step.measured)),
      ("count", .number(Double(step.count))), ("triggered", .bool(step.isTriggered)),
      ("group_factor", .optional(step.isTriggered && hasGroup ? step.groupFactor : nil)),
      ("others_factor", .optional(step.isTriggered ? step.otherFactor : nil)),
      ("cap", .optional(step.isTriggered ? step.cap : nil)), ("capped", .number(Double(step.cappedCount))),
    ])
  }

  private func json(_ row: Row) -> JSON {
    let treatments = row.treatments.map { treatment -> JSON in
      let parts = treatment.parts
      return .object([
        ("kind", .text(parts.kind)), ("factor", .optional(parts.factor)), ("at", .optional(parts.at)),
        ("pass", .number(Double(parts.pass))),
      ])
    }
    return .object([
      ("ticker", .text(row.ticker)), ("company", .text(row.company)), ("start_weight", .number(row.start)),
      ("weight", .number(row.weight)), ("treatment", .text(words(row, .en))), ("treatments", .array(treatments)),
    ])
  }

  // MARK: for people

  /// What the rules did to a security, in their order; the English words are a part of CSV and JSON.
  func words(_ row: Row, _ language: Language) -> String {
    if isKept { return language.words("kept", "유지") }
    if row.treatments.isEmpty { return language.words("pass", "변동 없음") }
    return row.treatments.map { words($0)[language] }.joined(separator: "; ")
  }

  private func words(_ treatment: IndexWeighting.Treatment) -> Phrase {
    var words: Phrase
    switch treatment {
    case .cohort: words = Phrase("cohort", "대형 기업군")
    case .top: words = Phrase("top five", "상위 5종목")
    case .scaled: words = Phrase("scaled", "나머지 배분")
    case .capped(let at, let kind, _):
      words = Phrase("capped at \(percent(at))", "상한 \(percent(at))")
      let isOfGroup = kind == .topSecurities && at < rules.otherCap
      if kind == .cohort { words = Phrase(words.en + " (smallest of the cohort)", words.ko + " (대형 기업군 최소)") }
      if isOfGroup { words = Phrase(words.en + " (fifth largest)", words.ko + " (다섯째 종목)") }
    }
    let pass = treatment.parts.pass
    return pass > 1 ? Phrase(words.en + " (pass \(pass))", words.ko + " (\(pass)차)") : words
  }

  func table(_ language: Language) -> String {
    let name = kind?.name[language] ?? language.words("Rebalance at these prices", "이 가격에서의 리밸런싱")
    var head = language.words(
      "\(name): \(rows.count) securities, rules since \(rules.since.iso)",
      "\(name): \(rows.count)종목, \(rules.since.iso) 이후 규칙")
    if let effectiveDay { head += language.words(", effective \(effectiveDay.iso)", ", \(effectiveDay.iso) 적용") }
    head += "\n"
    let hasNames = rows.contains { !$0.name.isEmpty }
    var cells = [
      language == .ko
        ? ["종목", hasNames ? "이름" : "기업", "한도 전 %", "비중 %", "한도 효과 pp", "조정"]
        : ["TICKER", hasNames ? "NAME" : "COMPANY", "UNCAPPED %", "WEIGHT %", "CAPS pp", "TREATMENT"]
    ]
    for row in rows {
      cells.append([
        row.ticker, hasNames ? row.name : row.company, Numbers.plain(row.start * 100, 3),
        Numbers.plain(row.weight * 100, 3), Numbers.signed((row.weight - row.start) * 100, 3), words(row, language),
      ])
    }
    return head + "\n" + TextTable.aligned(cells, right: [2, 3, 4]) + "\n" + notes(language)
  }

  /// The tests in words, line by line.
  private func notes(_ language: Language) -> String {
    var lines: [String] = []
    if !isKept {
      lines.append(
        language.words(
          "Uncapped: price × shares over the sum of all, before the limits; not the weight before the rebalance (index flow has that).",
          "한도 전: 주가 × 주식 수의 전체 대비 비중. 리밸런싱 전의 비중이 아님 (그것은 index flow)."))
    }
    if let trigger {
      let (largest, sum) = (percent(trigger.largest), percent(trigger.cohortSum))
      lines.append(
        language.words(
          "By index shares: largest company \(largest) (limit \(percent(rules.companyLimit))), "
            + "\(companies(trigger.cohortCount)) above \(percent(rules.cohortFloor)) \(sum) (limit \(percent(rules.cohortLimit))): "
            + (isKept ? "index shares stay" : "weights are set anew"),
          "지수 주식 수 기준: 최대 기업 \(largest) (한도 \(percent(rules.companyLimit))), "
            + "\(percent(rules.cohortFloor)) 초과 \(trigger.cohortCount)개 기업 \(sum) (한도 \(percent(rules.cohortLimit))): "
            + (isKept ? "지수 주식 수 유지" : "비중 재산정")))
    }
    for step in steps { lines.append(line(step)[language]) }
    return lines.map { $0 + "\n" }.joined()
  }

  private func line(_ step: IndexWeighting.Step) -> Phrase {
    let measured = percent(step.measured)
    var words: Phrase
    switch step.kind {
    case .company:
      words = Phrase(
        "largest company \(measured), limit \(percent(rules.companyLimit))",
        "최대 기업 \(measured), 한도 \(percent(rules.companyLimit))")
    case .security:
      words = Phrase(
        "largest security \(measured), limit \(percent(rules.securityLimit))",
        "최대 종목 \(measured), 한도 \(percent(rules.securityLimit))")
    case .cohort:
      words = Phrase(
        "\(companies(step.count)) above \(percent(rules.cohortFloor)): \(measured), limit \(percent(rules.cohortLimit))",
        "\(percent(rules.cohortFloor)) 초과 \(step.count)개 기업 합계 \(measured), 한도 \(percent(rules.cohortLimit))")
    case .topSecurities:
      words = Phrase(
        "\(step.count) largest securities: \(measured), limit \(percent(rules.topLimit))",
        "상위 \(step.count)종목 합계 \(measured), 한도 \(percent(rules.topLimit))")
    }
    let result = outcome(step)
    return Phrase("Pass \(step.pass): \(words.en) → \(result.en)", "\(step.pass)차: \(words.ko) → \(result.ko)")
  }

  private func companies(_ count: Int) -> String { count == 1 ? "1 company" : "\(count) companies" }

  private func outcome(_ step: IndexWeighting.Step) -> Phrase {
    guard step.isTriggered else { return Phrase("within it", "통과") }
    let (cap, others) = (percent(step.cap), Numbers.plain(step.otherFactor, 4))
    let capped = step.cappedCount
    switch step.kind {
    case .company, .security:
      return Phrase("\(capped) capped at \(cap), others × \(others)", "\(capped)개 상한 \(cap), 나머지 × \(others)")
    case .cohort, .topSecurities:
      let target = percent(step.kind == .cohort ? rules.cohortTarget : rules.topTarget)
      let group = Numbers.plain(step.groupFactor, 4)
      return Phrase(
        "group × \(group) to \(target), others × \(others), none above \(cap): \(capped) capped",
        "그룹 × \(group) = \(target), 나머지 × \(others), 상한 \(cap) 적용 \(capped)개")
    }
  }
}

extension IndexWeighting.Step.Kind {
  /// As JSON says it.
  var key: String {
    switch self {
    case .company: return "company"
    case .cohort: return "cohort"
    case .security: return "security"
    case .topSecurities: return "top_securities"
    }
  }
}

extension IndexWeighting.Treatment {
  /// The same as plain values.
  var parts: (kind: String, factor: Double?, at: Double?, pass: Int) {
    switch self {
    case .cohort(let factor, let pass): return ("cohort", factor, nil, pass)
    case .top(let factor, let pass): return ("top", factor, nil, pass)
    case .capped(let at, _, let pass): return ("capped", nil, at, pass)
    case .scaled(let factor, let pass): return ("scaled", factor, nil, pass)
    }
  }
}
