import ArgumentParser
import Format
import Model

/// The calendar of the exchange, the index and the company.
struct CalendarCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "calendar", abstract: "Print trading sessions, rebalances of the index, or all events, also as a calendar file.",
    discussion: """
      Times are those of New York, with Seoul beside them. All dates follow from the rules of the exchange and the \
      index, from 1990 on; what the company does is on record, or expected and marked as that.
      """,
    subcommands: [CalendarSessions.self, CalendarIndex.self, CalendarEvents.self])
}

/// The moment, and the language of the words.
struct MomentOptions: ParsableArguments {
  @Option(
    name: .customLong("as-of"), help: ArgumentHelp("Only what was known at a moment; without it now.", valueName: "moment"),
    transform: moment)
  var asOf: Instant?

  @Option(help: "Language of the words: en or ko.")
  var lang: Language?

  var instant: Instant { asOf ?? clockNow() }
  var language: Language { lang ?? Locale.language }
  var formatter: Formatter { Formatter(language: language) }
}

/// The first and the last day to print.
struct CalendarRange: ParsableArguments {
  @Option(help: ArgumentHelp("The first day (New York); today by default.", valueName: "date"), transform: day)
  var from: Day?

  @Option(help: ArgumentHelp("The last day (New York); 365 days after the first by default.", valueName: "date"), transform: day)
  var to: Day?

  /// The first and the last day.
  func days(at instant: Instant, _ language: Language) throws -> (first: Day, last: Day) {
    let first = from ?? instant.newYorkDay
    let last = to ?? min(first + 365, Day(civil: 9999, 12, 31))
    guard first.year >= Sessions.firstYear else {
      throw ValidationError(
        "--from \(first.iso): the rules of the exchange are known from \(Sessions.firstYear)-01-01 on.",
        "--from \(first.iso): 거래소 규칙은 \(Sessions.firstYear)-01-01부터 알려져 있습니다.", language)
    }
    guard first <= last else {
      let today = from == nil ? Phrase(" (today)", " (오늘)") : Phrase("")
      throw ValidationError(
        "--from \(first.iso)\(today.en) is after --to \(last.iso); nothing lies between them.",
        "--from \(first.iso)\(today.ko)이(가) --to \(last.iso)보다 늦어 해당 기간이 없습니다.", language)
    }
    return (first, last)
  }
}
