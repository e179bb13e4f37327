package import App
package import Finance
package import Model

/// The order that the ledger of claims is in.
package enum ClaimSort: Int, Sendable, CaseIterable {
  case topic, due, verdict, speaker, newest

  /// How the title of the ledger says it.
  package var name: Phrase {
    switch self {
    case .topic: return Phrase("by topic", "주제별")
    case .due: return Phrase("by due date", "기한순")
    case .verdict: return Phrase("by verdict", "판정별")
    case .speaker: return Phrase("by speaker", "발언자별")
    case .newest: return Phrase("newest verdict first", "최근 판정순")
    }
  }
}

/// Which claims the ledger shows, by what became of them or by what they are.
package enum ClaimFilter: Int, Sendable, CaseIterable {
  case all, pressing, open, met, partly, missed, unknown, differs, forecasts, statements, own

  /// How the title of the ledger says it.
  package var name: Phrase {
    switch self {
    case .all: return Phrase("all", "전체")
    case .pressing: return Phrase("due soon or overdue", "기한 임박·경과")
    case .open: return Phrase("open", "진행 중")
    case .met: return Phrase("met", "적중")
    case .partly: return Phrase("partly", "일부 적중")
    case .missed: return Phrase("missed", "빗나감")
    case .unknown: return Phrase("can't judge", "판정 불가")
    case .differs: return Phrase("figures differ", "수치와 다름")
    case .forecasts: return Phrase("forecasts", "예측")
    case .statements: return Phrase("statements", "진술")
    case .own: return Phrase("my own", "내 주장")
    }
  }
}

/// What passes a filter.
extension ClaimFilter {
  /// Whether a claim passes this filter alone, whatever topic and speaker are chosen.
  package func shows(_ judgement: ClaimJudgement) -> Bool {
    switch self {
    case .all: return true
    case .pressing: return judgement.standing.isPressing
    case .open: return judgement.verdict == .open
    case .met: return judgement.verdict == .met
    case .partly: return judgement.verdict == .partly
    case .missed: return judgement.verdict == .missed
    case .unknown: return judgement.verdict == .unknown
    case .differs: return judgement.differs
    case .forecasts: return judgement.claim.kind == .forecast
    case .statements: return judgement.claim.kind == .statement
    case .own: return judgement.claim.isUser
    }
  }
}

/// What the user has chosen on the Claims panel.
package struct ClaimsChoices: PanelState {
  /// The order of the ledger; the scoreboard and the history have their own.
  package var sort = ClaimSort.topic
  /// The filter by verdict, due date or kind, which works together with topic and speaker.
  package var filter = ClaimFilter.all
  /// Only the claims of this topic.
  package var topic: String?
  /// Only the claims of this speaker.
  package var speaker: Phrase?
  /// The claim that is being written.
  package var form = ClaimForm()

  /// All claims by topic, and an empty form.
  package init() {}

  /// Whether anything is left out.
  package var isFiltered: Bool { filter != .all || topic != nil || speaker != nil }

  /// Whether a claim passes the filters.
  package func shows(_ judgement: ClaimJudgement) -> Bool {
    topic.map { $0 == judgement.claim.topic } ?? true && speaker.map { $0 == judgement.claim.who } ?? true
      && filter.shows(judgement)
  }

  /// Clears filter, topic and speaker; the order stays.
  package mutating func showAll() { (filter, topic, speaker) = (.all, nil, nil) }
}

extension AppState {
  /// What is chosen on the Claims panel.
  package var claims: ClaimsChoices {
    get { panels[ClaimsPanel.self] }
    set { panels[ClaimsPanel.self] = newValue }
  }
}
