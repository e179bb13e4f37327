import ArgumentParser
import Finance
import Format
import Model
import Reports

/// Prints what analysts expected.
struct ConsensusCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "consensus", abstract: "Print what analysts expected as a table, CSV or JSON, beside what was reported.",
    discussion: "Metrics: \(ConsensusMetric.allCases.map(\.rawValue).joined(separator: ", ")).")

  @Argument(help: "One metric only; without it all of them.")
  var metric: ConsensusMetric?

  @OptionGroup var options: ReportOptions

  func run() throws { try options.print { .consensus(metric, $0, $1) } }
}

extension ConsensusMetric: ExpressibleByArgument {}
