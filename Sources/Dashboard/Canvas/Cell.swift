/// What a cell's colour means.
///
/// Drawing code names roles; a theme maps them to colours.
package enum Role: UInt8, Sendable, CaseIterable {
  case text, muted, border, title, heading, accent, key
  case up, down
  case reported, estimate, claim, assumed, stale, new
  case met, partly, missed, open
  case chart, chartAlternate, grid
  case warning
  case heat0, heat1, heat2, heat3, heat4, heat5, heat6, heat7, heat8
}

/// How a cell stands out beside its role.
package struct Emphasis: OptionSet, Sendable {
  /// One bit for each emphasis.
  package let rawValue: UInt8
  /// The emphases of such bits.
  package init(rawValue: UInt8) { self.rawValue = rawValue }

  /// A set written as a literal: OptionSet's own initializer goes through generic code, for every text that is drawn.
  @inline(__always)
  package init(arrayLiteral elements: Emphasis...) {
    rawValue = elements.reduce(0) { $0 | $1.rawValue }
  }

  /// Heavier letters; a dim role is drawn without its dimness.
  package static let bold = Emphasis(rawValue: 1)
  /// A line under the cell.
  package static let underline = Emphasis(rawValue: 2)
  /// The cursor stands on it: drawn on the theme's selection background.
  package static let selected = Emphasis(rawValue: 4)
  /// Part of a bar (header, footer): drawn on the theme's bar background.
  package static let bar = Emphasis(rawValue: 8)
  /// A block: foreground and background change places.
  package static let reverse = Emphasis(rawValue: 16)
}

/// One cell of the grid: 8 trivial bytes, so that grids are copied and compared as plain memory.
package struct Cell: Equatable, Sendable {
  /// A scalar, or the number of a cluster, which is above all scalars.
  package var scalar: UInt32
  /// Which of the theme's styles it is drawn in.
  package var role: Role
  /// What is added to the style of its role.
  package var emphasis: Emphasis
  /// Columns taken: 1 or more for a glyph, 0 for each cell that it takes beside its first.
  package var width: UInt8
  private var unused: UInt8 = 0

  /// A cell of one scalar; its width is not looked up but given.
  package init(_ scalar: Unicode.Scalar, _ role: Role = .text, _ emphasis: Emphasis = [], width: UInt8 = 1) {
    self.init(number: scalar.value, role, emphasis, width: width)
  }

  init(number: UInt32, _ role: Role, _ emphasis: Emphasis, width: UInt8) {
    scalar = number
    self.role = role
    self.emphasis = emphasis
    self.width = width
  }

  /// A space in the role of text: what an empty canvas is made of.
  package static let blank = Cell(" ")

  /// The scalar, or the first one of a cluster.
  package var character: Unicode.Scalar {
    Unicode.Scalar(scalar) ?? Clusters.scalars(scalar).first.flatMap(Unicode.Scalar.init) ?? " "
  }

  /// Adds what is drawn to a text.
  func append(to text: inout String.UnicodeScalarView) {
    if let character = Unicode.Scalar(scalar) { return text.append(character) }
    text.append(contentsOf: Clusters.scalars(scalar).lazy.compactMap(Unicode.Scalar.init))
  }
}
