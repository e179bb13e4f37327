import Canvas
import Finance
import Model

/// The scenario against the record, line by line: hollow what is claimed, solid what is.
enum ValueBars {
  private struct Pair {
    var name: Phrase
    var claimed: Reading
    var record: Reading
    var recordName: Phrase
    /// Only pairs of one group share a scale.
    var group: Int
  }

  static func draw(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    guard let value = content.value, rect.height > 2 else { return }
    let title = scene.words("Scenario against record", "시나리오와 실적 비교")
    let note = "◇ ░ " + scene.words("scenario", "시나리오") + " · ● █ " + scene.words("record", "실적")
    let inside = canvas.box(rect, title: title, note: note).inset(1, 0)
    let pairs = pairs(value, content)
    let tops = (0..<3).map { group in
      pairs.filter { $0.group == group }.flatMap { [$0.claimed.value, $0.record.value].compactMap { $0 } }.max() ?? 0
    }
    let groups = Set(pairs.map(\.group)).count
    let hasGaps = inside.height >= pairs.count * 2 + groups - 1
    var y = inside.y
    var group: Int?
    for pair in pairs {
      if hasGaps, let last = group, last != pair.group { y += 1 }
      group = pair.group
      guard y + 1 < inside.maxY else { break }
      draw(pair, top: tops[pair.group], Rect(inside.x, y, inside.width, 2), scene, on: &canvas)
      y += 2
    }
    guard value.profit.figure != nil, inside.maxY - y > 2 else { return }
    let text = ValueBoxes.segmentSentence(scene)
    for (i, line) in TextWidth.wrap(text, inside.width).prefix(inside.maxY - y - 1).enumerated() {
      canvas.text(line, inside.x, y + 1 + i, .muted, max: inside.width)
    }
  }

  private static func pairs(_ value: ScenarioValue, _ content: ValueContent) -> [Pair] {
    let (s, record) = (content.snapshot, content.record)
    var pairs: [Pair] = []
    for item in [ScenarioItem.profitCars, .profitEnergy, .profitFSD, .profitOther] {
      guard let figure = value.scenario[item] else { continue }
      pairs.append(
        Pair(
          name: ValueScenarioLines.name(item), claimed: ScenarioValue.inDollars(.known(figure), s),
          record: record.counterpart(of: item), recordName: counterpartName(item), group: 0))
    }
    if value.profit.figure != nil {
      pairs.append(
        Pair(
          name: Phrase("Sum", "합계"), claimed: ScenarioValue.inDollars(value.profit, s), record: record.netIncome,
          recordName: Phrase("net income GAAP TTM", "순이익 (GAAP TTM)"), group: 0))
    }
    pairs.append(
      Pair(
        name: Phrase("Market value", "시가총액"), claimed: value.marketValue, record: record.marketValue,
        recordName: Phrase("today", "현재"), group: 1))
    pairs.append(
      Pair(name: Phrase("Price", "주가"), claimed: value.price, record: record.price, recordName: Phrase("today", "현재"), group: 2))
    return pairs
  }

  /// What the record has in the place of a profit, and how far it is from one.
  private static func counterpartName(_ item: ScenarioItem) -> Phrase {
    switch item {
    case .profitFSD: return Phrase("not disclosed", "미공개")
    case .profitOther: return Phrase("services gross profit", "서비스 매출총이익")
    default: return Phrase("gross profit TTM", "매출총이익 TTM")
    }
  }

  private static func draw(_ pair: Pair, top: Double, _ rect: Rect, _ scene: Scene, on canvas: inout Canvas) {
    let nameWidth = min(23, rect.width / 2)
    canvas.text(scene.words(pair.name), rect.x, rect.y, .text, max: nameWidth - 1)
    canvas.text(scene.words(pair.recordName), rect.x + 1, rect.y + 1, .muted, max: nameWidth - 2)
    // Room for the number at the end of the longest bar.
    let room = max(4, rect.width - nameWidth - 3 - 14)
    for (row, reading) in [pair.claimed, pair.record].enumerated() {
      let (y, isClaim) = (rect.y + row, row == 0)
      var x = rect.x + nameWidth
      canvas.put(isClaim ? "◇" : "●", x, y, isClaim ? .claim : .reported)
      x += 2
      if let value = reading.value, top > 0 {
        let share = max(0, min(1, value / top))
        canvas.levelBar(share, x, y, width: room, isClaim ? .claim : .chart, hollow: isClaim)
        x += max(1, Int((share * Double(room)).rounded(.up))) + 1
      }
      let role: Role = isClaim ? .claim : reading.figure.map { scene.role($0) } ?? .muted
      let mark = isClaim ? "" : reading.figure.map { scene.mark($0) } ?? ""
      canvas.text(scene.format.text(reading) + mark, x, y, role, max: rect.maxX - x)
    }
  }
}
