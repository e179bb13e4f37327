import ArgumentParser
import Dashboard
import Finance
import Format
import Model

/// One end of a bridge on the command line.
enum BridgeEnd: Equatable {
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
@Sendable func bridgeEnd(_ text: String) throws -> BridgeEnd {
  switch text {
  case "estimate": return .estimate
  case "base": return .base
  case "reported": return .reported
  case _ where text.hasPrefix("preset:"): return .preset(String(text.dropFirst(7)))
  case _ where text.hasPrefix("saved:"): return .saved(String(text.dropFirst(6)))
  default:
    guard let quarter = try? quarter(text) else {
      let reason = Phrase(
        "'\(text.printable)' is no end of a bridge; write estimate, base, reported, 2023Q1, preset:id or saved:name.",
        "'\(text.printable)'은(는) 브리지의 끝이 아닙니다. estimate, base, reported, 2023Q1, preset:이름, saved:이름 중에서 쓰세요.")
      throw ValidationError(reason[Locale.language])
    }
    return .quarter(quarter)
  }
}

/// Prints what the difference of two earnings per share is made of.
struct EPSBridgeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "bridge", abstract: "Print what the difference of two earnings per share is made of.",
    discussion: """
      Each driver's part is what it adds on average over all orders in which the drivers can change one after the other \
      (its Shapley value): the parts add up to the difference.

      An end is estimate (that of the options), base (the base as reported), reported (the target as reported), a quarter \
      such as 2023Q1, preset:id or saved:name. By default it goes from the estimate to the reported quarter, or from the \
      base to the estimate while the target is not reported.

      \(EPSHelp.values)

      \(EPSHelp.drivers)
      """)

  @OptionGroup var options: EPSCaseOptions

  @Option(help: ArgumentHelp("Where the bridge begins.", valueName: "end"), transform: bridgeEnd)
  var from: BridgeEnd?

  @Option(help: ArgumentHelp("Where it ends.", valueName: "end"), transform: bridgeEnd)
  var to: BridgeEnd?

  @OptionGroup var printing: EPSPrintOptions

  @OptionGroup var facts: FactsOptions

  func run() throws {
    try facts.print { view in
      let described = try options.make(view)
      let isReported = (try? EPSQuarter(described.estimate.target, view.snapshot)) != nil
      let (first, last) = ends(isReported)
      let report = EPSBridgeReport(
        from: try BridgePier(first, described, view), to: try BridgePier(last, described, view), printing.basis.basis, view)
      switch printing.format {
      case .table: return report.table
      case .csv: return report.csv
      case .json: return report.json.document
      }
    }
  }

  /// The ends asked for, or the ones that tell most.
  private func ends(_ isReported: Bool) -> (BridgeEnd, BridgeEnd) {
    switch (from, to) {
    case (let from?, let to?): return (from, to)
    case (let from?, nil): return (from, from == .estimate ? .reported : .estimate)
    case (nil, let to?): return (to == .estimate ? .base : .estimate, to)
    case (nil, nil): return isReported ? (.estimate, .reported) : (.base, .estimate)
    }
  }
}

/// An end of a bridge with what stands there.
struct BridgePier {
  let name: BridgeEnd
  let quarter: Period
  /// What an estimate starts from; nil for a reported quarter.
  let base: Period?
  let end: any EPSEnd
  /// The reported quarter; nil for an estimate.
  let reported: EPSQuarter?

  /// Throws `EPSFault` where there is no such estimate or quarter.
  init(_ name: BridgeEnd, _ described: DescribedCase, _ view: FactsView) throws {
    let s = view.snapshot
    func estimate(_ base: Period, _ target: Period, _ assumptions: [EPSAssumption]) throws -> EPSCase {
      try EPSCase(base: EPSQuarter(base, s), target: target, assumptions: assumptions, s)
    }
    var made: EPSCase?
    var quarter: EPSQuarter?
    switch name {
    case .estimate: made = described.estimate
    case .base: quarter = described.estimate.base
    case .reported:
      let target = described.estimate.target
      guard let known = try? EPSQuarter(target, s) else { throw EPSFault.notReported(target) }
      quarter = known
    case .quarter(let period): quarter = try EPSQuarter(period, s)
    case .preset(let id):
      let preset = try EPSCaseOptions.preset(id, view)
      made = try estimate(preset.base, preset.target, preset.assumptions)
    case .saved(let name):
      let saved = try EPSCaseOptions.saved(name, view)
      made = try estimate(saved.base, saved.target, saved.assumptions(view.snapshot))
    }
    self.name = name
    reported = quarter
    base = made?.base.quarter
    if let made {
      (self.quarter, end) = (made.target, made)
    } else {
      let known = quarter ?? described.estimate.base
      (self.quarter, end) = (known.quarter, known)
    }
  }

  /// Earnings per share as they were published, rounded to the cent; nil for an estimate.
  func published(_ basis: Basis) -> Double? { reported?.reading(basis == .gaap ? .epsGAAP : .epsNonGAAP).value }

