/// A piece of a line that may give way to others.
package struct Piece {
  /// Several wordings, the longest first, of which the first that fits is drawn; none where there is nothing to say.
  package var ways: [Line]
  /// How soon it gives way: pieces of a high rank are drawn only where the others leave room, those of rank 0 always.
  package var rank: Int
  /// The columns that must stay free after it.
  package var air: Int

  /// A piece with one way to say it; nil has nothing to say.
  package init(_ line: Line?, rank: Int = 0, air: Int = 0) { self.init(ways: [line].compactMap { $0 }, rank: rank, air: air) }

  /// A piece with several ways to say it, the longest first.
  package init(ways: [Line], rank: Int = 0, air: Int = 0) { (self.ways, self.rank, self.air) = (ways, rank, air) }
}

extension Line {
  /// Those of the pieces that matter most, side by side, as far as they have room in so many columns.
  package init(fitting pieces: [Piece], gap: Int, in width: Int) {
    var room = width + gap
    var chosen: [Int: Line] = [:]
    // Within one rank the first counts more.
    for i in pieces.indices.sorted(by: { (pieces[$0].rank, $0) < (pieces[$1].rank, $1) }) {
      let piece = pieces[i]
      guard let way = piece.ways.first(where: { piece.rank == 0 || $0.width + gap + piece.air <= room }) else { continue }
      chosen[i] = way
      room -= way.width + gap
    }
    self.init(joining: chosen.sorted { $0.key < $1.key }.map(\.value), gap: gap)
  }

  /// Lines side by side, with blanks between them.
  package init(joining lines: [Line], gap: Int) {
    let blanks = [Span(String(repeating: " ", count: gap))]
    self.init(Array(lines.map(\.spans).joined(separator: blanks)))
  }
}

extension Canvas {
  /// Draws lines one below the other, each cut to the width, as many as there is room for, and returns the room that is left below.
  @discardableResult
  package mutating func lines(_ lines: [Line], in rect: Rect) -> Rect {
    for (y, line) in lines.prefix(rect.height).enumerated() { self.line(line, rect.x, rect.y + y, max: rect.width) }
    return rect.top(lines.count).1
  }
}

extension Line {
  /// What signs mean, as far as there is room; a sign without words needs no explanation.
  package static func legend(
    _ entries: [(sign: String, role: Role, words: String?)], emphasis: Emphasis = [], gap: Int, in width: Int
  ) -> Line {
    let pieces = entries.map { entry in
      Piece(entry.words.map { Line(entry.sign, entry.role, emphasis) + Line(" ") + Line($0, .muted) }, rank: 1)
    }
    return Line(fitting: pieces, gap: gap, in: width)
  }
}
