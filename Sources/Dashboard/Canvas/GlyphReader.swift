/// A letter with its marks, an emoji, or whatever else has cells of its own and is never cut in two.
struct Glyph {
  /// What is drawn; `cluster` for several scalars, which the reader has.
  let scalar: UInt32
  /// Columns: the sum of what its scalars take.
  let columns: Int

  static let cluster: UInt32 = 0x110000
  var isCluster: Bool { scalar == Self.cluster }

  /// The scalar where it is one.
  var character: Unicode.Scalar? { Unicode.Scalar(scalar) }
}

/// Reads the glyphs of a text that can be drawn, one after the other, each with its columns.
///
/// Control characters and other hidden ones are dropped, except for those that are part of a cluster. Conjoining Hangul jamo (as macOS
/// writes file names) are composed, no-break spaces are blanks, a mark without a letter stands on a dotted circle. It works on bytes, because
/// every text of every frame goes through it.
///
/// A cluster is as wide as its scalars in sum: a family of three is six columns, a heart with the emoji selector one. That is how
/// the C library counts, and with it whatever else lays the text out, and no terminal draws a joined emoji wider. What a terminal draws
/// narrower, or a selected emoji that it draws wider, is left to the code that writes to the terminal.
struct GlyphReader {
  private let bytes: UnsafeBufferPointer<UInt8>
  private(set) var position = 0
  /// Where the cluster that was read last begins.
  private var start = 0

  init(_ bytes: UnsafeBufferPointer<UInt8>) { self.bytes = bytes }

  /// Calls a function with a reader at the beginning of a text; the reader is not valid afterwards.
  static func read<Result>(_ text: String, _ body: (inout GlyphReader) -> Result) -> Result {
    let result = text.utf8.withContiguousStorageIfAvailable { bytes in
      var reader = GlyphReader(bytes)
      return body(&reader)
    }
    if let result { return result }
    // Only texts of other systems are not contiguous.
    var copy = text
    return copy.withUTF8 { bytes in
      var reader = GlyphReader(bytes)
      return body(&reader)
    }
  }

  /// The next glyph; nil at the end.
  @inline(__always)
  mutating func next() -> Glyph? {
    while position < bytes.count {
      let byte = bytes[position]
      if byte < 0x7f, byte >= 0x20, !mayJoin(position + 1) {
        position += 1
        return Glyph(scalar: UInt32(byte), columns: 1)
      }
      if let glyph = nextCluster() { return glyph }
    }
    return nil
  }

  /// The columns of all glyphs that have not been read yet.
  mutating func remainingColumns() -> Int {
    var columns = 0
    while let glyph = next() { columns += glyph.columns }
    return columns
  }

  /// The scalars of the cluster that was read last.
  func clusterScalars() -> [UInt32] {
    var scalars: [UInt32] = []
    var reader = self
    reader.position = start
    _ = reader.scan { scalars.append($0) }
    return scalars
  }

  /// Adds the glyph that was read last to a text.
  func append(_ glyph: Glyph, to text: inout String.UnicodeScalarView) {
    if let scalar = glyph.character { return text.append(scalar) }
    var scalars = clusterScalars()[...]
    var reader = self
    reader.position = start
    // The circle under a mark that stands alone is drawn and not written: after it a jamo would stand alone once more.
    if scalars.first == Self.circle, reader.decode() != Self.circle { scalars = scalars.dropFirst() }
    text.append(contentsOf: scalars.lazy.compactMap(Unicode.Scalar.init))
  }

  /// Whether the character that begins at a place may join a letter before it, by its first two bytes.
  ///
  /// Hangul syllables and the signs that share a first byte with marks are told apart from them, as most texts have many.
  @inline(__always)
  private func mayJoin(_ place: Int) -> Bool {
    guard place + 1 < bytes.count else { return false }
    let byte = bytes[place]
    guard byte >= 0xc0, CharacterTable.joiningLeads >> UInt64(byte & 0x3f) & 1 != 0 else { return false }
    let second = bytes[place + 1]
    switch byte {
    case 0xe2: return second == 0x80 || second == 0x83 || second >= 0xb3
    case 0xea: return second < 0xb0
    case 0xed: return second >= 0x9e
    default: return true
    }
  }

