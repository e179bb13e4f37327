/// Where a cluster of characters ends (Unicode Standard Annex 29, rules GB6 to GB13 for extended grapheme clusters), and what of it is
/// drawn.
///
/// Whether a terminal draws a cluster as one picture is its own affair; a cluster is what is never cut in two.
struct ClusterRules {
  /// The most scalars that a cluster has.
  ///
  /// The longest emoji has 10, the longest conjunct about as many. Marks beyond that are dropped, letters beyond it
  /// begin another cluster.
  static let longest = 16

  /// How many scalars are drawn.
  private(set) var count = 0
  private(set) var columns = 0
  private var first: UInt32 = 0
  private var lastScalar: UInt32 = 0
  private var last = CharacterClass.hidden
  /// Whether a picture came before, and whether the joiner directly before waits for another one.
  private var hasPictograph = false
  private var wantsPictograph = false
  /// Whether half of a flag stands directly before.
  private var wantsRegional = false
  private var hasConsonant = false
  private var wantsConsonant = false

  init(_ scalar: UInt32, _ kind: CharacterClass) { add(scalar, kind) }

  /// Whether the cluster would go on with whatever letter follows.
  @inline(__always)
  static func reachesOut(_ kind: CharacterClass) -> Bool { kind == .prepended || kind == .leadingJamo }

  /// Whether a character belongs to the cluster, drawn or not.
  func joins(_ kind: CharacterClass) -> Bool {
    switch kind {
    case .mark, .selector, .joiner, .nonJoiner, .tag, .linker: return true
    case .hidden, .unassigned: return false
    default: break
    }
    guard count < Self.longest else { return kind.columns == 0 && joinsJamo(kind) }
    if last == .prepended { return true }
    switch kind {
    case .spacingMark, .wideMark, .spacingLinker: return true
    case .pictograph, .widePictograph: return wantsPictograph
    case .regional: return wantsRegional
    case .consonant: return wantsConsonant
    default: return joinsJamo(kind)
    }
  }

  private func joinsJamo(_ kind: CharacterClass) -> Bool {
    switch kind {
    case .leadingJamo, .syllable: return last == .leadingJamo
    case .vowelJamo: return last == .leadingJamo || last == .vowelJamo || last == .syllable
    case .trailingJamo: return last == .vowelJamo || last == .trailingJamo || last == .syllable
    default: return false
    }
  }

  /// Whether a character that belongs to the cluster is drawn.
  ///
  /// A selector counts once, tags follow a black flag, a joiner stands between two characters that are not ASCII (as in `String.safe`),
  /// `next` being the one after it.
  func keeps(_ kind: CharacterClass, before next: @autoclosure () -> UInt32?) -> Bool {
    if count >= Self.longest { return false }
    switch kind {
    case .selector: return last != .selector
    case .tag: return last == .tag || count == 1 && first == 0x1f3f4
    case .joiner, .nonJoiner:
      guard lastScalar > 0x7f, !last.isJoiner, let next = next(), next > 0x7f else { return false }
      let kind = CharacterClass(of: next)
      return !kind.isJoiner && kind != .hidden && kind != .tag && kind != .unassigned
    default: return true
    }
  }

  /// Takes a character into the cluster.
  mutating func add(_ scalar: UInt32, _ kind: CharacterClass) {
    if count == 0 { first = scalar }
    count += 1
    columns += kind.columns
    wantsRegional = kind == .regional && !wantsRegional
    wantsPictograph = kind == .joiner && hasPictograph && last != .joiner
    switch kind {
    case .pictograph, .widePictograph: hasPictograph = true
    case .mark, .linker, .selector, .wideMark, .tag, .joiner, .nonJoiner: break
    default: hasPictograph = false
    }
    switch kind {
    case .consonant: (hasConsonant, wantsConsonant) = (true, false)
    case .linker, .spacingLinker: wantsConsonant = hasConsonant
    case .mark, .joiner: break
    default: (hasConsonant, wantsConsonant) = (false, false)
    }
    (lastScalar, last) = (scalar, kind)
  }

  /// Replaces the only character with the syllable that it makes with a jamo.
  mutating func compose(_ syllable: UInt32) {
    (first, lastScalar, last, columns) = (syllable, syllable, .syllable, 2)
  }

  /// The only character.
  var single: UInt32 { first }
}
