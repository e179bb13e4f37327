import Finance
package import Format
package import Model

/// Equal steps of a driver, as changes from the base or as values.
package struct EPSSteps {
  /// The driver that changes.
  package let driver: EPSDriver
  /// The steps in order, all of one kind.
  package let settings: [DriverSetting]

  /// Steps of a driver, in order.
  package init(_ driver: EPSDriver, _ settings: [DriverSetting]) { (self.driver, self.settings) = (driver, settings) }

  fileprivate var texts: [String] { settings.map { $0.text(for: driver) } }

  /// The driver's values at the steps.
  fileprivate func axis(in estimate: EPSEstimate) -> EPSGrid.Axis {
    EPSGrid.Axis(driver, settings.map { estimate.value($0, of: driver) ?? 0 })
  }

  /// What the steps are steps of: `Average selling price (asp), change on 2023Q1`.
  fileprivate func words(_ estimate: EPSEstimate, _ format: Formatter) -> String {
    let name = "\(format.words(Names.of(driver: driver))) (\(driver.name))"
    guard settings.first?.isChange == true else { return "\(name), \(format.name(driver.unit))" }
    let quarter = estimate.quarter(of: driver).label
    return format.words("\(name), change from \(quarter)", "\(name), \(quarter) 대비 변화")
  }
}

extension Report {
  /// Earnings per share over the values of two drivers, of an estimate that is possible at all of them.
  package static func estimateGrid(
    _ estimate: Estimate, x across: EPSSteps, y down: EPSSteps, _ basis: Basis, _ s: Snapshot, _ format: Formatter
  ) throws -> Report {
    let eps = estimate.eps
    let grid = try EPSGrid(eps, x: across.axis(in: eps), y: down.axis(in: eps), basis)
    let (columns, rows) = (across.settings.indices, down.settings.indices)
    let (xs, ys) = (across.texts, down.texts)
    let (base, target) = (eps.base.quarter.label, eps.target.label)
    return Report(format) {
      lines(
        format.words(
          "EPS of \(target), estimated from \(base), \(basis.rawValue), USD/share",
          "\(target) EPS 추정 (\(base) 기준), \(basis.rawValue), 달러/주"), asOfLine(s, format),
        format.words("across: ", "가로: ") + across.words(eps, format), format.words("down:   ", "세로: ") + down.words(eps, format),
        "")
      table(rows, in: .text) {
        Column("y", Phrase(""), .right) { .text(ys[$0]) }
        for i in columns { Column("x", Phrase(xs[i])) { .amount(grid[x: i, y: $0], .usdPerShare) } }
      }
      table(rows.lazy.flatMap { j in columns.lazy.map { (x: $0, y: j) } }, in: .csv) {
        Column("x") { .number(grid.x.values[$0.x]) }
        Column("y") { .number(grid.y.values[$0.y]) }
        Column("x_change") { .text(xs[$0.x]) }
        Column("y_change") { .text(ys[$0.y]) }
        Column("eps") { .number(grid[x: $0.x, y: $0.y]) }
      }
      members(ofEstimate: estimate, basis, s)
      members([
        "x": .axis(across, grid.x), "y": .axis(down, grid.y),
        "eps": .list(rows.map { j in .list(columns.map { .number(grid[x: $0, y: j]) }) }),
      ])
    }
  }
}

extension Report.Value {
  fileprivate static func axis(_ steps: EPSSteps, _ axis: EPSGrid.Axis) -> Report.Value {
    [
      "driver": .text(steps.driver.name), "name": .phrase(Names.of(driver: steps.driver)),
      "unit": .text(steps.driver.unit.rawValue), "settings": .texts(steps.texts),
      "values": .list(axis.values.map { .number($0) }),
    ]
  }
}

extension DriverSetting {
  /// Whether it is a change from the base.
  fileprivate var isChange: Bool {
    switch self {
    case .relative, .change: return true
    case .value, .published: return false
    }
  }
}
