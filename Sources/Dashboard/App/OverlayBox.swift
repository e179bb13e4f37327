import Canvas
import Format
import Model

/// A line of an overlay before it is cut to the width.
struct OverlayLine {
  var text: String
  var role: Role = .text
  var indent = 0
  var emphasis: Emphasis = []
}

/// What lies over the panel: help, the source or the detail of the selected item, the search.
enum OverlayBox {
  static func draw(_ overlay: Overlay, _ context: DrawContext, in body: Rect, on canvas: inout Canvas) {
    switch overlay {
    case .help:
      draw(title: context.words("Keys", "키"), HelpText.lines(context, width: body.width), context, in: body, on: &canvas)
    case .source, .detail:
      let item = selectedItem(context)
      let title = overlay == .source ? context.words("Source", "출처") : context.words("Detail", "상세")
      let lines =
        item.map { ItemText.lines($0, context, detail: overlay == .detail) } ?? [
          OverlayLine(text: context.words("Nothing is selected here.", "여기에는 선택된 것이 없습니다."), role: .muted)
        ]
      draw(title: title, lines, context, in: body, on: &canvas)
    case .search(let query, let selected): drawSearch(query, selected, context, in: body, on: &canvas)
    case .prompt(let prompt): PromptBox.draw(prompt, context, in: body, on: &canvas)
    }
  }

  private static func selectedItem(_ context: DrawContext) -> Item? {
    let items = context.state.panel.panel.items(context)
    return items.isEmpty ? nil : items[context.cursor(context.state.panel, items.count)]
  }

  /// A box in the middle, as large as its lines need, scrolled.
  private static func draw(
    title: String, _ lines: [OverlayLine], _ context: DrawContext, in body: Rect, on canvas: inout Canvas
  ) {
    let width = Window.width(92, in: body)
    let wrapped = lines.flatMap { line -> [Line] in
      let blanks = Line(String(repeating: " ", count: line.indent))
      return (line.text.isEmpty ? [""] : TextWidth.wrap(line.text, width - 4 - line.indent)).map {
        blanks + Line($0, line.role, line.emphasis)
      }
    }
    let scroll = Scroll(wrapped.count, from: context.state.overlayScroll, room: min(body.height - 2, wrapped.count))
    let (first, last) = (scroll.visible.lowerBound, scroll.visible.upperBound)
    let note = wrapped.count > scroll.room ? "\(first + 1)–\(last) / \(wrapped.count) ↑↓" : "Esc"
    let inside = Window(title, note: note, width: width, height: wrapped.count + 2).draw(in: body, on: &canvas)
    canvas.lines(Array(wrapped[scroll.visible]), in: inside)
  }

  private static func drawSearch(
    _ query: String, _ selected: Int, _ context: DrawContext, in body: Rect, on canvas: inout Canvas
  ) {
    let hits = Search.hits(query, context)
    let note = query.isEmpty ? "" : context.words("\(hits.count) found", "\(hits.count)건")
    let window = Window(context.words("Search", "검색"), note: note, width: 92, height: 18, top: 1)
    let inside = window.draw(in: body, on: &canvas)
    TextField(query, prefix: "/ ").draw(in: inside, on: &canvas)
    let hint = context.words(
      "Type a figure, an event, a stage or a claim; Enter goes there.", "수치·사건·단계·주장을 입력하고 Enter로 이동합니다.")
    let rows = hits.map { hit in
      List.Row.lazy {
        let place = Line(context.words(hit.panel.title), .muted).cut(to: 10).left(in: 11)
        let when = Line(hit.when, .muted).cut(to: 10).left(in: 11)
        let role = hit.item.reading?.figure.map { context.role($0) } ?? .muted
        return List.Row(place + when + Line(context.words(hit.item.label)), Line(hit.number(context), role))
      }
    }
    List(rows, selected: selected, empty: query.isEmpty ? hint : "")
      .draw(in: inside.top(2).1, edge: window.frame(in: body), on: &canvas)
  }
}

/// The help: every action with its keys.
enum HelpText {
  static func lines(_ context: DrawContext, width: Int) -> [OverlayLine] {
    var lines: [OverlayLine] = []
    func add(_ title: Phrase, _ rows: [(Action, Phrase)]) {
      if !lines.isEmpty { lines.append(OverlayLine(text: "")) }
      lines.append(OverlayLine(text: context.words(title), role: .title, emphasis: .bold))
      for (action, help) in rows {
        lines.append(OverlayLine(text: padded(action.keysText, 16) + context.words(help), indent: 1))
      }
    }
    // The open panel's own keys come first.
    let panel = context.state.panel
    let own = panel.panel.keys
    if !own.isEmpty {
      add(Phrase("On \(panel.title.en)", "\(panel.title.ko) 패널"), own.map { ($0.action, $0.help) })
    }
    for group in Action.Group.allCases where group != .own {
      add(
        group.title,
        Action.allCases.compactMap { action in
          action.row.group == group && !own.contains { $0.action == action } ? action.row.help.map { (action, $0) } : nil
        })
    }
    lines.append(OverlayLine(text: ""))
    lines.append(OverlayLine(text: context.words("How to read it", "읽는 법"), role: .title, emphasis: .bold))
    for (mark, meaning) in legend {
      lines.append(OverlayLine(text: padded(mark, 16) + context.words(meaning), indent: 1))
    }
    return lines
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
    ("◂", Phrase("a past moment: nothing later is shown", "되돌려보기: 그 뒤의 일은 보이지 않음")),
  ]

