import App
import Canvas
import Finance
import Format
import Model

/// The list of claims, one per row, in groups where the order makes some.
enum ClaimsList {
  /// What the list shows: its order, and the filters in force.
  static func title(_ context: DrawContext) -> String {
    let choices = context.state.claims
    var parts = [Phrase("Claims", "주장"), choices.sort.name]
    if choices.filter != .all { parts.append(choices.filter.name) }
    if let topic = choices.topic { parts.append(Names.topic(topic)) }
    if let speaker = choices.speaker { parts.append(speaker) }
    return parts.map { context.words($0) }.joined(separator: " · ")
  }

  static func draw(_ content: ClaimsContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let (context, shown, all) = (content.context, content.order.count, content.judgements.count)
    let place = "\(cursor + 1) / \(shown)"
    let note = shown == all ? place : context.words("\(place) of \(all)", "\(place) (전체 \(all))")
    let inside = Box(title(context), note: note).draw(in: rect, on: &canvas).inset(-1, 0)
    let isWide = inside.width >= 100
    let table = content.list.value(for: isWide) { self.table(content, isWide: isWide) }.selecting(row: cursor)
    guard let problem = context.state.documents.claimProblems.first else {
      table.draw(in: inside, edge: rect, on: &canvas)
      return
    }
    let (body, last) = inside.top(inside.height - 1)
    table.draw(in: body, edge: rect, on: &canvas)
    List([List.Row(Line("! " + problem, .warning))]).draw(in: last.inset(1, 0), edge: last, on: &canvas)
  }

  private static func table(_ content: ClaimsContent, isWide: Bool) -> Table<ClaimJudgement> {
    let context = content.context
    let sort = context.state.claims.sort
    var table = Table(items(content)) {
      Column(.exactly(1)) { $0.isNew(in: context.snapshot) ? Line("+", .new, .bold) : Line() }
      // Where it is narrow the mark replaces the word, as in the tally above.
      Column(isWide ? context.words("verdict", "판정") : "", .exactly(isWide ? context.language == .ko ? 11 : 13 : 1)) {
        verdict($0, hasWord: isWide, context)
      }
      Column(.exactly(1), gap: 0) { $0.differs ? Line("≠", .warning, .bold) : Line() }
      if isWide, sort != .topic {
        Column(context.words("topic", "주제"), .exactly(9)) { Line(context.words(Names.topic($0.claim.topic)), .muted) }
      }
      Column(Line(context.words("claim", "주장"), .muted), .rest(least: 18)) { text(of: $0.claim, $1, context) }
      if isWide, sort != .speaker {
        Column(context.words("who", "발언자"), .exactly(14)) { Line(context.words($0.claim.who), .muted) }
      }
      Column(context.words("claimed ◇", "주장 ◇"), .content(least: 9, most: 14), .right, gap: 2, priority: 1) {
        Line(ClaimText.shortFigure($0.claim, context.format), .claim)
      }
      Column(context.words("record", "기록"), .content(least: 8, most: isWide ? 20 : 17), .right, gap: 2, priority: 2) {
        Line(ClaimText.recordOrMark($0, context.format), $0.verdict == .open ? .muted : .reported)
      }
      Column(context.words("due", "기한"), .exactly(12), .right, priority: 1) { due($0, context) }
    }
    // The mark of what is new is at the very edge.
    table.padding = (0, 1)
    table.hit = Hit.items(of: ClaimsView.ledger.rawValue)
    return table
  }

  /// The rows, with headings where the claims are in groups.
  private static func items(_ content: ClaimsContent) -> [Table<ClaimJudgement>.Item] {
    let (context, rows) = (content.context, content.order.map { content.judgements[$0] })
    func group(_ judgement: ClaimJudgement) -> Phrase? {
      switch context.state.claims.sort {
      case .topic: return Names.topic(judgement.claim.topic)
      case .speaker: return judgement.claim.who
      case .verdict: return Names.of(judgement.verdict)
      case .due, .newest: return nil
      }
    }
    var items: [Table<ClaimJudgement>.Item] = []
    var rest = rows[...]
    while let first = rest.first {
      let name = group(first)
      let members = name == nil ? rest : rest.prefix { group($0) == name }
      if let name { items.append(.heading(Line("  \(context.words(name)) \(members.count)", .title), rule: .grid)) }
      items += members.map { .row($0) }
      rest = rest.dropFirst(members.count)
    }
    return items
  }

  // MARK: cells

  private static func verdict(_ judgement: ClaimJudgement, hasWord: Bool, _ context: DrawContext) -> Line {
    let role = judgement.isNew(in: context.snapshot) ? .new : judgement.verdict.role
    let mark = Line(String(judgement.verdict.mark), role, .bold)
    return hasWord ? mark + Line(" " + context.words(Names.of(judgement.verdict)), role) : mark
  }

  /// Its words with the mark of what no source confirms, or of what is the user's.
  private static func text(of claim: Claim, _ width: Int, _ context: DrawContext) -> Line {
    let text = Line(context.words(claim.text))
    if claim.citation.confidence == .unverified { return text.cut(to: width - 2) + Line(" *", .warning) }
    return claim.isUser ? text.cut(to: width - 2) + Line(" ✎", .accent) : text
  }

  private static func due(_ judgement: ClaimJudgement, _ context: DrawContext) -> Line {
    let pressing = ClaimText.standing(judgement.standing, context.language)
    return pressing.isEmpty ? Line(judgement.claim.due?.iso ?? "–", .muted) : Line(pressing, .warning, .bold)
  }
}
