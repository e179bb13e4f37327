import Canvas
import Finance
import Format
import Model

/// The range of outcomes: how it fans out over the years, how a year is distributed, and how likely each target on record is.
enum ValueRange {
  static func draw(_ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let selected = content.view == .range ? content.row(.range) : -1
    canvas.clipped(to: rect) { drawAll(content, selected, in: rect, on: &$0) }
  }

  private static func drawAll(_ content: ValueContent, _ selected: Int, in rect: Rect, on canvas: inout Canvas) {
    switch content.range.state {
    case .none(let why): drawNothing(why, content, in: rect, on: &canvas)
    case .known(let outcomes):
      let tableHeight = min(rect.height, outcomes.targets.count + 6)
      if rect.width >= 100 {
        let (left, right) = rect.left(rect.width * 11 / 20)
        let (fan, histogram) = left.top(left.height * 11 / 20)
        ValueFan.draw(outcomes, content, in: fan, on: &canvas)
        ValueHistogram.draw(outcomes, content, in: histogram, on: &canvas)
        let (percentiles, targets) = right.top(min(right.height / 2, 11))
        drawPercentiles(outcomes, content, in: percentiles, on: &canvas)
        drawTargets(outcomes, content, selected, in: targets, on: &canvas)
      } else if rect.width < 70 || rect.height < 16 {
        let (fan, targets) = rect.top(rect.height - min(tableHeight, rect.height / 2))
        ValueFan.draw(outcomes, content, in: fan, on: &canvas)
        drawTargets(outcomes, content, selected, in: targets, on: &canvas)
      } else {
        let (charts, targets) = rect.top(rect.height - min(tableHeight, rect.height / 2))
        let (fan, histogram) = charts.left(charts.width / 2)
        ValueFan.draw(outcomes, content, in: fan, on: &canvas)
        ValueHistogram.draw(outcomes, content, in: histogram, on: &canvas)
        drawTargets(outcomes, content, selected, in: targets, on: &canvas)
      }
    }
  }

  private static func drawNothing(_ why: Phrase, _ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let inside = content.box(.range, rect, title: content.scene.words("Range of outcomes", "결과 범위"), on: &canvas)
    for (y, line) in TextWidth.wrap(content.scene.words(why), inside.width).prefix(inside.height).enumerated() {
      canvas.text(line, inside.x, inside.y + y, .muted, max: inside.width)
    }
  }

  /// How it was made, for the frame of a box.
  static func note(_ content: ValueContent) -> String {
    let paths = Numbers.grouped(Double(content.choices.paths))
    return content.scene.words("\(paths) paths, seed \(content.choices.seed)", "경로 \(paths)개, 시드 \(content.choices.seed)")
  }

  // MARK: percentiles

  private static let ranks: [(Double, String)] = [
    (0.95, "95%"), (0.75, "75%"), (0.5, "50%"), (0.25, "25%"), (0.05, "5%"),
  ]

  private static func drawPercentiles(_ outcomes: Outcomes, _ content: ValueContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let quantity = content.choices.quantity
    let name = scene.words(ValueOutcomes.name(quantity))
    let unit = FanScale(content, quantity)
    let inside = content.box(
      .range, rect, title: scene.words("Percentiles: \(name), \(unit.unit)", "백분위수: \(name), \(unit.unit)"), note: note(content),
      on: &canvas)
    guard inside.height > 1 else { return }
    let years = outcomes.path.years
    let names = scene.language == .ko ? 8 : 9
    let width = max(1, (inside.width - names) / max(1, years.count))
    for (i, year) in years.enumerated() {
      let x = inside.x + names + (i + 1) * width
      canvas.right("\(year)", x, inside.y, i == content.yearIndex ? .heading : .muted, i == content.yearIndex ? .bold : [])
      let distribution = outcomes.result[quantity, i]
      for (row, rank) in ranks.enumerated() where row + 1 < inside.height {
        let value = distribution.percentile(rank.0).map { unit.text($0) } ?? "–"
        canvas.right(value, x, inside.y + 1 + row, rank.0 == 0.5 ? .heading : .text, rank.0 == 0.5 ? .bold : [], max: width - 1)
      }
      let extras = [unit.text(distribution.mean), scene.format.chance(outcomes.result.lossShare(year: i), .short)]
      for (row, text) in extras.enumerated() where row + 6 < inside.height {
        canvas.right(text, x, inside.y + 6 + row, .muted, max: width - 1)
      }
    }
    for (row, rank) in ranks.enumerated() where row + 1 < inside.height {
      canvas.text(rank.1, inside.x, inside.y + 1 + row, .muted)
    }
    for (row, text) in [scene.words("mean", "평균"), scene.words("a loss", "손실")].enumerated() where row + 6 < inside.height {
      canvas.text(text, inside.x, inside.y + 6 + row, .muted, max: names)
    }
  }

