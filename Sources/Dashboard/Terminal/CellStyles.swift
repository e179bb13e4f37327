import CNcurses
import Canvas

/// How each role with each emphasis looks on this terminal: an ncurses cell to copy, worked out once per theme.
///
/// Colour pairs are given out in the order in which styles are first drawn and never taken back: ncurses' own
/// `alloc_pair` would silently drop the oldest, which is on the screen. When the terminal has fewer pairs than the
/// theme needs (the Linux console has 64) the rest is drawn in the theme's plain text colour.
struct CellStyles {
  private struct Colors: Hashable {
    var foreground: Int32
    var background: Int32
  }

  let theme: Theme
  private let depth: ColorDepth
  private let pairLimit: Int32
  private var cells: [cchar_t]
  private var isKnown: [Bool]
  private var pairs: [Colors: Int32] = [Colors(foreground: -1, background: -1): 0]
  private var plainPair: Int32 = 0

  /// Starts the table of a theme; pair numbers begin at 1 again, so everything must be redrawn.
  init(_ theme: Theme, depth: ColorDepth) {
    self.theme = depth.adapted(theme)
    self.depth = depth
    pairLimit = depth == .none ? 1 : shim_color_pairs()
    let count = Role.allCases.count << 5
    cells = Array(repeating: cchar_t(), count: count)
    isKnown = Array(repeating: false, count: count)
    let text = self.theme.style(.text, [])
    plainPair = pair(of: text).number
  }

  /// The cell to copy for a role and an emphasis.
  mutating func cell(_ role: Role, _ emphasis: Emphasis) -> cchar_t {
    let index = Int(role.rawValue) << 5 | Int(emphasis.rawValue & 31)
    if !isKnown[index] {
      cells[index] = makeCell(theme.style(role, emphasis))
      isKnown[index] = true
    }
    return cells[index]
  }

  private mutating func makeCell(_ style: Style) -> cchar_t {
    let (pair, bright) = pair(of: style)
    var attributes: attr_t = 0
    if style.bold || bright { attributes |= shim_bold }
    if style.dim { attributes |= shim_dim }
    if style.underline { attributes |= shim_underline }
    if style.reverse { attributes |= shim_reverse }
    var cell = cchar_t()
    let blank: [wchar_t] = [32, 0]
    var wide = pair
    // The short argument holds no more than 32,767 pairs and the attributes no more than 255; the last one holds all.
    setcchar(&cell, blank, attributes, Int16(clamping: pair), &wide)
    return cell
  }

  /// The colour pair of a style, made if there is room for it.
  private mutating func pair(of style: Style) -> (number: Int32, bright: Bool) {
    if depth == .none { return (0, false) }
    let background = depth.number(of: style.background, isBackground: true).number
    let (foreground, bright) = depth.number(of: style.foreground, isBackground: false)
    let colors = Colors(foreground: foreground, background: background)
    if let known = pairs[colors] { return (known, bright) }
    let number = Int32(pairs.count)
    guard number < pairLimit, init_extended_pair(number, foreground, background) == OK else {
      return (plainPair, bright)
    }
    pairs[colors] = number
    return (number, bright)
  }
}
