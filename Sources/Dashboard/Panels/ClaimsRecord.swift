import Canvas
import Finance
import Format
import Model

/// Everything about the selected claim.
enum ClaimsRecord {
  /// A line of the record before it is cut to the width.
  private struct Line {
    var text: String
    var role: Role = .text
    var emphasis: Emphasis = []
  }

  static func draw(_ judgement: ClaimJudgement, _ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let claim = judgement.claim
    let isDense = rect.height < 14
    let verdict = judgement.verdict
    let title = "\(verdict.mark) \(scene.words(Names.of(verdict))) · \(scene.words(Names.topic(claim.topic)))"
    let isNew = judgement.judgedAt.map { scene.snapshot.isNew($0) } == true
    let mark = isNew ? scene.words("+ just judged · ", "+ 방금 판정 · ") : ""
    let note = mark + ClaimText.figure(claim, scene.format)
    let inside = canvas.box(
      rect, title: title, note: note, titleRole: isNew ? .new : verdict.role, noteRole: isNew ? .new : .claim
    ).inset(1, 0)
    guard inside.width > 4 else { return }
    var rows: [Line] = []
    for line in lines(judgement, scene, isDense: isDense) {
      if line.text.isEmpty {
        rows.append(line)
        continue
      }
      for text in TextWidth.wrap(line.text, inside.width) {
        rows.append(Line(text: text, role: line.role, emphasis: line.emphasis))
      }
    }
    for (y, row) in rows.prefix(inside.height).enumerated() {
      canvas.text(row.text, inside.x, inside.y + y, row.role, row.emphasis, max: inside.width)
    }
    if rows.count > inside.height, rect.width > 24 {
      canvas.right(scene.words(" … Enter: all ", " … Enter: 전체 "), rect.maxX - 2, rect.maxY - 1, .muted)
    }
  }

  private static func lines(_ judgement: ClaimJudgement, _ scene: Scene, isDense: Bool) -> [Line] {
    let (claim, format) = (judgement.claim, scene.format)
    let gap = isDense ? [] : [Line(text: "")]
    var lines = [Line(text: scene.words(claim.text), role: .heading, emphasis: .bold)]
    let other = claim.text[scene.language == .ko ? .en : .ko]
    if other != scene.words(claim.text) { lines.append(Line(text: other, role: .muted)) }
    let due = claim.due.map { format.date($0) } ?? scene.words("none given", "없음")
    let made = format.date(claim.knownAt.newYorkDay)
    let who = scene.words(claim.who)
    if isDense {
      let kind = scene.words(Names.of(claim.kind))
      lines.append(
        Line(text: scene.words("\(kind) · \(who), \(made) · due: \(due)", "\(kind) · \(who), \(made) · 기한: \(due)"), role: .muted)
      )
    } else {
      lines += gap
      lines.append(Line(text: scene.words("Said by \(who)", "발언자: \(who)")))
      lines.append(Line(text: scene.words(Names.described(claim.kind)), role: .muted))
      lines.append(Line(text: scene.words("On record since \(made)", "기록 시점: \(made)")))
      lines.append(Line(text: scene.words("Due: \(due)", "기한: \(due)")))
    }
    let standing = ClaimText.standingWords(judgement.standing, scene.language)
    if !standing.isEmpty {
      let isPressing = judgement.standing.isPressing
      lines.append(Line(text: standing, role: isPressing ? .warning : .muted, emphasis: isPressing ? .bold : []))
    }
    if let test = claim.test { lines += gap + figures(judgement, test, scene, isDense: isDense) }
    let outcome = outcome(judgement, scene, isDense: isDense)
    if !outcome.isEmpty { lines += gap + outcome }
    if !claim.later.isEmpty { lines += gap + later(claim, scene, isDense: isDense) }
    if let note = claim.note { lines += gap + [Line(text: scene.words("Note: ", "비고: ") + scene.words(note), role: .muted)] }
    if !isDense { lines += gap + sources(judgement, scene) }
    return lines
  }

  // MARK: what the figures say

  private static func figures(_ judgement: ClaimJudgement, _ test: ClaimTest, _ scene: Scene, isDense: Bool) -> [Line] {
    let texts = testLines(judgement, test, scene.format)
    let isNew = judgement.record.map { scene.snapshot.isNew($0.knownAt) } ?? false
    var lines = isDense ? [] : [Line(text: scene.words("By the figures", "수치로 본 판정"), role: .title, emphasis: .bold)]
    for (i, text) in texts.enumerated() {
      let isLast = i == texts.count - 1
      let role: Role = i == 0 ? .muted : isLast && judgement.differs ? .warning : isNew ? .new : .reported
      lines.append(Line(text: text, role: role, emphasis: isLast && judgement.differs ? .bold : []))
    }
    return lines
  }

