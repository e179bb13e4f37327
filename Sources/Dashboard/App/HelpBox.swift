import Canvas
import Format
import Model

/// The help: every command that applies here with its keys, and what the marks mean; in two columns where there is room.
enum HelpBox {
  /// The longest query, in bytes of UTF-8.
  static let longestQuery = 60

  /// A heading with its rows: a key or a mark, and what it does or means.
  private struct Section {
    var title: Phrase
    var rows: [Row]
  }

  /// A key or a mark with what it does or means; the name of the command is found, too.
  private struct Row {
    var key: String
    var words: Phrase
    var name = ""
    /// The place of the command among those of the registry, which a press does; nil for a mark.
    var place: Int?
  }

  /// A line of a column, with the place of its command.
  private typealias RowLine = (text: Line, place: Int?)

  /// What a query leaves is that with it in key, words or the name of the command.
  static func draw(_ query: String?, _ context: DrawContext, in body: Rect, on canvas: inout Canvas) {
    let sections = sections(context, isSearch: query?.isEmpty == false).compactMap { section -> Section? in
      guard let query, !query.isEmpty else { return section }
      let pattern = SearchPattern(query)
      let rows = section.rows.filter { pattern.score(SearchText([$0.words.en, $0.words.ko, $0.key, $0.name])) != nil }
      return rows.isEmpty ? nil : Section(title: section.title, rows: rows)
    }
    let columns = body.width >= 110 ? 2 : 1
    let width = Window.width(columns == 2 ? 148 : 92, in: body)
    let column = (width - 4 - (columns - 1) * 2) / columns
    let blocks = sections.map { lines(of: $0, column, context) }
    let split = columns == 1 ? [blocks] : halves(blocks)
    let texts = split.map { Array($0.joined(separator: [(Line(), nil)])) }
    let height = max(1, texts.map(\.count).max() ?? 0)
    let top = query == nil ? 0 : 2
    let scroll = Scroll(height, from: context.state.overlayScroll, room: min(body.height - 2 - top, height))
    let more = height > scroll.room ? "\(scroll.visible.lowerBound + 1)–\(scroll.visible.upperBound) / \(height) ↑↓" : "Esc"
    let note =
      query == nil ? context.words("\(context.key(.search)) finds a key · ", "\(context.key(.search)) 키 찾기 · ") + more : more
    let inside = Window(context.words("Keys", "키"), note: note, width: width, height: height + 2 + top).draw(
      in: body, on: &canvas)
    if let query { TextField(query, prefix: "/ ").draw(in: inside, on: &canvas) }
    let below = inside.top(top).1
    if blocks.isEmpty { Paragraph(context.words("No key has that.", "맞는 키가 없습니다.")).draw(in: below, on: &canvas) }
    for (i, text) in texts.enumerated() {
      let place = Rect(below.x + i * (column + 2), below.y, column, below.height)
      let visible = text[scroll.visible.clamped(to: 0..<text.count)]
      canvas.lines(visible.map(\.text), in: place)
      for (y, line) in visible.enumerated() {
        if let command = line.place { canvas.register(.row(command), in: Rect(place.x, place.y + y, column, 1)) }
      }
    }
  }

  /// The blocks in two columns of about the same height, in their order.
  private static func halves(_ blocks: [[RowLine]]) -> [[[RowLine]]] {
    func height(_ blocks: ArraySlice<[RowLine]>) -> Int { blocks.reduce(0) { $0 + $1.count + 1 } }
    let best = (0...blocks.count).min {
      max(height(blocks[..<$0]), height(blocks[$0...])) < max(height(blocks[..<$1]), height(blocks[$1...]))
    }
    let split = best ?? 0
    return [Array(blocks[..<split]), Array(blocks[split...])]
  }

  private static func lines(of section: Section, _ width: Int, _ context: DrawContext) -> [RowLine] {
    let keyWidth = width >= 44 ? 18 : 15
    var lines: [RowLine] = [(Line(context.words(section.title), .title, .bold), nil)]
    for row in section.rows {
      let words = TextWidth.wrap(context.words(row.words), max(10, width - keyWidth - 1))
      for (i, text) in words.enumerated() {
        let key = Line(i == 0 ? row.key : "", .key).cut(to: keyWidth - 1).left(in: keyWidth)
        lines.append((Line(" ") + key + Line(text), row.place))
      }
    }
    return lines
  }

  /// The open panel's own commands come first; a search goes through those of the other panels, too.
  private static func sections(_ context: DrawContext, isSearch: Bool) -> [Section] {
    let (registry, panel) = (context.registry, context.panel)
    let places = Dictionary(uniqueKeysWithValues: registry.commands.enumerated().map { ($1.id, $0) })
    func rows(_ commands: [Command]) -> [Row] {
      commands.compactMap { command in
        let keys = registry.keysText(command.id)
        return keys.isEmpty ? nil : Row(key: keys, words: command.help, name: command.id.name, place: places[command.id])
      }
    }
    func commands(of panel: any Panel.Type) -> [Command] { registry.commands.filter { $0.place.panel == panel.id } }
    func section(of panel: any Panel.Type) -> Section {
      Section(title: Phrase("On ", "") + panel.title + Phrase("", " 패널"), rows: rows(commands(of: panel)))
    }
    let own = commands(of: panel)
    var sections = own.isEmpty ? [] : [section(of: panel)]
    for group in Command.Group.allCases where group != .panel {
      let shadowed = Set(own.filter { if case .panel = $0.place { true } else { false } }.flatMap { registry.keys(of: $0.id) })
      let all = registry.commands.filter { command in
        // What the panel has put other commands on cannot be pressed here.
        command.group == group && !registry.keys(of: command.id).allSatisfy(shadowed.contains)
      }
      sections.append(Section(title: group.title, rows: rows(all)))
    }
    if isSearch { sections += registry.panels.filter { $0.id != panel.id }.map { section(of: $0) } }
    sections.append(Section(title: Phrase("How to read it", "읽는 법"), rows: legend.map { Row(key: $0, words: $1) }))
    return sections
  }

  private static let legend: [(String, Phrase)] = [
    ("*", Phrase("unverified: no source was seen, general knowledge", "미확인: 확인된 출처 없음, 일반 지식")),
    ("◇ ◆", Phrase("◇ claimed, ◆ estimated or expected; ● reported", "◇ 주장, ◆ 추정·예상, ● 보고")),
    ("✓ ◐ ✗ ○ ·", Phrase("a claim: met, partly, missed, open, can't judge", "주장: 적중, 일부 적중, 빗나감, 미결, 판정 불가")),
    ("?", Phrase("not known yet at this moment", "이 시점에는 아직 발표 전")),
    ("∅", Phrase("out by then, but not in this record", "나왔지만 이 기록에는 없음")),
    ("–", Phrase("published without this number", "공개되지 않음")),
    ("n/a", Phrase("not applicable", "해당 없음")),
    ("▲ ▼", Phrase("rise and fall", "상승과 하락")),
    ("◂", Phrase("a past moment: nothing later is shown", "과거 시점: 그 뒤의 일은 보이지 않음")),
  ]
}
