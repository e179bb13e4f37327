/// Boxes in columns, joined by lines that leave at the side or bottom of a box and arrive at the upper edge of another.
package struct FlowChart {
  /// A box.
  package struct Node {
    /// Written in bold in its upper edge.
    package var title: String
    /// The role of the title.
    package var titleRole: Role = .heading
    /// The role of the frame.
    package var role: Role = .border
    /// What stands at the right of its upper edge, in as many words as there is room for: the longest first; nothing where none fits.
    package var notes: [Line] = []
    /// What stands in its lower edge.
    package var foot = Line()
    /// Marks at both ends of its first line.
    package var marks: (left: Span?, right: Span?)
    /// Lines from the top of the inside on.
    package var rows: [List.Row]
    /// What fills the rest, of one role, broken into lines.
    package var text: Line

    /// A box without notes, a foot and marks.
    package init(_ title: String, rows: [List.Row], text: Line = Line()) {
      self.title = title
      self.rows = rows
      self.text = text
    }
  }

  /// Where the boxes are; made for these links and as many boxes.
  package var layout: FlowLayout
  /// The boxes, in the order of their places in the layout.
  package var nodes: [Node]
  /// The lines between boxes, by their places.
  package var links: [Link]
  /// The place of the box under the cursor; nil where there is none.
  package var selected: Int?
  /// What a pointer finds on a box; nil for nothing.
  package var hit: (Int) -> Hit? = { _ in nil }
  /// What stands in the corner that the shorter columns leave free.
  package var corner: [Line]

  /// A chart in a layout that was made for the same links.
  package init(_ layout: FlowLayout, _ nodes: [Node], _ links: [Link], selected: Int? = nil, corner: [Line] = []) {
    self.layout = layout
    self.nodes = nodes
    self.links = links
    self.selected = selected
    self.corner = corner
  }

  /// Draws into the area of its layout.
  package func draw(on canvas: inout Canvas) {
    var wires = Wires(layout.area)
    for link in links { wires.connect(layout.way(of: link), owner: link.from, link.style) }
    wires.draw(on: &canvas)
    for i in nodes.indices {
      canvas.clipped(to: layout.boxes[i]) { draw(i, in: layout.boxes[i], on: &$0) }
      canvas.register(hit(i), in: layout.boxes[i])
    }
    // Where lines share an end, that of the higher rank is the mark.
    for link in links.sorted(by: { $0.style.rank < $1.style.rank }) { drawEnds(of: link, on: &canvas) }
    guard let free = layout.corner(corner.count) else { return }
    canvas.lines(Array(corner.suffix(free.height)), in: free)
  }

  private func draw(_ i: Int, in box: Rect, on canvas: inout Canvas) {
    let node = nodes[i]
    let inside = canvas.box(box, title: node.title, role: node.role, titleRole: node.titleRole)
    let room = inside.width - TextWidth.columns(node.title) - 2
    if let note = node.notes.first(where: { $0.width + 2 <= room }) {
      canvas.lineRight(Line(" ") + note + Line(" "), inside.maxX, box.y)
    }
    let isStraight = links.contains { $0.from == i && layout.isStraight($0) }
    canvas.line(node.foot, box.x + 1, box.maxY - 1, max: isStraight ? box.width / 2 - 2 : box.width - 2)
    if let mark = node.marks.left { canvas.line(Line([mark]), inside.x, inside.y, max: 1) }
    if let mark = node.marks.right { canvas.line(Line([mark]), inside.maxX - 1, inside.y, max: 1) }
    let body = Rect(inside.x + 1, inside.y, inside.width - (node.marks.right == nil ? 1 : 2), inside.height)
    drawText(node.text, in: List(node.rows).draw(in: body, on: &canvas), on: &canvas)
    // Only the edge with the title: reverse video over many roles would be hard to read.
    if i == selected { canvas.emphasise(box.top(1).0, .selected) }
  }

  private func drawText(_ text: Line, in room: Rect, on canvas: inout Canvas) {
    guard room.height > 0, let span = text.spans.first else { return }
    let lines = TextWidth.wrap(text.text, room.width)
    for (y, line) in lines.prefix(room.height).enumerated() {
      let isCut = y == room.height - 1 && lines.count > room.height
      let shown = isCut ? TextWidth.fit(line + " " + lines[y + 1], room.width) : line
      canvas.text(shown, room.x, room.y + y, span.role, span.emphasis, max: room.width)
    }
  }

  /// The joint where a line leaves and the arrowhead where it arrives.
  private func drawEnds(of link: Link, on canvas: inout Canvas) {
    let (style, source, target) = (link.style, layout.boxes[link.from], layout.boxes[link.to])
    func put(_ glyph: Unicode.Scalar, _ x: Int, _ y: Int) { canvas.put(glyph, x, y, style.role, style.emphasis) }
    if layout.isStraight(link) {
      let x = source.x + source.width / 2
      put("┬", x, source.maxY - 1)
      put("▾", x, target.y - 1)
    } else {
      put("├", source.maxX - 1, source.y + 1)
      if layout.entersFromRight(link) { put("◂", target.maxX, target.y) } else { put("▸", target.x - 1, target.y) }
    }
  }
}
