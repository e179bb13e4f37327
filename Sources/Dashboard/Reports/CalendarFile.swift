package import Finance
package import Format
package import Model

/// The calendar as a file for calendar programs.
package enum CalendarFile {
  /// The entries as iCalendar; `version` is that of the program, which the file names as its maker.
  package static func text(_ entries: [AgendaEntry], _ s: Snapshot, _ format: Formatter, version: String) -> String {
    let revisions = Agenda.revisions(entries, s)
    let name = Phrase("Tesla and the Nasdaq-100", "테슬라와 나스닥100")
    return ICalendar(
      product: "-//tsla-tui//tsla-tui \(version)//EN", name: format.words(name),
      events: entries.map { event($0, revisions[$0.uid], s, format) }
    ).text
  }

  /// An entry that has moved has the same UID and a higher SEQUENCE: without that, calendar programs keep what they have.
  private static func event(
    _ entry: AgendaEntry, _ revision: AgendaRevision?, _ s: Snapshot, _ format: Formatter
  ) -> [ICalendar.Property] {
    let since = revision?.since ?? s.asOf
    var properties = [
      ICalendar.Property("UID", .text("\(entry.uid)@tsla-tui")), ICalendar.Property("DTSTAMP", .moment(since)),
      ICalendar.Property("LAST-MODIFIED", .moment(since)),
      ICalendar.Property("SEQUENCE", .word(String(revision?.changes ?? 0))),
    ]
    if let start = entry.start {
      properties.append(ICalendar.Property("DTSTART", .moment(start)))
    } else {
      properties += [ICalendar.Property("DTSTART", .date(entry.day)), ICalendar.Property("DTEND", .date(entry.day + 1))]
    }
    // It blocks nobody's time: it must not get in the way of meetings.
    return properties + [
      ICalendar.Property("SUMMARY", .text(format.words(entry.title))),
      ICalendar.Property("DESCRIPTION", .text(description(entry, s, format))),
      ICalendar.Property("CATEGORIES", .text(entry.kind.rawValue)),
      ICalendar.Property("STATUS", .word(entry.isExpected ? "TENTATIVE" : "CONFIRMED")),
      ICalendar.Property("TRANSP", .word("TRANSPARENT")),
    ]
  }

  /// When in New York and Seoul, what it is about, and who says so.
  private static func description(_ entry: AgendaEntry, _ s: Snapshot, _ format: Formatter) -> String {
    var lines: [String] = []
    if let start = entry.start {
      let seoul = start.local(in: .seoul)
      lines.append(format.newYork(start))
      lines.append("\(format.longDate(seoul.day)) \(seoul.clock) " + format.words("Seoul", "서울"))
    } else {
      lines.append(format.longDate(entry.day) + format.words(", New York", ", 뉴욕"))
    }
    if let detail = entry.detail { lines.append(format.words(detail)) }
    lines.append(authority(entry, s, format))
    return lines.joined(separator: "\n")
  }

  private static func authority(_ entry: AgendaEntry, _ s: Snapshot, _ format: Formatter) -> String {
    switch entry.certainty {
    case .rule: return format.words("By rule of the exchange or the index", "거래소·지수 규칙에 따름")
    case .expected(let earliest, let latest, let seen):
      return format.words(
        "Expected, not announced: a pattern of \(seen) releases, \(earliest.iso) to \(latest.iso)",
        "예상, 미공지: 이전 \(seen)회의 패턴, \(earliest.iso) – \(latest.iso)")
    case .record:
      let sources = (entry.citation?.sources ?? []).compactMap { s.source($0) }
      // A document dated later than the moment did not exist yet.
      let named = sources.filter { !$0.isLater(than: s.asOf) }
      let titles = named.map { $0.publisher.isEmpty ? format.words($0.title) : "\(format.words($0.title)) (\($0.publisher))" }
      return format.words("On record", "기록") + (titles.isEmpty ? "" : ": " + titles.joined(separator: "; "))
    }
  }
}
