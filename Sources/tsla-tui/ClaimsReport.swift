import Canvas
import Dashboard
import Finance
import Format
import Model

/// Claims as a table, CSV or JSON.
enum ClaimsReport {
  // MARK: for reading

  static func table(_ judgements: [ClaimJudgement], _ s: Snapshot, _ language: Language) -> String {
    let format = Formatter(language: language)
    let isKorean = language == .ko
    let head =
      isKorean
      ? ["", "판정", "종류", "주장", "발언자", "주장 수치", "기록", "기한", ""]
      : ["", "verdict", "kind", "claim", "who", "claimed", "on record", "due", ""]
    var rows = [head]
    for judgement in judgements {
      let claim = judgement.claim
      var state = ClaimText.standing(judgement.standing, language)
      if judgement.differs, let computed = judgement.computed {
        state = (isKorean ? "≠ 수치로는 " : "≠ figures say ") + Names.of(computed)[language]
      }
      let claimed = ClaimText.figure(claim, format)
      rows.append(
        [
          String(Character(judgement.verdict.mark)), Names.of(judgement.verdict)[language],
          Names.of(claim.kind)[language], cut(claim.text[language], 46),
          cut(claim.who[language], 20), claimed.isEmpty ? format.mark(.notApplicable) : claimed,
          ClaimText.recordOrMark(judgement, format),
          claim.due?.iso ?? "–", state,
        ])
    }
    let counts = ClaimLedger.counts(judgements)
    let tally = Verdict.allCases.filter { counts[$0] > 0 }.map { "\(Names.of($0)[language]) \(counts[$0])" }
    let asOf = format.date(s.asOf.newYorkDay)
    let title = isKorean ? "주장 \(judgements.count)건, \(asOf) 기준" : "\(judgements.count) claims as of \(asOf)"
    return title + (tally.isEmpty ? "" : ": " + tally.joined(separator: ", ")) + "\n" + rate(judgements, isKorean)
      + (judgements.isEmpty ? "" : "\n" + TextTable.aligned(rows, right: [5, 6]))
  }

  /// How the forecasts among them have done; nothing where none is judged.
  private static func rate(_ judgements: [ClaimJudgement], _ isKorean: Bool) -> String {
    let tally = ClaimLedger.tally(judgements)
    guard let rate = tally.hitRate.map({ Numbers.grouped($0, 0) + "%" }) else { return "" }
    let (judged, statements) = (tally.forecasts.judged, tally.statements.total)
    return isKorean
      ? "예측 적중률 \(rate) (판정 \(judged)건, 일부 적중은 절반); 진술 \(statements)건은 제외\n"
      : "Hits \(rate) of \(judged) judged forecasts, one in part counting half; \(statements) statements apart\n"
  }

  private static func cut(_ text: String, _ width: Int) -> String { TextWidth.fit(text, width) }

  // MARK: for programs

  private static let columns = [
    "id", "own", "topic", "claim", "who", "made", "due", "standing", "days", "claimed", "claimed_high", "claimed_unit", "verdict",
    "judged_at", "recorded_verdict", "computed_verdict", "differs", "metric", "period", "record", "record_unit", "record_period",
    "record_known_at", "record_sources", "outcome", "outcome_sources", "note", "confidence", "kind",
    "record_basis", "record_rule",
  ]

  static func csv(_ judgements: [ClaimJudgement], _ s: Snapshot, _ language: Language) -> String {
    TextTable.csv([columns] + judgements.map { cells($0, s, language) })
  }

  private static func cells(_ judgement: ClaimJudgement, _ s: Snapshot, _ language: Language) -> [String] {
    let claim = judgement.claim
    let record = judgement.record
    func number(_ value: Double?) -> String { value.map { Numbers.exact($0) } ?? "" }
    let standing = standing(judgement.standing)
    return [
      claim.id, claim.isOwn ? "true" : "false", claim.topic, claim.text[language], claim.who[language], claim.knownAt.iso,
      claim.due?.iso ?? "", standing.word, standing.days.map { "\($0)" } ?? "", number(claim.figure?.value),
      number(claim.figureHigh?.value), claim.figure?.unit.rawValue ?? "", judgement.verdict.rawValue,
      judgement.judgedAt?.iso ?? "",
      claim.verdict.rawValue, judgement.computed?.rawValue ?? "", judgement.differs ? "true" : "false",
      claim.test?.metric.name ?? "", claim.test?.span.label ?? "", value(record).map { $0 } ?? "", unit(record), period(record),
      record?.knownAt.iso ?? "", ClaimSources.of(record).joined(separator: ";"), claim.outcome?[language] ?? "",
      claim.outcomeSources.joined(separator: ";"), claim.note?[language] ?? "", claim.citation.confidence.rawValue,
      claim.kind.rawValue, basis(judgement, .en) ?? "", rule(record, language) ?? "",
    ]
  }

  /// Which of several readings the record is: `high`, `close`, `GAAP`, `non-GAAP`; nil where there is one.
  private static func basis(_ judgement: ClaimJudgement, _ language: Language) -> String? {
    guard case .figure = judgement.record, let test = judgement.claim.test else { return nil }
    return Names.basis(of: test.metric)?[language]
  }

  /// How the record was worked out, with the date of what it rests on.
  private static func rule(_ record: ClaimRecord?, _ language: Language) -> String? {
    guard case .figure(let figure) = record, case .derived(let rule, _) = figure.provenance else { return nil }
    return rule[language]
  }

  private static func value(_ record: ClaimRecord?) -> String? {
    switch record {
    case .figure(let figure): return Numbers.exact(figure.value)
    case .day(let day, _): return day.iso
    case nil: return nil
    }
  }

