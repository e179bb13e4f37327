import Canvas
import Dashboard
import Finance
import Model

/// Claims as a table, CSV or JSON.
enum ClaimsReport {
  // MARK: for reading

  static func table(_ judgements: [ClaimJudgement], _ s: Snapshot, _ language: Language) -> String {
    let format = Formatter(language: language)
    let isKorean = language == .ko
    let head =
      isKorean
      ? ["", "판정", "주장", "말한 이", "주장 수치", "기록", "기한", ""]
      : ["", "verdict", "claim", "who", "claimed", "on record", "due", ""]
    var rows = [head]
    for judgement in judgements {
      let claim = judgement.claim
      var state = ClaimText.standing(judgement.standing, language)
      if judgement.differs, let computed = judgement.computed {
        state = (isKorean ? "≠ 수치로는 " : "≠ figures say ") + Names.of(computed)[language]
      }
      rows.append(
        [
          String(Character(judgement.verdict.mark)), Names.of(judgement.verdict)[language], cut(claim.text[language], 46),
          cut(claim.who[language], 20), ClaimText.figure(claim, format), ClaimText.record(judgement, format),
          claim.due?.iso ?? "–", state,
        ].map(\.withoutControls))
    }
    let counts = ClaimLedger.counts(judgements)
    let tally = Verdict.allCases.filter { counts[$0] > 0 }.map { "\(Names.of($0)[language]) \(counts[$0])" }
    let asOf = format.date(s.asOf.newYorkDay)
    let title = isKorean ? "주장 \(judgements.count)건, \(asOf) 기준" : "\(judgements.count) claims as of \(asOf)"
    return title + (tally.isEmpty ? "" : ": " + tally.joined(separator: ", ")) + "\n"
      + (judgements.isEmpty ? "" : "\n" + TextTable.aligned(rows, right: [4, 5]))
  }

  private static func cut(_ text: String, _ width: Int) -> String { TextWidth.fit(text, width) }

  // MARK: for programs

  private static let columns = [
    "id", "own", "topic", "claim", "who", "made", "due", "standing", "days", "claimed", "claimed_high", "claimed_unit", "verdict",
    "judged_at", "recorded_verdict", "computed_verdict", "differs", "metric", "period", "record", "record_unit", "record_period",
    "record_known_at", "record_sources", "outcome", "outcome_sources", "note", "confidence",
  ]

  static func csv(_ judgements: [ClaimJudgement], _ s: Snapshot, _ language: Language) -> String {
    TextTable.csv([columns] + judgements.map { cells($0, s, language).map(\.withoutControls) })
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
    ]
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
    return .object([
      ("as_of", .text(s.asOf.iso)),
      ("counts", .object(Verdict.allCases.map { (name: $0.rawValue, value: .number(Double(counts[$0]))) })),
      ("claims", .array(judgements.map { object($0, s, language) })),
    ])
  }

  private static func object(_ judgement: ClaimJudgement, _ s: Snapshot, _ language: Language) -> JSON {
    let claim = judgement.claim
    let standing = standing(judgement.standing)
    return .object([
      ("id", .text(claim.id)), ("own", .bool(claim.isOwn)), ("topic", .text(claim.topic)), ("claim", .text(claim.text[language])),
      ("who", .text(claim.who[language])), ("made", .text(claim.knownAt.iso)), ("due", .optional(claim.due?.iso)),
      ("standing", .text(standing.word)), ("days", .optional(standing.days.map { Double($0) })),
      ("claimed", .optional(claimed(claim))), ("verdict", .text(judgement.verdict.rawValue)),
      ("judged_at", .optional(judgement.judgedAt?.iso)), ("recorded_verdict", .text(claim.verdict.rawValue)),
      ("computed_verdict", .optional(judgement.computed?.rawValue)), ("differs", .bool(judgement.differs)),
      ("test", .optional(claim.test.map { test(claim, $0, judgement, language) })),
      ("record", .optional(judgement.record.map { record($0) })),
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
      return test.metric.kind == .dated ? .text(Day(number: Int32(value)).iso) : .number(value)
    }
    return .object([
      ("metric", .text(test.metric.name)), ("of", test.subject.isEmpty ? .null : .text(test.subject)),
      ("period", test.span.label.isEmpty ? .null : .text(test.span.label)), ("low", bound(test.bounds.low)),
      ("high", bound(test.bounds.high)), ("decimals", .optional(test.bounds.decimals.map { Double($0) })),
      ("unit", .text(test.metric.kind == .dated ? "date" : test.unit.rawValue)),
      ("rule", .text(ClaimText.rule(claim, test, Formatter(language: language)))),
      ("obstacle", .optional(judgement.obstacle?[language])), ("note", .optional(test.note?[language])),
    ])
  }

  private static func record(_ record: ClaimRecord) -> JSON {
    var members: [(name: String, value: JSON)]
    switch record {
    case .day(let day, _):
      members = [("value", .text(day.iso)), ("unit", .text("date")), ("period", .null), ("derived", .bool(false))]
    case .figure(let figure):
      let isDerived = if case .derived = figure.provenance { true } else { false }
      members = [
        ("value", .number(figure.value)), ("unit", .text(figure.unit.rawValue)), ("period", .text(figure.period.label)),
        ("derived", .bool(isDerived)),
      ]
    }
    members += [("known_at", .text(record.knownAt.iso)), ("sources", .texts(ClaimSources.of(record)))]
    return .object(members)
  }
}
