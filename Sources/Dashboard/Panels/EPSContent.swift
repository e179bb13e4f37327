internal import Canvas
import Finance
import Model

/// A row of the grid that the cursor of the EPS panel walks: each quarter is a column.
enum EPSRow: Equatable {
  /// The bar of the quarter.
  case bar
  case line(Int)
  case unit(UnitLine)
  case claim(Int)
}

/// The numbers of a car sold, and their changes on the quarter before.
enum UnitLine: Int, CaseIterable {
  case units, price, priceChange, cost, costChange, grossProfit, grossProfitChange
}

/// The parts of the panel.
enum EPSPart: Int {
  case history, statement, units
}

/// What the EPS panel shows at a moment: the quarters, the selected one, and where in it the cursor stands.
///
/// The cursor is a place in a grid, quarter after quarter from the newest on and row after row within it. So it stays at the newest
/// quarter and on its row when a step of time brings a new quarter.
struct EPSContent: PanelContent {
  static let panel = PanelID.eps
  // The place of the cursor is worked out anew for each scene.
  var scene: Scene {
    didSet { place() }
  }
  /// The reported quarters, newest first.
  let quarters: [Period]
  let claims: [Claim]
  /// The claimed earnings per share, each with its quarter.
  private let claimedRanges: [(quarter: Period, claim: Claim)]
  /// The lines of the statement that the selected quarter has, and those of the year and quarter it is compared with.
  private(set) var visibleLines: [Int] = []
  /// The position of the selected quarter.
  private(set) var column = 0
  /// The position of the selected row in the grid.
  private(set) var row = 0
  private(set) var selected = EPSRow.bar

  private static let fixedRows: [EPSRow] =
    [.bar] + StatementLine.all.indices.map { .line($0) } + UnitLine.allCases.map { .unit($0) }

  init(_ scene: Scene) {
    self.scene = scene
    let s = scene.snapshot
    quarters = s.quarters(.epsNonGAAP).reversed().map(\.period)
    claims = s.claims.filter { $0.topic == "eps" }
    claimedRanges = claims.compactMap { claim in
      guard claim.figure?.unit == .usdPerShare, let quarter = EPSContent.quarter(of: claim) else { return nil }
      return (quarter, claim)
    }
    place()
  }

  /// Works out where the cursor stands.
  private mutating func place() {
    let cursor = scene.cursor(.eps, count)
    (column, row) = (cursor / stride, cursor % stride)
    let (quarter, s) = (quarter, snapshot)
    visibleLines = scene.keep("lines", .eps, column) { quarter.map { EPSContent.visibleLines($0, s) } ?? [] }
    selected = EPSContent.visible(EPSContent.row(row), visibleLines)
  }

  /// The places of the grid.
  var count: Int { quarters.count * stride }

  var snapshot: Snapshot { scene.snapshot }
  var stride: Int { EPSContent.fixedRows.count + claims.count }
  var quarter: Period? { quarters.indices.contains(column) ? quarters[column] : nil }

  /// The quarter after the newest reported one, once it has ended or somebody has claimed something about it.
  var pending: Period? {
    guard let newest = quarters.first else { return nil }
    let next = newest.advanced(by: 1)
    return next.endDay < snapshot.asOf.newYorkDay || !ranges(of: next).isEmpty ? next : nil
  }

  /// The part of the panel that holds the cursor.
  var part: EPSPart {
    switch selected {
    case .bar: return EPSPart(rawValue: scene.state.view(of: .eps) % 3) ?? .history
    case .line: return .statement
    case .unit, .claim: return .units
    }
  }

  // MARK: claims

  /// The quarter that a claim is about: the last one that had ended when it falls due.
  static func quarter(of claim: Claim) -> Period? { claim.due.map { Period.quarter(of: $0).advanced(by: -1) } }

  /// The claimed earnings per share of a quarter.
  func ranges(of quarter: Period) -> [Claim] {
    claimedRanges.filter { $0.quarter == quarter }.map(\.claim)
  }

  /// The claimed change of a quarter's price or cost per car.
  ///
  /// The facts name these claims by what they are about.
  func claim(on line: UnitLine, _ quarter: Period) -> Claim? {
    let name = line == .price ? "asp" : line == .cost ? "cost" : nil
    guard let name else { return nil }
    return claims.first { $0.figure?.unit == .percent && $0.id.hasPrefix(name) && EPSContent.quarter(of: $0) == quarter }
  }

  // MARK: the grid

  private static func row(_ index: Int) -> EPSRow {
    index < fixedRows.count ? fixedRows[max(0, index)] : .claim(index - fixedRows.count)
  }

  /// The lines that have a number in one of the quarters that the statement shows.
  private static func visibleLines(_ quarter: Period, _ s: Snapshot) -> [Int] {
    let shown = [quarter, quarter.advanced(by: -1), quarter.yearBefore]
    return StatementLine.all.indices.filter { index in
      let line = StatementLine.all[index]
      return !line.isBridge || shown.contains { line.reading($0, s).figure != nil }
    }
  }

  /// The row itself, or the next one above that the statement of the quarter shows.
  private static func visible(_ row: EPSRow, _ lines: [Int]) -> EPSRow {
    guard case .line(let line) = row else { return row }
    return .line(lines.last { $0 <= line } ?? 0)
  }

