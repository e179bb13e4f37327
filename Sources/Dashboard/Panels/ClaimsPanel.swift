package import Canvas
package import Model

/// The ledger of claims: who said what, and what became of it.
package enum ClaimsPanel: Panel {
  package static let id = PanelID.claims

  package static var views: [Phrase] {
    [Phrase("by topic", "주제별"), Phrase("by verdict", "판정별"), Phrase("judged only", "판정된 것만")]
  }

  /// One a claim.
  ///
  /// Only the one under the cursor has its paragraphs: nobody reads the others'.
  package static func items(_ scene: Scene) -> [Item] {
    let order = ClaimsOrder.positions(scene)
    let cursor = scene.cursor(id, order.count)
    return order.enumerated().map { place, i in
      item(scene.snapshot.claims[i], isSelected: place == cursor, scene.snapshot)
    }
  }

  package static func count(_ scene: Scene) -> Int { ClaimsOrder.positions(scene).count }

  package static func draw(_ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let order = ClaimsOrder.positions(scene)
    guard !order.isEmpty else { return drawNothing(scene, in: rect, on: &canvas) }
    let cursor = scene.cursor(id, order.count)
    let selected = scene.snapshot.claims[order[cursor]]
    let isSmall = rect.width < 100
    let (head, body) = rect.top(isSmall ? 2 : 4)
    ClaimsTally.draw(scene, selected: order[cursor], boxed: !isSmall, in: head, on: &canvas)
    let places: [Rect]
    if isSmall {
      let (list, record) = body.top(body.height - min(9, body.height / 2))
      places = [list, record]
    } else {
      places = body.columns(rect.width < 160 ? [62, 38] : [50, 28, 22])
    }
    ClaimsList.draw(order, cursor, scene, in: places[0], on: &canvas)
    scene.part("record", in: places[1], cursor, on: &canvas) { ClaimsRecord.draw(selected, scene, in: places[1], on: &$0) }
    if places.count > 2 {
      scene.part("groups", in: places[2], on: &canvas) { ClaimsTally.drawGroups(scene, in: places[2], on: &$0) }
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

/// Which claims are shown, and in which order: positions in the snapshot's claims.
enum ClaimsOrder {
  static func positions(_ scene: Scene) -> [Int] { scene.keep("order", .claims) { sortedPositions(scene) } }

  private static func sortedPositions(_ scene: Scene) -> [Int] {
    let claims = scene.snapshot.claims
    switch scene.state.view(of: .claims) {
    case 1:
      return sorted(claims) { i in (claims[i].verdict.place, Int(claims[i].due?.number ?? .max)) }
    case 2:
      // The newest verdict first.
      return sorted(claims) { i in (0, -Int(claims[i].outcomeKnownAt?.seconds ?? 0)) }
        .filter { claims[$0].verdict != .open && claims[$0].verdict != .unknown }
    default:
      let topics = self.topics(claims)
      return sorted(claims) { i in (topics.firstIndex(of: claims[i].topic) ?? 0, 0) }
    }
  }

  /// The topics in the order in which the ledger names them.
  static func topics(_ claims: [Claim]) -> [String] {
    var topics: [String] = []
    for i in claims.indices where !topics.contains(claims[i].topic) { topics.append(claims[i].topic) }
    return topics
  }

  /// The positions by a key of two numbers; equal ones stay as they are.
  private static func sorted(_ claims: [Claim], _ key: (Int) -> (Int, Int)) -> [Int] {
    claims.indices.map { (key($0), $0) }.sorted { a, b in (a.0.0, a.0.1, a.1) < (b.0.0, b.0.1, b.1) }.map(\.1)
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
  var word: Phrase { Names.of(self) }
}

// MARK: items

extension ClaimsPanel {
  private static func item(_ claim: Claim, isSelected: Bool, _ s: Snapshot) -> Item {
    Item(
      claim.text, claim.figure.map { .known($0) }, citation: claim.figure == nil ? claim.citation : nil,
      text: isSelected ? paragraphs(claim, s) : [])
  }

  private static func paragraphs(_ claim: Claim, _ s: Snapshot) -> [Phrase] {
    var text: [Phrase] = []
    if claim.text.en != claim.text.ko { text.append(Phrase(claim.text.ko, claim.text.en)) }
    text.append(said(claim))
    text.append(verdict(claim, s))
    for remark in claim.later {
      let day = remark.knownAt.newYorkDay.iso
      text.append(Phrase("\(day)  \(remark.text.en)", "\(day)  \(remark.text.ko)"))
    }
    if let note = claim.note { text.append(Phrase("Note: \(note.en)", "비고: \(note.ko)")) }
    return text
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
  static func figure(_ claim: Claim, _ format: Formatter) -> String { figure(claim.figure, claim.figureHigh, format) }

  /// The same for a column: an amount a share without its "a share", which the record says.
  static func shortFigure(_ claim: Claim, _ format: Formatter) -> String {
    var (low, high) = (claim.figure, claim.figureHigh)
    if low?.unit == .usdPerShare {
      low?.unit = .usd
      high?.unit = .usd
    }
    return figure(low, high, format)
  }

  private static func figure(_ low: Figure?, _ high: Figure?, _ format: Formatter) -> String {
    guard let low else { return "" }
    guard let high else { return format.text(low, decimals: decimals(low.value)) }
    let places = max(decimals(low.value), decimals(high.value))
    return format.parts(low, decimals: places).value + "–" + format.text(high, decimals: places)
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
