import Model

/// The events.
enum EventFacts {
  private struct EventName: Hashable {
    var day: Day
    var title: String
  }

  static let schema = FactSchema(
    required: ["date", "time_et", "event", "kind", "detail", "value", "unit", "source", "published", "confidence"],
    optional: ["event_ko", "detail_ko", "announced", "id"],
    read: read)

  static func read(_ table: FactTable, into draft: inout BookDraft) {
    var seen: Set<EventName> = []
    var ids: Set<String> = []
    table.forEachLine { (table) throws(BadCell) in
      let day = try table.requiredDay(table.column("date"))
      let written = try table.text(table.column("id"))
      guard written.isEmpty || !ids.contains(written) else {
        throw .twice(written, table.column("id"))
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
}

extension Unit {
  /// The unit that the facts write as `words`; `.none` where it is more than one word can say.
  init(words: String) {
    self = Unit(rawValue: words) ?? (words.hasPrefix("USD/share") ? .usdPerShare : .none)
  }
}
