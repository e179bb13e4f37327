import Canvas
import Format
import Model

/// A box with groups of derived figures: name at the left, number at the right.
struct ESSList {
  let content: ESSContent
  let groups: [ESSGroup]

  private enum Line {
    case blank
    case title(ESSGroup)
    case legend
    /// What the two numbers of a plant are.
    case caption
    case entry(Int)
  }

  private var scene: Scene { content.scene }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    canvas.clipped(to: rect) { drawBox(in: rect, on: &$0) }
  }

  private func drawBox(in rect: Rect, on canvas: inout Canvas) {
    let lines = self.lines
    let room = max(0, rect.height - 2)
    let selected = lines.firstIndex { if case .entry(let i) = $0 { i == content.selectedEntry } else { false } }
    let scroll = Scroll(lines.count, selected: selected, room: room)
    let title = groups.first.map { scene.words($0.title) } ?? ""
    let legend = groups.contains(.capacity) && !lines.isEmpty ? scene.words("▫ planned", "▫ 가동 전") : ""
    let name = groups.count > 2 ? scene.words("Figures", "수치") : title
    let inside = canvas.box(rect, title: name, note: legend).inset(1, 0)
    if lines.isEmpty {
      for (i, text) in TextWidth.wrap(emptyText, inside.width).prefix(inside.height).enumerated() {
        canvas.text(text, inside.x, inside.y + i, .muted, max: inside.width)
      }
    }
    for (row, line) in lines[scroll.visible].enumerated() {
      draw(line, inside, inside.y + row, on: &canvas)
    }
    canvas.marks(of: scroll, inEdgeOf: rect)
    let rest = room - lines.count - 1
    if rest > 0 { drawFootnotes(in: Rect(inside.x, inside.maxY - rest, inside.width, rest), on: &canvas) }
  }

  private var emptyText: String {
    scene.words("Nothing of this is known yet at this moment.", "이 시점에는 아직 알려진 것이 없습니다.")
  }

  /// Groups one below the other, with a title each but the first of a box that bears its name.
  private var lines: [Line] {
    var lines: [Line] = []
    for group in groups {
      let entries = content.entries.indices.filter { content.entries[$0].group == group }
      guard !entries.isEmpty else { continue }
      if !lines.isEmpty { lines.append(.blank) }
      if groups.count > 2 || group != groups.first { lines.append(.title(group)) }
      if group == .notes { lines.append(.legend) }
      for i in entries {
        if case .plant = content.entries[i].subject, group == .capacity, !isCaptioned(lines), installedOn != nil {
          lines.append(.caption)
        }
        lines.append(.entry(i))
      }
    }
    return lines
  }

  private func isCaptioned(_ lines: [Line]) -> Bool { lines.contains { if case .caption = $0 { true } else { false } } }

  /// The day of the newest word on what is installed.
  private var installedOn: Day? {
    content.entries.flatMap { entry -> [PlantCapacity] in
      if case .plant(let plant) = entry.subject { plant.capacities } else { [] }
    }.filter { $0.kind == .installed }.map(\.figure.provenance.knownAt).max()?.newYorkDay
  }

  private func draw(_ line: Line, _ rect: Rect, _ y: Int, on canvas: inout Canvas) {
    switch line {
    case .blank: break
    case .title(let group): canvas.text(scene.words(group.title), rect.x, y, .title, .bold, max: rect.width)
    case .caption:
      let known = installedOn.map { " " + $0.iso } ?? ""
      let words = [
        scene.words("installed\(known) / nameplate", "설치\(known) / 명목 용량"),
        scene.words("deck\(known)/nameplate", "설치\(known)/명목"), scene.words("installed/nameplate", "설치/명목 용량"),
      ]
      let text = words.first { TextWidth.columns($0) <= rect.width } ?? ""
      canvas.right(text, rect.maxX, y, .muted, max: rect.width)
    case .legend:
      canvas.right(scene.words("◇ claimed ● reported ◇−●", "◇ 주장  ● 공시  ◇−●"), rect.maxX, y, .muted, max: rect.width)
    case .entry(let i):
      canvas.clipped(to: Rect(rect.x, y, rect.width, 1)) {
        drawEntry(content.entries[i], rect, y, on: &$0)
      }
      if i == content.selectedEntry { canvas.emphasise(Rect(rect.x, y, rect.width, 1), .selected) }
    }
  }

  private func drawEntry(_ entry: ESSEntry, _ rect: Rect, _ y: Int, on canvas: inout Canvas) {
    var used = 0
    if case .claim(let claim, let reported) = entry.subject, let figure = claim.figure, claim.scope == .company {
      used = drawClaim(figure, reported, rect, y, on: &canvas)
    } else {
      let reading = entry.item.reading ?? .absent(.notApplicable)
      var text = ESSText.value(reading, scene)
      if case .plant(let plant) = entry.subject, let both = bothCapacities(plant) { text = both }
      if case .claimed = reading.figure?.provenance { text = "◇ " + text }
      used = canvas.right(text, rect.maxX, y, ESSText.role(reading, scene), max: rect.width)
    }
    canvas.text(scene.words(entry.label), rect.x, y, .text, max: rect.width - used - 1)
  }

  /// `20/40 GWh/yr`: as installed and as designed, where the two differ.
  private func bothCapacities(_ plant: Factory) -> String? {
    let today = scene.snapshot.asOf.newYorkDay
    guard let installed = plant.capacity(.installed, on: today)?.figure,
      let nameplate = plant.capacity(.nameplate, on: today)?.figure, installed.value != nameplate.value
    else { return nil }
    return Numbers.exact(installed.value) + "/" + scene.format.text(nameplate)
  }

  /// `◇ 3.90 ● 3.89 +0.01`; returns the columns taken.
  private func drawClaim(_ figure: Figure, _ reported: Reading, _ rect: Rect, _ y: Int, on canvas: inout Canvas) -> Int {
    let difference = reported.value.map { Numbers.signed(figure.value - $0, 2) } ?? "?"
    canvas.right(difference, rect.maxX, y, .muted, max: rect.width)
    let report = reported.value.map { ESSList.short($0) } ?? scene.format.value(reported)
    canvas.right("● " + report, rect.maxX - 6, y, reported.figure.map { scene.role($0) } ?? .muted)
    canvas.right("◇ " + ESSList.short(figure.value) + scene.mark(figure), rect.maxX - 14, y, .claim)
    return 20
  }

  private static func short(_ value: Double) -> String { Numbers.grouped(value, value < 10 ? 2 : 1) }

  // MARK: footnotes

  /// With room to spare: what the newest word on each plant is, and what the marks mean.
  private func drawFootnotes(in rect: Rect, on canvas: inout Canvas) {
    var y = rect.y
    for (text, role) in footnotes where y < rect.maxY {
      let lines = TextWidth.wrap(text, rect.width)
      guard y + lines.count <= rect.maxY else { return }
      for line in lines {
        canvas.text(line, rect.x, y, role, max: rect.width)
        y += 1
      }
    }
  }

  private var footnotes: [(text: String, role: Role)] {
    var notes: [(text: String, role: Role)] = []
    for entry in content.entries where groups.contains(entry.group) {
      guard case .plant(let plant) = entry.subject, plant.production == .beforeRecord else { continue }
      let name = ESSEntries.short(scene.words(plant.name))
      let words = scene.words("start not on record, counted from before the record", "개시일 기록 없음, 기록 이전부터 가동으로 계산")
      notes.append(("\(name): \(words)", .muted))
    }
    for entry in content.entries where groups.contains(entry.group) {
      switch entry.subject {
      case .plant(let plant):
        guard let word = plant.milestones.max(by: { $0.knownAt < $1.knownAt }) else { continue }
        let name = ESSEntries.short(scene.words(plant.name))
        notes.append(("\(scene.format.date(word.knownAt.newYorkDay)) \(name): \(scene.words(word.text))", .muted))
      case .claim(let claim, _) where claim.scope == .world:
        notes.append(("◇ \(scene.words(claim.text))", .muted))
        if claim.citation.confidence == .unverified {
          notes.append(("* \(scene.words(Names.of(Confidence.unverified)))", .warning))
        }
      default: continue
      }
    }
    return notes
  }
}
