import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// What a row of the timeline says.
struct TimelineEntry {
  var mark: Unicode.Scalar
  var role: Role
  var label: Phrase
  var detail: Phrase?
  var reading: Reading?
  /// Change on the close before the results, percent.
  var change: Double?
  var citation: Citation?

  init(
    _ mark: Unicode.Scalar, _ role: Role, _ label: Phrase, _ detail: Phrase? = nil, _ reading: Reading? = nil,
    change: Double? = nil, citation: Citation? = nil
  ) {
    self.mark = mark
    self.role = role
    self.label = label
    self.detail = detail
    self.reading = reading
    self.change = change
    self.citation = citation
  }
}

/// The rows of the timeline in words.
enum TimelineRowText {
  static let notInRecord = Phrase("not in the record", "기록에 없음")

  /// One thing that became known.
  static func entry(_ ref: TimelineRef, _ log: ChangeLog) -> TimelineEntry {
    let s = log.snapshot
    switch ref.kind {
    case .results:
      let quarter = s.earnings[ref.index].quarter.label
      return TimelineEntry("●", .text, Phrase("\(quarter) results", "\(quarter) 실적 발표"), notInRecord)
    case .event:
      let event = s.events[ref.index]
      let reading = event.figure.flatMap { $0.unit == .none ? nil : Reading.known($0) }
      return TimelineEntry("●", .text, event.title, event.detail, reading, citation: cited(event.citation, ref.instant))
    case .announced:
      let event = s.events[ref.index]
      let (mark, role): (Unicode.Scalar, Role) = event.isExpected ? ("◆", .estimate) : ("○", .text)
      let label = Phrase("scheduled for \(event.day.iso): \(event.title.en)", "\(event.day.iso) 예정: \(event.title.ko)")
      return TimelineEntry(mark, role, label, citation: event.citation)
    case .occurred:
      let event = s.events[ref.index]
      let isMissing = event.kind == .release && event.figure == nil
      return TimelineEntry("·", .muted, event.title, isMissing ? notInRecord : event.detail, citation: event.citation)
    case .price: return priceEntry(log.reactions[ref.index], ref.part)
    case .figures: return TimelineEntry("●", .reported, figuresLabel([ref.index], log))
    case .claim, .verdict, .remark: return claimEntry(ref, log)
    case .stage:
      let stage = s.stages[ref.index]
      return TimelineEntry(
        "▪", .text, named(stage.shortLabel, stage.history[ref.part].text), citation: cited(stage.citation, ref.instant))
    case .factory:
      let factory = s.factories[ref.index]
      let capacity = FactoryPart.capacity(of: ref.part).map { Reading.known(factory.capacities[$0].figure) }
      return TimelineEntry(
        "▪", .text, named(factory.name, word(of: factory, ref.part)), nil, capacity,
        citation: cited(factory.citation, ref.instant))
    case .scenario:
      let scenario = s.scenarios[ref.index]
      return TimelineEntry(
        "◇", .claim, named(Phrase("scenario", "시나리오"), scenario.name), scenario.who,
        citation: scenario.entries.first.flatMap { citation(of: $0.figure) })
    case .fact:
      guard let news = s.news(of: log.facts[ref.index]) else { return TimelineEntry("▪", .text, notInRecord) }
      let (mark, role): (Unicode.Scalar, Role) =
        switch news.figure?.provenance {
        case .consensus, .assumed: ("◆", .estimate)
        case .claimed: ("◇", .claim)
        default: ("▪", .text)
        }
      return TimelineEntry(
        mark, role, news.label, news.detail, news.figure.map { .known($0) },
        citation: news.citation.map { cited($0, ref.instant) })
    case .weights:
      let rebalance = s.rebalances[ref.index]
      let isByRule = rebalance.datesByRule.contains(.published)
      return TimelineEntry(
        "●", .text,
        Phrase("new index weights published\(isByRule ? ", by rule" : "")", "새 지수 비중 공개\(isByRule ? " (규칙)" : "")"),
        citation: cited(rebalance.citation, ref.instant))
    }
  }

