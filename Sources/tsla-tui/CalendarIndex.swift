import ArgumentParser
import Finance
import Format
import Model
import Reports

/// Prints the dates of rebalances.
struct CalendarIndex: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "index", abstract: "Print the dates of the rebalances of the Nasdaq-100.",
    discussion: """
      A rebalance is listed where the day it takes effect lies in the range. Quarterly and annual ones follow from the \
      rule of today, for all years; special ones are those of the facts.
      Example: tsla-tui calendar index --from 2026-01-01 --to 2026-12-31
      """)

  @OptionGroup var range: CalendarRange

  @Option(help: "table, csv or json.")
  var format: Report.Form = .table

  @OptionGroup var moment: MomentOptions

  @OptionGroup var record: FolderOption

  func run() throws {
    let (instant, language) = (moment.instant, moment.language)
    let (first, last) = try range.days(at: instant, language)
    let snapshot = try record.snapshot(at: instant, language)
    let all = RebalanceDates.all(from: first, through: last, snapshot.rebalances, asOf: instant)
    Report.rebalances(all, from: first, through: last, moment.formatter).print(format)
  }
}
