import App
import Canvas
import Finance
import Format
import Model

/// An axis of the heat map: a driver in even steps from its value in the estimate, so that one cell is the estimate itself.
struct EPSAxis {
  /// How many cells there are on each side of the estimate: more than any screen shows.
  private static let reach = 60

  let step: EPSStep
  /// The cells that the driver's domain allows.
  let cells: ClosedRange<Int>
  /// From one cell to the next, and where the estimate lies, in the notation of the steps.
  private let size: Double
  private let origin: Double
  private let own: Double

  /// Takes steps wide enough for all values of interest to lie within nine cells.
  init(_ step: EPSStep, own values: DriverValues, interest: [Double], factor: Double) {
    let own = values[step.driver]
    let origin = step.position(own)
    let positions = interest.map(step.position)
    var size = step.coarse
    while (positions.max() ?? 0) - (positions.min() ?? 0) > 9.01 * size { size *= 2 }
    size *= factor
    func reach(_ direction: Int) -> Int {
      var i = 0
      while abs(i) < EPSAxis.reach {
        var moved = values
        moved[step.driver] = step.value(at: origin + Double(i + direction) * size)
        guard EPSEstimate.isInside(moved, step.driver) else { break }
        i += direction
      }
      return i
    }
    (self.step, self.own, self.origin, self.size, cells) = (step, own, origin, size, reach(-1)...reach(1))
  }

  func position(_ i: Int) -> Double { origin + Double(i) * size }
  func value(_ i: Int) -> Double { i == 0 ? own : step.value(at: position(i)) }
  func inside(_ i: Int) -> Int { max(cells.lowerBound, min(cells.upperBound, i)) }

  /// The setting that gives a cell's value, to the thousandth of a step's unit.
  func setting(_ i: Int) -> DriverSetting {
    let position = (position(i) * 1000).rounded() / 1000
    return step.isRelative ? .relative(position) : .change(position)
  }

  /// The cell that a value lies in.
  func cell(_ value: Double) -> Int { inside(Int(rounding: (step.position(value) - origin) / size)) }

  /// What is written at a cell: the change from what the driver starts at, and the value.
  func label(_ i: Int, _ format: Formatter) -> (change: String, value: String) {
    (step.label(position(i)), step.driver.text(value(i), format))
  }
}

/// Both axes of the heat map and the cells of interest on them.
struct EPSAxes {
  static let zooms = [1.0, 2, 4, 0.4]

  let x: EPSAxis
  let y: EPSAxis
  let estimate: HeatMap.Cell
  /// Where the report lies; nil before it.
  let actual: HeatMap.Cell?
  /// Where the estimate that came with the facts lies.
  let preset: HeatMap.Cell?
  let cursor: HeatMap.Cell
  private let values: DriverValues

  init?(_ content: EPSContent) {
    let (chosen, count) = (content.context.state.eps, content.count)
    guard let estimate = content.estimate, let own = estimate.values(counting: count),
      let base = estimate.counted(estimate.start, as: count)
    else { return nil }
    let reported = content.actual?.values(counting: count)
    let presetID = content.choices.ids.first { if case .preset = $0 { true } else { false } }
    let claimed = presetID.flatMap { try? content.choices.make($0).values(counting: count) }
    func axis(_ driver: EPSDriver) -> EPSAxis {
      // Not of the estimate's own: the steps stay as they are while it is nudged.
      let interest = [base, reported, claimed].compactMap { $0?[driver] }
      return EPSAxis(EPSStep(driver, base), own: own, interest: interest, factor: EPSAxes.zooms[chosen.zoom])
    }
    let (x, y) = (axis(chosen.axisX), axis(chosen.axisY))
    func cell(_ values: DriverValues) -> HeatMap.Cell {
      HeatMap.Cell(x: x.cell(values[x.step.driver]), y: y.cell(values[y.step.driver]))
    }
    (self.x, self.y, values) = (x, y, own)
    (self.estimate, actual, preset) = (cell(own), reported.map(cell), claimed.map(cell))
    let cursor = chosen.cell ?? cell(own)
    self.cursor = HeatMap.Cell(x: x.inside(cursor.x), y: y.inside(cursor.y))
  }

  /// The cell nearest to a given one among those that the domains allow.
  func inside(_ cell: HeatMap.Cell) -> HeatMap.Cell { HeatMap.Cell(x: x.inside(cell.x), y: y.inside(cell.y)) }

  /// The earnings per share over cells, row after row from the top; nil where a value cannot be.
  func eps(_ columns: ClosedRange<Int>, _ rows: ClosedRange<Int>) -> ContiguousArray<Double>? {
    try? EPSGrid(
      from: values, x: .init(x.step.driver, columns.map(x.value)), y: .init(y.step.driver, rows.reversed().map(y.value)), .nonGAAP
    ).eps
  }

  /// Those of the cell under the cursor.
  var eps: Double? { eps(cursor.x...cursor.x, cursor.y...cursor.y)?.first }

  /// The two values under the cursor.
  func words(_ format: Formatter) -> Phrase {
    [(y, cursor.y), (x, cursor.x)].map { axis, i in
      let label = axis.label(i, format)
      return axis.step.driver.label + " \(label.value) (\(label.change))"
    }.joined(separator: ", ")
  }
}
