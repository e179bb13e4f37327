import Canvas
package import Finance
package import Format
package import Model

/// An end of a bridge: an estimate, or a reported quarter.
package struct BridgeEndpoint {
  /// As the command line names it.
  let name: String
  let quarter: Period
  let end: any EPSEnd
  /// What an estimate starts from; nil for a reported quarter.
  let base: Period?
  /// The reported quarter; nil for an estimate.
  let reported: EPSQuarter?

  /// An estimate.
  package init(_ name: String, _ estimate: EPSEstimate) {
    (self.name, quarter, end, base, reported) = (name, estimate.target, estimate, estimate.base.quarter, nil)
  }

  /// A reported quarter.
  package init(_ name: String, _ reported: EPSQuarter) {
    (self.name, quarter, end, base, self.reported) = (name, reported.quarter, reported, nil, reported)
  }

  /// Earnings per share as they were published, rounded to the cent; nil for an estimate.
  func published(_ basis: Basis) -> Double? { reported?.reading(basis == .gaap ? .epsGAAP : .epsNonGAAP).value }

  fileprivate func words(_ format: Formatter) -> String {
    let (quarter, name) = (quarter.label, name.sanitized)
    guard let base = base?.label else { return format.words("\(quarter) as reported (\(name))", "\(quarter) 발표 (\(name))") }
    return format.words("\(quarter) estimated from \(base) (\(name))", "\(base) 기준 \(quarter) 추정 (\(name))")
  }
}

extension Report {
  /// What the difference between two earnings per share is made of.
  package static func estimateBridge(
    from: BridgeEndpoint, to: BridgeEndpoint, _ basis: Basis, _ s: Snapshot, _ format: Formatter
  ) -> Report {
    let bridge = EPSBridge(from: from.end, to: to.end, basis)
    return Report(format) {
      lines(
        format.words("Bridge of earnings per share, \(basis.rawValue)", "EPS 브리지, \(basis.rawValue)"), asOfLine(s, format),
        format.words(bridge.count.words), "")
      table(shownParts(bridge, from, to, format), in: .text) {
        Column("part", Phrase("PART", "항목")) { .text($0.name) }
        Column("eps", Phrase("USD/share", "달러/주"), .right) { .text($0.eps) }
        Column("note", Phrase("DRIVERS", "값")) { .text($0.note) }
      }
      table(parts(bridge), in: .csv) {
        Column("part") { .text($0.name) }
        Column("group") { .text($0.group?.rawValue) }
        Column("driver") { .text($0.driver?.name) }
        Column("from") { .number($0.driver.map { bridge.from[$0] }) }
        Column("to") { .number($0.driver.map { bridge.to[$0] }) }
        Column("unit") { .text($0.driver?.unit.rawValue) }
        Column("eps") { .number($0.eps) }
      }
      members([
        "as_of": .instant(s.asOf), "basis": .text(basis.rawValue), "eps_unit": .text(Unit.usdPerShare.rawValue),
        "units_count": .text(bridge.count.key), "from": .end(from, bridge.start, basis), "to": .end(to, bridge.end, basis),
        "start": .number(bridge.start), "end": .number(bridge.end), "total": .number(bridge.total),
        "groups": .list(EPSGroup.allCases.map { .group($0, bridge) }),
      ])
    }
  }

  private typealias BridgePart = (name: String, group: EPSGroup?, driver: EPSDriver?, eps: Double)

  /// The ends, the groups, and the drivers below their group.
  private static func parts(_ bridge: EPSBridge) -> [BridgePart] {
    let groups = EPSGroup.allCases.flatMap { group -> [BridgePart] in
      [("group", group, nil, bridge[group])] + group.drivers.map { ("driver", group, $0, bridge[$0]) }
    }
    return [("start", nil, nil, bridge.start)] + groups + [("end", nil, nil, bridge.end), ("total", nil, nil, bridge.total)]
  }

  /// The same for reading, without groups that make no difference; the printed numbers add up.
  private static func shownParts(
    _ bridge: EPSBridge, _ from: BridgeEndpoint, _ to: BridgeEndpoint, _ format: Formatter
  ) -> [(name: String, eps: String, note: String)] {
    let printed = bridge.rounded(to: 0.001)
    func end(_ end: BridgeEndpoint, _ value: Double) -> (String, String, String) {
      let published = end.published(bridge.basis).map {
        format.words("published ", "발표값 ") + format.column($0, .usdPerShare)
      }
      return (end.words(format), Numbers.grouped(value, 3), published ?? "")
    }
    let groups = EPSGroup.allCases.filter { $0.drivers.contains { bridge[$0] != 0 } }.map { group in
      ("  " + format.words(Names.of(group: group)), Numbers.signed(printed[group], 3), changes(group, bridge, format))
    }
    let total = (format.words("difference", "차이"), Numbers.signed(printed.total, 3), "")
    return [end(from, printed.start)] + groups + [end(to, printed.end), total]
  }

  /// `asp 46,087 → 44,935`: the drivers of a group that make a difference.
  private static func changes(_ group: EPSGroup, _ bridge: EPSBridge, _ format: Formatter) -> String {
    group.drivers.filter { bridge[$0] != 0 }.map { driver in
      let values = [bridge.from[driver], bridge.to[driver]].map { format.column($0, driver.unit) }
      return "\(driver.name) \(values[0]) → \(values[1])" + (driver.unit == .percent ? "%" : "")
    }.joined(separator: ", ")
  }
}

extension Report.Value {
  fileprivate static func end(_ end: BridgeEndpoint, _ eps: Double, _ basis: Basis) -> Report.Value {
    [
      "end": .text(end.name), "quarter": .text(end.quarter.label), "base": .text(end.base?.label), "eps": .number(eps),
      "published": .number(end.published(basis)),
    ]
  }

  fileprivate static func group(_ group: EPSGroup, _ bridge: EPSBridge) -> Report.Value {
    let drivers = group.drivers.map { driver -> Report.Value in
      [
        "driver": .text(driver.name), "name": .phrase(Names.of(driver: driver)), "unit": .text(driver.unit.rawValue),
        "from": .number(bridge.from[driver]), "to": .number(bridge.to[driver]), "eps": .number(bridge[driver]),
      ]
    }
    return [
      "group": .text(group.rawValue), "name": .phrase(Names.of(group: group)), "eps": .number(bridge[group]),
      "drivers": .list(drivers),
    ]
  }
}
