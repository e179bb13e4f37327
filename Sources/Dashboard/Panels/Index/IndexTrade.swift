import Analysis
import App
import Canvas
import Finance
import Format
import Model

/// What the funds that follow the index trade in the company's shares.
extension IndexContent {
  func drawTrade(in rect: Rect, on canvas: inout Canvas) {
    guard let shown, shown.isAnnounced, let flow = shown.flow else { return drawNoTrade(in: rect, on: &canvas) }
    let name = words(flow.weights.name)
    let box = box(
      .trade, words("Index funds \(isPast ? "traded" : "trade") \(name)", "지수 펀드의 \(name) 매매"),
      notes: whatIf(flow.priceDay) ?? notes(flow), noteRole: role(ofPricesOn: flow.priceDay))
    // Wider than this a row can no longer be followed with the eye.
    let inside = box.draw(in: rect, on: &canvas).left(100).0
    let (above, below) = inside.top(inside.height >= 14 ? 4 : 3)
    var basis = List(basisRows(flow), selected: selected(.trade).flatMap { $0 < 3 ? $0 : nil })
    basis.hit = Hit.items(of: IndexView.trade.rawValue)
    basis.draw(in: above.top(3).0, on: &canvas)
    drawFunds(flow, in: below, edge: rect, on: &canvas)
  }

  private func drawNoTrade(in rect: Rect, on canvas: inout Canvas) {
    let text =
      shown?.isAnnounced == true
      ? words(
        "The shares outstanding that set the new weights are not known yet, so nobody can say how much the funds must trade.",
        "새 비중을 정하는 발행주식 수가 아직 알려지지 않아 펀드의 매매 규모를 계산할 수 없습니다.")
      : words(
        "No rebalance whose prices and shares are in the record is announced at this moment, so the trade of the funds cannot be computed.",
        "가격과 주식 수가 기록된 리밸런싱 중 이 시점에 예고된 것이 없어 펀드의 매매를 계산할 수 없습니다.")
    Paragraph(text).draw(in: box(.trade, words("Index funds", "지수 펀드 매매")).draw(in: rect, on: &canvas), on: &canvas)
  }

  /// The day of the prices, in as many words as there is room for.
  private func notes(_ flow: IndexFlow) -> [String] {
    let (day, short) = (context.format.date(flow.priceDay), context.format.shortDate(flow.priceDay))
    if flow.isEstimate { return [words("◆ at the close of \(day)", "◆ \(day) 종가 기준 추정"), "◆ \(isPast ? day : short)"] }
    return isPast
      ? [words("past: close of \(day)", "과거: \(day) 종가"), day] : [words("close of \(day)", "\(day) 종가"), short]
  }

  // MARK: what the trade is computed from

  func basis(_ flow: IndexFlow) -> [(label: Phrase, reading: Reading)] {
    let isWhatIf = context.state.index.priceChange != 0 && flow.priceDay == shown?.newestPriceDay
    let n = IndexFlow.sessions
    return [
      (Phrase("change of weight", "비중 변화"), flow.weights.change),
      (isWhatIf ? Phrase("price, what if", "가정 주가") : Phrase("close", "종가"), flow.close),
      (Phrase("avg volume, \(n) sessions", "\(n)거래일 평균 거래량"), flow.volume),
    ]
  }

  /// With their days where there is room.
  private func basisRows(_ flow: IndexFlow) -> [List.Row] {
    let format = context.format
    return basis(flow).map { label, reading in
      var texts = [format.text(reading)]
      var role = context.role(reading)
      if case .known(let figure) = reading, figure.unit == .percentagePoints {
        texts = [format.weights(flow.weights) + "   " + format.change(reading, decimals: 3)]
        role = context.role(ofChange: reading)
      } else if case .known(let figure) = reading {
        let (isVolume, day) = (figure.unit == .shares, format.nearDate(figure.period.endDay, context.snapshot.asOf))
        if isVolume { texts[0] += words(" a day", "/일") }
        texts.insert(texts[0] + (isVolume ? words(" · to \(day)", " · \(day)까지") : " · " + day), at: 0)
      }
      return List.Row([Line(words(label), .muted)], texts.map { Line($0, role) }, reach: 64)
    }
  }

  // MARK: the funds

  /// A row of the table with its numbers as text.
  private struct Fund {
    let flow: TrackingFlow
    let assets: String
    let amount: String
    let shares: String
    var role: Role { flow.isOfTheTime ? .text : .muted }

    init(_ flow: TrackingFlow, _ format: Formatter) {
      // A purchase has its sign, too.
      func signed(_ reading: Reading, _ text: String) -> String { reading.value.map { $0 > 0 } == true ? "+" + text : text }
      self.flow = flow
      assets = format.text(flow.assets.figure, decimals: format.currency == .usd ? 0 : nil)
      amount = signed(flow.amount, format.text(flow.amount))
      shares = signed(flow.shares, format.value(flow.shares))
    }
  }

