import Analysis
package import App
package import Canvas
import Finance
import Format
package import Model

/// The page to keep open all day: a tile for each of the other panels.
package enum OverviewPanel: Panel {
  /// The panel that opens first; it has one view and no keys of its own.
  package static let id = PanelID.overview
  /// The page to keep open.
  package static let title = Phrase("Overview", "개요")

  /// The keys of every panel and those of the scenario, which one of the tiles shows.
  package static func footer(_ context: DrawContext) -> [[CommandID]] {
    context.backToNow + [
      [.open], [.timeBack, .timeForward], [.earningsBack, .earningsForward], [.source], [.nextScenario], [.search],
      [.currency], [.language], [.theme], [.nextBox], [.nextPanel],
    ]
  }
  /// What is due within the hour counts down in seconds.
  package static var showsCountdown: Bool { true }

  /// The choices of the panel.
  package typealias State = OverviewChoices
  /// Opening what a tile sums up.
  package static var commands: [Command] { OverviewLinks.commands }
  /// The tiles.
  package static func boxes(_ context: DrawContext) -> [Range<Int>] {
    let content = OverviewContent.of(context)
    let tiles = (content.firstTile..<content.items.count).map { $0..<$0 + 1 }
    return [0..<content.firstRow, content.firstRow..<content.firstEvent, content.firstEvent..<content.firstTile] + tiles
  }
  /// At another moment other days are on the chart.
  package static func follow(_ change: Change, _ state: inout AppState, _ context: DrawContext) {
    if case .moment = change { state.overview.measured = nil }
  }
  /// A drag on the price chart measures from day to day.
  package static func drag(from start: Double, to end: Double, _ state: inout AppState, _ context: DrawContext) -> Bool {
    OverviewLinks.measure(from: start, to: end, &state, context)
  }

  /// As many as there are items, tiles out of sight included.
  package static func count(_ context: DrawContext) -> Int { OverviewContent.of(context).items.count }

  /// Price and market value, the rows of the newest quarter, then what comes next.
  package static func items(_ context: DrawContext) -> [Item] { OverviewContent.of(context).items }

  /// The figures; what comes next is on the Timeline and on Index as well.
  package static func findable(_ context: DrawContext) -> [(view: Int, index: Int, item: Item)] {
    let content = OverviewContent.of(context)
    return content.items.prefix(content.firstEvent).enumerated().map { (0, $0, $1) }
  }

  /// The tiles for below 100 columns, below 160, or wider; a note of what is missing takes the first line.
  package static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let content = OverviewContent.of(context)
    let tiles = OverviewTiles(content: content, cursor: context.cursor(self, content.items.count))
    var rect = rect
    if let missing = MissingNote(context.snapshot, context.format) {
      let (line, below) = rect.top(1)
      tiles.notice(missing, in: line, on: &canvas)
      rect = below
    }
    switch rect.width {
    case ..<100: drawSmall(tiles, in: rect, on: &canvas)
    case ..<160: drawMedium(tiles, in: rect, on: &canvas)
    default: drawWide(tiles, in: rect, on: &canvas)
    }
  }

  private static func drawSmall(_ tiles: OverviewTiles, in rect: Rect, on canvas: inout Canvas) {
    let (upper, lower) = rect.top(rect.height - 6)
    let rows = upper.rows([1, 1])
    let (a, b) = (rows[0].columns([11, 9]), rows[1].columns([11, 9]))
    tiles.draw(.price, in: a[0], on: &canvas)
    tiles.draw(.next, in: a[1], on: &canvas)
    tiles.draw(.quarter, in: b[0], on: &canvas)
    tiles.draw(.storage, in: b[1], on: &canvas)
    tiles.draw(.summary, in: lower, on: &canvas)
  }

  private static func drawMedium(_ tiles: OverviewTiles, in rect: Rect, on canvas: inout Canvas) {
    let rows = rect.rows([36, 33, 31])
    let (a, b, c) = (rows[0].columns([11, 9]), rows[1].columns([46, 37, 37]), rows[2].columns([60, 30, 30]))
    tiles.draw(.price, in: a[0], on: &canvas)
    tiles.draw(.next, in: a[1], on: &canvas)
    tiles.draw(.quarter, in: b[0], on: &canvas)
    tiles.draw(.storage, in: b[1], on: &canvas)
    tiles.draw(.earnings, in: b[2], on: &canvas)
    tiles.draw(.chain, in: c[0], on: &canvas)
    tiles.draw(.claims, in: c[1], on: &canvas)
    tiles.draw(.scenario, in: c[2], on: &canvas)
  }

  private static func drawWide(_ tiles: OverviewTiles, in rect: Rect, on canvas: inout Canvas) {
    let rows = rect.rows([40, 32, 28])
    let (a, b, c) = (rows[0].columns([10, 5, 5]), rows[1].columns([1, 1, 1]), rows[2].columns([10, 5, 5]))
    tiles.draw(.price, in: a[0], on: &canvas)
    tiles.draw(.quarter, in: a[1], on: &canvas)
    tiles.draw(.next, in: a[2], on: &canvas)
    tiles.draw(.storage, in: b[0], on: &canvas)
    tiles.draw(.earnings, in: b[1], on: &canvas)
    tiles.draw(.scenario, in: b[2], on: &canvas)
    tiles.draw(.chain, in: c[0], on: &canvas)
    tiles.draw(.claims, in: c[1], on: &canvas)
    tiles.draw(.latest, in: c[2], on: &canvas)
  }
}

/// What the Overview shows, computed once for a snapshot.
struct OverviewContent: PanelContent {
  var context: DrawContext