  /// A text padded with blanks to a number of columns; wrapping keeps only single blanks, so the padding is no-break spaces.
  static func padded(_ text: String, _ width: Int) -> String {
    text.replacingSpaces() + String(repeating: "\u{a0}", count: max(1, width - TextWidth.columns(text)))
  }
}

extension String {
  fileprivate func replacingSpaces() -> String {
    String(String.UnicodeScalarView(unicodeScalars.map { $0 == " " ? "\u{a0}" : $0 }))
  }
}

/// An item in words: what it is, how much, who says so and when.
enum ItemText {
  static func lines(_ item: Item, _ context: DrawContext, detail: Bool) -> [OverlayLine] {
    var lines = [OverlayLine(text: context.words(item.label), role: .heading, emphasis: .bold)]
    // What no document says, such as a date by rule, says itself where it comes from.
    if detail || item.reading == nil && item.citation == nil {
      for paragraph in item.text {
        lines.append(OverlayLine(text: ""))
        lines.append(OverlayLine(text: context.words(paragraph)))
      }
    }
    switch item.reading {
    case .known(let figure):
      lines += figureLines(figure, context, depth: 0)
      if let upTo = item.upTo {
        let range = context.format.text(figure, to: upTo)
        lines.insert(
          OverlayLine(text: context.words("the whole range: \(range)", "전체 범위: \(range)"), role: context.role(figure)), at: 1)
      }
      if let counts = ShareBasisText.sentence(figure, context) { lines.append(OverlayLine(text: counts, role: .muted)) }
    case .absent(let why):
      lines.append(OverlayLine(text: context.format.words(why), role: .muted))
    case nil: break
    }
    if let citation = item.citation { lines += [OverlayLine(text: "")] + citationLines(citation, context, indent: 0) }
    return lines
  }

  private static func figureLines(_ figure: Figure, _ context: DrawContext, depth: Int) -> [OverlayLine] {
    let format = context.format
    let indent = depth * 2
    let basis = figure.basis == .gaap || figure.basis == .nonGAAP ? " · \(figure.basis.rawValue)" : ""
    var lines = [
      OverlayLine(text: "\(format.text(figure)) · \(figure.period.label)\(basis)", role: context.role(figure), indent: indent)
    ]
    if let rate = format.rateNote(for: figure) {
      let dollars = Formatter(language: context.language).text(figure)
      lines.append(
        OverlayLine(text: context.words("\(dollars) at \(rate)", "\(dollars), \(rate)"), role: .muted, indent: indent))
    }
    switch figure.provenance {
    case .reported(let citation):
      lines += citationLines(citation, context, indent: indent)
    case .consensus(let citation):
      lines.append(OverlayLine(text: context.words("analysts' consensus", "애널리스트 컨센서스"), role: .estimate, indent: indent))
      lines += citationLines(citation, context, indent: indent)
    case .claimed(let who, let citation):
      let text = context.words("claimed by \(who.en)", "주장: \(who.ko)")
      lines.append(OverlayLine(text: text, role: .claim, indent: indent))
      lines += citationLines(citation, context, indent: indent)
    case .derived(let rule, let inputs):
      let text = context.words("derived: \(rule.en)", "계산: \(rule.ko)")
      lines.append(OverlayLine(text: text, role: .accent, indent: indent))
      if depth < 2 { for input in inputs.prefix(8) { lines += figureLines(input, context, depth: depth + 1) } }
    case .assumed(let reason):
      let text = context.words("assumed: \(reason.en)", "가정: \(reason.ko)")
      lines.append(OverlayLine(text: text, role: .assumed, indent: indent))
    }
    return lines
  }

  private static func citationLines(_ citation: Citation, _ context: DrawContext, indent: Int) -> [OverlayLine] {
    let format = context.format
    let known = format.known(citation.knownAt)
    let isUnverified = citation.confidence == .unverified
    var lines = [
      OverlayLine(text: context.words("known since \(known)", "알려진 시각 \(known)"), role: .muted, indent: indent),
      OverlayLine(
        text: (isUnverified ? "* " : "") + context.words(Names.of(citation.confidence)), role: isUnverified ? .warning : .muted,
        indent: indent),
    ]
    // A document of a later date is where the figure was seen, but at this moment it did not exist.
    let later = citation.sources.filter { context.snapshot.source($0)?.isLater(than: context.snapshot.asOf) == true }
    for key in citation.sources where !later.contains(key) {
      guard let source = context.snapshot.source(key) else {
        lines.append(OverlayLine(text: "· \(key)", role: .muted, indent: indent))
        continue
      }
      let parts = [context.words(source.title), source.publisher, source.date].filter { !$0.isEmpty }.joined(separator: ", ")
      lines.append(OverlayLine(text: "· \(parts)", indent: indent))
      let location = context.words(source.location)
      if !location.isEmpty {
        lines.append(OverlayLine(text: location, role: .muted, indent: indent + 2))
      }
    }
    if !later.isEmpty {
      let text = context.words(SourceNames.laterDocuments(later.count))
      lines.append(OverlayLine(text: "· " + text, role: .muted, indent: indent))
    }
    for remark in citation.remarks where remark.knownAt <= context.snapshot.asOf {
      lines.append(OverlayLine(text: "“\(context.words(remark.text))”", role: .muted, indent: indent))
    }
    return lines
  }
}
