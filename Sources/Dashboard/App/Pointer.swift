package import Canvas
package import Model

/// What a mouse did, at a cell of the screen.
package enum PointerEvent: Equatable, Sendable {
  case press, drag, release
  case wheelUp, wheelDown
}

extension Dashboard {
  /// Applies what a mouse did, by what was drawn there.
  package mutating func point(_ event: PointerEvent, _ x: Int, _ y: Int, now: Instant) -> Effect? {
    let context = commandContext(now)
    let region = memory.regions.top(at: x, y)
    let before = state
    let effect = App.point(event, x, y, region, memory, &state, context)
    if event == .press, before.overlay == nil, state.panel == before.panel, let hit = region?.hit, case .item = hit {
      state.anchor = memory.regions.anchor(of: hit)
    } else {
      moveAnchor(from: before)
    }
    advance(to: now)
    return effect
  }

  /// Keeps a list where it is after the cursor has moved in it: at its edge it scrolls line by line; after anything else no place is kept.
  mutating func moveAnchor(from before: AppState) {
    guard let anchor = state.anchor else { return }
    let view = state.view(of: state.panel)
    guard state.panel == before.panel, state.moment == before.moment, view == before.view(of: before.panel) else {
      state.anchor = nil
      return
    }
    guard state.cursors != before.cursors, let cursor = state.cursors[state.panel] else { return }
    let hit = Hit.item(view: view, index: cursor)
    state.anchor = memory.regions.anchor(of: hit) ?? Anchor(hit: hit, x: anchor.x, y: anchor.y)
  }
}

private func point(
  _ event: PointerEvent, _ x: Int, _ y: Int, _ region: Region?, _ memory: PanelMemory, _ state: inout AppState,
  _ context: CommandContext
) -> Effect? {
  switch event {
  case .wheelUp, .wheelDown:
    state.notice = nil
    return wheel(event == .wheelUp ? .up : .down, region, &state, context)
  case .release:
    let drag = memory.drag
    memory.drag = nil
    // A press on a plot that was no drag is one on the box behind it.
    guard let drag, !drag.hasMoved, state.overlay == nil, let behind = memory.regions.top(at: x, y, behind: drag.region) else {
      break
    }
    return press(behind.hit, &state, context)
  case .drag:
    guard let drag = memory.drag else { break }
    memory.drag?.hasMoved = true
    _ = context.draw.panel.drag(from: drag.start, to: drag.region.place(at: x), &state, context.draw)
  case .press:
    state.notice = nil
    memory.drag = nil
    if let region, case .stretch = region.hit, state.overlay == nil {
      memory.drag = (region, region.place(at: x), false)
    } else if let overlay = state.overlay {
      return press(region?.hit, over: overlay, &state, context)
    } else if let region {
      return press(region.hit, &state, context)
    }
  }
  return nil
}

/// A press on the panel or the lines around it: a command is done, an item is selected, and opened if it was selected already.
private func press(_ hit: Hit, _ state: inout AppState, _ context: CommandContext) -> Effect? {
  switch hit {
  case .command(let name):
    return PaletteTarget.command(CommandID(name)).perform(&state, context)
  default:
    // What is selected before anybody has moved the cursor is selected all the same.
    let panel = context.draw.panel
    if state.cursors[panel.id] == nil { state.cursors[panel.id] = cursor(of: panel, context.draw) }
    let before = state
    context.draw.panel.point(hit, &state, context.draw)
    guard state == before, case .item = hit else { return nil }
    return context.registry.open(&state, context)
  }
}

private func cursor<P: Panel>(of panel: P.Type, _ context: DrawContext) -> Int { context.cursor(panel, panel.count(context)) }

