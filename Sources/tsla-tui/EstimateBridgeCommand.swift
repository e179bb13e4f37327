import Analysis
import ArgumentParser
import Canvas
import Finance
import Format
import Model
import Reports

/// One end of a bridge on the command line.
enum BridgeEndName: Equatable {
  case estimate, base, reported
  case quarter(Period)
  case preset(String)
  case saved(String)

  /// As it is written.
  var text: String {
    switch self {
    case .estimate: return "estimate"
    case .base: return "base"
    case .reported: return "reported"
    case .quarter(let quarter): return quarter.label
    case .preset(let id): return "preset:" + id
    case .saved(let name): return "saved:" + name
    }
  }
}

/// Reads an end of a bridge.
@Sendable func bridgeEnd(_ text: String) throws -> BridgeEndName {
  switch text {
  case "estimate": return .estimate
  case "base": return .base
  case "reported": return .reported
  case _ where text.hasPrefix("preset:"): return .preset(String(text.dropFirst(7)))
  case _ where text.hasPrefix("saved:"): return .saved(String(text.dropFirst(6)))
  default:
    guard let quarter = try? quarter(text) else {
      throw ValidationError(
        "'\(text.sanitized)' is not an end of a bridge; write estimate, base, reported, 2023Q1, preset:id or saved:name.",
        "'\(text.sanitized)'은(는) 브리지의 끝이 아닙니다. estimate, base, reported, 2023Q1, preset:이름, saved:이름 중에서 쓰세요.")
    }
    return .quarter(quarter)
  }
}

/// Prints what the difference between two earnings per share is made of.
struct EstimateBridgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bridge", abstract: "Break down the difference between two EPS figures.",
    discussion: """
      Each driver's part is what it adds on average over all orders in which the drivers can change one after the other \
      (its Shapley value): the parts add up to the difference.

      An end is estimate (that of the options), base (the base as reported), reported (the target as reported), a quarter \
      such as 2023Q1, preset:id or saved:name. By default it goes from the estimate to the reported quarter, or from the \
      base to the estimate while the target is not reported.

      \(EPSHelp.values)

      \(EPSHelp.drivers)
      """)

  @OptionGroup var options: EstimateOptions

  @Option(help: ArgumentHelp("Where the bridge begins.", valueName: "end"), transform: bridgeEnd)
  var from: BridgeEndName?

  @Option(help: ArgumentHelp("Where it ends.", valueName: "end"), transform: bridgeEnd)
  var to: BridgeEndName?

  @OptionGroup var printing: EPSPrintOptions

  @OptionGroup var facts: SnapshotOptions

  func run() throws {
    try facts.print(printing.format) { a, format in
      let estimate = try options.make(a, format)
      let isReported = (try? a.quarter(estimate.eps.target)) != nil
      let (first, last) = ends(isReported)
      return .estimateBridge(
        from: try endpoint(first, estimate.eps, a, format), to: try endpoint(last, estimate.eps, a, format),
        printing.basis.basis, a.snapshot, format)
    }
  }

  /// The ends asked for, or the ones that tell most.
  private func ends(_ isReported: Bool) -> (BridgeEndName, BridgeEndName) {
    switch (from, to) {
    case (let from?, let to?): return (from, to)
    case (let from?, nil): return (from, from == .estimate ? .reported : .estimate)
    case (nil, let to?): return (to == .estimate ? .base : .estimate, to)
    case (nil, nil): return isReported ? (.estimate, .reported) : (.base, .estimate)
    }
  }

  /// What stands at an end; throws `EPSFault` where there is no such estimate or quarter.
  private func endpoint(
    _ name: BridgeEndName, _ estimate: EPSEstimate, _ a: Analysis, _ format: Formatter
  ) throws -> BridgeEndpoint {
    let s = a.snapshot
    func made(_ base: Period, _ target: Period, _ assumptions: [EPSAssumption]) throws -> BridgeEndpoint {
      BridgeEndpoint(name.text, try EPSEstimate(base: a.quarter(base), target: target, assumptions: assumptions, s))
    }
    switch name {
    case .estimate: return BridgeEndpoint(name.text, estimate)
    case .base: return BridgeEndpoint(name.text, estimate.base)
    case .reported:
      guard let known = try? a.quarter(estimate.target) else { throw EPSFault.notReported(estimate.target) }
      return BridgeEndpoint(name.text, known)
    case .quarter(let period): return BridgeEndpoint(name.text, try a.quarter(period))
    case .preset(let id):
      let preset = try EstimateOptions.preset(id, s, format)
      return try made(preset.base, preset.target, preset.assumptions)
    case .saved(let name):
      let saved = try EstimateOptions.saved(name, s, format)
      return try made(saved.base, saved.target, saved.assumptions(s))
    }
  }
}
