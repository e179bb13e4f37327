import App
import Canvas
import Documents
import Finance
import Format
import Model

/// Everything about the selected claim.
struct ClaimDetail {
  let judgement: ClaimJudgement
  let context: DrawContext
  /// Whether every line counts: no headings, no sources.
  let isDense: Bool

  private var claim: Claim { judgement.claim }

  static func draw(_ judgement: ClaimJudgement, _ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let record = ClaimDetail(judgement: judgement, context: context, isDense: rect.height < 14)
    Paragraph(record.lines).draw(in: rect, box: record.box, more: context.words("… Enter: all", "… Enter: 전체"), on: &canvas)
  }

  private var box: Box {
    let isNew = judgement.judgedAt.map { context.snapshot.isNew($0) } == true
    let verdict = "\(judgement.verdict.mark) \(context.words(Names.of(judgement.verdict)))"
    return Box(
      "\(verdict) · \(context.words(Names.topic(claim.topic)))",
      note: (isNew ? context.words("+ just judged · ", "+ 방금 판정 · ") : "") + ClaimText.figure(claim, context.format),
      noteRole: isNew ? .new : .claim, titleRole: isNew ? .new : judgement.verdict.role)
  }

  private var lines: [Line] {
    let sections = [title, said, figures, outcome, later, note] + (isDense ? [] : [sources])
    return Array(sections.filter { !$0.isEmpty }.joined(separator: isDense ? [] : [Line()]))
  }

  private func heading(_ en: String, _ ko: String) -> [Line] { isDense ? [] : [Line(context.words(en, ko), .title, .bold)] }

  private var title: [Line] {
    let (words, other) = (context.words(claim.text), claim.text[context.language == .ko ? .en : .ko])
    return [Line(words, .heading, .bold)] + (other == words ? [] : [Line(other, .muted)])
  }

  /// By whom, when, and how long it has.
  private var said: [Line] {
    let (format, who) = (context.format, context.words(claim.who))
    let due = claim.due.map { format.date($0) } ?? context.words("none given", "없음")
    let made = format.date(claim.knownAt.newYorkDay)
    var lines = [
      Line(context.words("Said by \(who)", "발언자: \(who)")), Line(context.words(Names.described(claim.kind)), .muted),
      Line(context.words("On record since \(made)", "기록 시점: \(made)")), Line(context.words("Due: \(due)", "기한: \(due)")),
    ]
    if isDense {
      let said = "\(context.words(Names.of(claim.kind))) · \(who), \(made) · "
      lines = [Line(said + context.words("due: \(due)", "기한: \(due)"), .muted)]
    }
    let standing = ClaimText.standingWords(judgement.standing, context.language)
    let isPressing = judgement.standing.isPressing
    return lines + (standing.isEmpty ? [] : [Line(standing, isPressing ? .warning : .muted, isPressing ? .bold : [])])
  }

  /// What the figures say.
  private var figures: [Line] {
    guard let test = claim.test else { return [] }
    let texts = Self.testLines(judgement, test, context.format)
    let isNew = judgement.record.map { context.snapshot.isNew($0.knownAt) } ?? false
    return heading("By the figures", "수치로 본 판정")
      + texts.enumerated().map { i, text in
        if i == texts.count - 1, judgement.differs { return Line(text, .warning, .bold) }
        return Line(text, i == 0 ? .muted : isNew ? .new : .reported)
      }
  }

  /// What the record says: an outcome where it was judged, the state of things where it is open.
  private var outcome: [Line] {
    let isOpen = claim.verdict == .open
    guard let outcome = claim.outcome else {
      if claim.test != nil { return [] }
      let text =
        isOpen
        ? Phrase("Nothing in the record so far.", "아직 기록된 결과 없음.")
        : Phrase("The record does not decide it.", "기록으로는 판정할 수 없음.")
      return [Line(context.words(text), .muted)]
    }
    let day = claim.outcomeKnownAt.map { context.format.date($0.newYorkDay) } ?? ""
    let word = isOpen ? context.words("So far", "현황") : context.words("Outcome", "결과")
    let role: Role = claim.outcomeKnownAt.map { context.snapshot.isNew($0) } == true ? .new : .reported
    if isDense { return [Line("\(word) \(day): \(context.words(outcome))", role)] }
    let verdict = isOpen ? "" : " · \(claim.verdict.mark) " + context.words(Names.of(claim.verdict))
    return [Line((day.isEmpty ? word : "\(word) · \(day)") + verdict, .title, .bold), Line(context.words(outcome), role)]
  }

  private var later: [Line] {
    if claim.later.isEmpty { return [] }
    return heading("Later", "이후")
      + claim.later.map { remark in
        Line(
          "\(remark.knownAt.newYorkDay.iso) \(context.words(remark.text))", context.snapshot.isNew(remark.knownAt) ? .new : .text)
      }
  }

  private var note: [Line] { claim.note.map { [Line(context.words("Note: ", "비고: ") + context.words($0), .muted)] } ?? [] }

  private var sources: [Line] {
    let isUnverified = claim.citation.confidence == .unverified
    let edit = context.key("claims.edit")
    let origin =
      claim.isUser
      ? Line(
        context.words("your own, from \(ClaimEntry.fileName); \(edit) edits it", "내 주장, \(ClaimEntry.fileName); \(edit) 키로 편집"),
        .accent)
      : Line(
        (isUnverified ? "* " : "") + context.words(Names.of(claim.citation.confidence)), isUnverified ? .warning : .muted)
    let keys = claim.citation.sources + claim.outcomeSources + ClaimSources.of(judgement.record)
    return heading("Sources", "출처") + [origin]
      + SourceNames.list(keys, context.snapshot, context.format.language).map { Line("· " + $0, .muted) }
  }

  // MARK: the figures in words

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
  private static func text(_ record: ClaimEvidence, _ format: Formatter) -> String {
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
}
