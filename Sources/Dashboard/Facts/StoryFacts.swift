import Model

/// Events, claims, the chain and presets of EPS estimates.
enum StoryFacts {
  private struct EventName: Hashable {
    var day: Day
    var title: String
  }

  static func readEvents(_ table: FactTable, into draft: inout BookDraft) {
    var seen: Set<EventName> = []
    var ids: Set<String> = []
    table.forEachLine { (table) throws(BadCell) in
      let day = try table.requiredDay(table.column("date"))
      let written = try table.text(table.column("id"))
      guard written.isEmpty || !ids.contains(written) else {
        throw BadCell(column: table.column("id"), reason: Phrase("'\(written)' stands twice", "'\(written)'이(가) 두 번 있음"))
      }
      let time = try table.time(table.column("time_et"))
      let english = table.column("event")
      _ = try table.words(english)
      guard let title = try table.phrase(english, table.column("event_ko")) else { return }
      let id = written.isEmpty ? idOf(day, title) : written
      guard seen.insert(EventName(day: day, title: title.en)).inserted, ids.insert(id).inserted else {
        throw BadCell(column: english, reason: Phrase("this event stands twice on \(day.iso)", "\(day.iso)에 같은 사건이 두 번 있음"))
      }
      let start = time.map { Instant(day, $0.0, $0.1) } ?? Instant(endOf: day)
      let published = try table.requiredDay(table.column("published"))
      let known = published == day ? start : Instant(endOf: published)
      let announced = try table.day(table.column("announced")).map { min(Instant(endOf: $0), known) } ?? known
      let citation = Citation(
        sources: try SourceFacts.keys(table, table.column("source")), knownAt: announced,
        confidence: try table.choice(table.column("confidence"), Confidence.self))
      let unitText = try table.text(table.column("unit"))
      let unit = Unit(words: unitText)
      let outcome = Citation(sources: citation.sources, knownAt: known, confidence: citation.confidence)
      let figure = try table.number(table.column("value"), unit).map {
        Figure($0, unit, .day(day), .operational, .reported(outcome))
      }
      draft.events.append(
        Event(
          id: id, title: title, kind: try table.choice(table.column("kind"), EventKind.self), day: day,
          start: start, hasTime: time != nil,
          detail: try table.phrase(table.column("detail"), table.column("detail_ko")), figure: figure,
          unitText: unitText, citation: citation, knownAt: announced, outcomeKnownAt: known))
    }
  }

  /// The id of an event whose line has none: its day and 32 bits of its English title that are the same in every run (FNV-1a).
  ///
  /// Those of the bundled record were made this way once, and are written down since; a correction of the words does not change them.
  private static func idOf(_ day: Day, _ title: Phrase) -> String {
    let hash = title.en.utf8.reduce(UInt32(2_166_136_261)) { ($0 ^ UInt32($1)) &* 16_777_619 }
    return "\(day.iso)-\(String(hash, radix: 16))"
  }

