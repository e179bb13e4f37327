package import Finance
package import Format
package import Model

extension Report {
  /// Claims with their verdicts and what the figures say to them, as of a moment.
  package static func claims(_ judgements: [ClaimJudgement], _ s: Snapshot, _ format: Formatter) -> Report {
    let (counts, tally) = (ClaimLedger.counts(judgements), ClaimLedger.tally(judgements))
    return Report(format, csv: claimsHeader) {
      lines(claimsTitle(judgements.count, counts, s, format), claimsRate(tally, format.language))
      members([
        "as_of": .instant(s.asOf), "counts": .counts(counts),
        "forecasts": .counts(tally.forecasts, ("hit_rate", .number(tally.hitRate))), "statements": .counts(tally.statements),
      ])
      table(judgements, key: "claims", title: "", text: "mark verdict kind claim who claimed record due state") {
        Column("id") { .text($0.claim.id) }
        Column("own") { .flag($0.claim.isUser) }
        Column("kind", Phrase("kind", "종류")) { .term($0.claim.kind.rawValue, Names.of($0.claim.kind)) }
        Column("topic") { .text($0.claim.topic) }
        Column("claim", Phrase("claim", "주장"), most: 46) { .phrase($0.claim.text) }
        Column("who", Phrase("who", "발언자"), most: 20) { .phrase($0.claim.who) }
        Column("made") { .instant($0.claim.knownAt) }
        Column("due", Phrase("due", "기한"), missing: "–") { .day($0.claim.due) }
        Column("standing") { .text($0.standing.word) }
        Column("days") { .count($0.standing.days) }
        Column("claimed", Phrase("claimed", "주장 수치"), .right) { .claimed($0.claim, format) }
        Column("verdict", Phrase("verdict", "판정")) { .term($0.verdict.rawValue, Names.of($0.verdict)) }
        Column("judged_at") { .instant($0.judgedAt) }
        Column("recorded_verdict") { .text($0.claim.verdict.rawValue) }
        Column("computed_verdict") { .text($0.computed?.rawValue) }
        Column("differs") { .flag($0.differs) }
        Column("test") { .test(of: $0, format) }
        Column("record", Phrase("on record", "기록"), .right) { .shown(ClaimText.recordOrMark($0, format), .record(of: $0)) }
        Column("outcome") { .outcome(of: $0.claim) }
        Column("later") { .list($0.claim.later.map { ["known_at": .instant($0.knownAt), "text": .phrase($0.text)] }) }
        Column("note") { .phrase($0.claim.note) }
        Column("sources") { .texts($0.claim.citation.sources) }
        Column("confidence") { .text($0.claim.citation.confidence.rawValue) }
        Column("line") { .count($0.claim.line) }
        Column("mark", Phrase(""), in: .text) { .text(String(Character($0.verdict.mark))) }
        Column("state", Phrase(""), in: .text) { .text(state($0, format)) }
      }
    }
  }

  private static let claimsHeader = """
    id own topic claim who made due standing days claimed claimed_high claimed_unit verdict judged_at recorded_verdict \
    computed_verdict differs metric=test.metric period=test.period record record_unit record_period record_known_at record_sources \
    outcome outcome_sources note confidence kind record_basis record_rule
    """

  private static func claimsTitle(_ count: Int, _ counts: ClaimCounts, _ s: Snapshot, _ format: Formatter) -> String {
    let tally = Verdict.allCases.filter { counts[$0] > 0 }.map { "\(Names.of($0)[format.language]) \(counts[$0])" }
    let asOf = format.date(s.asOf.newYorkDay)
    let title = Phrase("\(count) claims as of \(asOf)", "주장 \(count)건, \(asOf) 기준")[format.language]
    return title + (tally.isEmpty ? "" : ": " + tally.joined(separator: ", "))
  }

  /// How the forecasts among them have done; nil where none is judged.
  private static func claimsRate(_ tally: ClaimTally, _ language: Language) -> String? {
    guard let rate = tally.hitRate.map({ Numbers.grouped($0, 0) + "%" }) else { return nil }
    let (judged, statements) = (tally.forecasts.judged, tally.statements.total)
    return Phrase(
      "Hit rate \(rate) of \(judged) judged forecasts, partly met counting half; \(statements) statements not counted",
      "예측 적중률 \(rate) (판정 \(judged)건, 일부 적중은 절반); 진술 \(statements)건은 제외")[language]
  }