  private static func named(_ name: Phrase, _ text: Phrase) -> Phrase {
    Phrase("\(name.en): \(text.en)", "\(name.ko): \(text.ko)")
  }

  private static func citation(of figure: Figure) -> Citation? {
    switch figure.provenance {
    case .reported(let c), .consensus(let c), .claimed(_, let c): return c
    default: return nil
    }
  }

  /// The citation with the moment at which this part of it became known.
  private static func cited(_ citation: Citation, _ instant: Instant) -> Citation {
    Citation(sources: citation.sources, knownAt: instant, confidence: citation.confidence, remarks: citation.remarks)
  }

  private static func priceEntry(_ reaction: EarningsReaction, _ part: Int) -> TimelineEntry {
    let (quarter, moves) = (reaction.day.quarter.shortLabel, reaction.moves)
    func entry(_ en: String, _ ko: String, _ reading: Reading, _ change: Double?) -> TimelineEntry {
      TimelineEntry("·", .text, Phrase("\(quarter) \(en)", "\(quarter) \(ko)"), nil, reading, change: change)
    }
    switch part {
    case ReactionPart.before: return entry("prior close", "직전 종가", reaction.closeBefore, nil)
    case ReactionPart.open: return entry("next open", "다음 시가", reaction.open, moves.gap)
    case ReactionPart.close: return entry("first close", "첫 종가", reaction.firstClose, moves.firstDay)
    default: return entry("close a week later", "1주 뒤 종가", reaction.fifthClose, moves.week)
    }
  }

  private static func claimEntry(_ ref: TimelineRef, _ log: ChangeLog) -> TimelineEntry {
    let claim = log.snapshot.claims[ref.index]
    func citation(_ sources: [String]) -> Citation {
      Citation(sources: sources, knownAt: ref.instant, confidence: claim.citation.confidence)
    }
    switch (ref.kind, ref.part) {
    case (.claim, _):
      return TimelineEntry(
        "◇", .claim, claim.text, claim.who, claim.figure.map { .known($0) }, citation: claim.citation)
    case (.verdict, _):
      let verdict = verdict(ref, log)
      let word = verdict == .open ? Phrase("so far", "현재까지") : Names.of(verdict)
      // Words and sources of the record may be newer than the verdict.
      let isRecorded = claim.outcomeKnownAt.map { $0 <= ref.instant } ?? false
      let sources = isRecorded ? claim.outcomeSources : ClaimSources.of(log.ledger.judgements[ref.index].record)
      return TimelineEntry(
        verdict.mark, verdict.role, named(word, claim.text), isRecorded ? claim.outcome : nil, citation: citation(sources))
    case (_, ClaimPart.test):
      return TimelineEntry(
        "◇", .claim, claim.text, Phrase("decided by figures from now on", "이때부터 수치로 판정"),
        citation: cited(claim.citation, ref.instant))
    case (_, ClaimPart.outcome):
      return TimelineEntry("◇", .claim, claim.text, claim.outcome, citation: citation(claim.outcomeSources))
    default:
      return TimelineEntry(
        "◇", .claim, claim.text, claim.later[ref.part].text, citation: cited(claim.citation, ref.instant))
    }
  }

  /// What a row of verdicts says: the verdict that came then, `.open` for the state of an open claim.
  private static func verdict(_ ref: TimelineRef, _ log: ChangeLog) -> Verdict {
    ref.part == ClaimPart.outcome ? .open : log.ledger.judgements[ref.index].steps[ref.part].verdict
  }

  private static func word(of factory: Factory, _ part: Int) -> Phrase {
    switch part {
    case FactoryPart.announced: return Phrase("announced", "발표")
    case FactoryPart.groundbreaking: return Phrase("ground broken", "착공")
    case FactoryPart.startOfProduction: return Phrase("production starts", "생산 개시")
    case FactoryPart.fullRate: return Phrase("full rate shown", "최대 생산속도 확인")
    case FactoryPart.status: return factory.status?.text ?? Phrase("status", "상태")
    case FactoryPart.running: return Phrase("in production by then", "이때 생산 중")
    case FactoryPart.onRecord: return Phrase("on record", "기록됨")
    default:
      return FactoryPart.capacity(of: part).map { Names.of(factory.capacities[$0].kind) } ?? factory.milestones[part].text
    }
  }

