import Analysis
import ArgumentParser
import Documents
import Finance
import Format
import Model
import Reports

/// Prints how right estimates were.
struct TrackRecordCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "record", abstract: "Print how accurate estimates were: two simple methods over all quarters, and your own.",
    discussion: """
      carried    everything as in the quarter before
      published  the same, with the deliveries that were published before the results

      Each is made from what was known the second before the results and compared with them as first reported. Your saved \
      estimates are made from what was known when you made them. Non-GAAP, USD a share; an error above 0 is an estimate \
      that was too high.
      """)

  @Option(help: "table, csv or json.")
  var format: Report.Form = .table

  @OptionGroup var facts: SnapshotOptions

  func run() throws {
    try facts.print(format) { a, format in .trackRecord(savedEstimates(a.snapshot, format), a, format) }
  }
}

/// The user's saved estimates; what is wrong in a file goes to standard error.
private func savedEstimates(_ s: Snapshot, _ format: Formatter) -> [SavedEstimate] {
  let (estimates, problems) = (try? UserFiles.estimates())?.load(among: s.epsPresets) ?? ([], [])
  warn(problems, format.language)
  return estimates
}

/// Lists the estimates that there are.
struct EstimateListCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "list", abstract: "List the estimates of the facts and your saved ones.")

  @Option(help: "table, csv or json.")
  var format: Report.Form = .table

  @OptionGroup var facts: SnapshotOptions

  func run() throws {
    try facts.print(format) { a, format in
      .estimates(savedEstimates(a.snapshot, format), in: (try? UserFiles.estimates())?.path, a, format)
    }
  }
}
