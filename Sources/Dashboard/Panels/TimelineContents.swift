import Analysis
import Canvas
import Finance
import Format
import Model

/// The lists of the panel.
enum TimelineSection { case revealed, moments, reactions }

/// A row of the list of moments: what of one kind became known at one moment.
struct TimelineRow {
  /// Positions in the record.
  var refs: Range<Int>
}

/// A row of the list of what the moment revealed.
enum RevealedRow {
  case figure(Metric, Figure)
  case ref(Int)
  /// The close of a session that is of no earnings day, or its open while it runs.
  case price(Reading, change: Double?)
  /// The record has nothing of the moment: the row says so.
  case nothing
}

/// Everything that the panel shows at a moment, before it becomes words.
struct TimelineContents: PanelContent {
  var scene: Scene
  let record: TimelineRecord
  /// The moments up to the snapshot's instant, oldest first.
  let past: ArraySlice<TimelineRow>
  /// What comes next, the same as on the other panels.
  let upcoming: [AgendaEntry]
  let revealed: [RevealedRow]
  /// The moment whose news `revealed` holds: the snapshot's, or live the newest one; nil when nothing is known.
  let revealedMoment: Instant?
  let reactions: [EarningsReaction]
  let summary: ReactionSummary
  /// The steps of the earnings day that the moment lies around; nil away from one.
  let stepper: EarningsStepper?
  /// Whether there is nothing at all to show.
  let isEmpty: Bool

  /// How many rows of the past the list of moments has at most.
  private static let pastRows = 60

  init(_ scene: Scene) {
    let s = scene.snapshot
    self.scene = scene
    record = scene.analysis.timeline
    past = TimelineContents.rows(record).suffix(TimelineContents.pastRows)
    upcoming = scene.analysis.upcoming
    let live = s.since == s.asOf
    revealedMoment = live ? record.newestMoment : s.asOf
    let rows = TimelineContents.revealed(record, moment: revealedMoment, isLive: live)
    isEmpty = rows.isEmpty && past.isEmpty && upcoming.isEmpty && record.reactions.isEmpty
    revealed = rows.isEmpty ? [.nothing] : rows
    reactions = record.reactions
    summary = ReactionSummary(reactions)
    stepper = EarningsWindow.around(s).map { EarningsStepper($0, s) }
  }

  var isLive: Bool { scene.snapshot.since == scene.snapshot.asOf }

  private static func rows(_ record: TimelineRecord) -> [TimelineRow] {
    var rows: [TimelineRow] = []
    var last: TimelineRef?
    for (i, ref) in record.refs.enumerated() {
      if let last, last.instant == ref.instant, last.kind == ref.kind, ref.kind.isGrouped,
        let row = rows.indices.last
      {
        rows[row].refs = rows[row].refs.lowerBound..<i + 1
      } else {
        rows.append(TimelineRow(refs: i..<i + 1))
      }
      last = ref
    }
    return rows
  }

  // MARK: what the moment revealed

  /// What leads the list of figures; the others follow in the order of `Metric`.
  private static let headlines: [Metric] = [
    .epsNonGAAP, .epsGAAP, .deliveries, .production, .storage, .revenue, .grossProfit, .operatingIncome,
    .netIncome,
    .netIncomeNonGAAP, .freeCashFlow,
  ]

  private static func revealed(_ record: TimelineRecord, moment: Instant?, isLive: Bool) -> [RevealedRow] {
    guard let moment else { return [] }
    let s = record.snapshot
    let end = record.refs.count
    let start = record.refs.firstIndex { isLive ? $0.instant >= moment : $0.instant > s.since } ?? end
    var (before, after, figures): ([RevealedRow], [RevealedRow], [(metric: Metric, figure: Figure)]) = (
      [], [], []
    )
    for i in start..<end {
      let ref = record.refs[i]
      if isLive, ref.instant > moment { break }
      switch ref.kind {
      case .results, .event, .price: before.append(.ref(i))
      case .figures: if isLive { figures += record.figures(record.groups[ref.index]) }
      default: after.append(.ref(i))
      }
    }
    if !isLive { figures = s.revealedFigures() }
    let hasPrice = record.refs[start..<end].contains { $0.kind == .price }
    if !isLive, !hasPrice, let row = newestPrice(s) { before.append(row) }
    let sorted = figures.map {
      ($0.metric, $0.figure, headlines.firstIndex(of: $0.metric) ?? headlines.count)
    }
    for rank in 0...headlines.count {
      for (metric, figure, its) in sorted where its == rank { before.append(.figure(metric, figure)) }
    }
    return before + after
  }

