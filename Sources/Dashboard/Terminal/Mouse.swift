/// What the mouse did, and where.
package struct Mouse: Hashable, Sendable {
  /// The buttons that terminals tell apart; others do nothing.
  package enum Button: Int, Hashable, Sendable { case left, middle, right }

  /// Where a wheel was turned to, or two fingers were moved.
  package enum Direction: Int, Hashable, Sendable { case up, down, left, right }

  /// What was done at a cell.
  package enum Action: Hashable, Sendable {
    case press(Button)
    case release(Button)
    /// The mouse has come to another cell with a button held.
    case drag(Button)
    case wheel(Direction)
  }

  /// Keys held meanwhile.
  ///
  /// Many terminals keep Shift for themselves, to select text.
  package struct Modifiers: OptionSet, Hashable, Sendable {
    /// The bits of the report: 4, 8 and 16.
    package let rawValue: Int
    /// The modifiers of such bits, which are those of the report.
    package init(rawValue: Int) { self.rawValue = rawValue }

    /// The Shift key.
    package static let shift = Modifiers(rawValue: 4)
    /// The Alt key, in some terminals Meta.
    package static let alt = Modifiers(rawValue: 8)
    /// The Control key.
    package static let control = Modifiers(rawValue: 16)
  }

  /// What was done.
  package var action: Action
  /// Cells from the left edge of the screen, from 0; may lie beyond the canvas where the window has just become smaller.
  package var column: Int
  /// Rows from the top of the screen, from 0.
  package var row: Int
  /// The keys that were held.
  package var modifiers: Modifiers

  /// What somebody did with the mouse at a cell.
  package init(_ action: Action, column: Int, row: Int, modifiers: Modifiers = []) {
    (self.action, self.column, self.row, self.modifiers) = (action, column, row, modifiers)
  }

  /// A report in xterm's SGR form, `ESC [ < buttons ; column ; row M`, with `m` at the end where a button was released; nil where it is
  /// malformed or about what was not asked for.
  ///
  /// `parameters` are what stands between `<` and the final byte.
  init?(report parameters: ArraySlice<UInt8>, _ final: UInt8) {
    guard parameters.count < KeyDecoder.longestSequence - 1, let numbers = Self.numbers(parameters), numbers.count == 3 else {
      return nil
    }
    let (code, column, row) = (numbers[0], numbers[1], numbers[2])
    guard column >= 1, row >= 1 else { return nil }
    let which = code & 3
    let action: Action? =
      switch (code & ~(Self.modifierBits | 3), final) {
      case (0, UInt8(ascii: "M")): Button(rawValue: which).map { .press($0) }
      case (0, UInt8(ascii: "m")): Button(rawValue: which).map { .release($0) }
      case (Self.motionBit, UInt8(ascii: "M")): Button(rawValue: which).map { .drag($0) }
      case (Self.wheelBit, UInt8(ascii: "M")): Direction(rawValue: which).map { .wheel($0) }
      default: nil
      }
    guard let action else { return nil }
    self.init(action, column: column - 1, row: row - 1, modifiers: Modifiers(rawValue: code & Self.modifierBits))
  }

  private static let modifierBits = 4 | 8 | 16
  private static let motionBit = 32
  private static let wheelBit = 64
  /// More than any window has.
  private static let furthest = 65_535

  /// Numbers with a semicolon between them; nil for anything else, and for numbers beyond the furthest cell.
  private static func numbers(_ bytes: ArraySlice<UInt8>) -> [Int]? {
    var numbers: [Int] = []
    for field in bytes.split(separator: UInt8(ascii: ";"), omittingEmptySubsequences: false) {
      guard !field.isEmpty else { return nil }
      var number = 0
      for byte in field {
        guard (48...57).contains(byte) else { return nil }
        number = number * 10 + Int(byte) - 48
        if number > furthest { return nil }
      }
      numbers.append(number)
    }
    return numbers
  }

  /// Asks for reports of buttons and the wheel (1000), of motion with a button held (1002), in the SGR form (1006), which has no
  /// furthest cell and cannot be taken for keys: private modes that terminals without a mouse ignore.
  static let on = Array("\u{1b}[?1000h\u{1b}[?1002h\u{1b}[?1006h".utf8)
  /// Takes that back.
  static let off = Array("\u{1b}[?1006l\u{1b}[?1002l\u{1b}[?1000l".utf8)
}
