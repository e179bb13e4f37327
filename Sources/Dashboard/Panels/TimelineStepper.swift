import Canvas
import Finance
import Format
import Model

/// A step of an earnings day.
struct EarningsStep {
  var instant: Instant
  var label: Phrase
  /// What it brought, where that is no price: shown with its unit.
  var value: Reading?
  var price: Reading?
  var change: Reading?
  /// Whether only a pattern says when it comes.
  var isExpected = false
}

/// The steps around a release, from the deliveries of the quarter to the close a week later.
struct EarningsStepper {
  let window: EarningsWindow
  let steps: [EarningsStep]
  let reaction: EarningsReaction

  init(_ window: EarningsWindow, _ s: Snapshot) {
    self.window = window
    let day = window.day
    let reaction = EarningsReaction(day, s)
    self.reaction = reaction
    let next = day.nextSession
    var steps = EarningsStepper.events(window, next, s)
    if let deliveries = window.deliveries {
      steps.append(
        EarningsStep(
          instant: deliveries.provenance.knownAt, label: Phrase("deliveries", "인도"), value: .known(deliveries)
        ))
    }
    steps.append(
      EarningsStep(
        instant: day.closeBefore.close, label: Phrase("close before", "직전 종가"), price: reaction.closeBefore))
    steps.append(
      EarningsStep(
        instant: day.release, label: Phrase("results, EPS", "실적 발표 EPS"),
        value: s.firstPrint(.epsNonGAAP, day.quarter),
        isExpected: window.isExpected))
    steps.append(
      EarningsStep(
        instant: next.open, label: Phrase("next open", "다음 시가"), price: reaction.open, change: reaction.gap))
    steps.append(
      EarningsStep(
        instant: next.close, label: Phrase("first close", "첫 종가"), price: reaction.firstClose,
        change: reaction.firstDay))
    steps.append(
      EarningsStep(
        instant: day.weekLater.close, label: Phrase("a week later", "1주 뒤 종가"), price: reaction.fifthClose,
        change: reaction.week))
    self.steps = steps.enumerated().sorted {
      ($0.element.instant, $0.offset) < ($1.element.instant, $1.offset)
    }.map(\.element)
  }

  /// The index events of the window, and what the company does between the release and the next open: the call.
  private static func events(_ window: EarningsWindow, _ next: Session, _ s: Snapshot) -> [EarningsStep] {
    let day = window.day
    let start = window.deliveries?.provenance.knownAt ?? day.closeBefore.close
    let end = day.weekLater.close
    return s.events.compactMap { event in
      let isIndex = event.kind == .index && event.start > start && event.start <= end
      let isCall =
        event.kind == .release && event.hasTime && event.start > day.release && event.start < next.open
      return isIndex || isCall
        ? EarningsStep(instant: event.start, label: event.title, isExpected: event.isExpected) : nil
    }
  }

  /// The rows that the steps want: with a line between them where that is not too tall.
  func height(_ room: Int) -> Int { 2 * steps.count + 1 <= room ? 2 * steps.count + 1 : steps.count + 2 }

  /// The newest step that has been reached.
  func current(_ asOf: Instant) -> Int? { steps.lastIndex { $0.instant <= asOf } }
}

extension TimelineDrawing {
  /// The steps of the earnings day, one below the other, with their prices.
  func steps(in rect: Rect, on canvas: inout Canvas) {
    guard let stepper else { return }
    let s = scene.snapshot
    let current = stepper.current(s.asOf)
    let quarter = stepper.window.day.quarter.label
    let inside = canvas.box(
      rect, title: scene.words("Earnings day \(quarter)", "\(quarter) 실적일"),
      note: stepNote(stepper, current, rect.width)
    ).inset(1, 0)
    guard !inside.isEmpty else { return }
    let count = stepper.steps.count
    let gap = inside.height >= 2 * count - 1 ? 2 : 1
    let shown = gap == 2 ? count : inside.height
    let scroll = Scroll(count, selected: current, room: shown)
    for (row, i) in scroll.visible.enumerated() {
      let y = inside.y + row * gap
      draw(
        stepper.steps[i], isReached: i <= (current ?? -1), isCurrent: i == current,
        in: Rect(inside.x, y, inside.width, 1), on: &canvas)
      if gap == 2, i + 1 < count {
        let isReached = i < (current ?? -1)
        canvas.put(isReached ? "│" : "┊", inside.x + 2, y + 1, isReached ? .muted : .grid)
      }
    }
    if gap == 1 { canvas.marks(of: scroll, inEdgeOf: rect) }
  }

