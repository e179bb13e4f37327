import Canvas
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
  /// Puts a setting that is not drawn from the state in force; where it is to be kept, writes it into `config.yaml`.
  case set(Setting, String, keeping: Bool)
}

/// What a command needs to know besides the state.
package struct CommandContext {
  /// What is on screen, before the command.
  package var draw: DrawContext
  /// The moments that steps in time go through.
  package var timeline: Timeline
  /// The time of the clock: no step in time goes beyond it.
  package var now: Instant

  /// For one command.
  package init(_ draw: DrawContext, timeline: Timeline, now: Instant) {
    self.draw = draw
    self.timeline = timeline
    self.now = now
  }

  /// What is known at the moment on screen.
  package var snapshot: Snapshot { draw.snapshot }
  /// The panels, commands and keys in force.
  package var registry: Registry { draw.registry }
}

extension Command {
  /// Does it, or says why it cannot be done now.
  ///
  /// Pure: what must happen outside comes back as an effect.
  package func perform(_ state: inout AppState, _ context: CommandContext) -> Effect? {
    if let why = whyNot(context) {
      state.explain(why)
      return nil
    }
    return run(&state, context)
  }
}

/// Applies a key: typed into what is open to be typed into, otherwise by the key map.
package func press(_ chord: Chord, _ state: inout AppState, _ context: CommandContext) -> Effect? {
  state.notice = nil
  switch state.overlay {
  case .prompt(let prompt): return prompt.type(chord, &state, context)
  case .palette(let palette): return palette.type(chord, &state, context)
  case .settings(let selected):
    if let key = SettingsKey(chord, context.registry) { return key.apply(to: selected, &state) }
  case .help(let query?): return typeHelp(chord, query, &state, context)
  default: break
  }
  let (registry, view) = (context.registry, state.view(of: state.panel))
  // Over a panel only what applies everywhere does.
  let command =
    state.overlay == nil
    ? registry.command(for: chord, on: state.panel, view: view) : registry.command(for: chord)
  guard let command else {
    state.notice = registry.notice(onUnused: chord, in: state)
    return nil
  }
  return command.perform(&state, context)
}

/// Types into the help: its rows are those with what was typed in them.
private func typeHelp(_ chord: Chord, _ query: String, _ state: inout AppState, _ context: CommandContext) -> Effect? {
  switch chord {
  case .escape: state.overlay = .help(query: nil)
  case .enter: return nil
  case .control(let c) where c != "u":
    state.overlay = .help(query: query.isEmpty ? nil : query)
    return context.registry.command(for: chord)?.perform(&state, context)
  default:
    var query = query
    guard query.edit(chord, longest: HelpBox.longestQuery) else {
      return context.registry.command(for: chord)?.perform(&state, context)
    }
    (state.overlay, state.overlayScroll) = (.help(query: query), 0)
  }
  return nil
}

extension String {
  /// Takes a key into a line of text; false where the key is none of text.
  ///
  /// What some input methods send as loose jamo or accents is composed.
  mutating func edit(_ chord: Chord, longest: Int) -> Bool {
    switch chord {
    case .character(let c) where c.value >= 32:
      if utf8.count < longest {
        unicodeScalars.append(c)
        self = composed
      }
    case .backspace, .delete: if !isEmpty { removeLast() }
    case .control("u"): self = ""
    default: return false
    }
    return true
  }

  /// Takes what was pasted: lines become one, what cannot be shown is left out, and so is the blank at the end of a line that was
  /// copied with it.
  mutating func paste(_ text: String, longest: Int) {
    let words = text.unicodeScalars.map { $0.properties.isWhitespace ? " " : $0 }
    var line = String(String.UnicodeScalarView(words.drop { $0 == " " })).shownScalars
    while line.last == " ", text.unicodeScalars.last?.properties.isWhitespace == true { line.removeLast() }
    for scalar in line where utf8.count < longest { unicodeScalars.append(scalar) }
    self = composed
  }

  /// Its scalars without those that a terminal would act on.
  private var shownScalars: [Unicode.Scalar] { safe.unicodeScalars.filter { !$0.isHidden || $0.isJoiner || $0.isTag } }
}

/// Puts pasted text into what is being typed; a paste is never taken for keys.
package func paste(_ text: String, _ state: inout AppState, _ context: CommandContext) {
  state.notice = nil
  switch state.overlay {
  case .palette(var palette):
    palette.query.paste(text, longest: Palette.longest)
    palette.selected = 0
    state.overlay = .palette(palette)
  case .help(var query?):
    query.paste(text, longest: HelpBox.longestQuery)
    (state.overlay, state.overlayScroll) = (.help(query: query), 0)
  case .prompt(var prompt):
    if prompt.isSuggestion { prompt.text = "" }
    prompt.text.paste(text, longest: prompt.field.longest)
    prompt.edited()
    state.overlay = .prompt(prompt)
  default:
    let key = context.registry.key(.search)
    state.notice = Notice(Phrase("paste works only in text fields; \(key) searches", "붙여넣기는 입력란에서만 됨: \(key) 검색"))
  }
}

extension Registry {
  /// What a key says that does nothing where it was pressed: where it does something, or that it has no command at all.
  func notice(onUnused chord: Chord, in state: AppState) -> Notice? {
    guard chord != .other else { return nil }
    if state.overlay != nil { return nil }
    let label = chord.label
    let places = users(of: chord)
    guard !places.isEmpty else {
      let (help, palette) = (key(.help), key(.palette))
      return Notice(
        Phrase(
          "\(label) has no command; \(help) lists the keys, \(palette) finds commands",
          "\(label) 키에는 기능이 없음; \(help) 키 목록, \(palette) 명령 찾기"))
    }
    func names(_ language: Language) -> String { places.map { $0[language] }.joined(separator: ", ") }
    return Notice(Phrase("\(label) works on \(names(.en))", "\(label) 키를 쓰는 곳: \(names(.ko))"))
  }

  /// Where a key does something of its own: `EPS (4)`, or with the names of the views where it is only some.
  private func users(of chord: Chord) -> [Phrase] {
    let all = keys.indices(of: chord).map { commands[$0].place }
    return panels.compactMap { panel in
      let places = all.filter { $0.panel == panel.id }
      guard !places.isEmpty else { return nil }
      let title = panel.title + Phrase(" (\(key(CommandID("panel." + panel.id.rawValue))))")
      let views = places.flatMap { if case .views(_, let raw) = $0 { raw } else { [Int]() } }
      guard !places.contains(.panel(panel.id)) else { return title }
      return title + Phrase(": ") + views.map { panel.views[$0] }.joined(separator: ", ")
    }
  }
}
