package import Analysis
internal import Canvas
package import Documents
package import Finance
import Format
package import Model

/// What a change of state asks of the world.
package enum Effect: Equatable, Sendable {
  case exit, suspend, redraw, nextTheme
  /// Writes the estimate that is shown to a file of the user's.
  case save(SavedEstimate, replacing: Bool)
  /// Writes a claim into the user's file.
  case addClaim(ClaimEntry)
  /// Opens the user's file of claims in an editor: at the claim of an id, at an entry that is written first, or at its end.
  case editClaims(id: String?, adding: ClaimEntry?)
  /// Writes the scenario that is shown, with its changes, to a file of the user's under a new id.
  case saveScenario(id: String, from: String, replacing: Bool)
}

/// What an action needs to know besides the state.
package struct ReduceContext {
  /// What the snapshot on screen comes to.
  package var analysis: Analysis
  /// The moments that `[` `]` and `{` `}` step through.
  package var timeline: Timeline
  /// The time of the clock: no step in time goes beyond it.
  package var now: Instant
  /// The panel content of the frame before, so that a key can reuse it; nil works everything out again.
  package var memory: PanelMemory?

  /// Without a memory the effects are the same, only slower.
  package init(_ analysis: Analysis, timeline: Timeline, now: Instant, memory: PanelMemory? = nil) {
    self.analysis = analysis
    self.timeline = timeline
    self.now = now
    self.memory = memory
  }

  /// What is known at the moment on screen.
  package var snapshot: Snapshot { analysis.snapshot }

  func drawContext(_ state: AppState) -> DrawContext { DrawContext(analysis, state, memory: memory) }
}

/// Applies an action to the state.
///
/// Pure: what must happen outside comes back as an effect.
package func reduce(_ state: inout AppState, _ action: Action, _ context: ReduceContext) -> Effect? {
  if state.overlay == nil {
    if let effect = state.panel.panel.effect(of: action, state, context.drawContext(state)) { return effect }
    if state.panel.panel.act(action, &state, context.drawContext(state)) { return nil }
  }
  switch action {
  case .quit: return .exit
  case .suspend: return .suspend
  case .redraw: return .redraw
  case .theme: return .nextTheme
  case .help, .source, .detail, .search, .close: reduceOverlay(&state, action, context)
  case .nextPanel: open(state.panel.stepped(by: 1), &state)
  case .previousPanel: open(state.panel.stepped(by: -1), &state)
  case .overview, .chain, .ess, .eps, .value, .index, .timeline, .claims:
    if let panel = action.panel { open(panel, &state) }
  case .up, .down, .left, .right, .first, .last, .pageUp, .pageDown: reduceCursor(&state, action, context)
  case .view:
    let count = state.panel.panel.views.count
    if count > 1 {
      state.open(view: (state.view(of: state.panel) + 1) % count, of: state.panel)
    } else {
      let title = state.panel.title
      state.notice = Notice(Phrase("\(title.en) has one view", "\(title.ko) 패널은 보기가 하나입니다"))
    }
  case .momentBack, .momentForward, .earningsBack, .earningsForward, .sessionBack, .sessionForward, .now:
    reduceMoment(&state, action, context)
  case .nextScenario, .previousScenario: reduceScenario(&state, action == .nextScenario ? 1 : -1, context)
  case .currency: state.currency = state.currency == .usd ? .krw : .usd
  case .language: state.language = state.language == .ko ? .en : .ko
  case .upDown: state.upDown = state.upDown == .western ? .korean : .western
  case .raise, .lower, .raiseFine, .lowerFine, .reset, .resetAll, .enterValue, .undo, .horizontalAxis, .verticalAxis,
    .add, .compare, .find, .base, .save, .open:
    let panels = action.panels
    guard !panels.contains(state.panel), !panels.isEmpty else { break }
    func names(_ language: Language) -> String { panels.map { "\($0.title[language]) (\($0.digit))" }.joined(separator: ", ") }
    state.notice = Notice(
      Phrase("\(action.keysText) works on \(names(.en))", "\(action.keysText) 키를 쓰는 패널: \(names(.ko))"))
  }
  return nil
}