  private func drawFunds(_ flow: IndexFlow, in rect: Rect, edge box: Rect, on canvas: inout Canvas) {
    let table = fundsTable(flow)
    let foot = rect.height >= table.items.count + 4 ? 2 : rect.height >= 8 ? 1 : 0
    let (body, below) = rect.top(rect.height - foot)
    let rest = table.draw(in: body, edge: box, on: &canvas)
    if rest.height >= 2, let share = flow.shareOfDay {
      let text = words("\(share) of average daily volume, by funds counted", "하루 평균 거래량의 \(share) (자산 범위에 따라)")
      canvas.lines([Line(text, .heading, .bold)], in: rest.top(1).1)
    }
    canvas.lines(footnotes(flow).prefix(foot).map { Line($0, .muted) }, in: below)
  }

  private func fundsTable(_ flow: IndexFlow) -> Table<Fund> {
    var (items, selected): ([Table<Fund>.Item], Int?) = ([], nil)
    for (k, row) in flow.rows.enumerated() {
      if !row.isOfTheTime, k == 0 || flow.rows[k - 1].isOfTheTime {
        items.append(.heading(Line(words("from other dates, for scale only:", "다른 시기의 자산, 크기 비교용:"), .stale)))
      }
      if k + 3 == self.selected(.trade) { selected = items.count }
      items.append(.row(Fund(row, context.format)))
    }
    func column(_ heading: String, gap: Int = 2, priority: Int = 0, _ cell: @escaping (Fund) -> Line) -> Column<Fund> {
      Column(heading, .content(least: 4, most: 40), .right, gap: gap, priority: priority, cell: cell)
    }
    // A name that can be told from the others matters more than the number of shares and the assets, but not more than their date.
    let name = min(21, flow.rows.map { TextWidth.columns(words($0.assets.name)) }.max() ?? 0)
    var table = Table(items, selected: selected) {
      Column(words("funds counted", "추종 자산 범위"), .rest(least: 5, wanted: name)) { Line(words($0.flow.assets.name), $0.role) }
      column(words("assets of", "자산 시점"), gap: 3) { Line($0.flow.assets.asOfText, .muted) }
      column(words("assets", "자산"), priority: 1) { Line($0.assets, $0.role) }
      column(words("trade", "매매액")) { Line($0.amount, $0.flow.isOfTheTime ? .heading : .muted) }.marked {
        Span(context.mark($0.flow.assets.figure), .warning)
      }
      column(words("M shares", "만 주"), priority: 2) { Line($0.shares, $0.role) }
      column(words("of ADV", "하루 거래량의")) { Line($0.flow.shareOfDay, $0.role) }
    }
    table.hit = Hit.items(of: IndexView.trade.rawValue, from: 3)
    return table
  }

  /// The selected row's name and origin; otherwise which rows are the same fund, and what the columns mean.
  private func footnotes(_ flow: IndexFlow) -> [String] {
    if let i = selected(.trade), i >= 3, case .reported(let citation) = flow.rows[i - 3].assets.figure.provenance {
      let assets = flow.rows[i - 3].assets
      let origin = SourceNames.list(citation.sources, context.snapshot, context.language).joined(separator: "; ")
      return [words(assets.name), "\(assets.asOfText) · \(words(assets.statusName)) · \(origin)"]
    }
    let funds = Dictionary(grouping: flow.rows.map(\.assets.fund).filter { !$0.isEmpty }) { $0 }
    let same = funds.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { fund, rows in
      words("\(fund) in \(rows.count) rows is one fund", "\(fund) \(rows.count)행은 같은 펀드")
    }
    return [
      (same + [words("* unverified", "* 미확인")]).joined(separator: " · "),
      words("trade = weight change × assets; shares = trade ÷ close", "매매액 = 비중 변화 × 자산; 주식 수 = 매매액 ÷ 종가"),
    ]
  }
}

/// A fund's trade in one cell.
extension TrackingFlow {
  /// The trade as a share of a mean day's volume: `5.7%`.
  var shareOfDay: String { days.value.map { Numbers.grouped($0 * 100, 1) + "%" } ?? Formatter(language: .en).value(days) }
}

/// An estimate of the assets in words.
extension TrackingAssets {
  /// How the estimate came about.
  var statusName: Phrase {
    switch status {
    case "computed": return Phrase("computed", "계산")
    case "press": return Phrase("press", "언론")
    case "derived-unverified": return Phrase("back-solved, unverified", "역산·미확인")
    default: return Phrase(status)
    }
  }
}