  static func readClaims(_ table: FactTable, into draft: inout BookDraft) {
    var seen: Set<String> = []
    table.forEachLine { (table) throws(BadCell) in
      let idColumn = table.column("id")
      let id = try table.words(idColumn)
      guard seen.insert(id).inserted else {
        throw BadCell(column: idColumn, reason: Phrase("'\(id)' stands twice", "'\(id)'이(가) 두 번 있음"))
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

  static func readChain(_ table: FactTable, into draft: inout BookDraft) {
    var ids: Set<String> = []
    table.forEachLine { (table) throws(BadCell) in
      let id = try table.words(table.column("id"))
      let statusKnown = Instant(endOf: try table.requiredDay(table.column("status_date")))
      let published = Instant(endOf: try table.requiredDay(table.column("published")))
      let label = try table.phrase(table.column("label_en"), table.column("label_ko")) ?? Phrase(id)
      var metrics: [Metric] = []
      let metricColumn = table.column("metrics")
      for name in try table.keys(metricColumn) {
        guard let metric = Metric(name: name) else {
          throw BadCell(
            column: metricColumn,
            reason: Phrase("'\(name)' is not a figure of quarters.csv", "'\(name)'은(는) quarters.csv의 항목이 아님"))
        }
        metrics.append(metric)
      }
      var history = try table.remarks(table.column("later_milestones"), table.column("later_milestones_ko"))
      if let status = try table.phrase(table.column("status_2023_07"), table.column("status_2023_07_ko")) {
        history.insert(Remark(knownAt: statusKnown, text: status), at: 0)
      }
      ids.insert(id)
      draft.stages.append(
        Stage(
          id: id, order: try table.requiredWhole(table.column("stage_order")), label: label,
          shortLabel: try table.phrase(table.column("short_en"), table.column("short_ko")) ?? label,
          feeds: try table.keys(table.column("feeds")), metrics: metrics,
          note: try table.phrase(table.column("note"), table.column("note_ko")).map { Remark(knownAt: statusKnown, text: $0) },
          history: history,
          citation: Citation(
            sources: try SourceFacts.keys(table, table.column("source")), knownAt: published,
            confidence: try table.choice(table.column("confidence"), Confidence.self))))
    }
    draft.stages = draft.stages.map { stage in stage.feeding { ids.contains($0) } }
  }

  static func readPresets(_ table: FactTable, into draft: inout BookDraft) {
    table.forEachLine { (table) throws(BadCell) in
      let id = try table.words(table.column("preset"))
      let known = Instant(endOf: try table.requiredDay(table.column("published")))
      let (base, target) = (try quarter(table, table.column("base")), try quarter(table, table.column("target")))
      guard target >= base else {
        throw BadCell(column: table.column("target"), reason: Phrase("comes before the base", "기준 분기보다 앞섬"))
      }
      let driver = try table.choice(table.column("driver"), EPSDriver.self)
      let setting = try setting(table, table.column("setting"), driver)
      let claimColumn = table.column("claim")
      let claim = try table.text(claimColumn)
      if !claim.isEmpty, !draft.claims.contains(where: { $0.id == claim }) {
        throw BadCell(column: claimColumn, reason: Phrase("'\(claim)' is not in claims.csv", "'\(claim)'은(는) claims.csv에 없음"))
      }
      let reason = try table.phrase(table.column("reason"), table.column("reason_ko")) ?? Phrase(id)
      let assumption = EPSAssumption(driver, setting, claim.isEmpty ? .stated(reason: reason) : .claim(claim))
      guard let i = draft.epsPresets.firstIndex(where: { $0.id == id }) else {
        let name = try table.phrase(table.column("name"), table.column("name_ko")) ?? Phrase(id)
        draft.epsPresets.append(
          EPSPreset(id: id, name: name, base: base, target: target, assumptions: [assumption], knownAt: known))
        return
      }
      guard draft.epsPresets[i].base == base, draft.epsPresets[i].target == target else {
        throw BadCell(
          column: table.column("base"),
          reason: Phrase("'\(id)' has other quarters in a line above", "'\(id)'의 분기가 위 줄과 다름"))
      }
      guard !draft.epsPresets[i].assumptions.contains(where: { $0.driver.overlaps(driver) }) else {
        throw BadCell(
          column: table.column("driver"),
          reason: Phrase(
            "'\(driver.name)' is set in '\(id)' already, itself or within opex",
            "'\(id)'에 '\(driver.name)'이(가) 이미 있음 (opex 포함)"))
      }
      draft.epsPresets[i].assumptions.append(assumption)
      draft.epsPresets[i].knownAt = max(draft.epsPresets[i].knownAt, known)
    }
  }

  private static func quarter(_ table: borrowing FactTable, _ column: Int) throws(BadCell) -> Period {
    guard let period = Period(try table.words(column)), case .quarter = period else {
      throw BadCell(column: column, reason: Phrase("not a quarter such as 2023Q2", "2023Q2 같은 분기가 아님"))
    }
    return period
  }

  private static func setting(
    _ table: borrowing FactTable, _ column: Int, _ driver: EPSDriver
  ) throws(BadCell) -> DriverSetting {
    let text = try table.words(column)
    do {
      return try DriverSetting(parsing: text, for: driver)
    } catch {
      throw BadCell(column: column, reason: error.reason)
    }
  }
}

extension Unit {
  /// The unit that the facts write as `words`; `.none` where it is more than one word can say.
  init(words: String) {
    self = Unit(rawValue: words) ?? (words.hasPrefix("USD/share") ? .usdPerShare : .none)
  }
}