private func open(_ panel: PanelID, _ state: inout AppState) {
  state.panel = panel
  state.overlay = nil
  state.overlayScroll = 0
}

private func reduceOverlay(_ state: inout AppState, _ action: Action, _ context: ReduceContext) {
  state.overlayScroll = 0
  if action == .close {
    state.overlay = nil
    return
  }
  if case .search(let query, let selected) = state.overlay, action == .detail {
    let hits = Search.hits(query, DrawContext(context.analysis, state))
    if hits.indices.contains(selected) {
      state.panel = hits[selected].panel
      state.open(view: hits[selected].view, of: state.panel)
      state.cursors[state.panel] = hits[selected].index
      state.panel.panel.reveal(&state)
    }
    state.overlay = nil
    return
  }
  let wanted: Overlay
  switch action {
  case .help: wanted = .help
  case .source: wanted = .source
  case .detail: wanted = .detail
  default: wanted = .search(query: "", selected: 0)
  }
  // The key that opened it closes it.
  state.overlay = state.overlay == wanted ? nil : wanted
}

private func reduceCursor(_ state: inout AppState, _ action: Action, _ context: ReduceContext) {
  let step: Step
  switch action {
  case .up: step = .up
  case .down: step = .down
  case .left: step = .left
  case .right: step = .right
  case .first: step = .first
  case .last: step = .last
  case .pageUp: step = .pageUp
  default: step = .pageDown
  }
  if case .search(let query, let selected) = state.overlay {
    let count = Search.hits(query, DrawContext(context.analysis, state)).count
    let next = OverviewPanel.linearMove(step, from: selected, count: count)
    state.overlay = .search(query: query, selected: next)
    return
  }
  if state.overlay != nil {
    switch step {
    case .up, .left: state.overlayScroll = max(0, state.overlayScroll - 1)
    case .down, .right: state.overlayScroll += 1
    case .pageUp: state.overlayScroll = max(0, state.overlayScroll - 10)
    case .pageDown: state.overlayScroll += 10
    case .first: state.overlayScroll = 0
    case .last: state.overlayScroll = 10_000
    }
    return
  }
  let drawContext = context.drawContext(state)
  let panel = state.panel.panel
  if panel.turn(step, &state, drawContext) { return }
  let count = panel.count(drawContext)
  let from = drawContext.cursor(state.panel, count)
  state.cursors[state.panel] = max(0, min(max(0, count - 1), panel.move(step, from: from, drawContext)))
}

private func reduceMoment(_ state: inout AppState, _ action: Action, _ context: ReduceContext) {
  let current = context.snapshot.asOf
  let timeline = context.timeline
  let target: Instant?
  switch action {
  case .momentBack: target = Timeline.previous(timeline.moments, before: current)
  case .momentForward: target = Timeline.next(timeline.moments, after: current)
  case .earningsBack: target = Timeline.previous(timeline.earnings, before: current)
  case .earningsForward: target = Timeline.next(timeline.earnings, after: current)
  case .sessionBack:
    let session = Sessions.lastClosed(at: current)
    target = session.close < current ? session.close : Sessions.previous(before: session.day).close
  case .sessionForward: target = Sessions.next(after: Sessions.lastClosed(at: current).day).close
  default:
    state.moment = .now
    for panel in PanelID.allCases { panel.panel.follow(&state) }
    return
  }
  let before = state.moment
  if let target, target <= context.now {
    state.moment = .at(target)
  } else if [.momentForward, .earningsForward, .sessionForward].contains(action) {
    // Beyond the last known moment there is only now.
    state.moment = .now
  }
  if state.moment != before { for panel in PanelID.allCases { panel.panel.follow(&state) } }
}

private func reduceScenario(_ state: inout AppState, _ n: Int, _ context: ReduceContext) {
  let ids = context.drawContext(state).analysis.scenarios.map(\.id)
  guard !ids.isEmpty else { return }
  let current = ids.firstIndex(of: state.scenario) ?? 0
  state.scenario = ids[(current + n + ids.count) % ids.count]
}

