import Analysis
package import App
package import Canvas
import Finance
import Format
package import Model

/// The ledger of claims: who said what, what the figures say to it, and what became of it.
package enum ClaimsPanel: Panel {
  /// The panel of the ledger, with the user's own claims in it.
  package static let id = PanelID.claims
  /// What was claimed.
  package static let title = Phrase("Claims", "주장")
  /// The choices of the panel.
  package typealias State = ClaimsChoices
  /// The ledger, the scoreboard and the counts over time.
  package static let views = ClaimsView.allCases.map(\.name)
  /// Order and filters, which all open the ledger, and writing claims of one's own.
  package static var commands: [Command] { ClaimsCommands.all }

  /// The filters only in the ledger, and the key that clears them only where one is set.
  package static func footer(_ context: DrawContext) -> [[CommandID]] { ClaimsCommands.footer(context) }

  /// Claims that pass the filters, groups of the scoreboard, or changes of verdicts.
  package static func count(_ context: DrawContext) -> Int { ClaimsContent.of(context).count }

  /// Of the ledger only the claim under the cursor has its paragraphs.
  package static func items(_ context: DrawContext) -> [Item] {
    let content = ClaimsContent.of(context)
    let cursor = context.cursor(self, content.count)
    switch content.view {
    // Only the one under the cursor has its paragraphs: nobody reads the others'.
    case .ledger:
      return content.order.enumerated().map { ClaimsItems.item(content.judgements[$1], isSelected: $0 == cursor, content) }
    case .scoreboard: return content.groups.indices.map { ClaimsItems.item(ofGroup: $0, content) }
    case .history: return content.history.map { ClaimsItems.item($0, content) }
    }
  }

  /// Every claim, whatever the filters hide.
  package static func findable(_ context: DrawContext) -> [(view: Int, index: Int, item: Item)] {
    var state = context.state
    state.claims.showAll()
    let content = ClaimsContent.of(context.with(state))
    return content.order.enumerated().map { place, position in
      (ClaimsView.ledger.rawValue, place, ClaimsItems.item(content.judgements[position], isSelected: false, content))
    }
  }

  /// Clears the filters, which may hide the claim that a search found.
  package static func reveal(_ state: inout AppState) { state.claims.showAll() }

  /// The newest change is the one to begin with.
  package static func home(_ context: DrawContext) -> Int {
    guard context.state.view(of: id) == ClaimsView.history.rawValue else { return 0 }
    return max(0, ClaimsContent.of(context).history.count - 1)
  }

  /// The two tables of the scoreboard.
  package static func boxes(_ context: DrawContext) -> [Range<Int>] {
    let content = ClaimsContent.of(context)
    guard content.view == .scoreboard else { return [] }
    let (topics, count) = (content.topics.count, content.count)
    return [0..<topics, topics..<max(topics, count)]
  }

  /// Along the list; left and right change between the two tables of the scoreboard.
  package static func move(_ step: Step, from cursor: Int, _ context: DrawContext) -> Int {
    let content = ClaimsContent.of(context)
    let topics = content.topics.count
    switch (content.view, step) {
    // The two tables of the scoreboard are side by side, or one below the other.
    case (.scoreboard, .right) where cursor < topics: return topics + min(cursor, max(0, content.speakers.count - 1))
    case (.scoreboard, .left) where cursor >= topics: return min(cursor - topics, max(0, topics - 1))
    default: return step.along(content.count, from: cursor)
    }
  }

  /// Shows a claim that was just written in the ledger, where it is known at the moment looked at.
  package static func follow(_ change: Change, _ state: inout AppState, _ context: DrawContext) {
    guard case .written(.claim(let claim)) = change else { return }
    state.open(id)
    state.open(view: ClaimsView.ledger.rawValue, of: id)
    guard let position = context.snapshot.claims.firstIndex(where: { $0.id == claim }) else { return }
    func place() -> Int? { ClaimsContent.of(context.with(state)).order.firstIndex(of: position) }
    if place() == nil { state.claims.showAll() }
    state.cursors[id] = place() ?? 0
  }

  // MARK: drawing

  /// The tally above the open view; a sentence instead of both where no claim is known.
  package static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let content = ClaimsContent.of(context)
    guard !content.judgements.isEmpty else {
      let text = context.words(
        Phrase("No claim is in the ledger at this moment.", "이 시점의 장부에는 주장이 없습니다.") + context.otherMoments)
      return Paragraph(text).draw(in: rect, box: Box(ClaimsList.title(context)), on: &canvas)
    }
    let isSmall = rect.width < 100
    let (head, body) = rect.top(isSmall ? 2 : 4)
    let cursor = context.cursor(self, content.count)
    ClaimsTally(content: content).draw(boxed: !isSmall, in: head, on: &canvas)
    switch content.view {
    case .ledger: drawLedger(content, cursor, in: body, on: &canvas)
    case .scoreboard: ClaimsScoreboard(content: content, selected: cursor).draw(in: body, on: &canvas)
    case .history: ClaimsHistory.draw(content, cursor, in: body, on: &canvas)
    }
  }

  /// The list with the record of the selected claim; where there is room the scoreboard and the chart too.
  private static func drawLedger(_ content: ClaimsContent, _ cursor: Int, in body: Rect, on canvas: inout Canvas) {
    let context = content.context
    guard let selected = content.selected else {
      let all = context.key("claims.filter.clear")
      let text = context.words("No claim passes these filters. \(all) shows all of them.", "이 조건에 맞는 주장이 없습니다. \(all): 전체 보기.")
      return Paragraph(text).draw(in: body, box: Box(ClaimsList.title(context)), on: &canvas)
    }
    var places = body.columns(body.width < 160 ? [64, 36] : [54, 25, 21])
    if body.width < 100 {
      let (list, record) = body.top(body.height - min(10, body.height / 2))
      places = [list, record]
    }
    ClaimsList.draw(content, cursor, in: places[0], on: &canvas)
    ClaimDetail.draw(content.judgements[selected.position], context, in: places[1], on: &canvas)
    guard places.count > 2 else { return }
    let (groups, chart) = places[2].top(places[2].height - min(14, places[2].height / 3))
    ClaimsScoreboard(content: content, selected: nil).drawGroups(in: groups, on: &canvas)
    ClaimsHistory.drawChart(content, selected: nil, in: chart, on: &canvas)
  }
}

extension PanelID {
  /// The id of `ClaimsPanel`.
  package static let claims = PanelID("claims")
}