  /// The glyph at the position; nil where there is nothing to draw.
  private mutating func nextCluster() -> Glyph? {
    if let syllable = nextSyllable() { return syllable }
    start = position
    let scalar = decode()
    let kind = CharacterClass(of: scalar)
    if !mayJoin(position), !ClusterRules.reachesOut(kind) {
      switch kind {
      case .narrow where scalar != 0xa0, .pictograph, .consonant: return Glyph(scalar: scalar, columns: 1)
      case .wide, .syllable, .widePictograph: return Glyph(scalar: scalar, columns: 2)
      default: break
      }
    }
    position = start
    return scan { _ in }
  }

  /// A Hangul syllable that stands for itself.
  @inline(__always)
  private mutating func nextSyllable() -> Glyph? {
    let first = UInt32(bytes[position])
    guard first >= 0xea, first <= 0xed, position + 2 < bytes.count else { return nil }
    let scalar = (first & 0xf) << 12 | (UInt32(bytes[position + 1]) & 0x3f) << 6 | UInt32(bytes[position + 2]) & 0x3f
    guard scalar >= 0xac00, scalar <= 0xd7a3, !mayJoin(position + 3) else { return nil }
    position += 3
    return Glyph(scalar: scalar, columns: 2)
  }

  /// Reads a cluster and passes its scalars on if there are several.
  @inline(__always)
  private mutating func scan(_ take: (UInt32) -> Void) -> Glyph? {
    let scalar = decode()
    let kind = CharacterClass(of: scalar)
    if kind.isNothingAlone { return nil }
    var rules: ClusterRules
    if kind.columns == 0 {
      rules = ClusterRules(Self.circle, .narrow)
      take(Self.circle)
      take(scalar)
      rules.add(scalar, kind)
    } else {
      rules = ClusterRules(scalar == 0xa0 ? 0x20 : kind == .unassigned ? 0xfffd : scalar, kind)
    }
    while position < bytes.count {
      let before = position
      let next = decode()
      let kind = CharacterClass(of: next)
      guard rules.joins(kind) else {
        position = before
        break
      }
      if rules.count == 1, let syllable = Self.compose(rules.single, next) {
        rules.compose(syllable)
      } else if rules.keeps(kind, before: peek()) {
        if rules.count == 1 { take(rules.single) }
        take(next)
        rules.add(next, kind)
      }
    }
    return Glyph(scalar: rules.count == 1 ? rules.single : Glyph.cluster, columns: rules.columns)
  }

  /// What a mark that stands alone is drawn on.
  private static let circle: UInt32 = 0x25cc

  private func peek() -> UInt32? {
    guard position < bytes.count else { return nil }
    var reader = self
    return reader.decode()
  }

  /// The scalar that begins at the position, which moves past it; the text is valid UTF-8, as all Swift strings are.
  private mutating func decode() -> UInt32 {
    let first = UInt32(bytes[position])
    let length = first < 0x80 ? 1 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : 4
    var value = length == 1 ? first : first & (0x7f >> UInt32(length))
    for i in 1..<max(1, length) where position + i < bytes.count {
      value = value << 6 | UInt32(bytes[position + i]) & 0x3f
    }
    position += length
    return value
  }

  /// Composes Hangul jamo (Unicode Standard, section 3.12).
  private static func compose(_ x: UInt32, _ y: UInt32) -> UInt32? {
    if x >= 0x1100, x <= 0x1112, y >= 0x1161, y <= 0x1175 {
      return 0xac00 + ((x - 0x1100) * 21 + (y - 0x1161)) * 28
    }
    if x >= 0xac00, x <= 0xd7a3, (x - 0xac00) % 28 == 0, y >= 0x11a8, y <= 0x11c2 {
      return x + (y - 0x11a7)
    }
    return nil
  }
}
