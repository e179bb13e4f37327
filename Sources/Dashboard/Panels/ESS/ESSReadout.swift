import Analysis
import App
import Canvas
import Format
import Model

/// The box that spells out what the cursor stands on.
enum ESSReadout {
  static func draw(_ content: ESSContent, in rect: Rect, on canvas: inout Canvas) {
    let context = content.context
    let box = Box(context.words("Selected", "선택"), note: rect.width > 24 ? "i · Enter" : "")
    let inside = box.draw(in: rect, on: &canvas)
    guard inside.height > 0 else { return }
    if let bar = content.selectedBar {
      draw(content.bars[bar], context, in: inside, on: &canvas)
    } else if let entry = content.selectedEntry {
      draw(content.entries[entry], context, in: inside, on: &canvas)
    }
  }

  // MARK: a quarter or a year

  /// What belongs to a period: its name, a shorter one, and the figure.
  private static func rows(of one: StoragePeriod) -> [(label: Phrase, short: Phrase, reading: Reading)] {
    let isYear = one.onQuarter == nil
    let part = one.quartersSoFar.map { " " + ESSText.quarters($0) } ?? ""
    let moneyPart = one.isRevenuePartial ? one.quartersOfRevenue.map { " " + ESSText.quarters($0) } ?? "" : ""
    let quarterly: [(Phrase, Phrase, Reading)] = one.onQuarter.map { [(Phrase("QoQ"), Phrase("QoQ"), $0)] } ?? []
    let operating = isYear ? Phrase("Operating", "가동 용량") : Phrase("Operating, TTM mean", "가동 용량, TTM 평균")
    return quarterly + [(Phrase("YoY" + part), Phrase("YoY"), one.onYear)]
      + (isYear ? [] : [(Phrase("TTM"), Phrase("TTM"), one.trailing)]) + [
        (Phrase("Nameplate", "명목 용량"), Phrase("Nameplate", "명목 용량"), one.nameplate),
        (operating, Phrase("Operating", "가동 용량"), one.operating),
        (Phrase("Utilization", "가동률"), Phrase("Used", "가동률"), one.utilisation),
        (
          Phrase("Energy revenue" + moneyPart, "에너지 매출" + moneyPart),
          Phrase((isYear ? "Rev." : "Revenue") + moneyPart, "매출" + moneyPart), one.revenue
        ),
        (
          Phrase("Gross margin" + moneyPart, "매출총이익률" + moneyPart), Phrase("Margin" + moneyPart, "이익률" + moneyPart),
          one.grossMargin
        ),
      ]
  }

  private static func draw(_ one: StoragePeriod, _ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    let title = one.period.label + (one.quartersSoFar.map { " " + ESSText.quarters($0) } ?? "")
    var value = ESSText.line(one.deployed, context)
    value.spans[0].emphasis = .bold
    if one.deployed.figure != nil { value.spans[0].text = "● " + value.spans[0].text }
    let head = List([List.Row([Line(title, .heading, .bold)], [value])]).draw(in: rect, on: &canvas)
    let pairs = pairs(of: one, context)
    let columns = rect.width >= 56 ? 3 : rect.width >= 34 && rect.height < pairs.count + 1 ? 2 : 1
    let rest = Pairs(pairs, columns: columns).draw(in: head, on: &canvas)
    if let figure = one.deployed.figure { drawSources(of: figure, context, in: rest, on: &canvas) }
  }

  private static func pairs(of one: StoragePeriod, _ context: DrawContext) -> [List.Row] {
    func row(_ label: Phrase, _ short: Phrase, _ value: Line) -> List.Row {
      List.Row([label, short].map { Line(context.words($0), .muted) }, [value])
    }
    var pairs: [List.Row] = []
    switch one.deployed {
    case .known(let figure):
      let day = context.format.date(figure.provenance.knownAt.newYorkDay)
      pairs.append(row(Phrase("known since", "알려진 날"), Phrase("known", "알려짐"), Line(day, .muted)))
    case .absent(let why):
      pairs.append(row(Phrase("figure", "수치"), Phrase("figure", "수치"), Line(context.format.words(why), .muted)))
    }
    pairs += rows(of: one).map { row($0.label, $0.short, ESSText.line($0.reading, context)) }
    guard let figure = one.claim?.figure else { return pairs }
    pairs.append(row(Phrase("◇ claimed", "◇ 주장"), Phrase("◇"), Line(context.format.text(figure), .claim)))
    if let difference = one.claimDifference.value {
      pairs.append(row(Phrase("◇ − ●"), Phrase("◇ − ●"), Line(Numbers.signed(difference, 2) + " GWh", .muted)))
    }
    return pairs
  }

  private static func drawSources(of figure: Figure, _ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    var texts: [String]
    switch figure.provenance {
    case .reported(let citation), .consensus(let citation), .claimed(_, let citation):
      texts = SourceNames.list(citation.sources, context.snapshot, context.format.language).map { "· " + $0 }
    case .derived(let rule, _): texts = [context.words("derived: ", "계산: ") + context.words(rule)]
    case .assumed(let reason): texts = [context.words(reason)]
    }
    if rect.height == 1, texts.count > 1 { texts[0] += " +\(texts.count - 1)" }
    // With room to spare, whole titles, and the remarks about the figure.
    guard rect.height >= texts.count * 2 else {
      canvas.lines(texts.map { Line($0, .muted) }, in: rect)
      return
    }
    if case .reported(let citation) = figure.provenance {
      texts += citation.remarks.filter { $0.knownAt <= context.snapshot.asOf }.map { "“\(context.words($0.text))”" }
    }
    Paragraph(texts.map { Line($0, .muted) }).draw(in: rect.top(1).1, on: &canvas)
  }

  /// The paragraphs of the detail.
  static func paragraphs(of one: StoragePeriod, _ context: DrawContext) -> [Phrase] {
    var text = rows(of: one).map { label, _, reading in
      let value = ESSText.value(reading, context)
      return Phrase("\(label.en): \(value)", "\(label.ko): \(value)")
    }
    if let claim = one.claim, let figure = claim.figure {
      let value = context.format.text(figure)
      text.append(Phrase("◇ \(value) claimed by \(claim.who.en)", "◇ \(value), 주장: \(claim.who.ko)"))
    }
    if let part = one.quartersSoFar.map(ESSText.quarters) {
      text.append(Phrase("Incomplete year: the sum of \(part).", "진행 중인 연도: \(part) 합계."))
    }
    return text
  }

  // MARK: a derived figure

  /// Its name, value, rule and inputs, as the source box says them, shorter; of plants and claims first what is said about them.
  private static func draw(_ entry: ESSEntry, _ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    var lines = ItemText.lines(entry.item, context, detail: false)
    if case .figure = entry.subject {
    } else {
      let words = entry.paragraphs(context).map { OverlayLine(text: context.words($0)) }
      lines.insert(contentsOf: words, at: min(2, lines.count))
    }
    // There is too little room for blank lines.
    let shown = lines.filter { !$0.text.isEmpty }
    Paragraph(shown.map { Line($0.text, $0.role, $0.emphasis) }, indents: shown.map(\.indent)).draw(in: rect, on: &canvas)
  }
}
