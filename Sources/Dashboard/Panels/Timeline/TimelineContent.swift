import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// The lists of the panel.
enum TimelineSection { case revealed, moments, reactions }

/// What the panel shows at a moment, before it becomes words.
final class TimelineContent: PanelContent {
  var context: DrawContext
  let tables = TableMemories<TimelineSection>()

  init(_ context: DrawContext) { self.context = context }

  private var analysis: Analysis { context.analysis }
  var log: ChangeLog { analysis.timeline }
  /// What comes next, the same as on the other panels.
  var upcoming: [AgendaEntry] { analysis.upcoming }
  var reactions: [EarningsReaction] { analysis.reactions }
  /// The steps of the earnings day that the moment lies around; nil away from one.
  var steps: EarningsSteps? { analysis.earningsSteps }
  /// The moments up to the snapshot's instant, oldest first, as many as the list has at most.
  private(set) lazy var past = Array(analysis.timelineRows.suffix(60))
  /// What the moment revealed; a row says so where the record has nothing of it.
  private(set) lazy var revealed = analysis.revealed.isEmpty ? [.nothing] : analysis.revealed
  /// Whether there is nothing at all to show.
  var isEmpty: Bool { analysis.revealed.isEmpty && past.isEmpty && upcoming.isEmpty && reactions.isEmpty }
  /// Whether the view makes the reactions large.
  var showsReactions: Bool { context.state.view(of: .timeline) == 1 }

  // MARK: the cursor

  /// The lists in the order of the cursor: what the view makes large comes first.
  var sections: [(section: TimelineSection, range: Range<Int>)] {
    let moments: [(TimelineSection, Int)] = [(.revealed, revealed.count), (.moments, past.count + upcoming.count)]
    let reactions: [(TimelineSection, Int)] = [(.reactions, reactions.isEmpty ? 0 : reactions.count + 1)]
    var start = 0
    return (showsReactions ? reactions + moments : moments + reactions).map { section, count in
      defer { start += count }
      return (section, start..<start + count)
    }
  }

  var count: Int { isEmpty ? 0 : sections.last?.range.upperBound ?? 0 }

  /// Where the cursor stands: the list, and the row in it.
  var selection: (section: TimelineSection, row: Int)? {
    let cursor = context.cursor(TimelinePanel.self, count)
    return sections.first { $0.range.contains(cursor) }.map { ($0.section, cursor - $0.range.lowerBound) }
  }

  /// The selected row of a list; nil where the cursor is elsewhere.
  func selectedRow(_ section: TimelineSection) -> Int? {
    selection.flatMap { $0.section == section ? $0.row : nil }
  }

  /// The moment of the row under the cursor, where it has been.
  var selectedInstant: Instant? {
    guard let (section, row) = selection else { return nil }
    switch section {
    case .moments where row < past.count: return past[row].instant
    case .reactions where row < reactions.count: return reactions[row].day.release
    default: return nil
    }
  }

  /// What a pointer finds on the rows of a list.
  func hit(_ section: TimelineSection) -> (Int) -> Hit? {
    let first = sections.first { $0.section == section }?.range.lowerBound ?? 0
    return Hit.items(of: context.state.view(of: .timeline), from: first)
  }

  /// Up and down walk through the lists one after another, left and right go from list to list.
  ///
  /// The list of moments is entered at the snapshot's instant, not at its far end.
  func move(_ step: Step, from cursor: Int) -> Int {
    let sections = sections.filter { !$0.range.isEmpty }
    guard let at = sections.firstIndex(where: { $0.range.contains(cursor) }) else { return 0 }
    func entry(_ k: Int) -> Int {
      sections[k].range.lowerBound + (sections[k].section == .moments ? max(0, past.count - 1) : 0)
    }
    switch step {
    case .left: return entry((at + sections.count - 1) % sections.count)
    case .right: return entry((at + 1) % sections.count)
    case .down where cursor + 1 == sections[at].range.upperBound && at + 1 < sections.count: return entry(at + 1)
    default: return step.along(count, from: cursor)
    }
  }

  // MARK: items

  func items() -> [Item] {
    guard !isEmpty else { return [] }
    let cursor = context.cursor(TimelinePanel.self, count)
    return sections.flatMap { section, range in
      range.enumerated().map { row, index in
        var item = item(section, row)
        // Only the selected item is ever read in full.
        if index == cursor { item.text = text(section, row) }
        return item
      }
    }
  }

  private func item(_ section: TimelineSection, _ row: Int) -> Item {
    switch section {
    case .revealed: return TimelineRowText.item(revealed[row], log, context)
    case .moments where row < past.count: return TimelineRowText.item(past[row], log)
    case .moments:
      let entry = upcoming[row - past.count]
      return Item(entry.title, on: entry.day, citation: entry.citation)
    case .reactions where row < reactions.count:
      let quarter = reactions[row].day.quarter.label
      return Item(Phrase("\(quarter) results: first-day change", "\(quarter) 실적: 첫날 변화"), reactions[row].firstDay)
    case .reactions:
      return Item(
        Phrase("Average absolute first-day move after results", "실적 후 첫날 평균 변동폭 (절댓값)"),
        analysis.reactionSummary.reading(reactions))
    }
  }

  private func text(_ section: TimelineSection, _ row: Int) -> [Phrase] {
    let details = TimelineDetailText(context)
    switch section {
    case .revealed: return details.text(revealed[row])
    case .moments where row < past.count: return details.text(past[row])
    case .moments: return details.text(upcoming[row - past.count])
    case .reactions where row < reactions.count: return details.text(reactions[row])
    case .reactions: return details.text(analysis.reactionSummary)
    }
  }
}
