import Canvas
import Finance
import Format
import Model

/// How many claims came true: a mark a claim, and the counts in words.
enum ClaimsTally {
  /// A strip with a mark for each claim, the selected one marked, and the counts below it.
  static func draw(_ content: ClaimsContent, boxed: Bool, in rect: Rect, on canvas: inout Canvas) {
    canvas.clipped(to: rect) { drawBox(content, boxed: boxed, in: rect, on: &$0) }
    guard content.view == .ledger, let selected = content.selected else { return }
    let inside = boxed ? rect.inset(2, 1) : rect.inset(1, 0)
    let strip = marks(of: content.judgements, in: inside)
    if let mark = strip.first(where: { $0.claims.contains(selected.position) }) {
      canvas.emphasise(Rect(mark.x, inside.y, 1, 1), [.bold, .reverse])
    }
  }

  private static func drawBox(_ content: ClaimsContent, boxed: Bool, in rect: Rect, on canvas: inout Canvas) {
    let (scene, judgements) = (content.scene, content.judgements)
    let inside: Rect
    if boxed {
      let asOf = scene.format.date(scene.snapshot.asOf.newYorkDay)
      inside = canvas.box(
        rect, title: scene.words("Tally of \(judgements.count) claims", "주장 \(judgements.count)건 집계"),
        note: rate(content.tally, scene, rect.width - 30) + scene.words("as of \(asOf)", "\(asOf) 기준")
      ).inset(1, 0)
    } else {
      inside = rect.inset(1, 0)
    }
    guard inside.height > 0 else { return }
    for mark in marks(of: content.judgements, in: inside) { canvas.put(mark.verdict.mark, mark.x, inside.y, mark.verdict.role) }
    guard inside.height > 1 else { return }
    let notes = notes(content, isNarrow: inside.width < 90)
    let gap = inside.width >= 90 ? 3 : notes.isEmpty ? 2 : 1
    var x = inside.x
    for verdict in Verdict.tally {
      let text = scene.words(Names.of(verdict)) + " \(content.counts[verdict])"
      guard x + 2 + TextWidth.columns(text) <= inside.maxX else { break }
      canvas.put(verdict.mark, x, inside.y + 1, verdict.role, .bold)
      x += 2 + canvas.text(text, x + 2, inside.y + 1, verdict.role) + gap
    }
    for (text, role) in notes {
      guard x + TextWidth.columns(text) <= inside.maxX else { return }
      x += canvas.text(text, x, inside.y + 1, role, .bold) + 2
    }
  }

  /// How the forecasts have done, where there is room to say it; statements are in no rate.
  private static func rate(_ tally: ClaimTally, _ scene: Scene, _ room: Int) -> String {
    guard let rate = tally.hitRate.map({ Numbers.grouped($0, 0) + "%" }) else { return "" }
    let (judged, statements) = (tally.forecasts.judged, tally.statements.total)
    let text = scene.words(
      "hits \(rate) of \(judged) forecasts (partly half), \(statements) statements apart · ",
      "예측 적중률 \(rate) (\(judged)건 중, 일부 절반), 진술 \(statements)건은 따로 · ")
    return TextWidth.columns(text) + 24 <= room ? text : ""
  }

  /// What asks for attention: what is overdue or soon due, what differs from the figures, what is new.
  private static func notes(_ content: ClaimsContent, isNarrow: Bool) -> [(String, Role)] {
    let scene = content.scene
    let (overdue, soon, differing) = content.judgements.reduce(into: (0, 0, 0)) { counts, judgement in
      if case .overdue = judgement.standing { counts.0 += 1 }
      if case .soon = judgement.standing { counts.1 += 1 }
      if judgement.differs { counts.2 += 1 }
    }
    var notes: [(String, Role)] = []
    if overdue > 0 {
      notes.append((scene.words("! \(overdue) overdue", isNarrow ? "! 지남 \(overdue)" : "! 기한 지남 \(overdue)"), .warning))
    }
    if soon > 0 { notes.append((scene.words(isNarrow ? "▸ \(soon) soon" : "▸ \(soon) due soon", "▸ 임박 \(soon)"), .warning)) }
    if differing > 0 { notes.append((scene.words("≠ \(differing) differ", "≠ 수치와 다름 \(differing)"), .warning)) }
    if content.judgements.contains(where: { ClaimText.isNew($0, scene.snapshot) }) {
      notes.append((scene.words("+ new", "+ 신규"), .new))
    }
    return notes
  }

  /// Marks in groups, each with its column and its claims: more claims than columns share marks.
  private static func marks(
    of judgements: [ClaimJudgement], in rect: Rect
  ) -> [(verdict: Verdict, x: Int, claims: ArraySlice<Int>)] {
    var marks: [(verdict: Verdict, x: Int, claims: ArraySlice<Int>)] = []
    let room = rect.width - Verdict.tally.count + 1
    guard room > 0, rect.height > 0 else { return [] }
    let share = max(1, (judgements.count + room - 1) / room)
    let step = share == 1 && judgements.count * 2 + Verdict.tally.count <= rect.width ? 2 : 1
    var groups = [[Int]](repeating: [], count: Verdict.tally.count)
    for (i, judgement) in judgements.enumerated() { groups[judgement.verdict.place].append(i) }
    var x = rect.x
    for verdict in Verdict.tally {
      let group = groups[verdict.place]
      for first in stride(from: 0, to: group.count, by: share) where x < rect.maxX {
        marks.append((verdict, x, group[first..<min(group.count, first + share)]))
        x += step
      }
      if !group.isEmpty { x += 1 }
    }
    return marks
  }
}
