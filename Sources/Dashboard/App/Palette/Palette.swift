import Analysis
import Canvas
package import Model

/// The palette: everything that can be done or looked at, found by what is typed.
package struct Palette: Equatable, Sendable {
  /// What a palette finds.
  package enum Scope: Equatable, Sendable {
    /// Commands, panels, views, scenarios, moments, settings and items.
    case everything
    /// The items of all panels alone: a search.
    case items
  }

  /// Which of the two it is.
  package let scope: Scope
  /// What was typed.
  package var query = ""
  /// The place of the selected row among those found.
  package var selected = 0
  /// Everything that can be found, as of when the palette was opened.
  package let index: PaletteIndex

  /// The longest query, in bytes of UTF-8.
  static let longest = 120

  /// Opens it: collects what can be found at the moment on screen.
  package init(_ scope: Scope, _ context: CommandContext) {
    self.scope = scope
    index = context.draw.paletteIndex(scope, context)
  }

  /// What was found for the query, best first.
  ///
  /// Without a query a search finds nothing, and the palette what was used last and then all commands.
  package func hits(_ recent: [PaletteTarget]) -> PaletteHits {
    scope == .everything || !query.isEmpty ? index.matches(query, recent: recent) : PaletteHits()
  }

  /// Types a key: Enter does what is selected, Esc closes.
  func type(_ chord: Chord, _ state: inout AppState, _ context: CommandContext) -> Effect? {
    var palette = self
    switch chord {
    case .control("c"): return .exit
    case .control("l"): return .redraw
    case .control("z"): return .suspend
    case .escape: state.close()
    case .control("p") where query.isEmpty: state.close()
    case .enter: return choose(&state, context)
    case .up, .down, .pageUp, .pageDown, .tab, .backTab, .control("n"), .control("p"):
      let step: Step =
        switch chord {
        case .up, .backTab, .control("p"): .up
        case .pageUp: .pageUp
        case .pageDown: .pageDown
        default: .down
        }
      palette.selected = step.along(hits(state.recent).count, from: selected)
      state.overlay = .palette(palette)
    default:
      guard palette.query.edit(chord, longest: Self.longest) else { return nil }
      palette.selected = 0
      state.overlay = .palette(palette)
    }
    return nil
  }

  /// Does what is selected, or goes to the moment that was typed.
  private func choose(_ state: inout AppState, _ context: CommandContext) -> Effect? {
    let hits = hits(state.recent)
    guard hits.indices.contains(selected) else { return nil }
    let target = hits[selected].target
    // The place of an item is another one at another moment.
    if case .item = target {} else { state.remember(target) }
    return target.perform(&state, context)
  }
}

/// What a row of the palette leads to.
package enum PaletteTarget: Hashable, Sendable {
  case command(CommandID)
  case view(ViewID)
  case scenario(String)
  case moment(Instant)
  /// A setting with the value that it gets for good.
  case setting(Setting, String)
  /// An item of a panel, by its view and its place there.
  case item(ViewID, Int)

  /// Does it, from whichever panel is open.
  func perform(_ state: inout AppState, _ context: CommandContext) -> Effect? {
    state.close()
    switch self {
    case .command(let id):
      if id == .open { return context.registry.open(&state, context.at(state)) }
      guard let command = context.registry.command(id) else { return nil }
      guard let panel = command.place.panel else { return command.perform(&state, context.at(state)) }
      state.open(panel)
      if case .views(_, let raw) = command.place, !raw.contains(state.view(of: panel)) { state.open(view: raw[0], of: panel) }
      return command.perform(&state, context.at(state))
    case .view(let id):
      state.open(id.panel)
      let panel = context.registry.panel(id.panel)
      if let lack = panel.lack(of: id.view, context.draw.with(state)) {
        state.explain(lack)
      } else {
        state.open(view: id.view, of: id.panel)
      }
    case .scenario(let id):
      state.choose(scenario: id, context)
    case .setting(let setting, let text): return state.set(setting, to: text, keeping: true)
    case .moment(let instant): state.go(to: .at(instant), context)
    case .item(let place, let index):
      state.open(place.panel)
      state.open(view: place.view, of: place.panel)
      state.cursors[place.panel] = index
      context.registry.panel(place.panel).reveal(&state)
    }
    return nil
  }
}

extension CommandContext {
  /// The same for a command that begins at another state.
  func at(_ state: AppState) -> CommandContext { CommandContext(draw.with(state), timeline: timeline, now: now) }
}

extension AppState {
  /// Puts a scenario in force and says which one: not every panel shows it.
  mutating func choose(scenario id: String, _ context: CommandContext) {
    scenario = id
    follow(.scenario, context.draw)
    guard let chosen = context.draw.analysis.scenarios.first(where: { $0.id == id }) else { return }
    notice = Notice(Phrase("scenario: ", "시나리오: ") + chosen.name)
  }

  /// Puts what was chosen in the palette before everything else, next time.
  mutating func remember(_ target: PaletteTarget) {
    recent.removeAll { $0 == target }
    recent.insert(target, at: 0)
    if recent.count > 30 { recent.removeLast() }
  }
}
