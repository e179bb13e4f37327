import ArgumentParser
import Canvas
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

  @OptionGroup var record: FolderOption

  func run() throws {
    let (instant, language) = (moment.instant, moment.language)
    let (first, last) = try range.days(at: instant, language)
    let snapshot = try record.snapshot(at: instant, language)
    let entries = Agenda.entries(snapshot, from: first, through: last).filter { kinds.isEmpty || kinds.contains($0.kind) }
    guard let form = Report.Form(rawValue: format.rawValue) else {
      return writeOut(CalendarFile.text(entries, snapshot, moment.formatter, version: Version.current))
    }
    Report.agenda(entries, from: first, through: last, moment.formatter).print(form)
  }
}

/// Reads a kind of entry of the command line.
@Sendable func agendaKind(_ text: String) throws -> AgendaEntry.Kind {
  if let kind = AgendaEntry.Kind(rawValue: text) { return kind }
  let all = AgendaEntry.Kind.allCases.map(\.rawValue).joined(separator: ", ")
  throw ValidationError(
    "'\(text.sanitized)' is not a kind of event. There are: \(all).", "'\(text.sanitized)'은(는) 일정 종류가 아닙니다. 종류: \(all).")
}
