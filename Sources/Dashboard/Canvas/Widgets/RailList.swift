/// A list with the lines between its rows in a gutter at the left, and further rows below it.
///
/// A rail joins each row to the next one; lines to rows further away run in lanes left of it.
package struct RailList {
  /// The rows beside the rail, from top to bottom.
  package var rows: [List.Row]
  /// The lines between rows, by their places; those to the next row are the rail itself.
  package var links: [Link]
  /// Rows without lines, after a blank one.
  package var below: [List.Row]
  /// The line under the cursor, counted through rows, the blank one and those below.
  package var selected: Int?
  /// What a pointer finds on a line, counted as for the cursor; nil for nothing.
  package var hit: (Int) -> Hit? = { _ in nil }
  /// How the line from the rail to the selected row is drawn.
  package var selectedStyle: WireStyle
  /// The lane of each row with lines to rows that are not next to it, 0 nearest to the rail.
  private var lanes: [Int: Int] = [:]

  /// Gives the lines their lanes; rows and links that change later keep these.
  package init(_ rows: [List.Row], _ links: [Link], below: [List.Row] = [], selected: Int? = nil, selectedStyle: WireStyle) {
    self.rows = rows
    self.links = links
    self.below = below
    self.selected = selected
    self.selectedStyle = selectedStyle
    assignLanes()
  }

  /// Short lines next to the rail, long ones further out.
  private mutating func assignLanes() {
    var spans: [(source: Int, rows: ClosedRange<Int>)] = []
    for source in rows.indices {
      let targets = links.filter { $0.from == source && $0.to != source + 1 }.map(\.to)
      guard let low = targets.min(), let high = targets.max() else { continue }
      spans.append((source, min(low, source)...max(high, source)))
    }
    var taken: [[ClosedRange<Int>]] = []
    for (source, rows) in spans.sorted(by: { ($0.rows.count, $0.source) < ($1.rows.count, $1.source) }) {
      let lane = taken.firstIndex { !$0.contains { $0.overlaps(rows) } } ?? taken.count
      if lane == taken.count { taken.append([]) }
      taken[lane].append(rows)
      lanes[source] = lane
    }
  }

  /// Draws rows and lines; the rows stay where they are as long as the cursor is on one that is in sight.
  package func draw(in rect: Rect, on canvas: inout Canvas) {
    let lines = rows.count + (below.isEmpty ? 0 : 1 + below.count)
    let line = selected ?? 0
    let row = canvas.anchoredRow(of: hit(line), in: rect)
    let first = row.map { line - $0 } ?? (line >= rect.height ? line - rect.height / 2 : line >= rows.count ? lines : 0)
    let top = rect.y - Scroll(lines, from: first, room: rect.height).first
    canvas.clipped(to: rect) { canvas in
      let rail = rect.x + 1 + 2 * ((lanes.values.max() ?? -1) + 1)
      drawWires(top: top, rail: rail, left: rect.x, on: &canvas)
      for (i, row) in rows.enumerated() { draw(row, i, Rect(rail + 1, top + i, rect.maxX - rail - 1, 1), on: &canvas) }
      for (i, row) in below.enumerated() {
        let line = rows.count + 1 + i
        draw(row, line, Rect(rect.x, top + line, rect.width, 1), on: &canvas)
      }
    }
  }

  /// A row with a blank column at its right that belongs to it.
  private func draw(_ row: List.Row, _ line: Int, _ rect: Rect, on canvas: inout Canvas) {
    row.draw(in: Rect(rect.x, rect.y, rect.width - 1, 1), on: &canvas)
    if line == selected { canvas.emphasise(rect, .selected) }
    canvas.register(hit(line), in: rect)
  }

  private func drawWires(top: Int, rail: Int, left: Int, on canvas: inout Canvas) {
    guard !rows.isEmpty else { return }
    var wires = Wires(Rect(left, top, rail + 1 - left, rows.count))
    for i in rows.indices { wires.add(.right, at: (rail, top + i), -1, i == selected ? selectedStyle : WireStyle()) }
    for link in links {
      let (from, to) = (top + link.from, top + link.to)
      guard link.to != link.from + 1 else {
        wires.add(.down, at: (rail, from), -1, link.style)
        wires.add(.up, at: (rail, to), -1, link.style)
        continue
      }
      let x = rail - 2 - 2 * (lanes[link.from] ?? 0)
      wires.connect([(rail, from), (x, from), (x, to), (rail, to)], owner: link.from, link.style)
      wires.add(.left, at: (rail, from), -1, link.style)
      wires.add(.left, at: (rail, to), -1, link.style)
    }
    wires.draw(on: &canvas)
    for link in links.sorted(by: { $0.style.rank < $1.style.rank }) where link.to != link.from + 1 {
      canvas.put("▸", rail - 1, top + link.to, link.style.role, link.style.emphasis)
    }
  }
}
