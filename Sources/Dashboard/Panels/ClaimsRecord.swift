import Canvas
import Model

/// Everything about the selected claim.
enum ClaimsRecord {
  /// A line of the record before it is cut to the width.
  private struct Line {
    var text: String
    var role: Role = .text
    var emphasis: Emphasis = []
    var indent = 0
  }

  static func draw(_ claim: Claim, _ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let isDense = rect.height < 14
    let title = "\(claim.verdict.mark) \(scene.words(Names.of(claim.verdict))) · \(scene.words(Names.topic(claim.topic)))"
    let isNew = claim.outcomeKnownAt.map { scene.snapshot.isNew($0) } == true
    let mark = isNew ? scene.words("+ just judged · ", "+ 방금 판정 · ") : ""
    let note = mark + ClaimText.figure(claim, scene.format)
    let inside = canvas.box(
      rect, title: title, note: note, titleRole: isNew ? .new : claim.verdict.role, noteRole: isNew ? .new : .claim
    ).inset(1, 0)
    guard inside.width > 4 else { return }
    var rows: [Line] = []
    for line in lines(claim, scene, isDense: isDense) {
      if line.text.isEmpty {
        rows.append(line)
        continue
      }
      for text in TextWidth.wrap(line.text, inside.width - line.indent) {
        rows.append(Line(text: text, role: line.role, emphasis: line.emphasis, indent: line.indent))
      }
    }
    for (y, row) in rows.prefix(inside.height).enumerated() {
      canvas.text(row.text, inside.x + row.indent, inside.y + y, row.role, row.emphasis, max: inside.width - row.indent)
    }
    if rows.count > inside.height, rect.width > 24 {
      canvas.right(scene.words(" … Enter: all ", " … Enter: 전체 "), rect.maxX - 2, rect.maxY - 1, .muted)
    }
  }

  private static func lines(_ claim: Claim, _ scene: Scene, isDense: Bool) -> [Line] {
    let format = scene.format
    let gap = isDense ? [] : [Line(text: "")]
    var lines = [Line(text: scene.words(claim.text), role: .heading, emphasis: .bold)]
    let other = claim.text[scene.language == .ko ? .en : .ko]
    if other != scene.words(claim.text) { lines.append(Line(text: other, role: .muted)) }
    let due = claim.due.map { format.date($0) } ?? scene.words("none given", "없음")
    let made = format.date(claim.knownAt.newYorkDay)
    let who = scene.words(claim.who)
    if isDense {
      lines.append(Line(text: scene.words("\(who), \(made) · due: \(due)", "\(who), \(made) · 기한: \(due)"), role: .muted))
    } else {
      lines += gap
      lines.append(Line(text: scene.words("Said by \(who)", "말한 이: \(who)")))
      lines.append(Line(text: scene.words("On record since \(made)", "기록 시점: \(made)")))
      lines.append(Line(text: scene.words("Due: \(due)", "기한: \(due)")))
    }
    lines += gap + outcome(claim, scene, isDense: isDense)
    if !claim.later.isEmpty { lines += gap + later(claim, scene, isDense: isDense) }
    if let note = claim.note { lines += gap + [Line(text: scene.words("Note: ", "비고: ") + scene.words(note), role: .muted)] }
    if !isDense { lines += gap + sources(claim, scene) }
    return lines
  }

  /// What the record says: an outcome where it was judged, the state of things where it is open.
  private static func outcome(_ claim: Claim, _ scene: Scene, isDense: Bool) -> [Line] {
    let isOpen = claim.verdict == .open
    guard let outcome = claim.outcome else {
      let text =
        isOpen
        ? scene.words("Nothing in the record so far.", "아직 기록된 결과 없음.")
        : scene.words("The record does not decide it.", "기록으로는 판정할 수 없음.")
      return [Line(text: text, role: .muted)]
    }
    let day = claim.outcomeKnownAt.map { scene.format.date($0.newYorkDay) } ?? ""
    let word = isOpen ? scene.words("So far", "현황") : scene.words("Outcome", "결과")
    let isNew = claim.outcomeKnownAt.map { scene.snapshot.isNew($0) } == true
    let role: Role = isNew ? .new : .reported
    if isDense { return [Line(text: "\(word) \(day): \(scene.words(outcome))", role: role)] }
    return [
      Line(text: day.isEmpty ? word : "\(word) · \(day)", role: .title, emphasis: .bold),
      Line(text: scene.words(outcome), role: role),
    ]
  }

  private static func later(_ claim: Claim, _ scene: Scene, isDense: Bool) -> [Line] {
    var lines = isDense ? [] : [Line(text: scene.words("Later", "이후"), role: .title, emphasis: .bold)]
    for remark in claim.later {
      let role: Role = scene.snapshot.isNew(remark.knownAt) ? .new : .text
      lines.append(Line(text: "\(remark.knownAt.newYorkDay.iso) \(scene.words(remark.text))", role: role))
    }
    return lines
  }

  private static func sources(_ claim: Claim, _ scene: Scene) -> [Line] {
    func titles(_ keys: [String]) -> [Line] {
      keys.map { Line(text: "· " + (scene.snapshot.source($0)?.title ?? $0), role: .muted) }
    }
    let confidence = claim.citation.confidence
    let isUnverified = confidence == .unverified
    var lines = [Line(text: scene.words("Sources", "출처"), role: .title, emphasis: .bold)]
    lines.append(
      Line(
        text: (isUnverified ? "* " : "") + scene.words(Names.of(confidence)), role: isUnverified ? .warning : .muted))
    lines += titles(claim.citation.sources)
    lines += titles(claim.outcomeSources.filter { !claim.citation.sources.contains($0) })
    return lines
  }
}
