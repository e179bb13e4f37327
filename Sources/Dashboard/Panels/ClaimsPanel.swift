package import Canvas
package import Model

/// The ledger of claims: who said what, and what became of it.
package enum ClaimsPanel: Panel {
  package static let id = PanelID.claims

  package static var views: [Phrase] {
    [Phrase("by topic", "주제별"), Phrase("by verdict", "판정별"), Phrase("judged only", "판정된 것만")]
  }

  package static func items(_ scene: Scene) -> [Item] { ClaimsOrder.claims(scene).map { item($0, scene.snapshot) } }

  package static func move(_ step: Step, from cursor: Int, _ scene: Scene) -> Int {
    linearMove(step, from: cursor, count: ClaimsOrder.claims(scene).count)
  }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let claims = ClaimsOrder.claims(scene)
    guard !claims.isEmpty else { return drawNothing(scene, in: rect, on: &canvas) }
    let cursor = scene.cursor(id, claims.count)
    let isSmall = rect.width < 100
    let (head, body) = rect.top(isSmall ? 2 : 4)
    ClaimsTally.draw(scene, selected: claims[cursor], boxed: !isSmall, in: head, on: &canvas)
    if isSmall {
      let (list, record) = body.top(body.height - min(9, body.height / 2))
      ClaimsList.draw(claims, cursor, scene, in: list, on: &canvas)
      ClaimsRecord.draw(claims[cursor], scene, in: record, on: &canvas)
    } else if rect.width < 160 {
      let (list, record) = body.left(body.width * 62 / 100)
      ClaimsList.draw(claims, cursor, scene, in: list, on: &canvas)
      ClaimsRecord.draw(claims[cursor], scene, in: record, on: &canvas)
    } else {
      let parts = body.columns([50, 28, 22])
      ClaimsList.draw(claims, cursor, scene, in: parts[0], on: &canvas)
      ClaimsRecord.draw(claims[cursor], scene, in: parts[1], on: &canvas)
      ClaimsTally.drawGroups(scene, in: parts[2], on: &canvas)
    }
  }

  /// Why there is nothing to see, and which key helps.
  private static func drawNothing(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let inside = canvas.box(rect, title: scene.words("Claims", "주장")).inset(1, 0)
    let text =
      scene.snapshot.claims.isEmpty
      ? scene.words(
        "No claim is in the ledger at this moment. ] goes on to the next moment, L to now.",
        "이 시점의 장부에는 주장이 없습니다. ]는 다음 시점, L은 현재로 이동합니다.")
      : scene.words(
        "No claim has been judged at this moment. v shows all of them, ] goes on to the next moment.",
        "이 시점에 판정된 주장이 없습니다. v는 전체 보기, ]는 다음 시점으로 이동합니다.")
    for (y, line) in TextWidth.wrap(text, inside.width).prefix(inside.height).enumerated() {
      canvas.text(line, inside.x, inside.y + y, .muted, max: inside.width)
    }
  }
}

/// Which claims are shown, and in which order.
enum ClaimsOrder {
  static func claims(_ scene: Scene) -> [Claim] {
    let claims = scene.snapshot.claims
    switch scene.state.view(of: .claims) {
    case 1: return sorted(claims) { ($0.verdict.place, $0.due ?? latest) < ($1.verdict.place, $1.due ?? latest) }
    case 2:
      let judged = claims.filter { $0.verdict != .open && $0.verdict != .unknown }
      return sorted(judged) { ($0.outcomeKnownAt ?? .distantPast) > ($1.outcomeKnownAt ?? .distantPast) }
    default:
      let topics = self.topics(claims)
      return topics.flatMap { topic in claims.filter { $0.topic == topic } }
    }
  }

  /// The topics in the order in which the ledger names them.
  static func topics(_ claims: [Claim]) -> [String] {
    var topics: [String] = []
    for claim in claims where !topics.contains(claim.topic) { topics.append(claim.topic) }
    return topics
  }

  /// Later than any day a claim can be due: those without a day come last.
  private static let latest = Day(civil: 9999, 12, 31)

  /// Sorts without moving equal ones.
  private static func sorted(_ claims: [Claim], _ precedes: (Claim, Claim) -> Bool) -> [Claim] {
    claims.enumerated().sorted { a, b in
      precedes(a.element, b.element) || !precedes(b.element, a.element) && a.offset < b.offset
    }.map(\.element)
  }
}