  // MARK: targets

  private static func drawTargets(
    _ outcomes: Outcomes, _ content: ValueContent, _ selected: Int, in rect: Rect, on canvas: inout Canvas
  ) {
    let scene = content.scene
    let inside = content.box(
      .range, rect, title: scene.words("Chance to have reached it by the end of", "연말까지 도달할 확률"),
      note: rect.width >= 66 ? scene.words("targets on record", "기록된 목표") : "", on: &canvas)
    guard inside.height > 1 else { return }
    let years = outcomes.path.years
    let width = inside.width >= 64 ? 8 : 6
    // Names stand whole: the nearest years give way.
    let names = outcomes.targets.map { "◇ " + ValueOutcomes.amount($0, scene) + " · " + scene.words($0.scenario.name) }
    let nameWidth = names.reduce(20) { max($0, TextWidth.columns($1) + 1) }
    let shown = min(years.count, max(1, (inside.width - nameWidth) / width))
    let first = years.count - shown
    let start = inside.maxX - shown * width
    for (i, year) in years.enumerated().dropFirst(first) {
      canvas.right("\(year)", start + (i - first + 1) * width, inside.y, .muted)
    }
    if outcomes.targets.isEmpty {
      canvas.text(scene.words("no target is on record", "기록된 목표 없음"), inside.x, inside.y + 1, .muted, max: inside.width)
    }
    for row in outcomes.targets.indices where row + 1 < inside.height {
      let y = inside.y + 1 + row
      canvas.text(names[row], inside.x, y, .claim, max: start - inside.x - 1)
      for i in years.indices.dropFirst(first) {
        let chance = outcomes.result.probabilitySoFar(target: row, year: i)
        canvas.right(scene.format.chance(chance, .short), start + (i - first + 1) * width, y, .text, max: width)
      }
      if row == selected { canvas.emphasise(Rect(inside.x, y, inside.width, 1), .selected) }
    }
    var y = inside.y + 2 + outcomes.targets.count
    let lines = words(content).flatMap { TextWidth.wrap($0, inside.width) }
    for (i, line) in lines.enumerated() where y < inside.maxY {
      let isCut = y == inside.maxY - 1 && i + 1 < lines.count
      canvas.text(isCut ? TextWidth.fit(line + " …", inside.width) : line, inside.x, y, .muted, max: inside.width)
      y += 1
    }
  }

  private static func words(_ content: ValueContent) -> [String] {
    let scene = content.scene
    var words = [scene.words(Names.rangeNote)]
    if let key = content.key, let entry = content.scenario?.entry(key) {
      let (name, value) = (scene.words(Names.of(key)), ValueText(scene).text(entry.figure))
      words[0] += scene.words(" + - change \(name): \(value).", " + - 조정 대상: \(name) \(value).")
    }
    words.append(
      scene.words(
        "Each driver goes from the last four quarters to the scenario's value and strays by its spread (v shows and changes them). A year with a loss counts as a price of 0. Near years follow from that way, not from the market.",
        "각 항목은 최근 4개 분기에서 시나리오 값까지 가며 분포만큼 흔들립니다 (v에서 보고 바꿈). 손실인 해의 주가는 0으로 셉니다. 가까운 연도는 이 경로에서 나온 값이며 시장 전망이 아닙니다."))
    return words
  }
}

/// How amounts are written along the axis of a chart: one unit, said once.
struct FanScale {
  let unit: String
  private let factor: Double
  private let decimals: Int

  init(_ content: ValueContent, _ quantity: SimulatedQuantity) {
    let scene = content.scene
    // Years to come are at the newest rate.
    let won: Double? = scene.format.isInWon ? scene.format.rates?.newest.value : nil
    switch (quantity, won) {
    case (.price, nil): (unit, factor, decimals) = (scene.words("USD", "달러"), 1, 0)
    case (.price, let rate?):
      (unit, factor, decimals) = (scene.words("k KRW", "만 원"), rate / (scene.language == .ko ? 10_000 : 1000), 0)
    case (_, nil):
      (unit, factor, decimals) = (
        scene.words("B USD", "억 달러"), scene.language == .ko ? 0.01 : 0.001, scene.language == .ko ? 0 : 1
      )
    case (_, let rate?): (unit, factor, decimals) = (scene.words("T KRW", "조 원"), rate / 1_000_000, 1)
    }
  }

  func text(_ value: Double) -> String {
    let x = value * factor
    return Numbers.grouped(x, abs(x) >= 1000 ? 0 : decimals)
  }
}
