import Canvas
import Glibc
import Testing

/// The table of characters against what others say of them.
@Suite struct CharacterTableTests {
  /// What the C library of this machine says of columns; the characters of C.UTF-8 are those of every UTF-8 locale.
  private struct CLibrary {
    private let wcwidth: @convention(c) (wchar_t) -> Int32

    init() throws {
      let symbol = try #require(dlsym(nil, "wcwidth"))
      wcwidth = unsafeBitCast(symbol, to: (@convention(c) (wchar_t) -> Int32).self)
    }

    /// -1 for what it does not know or takes for a control character.
    func columns(_ scalar: Unicode.Scalar) -> Int { Int(wcwidth(wchar_t(bitPattern: scalar.value))) }

    /// Of glibc, such as 2.36; empty for others.
    static var version: String {
      guard let symbol = dlsym(nil, "gnu_get_libc_version") else { return "" }
      return String(cString: unsafeBitCast(symbol, to: (@convention(c) () -> UnsafePointer<CChar>).self)())
    }
  }

  /// Runs with the C library's C.UTF-8 on this thread.
  private func inUTF8(_ body: (CLibrary) -> Void) throws {
    let locale = try #require(newlocale(LC_CTYPE_MASK, "C.UTF-8", nil), "the locale C.UTF-8 is part of the C library")
    let before = uselocale(locale)
    defer {
      uselocale(before)
      freelocale(locale)
    }
    body(try CLibrary())
  }

  private static var scalars: some Sequence<Unicode.Scalar> { (0...UInt32(0x10ffff)).lazy.compactMap(Unicode.Scalar.init) }

  /// The version of Unicode that a character came with, times a hundred; nil for what is none.
  private static func age(_ scalar: Unicode.Scalar) -> Int? {
    let properties = scalar.properties
    if properties.generalCategory == .unassigned || properties.isNoncharacterCodePoint { return nil }
    return properties.age.map { $0.major * 100 + $0.minor }
  }

  private struct Difference: Hashable {
    let range: ClosedRange<UInt32>
    let table: Int
    let library: Int
  }

  /// Where the table and glibc 2.36 differ about characters that both know, and why the table is right to.
  private static let differences = [
    // Soft hyphens are not drawn: they say where a word may be parted.
    Difference(range: 0xad...0xad, table: 0, library: 1),
    // Trigrams and other signs of divination are wide since Unicode 16 (EastAsianWidth.txt), which glibc 2.36 is older than.
    Difference(range: 0x2630...0x2637, table: 2, library: 1),
    Difference(range: 0x268a...0x268f, table: 2, library: 1),
    // A consonant sign of Ahom that takes a column in later versions of Unicode (its category is Mc, it was Mn).
    Difference(range: 0x1171e...0x1171e, table: 1, library: 0),
    // More of these, and counting rods.
    Difference(range: 0x1d300...0x1d356, table: 2, library: 1),
    Difference(range: 0x1d360...0x1d376, table: 2, library: 1),
  ]

  @Test func columnsAreThoseOfTheCLibrary() throws {
    var found: [Difference] = []
    var unknown: [Unicode.Scalar] = []
    var newest = 0
    try inUTF8 { library in
      for scalar in Self.scalars {
        let theirs = library.columns(scalar)
        let ours = TextWidth.columns(scalar)
        if theirs < 0 {
          // Not drawn by either, or newer than the library, or no character at all.
          if ours > 0, Self.age(scalar) != nil { unknown.append(scalar) }
        } else {
          newest = max(newest, Self.age(scalar) ?? 0)
          if theirs == ours || scalar.value == 0 { continue }
          if let last = found.last, last.range.upperBound + 1 == scalar.value, (last.table, last.library) == (ours, theirs) {
            found[found.count - 1] = Difference(
              range: last.range.lowerBound...scalar.value, table: ours, library: theirs)
          } else {
            found.append(Difference(range: scalar.value...scalar.value, table: ours, library: theirs))
          }
        }
      }
    }
    // A newer library has caught up with some; none may come.
    #expect(Set(found).isSubset(of: Self.differences), "\(found)")
    if CLibrary.version == "2.36" { #expect(found == Self.differences) }
    // What the library does not know, and Swift does, came with a later version of Unicode than the newest that the library knows.
    let older = unknown.filter { (Self.age($0) ?? .max) <= newest }
    #expect(older.isEmpty, "\(older.prefix(20).map { String($0.value, radix: 16) })")
  }

  @Test func nothingButWhatIsHiddenIsLeftOut() {
    var canvas = Canvas(Size(4, 1))
    for scalar in Self.scalars {
      let columns = TextWidth.columns(String(scalar))
      if scalar.isHidden {
        #expect(columns == 0, "U+\(String(scalar.value, radix: 16))")
      } else if columns == 0 {
        // A variation selector or a grapheme joiner without a letter.
        #expect(scalar.properties.isVariationSelector || scalar.value == 0x34f, "U+\(String(scalar.value, radix: 16))")
      } else if Self.age(scalar) != nil, scalar.value != 0xfffd {
        // A character, and not the stand-in for what is none.
        canvas.text(String(scalar), 0, 0)
        if canvas[0, 0]?.scalar == 0xfffd { Issue.record("U+\(String(scalar.value, radix: 16)) is not in the table") }
      }
    }
  }

  /// Whatever takes no column joins the letter before it, and is drawn with it.
  @Test func everyMarkStaysWithItsLetter() {
    var canvas = Canvas(Size(4, 1))
    for scalar in Self.scalars where TextWidth.columns(scalar) == 0 && !scalar.isHidden {
      let columns = canvas.text("가" + String(scalar) + "나", 0, 0)
      let isDrawn = columns == 4 && canvas[0, 0]?.scalar != 0xac00 && canvas[2, 0]?.scalar == 0xb098
      if !isDrawn { Issue.record("U+\(String(scalar.value, radix: 16))") }
    }
  }

  /// Emoji that are pictures by themselves (emoji-data.txt: Emoji_Presentation) take two columns, but for the halves of flags.
  @Test func everyEmojiIsTwoColumns() {
    for scalar in Self.scalars where scalar.properties.isEmojiPresentation {
      let isHalfFlag = (0x1f1e6...0x1f1ff).contains(scalar.value)
      #expect(TextWidth.columns(scalar) == (isHalfFlag ? 1 : 2), "U+\(String(scalar.value, radix: 16))")
    }
  }
}