  /// The price that the step revealed, if it did.
  private static func newestPrice(_ s: Snapshot) -> RevealedRow? {
    let quote = Valuation.quote(s)
    guard let figure = quote.figure, s.isNew(figure) else { return nil }
    return .price(quote, change: Growth.change(from: Valuation.previousClose(s), to: quote).value)
  }

  // MARK: the cursor

  /// The lists in the order of the cursor: what the view makes large comes first.
  var sections: [(section: TimelineSection, range: Range<Int>)] {
    let reactionRows = reactions.isEmpty ? 0 : reactions.count + 1
    var counts: [(TimelineSection, Int)] = [
      (.revealed, revealed.count), (.moments, past.count + upcoming.count),
    ]
    counts.insert((.reactions, reactionRows), at: scene.state.view(of: .timeline) == 1 ? 0 : 2)
    var (start, sections): (Int, [(section: TimelineSection, range: Range<Int>)]) = (0, [])
    for (section, count) in counts {
      sections.append((section, start..<start + count))
      start += count
    }
    return sections
  }

  var count: Int { isEmpty ? 0 : sections.last?.range.upperBound ?? 0 }

  /// Where the cursor stands: the list, and the row in it.
  var selection: (section: TimelineSection, row: Int)? {
    let cursor = scene.cursor(.timeline, count)
    return sections.first { $0.range.contains(cursor) }.map { ($0.section, cursor - $0.range.lowerBound) }
  }

  /// The selected row of a list; nil where the cursor is elsewhere.
  func selectedRow(_ section: TimelineSection) -> Int? {
    guard let selection, selection.section == section else { return nil }
    return selection.row
  }

  /// The row of the moments at the snapshot's instant: where one enters the list.
  var rowAtAsOf: Int { max(0, past.count - 1) }

  /// Up and down walk through the lists one after another, left and right go from list to list.
  ///
  /// The list of moments is entered at the snapshot's instant, not at its far end.
  func move(_ step: Step, from cursor: Int) -> Int {
    let sections = sections.filter { !$0.range.isEmpty }
    guard let at = sections.firstIndex(where: { $0.range.contains(cursor) }) else { return 0 }
    func entry(_ k: Int) -> Int {
      sections[k].range.lowerBound + (sections[k].section == .moments ? rowAtAsOf : 0)
    }
    switch step {
    case .left: return entry((at + sections.count - 1) % sections.count)
    case .right: return entry((at + 1) % sections.count)
    case .down where cursor + 1 == sections[at].range.upperBound && at + 1 < sections.count:
      return entry(at + 1)
    default: return TimelinePanel.linearMove(step, from: cursor, count: count)
    }
  }

  // MARK: items

  func items() -> [Item] {
    guard !isEmpty else { return [] }
    let (sections, cursor) = (sections, scene.cursor(.timeline, count))
    var items: [Item] = []
    items.reserveCapacity(count)
    for (section, range) in sections {
      for (row, index) in range.enumerated() {
        var item: Item
        switch section {
        case .revealed: item = TimelineWords.item(revealed[row], self)
        case .moments: item = momentItem(row)
        case .reactions: item = reactionItem(row)
        }
        // Only the selected item is ever read in full.
        if index == cursor { item.text = text(section, row) }
        items.append(item)
      }
    }
    return items
  }

  private func momentItem(_ row: Int) -> Item {
    if row < past.count { return TimelineWords.item(past[past.startIndex + row], self) }
    let entry = upcoming[row - past.count]
    return Item(entry.title, on: entry.day, citation: entry.citation)
  }

  private func reactionItem(_ row: Int) -> Item {
    if row == reactions.count {
      return Item(
        Phrase("Mean absolute first-day move after results", "실적 후 첫날 평균 변동폭 (절댓값)"),
        summary.reading(reactions))
    }
    let reaction = reactions[row]
    let quarter = reaction.day.quarter.label
    return Item(Phrase("\(quarter) results: first-day change", "\(quarter) 실적: 첫날 변화"), reaction.firstDay)
  }

  private func text(_ section: TimelineSection, _ row: Int) -> [Phrase] {
    switch section {
    case .revealed: return TimelineWords.text(revealed[row], self)
    case .moments where row < past.count: return TimelineWords.text(past[past.startIndex + row], self)
    case .moments: return TimelineWords.text(upcoming[row - past.count], scene)
    case .reactions:
      return row < reactions.count ? TimelineWords.text(reactions[row], scene) : TimelineWords.text(summary)
    }
  }
}