  /// How long an open claim has left, or that the figures contradict the recorded verdict.
  private static func state(_ judgement: ClaimJudgement, _ format: Formatter) -> String {
    guard judgement.differs, let computed = judgement.computed else {
      return ClaimText.standing(judgement.standing, format.language)
    }
    let verdict = Names.of(computed)
    return Phrase("≠ figures say \(verdict.en)", "≠ 수치로는 \(verdict.ko)")[format.language]
  }
}

extension ClaimDueState {
  /// As machines read it.
  fileprivate var word: String {
    switch self {
    case .judged: return "judged"
    case .undated: return "undated"
    case .later: return "later"
    case .soon: return "soon"
    case .overdue: return "overdue"
    }
  }

  /// The days until it is due, below zero once it is overdue.
  fileprivate var days: Int? {
    switch self {
    case .judged, .undated: return nil
    case .later(let days), .soon(let days): return days
    case .overdue(let days): return -days
    }
  }
}

extension Report.Value {
  fileprivate static func counts(_ counts: ClaimCounts, _ more: (String, Report.Value)...) -> Report.Value {
    .object(Verdict.allCases.map { ($0.rawValue, .count(counts[$0])) } + more)
  }

  fileprivate static func claimed(_ claim: Claim, _ format: Formatter) -> Report.Value {
    guard let figure = claim.figure else { return .reading(.absent(.notApplicable)) }
    return .shown(
      ClaimText.figure(claim, format),
      ["value": .number(figure.value), "high": .number(claim.figureHigh?.value), "unit": .text(figure.unit.rawValue)])
  }

  fileprivate static func test(of judgement: ClaimJudgement, _ format: Formatter) -> Report.Value {
    guard let test = judgement.claim.test else { return .null }
    let isDated = test.metric.kind == .dated
    func bound(_ value: Double?) -> Report.Value {
      isDated ? .day(value.map { Day(number: Int32(rounding: $0)) }) : .number(value)
    }
    return [
      "metric": .text(test.metric.name), "of": .text(test.subject.isEmpty ? nil : test.subject),
      "period": .text(test.span.label.isEmpty ? nil : test.span.label), "low": bound(test.bounds.low),
      "high": bound(test.bounds.high), "decimals": .count(test.bounds.decimals),
      "unit": .text(isDated ? "date" : test.unit.rawValue),
      "target": test.target.map { ["value": .number($0.value), "unit": .text($0.unit.rawValue)] } ?? .null,
      "rule": .text(ClaimText.rule(judgement.claim, test, format)), "obstacle": .phrase(judgement.obstacle),
      "note": .phrase(test.note),
    ]
  }

  fileprivate static func record(of judgement: ClaimJudgement) -> Report.Value {
    guard let record = judgement.record else { return .null }
    let (value, unit, figure): (Report.Value, String, Figure?) =
      switch record {
      case .day(let day, _): (.day(day), "date", nil)
      case .figure(let figure): (.number(figure.value), figure.unit.rawValue, figure)
      }
    var rule: Phrase?
    if case .derived(let words, _) = figure?.provenance { rule = words }
    return [
      "value": value, "unit": .text(unit), "period": .text(figure?.period.label), "derived": .flag(rule != nil),
      "rate_date": .day(figure?.rateUsed?.rateDay),
      "basis": .text(figure == nil ? nil : judgement.claim.test.flatMap { Names.basis(of: $0.metric)?.en }),
      "rule": .phrase(rule),
      "known_at": .instant(record.knownAt), "sources": .texts(ClaimSources.of(record)),
    ]
  }

  fileprivate static func outcome(of claim: Claim) -> Report.Value {
    guard let outcome = claim.outcome else { return .null }
    return ["text": .phrase(outcome), "known_at": .instant(claim.outcomeKnownAt), "sources": .texts(claim.outcomeSources)]
  }
}
