import Canvas
import Finance
import Format
import Model

/// What the funds that follow the index trade in the company's shares.
enum IndexFlowBox {
  /// Wider than this a row can no longer be followed with the eye.
  private static let tableWidth = 100

  static func draw(_ content: IndexContent, _ cursor: Int, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    guard let record = content.record, record.isAnnounced, let flow = record.flow else {
      return drawNothing(content, in: rect, on: &canvas)
    }
    let format = scene.format
    let name = scene.words(flow.weights.name)
    let title = scene.words("Index funds \(content.isPast ? "traded" : "trade") \(name)", "지수 펀드의 \(name) 매매")
    let (day, short) = (format.date(flow.priceDay), format.shortDate(flow.priceDay))
    let whatIf = content.whatIf(flow.priceDay)
    let role: Role = whatIf != nil ? .assumed : content.isOld(flow.priceDay) ? .stale : .muted
    let plain =
      flow.isEstimate
      ? [
        scene.words("◆ at the close of \(day)", "◆ \(day) 종가 기준 추정"),
        scene.words("◆ \(content.isPast ? day : short)", "◆ \(content.isPast ? day : short)"),
      ]
      : content.isPast
        ? [scene.words("past: close of \(day)", "과거: \(day) 종가"), day]
        : [scene.words("close of \(day)", "\(day) 종가"), short]
    let box = content.box(
      .trade, rect, title: title, note: content.note(whatIf ?? plain, title: title, rect), noteRole: role,
      on: &canvas)
    let inside = box.inset(1, 0).left(tableWidth).0
    guard inside.height >= 4, inside.width >= 30 else { return }
    for k in 0..<3 {
      let (label, reading) = content.basis(k, flow)
      drawBasis(
        label, reading, flow, isSelected: k == cursor, scene, Rect(inside.x, inside.y + k, inside.width, 1), on: &canvas)
    }
    let y = inside.y + (inside.height >= 14 ? 4 : 3)
    drawTable(flow, cursor, scene, Rect(inside.x, y, inside.width, inside.maxY - y), on: &canvas)
  }

  private static func drawNothing(_ content: IndexContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let inside = content.box(.trade, rect, title: scene.words("Index funds", "지수 펀드 매매"), on: &canvas).inset(1, 0)
    let text =
      content.record?.isAnnounced == true
      ? scene.words(
        "The shares outstanding that set the new weights are not known yet, so nobody can say how much the funds must trade.",
        "새 비중을 정하는 발행주식 수가 아직 알려지지 않아 펀드의 매매 규모를 계산할 수 없습니다.")
      : scene.words(
        "No rebalance whose prices and shares are in the record is announced at this moment, so the trade of the funds cannot be computed.",
        "가격과 주식 수가 기록된 리밸런싱 중 이 시점에 예고된 것이 없어 펀드의 매매를 계산할 수 없습니다.")
    IndexContent.drawText(text, in: inside, on: &canvas)
  }

  private static func drawBasis(
    _ label: Phrase, _ reading: Reading, _ flow: IndexFlow, isSelected: Bool, _ scene: Scene, _ rect: Rect,
    on canvas: inout Canvas
  ) {
    let format = scene.format
    var text = format.text(reading)
    var role = reading.figure.map { scene.role($0) } ?? .muted
    if case .known(let figure) = reading, figure.unit == .percentagePoints {
      func weight(_ reading: Reading) -> String { format.text(reading, decimals: 3) }
      text =
        "\(weight(flow.weights.before)) → \(weight(flow.weights.after))   \(format.direction(figure.value)) "
        + Numbers.signed(figure.value, 3) + "pp"
      role = scene.role(ofChange: reading)
    } else if case .known(let figure) = reading {
      if figure.unit == .shares { text += scene.words(" a day", "/일") }
      let day = format.nearDate(figure.period.endDay, scene.snapshot.asOf)
      let until = figure.unit == .shares ? scene.words(" · to \(day)", " · \(day)까지") : " · " + day
      if TextWidth.columns(scene.words(label) + text + until) + 1 <= rect.width { text += until }
    }
    let used = canvas.text(scene.words(label), rect.x, rect.y, .muted, max: rect.width / 2)
    canvas.right(text, min(rect.maxX, rect.x + 64), rect.y, role, max: rect.width - used - 1)
    if isSelected { canvas.emphasise(rect, .selected) }
  }

  /// A line of the table: the words that part assets of another time from those of the trade, or a row.
  private enum Line {
    case otherTime
    case row(spot: Int, TrackingFlow, cells: [String])
  }

  private static func lines(_ trade: IndexFlow, _ scene: Scene) -> [Line] {
    let format = scene.format
    var lines: [Line] = []
    for (k, flow) in trade.rows.enumerated() {
      if !flow.isOfTheTime, k == 0 || trade.rows[k - 1].isOfTheTime { lines.append(.otherTime) }
      let cells = [
        flow.assets.asOfText, format.text(flow.assets.figure, decimals: format.currency == .usd ? 0 : nil),
        signed(flow.amount, format.text(flow.amount)), signed(flow.shares, format.value(flow.shares)),
        IndexContent.shareOfDay(flow.days),
      ]
      lines.append(.row(spot: k + 3, flow, cells: cells))
    }
    return lines
  }

  /// A purchase has its sign too.
  private static func signed(_ reading: Reading, _ text: String) -> String {
    reading.value.map { $0 > 0 } == true ? "+" + text : text
  }

