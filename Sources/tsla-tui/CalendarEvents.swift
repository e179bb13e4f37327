import ArgumentParser
import Dashboard
import Finance
import Format
import Model
import Reports

/// How a calendar is printed.
enum CalendarFormat: String, ExpressibleByArgument, CaseIterable {
  case table, csv, json, ics
}

/// Prints the calendar.
struct CalendarEvents: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "events", abstract: "Print holidays, expiries, the index's dates and the company's releases.",
    discussion: """
      Each entry says who says so: 'rule' follows from the rules of the exchange or the index, 'record' has happened or \
      was announced, 'expected' is a pattern of the past, with the range seen.

      Kinds (--kind): \(AgendaEntry.Kind.allCases.map(\.rawValue).joined(separator: ", ")).

      Example: tsla-tui calendar events --kind results --kind index_effective --format ics > tesla.ics
      """)

  @OptionGroup var range: CalendarRange

  @Option(
    name: .customLong("kind"), parsing: .singleValue,
    help: ArgumentHelp("Only entries of a kind; may be repeated.", valueName: "kind"), completion: .agendaKinds,
    transform: agendaKind)
  var kinds: [AgendaEntry.Kind] = []

  @Option(help: "table, csv, json or ics, a file for calendar programs.")
  var format: CalendarFormat = .table

  @OptionGroup var moment: MomentOptions

  @OptionGroup var record: FactsOption

  private static let columns = [
    "date", "time_et", "start_utc", "date_kst", "time_kst", "kind", "title", "status", "earliest", "latest", "detail", "source",
    "uid",
  ]

  func run() throws {
    let (instant, language) = (moment.instant, moment.language)
    let (first, last) = try range.days(at: instant, language)
    let snapshot = try record.snapshot(at: instant, language)
    let entries = Agenda.entries(snapshot, from: first, through: last).filter { kinds.isEmpty || kinds.contains($0.kind) }
    switch format {
    case .table: writeOut(Self.table(entries, first, last, language))
    case .csv: TextTable.write(Self.columns, entries.lazy.map { Self.row($0, language) }, .csv)
    case .json: TextTable.write(Self.columns, entries.lazy.map { Self.row($0, language) }, .json)
    case .ics: writeOut(CalendarFile.text(entries, snapshot, language))
    }
  }

  private static func row(_ entry: AgendaEntry, _ language: Language) -> [TextTable.Value] {
    let (newYork, seoul) = (entry.start?.local(in: .newYork), entry.start?.local(in: .seoul))
    let range = entry.range
    return [
      .text(entry.day.iso), .optional(newYork?.clock), .optional(entry.start?.iso), .optional(seoul?.day.iso),
      .optional(seoul?.clock), .text(entry.kind.rawValue), .text(entry.title[language]), .text(entry.status),
      .optional(range?.earliest.iso), .optional(range?.latest.iso), .optional(entry.detail?[language]),
      .optional(entry.citation?.sources.joined(separator: ";")), .text(entry.uid),
    ]
  }

  private static func table(_ entries: [AgendaEntry], _ first: Day, _ last: Day, _ language: Language) -> String {
    let formatter = Formatter(language: language)
    func words(_ en: String, _ ko: String) -> String { language == .ko ? ko : en }
    let head = words(
      "Calendar from \(first.iso) to \(last.iso): \(entries.count)\n", "일정 \(first.iso) – \(last.iso): \(entries.count)건\n")
    guard !entries.isEmpty else { return head }
    var rows = [language == .ko ? ["날짜", "뉴욕", "서울", "근거", "일정", ""] : ["DATE", "NEW YORK", "SEOUL", "BASIS", "EVENT", ""]]
    for entry in entries {
      rows.append([
        formatter.isoWeekday(entry.day), entry.start?.local(in: .newYork).clock ?? "", entry.start.map(formatter.isoSeoul) ?? "",
        entry.basis[language], entry.title[language], entry.detail?[language] ?? "",
      ])
    }
    return head + "\n" + TextTable.aligned(rows)
  }
}

/// Reads a kind of entry of the command line.
@Sendable func agendaKind(_ text: String) throws -> AgendaEntry.Kind {
  if let kind = AgendaEntry.Kind(rawValue: text) { return kind }
  let all = AgendaEntry.Kind.allCases.map(\.rawValue).joined(separator: ", ")
  let reason = Phrase(
    "'\(text.printable)' is not a kind of event. There are: \(all).", "'\(text.printable)'은(는) 일정 종류가 아닙니다. 종류: \(all).")
  throw ValidationError(reason[Locale.language])
}

extension AgendaEntry {
  /// Who says so, as CSV and JSON name it.
  var status: String {
    switch certainty {
    case .rule: return "rule"
    case .record: return "record"
    case .expected: return "expected"
    }
  }

  /// The same in words.
  var basis: Phrase {
    switch certainty {
    case .rule: return Phrase("rule", "규칙")
    case .record: return Phrase("record", "기록")
    case .expected: return Phrase("expected", "예상")
    }
  }

  /// Between which days it is expected.
  var range: (earliest: Day, latest: Day)? {
    if case .expected(let earliest, let latest, _) = certainty { return (earliest, latest) }
    return nil
  }
}