extension Verdict {
  /// Open ones first, then from worst to best, and last what cannot be told.
  var place: Int {
    switch self {
    case .open: return 0
    case .missed: return 1
    case .partly: return 2
    case .met: return 3
    case .unknown: return 4
    }
  }

  /// The mark that stands for it wherever claims are shown.
  var mark: Unicode.Scalar {
    switch self {
    case .met: return "●"
    case .partly: return "◆"
    case .open: return "○"
    case .missed: return "×"
    case .unknown: return "–"
    }
  }

  var role: Role {
    switch self {
    case .met: return .met
    case .partly: return .partly
    case .open: return .open
    case .missed: return .missed
    case .unknown: return .muted
    }
  }

  /// The word, short enough for a column.
  var word: Phrase { self == .unknown ? Phrase("can't tell", "판정 불가") : Names.of(self) }
}

// MARK: items

extension ClaimsPanel {
  private static func item(_ claim: Claim, _ s: Snapshot) -> Item {
    var text: [Phrase] = []
    if claim.text.en != claim.text.ko { text.append(Phrase(claim.text.ko, claim.text.en)) }
    text.append(said(claim))
    text.append(verdict(claim, s))
    for remark in claim.later {
      let day = remark.knownAt.newYorkDay.iso
      text.append(Phrase("\(day)  \(remark.text.en)", "\(day)  \(remark.text.ko)"))
    }
    if let note = claim.note { text.append(Phrase("Note: \(note.en)", "비고: \(note.ko)")) }
    return Item(claim.text, claim.figure.map { .known($0) }, citation: claim.figure == nil ? claim.citation : nil, text: text)
  }

  /// Who claimed what by when.
  private static func said(_ claim: Claim) -> Phrase {
    func text(_ language: Language) -> String {
      let format = Formatter(language: language)
      let isKorean = language == .ko
      let due = claim.due.map { format.date($0) } ?? (isKorean ? "기한 없음" : "no date given")
      let figure = ClaimText.figure(claim, format)
      let head = isKorean ? "\(claim.who.ko), 기한 \(due)" : "\(claim.who.en), due \(due)"
      return figure.isEmpty ? head : "\(head): \(figure)"
    }
    return Phrase(text(.en), text(.ko))
  }

  private static func verdict(_ claim: Claim, _ s: Snapshot) -> Phrase {
    func text(_ language: Language) -> String {
      var text = "\(claim.verdict.mark) \(Names.of(claim.verdict)[language])"
      if let known = claim.outcomeKnownAt { text += " (\(Formatter(language: language).date(known.newYorkDay)))" }
      if let outcome = claim.outcome { text += ": " + outcome[language] }
      let sources = claim.outcomeSources.map { s.source($0)?.title ?? $0 }
      return sources.isEmpty ? text : text + " [" + sources.joined(separator: "; ") + "]"
    }
    return Phrase(text(.en), text(.ko))
  }
}

/// The words of a claim that list and record share.
enum ClaimText {
  /// The claimed figure or range with its unit, in as many decimals as were claimed; empty without one.
  static func figure(_ claim: Claim, _ format: Formatter) -> String {
    guard let low = claim.figure else { return "" }
    guard let high = claim.figureHigh else { return format.text(low, decimals: decimals(low.value)) }
    let places = max(decimals(low.value), decimals(high.value))
    return format.parts(low, decimals: places).value + "–" + format.text(high, decimals: places)
  }

  /// The same for a column: an amount a share without its "a share", which the record says.
  static func shortFigure(_ claim: Claim, _ format: Formatter) -> String {
    guard claim.figure?.unit == .usdPerShare else { return figure(claim, format) }
    var claim = claim
    claim.figure?.unit = .usd
    claim.figureHigh?.unit = .usd
    return figure(claim, format)
  }

  private static func decimals(_ value: Double) -> Int {
    if value == value.rounded() { return 0 }
    return abs((value * 10).rounded() - value * 10) < 1e-9 ? 1 : 2
  }

  /// Whether the claim was made or judged with the newest step.
  static func isNew(_ claim: Claim, _ s: Snapshot) -> Bool {
    s.isNew(claim.knownAt) || claim.outcomeKnownAt.map { s.isNew($0) } == true
  }
}