  // MARK: rows of the list of moments

  /// A row of the list of moments: one thing, or how many of its kind.
  static func entry(_ row: TimelineRow, _ log: ChangeLog) -> TimelineEntry {
    let first = log.refs[row.refs.lowerBound]
    var entry = entry(first, log)
    let n = row.refs.count
    guard n > 1 else { return entry }
    (entry.detail, entry.reading) = (entry.label, nil)
    switch first.kind {
    case .figures:
      entry.label = figuresLabel(row.refs.map { log.refs[$0].index }, log)
      entry.detail = nil
    case .claim: entry.label = Phrase("\(n) claims", "주장 \(n)건")
    case .verdict: (entry.label, entry.mark, entry.role) = (verdictsLabel(row, log), "✓", .text)
    case .remark: entry.label = Phrase("\(n) additions to claims", "주장 추가 기록 \(n)건")
    case .stage: entry.label = Phrase("\(n) chain milestones", "체인 이정표 \(n)건")
    case .factory: entry.label = Phrase("\(n) factory milestones", "공장 이정표 \(n)건")
    case .scenario: entry.label = Phrase("\(n) scenarios", "시나리오 \(n)개")
    case .fact:
      let heading = log.snapshot.news(of: log.facts[first.index])?.heading ?? Phrase("facts", "기록")
      entry.label = Phrase("\(n) \(heading.en)", "\(heading.ko) \(n)건")
    default:
      entry.label = Phrase("\(n) dates scheduled", "일정 \(n)건 공지")
      entry.detail = log.snapshot.events[first.index].title
    }
    return entry
  }

  /// The name of figures that became known together: by their quarter where they are a release, otherwise by metric.
  private static func figuresLabel(_ groups: [Int], _ log: ChangeLog) -> Phrase {
    guard let first = groups.first else { return Phrase("figures", "수치") }
    let instant = log.groups[first].instant
    if log.snapshot.splits.contains(where: { $0.effective == instant }) {
      return Phrase("per-share figures on the new share basis", "주당 수치, 분할 반영")
    }
    let released = groups.filter { ChangeLog.quarterly.contains(log.firstMetrics[$0]) }
    let quarters = released.map { log.groups[$0].period }.filter { if case .quarter = $0 { true } else { false } }
    if let label = quarters.max()?.label { return Phrase("\(label) figures", "\(label) 수치") }
    // A filing that brings a count of shares among other figures is named after the others.
    guard let named = groups.first(where: { log.firstMetrics[$0] != .sharesOutstanding }) else {
      return ShareBasis.earned.shortName
    }
    let (name, label) = (Names.of(log.firstMetrics[named]), log.groups[named].period.label)
    return Phrase("\(name.en) \(label)", "\(name.ko) \(label)")
  }

  private static func verdictsLabel(_ row: TimelineRow, _ log: ChangeLog) -> Phrase {
    let counts = row.refs.reduce(into: [Verdict: Int]()) { $0[verdict(log.refs[$1], log), default: 0] += 1 }
    let order: [Verdict] = [.met, .partly, .missed, .unknown, .open]
    let parts = order.compactMap { verdict in
      counts[verdict].map { (verdict == .open ? Phrase("so far open", "진행 중") : Names.of(verdict), $0) }
    }
    return Phrase(
      "verdicts: " + parts.map { "\($0.1) \($0.0.en)" }.joined(separator: ", "),
      "판정: " + parts.map { "\($0.0.ko) \($0.1)" }.joined(separator: ", "))
  }

