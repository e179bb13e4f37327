import Analysis
import Canvas
import Finance
import Format
import Model

/// What the keys of the Claims panel do: order and filters of the ledger, and the user's own claims.
enum ClaimsKeys {
  static let keys: [PanelKey] = [
    PanelKey(
      .open, Phrase("sort", "정렬"),
      Phrase("next order: topic, due date, verdict, speaker, newest verdict", "정렬: 주제, 기한, 판정, 발언자, 최근 판정")),
    PanelKey(
      .find, Phrase("verdict", "판정"),
      Phrase("only one verdict, what is due, what differs, or your own", "판정별, 기한 임박·경과, 수치와 다름, 내 주장만 보기")),
    PanelKey(.horizontalAxis, Phrase("topic", "주제"), Phrase("only one topic", "한 주제만 보기")),
    PanelKey(.verticalAxis, Phrase("speaker", "발언자"), Phrase("only one speaker", "한 발언자만 보기")),
    PanelKey(.resetAll, Phrase("all", "전체"), Phrase("show all claims again", "모든 주장 다시 보기")),
    PanelKey(
      .add, Phrase("add", "추가"),
      Phrase("add a claim of your own in a form; Ctrl-E there opens your editor", "내 주장 추가; 입력 중 Ctrl-E는 편집기 열기")),
    PanelKey(
      .enterValue, Phrase("edit", "편집"),
      Phrase("edit your file of claims at the selected one, in $VISUAL or $EDITOR", "선택한 내 주장을 편집기($VISUAL, $EDITOR)에서 고치기")),
  ]

  static func act(_ action: Action, _ state: inout AppState, _ context: DrawContext) -> Bool {
    guard ClaimsPanel.takes(action) else { return false }
    switch action {
    case .add: ClaimForm.begin(&state)
    case .enterValue: explainEditing(&state, context)
    default: choose(action, &state, context)
    }
    return true
  }

  /// Changes the order or a filter; the cursor stays on its claim where that is still shown.
  private static func choose(_ action: Action, _ state: inout AppState, _ context: DrawContext) {
    let content = ClaimsContent.of(context)
    let kept = content.selected?.position
    let judgements = content.judgements
    var choices = state.claims
    switch action {
    case .open: choices.sort = next(choices.sort, of: ClaimSort.allCases) ?? .topic
    case .find:
      // Only what would show something.
      var all = choices
      let filters = ClaimFilter.allCases.filter { filter in
        all.filter = filter
        return filter == .all || judgements.contains(where: all.shows)
      }
      choices.filter = next(choices.filter, of: filters) ?? .all
    case .horizontalAxis:
      choices.topic = next(choices.topic, of: [nil] + content.topics.map(\.key.en)) ?? nil
    case .verticalAxis:
      choices.speaker = next(choices.speaker, of: [nil] + content.speakers.map(\.key)) ?? nil
    default: choices.showAll()
    }
    state.claims = choices
    state.open(view: ClaimsView.ledger.rawValue, of: .claims)
    let order = ClaimsContent.of(DrawContext(context.analysis, state)).order
    state.cursors[.claims] = kept.flatMap { order.firstIndex(of: $0) } ?? 0
  }

  /// The one after the present one, around the end; the first one where the present one is not among them.
  private static func next<T: Equatable>(_ now: T, of all: [T]) -> T? {
    guard let place = all.firstIndex(of: now) else { return all.first }
    return all[(place + 1) % all.count]
  }

  // MARK: the user's own

  /// Where the selected claim is the user's, its file is opened.
  static func effect(of action: Action, _ state: AppState, _ context: DrawContext) -> Effect? {
    guard action == .enterValue, let claim = selectedClaim(context), claim.isUser else { return nil }
    return .editClaims(id: claim.id, adding: nil)
  }

  private static func selectedClaim(_ context: DrawContext) -> Claim? {
    let content = ClaimsContent.of(context)
    guard content.view == .ledger, let selected = content.selected else { return nil }
    return content.judgements[selected.position].claim
  }

  private static func explainEditing(_ state: inout AppState, _ context: DrawContext) {
    state.notice =
      selectedClaim(context) == nil
      ? Notice(
        Phrase("no claim is selected; choose one of yours in the ledger (v)", "선택한 주장이 없음; 장부(v)에서 내 주장을 고를 것"), isFault: true)
      : Notice(
        Phrase(
          "this claim belongs to the facts and cannot be edited; a adds one of your own", "팩트에 든 주장이라 고칠 수 없음; a로 내 주장을 추가할 수 있음"),
        isFault: true)
  }

  static func footer(_ context: DrawContext) -> [[Action]] {
    let isLedger = context.state.view(of: .claims) == ClaimsView.ledger.rawValue
    let filters: [[Action]] =
      [[.find], [.horizontalAxis], [.verticalAxis]] + (context.state.claims.isFiltered ? [[.resetAll]] : [])
    return (context.state.moment == .now ? [] : [[.now]]) + [[.view]] + (isLedger ? [[.open]] + filters : []) + [[.add]]
      + (isLedger ? [[.enterValue]] : []) + [
        [.detail], [.momentBack, .momentForward], [.source], [.earningsBack, .earningsForward], [.search], [.language], [.theme],
      ]
  }
}
