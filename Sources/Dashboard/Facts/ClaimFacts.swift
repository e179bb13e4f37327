import Model

/// The claims; the rules that decide them are `ClaimTestFacts`.
enum ClaimFacts {
  static let schema = FactSchema(
    required: [
      "id", "panel", "claim_ko", "claim_en", "who", "figure", "unit", "due", "outcome", "source", "published", "confidence",
    ],
    optional: [
      "who_ko", "figure_high", "outcome_value", "outcome_value_ko", "outcome_date", "outcome_time_et", "outcome_source",
      "later", "later_ko", "note", "note_ko", "kind", "scope",
    ],
    read: read)

  static func read(_ table: FactTable, into draft: inout BookDraft) {
    var seen: Set<String> = []
    table.forEachLine { (table) throws(BadCell) in
      let idColumn = table.column("id")
      let id = try table.words(idColumn)
      guard seen.insert(id).inserted else {
        throw .twice(id, idColumn)
      }
      let made = Instant(endOf: try table.requiredDay(table.column("published")))
      let citation = Citation(
        sources: try SourceFacts.keys(table, table.column("source")), knownAt: made,
        confidence: try table.choice(table.column("confidence"), Confidence.self))
      let who = try table.phrase(table.column("who"), table.column("who_ko")) ?? Phrase("—")
      let due = try table.day(table.column("due"))
      let unit = Unit(words: try table.text(table.column("unit")))
      let provenance = Provenance.claimed(by: who, citation)
      let period = due.map { Period.day($0) } ?? .day(made.newYorkDay)
      func figure(_ value: Double?) -> Figure? { value.map { Figure($0, unit, period, .operational, provenance) } }
      let verdict = try table.choice(table.column("outcome"), Verdict.self)
      let outcomeDay = try table.day(table.column("outcome_date"))
      let outcomeTime = try table.time(table.column("outcome_time_et"))
      if outcomeTime != nil, outcomeDay == nil {
        throw BadCell(
          column: table.column("outcome_time_et"), reason: Phrase("a time without outcome_date", "outcome_date 없이 시각만 있음"))
      }
      if verdict != .open, verdict != .unknown, outcomeDay == nil {
        throw BadCell(
          column: table.column("outcome_date"),
          reason: Phrase("empty; a verdict needs the day on which it was clear", "비어 있음; 판정에는 확인된 날짜가 필요"))
      }
      draft.claims.append(
        Claim(
          id: id, topic: try table.words(table.column("panel")),
          text: try table.phrase(table.column("claim_en"), table.column("claim_ko")) ?? Phrase(id), who: who,
          figure: figure(try table.number(table.column("figure"), unit)),
          figureHigh: figure(try table.number(table.column("figure_high"), unit)), due: due, verdict: verdict,
          outcome: try table.phrase(table.column("outcome_value"), table.column("outcome_value_ko")),
          outcomeKnownAt: outcomeDay.map { day in
            max(outcomeTime.map { Instant(day, $0.0, $0.1) } ?? Instant(endOf: day), made)
          },
          outcomeSources: try table.keys(table.column("outcome_source")),
          note: try table.phrase(table.column("note"), table.column("note_ko")),
          later: try table.remarks(table.column("later"), table.column("later_ko")), citation: citation,
          kind: try table.choice(table.column("kind"), ClaimKind.self, otherwise: .forecast),
          scope: try table.choice(table.column("scope"), ClaimScope.self, otherwise: .company)))
    }
  }
}
