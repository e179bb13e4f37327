import ArgumentParser
import Format
import Model
import Reports

/// Prints trading sessions.
struct CalendarSessions: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "sessions", abstract: "Print the regular sessions of the Nasdaq and the NYSE.",
    discussion: """
      Holidays and early closes follow from the exchanges' rules; closures and odd hours outside the rules are known up to today.
      Example: tsla-tui calendar sessions --from 2023-07-01 --to 2023-07-31 --format csv
      """)

  @OptionGroup var range: CalendarRange

  @Option(help: "table, csv or json.")
  var format: Report.Form = .table

  @OptionGroup var moment: MomentOptions

  func run() throws {
    let (first, last) = try range.days(at: moment.instant, moment.language)
    let sessions = Sessions.sessions(from: first, through: last, asOf: moment.instant)
    Report.sessions(sessions, from: first, through: last, moment.formatter).print(format)
  }
}