  /// The rule, what is on record, and what follows from both, a line each.
  static func testLines(_ judgement: ClaimJudgement, _ test: ClaimTest, _ format: Formatter) -> [String] {
    let isKorean = format.language == .ko
    var lines = [(isKorean ? "기준: " : "Rule: ") + ClaimText.rule(judgement.claim, test, format)]
    if let note = test.note { lines[0] += " (\(note[format.language]))" }
    if let record = judgement.record { lines.append((isKorean ? "기록: " : "On record: ") + text(record, format)) }
    lines.append(conclusion(judgement, format))
    return lines
  }

  /// A figure with its period, its rule and since when it is known; or a day.
  private static func text(_ record: ClaimRecord, _ format: Formatter) -> String {
    let isKorean = format.language == .ko
    switch record {
    case .day(let day, _): return format.date(day)
    case .figure(let figure):
      var text =
        ClaimText.plain(format).text(figure, decimals: ClaimText.recordDecimals(figure)) + ClaimText.mark(figure) + " · "
        + figure.period.label
      let known = format.date(figure.provenance.knownAt.newYorkDay)
      if case .derived(let rule, _) = figure.provenance { text += " · " + rule[format.language] }
      if figure.period != .day(figure.provenance.knownAt.newYorkDay) {
        text += isKorean ? " · \(known)부터 알려짐" : " · known since \(known)"
      }
      return text
    }
  }

  private static func conclusion(_ judgement: ClaimJudgement, _ format: Formatter) -> String {
    let isKorean = format.language == .ko
    if let obstacle = judgement.obstacle { return obstacle[format.language] }
    guard let computed = judgement.computed, computed != .open else {
      return isKorean ? "아직 결정되지 않음." : "Not decided yet."
    }
    let word = "\(computed.mark) \(Names.of(computed)[format.language])"
    let since = judgement.computedAt.map { format.date($0.newYorkDay) } ?? ""
    if judgement.differs {
      let recorded = Names.of(judgement.claim.verdict)[format.language]
      return isKorean
        ? "≠ 수치로는 \(word) (\(since)), 기록된 판정은 \(recorded)"
        : "≠ By the figures \(word) since \(since); the recorded verdict is \(recorded)"
    }
    if judgement.isComputed { return isKorean ? "\(word) (\(since), 계산된 판정)" : "\(word) since \(since), computed" }
    return isKorean ? "\(word) (\(since)), 기록된 판정과 같음" : "\(word) since \(since), as recorded"
  }

  // MARK: what was recorded

  /// What the record says: an outcome where it was judged, the state of things where it is open.
  private static func outcome(_ judgement: ClaimJudgement, _ scene: Scene, isDense: Bool) -> [Line] {
    let claim = judgement.claim
    let isOpen = claim.verdict == .open
    guard let outcome = claim.outcome else {
      if claim.test != nil { return [] }
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
    let verdict = isOpen ? "" : " · \(claim.verdict.mark) " + scene.words(Names.of(claim.verdict))
    return [
      Line(text: (day.isEmpty ? word : "\(word) · \(day)") + verdict, role: .title, emphasis: .bold),
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

  // MARK: sources

  private static func sources(_ judgement: ClaimJudgement, _ scene: Scene) -> [Line] {
    let claim = judgement.claim
    var lines = [Line(text: scene.words("Sources", "출처"), role: .title, emphasis: .bold)]
    if claim.isOwn {
      lines.append(
        Line(text: scene.words("your own, from \(ClaimsFile.name); e edits it", "내 주장, \(ClaimsFile.name); e로 편집"), role: .accent)
      )
    } else {
      let isUnverified = claim.citation.confidence == .unverified
      lines.append(
        Line(
          text: (isUnverified ? "* " : "") + scene.words(Names.of(claim.citation.confidence)),
          role: isUnverified ? .warning : .muted))
    }
    let keys = claim.citation.sources + claim.outcomeSources + ClaimSources.of(judgement.record)
    return lines + SourceNames.list(keys, scene.snapshot, scene.format.language).map { Line(text: "· " + $0, role: .muted) }
  }
}
