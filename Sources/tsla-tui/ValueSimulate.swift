import Analysis
import ArgumentParser
import Canvas
import Finance
import Format
import Model
import Reports

/// Reads a range of years, `2026-2030` or `2030`.
@Sendable func yearRange(_ text: String) throws -> ClosedRange<Int> {
  let parts = text.split(separator: "-", omittingEmptySubsequences: false)
  let years = parts.compactMap { part in part.utf8.count == 4 ? Int(part) : nil }
  guard years.count == parts.count, let first = years.first, let last = years.last, years.count <= 2, first <= last else {
    throw ValidationError(
      "'\(text.sanitized)' is not a range of years; write 2026-2030 or 2030",
      "'\(text.sanitized)'은(는) 연도 범위가 아닙니다. 예: 2026-2030, 2030")
  }
  return first...last
}

/// Prints the range of outcomes of scenarios that are built from drivers.
struct ValueSimulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "simulate", abstract: "The range of outcomes of scenarios: arithmetic on their assumptions, not a forecast.",
    discussion: """
      Every driver moves around the path from the last four quarters to the scenario's number, by its spread and its correlations. The \
      same seed gives the same digits, whatever the number of threads. Without --scenario: all scenarios that are built from drivers.
      """)

  @OptionGroup var options: ScenarioOptions

  @Option(help: "How many paths, up to 100,000,000.")
  var paths = 1_000_000

  @Option(help: "Random seed: a whole number from 0.")
  var seed: UInt64 = 1

  @Option(help: ArgumentHelp("Which years to print; by default all.", valueName: "from-to"), transform: yearRange)
  var years: ClosedRange<Int>?

  @Option(help: "How many threads; by default one for each processor.")
  var threads: Int?

  func validate() throws {
    guard (1...SimulationPlan.paths.upperBound).contains(paths) else {
      throw ValidationError(
        "--paths \(paths): from 1 to \(Numbers.grouped(Double(SimulationPlan.paths.upperBound)))",
        "--paths \(paths): 1~\(Numbers.grouped(Double(SimulationPlan.paths.upperBound)))")
    }
    guard (1...256).contains(threads ?? 1) else {
      throw ValidationError("--threads: from 1 to 256", "--threads: 1~256")
    }
  }

  func run() throws {
    let (scenarios, amounts) = try options.load()
    let record = amounts.analysis.trailingDrivers
    let chosen = options.names.isEmpty ? scenarios.filter { ScenarioPath($0.scenario, record) != nil } : scenarios
    guard !chosen.isEmpty else {
      throw refusal("no scenario can be simulated at this moment", "이 시점에 시뮬레이션할 수 있는 시나리오가 없음")
    }
    let ranges = try chosen.map { try range($0, amounts.analysis) }
    Report.ranges(ranges, paths: paths, seed: seed, amounts).print(options.format)
  }

  /// Runs one scenario; ends with status 65 and the reason where it cannot be run.
  private func range(_ one: ScenarioResult, _ analysis: Analysis) throws -> Report.Range {
    let id = one.scenario.id.sanitized
    let outcomes: Outcomes?
    do throws(SimulationFault) {
      outcomes = try Outcomes(
        one.scenario, analysis.trailingDrivers, analysis.snapshot, paths: paths, seed: seed, workers: .threads(threads))
    } catch {
      throw refusal("\(id): \(error.message.en)", "\(id): \(error.message.ko)")
    }
    if let outcomes {
      let all = outcomes.path.years
      let shown = all.indices.filter { years?.contains(all[$0]) ?? true }
      if !shown.isEmpty { return (one, outcomes, shown) }
      throw refusal("\(id): its years are \(all[0]) to \(all[all.count - 1])", "\(id): 기간은 \(all[0])~\(all[all.count - 1])년")
    }
    if one.income == nil {
      throw refusal(
        "\(id): it is not built from drivers, so there is nothing to draw from", "\(id): 항목으로 만든 시나리오가 아니어서 범위를 계산할 수 없음")
    }
    throw refusal(
      "\(id): its year must be at most \(ScenarioPath.most) years after the newest results, and four quarters of results must be known",
      "\(id): 시나리오 연도가 최근 실적보다 뒤(\(ScenarioPath.most)년 이내)여야 하고 4개 분기 실적이 있어야 함")
  }

  /// Says why nothing is printed.
  private func refusal(_ en: String, _ ko: String) -> ExitCode { failure(65, options.language.words(en, ko)) }
}