/// Applies a key: typed into an open search, otherwise by the key map.
package func reduce(_ state: inout AppState, key chord: Chord, _ context: ReduceContext) -> Effect? {
  state.notice = nil
  if case .prompt(let prompt) = state.overlay { return type(chord, prompt, &state, context) }
  if case .search(var query, _) = state.overlay {
    switch chord {
    case .character(let c) where c.value >= 32:
      if query.unicodeScalars.count < longestQuery { query.type(c) }
      state.overlay = .search(query: query, selected: 0)
      return nil
    case .backspace, .delete:
      if !query.isEmpty { query.unicodeScalars.removeLast() }
      state.overlay = .search(query: query, selected: 0)
      return nil
    case .up, .down, .pageUp, .pageDown, .enter, .escape, .control: break
    default: return nil
    }
  }
  guard let action = KeyMap.action(chord) else { return nil }
  return reduce(&state, action, context)
}

/// The longest query of the search, in scalars.
private let longestQuery = 60

/// Puts pasted text into what is being typed; a paste is never taken for keys.
///
/// Lines become one, and what cannot be shown is left out.
package func reduce(_ state: inout AppState, paste text: String) {
  state.notice = nil
  let words = text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
  var line = String(String.UnicodeScalarView(words.drop { $0 == " " })).shownScalars
  // The end of a line that was copied with it.
  while line.last == " ", text.unicodeScalars.last?.properties.isWhitespace == true { line.removeLast() }
  switch state.overlay {
  case .search(var query, _):
    query.unicodeScalars.append(contentsOf: line.prefix(max(0, longestQuery - query.unicodeScalars.count)))
    state.overlay = .search(query: query.composed, selected: 0)
  case .prompt(var prompt):
    if prompt.isSuggestion { prompt.text = "" }
    for scalar in line where prompt.text.utf8.count < prompt.longest { prompt.text.unicodeScalars.append(scalar) }
    prompt.text = prompt.text.composed
    prompt.isSuggestion = false
    (prompt.fault, prompt.mayReplace) = (nil, false)
    state.overlay = .prompt(prompt)
  default:
    state.notice = Notice(Phrase("paste works only in text fields; / searches", "붙여넣기는 입력란에서만 됨: / 검색"))
  }
}

extension String {
  /// Its scalars without those that a terminal would act on.
  fileprivate var shownScalars: [Unicode.Scalar] { safe.unicodeScalars.filter { !$0.isHidden || $0.isJoiner || $0.isTag } }
}

/// Types into an open prompt: Enter gives the text to the panel, Esc closes.
private func type(_ chord: Chord, _ prompt: Prompt, _ state: inout AppState, _ context: ReduceContext) -> Effect? {
  var prompt = prompt
  switch chord {
  case .enter: return state.panel.panel.answer(prompt, &state, context.drawContext(state))
  case .control("c"): return .exit
  case .control("l"): return .redraw
  case .tab, .backTab, .control("e"):
    if case .claim = prompt.question { return ClaimForm.type(chord, prompt, &state, context.drawContext(state)) }
    return nil
  case .escape:
    state.overlay = nil
    return nil
  case .control("u"): prompt.text = ""
  case .backspace, .delete: if !prompt.text.isEmpty { prompt.text.removeLast() }
  case .character(let c) where c.value >= 32 && prompt.text.utf8.count < prompt.longest:
    if prompt.isSuggestion { prompt.text = "" }
    prompt.text.type(c)
  default: return nil
  }
  prompt.isSuggestion = false
  (prompt.fault, prompt.mayReplace) = (nil, false)
  state.overlay = .prompt(prompt)
  return nil
}

extension String {
  /// Puts a character at the end; what some input methods send as loose jamo or accents is composed.
  fileprivate mutating func type(_ c: Unicode.Scalar) {
    unicodeScalars.append(c)
    self = composed
  }
}
