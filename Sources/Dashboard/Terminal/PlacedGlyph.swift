import CNcurses
import Glibc

/// A glyph that is drawn at its place after ncurses has drawn everything else.
struct PlacedGlyph {
  let line: Int
  let column: Int
  /// The columns that are its own, which are cleared first.
  let columns: Int
  /// An ncurses cell with its colours.
  let style: cchar_t
  let scalars: [UInt32]

  /// The bytes that draw glyphs and put the cursor back to the beginning of a line; none where the terminal cannot.
  ///
  /// Every glyph is put at its own line and column, so that one that the terminal draws in other columns moves nothing but itself. ncurses knows
  /// about the colours that are set here.
  static func bytes(drawing glyphs: [PlacedGlyph], thenTo line: Int) -> [UInt8] {
    guard !glyphs.isEmpty else { return [] }
    collected.removeAll(keepingCapacity: true)
    for glyph in glyphs {
      guard move(glyph.line, glyph.column) else { return [] }
      var pair = glyph.style.ext_color
      vid_puts(glyph.style.attr, Int16(clamping: pair), &pair, collect)
      collected += repeatElement(UInt8(ascii: " "), count: glyph.columns)
      _ = move(glyph.line, glyph.column)
      for scalar in glyph.scalars.lazy.compactMap(Unicode.Scalar.init) {
        collected += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
      }
    }
    _ = move(line, 0)
    return collected
  }

  /// The bytes that put the cursor where ncurses has it on an empty screen.
  static func home() -> [UInt8] {
    collected.removeAll(keepingCapacity: true)
    _ = move(0, 0)
    return collected
  }

  private static func move(_ line: Int, _ column: Int) -> Bool {
    guard let bytes = shim_move(Int32(line), Int32(column)) else { return false }
    tputs(bytes, 1, collect)
    return true
  }

  // ncurses calls a function that gets nothing but the byte. There is one screen at a time, used by one thread.
  nonisolated(unsafe) private static var collected: [UInt8] = []
  private static let collect: @convention(c) (Int32) -> Int32 = { byte in
    collected.append(UInt8(truncatingIfNeeded: byte))
    return byte
  }
}
