import Analysis
import App
import Finance
import Format
package import Model

/// The tiles of the Overview.
enum OverviewTile: Int {
  case price, next, quarter, storage, earnings, chain, claims, scenario, latest, summary

  /// Those that sum up another panel, which the cursor can stand on as a whole.
  static let summaries: [OverviewTile] = [.storage, .earnings, .scenario, .chain, .claims]

  var title: Phrase {
    switch self {
    case .storage: return Phrase("Storage", "ESS")
    case .earnings: return Phrase("EPS", "EPS")
    case .chain: return Phrase("Chain", "체인")
    case .claims: return Phrase("Claims", "주장")
    case .scenario: return Phrase("Scenario", "시나리오")
    default: return Phrase("")
    }
  }

  /// The panel that it sums up.
  var panel: PanelID {
    switch self {
    case .storage: return .ess
    case .earnings: return .eps
    case .chain: return .chain
    case .claims: return .claims
    case .scenario, .price: return .value
    case .quarter: return .eps
    case .next: return .index
    case .latest, .summary: return .timeline
    }
  }
}

/// What is chosen on the Overview.
package struct OverviewChoices: PanelState {
  /// The days between which the price was measured.
  package var measured: ClosedRange<Day>?

  /// Nothing measured.
  package init() {}
}

extension AppState {
  /// What is chosen on the Overview.
  package var overview: OverviewChoices {
    get { panels[OverviewPanel.self] }
    set { panels[OverviewPanel.self] = newValue }
  }
}

/// Where the Overview leads.
enum OverviewLinks {
  static let commands = [
    Command(
      "overview.open", on: .panel(.overview), [.enter], Phrase("open", "열기"),
      Phrase("open the panel that the selected tile sums up", "선택한 타일의 패널 열기")
    ) { state, context in
      open(&state, context.draw)
      return nil
    },
    Command(
      "overview.measure.end", on: .panel(.overview), ["m"], Phrase("end measuring", "측정 해제"),
      Phrase("end measuring the price", "주가 측정 해제"),
      whyNot: {
        $0.draw.state.overview.measured == nil
          ? Phrase("drag on the price chart to measure from day to day", "주가 차트를 끌면 두 날짜 사이를 잼") : nil
      }
    ) { state, _ in
      state.overview.measured = nil
      return nil
    },
  ]

  /// Opens what is under the cursor: an event in the agenda, a figure and a tile on the panel that it comes from.
  private static func open(_ state: inout AppState, _ context: DrawContext) {
    let content = OverviewContent.of(context)
    let cursor = context.cursor(OverviewPanel.self, content.items.count)
    switch cursor {
    case content.firstTile...:
      state.open(OverviewTile.summaries[min(cursor - content.firstTile, OverviewTile.summaries.count - 1)].panel)
    case content.firstEvent...: IndexPanel.show(content.events[cursor - content.firstEvent], &state, context)
    case content.firstRow...:
      let rows = (content.operations?.rows ?? []) + (content.results?.rows ?? [])
      state.open(rows[cursor - content.firstRow].isStorage ? .ess : OverviewTile.quarter.panel)
    default: state.open(OverviewTile.price.panel)
    }
  }

  /// Keeps the days of a drag on the price chart, by their sessions before the newest close.
  static func measure(from start: Double, to end: Double, _ state: inout AppState, _ context: DrawContext) -> Bool {
    guard let newest = context.snapshot.prices.lastClose().map({ context.snapshot.prices[$0.index].day }) else { return false }
    let places = [start, end].map { Int(rounding: -$0) }.sorted()
    var days: [Day] = []
    var day = newest
    for place in 0...max(0, places[1]) {
      if places.contains(place) { days.append(day) }
      day = Sessions.previous(before: day).day
    }
    guard let first = days.last, let last = days.first, first < last else {
      state.overview.measured = nil
      return true
    }
    state.overview.measured = first...last
    return true
  }
}
