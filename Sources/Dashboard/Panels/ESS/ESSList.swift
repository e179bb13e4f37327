import App
import Canvas
import Format
import Model

/// A box with groups of derived figures: name at the left, number at the right.
struct ESSList {
  let content: ESSContent
  let groups: [ESSGroup]

  private var context: DrawContext { content.context }
  private var entries: [ESSEntry] { content.entries.filter { groups.contains($0.group) } }

  func draw(in rect: Rect, on canvas: inout Canvas) {
    let list = list(width: rect.width - 4)
    let title = groups.count > 2 ? context.words("Figures", "수치") : groups.first.map { context.words($0.title) } ?? ""
    let note = groups.contains(.capacity) && !list.rows.isEmpty ? context.words("▫ planned", "▫ 가동 전") : ""
    let rest = list.draw(in: Box(title, note: note).draw(in: rect, on: &canvas), edge: rect, on: &canvas)
    Paragraph(footnotes, isWhole: true).draw(in: rest.top(1).1, on: &canvas)
  }

  /// Groups one below the other, each with a title except the first, which the box is named after.
  private func list(width: Int) -> List {
    var entries: [Int: Int] = [:]
    var list = List([], empty: context.words("Nothing of this is known yet at this moment.", "이 시점에는 아직 알려진 것이 없습니다."))
    for group in groups {
      let indices = content.entries.indices.filter { content.entries[$0].group == group }
      guard !indices.isEmpty else { continue }
      if !list.rows.isEmpty { list.rows.append(.blank) }
      if groups.count > 2 || group != groups.first { list.rows.append(List.Row(Line(context.words(group.title), .title, .bold))) }
      if group == .notes {
        list.rows.append(List.Row(Line(), Line(context.words("◇ claimed ● reported ◇−●", "◇ 주장  ● 공시  ◇−●"), .muted)))
      }
      var caption = group == .capacity ? self.caption(width) : nil
      for i in indices {
        if case .plant = content.entries[i].subject, let text = caption {
          list.rows.append(List.Row(Line(), Line(text, .muted)))
          caption = nil
        }
        if i == content.selectedEntry { list.selected = list.rows.count }
        entries[list.rows.count] = content.barCount + i
        list.rows.append(List.Row([Line(context.words(content.entries[i].label))], values(content.entries[i])))
      }
    }
    list.hit = { [view = content.view.rawValue] line in entries[line].map { .item(view: view, index: $0) } }
    return list
  }

  /// What the two numbers of a plant are, with the day of the newest report of what is installed; nil where there is none.
  private func caption(_ width: Int) -> String? {
    let words = content.entries.flatMap { entry -> [PlantCapacity] in
      if case .plant(let plant) = entry.subject { plant.capacities } else { [] }
    }
    guard let known = words.filter({ $0.kind == .installed }).map(\.figure.provenance.knownAt).max() else { return nil }
    let day = known.newYorkDay.iso
    return [
      context.words("installed \(day) / nameplate", "설치 \(day) / 명목 용량"), context.words("deck \(day)/nameplate", "설치 \(day)/명목"),
      context.words("installed/nameplate", "설치/명목 용량"),
    ].fitting(width)
  }

  private func values(_ entry: ESSEntry) -> [Line] {
    if case .claim(let claim, let reported) = entry.subject, let figure = claim.figure, claim.scope == .company {
      return self.claim(figure, reported)
    }
    let reading = entry.item.reading ?? .absent(.notApplicable)
    var line = ESSText.line(reading, context)
    if case .plant(let plant) = entry.subject, let both = bothCapacities(plant) { line.spans[0].text = both }
    if case .claimed = reading.figure?.provenance { line.spans[0].text = "◇ " + line.spans[0].text }
    return [line]
  }

  /// `20/40 GWh/yr`: as installed and as designed, where the two differ.
  private func bothCapacities(_ plant: Factory) -> String? {
    let today = context.snapshot.asOf.newYorkDay
    guard let installed = plant.capacity(.installed, on: today)?.figure,
      let nameplate = plant.capacity(.nameplate, on: today)?.figure, installed.value != nameplate.value
    else { return nil }
    return Numbers.exact(installed.value) + "/" + context.format.text(nameplate)
  }

  /// `◇ 3.90 ● 3.89 +0.01`, one below the other; where it is narrow without the difference.
  private func claim(_ figure: Figure, _ reported: Reading) -> [Line] {
    func short(_ value: Double) -> String { Numbers.grouped(value, value < 10 ? 2 : 1) }
    let report = Line(
      "● " + (reported.value.map(short) ?? context.format.value(reported)), context.role(reported))
    let difference = Line(reported.value.map { Numbers.signed(figure.value - $0, 2) } ?? "?", .muted)
    let both = Line("◇ " + short(figure.value) + context.mark(figure), .claim) + report.right(in: 8)
    return [both + difference.right(in: 6), both]
  }

  /// With room to spare: the newest report on each plant, and what the marks mean.
  private var footnotes: [Line] {
    var starts: [Line] = []
    var notes: [Line] = []
    for entry in entries {
      switch entry.subject {
      case .plant(let plant):
        let name = ESSEntries.short(context.words(plant.name))
        if plant.production == .beforeRecord {
          let words = context.words("start not on record, counted from before the record", "개시일 기록 없음, 기록 이전부터 가동으로 계산")
          starts.append(Line("\(name): \(words)", .muted))
        }
        guard let word = plant.milestones.max(by: { $0.knownAt < $1.knownAt }) else { continue }
        notes.append(Line("\(context.format.date(word.knownAt.newYorkDay)) \(name): \(context.words(word.text))", .muted))
      case .claim(let claim, _) where claim.scope == .world:
        notes.append(Line("◇ \(context.words(claim.text))", .muted))
        if claim.citation.confidence == .unverified {
          notes.append(Line("* \(context.words(Names.of(Confidence.unverified)))", .warning))
        }
      default: continue
      }
    }
    return starts + notes
  }
}
