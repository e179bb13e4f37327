import App
import Finance
import Format
import Model

/// What a user can do on the Claims panel: order and filters of the ledger, and the user's own claims.
enum ClaimsCommands {
  static let all: [Command] = [
    ledger(
      "claims.sort", ["o"], Phrase("sort", "정렬"),
      Phrase("next order: topic, due date, verdict, speaker, newest verdict", "정렬: 주제, 기한, 판정, 발언자, 최근 판정")
    ) { choices, _ in choices.sort = next(choices.sort, of: ClaimSort.allCases) ?? .topic },
    ledger(
      "claims.filter.verdict", ["f"], Phrase("verdict", "판정"),
      Phrase("only one verdict, what is due, what differs, or your own", "판정별, 기한 임박·경과, 수치와 다름, 내 주장만 보기")
    ) { choices, content in
      // Only what would show something.
      var all = choices
      let filters = ClaimFilter.allCases.filter { filter in
        all.filter = filter
        return filter == .all || content.judgements.contains(where: all.shows)
      }
      choices.filter = next(choices.filter, of: filters) ?? .all
    },
    ledger("claims.filter.topic", ["x"], Phrase("topic", "주제"), Phrase("only one topic", "한 주제만 보기")) { choices, content in
      choices.topic = next(choices.topic, of: [nil] + content.topics.map(\.key.en)) ?? nil
    },
    ledger("claims.filter.speaker", ["y"], Phrase("speaker", "발언자"), Phrase("only one speaker", "한 발언자만 보기")) {
      choices, content in
      choices.speaker = next(choices.speaker, of: [nil] + content.speakers.map(\.key)) ?? nil
    },
    ledger(
      "claims.filter.clear", ["R", .control("r")], Phrase("all", "전체"), Phrase("show all claims again", "모든 주장 다시 보기"),
      whyNot: { $0.isFiltered ? nil : Phrase("all claims are shown already", "이미 모든 주장을 보는 중") }
    ) { choices, _ in choices.showAll() },
    Command(
      "claims.add", on: .panel(.claims), ["a"], Phrase("add", "추가"),
      Phrase("add a claim of your own in a form; Ctrl-E there opens your editor", "내 주장 추가; 입력 중 Ctrl-E는 편집기 열기")
    ) { state, _ in
      ClaimForm.begin(&state)
      return nil
    },
    Command(
      "claims.edit", on: .panel(.claims), ["e"], Phrase("edit", "편집"),
      Phrase("edit your file of claims at the selected one, in $VISUAL or $EDITOR", "선택한 내 주장을 편집기($VISUAL, $EDITOR)에서 고치기"),
      whyNot: lackOfOwn
    ) { _, context in .editClaims(id: selectedClaim(context.draw)?.id, adding: nil) },
  ]

  /// Changes the order or a filter, in the ledger; the cursor stays on its claim where that is still shown.
  private static func ledger(
    _ id: CommandID, _ keys: [Chord], _ short: Phrase, _ help: Phrase,
    whyNot: @escaping @Sendable (ClaimsChoices) -> Phrase? = { _ in nil },
    _ choose: @escaping @Sendable (inout ClaimsChoices, ClaimsContent) -> Void
  ) -> Command {
    let lack: @Sendable (CommandContext) -> Phrase? = { context in
      ClaimsContent.of(context.draw).judgements.isEmpty
        ? Phrase("no claim is in the ledger at this moment", "이 시점의 장부에는 주장이 없음") : whyNot(context.draw.state.claims)
    }
    return Command(id, on: .panel(.claims), keys, short, help, whyNot: lack) { state, context in
      let content = ClaimsContent.of(context.draw)
      let kept = content.selected?.position
      choose(&state.claims, content)
      state.open(view: ClaimsView.ledger.rawValue, of: .claims)
      let order = ClaimsContent.of(context.draw.with(state)).order
      state.cursors[.claims] = kept.flatMap { order.firstIndex(of: $0) } ?? 0
      return nil
    }
  }

  /// The one after the present one, around the end; the first one where the present one is not among them.
  private static func next<T: Equatable>(_ now: T, of all: [T]) -> T? {
    guard let place = all.firstIndex(of: now) else { return all.first }
    return all[(place + 1) % all.count]
  }

  // MARK: the user's own

  private static func selectedClaim(_ context: DrawContext) -> Claim? {
    let content = ClaimsContent.of(context)
    guard content.view == .ledger, let selected = content.selected else { return nil }
    return content.judgements[selected.position].claim
  }

  /// Why the selected claim cannot be edited; nil where it is the user's.
  private static let lackOfOwn: @Sendable (CommandContext) -> Phrase? = { context in
    guard let claim = selectedClaim(context.draw) else {
      let view = context.registry.key(.nextView)
      return Phrase("no claim is selected; choose one of yours in the ledger (\(view))", "선택한 주장이 없음; 장부(\(view))에서 내 주장을 고를 것")
    }
    let add = context.registry.key("claims.add")
    return claim.isUser
      ? nil
      : Phrase(
        "this claim belongs to the facts and cannot be edited; \(add) adds one of your own",
        "팩트에 든 주장이라 고칠 수 없음; \(add) 키로 내 주장을 추가할 수 있음")
  }

  static func footer(_ context: DrawContext) -> [[CommandID]] {
    let isLedger = context.state.view(of: .claims) == ClaimsView.ledger.rawValue
    let filters: [[CommandID]] =
      [["claims.filter.verdict"], ["claims.filter.topic"], ["claims.filter.speaker"]]
      + (context.state.claims.isFiltered ? [["claims.filter.clear"]] : [])
    return context.backToNow + [[.nextView]] + (isLedger ? [["claims.sort"]] + filters : []) + [["claims.add"]]
      + (isLedger ? [["claims.edit"]] : []) + [
        [.open], [.timeBack, .timeForward], [.source], [.earningsBack, .earningsForward], [.search], [.language], [.theme],
      ]
  }
}
