import Finance
import Model

/// An axis of the heat map: a driver in even steps from its value in the base quarter.
struct EPSAxis {
  let step: EPSStep
  /// From one cell to the next, in the notation of the steps.
  let size: Double
  /// The cells that the driver's domain leaves.
  let lowest: Int
  let highest: Int

  /// Takes steps so wide that all positions of interest lie within nine cells.
  init(_ step: EPSStep, interest: [Double], factor: Double) {
    self.step = step
    let span = (interest.max() ?? 0) - (interest.min() ?? 0)
    var size = step.coarse
    while span > 9.01 * size { size *= 2 }
    let chosen = size * factor
    self.size = chosen
    let domain = step.driver.domain
    func isInside(_ i: Int) -> Bool { domain.contains(step.value(at: Double(i) * chosen)) }
    func reach(_ direction: Int) -> Int {
      var i = 0
      while abs(i) < 200, isInside(i + direction) { i += direction }
      return i
    }
    lowest = reach(-1)
    highest = reach(1)
  }

  func position(_ i: Int) -> Double { EPSStep.clean(Double(i) * size, step.fine * 0.1) }
  func value(_ i: Int) -> Double { step.value(at: position(i)) }
  func setting(_ i: Int) -> DriverSetting { step.setting(at: position(i)) }

  /// The cell that a value lies in.
  func cell(_ value: Double) -> Int {
    let i = step.position(value) / size
    return i.isFinite ? max(lowest, min(highest, Int(max(-1000, min(1000, i)).rounded()))) : 0
  }
}

/// Both axes of the heat map and the cells of interest on them.
struct EPSAxes {
  static let zooms = [1.0, 2, 4, 0.4]

  let x: EPSAxis
  let y: EPSAxis
  let estimate: EPSChoices.HeatCell
  /// Where the report lies; nil before it.
  let actual: EPSChoices.HeatCell?
  /// Where the estimate that came with the facts lies.
  let preset: EPSChoices.HeatCell?
  let cursor: EPSChoices.HeatCell
  private let values: DriverValues

  static func overlap(_ a: EPSDriver, _ b: EPSDriver) -> Bool {
    let parts: [EPSDriver] = [.research, .sellingGeneral, .restructuring]
    return a == b || a == .operatingExpenses && parts.contains(b) || b == .operatingExpenses && parts.contains(a)
  }

  init?(_ content: EPSContent) {
    guard let estimate = content.estimate else { return nil }
    let choices = content.scene.state.eps
    let count = content.count
    guard let own = estimate.values(counting: count), let base = estimate.base.values(counting: count) else { return nil }
    values = own
    let reported = content.actual?.values(counting: count)
    let cases = EPSCases(estimate.target, content.quarters, content.scene)
    let presetID = cases.ids.first { if case .preset = $0 { true } else { false } }
    let claimed = presetID.flatMap { try? cases.make($0).values(counting: count) }
    func axis(_ driver: EPSDriver) -> EPSAxis {
      let step = EPSStep(driver, base)
      let interest = [base[driver], own[driver], reported?[driver] ?? own[driver], claimed?[driver] ?? own[driver]]
      return EPSAxis(step, interest: interest.map { step.position($0) }, factor: EPSAxes.zooms[choices.zoom])
    }
    let (x, y) = (axis(choices.axisX), axis(choices.axisY))
    func cell(_ v: DriverValues) -> EPSChoices.HeatCell {
      EPSChoices.HeatCell(x: x.cell(v[x.step.driver]), y: y.cell(v[y.step.driver]))
    }
    (self.x, self.y) = (x, y)
    self.estimate = cell(own)
    actual = reported.map(cell)
    preset = claimed.map(cell)
    cursor = choices.cell ?? cell(own)
  }

  /// The earnings per share over a window of cells, rows from the top; nil where a value cannot be.
  func grid(columns: ClosedRange<Int>, rows: ClosedRange<Int>) -> EPSGrid? {
    try? EPSGrid(
      from: values, x: .init(x.step.driver, columns.map(x.value)), y: .init(y.step.driver, rows.reversed().map(y.value)),
      .nonGAAP)
  }

  func eps(_ cell: EPSChoices.HeatCell) -> Double? {
    grid(columns: cell.x...cell.x, rows: cell.y...cell.y)?[x: 0, y: 0]
  }

  /// The two values of a cell.
  func words(_ cell: EPSChoices.HeatCell, _ content: EPSContent) -> Phrase {
    func text(_ axis: EPSAxis, _ i: Int) -> Phrase {
      let driver = axis.step.driver
      let value = driver.text(axis.value(i), content.scene)
      let label = axis.step.label(axis.position(i))
      return Phrase("\(driver.label.en) \(value) (\(label))", "\(driver.label.ko) \(value) (\(label))")
    }
    let (a, b) = (text(y, cell.y), text(x, cell.x))
    return Phrase("\(a.en), \(b.en)", "\(a.ko), \(b.ko)")
  }
}
