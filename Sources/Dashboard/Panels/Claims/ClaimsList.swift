import Canvas
import Finance
import Format
import Model

/// The list of claims, one a row, in groups where the order makes some.
enum ClaimsList {
  /// What the list shows: its order, and the filters in force.
  static func title(_ scene: Scene) -> String {
    let choices = scene.state.claims
    var parts = [Phrase("Claims", "주장"), choices.sort.name]
    if choices.filter != .all { parts.append(choices.filter.name) }
    if let topic = choices.topic { parts.append(Names.topic(topic)) }
    if let speaker = choices.speaker { parts.append(speaker) }
    return parts.map { scene.words($0) }.joined(separator: " · ")
  }

  static func draw(_ content: ClaimsContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let (scene, shown, all) = (content.scene, content.order.count, content.judgements.count)
    let place = "\(cursor + 1) / \(shown)"
    let note = shown == all ? place : scene.words("\(place) of \(all)", "\(place) (전체 \(all))")
    let inside = Box(title(scene), note: note).draw(in: rect, on: &canvas).inset(-1, 0)
    let isWide = inside.width >= 100
    let table = content.list.value(for: isWide) { self.table(content, isWide: isWide) }.selecting(row: cursor)
    guard let problem = scene.state.claimProblems.first else {
      table.draw(in: inside, edge: rect, on: &canvas)
      return
    }
    let (body, last) = inside.top(inside.height - 1)
    table.draw(in: body, edge: rect, on: &canvas)
    List([List.Row(Line("! " + problem, .warning))]).draw(in: last.inset(1, 0), edge: last, on: &canvas)
  }

  private static func table(_ content: ClaimsContent, isWide: Bool) -> Table<ClaimJudgement> {
    let scene = content.scene
    let sort = scene.state.claims.sort
    var table = Table(items(content)) {
      Column(.exactly(1)) { $0.isNew(in: scene.snapshot) ? Line("+", .new, .bold) : Line() }
      // Where it is narrow the mark stands for the word, as the tally above says.
      Column(isWide ? scene.words("verdict", "판정") : "", .exactly(isWide ? scene.language == .ko ? 11 : 12 : 1)) {
        verdict($0, hasWord: isWide, scene)
      }
      Column(.exactly(1), gap: 0) { $0.differs ? Line("≠", .warning, .bold) : Line() }
      if isWide, sort != .topic {
        Column(scene.words("topic", "주제"), .exactly(9)) { Line(scene.words(Names.topic($0.claim.topic)), .muted) }
      }
      Column(Line(scene.words("claim", "주장"), .muted), .rest(least: 18)) { text(of: $0.claim, $1, scene) }
      if isWide, sort != .speaker {
        Column(scene.words("who", "발언자"), .exactly(14)) { Line(scene.words($0.claim.who), .muted) }
      }
      Column(scene.words("claimed ◇", "주장 ◇"), .content(least: 9, most: 14), .right, gap: 2, priority: 1) {
        Line(ClaimText.shortFigure($0.claim, scene.format), .claim)
      }
      Column(scene.words("record", "기록"), .content(least: 8, most: isWide ? 20 : 17), .right, gap: 2, priority: 2) {
        Line(ClaimText.recordOrMark($0, scene.format), $0.verdict == .open ? .muted : .reported)
      }
      Column(scene.words("due", "기한"), .exactly(12), .right, priority: 1) { due($0, scene) }
    }
    // The mark of what is new stands at the very edge.
    table.padding = (0, 1)
    return table
  }

  /// The rows, with headings where the claims stand in groups.
  private static func items(_ content: ClaimsContent) -> [Table<ClaimJudgement>.Item] {
    let (scene, rows) = (content.scene, content.order.map { content.judgements[$0] })
    func group(_ judgement: ClaimJudgement) -> Phrase? {
      switch scene.state.claims.sort {
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
      if let name { items.append(.heading(Line("  \(scene.words(name)) \(members.count)", .title), rule: .grid)) }
      items += members.map { .row($0) }
      rest = rest.dropFirst(members.count)
    }
    return items
  }

  // MARK: cells

  private static func verdict(_ judgement: ClaimJudgement, hasWord: Bool, _ scene: Scene) -> Line {
    let role = judgement.isNew(in: scene.snapshot) ? .new : judgement.verdict.role
    let mark = Line(String(judgement.verdict.mark), role, .bold)
    return hasWord ? mark + Line(" " + scene.words(Names.of(judgement.verdict)), role) : mark
  }

  /// Its words with the mark of what no source confirms, or of what is the user's.
  private static func text(of claim: Claim, _ width: Int, _ scene: Scene) -> Line {
    let text = Line(scene.words(claim.text))
    if claim.citation.confidence == .unverified { return text.cut(to: width - 2) + Line(" *", .warning) }
    return claim.isOwn ? text.cut(to: width - 2) + Line(" ✎", .accent) : text
  }

  private static func due(_ judgement: ClaimJudgement, _ scene: Scene) -> Line {
    let pressing = ClaimText.standing(judgement.standing, scene.language)
    return pressing.isEmpty ? Line(judgement.claim.due?.iso ?? "–", .muted) : Line(pressing, .warning, .bold)
  }
}
