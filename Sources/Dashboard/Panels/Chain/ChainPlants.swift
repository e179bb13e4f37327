import App
import Canvas
import Format
import Model

/// The plants of the chain: the table of all, and all about one.
extension ChainContent {
  /// Where the plants are, for the sizes that do not show them beside the stages.
  var plantsHint: [Sections.Part] {
    guard !plants.isEmpty else { return [] }
    let last = context.key(.last)
    let text = words(
      "\(plants.count) plants: \(last) twice, or down from the last stage", "공장 \(plants.count)곳: \(last) 두 번, 또는 마지막 단계에서 아래로")
    return [.text(Line(text, .muted))]
  }

  func drawPlants(in rect: Rect, on canvas: inout Canvas) {
    let count = words("\(plants.count) plants", "\(plants.count)곳")
    let note = plants.compactMap(\.newest).max().map { "\(count) · \($0.iso)" } ?? count
    let inside = Box(words("Plants", "공장"), note: note).draw(in: rect, on: &canvas)
    var table = plantsTable(gap: inside.width >= 100 ? 3 : 2)
    table.hit = Hit.items(of: 0, from: stages.count)
    table.draw(in: inside, edge: rect, on: &canvas)
  }

  /// The products are dropped first where there is too little room.
  private func plantsTable(gap: Int) -> Table<Factory> {
    Table(rows: plants, selected: plant) {
      Column(words("plant", "공장"), .words(least: 16, most: 40)) { Line(words($0.name), role(of: $0)) }
      Column(words("product", "제품"), .words(least: 13, most: 40), gap: gap, priority: 1) {
        Line(words($0.product), .muted)
      }
      Column(words("GWh/yr", "GWh/년"), .exactly(7), .right, gap: gap) { plant in
        let reading = plant.capacityReading
        return Line(context.format.value(reading) + context.mark(reading), context.role(reading))
      }
      Column(words("status", "상태"), .content(least: 6, most: 23), gap: gap, priority: 2) {
        Line($0.state.map { words($0.name) } ?? "?", role(of: $0))
      }
      Column(words("as of", "기준일"), .exactly(10), gap: gap, priority: 2) {
        day($0.state?.day.iso ?? "?", isNew: role(of: $0) == .new)
      }
    }
  }

  private func role(of plant: Factory) -> Role {
    plant.newest.map { context.snapshot.isNew(Instant(endOf: $0)) } == true ? .new : .text
  }

  /// All that was known of a plant.
  func sections(of plant: Factory) -> Sections {
    func dated(_ day: Day, _ text: Phrase, _ role: Role = .text, _ emphasis: Emphasis = []) -> Sections.Part {
      .text(Line(words(text), role, emphasis), label: Line(day.iso, .muted, emphasis), indent: 12)
    }
    let reading = plant.capacityReading
    let why = reading.absence.map { " " + context.format.words($0) } ?? ""
    let capacity = Sections.Part.text(
      Line(context.format.text(reading) + context.mark(reading) + why, context.role(reading), .bold),
      label: Line(words(plant.capacity.map { Names.of($0.kind) } ?? Phrase("capacity", "용량")), .muted, .bold), indent: 12)
    let status = plant.status.map { [dated($0.knownAt.newYorkDay, $0.text, .text, .bold)] } ?? []
    return sections([
      [.text(Line(words(plant.name), .heading, .bold)), .text(Line("\(words(plant.product)) · \(words(plant.place))"))],
      [capacity],
      plant.dates.map { dated($0.day, $0.name) } + status,
      plant.milestones.reversed().map { dated($0.knownAt.newYorkDay, $0.text, .muted) },
    ])
  }
}

/// The life of a plant, as far as it was known.
extension Factory {
  /// The dates in its life that were known, oldest first.
  var dates: [(day: Day, name: Phrase)] {
    let all = [
      (announced, Phrase("announced", "발표")), (groundbreaking, Phrase("ground broken", "착공")),
      (startOfProduction, Phrase("production started", "생산 개시")), (fullRateShown, Phrase("full rate shown", "최대 속도 확인")),
    ]
    return all.compactMap { day, name in day.map { ($0, name) } }.sorted { $0.day < $1.day }
  }

  /// Its newest state: the status of the record, or the last date of its life.
  fileprivate var state: (day: Day, name: Phrase)? { status.map { ($0.knownAt.newYorkDay, $0.text) } ?? dates.last }

  /// The day of the newest entry about it.
  var newest: Day? { ([status] + milestones).compactMap { $0?.knownAt.newYorkDay }.max() ?? dates.last?.day }
}
