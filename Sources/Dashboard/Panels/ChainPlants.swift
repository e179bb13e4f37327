internal import Canvas
import Format
internal import Model

/// The plants of the chain: the table of all, and all about one.
struct ChainPlants {
  private let content: ChainContent

  init(_ content: ChainContent) { self.content = content }

  private var scene: Scene { content.scene }

  /// Where the columns of the table begin, 0 for those that a width has no room for.
  private struct Columns {
    var name: Int
    var product = 0
    var productWidth = 0
    var capacityEnd: Int
    var status = 0
    var statusWidth = 0
    var date = 0

    /// As wide as the longest words need; the products give way first where that is too much.
    init(_ width: Int, names: Int, products: Int, statuses: Int) {
      let capacity = 7
      guard width >= 60 else {
        (name, capacityEnd) = (max(0, width - capacity - 2), width)
        return
      }
      let gap = width >= 100 ? 3 : 2
      statusWidth = min(statuses, 23)
      let room = width - 10 - statusWidth - capacity - 4 * gap
      name = min(names, max(16, room - min(products, 13)))
      productWidth = min(products, room - name)
      product = name + gap
      capacityEnd = product + productWidth + gap + capacity
      status = capacityEnd + gap
      date = status + statusWidth + gap
    }
  }

  private func columns(_ width: Int) -> Columns {
    func widest(_ words: (Factory) -> String) -> Int { content.plants.map { TextWidth.columns(words($0)) }.max() ?? 0 }
    return Columns(
      width, names: widest { scene.words($0.name) }, products: max(7, widest { scene.words($0.product) }),
      statuses: max(6, widest { status(of: $0) }))
  }

  private func isNew(_ plant: Factory) -> Bool { plant.newest.map { scene.snapshot.isNew(Instant(endOf: $0)) } ?? false }

  private func status(of plant: Factory) -> String { plant.state.map { scene.words($0.name) } ?? "?" }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    let plants = content.plants
    let count = scene.words("\(plants.count) plants", "\(plants.count)곳")
    let note = plants.compactMap(\.newest).max().map { "\(count) · \($0.iso)" } ?? count
    let inside = canvas.box(rect, title: scene.words("Plants", "공장"), note: note).inset(1, 0)
    guard inside.height > 1, inside.width > 20 else { return }
    let columns = columns(inside.width)
    let (head, body) = inside.top(1)
    drawHead(columns, in: head, on: &canvas)
    let selected = content.plantIndex ?? 0
    let scroll = Scroll(plants.count, selected: selected, room: body.height)
    for (y, i) in scroll.visible.enumerated() { drawRow(i, columns, Rect(body.x, body.y + y, body.width, 1), on: &canvas) }
    canvas.marks(of: scroll, inEdgeOf: rect)
  }

  private func drawHead(_ columns: Columns, in row: Rect, on canvas: inout Canvas) {
    canvas.text(scene.words("plant", "공장"), row.x, row.y, .muted, max: columns.name)
    if columns.product > 0 { canvas.text(scene.words("product", "제품"), row.x + columns.product, row.y, .muted) }
    canvas.right(scene.words("GWh/yr", "GWh/년"), row.x + columns.capacityEnd, row.y, .muted, max: 8)
    guard columns.status > 0 else { return }
    canvas.text(scene.words("status", "상태"), row.x + columns.status, row.y, .muted)
    canvas.text(scene.words("as of", "기준일"), row.x + columns.date, row.y, .muted)
  }

  private func drawRow(_ i: Int, _ columns: Columns, _ row: Rect, on canvas: inout Canvas) {
    let plant = content.plants[i]
    let reading = content.capacity(plant)
    let role: Role = isNew(plant) ? .new : .text
    canvas.text(scene.words(plant.name), row.x, row.y, role, max: columns.name)
    canvas.right(
      scene.format.value(reading) + (reading.figure.map { scene.mark($0) } ?? ""), row.x + columns.capacityEnd, row.y,
      reading.figure.map { scene.role($0) } ?? .muted, max: 7)
    if columns.product > 0 {
      canvas.text(scene.words(plant.product), row.x + columns.product, row.y, .muted, max: columns.productWidth)
    }
    if columns.status > 0 {
      canvas.text(status(of: plant), row.x + columns.status, row.y, role, max: columns.statusWidth)
      let day = plant.state?.day.iso ?? "?"
      let text = role == .new ? scene.words("new ", "신규 ") + String(day.dropFirst(5)) : day
      canvas.text(text, row.x + columns.date, row.y, role == .new ? .new : .muted, max: 10)
    }
    if i == content.plantIndex { canvas.emphasise(row, .selected) }
  }

  // MARK: one plant

  /// All that was known of a plant.
  func text(of plant: Factory, _ width: Int) -> ChainText {
    var text = ChainText(scene)
    text.append(
      text.wrapped(scene.words(plant.name), width, .heading, .bold)
        + text.wrapped("\(scene.words(plant.product)) · \(scene.words(plant.place))", width, .text))
    let reading = content.capacity(plant)
    let capacity = scene.format.text(reading) + (reading.figure.map { scene.mark($0) } ?? "")
    let words = reading.absence.map { "\(capacity) \(scene.format.words($0))" } ?? capacity
    text.append(
      text.hanging(
        scene.words(plant.capacity.map { Names.of($0.kind) } ?? Phrase("capacity", "용량")), words, indent: 12, width,
        reading.figure.map { scene.role($0) } ?? .muted, .bold))
    var life = plant.dates.flatMap { text.hanging($0.day.iso, scene.words($0.name), indent: 12, width) }
    if let status = plant.status {
      life += text.hanging(status.knownAt.newYorkDay.iso, scene.words(status.text), indent: 12, width, .text, .bold)
    }
    text.append(life)
    text.append(
      plant.milestones.reversed().flatMap {
        text.hanging($0.knownAt.newYorkDay.iso, scene.words($0.text), indent: 12, width, .muted)
      })
    return text
  }
}