/// A press while something lies over the panel: its rows are chosen, beside it it closes, but for a prompt with what was typed.
private func press(_ hit: Hit?, over overlay: Overlay, _ state: inout AppState, _ context: CommandContext) -> Effect? {
  switch (overlay, hit) {
  case (.palette(var palette), .row(let row)?):
    palette.selected = row
    state.overlay = .palette(palette)
    return palette.type(.enter, &state, context)
  case (.prompt(var prompt), .row(let row)?):
    prompt.selected = row
    state.overlay = .prompt(prompt)
    return prompt.type(.enter, &state, context)
  case (.help, .row(let row)?):
    state.close()
    return PaletteTarget.command(context.registry.commands[row].id).perform(&state, context)
  case (.settings(let selected), .row(let row)?):
    // As on a panel: the first press selects, the next one does what Enter does.
    return (selected == row ? SettingsKey.next : .select(row)).apply(to: selected, &state)
  case (_, .command(let name)?): return perform(CommandID(name), over: overlay, &state, context)
  case (_, .window?), (_, .row?), (.prompt, _): return nil
  default:
    state.close()
    return nil
  }
}

/// A command of the footer while something lies over the panel: what is typed into takes it as the key that the footer shows.
private func perform(
  _ id: CommandID, over overlay: Overlay, _ state: inout AppState, _ context: CommandContext
) -> Effect? {
  switch (overlay, id) {
  case (.palette, .open), (.prompt, .open): return App.press(.enter, &state, context)
  case (.palette, .close), (.prompt, .close), (.help(query: _?), .close): return App.press(.escape, &state, context)
  // What was typed stays.
  case (.prompt, _) where id != .quit: return nil
  case (.settings(let selected), _):
    if let key = SettingsKey(id) { return key.apply(to: selected, &state) }
  default: break
  }
  return context.registry.command(id)?.perform(&state, context)
}

/// The wheel scrolls what lies over the panel; otherwise it moves the cursor in the view under the pointer.
private func wheel(_ step: Step, _ region: Region?, _ state: inout AppState, _ context: CommandContext) -> Effect? {
  switch state.overlay {
  case .palette(let palette): return palette.type(step == .up ? .up : .down, &state, context)
  case .prompt(let prompt): return prompt.type(step == .up ? .up : .down, &state, context)
  case .settings(let selected): return SettingsKey.move(step).apply(to: selected, &state)
  default: break
  }
  if state.overlay == nil, let view = region?.hit.view, view != state.view(of: state.panel) {
    state.open(view: view, of: state.panel)
  }
  return context.registry.command(step == .up ? .up : .down)?.perform(&state, context.at(state))
}

extension Registry {
  /// Opens what is selected on the open view, in the panel's own way where it has one.
  func open(_ state: inout AppState, _ context: CommandContext) -> Effect? {
    let view = state.view(of: state.panel)
    // By its usual key, whatever keys the user has.
    let own = commands.first { command in
      guard command.keys.contains(.enter) else { return false }
      return switch command.place {
      case .everywhere: false
      case .panel(let id): id == state.panel
      case .views(let id, let raw): id == state.panel && raw.contains(view)
      }
    }
    return (own ?? command(.open))?.perform(&state, context)
  }
}

extension Hit {
  /// The view that it belongs to; nil for what is no view's.
  fileprivate var view: Int? {
    switch self {
    case .item(let view, _), .cell(let view, _, _), .box(let view): view
    default: nil
    }
  }
}

extension Region {
  /// The place that a column stands for, within the ends of a stretch.
  fileprivate func place(at x: Int) -> Double {
    guard case .stretch(let first, let last) = hit else { return 0 }
    let share = Double(max(rect.x, min(rect.maxX - 1, x)) - rect.x) / Double(max(1, rect.width - 1))
    return first + share * (last - first)
  }
}

extension Panel {
  /// Opens the view of a hit, and puts the cursor on its item.
  package static func select(_ hit: Hit, _ state: inout AppState) {
    switch hit {
    case .item(let view, let index):
      state.open(view: view, of: id)
      state.cursors[id] = index
    case .box(let view): state.open(view: view, of: id)
    default: break
    }
  }
}