  /// How many figures a row stands for, and the most telling of them, the longest way to say it first: only rows on screen are asked.
  static func figuresDetail(_ row: TimelineRow, _ context: DrawContext, _ log: ChangeLog) -> [String] {
    let steps = sharesDetail(row, context, log)
    let groups = row.refs.map { log.refs[$0].index }.filter { log.firstMetrics[$0] != .sharesOutstanding }
      .map { log.groups[$0] }
    if groups.isEmpty { return steps.map { ": " + $0 } }
    // A new count of shares in the same filing says its step, too.
    func with(_ steps: [String], _ text: String) -> [String] {
      let words = context.words("shares ", "주식 ")
      return steps.map { "\(text) · \(words)\($0)" } + [text]
    }
    // A figure that came alone is shown itself.
    if groups.count == 1, case let figures = log.figures(groups[0]), figures.count == 1 {
      return with(steps, ": \(context.format.text(figures[0].figure))\(context.mark(figures[0].figure))")
    }
    let count = groups.reduce(0) { $0 + log.count($1) }
    let headline = groups.lazy.compactMap { Self.headline($0, context) }.first ?? ""
    return with(steps, ": \(count)\(headline)") + [": \(count)"]
  }

  /// The most telling figure of a release: EPS on the share basis of the snapshot, like every other number on the panel, so it may be newer
  /// than its release.
  private static func headline(_ group: FigureGroup, _ context: DrawContext) -> String? {
    for (herald, metric, name) in [
      (Metric.revenue, Metric.epsNonGAAP, "EPS"), (.deliveries, .deliveries, context.words("deliveries", "인도")),
    ] {
      guard context.snapshot.reading(herald, group.period).figure?.provenance.knownAt == group.instant,
        case .known(let figure) = context.snapshot.reading(metric, group.period)
      else { continue }
      return " · \(name) \(context.format.value(.known(figure)))\(context.mark(figure))"
    }
    return nil
  }

  /// A step in the count of shares: from what to what, since the market value moves with it; empty where the row has none.
  private static func sharesDetail(_ row: TimelineRow, _ context: DrawContext, _ log: ChangeLog) -> [String] {
    guard let i = row.refs.map({ log.refs[$0].index }).first(where: { log.firstMetrics[$0] == .sharesOutstanding }) else {
      return []
    }
    let (s, format, group) = (context.snapshot, context.format, log.groups[i])
    guard case .known(let count) = s.firstPrint(.sharesEarned, group.period) else { return [] }
    let before = Valuation.shares(at: group.instant + -1, s)
    let change = Growth.change(from: before, to: .known(count))
    let from = before.figure.map { format.shareCount($0) + " → " } ?? ""
    let to = format.shareCount(count) + (change.value == nil ? "" : " \(format.change(change))")
    var texts = [from + to, to] + (change.value == nil ? [] : [format.change(change)])
    if case .known(let total) = s.firstPrint(.sharesOutstanding, group.period), total.value > count.value {
      let all = context.words(" · incl. unearned awards ", " · 미취득 보상주 포함 ") + format.text(total)
      texts.insert(from + to + all, at: 0)
    }
    return texts
  }

  // MARK: items

  static func item(_ row: TimelineRow, _ log: ChangeLog) -> Item {
    let entry = entry(row, log)
    return Item(
      entry.label, entry.reading, on: row.instant.newYorkDay, citation: entry.reading == nil ? entry.citation : nil)
  }

  static func item(_ row: Revealed, _ log: ChangeLog, _ context: DrawContext) -> Item {
    switch row {
    case .figure(let metric, let figure):
      let (name, period) = (Names.of(metric), figure.period.label)
      return Item(Phrase("\(name.en) \(period)", "\(name.ko) \(period)"), .known(figure))
    case .price(let reading, _):
      let isOpen = reading.figure.map {
        $0.provenance.knownAt < (Sessions.session(on: $0.period.endDay)?.close ?? $0.provenance.knownAt)
      }
      return Item(isOpen == true ? Phrase("Open", "시가") : Phrase("Close", "종가"), reading)
    case .nothing:
      let text = Phrase("The record has nothing from this moment.", "이 시점의 기록은 없습니다.") + context.otherMoments
      return Item(Phrase("Nothing became known", "새로 알려진 것 없음"), text: [text])
    case .ref(let i):
      let entry = entry(log.refs[i], log)
      return Item(entry.label, entry.reading, citation: entry.reading == nil ? entry.citation : nil)
    }
  }
}
