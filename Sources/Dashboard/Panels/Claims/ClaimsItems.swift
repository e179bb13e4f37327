import Analysis
import App
import Finance
import Format
import Model

/// Claims, groups of them and changes as items under the cursor.
enum ClaimsItems {
  static func item(_ judgement: ClaimJudgement, isSelected: Bool, _ content: ClaimsContent) -> Item {
    let claim = judgement.claim
    return Item(
      claim.text, claim.figure.map { .known($0) }, upTo: claim.figureHigh, on: claim.due,
      citation: claim.figure == nil ? claim.citation : nil,
      text: isSelected ? paragraphs(judgement, content.context) : [])
  }

  /// A topic or a speaker with its claims.
  static func item(ofGroup place: Int, _ content: ClaimsContent) -> Item {
    let group = content.groups[place]
    var text = tallied(group.tally)
    for judgement in content.context.analysis.ledger.sorted(group) {
      let (verdict, claim) = (judgement.verdict, judgement.claim)
      let word = Names.of(verdict)
      let kind = claim.kind == .statement ? Phrase("statement: ", "진술: ") : Phrase("")
      text.append(
        Phrase("\(verdict.mark) \(word.en): \(kind.en)\(claim.text.en)", "\(verdict.mark) \(word.ko): \(kind.ko)\(claim.text.ko)")
      )
    }
    return Item(content.name(ofGroup: place), citation: content.judgements[group.members[0]].claim.citation, text: text)
  }

  /// The counts in words: a rate of the forecasts, and the statements apart.
  private static func tallied(_ tally: ClaimTally) -> [Phrase] {
    let (f, s) = (tally.forecasts, tally.statements)
    let rate = tally.hitRate.map { Numbers.grouped($0, 0) + "%" }
    var text: [Phrase] = []
    if f.total > 0 {
      text.append(
        Phrase(
          "\(f.total) forecasts, \(f.judged) judged: \(f.met) met, \(f.partly) partly, \(f.missed) missed"
            + (rate.map { " (hit rate \($0), partly counts half)" } ?? ""),
          "예측 \(f.total)건, 판정 \(f.judged)건: 적중 \(f.met), 일부 \(f.partly), 빗나감 \(f.missed)"
            + (rate.map { " (적중률 \($0), 일부 적중은 절반)" } ?? "")))
    }
    if s.total > 0 {
      text.append(
        Phrase(
          "\(s.total) statements, past or announced when said, not in the rate: \(s.met) met, \(s.partly) partly, \(s.missed) missed",
          "진술 \(s.total)건(말할 때 이미 지났거나 공지된 일, 적중률 제외): 적중 \(s.met), 일부 \(s.partly), 빗나감 \(s.missed)"))
    }
    return text
  }

  /// A claim that was made or judged.
  static func item(_ change: ClaimLedger.Change, _ content: ClaimsContent) -> Item {
    let judgement = content.judgements[change.claim]
    let claim = judgement.claim
    let (word, day) = (change.word, change.instant.newYorkDay.iso)
    return Item(
      Phrase("\(day) \(word.en): \(claim.text.en)", "\(day) \(word.ko): \(claim.text.ko)"), citation: claim.citation,
      text: paragraphs(judgement, content.context))
  }

  private static func paragraphs(_ judgement: ClaimJudgement, _ context: DrawContext) -> [Phrase] {
    let (claim, s) = (judgement.claim, context.snapshot)
    var text: [Phrase] = []
    if claim.text.en != claim.text.ko { text.append(Phrase(claim.text.ko, claim.text.en)) }
    text.append(Phrase { said(claim, $0) })
    text.append(Phrase { verdict(judgement, s, $0) })
    if let test = claim.test { text.append(Phrase { self.test(judgement, test, s, $0) }) }
    for remark in claim.later {
      let day = remark.knownAt.newYorkDay.iso
      text.append(Phrase("\(day)  \(remark.text.en)", "\(day)  \(remark.text.ko)"))
    }
    if let note = claim.note { text.append(Phrase("Note: \(note.en)", "비고: \(note.ko)")) }
    if claim.isUser {
      let edit = context.key("claims.edit")
      text.append(Phrase("Your own claim: \(edit) opens the file at it.", "내 주장: \(edit) 키로 파일에서 고칩니다."))
    }
    return text
  }

  /// Who claimed what by when.
  private static func said(_ claim: Claim, _ format: Formatter) -> String {
    let isKorean = format.language == .ko
    let due = claim.due.map { format.date($0) } ?? (isKorean ? "없음" : "no date given")
    let figure = ClaimText.figure(claim, format)
    let kind = Names.of(claim.kind)[format.language]
    let head = isKorean ? "\(kind) · \(claim.who.ko), 기한: \(due)" : "\(kind) · \(claim.who.en), due: \(due)"
    return figure.isEmpty ? head : "\(head): \(figure)"
  }

  private static func verdict(_ judgement: ClaimJudgement, _ s: Snapshot, _ format: Formatter) -> String {
    let claim = judgement.claim
    var text = "\(judgement.verdict.mark) \(Names.of(judgement.verdict)[format.language])"
    let words = ClaimText.standingWords(judgement.standing, format.language)
    if let known = judgement.judgedAt {
      text += " (\(format.date(known.newYorkDay)))"
    } else if !words.isEmpty {
      text += ", " + words
    }
    if let outcome = claim.outcome { text += ": " + outcome[format.language] }
    return text + sources(claim.outcomeSources, s, format)
  }

  /// The rule, what is on record, and what follows.
  private static func test(_ judgement: ClaimJudgement, _ test: ClaimTest, _ s: Snapshot, _ format: Formatter) -> String {
    ClaimDetail.testLines(judgement, test, format).joined(separator: " ") + sources(ClaimSources.of(judgement.record), s, format)
  }

  /// The documents behind something, in brackets.
  private static func sources(_ keys: [String], _ s: Snapshot, _ format: Formatter) -> String {
    let titles = SourceNames.list(keys, s, format.language)
    return titles.isEmpty ? "" : " [" + titles.joined(separator: "; ") + "]"
  }
}
