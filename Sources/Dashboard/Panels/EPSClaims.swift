import Canvas
import Model

/// What was claimed about earnings and what came of it.
enum EPSClaims {
  /// A claim for the cursor: its figure with who said it, and the story in words.
  static func item(_ claim: Claim, _ scene: Scene) -> Item {
    var text = [claim.outcome.map { Phrase("Outcome: \($0.en)", "결과: \($0.ko)") }, claim.note].compactMap { $0 }
    text += claim.later.map { Phrase("\($0.knownAt.newYorkDay.iso) \($0.text.en)", "\($0.knownAt.newYorkDay.iso) \($0.text.ko)") }
    guard let figure = claim.figure else { return Item(claim.text, citation: claim.citation, text: text) }
    return Item(claim.text, .known(figure), text: text)
  }

  static func draw(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    let row = if case .claim(let row) = content.selected { row } else { -1 }
    content.scene.part("claims", in: rect, row, on: &canvas) { drawBox(content, in: rect, on: &$0) }
  }

  private static func drawBox(_ content: EPSContent, in rect: Rect, on canvas: inout Canvas) {
    guard rect.height > 2 else { return }
    let scene = content.scene
    let judged = content.claims.count { $0.verdict != .open }
    let note = scene.words("\(judged) of \(content.claims.count) judged", "\(content.claims.count)건 중 \(judged)건 판정")
    let inside = canvas.box(rect, title: scene.words("Claims about EPS", "EPS 관련 주장"), note: note).inset(1, 0)
    let isShort = inside.height < content.claims.count * 2
    let each = isShort ? 1 : 2
    let room = max(1, inside.height / each)
    var first = 0
    if case .claim(let selected) = content.selected { first = max(0, selected - room + 1) }
    for (i, claim) in content.claims.enumerated().dropFirst(first).prefix(room) {
      let y = inside.y + (i - first) * each
      drawClaim(claim, Rect(inside.x, y, inside.width, each), scene, on: &canvas)
      if content.selected == .claim(i) { canvas.emphasise(Rect(inside.x, y, inside.width, each), .selected) }
    }
    if first > 0 { canvas.put("↑", rect.maxX - 1, inside.y, .muted) }
    if content.claims.count - first > room { canvas.put("↓", rect.maxX - 1, inside.maxY - 1, .muted) }
  }

  private static func drawClaim(_ claim: Claim, _ rect: Rect, _ scene: Scene, on canvas: inout Canvas) {
    let verdictWidth = TextWidth.columns(verdictText(claim.verdict, scene))
    let verdictX = rect.maxX - verdictWidth
    drawVerdict(claim.verdict, verdictX, rect.y, scene, max: verdictWidth, on: &canvas)
    let figure = figureText(claim, scene)
    let figureX = verdictX - 2 - TextWidth.columns(figure)
    canvas.text(figure, figureX, rect.y, .claim)
    canvas.text("◇ " + scene.words(claim.text), rect.x, rect.y, .text, max: figureX - 2 - rect.x)
    guard rect.height > 1 else { return }
    var parts = ["\(scene.words(claim.who)), \(scene.format.date(claim.knownAt.newYorkDay))"]
    if let outcome = claim.outcome {
      parts.append(scene.words(outcome))
    } else if let due = claim.due {
      parts.append(scene.words("due \(scene.format.date(due))", "기한 \(scene.format.date(due))"))
    }
    canvas.text(parts.joined(separator: " · "), rect.x + 2, rect.y + 1, .muted, max: rect.width - 2)
  }

  /// The claimed number or range with its unit.
  static func figureText(_ claim: Claim, _ scene: Scene) -> String {
    guard let figure = claim.figure else { return "" }
    if figure.unit == .percent { return Numbers.signed(figure.value) + "%" }
    guard let high = claim.figureHigh else { return scene.format.text(figure) }
    return scene.format.parts(figure).value + "–" + scene.format.text(high)
  }

  static func verdictText(_ verdict: Verdict, _ scene: Scene) -> String { mark(verdict) + " " + scene.words(Names.of(verdict)) }

  @discardableResult
  static func drawVerdict(
    _ verdict: Verdict, _ x: Int, _ y: Int, _ scene: Scene, max limit: Int, on canvas: inout Canvas
  ) -> Int {
    canvas.text(verdictText(verdict, scene), x, y, role(verdict), max: limit)
  }

  static func mark(_ verdict: Verdict) -> String {
    switch verdict {
    case .open: return "○"
    case .met: return "✓"
    case .partly: return "≈"
    case .missed: return "✗"
    case .unknown: return "?"
    }
  }

  static func role(_ verdict: Verdict) -> Role {
    switch verdict {
    case .open: return .open
    case .met: return .met
    case .partly: return .partly
    case .missed: return .missed
    case .unknown: return .muted
    }
  }
}