  /// The rows that up and down lead through in the chosen view.
  private func walk() -> [Int] {
    let view = scene.state.view(of: .eps) % 3
    return (0..<stride).filter { index in
      switch EPSContent.row(index) {
      case .bar: return true
      case .line(let line): return view != 2 && visibleLines.contains(line)
      case .unit, .claim: return view != 1
      }
    }
  }

  /// Where a movement leads: left and right through the quarters, up and down through the rows.
  func moved(_ step: Step) -> Int {
    guard !quarters.isEmpty else { return 0 }
    let rows = walk()
    let here = rows.lastIndex { $0 <= row } ?? 0
    func at(_ k: Int) -> Int { column * stride + rows[max(0, min(rows.count - 1, k))] }
    switch step {
    case .left: return min(quarters.count - 1, column + 1) * stride + row
    case .right: return max(0, column - 1) * stride + row
    case .up: return at(here - 1)
    case .down: return at(here + 1)
    case .pageUp: return at(here - 10)
    case .pageDown: return at(here + 10)
    case .first: return at(0)
    case .last: return at(rows.count - 1)
    }
  }

  // MARK: items

  /// All places of the grid.
  ///
  /// Those beside the bars and beside the selected quarter's column stay blank: nothing points at them, and a search finds every
  /// line once and not once a quarter.
  func items() -> [Item] {
    guard let quarter else { return [] }
    let blank = Item(Phrase(""))
    var items = Array(repeating: blank, count: quarters.count * stride)
    for (i, period) in quarters.enumerated() { items[i * stride] = barItem(period, withText: i == column) }
    let units = UnitEconomics.pair(quarter, snapshot)
    for index in 1..<stride {
      items[column * stride + index] = item(EPSContent.row(index), quarter, units, withText: index == row)
    }
    return items
  }

  private func barItem(_ quarter: Period, withText: Bool) -> Item {
    let label = Phrase("EPS, non-GAAP \(quarter.label)", "EPS (non-GAAP) \(quarter.label)")
    let text = withText ? versions(.epsNonGAAP, quarter) + [publication(quarter)].compactMap { $0 } : []
    return Item(label, snapshot.reading(.epsNonGAAP, quarter), text: text)
  }

  private func item(
    _ row: EPSRow, _ quarter: Period, _ units: (now: UnitEconomics, before: UnitEconomics), withText: Bool
  ) -> Item {
    switch EPSContent.visible(row, visibleLines) {
    case .bar: return barItem(quarter, withText: withText)
    case .line(let index):
      let line = StatementLine.all[index]
      return Item(line.name, line.reading(quarter, snapshot), text: withText ? lineText(line, quarter) : [])
    case .unit(let line): return Item(line.name, line.reading(units.now, units.before))
    case .claim(let index): return EPSClaims.item(claims[index], scene)
    }
  }

  /// How the line stood a quarter and a year before, and its earlier versions.
  private func lineText(_ line: StatementLine, _ quarter: Period) -> [Phrase] {
    let value = line.reading(quarter, snapshot)
    let bases = [("QoQ", quarter.advanced(by: -1)), ("YoY", quarter.yearBefore)]
    var text = bases.map { name, period -> Phrase in
      let base = line.reading(period, snapshot)
      let change = line.change(from: base, to: value)
      return Phrase("\(name) \(scene.format.change(change)) · \(period.label): \(scene.format.text(base))")
    }
    if case .metric(let metric) = line { text += versions(metric, quarter) }
    return text
  }

  /// The versions of a figure, where a split or a restatement made more than one.
  private func versions(_ metric: Metric, _ quarter: Period) -> [Phrase] {
    let records = snapshot.versions(metric, quarter)
    guard records.count > 1 else { return [] }
    let list = records.map { "\(scene.format.text($0.reading)) (\($0.knownAt.newYorkDay.iso))" }.joined(separator: " → ")
    return [Phrase("Versions after splits and restatements: \(list)", "분할·재작성에 따른 수치: \(list)")]
  }

  /// When the quarter's results came out.
  func publication(_ quarter: Period) -> Phrase? {
    guard let day = snapshot.earnings.first(where: { $0.quarter == quarter }) else { return nil }
    let when = "\(scene.format.newYork(day.release)) · \(scene.format.seoul(day.release))"
    return Phrase("published \(when)", "발표 \(when)")
  }
}

extension UnitLine {
  var name: Phrase {
    switch self {
    case .units: return Phrase("Units sold", "판매 대수")
    case .price: return Phrase("ASP, average selling price", "ASP (대당 평균 판매가)")
    case .priceChange: return Phrase("ASP, QoQ", "ASP, QoQ")
    case .cost: return Phrase("Cost per unit", "대당 원가")
    case .costChange: return Phrase("Cost per unit, QoQ", "대당 원가, QoQ")
    case .grossProfit: return Phrase("Gross profit per unit", "대당 매출총이익")
    case .grossProfitChange: return Phrase("Gross profit per unit, QoQ", "대당 매출총이익, QoQ")
    }
  }

  func reading(_ now: UnitEconomics, _ before: UnitEconomics) -> Reading {
    switch self {
    case .units: return now.units
    case .price: return now.price
    case .priceChange: return Growth.change(from: before.price, to: now.price)
    case .cost: return now.cost
    case .costChange: return Growth.change(from: before.cost, to: now.cost)
    case .grossProfit: return now.grossProfit
    case .grossProfitChange: return Growth.change(from: before.grossProfit, to: now.grossProfit)
    }
  }
}
