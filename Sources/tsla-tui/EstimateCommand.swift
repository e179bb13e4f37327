import Analysis
import ArgumentParser
import Finance
import Format
import Model
import Reports

/// Prints an estimate with its drivers and its income statement.
struct EstimateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "estimate", abstract: "Print an estimate; 'estimate' itself may be left out.",
    discussion: EPSHelp.values + "\n\n" + EPSHelp.drivers)

  @OptionGroup var options: EstimateOptions

  @Option(
    help: ArgumentHelp("Find what a driver must be for --for.", valueName: "driver"), completion: .drivers, transform: epsDriver)
  var solve: EPSDriver?

  @Option(
    name: .customLong("for"), parsing: .unconditional,
    help: ArgumentHelp("The earnings per share wanted of --solve.", valueName: "eps"), transform: wantedEPS)
  var wanted: Double?

  @OptionGroup var printing: EPSPrintOptions

  @OptionGroup var facts: SnapshotOptions

  func validate() throws {
    if (solve == nil) != (wanted == nil) {
      throw ValidationError(
        "--solve and --for go together: --solve asp --for 0.95", "--solve와 --for는 함께 씁니다: --solve asp --for 0.95")
    }
  }

  func run() throws {
    try facts.print(printing.format) { a, format in
      let estimate = try options.make(a, format)
      let solution = try solution(of: estimate.eps, format)
      return .estimate(estimate, solution, printing.basis.basis, a.snapshot, format)
    }
  }

  private func solution(of estimate: EPSEstimate, _ format: Formatter) throws -> Report.Solution? {
    guard let solve, let wanted else { return nil }
    let eps = format.wantedEPS(wanted)
    switch EPSSolution(solve, for: wanted, printing.basis.basis, in: estimate) {
    case .value(let value): return Report.Solution(driver: solve, wanted: wanted, value: value)
    case .noEffect:
      warn(
        format.words(
          "no \(solve.name) gives \(eps): it has no effect on the earnings per share of this estimate",
          "\(solve.name)으로는 \(eps)가 되지 않음: 이 추정에서 EPS에 영향을 주지 않음"))
    case .outOfDomain(let value):
      let domain = EPSFault.outOfDomain(solve, value).message
      warn(
        format.words(
          "no \(solve.name) gives \(eps): \(domain.en)", "\(solve.name)으로는 \(eps)가 되지 않음: \(domain.ko)"))
    }
    throw ExitCode(65)
  }
}
