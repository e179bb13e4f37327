import Finance
import Format
import Model

/// An axis of the heat map: a driver in even steps from its value in the estimate, so that one cell is the estimate itself.
struct EPSAxis {
  /// How many cells lie to each side of the estimate: more than any screen shows.
  private static let reach = 60

  let step: EPSStep
  /// From one cell to the next, in the notation of the steps.
  let size: Double
  /// Where the estimate lies, in the notation of the steps.
  private let origin: Double
  private let own: Double
  /// The cells that the driver's domain leaves.
  let lowest: Int
  let highest: Int

  /// Takes steps so wide that all positions of interest lie within nine cells.
  init(_ step: EPSStep, own values: DriverValues, interest: [Double], factor: Double) {
    let own = values[step.driver]
    self.step = step
    self.own = own
    let origin = step.position(own)
    self.origin = origin
    let span = (interest.max() ?? 0) - (interest.min() ?? 0)
    var size = step.coarse
    while span > 9.01 * size { size *= 2 }
    let chosen = size * factor
    self.size = chosen
    func isInside(_ i: Int) -> Bool {
      var moved = values
      moved[step.driver] = step.value(at: origin + Double(i) * chosen)
      return EPSCase.isInside(moved, step.driver)
    }
    func reach(_ direction: Int) -> Int {
      var i = 0
      while abs(i) < EPSAxis.reach, isInside(i + direction) { i += direction }
      return i
    }
    lowest = reach(-1)
    highest = reach(1)
  }

  func position(_ i: Int) -> Double { origin + Double(i) * size }
  func value(_ i: Int) -> Double { i == 0 ? own : step.value(at: position(i)) }

  /// The setting that gives a cell's value, to the thousandth of a step's unit.
  func setting(_ i: Int) -> DriverSetting {
    let position = (position(i) * 1000).rounded() / 1000
    return step.isRelative ? .relative(position) : .change(position)
  }

  /// The cell that a value lies in.
  func cell(_ value: Double) -> Int {
    max(lowest, min(highest, Int(rounding: (step.position(value) - origin) / size)))
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

  init?(_ content: EPSContent) {
    guard let estimate = content.estimate else { return nil }
    let choices = content.scene.state.eps
    let count = content.count
    guard let own = estimate.values(counting: count), let base = estimate.counted(estimate.start, as: count) else { return nil }
    values = own
    let reported = content.actual?.values(counting: count)
    let presetID = content.cases.first { if case .preset = $0 { true } else { false } }
    let claimed = presetID.flatMap { try? content.sources?.make($0).values(counting: count) }
    func axis(_ driver: EPSDriver) -> EPSAxis {
      let step = EPSStep(driver, base)
      // Not of the estimate's own: the steps stay as they are while it is nudged.
      let interest = [base[driver], reported?[driver] ?? base[driver], claimed?[driver] ?? base[driver]]
      return EPSAxis(
        step, own: own, interest: interest.map { step.position($0) }, factor: EPSAxes.zooms[choices.zoom])
    }
    let (x, y) = (axis(choices.axisX), axis(choices.axisY))
    func cell(_ v: DriverValues) -> EPSChoices.HeatCell {
      EPSChoices.HeatCell(x: x.cell(v[x.step.driver]), y: y.cell(v[y.step.driver]))
    }
    (self.x, self.y) = (x, y)
    self.estimate = cell(own)
    actual = reported.map(cell)
    preset = claimed.map(cell)
    let chosen = choices.cell ?? cell(own)
    cursor = EPSChoices.HeatCell(
      x: max(x.lowest, min(x.highest, chosen.x)), y: max(y.lowest, min(y.highest, chosen.y)))
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
