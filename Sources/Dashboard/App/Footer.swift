import Canvas
import Format
import Model

/// The line below the panel: the keys that work here.
enum Footer {
  static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    canvas.emphasise(rect, .bar)
    if let notice = context.state.notice {
      canvas.text(
        context.words(notice.text), rect.x + 1, rect.y, notice.isFault ? .warning : .new, .bar, max: rect.width - 2)
      return
    }
    let always: [CommandID] = rect.width >= 80 ? [.palette, .help, .quit] : [.help, .quit]
    let rightWidth = always.reduce(-2) { $0 + hint([$1], context).reduce(2) { $0 + TextWidth.columns($1.0) } }
    var end = rect.maxX - rightWidth - 1
    for command in always {
      let parts = hint([command], context)
      write(parts, [command], at: end, rect.y, on: &canvas)
      end += parts.reduce(2) { $0 + TextWidth.columns($1.0) }
    }
    var x = rect.x + 1
    var said: [[(String, Bool)]] = []
    for group in groups(context).map({ $0.filter { key(of: $0, context) != nil } }) where !group.isEmpty {
      let parts = hint(group, context)
      // A panel's own command may have the key and the word of one that applies everywhere.
      guard !said.contains(where: { $0.elementsEqual(parts, by: ==) }) else { continue }
      said.append(parts)
      let width = parts.reduce(0) { $0 + TextWidth.columns($1.0) }
      guard width > 0, x + width + 2 <= rect.maxX - rightWidth - 1 else { continue }
      write(parts, group, at: x, rect.y, on: &canvas)
      x += width + 2
    }
  }

  /// The commands to show, most useful first; those in one group share a word.
  private static func groups(_ context: DrawContext) -> [[CommandID]] {
    switch context.state.overlay {
    case .palette, .prompt: return [[.open], [.close]]
    case .help(query: _?): return [[.close], [.down, .up]]
    case .settings: return [[.left, .right], [.down, .up], [.close]]
    case .some: return [[.close], [.down, .up], [.pageDown, .pageUp]]
    case nil: return context.panel.footer(context)
    }
  }

  /// The key that does a command now; where letters are typed they are no keys, and Enter and Esc are.
  private static func key(of command: CommandID, _ context: DrawContext) -> Chord? {
    switch (context.state.overlay, command) {
    case (.palette, .open), (.prompt, .open): .enter
    case (.palette, .close), (.prompt, .close), (.help(query: _?), .close): .escape
    case (.help(query: _?), .down): .down
    case (.help(query: _?), .up): .up
    default: context.registry.keys(of: command).first
    }
  }

  /// Keys and word of a group of commands, empty where none of them has a key; the flag marks the keys.
  private static func hint(_ commands: [CommandID], _ context: DrawContext) -> [(String, Bool)] {
    let registry = context.registry
    let keys = commands.compactMap { key(of: $0, context)?.label }.joined(separator: " ")
    guard !keys.isEmpty, let first = commands.first, let command = registry.command(first) else { return [] }
    let word: Phrase
    switch (first, context.state.overlay) {
    case (.left, .settings?): word = Phrase("change", "바꾸기")
    case (.down, .settings?): word = Phrase("select", "선택")
    case (.up, _?), (.down, _?), (.pageUp, _?), (.pageDown, _?): word = Phrase("scroll", "스크롤")
    case (.open, .prompt): word = Phrase("accept", "적용")
    default: word = context.panel.word(for: first, context) ?? command.short
    }
    return [(keys, true), (" " + context.words(word), false)]
  }

  /// Writes keys and word; a pointer finds each command at its key, the first one at the word as well.
  private static func write(
    _ parts: [(String, Bool)], _ commands: [CommandID], at start: Int, _ y: Int, on canvas: inout Canvas
  ) {
    var x = start
    for (text, isKey) in parts {
      if isKey { register(text, commands, at: x, y, on: &canvas) }
      let width = canvas.text(text, x, y, isKey ? .key : .muted, isKey ? [.bold, .bar] : .bar)
      if !isKey, let command = commands.first { canvas.register(.command(command.name), in: Rect(x, y, width, 1)) }
      x += width
    }
  }

  private static func register(_ keys: String, _ commands: [CommandID], at start: Int, _ y: Int, on canvas: inout Canvas) {
    var x = start
    for (key, command) in zip(keys.split(separator: " "), commands) {
      let width = TextWidth.columns(String(key))
      canvas.register(.command(command.name), in: Rect(x, y, width, 1))
      x += width + 1
    }
  }
}