  /// A figure of the latest quarter with its changes.
  struct Row {
    var label: Phrase
    /// What a search finds it by, in full.
    var name: Phrase
    var reading: Reading
    var onQuarter: Reading
    var onYear: Reading
    var isStorage = false
  }

  /// What came with the deliveries release, and what came with the results; each for its own newest quarter.
  let operations: (quarter: Period, rows: [Row])?
  let results: (quarter: Period, rows: [Row])?
  /// What comes next, the same as on the other panels.
  var events: [AgendaEntry] { context.analysis.nextDates }
  let items: [Item]
  /// Where the rows of the quarter and the events begin among the items.
  let firstRow: Int
  let firstEvent: Int
  /// Where the tiles that sum up other panels begin: the order is that of `OverviewTile.summaries`.
  let firstTile: Int
  let findings: OverviewFindings

  init(_ context: DrawContext) {
    self.context = context
    findings = OverviewFindings(context)
    let s = context.snapshot
    // Storage goes with the release that it came in: since 2024 the deliveries, before that the results.
    let storage = s.latestQuarter(.storage).map { ($0, Self.row(.storage, $0, s)) }
    let deliveries = [s.latestQuarter(.deliveries), s.latestQuarter(.production)].compactMap { $0 }.max()
    let known = deliveries.flatMap { q in
      (s.reading(.deliveries, q).figure ?? s.reading(.production, q).figure)?.provenance.knownAt
    }
    let isWithDeliveries = storage.map { $0.0 == deliveries && $0.1.reading.figure?.provenance.knownAt == known } ?? false
    operations = deliveries.map { q in
      (q, [Self.row(.deliveries, q, s), Self.row(.production, q, s)] + (isWithDeliveries ? storage.map { [$0.1] } ?? [] : []))
    }
    results = s.latestQuarter(.revenue).map { q in
      (
        q,
        [Self.row(.revenue, q, s), Self.margin(q, s), Self.row(.operatingIncome, q, s), Self.row(.epsNonGAAP, q, s)]
          + [Self.row(.freeCashFlow, q, s)] + (!isWithDeliveries && storage?.0 == q ? storage.map { [$0.1] } ?? [] : [])
      )
    }
    var items = [
      Item(Phrase("Price", "주가"), context.analysis.price), Item(Phrase("Market value", "시가총액"), context.analysis.marketValue),
      Item(Phrase("Market value in won", "시가총액 (원화)"), context.analysis.marketValueInWon),
    ]
    firstRow = items.count
    for row in (operations?.rows ?? []) + (results?.rows ?? []) { items.append(Item(row.name, row.reading)) }
    firstEvent = items.count
    for event in context.analysis.nextDates {
      items.append(Item(event.title, on: event.day, citation: event.citation, text: event.paragraphs(context.format)))
    }
    firstTile = items.count
    let readings = [storage.map { $0.1.reading }, results.flatMap { q in s.reading(.epsNonGAAP, q.quarter) }]
    for (i, tile) in OverviewTile.summaries.enumerated() {
      items.append(Item(tile.title, readings.indices.contains(i) ? readings[i] : nil))
    }
    self.items = items
  }

  private static func row(_ metric: Metric, _ quarter: Period, _ s: Snapshot) -> Row {
    let reading = s.reading(metric, quarter)
    return Row(
      label: Names.short(metric), name: Names.of(metric), reading: reading,
      onQuarter: Growth.change(from: s.reading(metric, quarter.advanced(by: -1)), to: reading),
      onYear: Growth.change(from: s.reading(metric, quarter.yearBefore), to: reading), isStorage: metric == .storage)
  }

  private static func margin(_ quarter: Period, _ s: Snapshot) -> Row {
    func margin(_ q: Period) -> Reading {
      Growth.share(
        s.reading(.grossProfit, q), of: s.reading(.revenue, q), rule: Phrase("gross profit ÷ revenue", "매출총이익 ÷ 매출"))
    }
    let reading = margin(quarter)
    let name = Phrase("Gross margin", "매출총이익률")
    return Row(
      label: name, name: name, reading: reading,
      onQuarter: Growth.difference(from: margin(quarter.advanced(by: -1)), to: reading),
      onYear: Growth.difference(from: margin(quarter.yearBefore), to: reading))
  }
}

/// What tiles of the Overview sum up, worked out when one of them is first drawn.
final class OverviewFindings {
  private let analysis: Analysis
  private let choice: Scenario?
  private let changes: ScenarioChanges

  init(_ context: DrawContext) {
    analysis = context.analysis
    choice = context.scenario
    changes = context.scenario.map { context.state.scenarioEdits.changes(of: $0.id) } ?? ScenarioChanges()
  }

  /// The scenario in force, with the user's changes.
  private(set) lazy var scenario: ScenarioValue? = choice.map { choice in
    ScenarioValue(choice.completed(analysis.snapshot).changed(by: changes), analysis.snapshot)
  }

  /// The quarters with a reported EPS, those that are out and not in the record, and the next one to come.
  private(set) lazy var earnings: [(period: Period, reading: Reading)] = {
    let s = analysis.snapshot
    var quarters = s.quarters(.epsNonGAAP)
    guard var next = quarters.last?.period.advanced(by: 1) else { return quarters }
    while true {
      let reading = s.reading(.epsNonGAAP, next)
      quarters.append((next, reading))
      guard reading.absence == .notInRecord, quarters.count < 400 else { return quarters }
      next = next.advanced(by: 1)
    }
  }()

  /// The claim whose verdict came last.
  private(set) lazy var lastJudged = analysis.ledger.judgements.lazy.filter { $0.judgedAt != nil }.max {
    ($0.judgedAt ?? .distantPast) < ($1.judgedAt ?? .distantPast)
  }
}

extension PanelID {
  /// The id of `OverviewPanel`.
  package static let overview = PanelID("overview")
}
