import Analysis
import Canvas
import Finance
import Format
import Model

/// The two lines above the panel: what, how much, and as of when; and the tabs.
enum Header {
  static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    canvas.emphasise(rect, .bar)
    let parts = quoteParts(context, rect.width)
    let gap = rect.width < 70 ? 1 : 2
    // What may not give way to a longer form of the moment: the price, how old it is, and its change.
    let needed = parts.prefix { $0.isNeeded }.reduce(6 + gap) { $0 + TextWidth.columns($1.text) + gap }
    let moments = momentTexts(context)
    let moment = moments.first { needed + TextWidth.columns($0) + 2 <= rect.width } ?? moments.last ?? ""
    let isReplay = context.state.moment != .now
    canvas.right(moment, rect.maxX - 1, rect.y, isReplay ? .new : .text, isReplay ? [.bold, .reverse] : .bar)
    var x = rect.x + 1
    let end = rect.maxX - TextWidth.columns(moment) - 2
    x += canvas.text(context.snapshot.subject?.ticker ?? "–", x, rect.y, .title, [.bold, .bar], max: end - x) + gap
    for part in parts where x + TextWidth.columns(part.text) <= end {
      x += canvas.text(part.text, x, rect.y, part.role, .bar) + gap
    }
  }

  /// A part of the header on the left.
  private struct Part {
    var text: String
    var role: Role
    var isNeeded = false
  }

  /// Price, its day where that is not the newest session, change, market value and the shares it counts, most important first.
  private static func quoteParts(_ context: DrawContext, _ width: Int) -> [Part] {
    let (s, format) = (context.snapshot, context.format)
    guard case .known(let price) = context.analysis.price else {
      return [Part(text: context.words("no price on record", "주가 기록 없음"), role: .muted, isNeeded: true)]
    }
    let change = context.analysis.priceChange
    var parts = [Part(text: format.text(price), role: .heading, isNeeded: true)]
    // How old the price is comes before all that follows from it: where there is room for only one of them, it is this one.
    if !change.isCurrent {
      parts.append(Part(text: PriceAge(price, s).text(context, short: width < 110), role: .stale, isNeeded: true))
    }
    if let value = change.reading.value {
      var text = "\(format.direction(value)) \(Numbers.signed(value, 2))%"
      if let since = change.since {
        text += context.words(" since \(format.nearDate(since, s.asOf))", " (\(format.nearDate(since, s.asOf)) 대비)")
      } else if !change.isCurrent {
        let day = format.nearDate(price.period.endDay, s.asOf)
        text += context.words(" on \(day)", " (\(day))")
      }
      parts.append(
        Part(text: text, role: change.isCurrent ? context.role(ofChange: change.reading) : .muted, isNeeded: change.isCurrent))
    }
    if case .known(let value) = context.analysis.marketValue {
      if !format.isInWon { parts.append(Part(text: format.text(value), role: .muted)) }
      if case .known(let won) = context.analysis.marketValueInWon {
        parts.append(Part(text: format.text(won) + context.rateNote(won), role: .muted))
      }
      parts.append(Part(text: sharesText(context), role: .muted))
    }
    return parts
  }

  /// Which shares the market value counts, and of when.
  private static func sharesText(_ context: DrawContext) -> String {
    guard case .known(let count) = context.analysis.shares else { return "" }
    let day = context.format.nearDate(count.period.endDay, context.snapshot.asOf)
    return "× \(context.format.outstanding(count)) (\(day))"
  }

  /// The moment in New York and Seoul, longest first; a replay says so in a word.
  private static func momentTexts(_ context: DrawContext) -> [String] {
    let (format, asOf) = (context.format, context.snapshot.asOf)
    let t = asOf.local(in: .newYork)
    let mark = context.state.moment == .now ? "" : context.words("◂ replay ", "◂ 과거 ")
    let newYork = "\(t.day.iso) " + format.clock(t) + context.words(" NY", " 뉴욕")
    let seoul = asOf.local(in: .seoul)
    let short = format.clock(seoul) + context.words(" Seoul", " 서울")
    return [
      "\(format.newYork(asOf)) · \(format.seoul(asOf))", "\(newYork) · \(format.seoul(asOf))", "\(newYork) · \(short)", newYork,
      "\(t.day.iso) \(format.clock(t))",
    ].map { mark + $0 }
  }

  static func drawTabs(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let choices = choicesTexts(context)
    // In won the date of the rate needs room.
    let least = context.format.isInWon ? choices.map(TextWidth.columns).min() ?? 0 : -1
    let registry = context.registry
    let tabs = Tabs(
      registry.panels.map { .init(registry.key(CommandID("panel." + $0.id.rawValue)), context.words($0.title)) },
      selected: registry.place(of: context.state.panel))
    let inside = rect.inset(1, 0)
    let line = tabs.line(in: inside.width - 1 - least)
    let used = canvas.line(line, inside.x, inside.y, max: inside.width + 1)
    var x = inside.x
    for (panel, span) in zip(registry.panels, line.spans) {
      let width = TextWidth.columns(span.text)
      canvas.register(.command("panel." + panel.id.rawValue), in: Rect(x, inside.y, width, 1))
      x += width
    }
    if let choices = choices.first(where: { used + TextWidth.columns($0) + 1 <= inside.width }) {
      canvas.right(
        choices, inside.maxX, inside.y, context.format.isInWon && context.format.isRateOld ? .stale : .muted)
    }
  }

  /// Scenario, currency and language in force, longest first.
  private static func choicesTexts(_ context: DrawContext) -> [String] {
    let scenario = context.scenario.map(\.id) ?? context.words("no scenario yet", "시나리오 없음")
    let choices = "\(context.state.currency.rawValue) · \(context.language.rawValue.uppercased())"
    // In won the day of the rate of the price is shown on every panel, at every size.
    let price = context.analysis.price.figure
    guard context.format.isInWon,
      let note = price.flatMap({ context.format.rateNote(for: $0, isShort: true) }) ?? context.format.rateNote(isShort: true)
    else { return ["\(scenario) · \(choices)", choices] }
    let rate = context.words("rate of \(note)", "환율 \(note)")
    let day = note.prefix { $0 != "," }
    return [
      "\(scenario) · \(rate) · \(choices)", "\(rate) · \(choices)", rate, context.words("rate of \(day)", "환율 \(day)"),
      "₩ \(day)",
    ]
  }
}

/// How old a price is that is not of the newest session.
struct PriceAge {
  let day: Day
  let asOf: Instant
  let isOpen: Bool

  init(_ price: Figure, _ s: Snapshot) {
    day = price.period.endDay
    asOf = s.asOf
    isOpen = s.prices.last?.close == nil
  }

  /// `9 Oct close, 49 days old`; with little room `9 Oct, 49 d`.
  func text(_ context: DrawContext, short: Bool) -> String {
    let date = context.format.nearDate(day, asOf)
    let age = asOf.newYorkDay - day
    if short { return context.words("\(date), \(age) d", "\(date), \(age)일 전") }
    let name = isOpen ? context.words("open", "시가") : context.words("close", "종가")
    return context.words("\(date) \(name), \(age) \(age == 1 ? "day" : "days") old", "\(date) \(name), \(age)일 전")
  }
}