  /// The end in words.
  func words(_ view: FactsView) -> String {
    let text = name.text.printable
    if let base {
      return view.words(
        "\(quarter.label) estimated from \(base.label) (\(text))", "\(base.label) 기준 \(quarter.label) 추정 (\(text))")
    }
    return view.words("\(quarter.label) as reported (\(text))", "\(quarter.label) 발표 (\(text))")
  }
}

/// A bridge in all the forms it is printed in.
struct EPSBridgeReport {
  let from: BridgePier
  let to: BridgePier
  let bridge: EPSBridge
  let view: FactsView

  init(from: BridgePier, to: BridgePier, _ basis: Basis, _ view: FactsView) {
    (self.from, self.to, self.view) = (from, to, view)
    bridge = EPSBridge(from: from.end, to: to.end, basis)
  }

  var table: String {
    var rows = [[view.words("PART", "항목"), view.words("USD/share", "달러/주"), view.words("DRIVERS", "값")]]
    func eps(_ value: Double, _ pier: BridgePier) -> [String] {
      let published = pier.published(bridge.basis).map { view.words("published ", "발표값 ") + view.number($0, .usdPerShare) }
      return [pier.words(view), Numbers.grouped(value, 3), published ?? ""]
    }
    // What is printed adds up.
    let printed = bridge.rounded(to: 0.001)
    rows.append(eps(printed.start, from))
    for group in EPSGroup.allCases where group.drivers.contains(where: { bridge[$0] != 0 }) {
      rows.append(["  " + view.words(Names.of(group: group)), Numbers.signed(printed[group], 3), changes(group)])
    }
    rows.append(eps(printed.end, to))
    rows.append([view.words("difference", "차이"), Numbers.signed(printed.total, 3), ""])
    let head = view.words(
      "Bridge of earnings per share, \(bridge.basis.rawValue)\nAs of \(view.moment)\n",
      "EPS 브리지, \(bridge.basis.rawValue)\n시점: \(view.moment)\n")
    return head + view.words(bridge.count) + "\n\n" + TextTable.aligned(rows, right: [1])
  }

  /// `asp 46,087 → 44,935 USD`: the drivers of a group that make a difference.
  private func changes(_ group: EPSGroup) -> String {
    group.drivers.filter { bridge[$0] != 0 }.map { driver in
      let unit = driver.unit
      return "\(driver.name) \(view.number(bridge.from[driver], unit)) → \(view.number(bridge.to[driver], unit))"
        + (unit == .percent ? "%" : "")
    }.joined(separator: ", ")
  }

  var csv: String {
    var rows: [[TextTable.Value]] = [["start", "", "", .null, .null, "", .number(bridge.start)]]
    for group in EPSGroup.allCases {
      rows.append(["group", .text(group.rawValue), "", .null, .null, "", .number(bridge[group])])
      for driver in group.drivers {
        rows.append([
          "driver", .text(group.rawValue), .text(driver.name), .number(bridge.from[driver]), .number(bridge.to[driver]),
          .text(driver.unit.rawValue), .number(bridge[driver]),
        ])
      }
    }
    rows.append(["end", "", "", .null, .null, "", .number(bridge.end)])
    rows.append(["total", "", "", .null, .null, "", .number(bridge.total)])
    return TextTable.printed(["part", "group", "driver", "from", "to", "unit", "eps"], rows, .csv)
  }

  var json: JSON {
    func json(_ pier: BridgePier, _ eps: Double) -> JSON {
      .object([
        ("end", .text(pier.name.text)), ("quarter", .text(pier.quarter.label)), ("base", .optional(pier.base?.label)),
        ("eps", .number(eps)), ("published", .optional(pier.published(bridge.basis))),
      ])
    }
    let groups = EPSGroup.allCases.map { group in
      JSON.object([
        ("group", .text(group.rawValue)), ("name", .text(view.words(Names.of(group: group)))), ("eps", .number(bridge[group])),
        (
          "drivers",
          .array(
            group.drivers.map { driver in
              .object([
                ("driver", .text(driver.name)), ("name", .text(view.words(Names.of(driver: driver)))),
                ("unit", .text(driver.unit.rawValue)), ("from", .number(bridge.from[driver])), ("to", .number(bridge.to[driver])),
                ("eps", .number(bridge[driver])),
              ])
            })
        ),
      ])
    }
    return .object([
      ("as_of", .text(view.snapshot.asOf.iso)), ("basis", .text(bridge.basis.rawValue)),
      ("eps_unit", .text(Unit.usdPerShare.rawValue)), ("units_count", .text(bridge.count.key)),
      ("from", json(from, bridge.start)),
      ("to", json(to, bridge.end)), ("start", .number(bridge.start)), ("end", .number(bridge.end)),
      ("total", .number(bridge.total)), ("groups", .array(groups)),
    ])
  }
}
