import Canvas
import Finance
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
    let title = scene.words("Index funds trade \(name)", "지수 펀드의 \(name) 매매")
    let (day, short) = (format.date(flow.priceDay), format.shortDate(flow.priceDay))
    let whatIf = content.whatIf(flow.priceDay)
    let role: Role = whatIf != nil ? .assumed : content.isOld(flow.priceDay) ? .stale : .muted
    let plain =
      flow.isEstimate
      ? [scene.words("◆ at the close of \(day)", "◆ \(day) 종가 기준 추정"), scene.words("◆ \(short)", "◆ \(short)")]
      : content.isOld(flow.priceDay)
        ? [scene.words("on record: close of \(day)", "기록: \(day) 종가"), day]
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
      let day = format.shortDate(figure.period.endDay)
      let until = figure.unit == .shares ? scene.words(" · to \(day)", " · \(day)까지") : " · " + day
      if TextWidth.columns(scene.words(label) + text + until) + 1 <= rect.width { text += until }
    }
    let used = canvas.text(scene.words(label), rect.x, rect.y, .muted, max: rect.width / 2)
    canvas.right(text, min(rect.maxX, rect.x + 64), rect.y, role, max: rect.width - used - 1)
    if isSelected { canvas.emphasise(rect, .selected) }
  }

  private static func drawTable(
    _ trade: IndexFlow, _ cursor: Int, _ scene: Scene, _ rect: Rect, on canvas: inout Canvas
  ) {
    let format = scene.format
    var rows: [(spot: Int, flow: TrackingFlow, cells: [String])] = []
    for (k, flow) in trade.rows.enumerated() {
      let cells = [
        format.text(flow.assets.figure, decimals: format.currency == .usd ? 0 : nil), format.text(flow.amount),
        format.value(flow.shares), format.value(flow.days, decimals: 3),
      ]
      rows.append((k + 3, flow, cells))
    }
    let heads = scene.words(["assets", "trade", "M shares", "days"], ["자산", "매매액", "만 주", "거래일"])
    var widths = heads.indices.map { k in
      rows.reduce(TextWidth.columns(heads[k])) { max($0, TextWidth.columns($1.cells[k])) } + 2
    }
    // A name that one can tell from the others comes before the number of shares, and before the assets.
    for (k, least) in [(2, 26), (0, 18)] where rect.width - widths.reduce(0, +) < least { widths[k] = 0 }
    let label = rect.width - widths.reduce(0, +)
    guard label >= 8, rect.height >= 2 else { return }
    canvas.text(scene.words("funds counted", "추종 자산 범위"), rect.x, rect.y, .muted, max: label)
    let foot = rect.height >= rows.count + 4 ? 2 : 0
    let room = max(0, rect.height - 1 - foot)
    let selected = rows.firstIndex { $0.spot == cursor } ?? 0
    let scroll = selected >= room ? selected - room + 1 : 0
    for (k, head) in heads.enumerated() where widths[k] > 0 { canvas.right(head, end(k, rect, label, widths), rect.y, .muted) }
    for (line, row) in rows.dropFirst(scroll).prefix(room).enumerated() {
      let y = rect.y + 1 + line
      let isMuted = !row.flow.isOfTheTime
      let mark = scene.mark(row.flow.assets.figure)
      canvas.text(scene.words(row.flow.assets.name), rect.x, y, isMuted ? .muted : .text, max: label - 1)
      for (k, cell) in row.cells.enumerated() where widths[k] > 0 {
        let role: Role = isMuted ? .muted : k == 1 ? .heading : .text
        let stop = end(k, rect, label, widths)
        canvas.right(cell, stop, y, role)
        if k == 1, !mark.isEmpty { canvas.text(mark, stop, y, .warning, max: 1) }
      }
      if row.spot == cursor { canvas.emphasise(Rect(rect.x, y, rect.width, 1), .selected) }
    }
    if scroll + room < rows.count { canvas.put("↓", rect.maxX - 1, rect.maxY, .muted) }
    if scroll > 0 { canvas.put("↑", rect.maxX - 3, rect.maxY, .muted) }
    if rect.height >= rows.count + 5 {
      drawSum(rows.map(\.flow), scene, Rect(rect.x, rect.y + rows.count + 2, rect.width, 1), on: &canvas)
    }
    if foot > 0 { drawFoot(rows.first { $0.spot == cursor }?.flow, scene, rect, on: &canvas) }
  }

  private static func end(_ k: Int, _ rect: Rect, _ label: Int, _ widths: [Int]) -> Int {
    rect.x + label + widths.prefix(k + 1).reduce(0, +)
  }

  /// What it comes to: the least and the most of the estimates of the time that a source confirms.
  private static func drawSum(_ flows: [TrackingFlow], _ scene: Scene, _ rect: Rect, on canvas: inout Canvas) {
    let days = flows.compactMap { flow -> Double? in
      guard flow.isOfTheTime, let figure = flow.days.figure, flow.assets.figure.provenance.confidence > .unverified
      else { return nil }
      return figure.value * 100
    }
    guard let least = days.min(), let most = days.max() else { return }
    let (low, high) = (Numbers.grouped(least, 1), Numbers.grouped(most, 1))
    let range = low == high ? "\(low)%" : "\(low)–\(high)%"
    let isRange = low != high
    let left = flows.count > days.count
    let text = scene.words(
      "\(range) of one day's mean volume\(isRange ? ", by funds counted" : "")\(left ? ", without grey and *" : "")",
      "하루 평균 거래량의 \(range)\(left ? " (흐림·* 제외)" : isRange ? " (자산 범위에 따라)" : "")")
    canvas.text(text, rect.x, rect.y, .heading, .bold, max: rect.width)
  }

  /// The selected row's name, date and origin; or what the columns mean.
  private static func drawFoot(_ flow: TrackingFlow?, _ scene: Scene, _ rect: Rect, on canvas: inout Canvas) {
    var lines = [
      scene.words(
        "trade = weight change × assets; shares = trade ÷ close", "매매액 = 비중 변화 × 자산; 주식 수 = 매매액 ÷ 종가"),
      scene.words("days = shares ÷ mean volume; grey: later; * unverified", "거래일 = 주식 수 ÷ 평균 거래량; 흐림: 이후; * 미확인"),
    ]
    if let flow, case .reported(let citation) = flow.assets.figure.provenance {
      let origin = SourceNames.list(citation.sources, scene.snapshot, scene.format.language).joined(separator: "; ")
      let status = scene.words(IndexContent.status(flow.assets.status))
      lines = [scene.words(flow.assets.name), "\(flow.assets.asOfText) · \(status) · \(origin)"]
    }
    for (i, line) in lines.enumerated() {
      canvas.text(line, rect.x, rect.maxY - 2 + i, .muted, max: rect.width)
    }
  }
}

extension Scene {
  /// The words of a table's head in the language of the screen.
  fileprivate func words(_ en: [String], _ ko: [String]) -> [String] { language == .ko ? ko : en }
}