  private static func drawTable(
    _ trade: IndexFlow, _ cursor: Int, _ scene: Scene, _ rect: Rect, on canvas: inout Canvas
  ) {
    let lines = self.lines(trade, scene)
    let heads = scene.words(
      ["assets of", "assets", "trade", "M shares", "of a day"], ["자산 시점", "자산", "매매액", "만 주", "하루 거래량의"])
    var widths = heads.indices.map { k in
      lines.reduce(TextWidth.columns(heads[k])) { width, line in
        if case .row(_, _, let cells) = line { max(width, TextWidth.columns(cells[k])) } else { width }
      } + 2
    }
    // A name that one can tell from the others comes before the number of shares, and before the assets; never before their date.
    for (k, least) in [(3, 22), (1, 14)] where rect.width - widths.reduce(0, +) < least { widths[k] = 0 }
    let label = rect.width - widths.reduce(0, +)
    guard label >= 6, rect.height >= 2 else { return }
    canvas.text(scene.words("funds counted", "추종 자산 범위"), rect.x, rect.y, .muted, max: label)
    let foot = rect.height >= lines.count + 4 ? 2 : rect.height >= 8 ? 1 : 0
    let room = max(0, rect.height - 1 - foot)
    let selected = lines.firstIndex { if case .row(cursor, _, _) = $0 { true } else { false } }
    let scroll = Scroll(lines.count, selected: selected, room: room)
    for (k, head) in heads.enumerated() where widths[k] > 0 { canvas.right(head, end(k, rect, label, widths), rect.y, .muted) }
    for (y, line) in lines[scroll.visible].enumerated() {
      draw(line, cursor, label, widths, scene, Rect(rect.x, rect.y + 1 + y, rect.width, 1), on: &canvas)
    }
    canvas.marks(of: scroll, inEdgeOf: Rect(rect.x - 2, rect.y, rect.width + 4, rect.height + 1))
    if rect.height >= lines.count + 5 {
      drawSum(trade, scene, Rect(rect.x, rect.y + lines.count + 2, rect.width, 1), on: &canvas)
    }
    guard foot > 0 else { return }
    let flow = cursor >= 3 && trade.rows.indices.contains(cursor - 3) ? trade.rows[cursor - 3] : nil
    for (i, text) in footLines(flow, trade, scene).prefix(foot).enumerated() {
      canvas.text(text, rect.x, rect.maxY - foot + i, .muted, max: rect.width)
    }
  }

  private static func draw(
    _ line: Line, _ cursor: Int, _ label: Int, _ widths: [Int], _ scene: Scene, _ rect: Rect, on canvas: inout Canvas
  ) {
    guard case .row(let spot, let flow, let cells) = line else {
      canvas.text(
        scene.words("of another time, for scale only:", "다른 시기의 자산, 크기 비교용:"), rect.x, rect.y, .stale, max: rect.width)
      return
    }
    let isMuted = !flow.isOfTheTime
    let mark = scene.mark(flow.assets.figure)
    canvas.text(scene.words(flow.assets.name), rect.x, rect.y, isMuted ? .muted : .text, max: label - 1)
    for (k, cell) in cells.enumerated() where widths[k] > 0 {
      let stop = end(k, rect, label, widths)
      canvas.right(cell, stop, rect.y, isMuted || k == 0 ? .muted : k == 2 ? .heading : .text)
      if k == 2, !mark.isEmpty { canvas.text(mark, stop, rect.y, .warning, max: 1) }
    }
    if spot == cursor { canvas.emphasise(rect, .selected) }
  }

  private static func end(_ k: Int, _ rect: Rect, _ label: Int, _ widths: [Int]) -> Int {
    rect.x + label + widths.prefix(k + 1).reduce(0, +)
  }

  /// What it comes to: the least and the most of the estimates of the time that a source confirms.
  private static func drawSum(_ trade: IndexFlow, _ scene: Scene, _ rect: Rect, on canvas: inout Canvas) {
    guard let (least, most) = trade.daysRange else { return }
    let (low, high) = (Numbers.grouped(least * 100, 1), Numbers.grouped(most * 100, 1))
    let range = low == high ? "\(low)%" : "\(low)–\(high)%"
    let text = scene.words(
      "\(range) of one day's mean volume, by funds counted", "하루 평균 거래량의 \(range) (자산 범위에 따라)")
    canvas.text(text, rect.x, rect.y, .heading, .bold, max: rect.width)
  }

  /// The selected row's name and origin; otherwise which rows are one fund, and what the columns mean.
  private static func footLines(_ flow: TrackingFlow?, _ trade: IndexFlow, _ scene: Scene) -> [String] {
    if let flow, case .reported(let citation) = flow.assets.figure.provenance {
      let origin = SourceNames.list(citation.sources, scene.snapshot, scene.format.language).joined(separator: "; ")
      let status = scene.words(IndexContent.status(flow.assets.status))
      return [scene.words(flow.assets.name), "\(flow.assets.asOfText) · \(status) · \(origin)"]
    }
    let funds = Dictionary(grouping: trade.rows.map(\.assets.fund).filter { !$0.isEmpty }) { $0 }
    let same = funds.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }.map { fund, rows in
      scene.words("\(fund) in \(rows.count) rows is one fund", "\(fund) \(rows.count)행은 같은 펀드")
    }
    return [
      (same + [scene.words("* unverified", "* 미확인")]).joined(separator: " · "),
      scene.words("trade = weight change × assets; shares = trade ÷ close", "매매액 = 비중 변화 × 자산; 주식 수 = 매매액 ÷ 종가"),
    ]
  }
}

extension Scene {
  /// The words of a table's head in the language of the screen.
  fileprivate func words(_ en: [String], _ ko: [String]) -> [String] { language == .ko ? ko : en }
}