  /// How long until the next step; when all have been, the unit of the prices.
  private func stepNote(_ stepper: EarningsStepper, _ current: Int?, _ width: Int) -> String {
    let unit = scene.format.priceUnit
    let change = scene.format.changeNote.map { width < 66 ? "" : ", " + scene.words($0) } ?? ""
    let places = scene.words("New York, Seoul · \(unit)", "뉴욕·서울 · \(unit)") + change
    let next = (current ?? -1) + 1
    guard next < stepper.steps.count else { return places }
    let wait = scene.format.countdown(stepper.steps[next].instant - scene.snapshot.asOf)
    if width < 58 { return scene.words("next in \(wait)", "다음까지 \(wait)") }
    return scene.words("next in \(wait) · \(places)", "다음까지 \(wait) · \(places)")
  }

  private func draw(
    _ step: EarningsStep, isReached: Bool, isCurrent: Bool, in line: Rect, on canvas: inout Canvas
  ) {
    let format = scene.format
    let role: Role = isCurrent ? .new : isReached ? .text : .muted
    if isCurrent { canvas.put("▸", line.x, line.y, .new) }
    canvas.put(
      isReached ? "●" : step.isExpected ? "◆" : "○", line.x + 2, line.y,
      isReached ? role : step.isExpected ? .estimate : .muted)
    var x = line.x + 4
    let (local, seoul) = (step.instant.local(in: .newYork), step.instant.local(in: .seoul))
    let isDay = TimelineStamp.isDayOnly(local)
    let wide = line.width >= 64
    let date = wide ? format.weekdayDate(local.day) : format.shortDate(local.day)
    let dateWidth = (wide ? 10 : 6) + (scene.language == .ko ? wide ? 4 : 3 : 0)
    canvas.text(date, x, line.y, role, max: dateWidth)
    x += dateWidth + 1
    if !isDay { canvas.text(local.clock, x, line.y, role) }
    x += 6
    // In a narrow box the time in Seoul gives way to the name of the step.
    if line.width >= 54 {
      let seoulText =
        wide
        ? "\(format.weekday(seoul.day)) \(seoul.clock)"
        : seoul.clock + (seoul.day > local.day ? "+1" : "  ")
      let seoulWidth = wide ? 9 : 7
      if !isDay { canvas.right(seoulText, x + seoulWidth, line.y, .muted) }
      x += seoulWidth + 1
    }
    let end = drawNumbers(step, isReached: isReached, role, in: line, on: &canvas)
    canvas.text(scene.words(step.label), x, line.y, role, isCurrent ? .bold : [], max: end - x)
  }

  /// Price and change, or what the step brought; returns the column in which they begin.
  private func drawNumbers(
    _ step: EarningsStep, isReached: Bool, _ role: Role, in line: Rect, on canvas: inout Canvas
  ) -> Int {
    let changeWidth = 9
    var end = line.maxX
    if let price = step.price {
      if isReached, price.figure == nil {
        return end - canvas.right(scene.words(TimelineWords.notInRecord), end, line.y, .muted) - 1
      }
      if let change = step.change {
        if let value = change.value {
          let (text, role) = TimelineDrawing.percent(value, abs(value) < 9.995 ? 2 : 1, scene)
          canvas.right(text, end, line.y, role)
        } else {
          canvas.right(scene.format.value(change), end, line.y, .muted)
        }
      }
      end -= changeWidth
      return end - canvas.right(scene.format.value(price), end, line.y, price.figure == nil ? .muted : role)
        - 1
    }
    guard let value = step.value else { return end }
    if isReached, value.figure == nil {
      return end - canvas.right(scene.words(TimelineWords.notInRecord), end, line.y, .muted) - 1
    }
    let text = scene.format.text(value) + (value.figure.map { scene.mark($0) } ?? "")
    return end - canvas.right(text, end, line.y, value.figure == nil ? .muted : role) - 1
  }
}
