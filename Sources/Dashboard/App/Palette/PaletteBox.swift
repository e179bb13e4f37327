import Canvas
import Format
import Model

/// The window of the palette: what was typed, and what was found with its key or its number.
enum PaletteBox {
  static func draw(_ palette: Palette, _ context: DrawContext, in body: Rect, on canvas: inout Canvas) {
    let hits = palette.hits(context.state.recent)
    let isSearch = palette.scope == .items
    let found = palette.query.isEmpty ? "" : context.words("\(hits.count) found", "\(hits.count)건")
    let title = isSearch ? context.words("Search", "검색") : context.words("Command", "명령")
    let window = Window(title, note: found, width: 100, height: body.height >= 30 ? 24 : 18, top: 1)
    let inside = window.draw(in: body, on: &canvas)
    TextField(palette.query, prefix: isSearch ? "/ " : ": ").draw(in: inside, on: &canvas)
    if palette.query.isEmpty, !isSearch {
      let what = context.words("command, panel, figure, 2023Q2, 2024-04-23 …", "명령·패널·수치·2023Q2·2024-04-23 …")
      canvas.text(what, inside.x + 4, inside.y, .muted, max: inside.width - 4)
    }
    let below = inside.top(2).1
    guard !hits.isEmpty else {
      Paragraph(hint(palette, context)).draw(in: below, on: &canvas)
      return
    }
    // Only rows in sight are made: there may be thousands.
    let selected = min(palette.selected, hits.count - 1)
    let scroll = Scroll(hits.count, selected: selected, room: below.height)
    var list = List(scroll.visible.map { row(hits[$0], inside.width, context) }, selected: selected - scroll.first)
    list.hit = { .row(scroll.first + $0) }
    list.draw(in: below, on: &canvas)
    canvas.marks(of: scroll, inEdgeOf: window.frame(in: body))
  }

  private static func hint(_ palette: Palette, _ context: DrawContext) -> String {
    guard palette.query.isEmpty else {
      if let why = palette.index.whyNoMoment(palette.query) { return context.words(why) }
      return context.words(
        "Nothing has these words. A day such as 2024-04-23 or a quarter such as 2023Q2 goes to that moment.",
        "맞는 것이 없습니다. 2024-04-23 같은 날짜나 2023Q2 같은 분기를 쓰면 그 시점으로 이동합니다.")
    }
    return context.words("Type a figure, an event, a stage or a claim; Enter goes there.", "수치·사건·단계·주장을 입력하고 Enter로 이동합니다.")
  }

  private static func row(_ hit: PaletteEntry, _ width: Int, _ context: DrawContext) -> List.Row {
    let kindWidth = context.language == .ko ? 15 : 21
    guard hit.item != nil else {
      let key: String
      switch hit.target {
      case .command(let id): key = context.registry.keysText(id)
      default: key = ""
      }
      return List.Row(
        Line(context.words(hit.kind), .muted).cut(to: kindWidth - 1).left(in: kindWidth) + Line(context.words(hit.label)),
        Line(key, .key))
    }
    let place = Line(context.words(hit.kind), .muted).cut(to: 10).left(in: 11)
    let when = Line(hit.when, .muted).cut(to: 10).left(in: 11)
    let role = hit.item?.reading?.figure.map { context.role($0) } ?? .muted
    return List.Row(place + when + Line(context.words(hit.label)), Line(hit.number(context), role))
  }
}
