package import Canvas

extension Canvas {
  /// Whether a glyph is drawn and is no letter of a text: those of Hangul have no stand-in.
  package static func isDrawing(_ scalar: Unicode.Scalar) -> Bool {
    guard !scalar.isASCII else { return false }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter: return false
    default: return true
    }
  }

  /// What in a frame has no stand-in in ASCII, each fault once and behind a name of the frame; letters are asked for where they may be Latin alone.
  package func withoutStandIn(_ what: String, lettersToo: Bool) -> Set<String> {
    let (plain, ascii) = (restricted(to: .unambiguous), restricted(to: .ascii))
    var faults: Set<String> = []
    for i in cells.indices {
      let (cell, marked, bare) = (cells[i], plain.cells[i], ascii.cells[i])
      let scalar = cell.character
      if Self.isDrawing(marked.character) { faults.insert("\(what): \(marked.character) is drawn with ASCII borders") }
      if !bare.character.isASCII || bare.width != 1 { faults.insert("\(what): \(bare.character) is not ASCII") }
      // Wide ones are Hangul and its like.
      guard scalar != "?", bare.character == "?", cell.width == 1 else { continue }
      if Self.isDrawing(scalar) || lettersToo { faults.insert("\(what): \(scalar) has no stand-in") }
    }
    return faults
  }

  /// How many halves of wide glyphs stand without the other.
  package var halvedGlyphs: Int {
    var broken = 0
    for y in 0..<size.height {
      for x in 0..<size.width {
        guard let cell = self[x, y] else { continue }
        if cell.width == 2, self[x + 1, y]?.width != 0 { broken += 1 }
        if cell.width == 0, x == 0 || self[x - 1, y]?.width != 2 { broken += 1 }
      }
    }
    return broken
  }
}
