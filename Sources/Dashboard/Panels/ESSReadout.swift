import Canvas
import Format
import Model

/// The box that spells out what the cursor stands on.
enum ESSReadout {
  static func draw(_ content: ESSContent, in rect: Rect, on canvas: inout Canvas) {
    canvas.clipped(to: rect) { drawBox(content, in: rect, on: &$0) }
  }

  private static func drawBox(_ content: ESSContent, in rect: Rect, on canvas: inout Canvas) {
    let scene = content.scene
    let inside = canvas.box(rect, title: scene.words("Selected", "선택"), note: rect.width > 24 ? "i · Enter" : "").inset(1, 0)
    guard inside.height > 0 else { return }
    if let bar = content.selectedBar {
      draw(ESSRecord.of(bar, content), scene, in: inside, on: &canvas)
    } else if let entry = content.selectedEntry {
      draw(content.entries[entry], scene, in: inside, on: &canvas)
    }
  }

  /// A name, a shorter one, a value and its role.
  private typealias Pair = (label: Phrase, short: Phrase, value: String, role: Role)

  private static func draw(_ record: ESSRecord, _ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    let title = record.period.label + (record.part.map { " " + $0 } ?? "")
    let value = (record.storage.figure == nil ? "" : "● ") + ESSText.value(record.storage, scene)
    let used = canvas.text(title, rect.x, rect.y, .heading, .bold, max: rect.width)
    canvas.right(value, rect.maxX, rect.y, ESSText.role(record.storage, scene), .bold, max: rect.width - used - 1)
    var pairs: [Pair] = []
    if let figure = record.storage.figure {
      let day = scene.format.date(figure.provenance.knownAt.newYorkDay)
      pairs.append((Phrase("known since", "알려진 날"), Phrase("known", "알려짐"), day, .muted))
    } else if let why = record.storage.absence {
      pairs.append((Phrase("figure", "수치"), Phrase("figure", "수치"), scene.format.words(why), .muted))
    }
    for (label, short, reading) in record.rows {
      pairs.append((label, short, ESSText.value(reading, scene), ESSText.role(reading, scene)))
    }
    if let figure = record.claim?.figure {
      pairs.append((Phrase("◇ claimed", "◇ 주장"), Phrase("◇"), scene.format.text(figure), .claim))
      if let difference = record.difference.figure {
        pairs.append((Phrase("◇ − ●"), Phrase("◇ − ●"), Numbers.signed(difference.value, 2) + " GWh", .muted))
      }
    }
    let columns = rect.width >= 56 ? 3 : rect.width >= 34 && rect.height < pairs.count + 1 ? 2 : 1
    let used2 = drawPairs(pairs, scene, columns, in: Rect(rect.x, rect.y + 1, rect.width, rect.height - 1), on: &canvas)
    let rest = Rect(rect.x, rect.y + 1 + used2, rect.width, rect.height - 1 - used2)
    drawSources(record.storage.figure, scene, in: rest, on: &canvas)
  }

  /// Names at the left and values at the right of each column, row by row; returns the rows taken.
  private static func drawPairs(
    _ pairs: [Pair], _ scene: Scene, _ columns: Int, in rect: Rect, on canvas: inout Canvas
  ) -> Int {
    let width = (rect.width - 2 * (columns - 1)) / columns
    let rows = (pairs.count + columns - 1) / columns
    for (i, pair) in pairs.enumerated() where i / columns < rect.height {
      let (x, y) = (rect.x + i % columns * (width + 2), rect.y + i / columns)
      let room = width - 1 - canvas.right(pair.value, x + width, y, pair.role, max: width)
      let long = scene.words(pair.label)
      canvas.text(TextWidth.columns(long) <= room ? long : scene.words(pair.short), x, y, .muted, max: room)
    }
    return min(rows, rect.height)
  }

  private static func drawSources(_ figure: Figure?, _ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    guard rect.height > 0, let figure else { return }
    var lines: [String] = []
    func add(_ provenance: Provenance) {
      switch provenance {
      case .reported(let citation), .consensus(let citation), .claimed(_, let citation):
        lines += SourceNames.list(citation.sources, scene.snapshot, scene.format.language).map { "· " + $0 }
      case .derived(let rule, _): lines.append(scene.words("derived: ", "계산: ") + scene.words(rule))
      case .assumed(let reason): lines.append(scene.words(reason))
      }
    }
    add(figure.provenance)
    if rect.height == 1, lines.count > 1 { lines[0] += " +\(lines.count - 1)" }
    // With room to spare whole titles, and what was remarked about the figure.
    let roomy = rect.height >= lines.count * 2
    if roomy, case .reported(let citation) = figure.provenance {
      for remark in citation.remarks where remark.knownAt <= scene.snapshot.asOf { lines.append("“\(scene.words(remark.text))”") }
    }
    var y = rect.y + (roomy ? 1 : 0)
    for line in lines {
      for text in roomy ? TextWidth.wrap(line, rect.width) : [line] where y < rect.maxY {
        canvas.text(text, rect.x, y, .muted, max: rect.width)
        y += 1
      }
    }
  }

  /// A derived figure: its name, value, rule and inputs, as the source box says them, shorter.
  ///
  /// Of plants and claims first what is said about them.
  private static func draw(_ entry: ESSEntry, _ scene: Scene, in rect: Rect, on canvas: inout Canvas) {
    var lines = ItemText.lines(entry.item, scene, detail: false)
    if case .figure = entry.subject {
    } else {
      let words = entry.paragraphs(scene).map { OverlayLine(text: scene.words($0)) }
      lines.insert(contentsOf: words, at: min(2, lines.count))
    }
    var y = rect.y
    for line in lines {
      let texts = TextWidth.wrap(line.text, rect.width - line.indent)
      for text in texts where y < rect.maxY {
        canvas.text(text, rect.x + line.indent, y, line.role, line.emphasis, max: rect.width - line.indent)
        y += 1
      }
      if y >= rect.maxY { return }
    }
  }
}