  private static func unit(_ record: ClaimRecord?) -> String {
    switch record {
    case .figure(let figure): return figure.unit.rawValue
    case .day: return "date"
    case nil: return ""
    }
  }

  private static func period(_ record: ClaimRecord?) -> String {
    if case .figure(let figure) = record { return figure.period.label }
    return ""
  }

  static func standing(_ standing: ClaimStanding) -> (word: String, days: Int?) {
    switch standing {
    case .judged: return ("judged", nil)
    case .undated: return ("undated", nil)
    case .later(let days): return ("later", days)
    case .soon(let days): return ("soon", days)
    case .overdue(let days): return ("overdue", -days)
    }
  }

  static func json(_ judgements: [ClaimJudgement], _ s: Snapshot, _ language: Language) -> JSON {
    let counts = ClaimLedger.counts(judgements)
    let tally = ClaimLedger.tally(judgements)
    func members(_ counts: ClaimCounts) -> [(name: String, value: JSON)] {
      Verdict.allCases.map { (name: $0.rawValue, value: .number(Double(counts[$0]))) }
    }
    return .object([
      ("as_of", .text(s.asOf.iso)), ("counts", .object(members(counts))),
      ("forecasts", .object(members(tally.forecasts) + [("hit_rate", .optional(tally.hitRate))])),
      ("statements", .object(members(tally.statements))),
      ("claims", .array(judgements.map { object($0, s, language) })),
    ])
  }

  private static func object(_ judgement: ClaimJudgement, _ s: Snapshot, _ language: Language) -> JSON {
    let claim = judgement.claim
    let standing = standing(judgement.standing)
    return .object([
      ("id", .text(claim.id)), ("own", .bool(claim.isOwn)), ("kind", .text(claim.kind.rawValue)), ("topic", .text(claim.topic)),
      ("claim", .text(claim.text[language])),
      ("who", .text(claim.who[language])), ("made", .text(claim.knownAt.iso)), ("due", .optional(claim.due?.iso)),
      ("standing", .text(standing.word)), ("days", .optional(standing.days.map { Double($0) })),
      ("claimed", .optional(claimed(claim))), ("verdict", .text(judgement.verdict.rawValue)),
      ("judged_at", .optional(judgement.judgedAt?.iso)), ("recorded_verdict", .text(claim.verdict.rawValue)),
      ("computed_verdict", .optional(judgement.computed?.rawValue)), ("differs", .bool(judgement.differs)),
      ("test", .optional(claim.test.map { test(claim, $0, judgement, language) })),
      ("record", .optional(judgement.record.map { record($0, judgement, language) })),
      (
        "outcome",
        .optional(
          claim.outcome.map { outcome in
            .object([
              ("text", .text(outcome[language])), ("known_at", .optional(claim.outcomeKnownAt?.iso)),
              ("sources", .texts(claim.outcomeSources)),
            ])
          })
      ),
      (
        "later",
        .array(
          claim.later.map { .object([("known_at", .text($0.knownAt.iso)), ("text", .text($0.text[language]))]) })
      ),
      ("note", .optional(claim.note?[language])), ("sources", .texts(claim.citation.sources)),
      ("confidence", .text(claim.citation.confidence.rawValue)), ("line", .optional(claim.line.map { Double($0) })),
    ])
  }

  private static func claimed(_ claim: Claim) -> JSON? {
    claim.figure.map { figure in
      .object([
        ("value", .number(figure.value)), ("high", .optional(claim.figureHigh?.value)), ("unit", .text(figure.unit.rawValue)),
      ])
    }
  }

  private static func test(_ claim: Claim, _ test: ClaimTest, _ judgement: ClaimJudgement, _ language: Language) -> JSON {
    func bound(_ value: Double?) -> JSON {
      guard let value else { return .null }
      return test.metric.kind == .dated ? .text(Day(number: Int32(rounding: value)).iso) : .number(value)
    }
    return .object([
      ("metric", .text(test.metric.name)), ("of", test.subject.isEmpty ? .null : .text(test.subject)),
      ("period", test.span.label.isEmpty ? .null : .text(test.span.label)), ("low", bound(test.bounds.low)),
      ("high", bound(test.bounds.high)), ("decimals", .optional(test.bounds.decimals.map { Double($0) })),
      ("unit", .text(test.metric.kind == .dated ? "date" : test.unit.rawValue)),
      (
        "target",
        .optional(
          test.target.map { .object([("value", .number($0.value)), ("unit", .text($0.unit.rawValue))]) })
      ),
      ("rule", .text(ClaimText.rule(claim, test, Formatter(language: language)))),
      ("obstacle", .optional(judgement.obstacle?[language])), ("note", .optional(test.note?[language])),
    ])
  }

  private static func record(_ record: ClaimRecord, _ judgement: ClaimJudgement, _ language: Language) -> JSON {
    var members: [(name: String, value: JSON)]
    switch record {
    case .day(let day, _):
      members = [
        ("value", .text(day.iso)), ("unit", .text("date")), ("period", .null), ("derived", .bool(false)), ("rate_date", .null),
      ]
    case .figure(let figure):
      let isDerived = if case .derived = figure.provenance { true } else { false }
      members = [
        ("value", .number(figure.value)), ("unit", .text(figure.unit.rawValue)), ("period", .text(figure.period.label)),
        ("derived", .bool(isDerived)), ("rate_date", .optional(figure.rateUsed?.rateDay?.iso)),
      ]
    }
    members += [("basis", .optional(basis(judgement, .en))), ("rule", .optional(rule(record, language)))]
    members += [("known_at", .text(record.knownAt.iso)), ("sources", .texts(ClaimSources.of(record)))]
    return .object(members)
  }
}
