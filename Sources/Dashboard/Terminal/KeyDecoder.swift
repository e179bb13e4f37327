import CNcurses
import Canvas

/// Turns what ncurses reads, bytes and the codes of known keys, into keys.
///
/// It reads bytes and not wide characters, because `wget_wch` loses a character whose bytes arrive in two parts and
/// swallows the keys after an invalid byte.
package struct KeyDecoder {
  private enum State: Equatable {
    case ground
    case escape
    /// After `ESC [`, which a person may have typed as two keys.
    case bracket
    /// Inside of a control sequence that no terminfo entry names.
    case sequence
    /// After `ESC O`.
    case singleShift
    /// In an old mouse report, `ESC [ M` and three bytes; how many are to come.
    case mouse(Int)
  }

  /// Whether bytes above 127 are UTF-8; otherwise they are dropped.
  let usesUTF8: Bool
  private var state = State.ground
  private var scalar: UInt32 = 0
  private var missing = 0
  private var smallest: UInt32 = 0

  package init(usesUTF8: Bool) { self.usesUTF8 = usesUTF8 }

  /// Takes one byte (0 to 255) or key code and appends the keys that it completes.
  package mutating func take(_ code: Int32, into keys: inout [Key]) {
    guard code < 256 else {
      settle(into: &keys)
      state = .ground
      if let key = Self.key(code: code) { keys.append(key) }
      return
    }
    let byte = UInt8(truncatingIfNeeded: code)
    switch state {
    case .ground:
      if byte == 27 { state = .escape } else { plain(byte, into: &keys) }
    case .escape:
      switch byte {
      case UInt8(ascii: "["): state = .bracket
      case UInt8(ascii: "O"): state = .singleShift
      case 27: keys.append(.escape)
      default:
        keys.append(.escape)
        state = .ground
        plain(byte, into: &keys)
      }
    case .mouse(let left): state = left > 1 ? .mouse(left - 1) : .ground
    case .bracket where byte == UInt8(ascii: "M"):
      keys.append(.other)
      state = .mouse(3)
    case .bracket, .sequence: continueSequence(byte, into: &keys)
    case .singleShift:
      if byte == 27 {
        settle(into: &keys)
        state = .escape
      } else {
        keys.append(Self.key(final: byte))
        state = .ground
      }
    }
  }

  private mutating func continueSequence(_ byte: UInt8, into keys: inout [Key]) {
    switch byte {
    case 0x20...0x3f: state = .sequence
    case 0x40...0x7e:
      keys.append(state == .bracket ? Self.key(final: byte) : .other)
      state = .ground
    default:
      // No part of a sequence: what came before was typed, or is torn.
      settle(into: &keys)
      state = .ground
      if byte == 27 { state = .escape } else { plain(byte, into: &keys) }
    }
  }

  /// Decides what was left open when no more input is waiting: an escape alone is the key of that name.
  package mutating func settle(into keys: inout [Key]) {
    switch state {
    case .escape: keys.append(.escape)
    case .bracket: keys += [.escape, .character("[")]
    case .singleShift: keys += [.escape, .character("O")]
    // The rest of a long sequence may come with the next read.
    case .ground, .sequence: return
    case .mouse: break
    }
    state = .ground
  }

  private mutating func plain(_ byte: UInt8, into keys: inout [Key]) {
    if byte < 128 {
      missing = 0
      keys.append(Self.key(ascii: byte))
    } else if usesUTF8, let whole = decode(byte) {
      // C1 controls come from terminals that answer something, never from a keyboard.
      if whole.value >= 0xa0 { keys.append(.character(whole)) }
    }
  }

  /// One byte of a UTF-8 sequence (RFC 3629); the character when it is whole.
  ///
  /// Invalid bytes are dropped.
  private mutating func decode(_ byte: UInt8) -> Unicode.Scalar? {
    switch byte {
    case 0x80...0xbf:
      guard missing > 0 else { return nil }
      scalar = scalar << 6 | UInt32(byte & 0x3f)
      missing -= 1
      return missing == 0 && scalar >= smallest ? Unicode.Scalar(scalar) : nil
    case 0xc2...0xdf: (missing, smallest, scalar) = (1, 0x80, UInt32(byte & 0x1f))
    case 0xe0...0xef: (missing, smallest, scalar) = (2, 0x800, UInt32(byte & 0x0f))
    case 0xf0...0xf4: (missing, smallest, scalar) = (3, 0x10000, UInt32(byte & 0x07))
    default: missing = 0
    }
    return nil
  }

  private static func key(ascii byte: UInt8) -> Key {
    switch byte {
    case 9: .tab
    case 10, 13: .enter
    case 8, 127: .backspace
    case 0: .other
    case 1...26: .control(Unicode.Scalar(byte + 96))
    case 27: .escape
    case 28...31: .control(Unicode.Scalar(byte + 64))
    default: .character(Unicode.Scalar(byte))
    }
  }

  /// The key of a sequence without parameters, for terminals that are not in the mode their entry speaks of.
  private static func key(final byte: UInt8) -> Key {
    switch byte {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    case UInt8(ascii: "Z"): .backTab
    default: .other
    }
  }

  /// The key of an ncurses code; nil for what is no key press.
  private static func key(code: Int32) -> Key? {
    switch code {
    case KEY_UP: .up
    case KEY_DOWN: .down
    case KEY_LEFT: .left
    case KEY_RIGHT: .right
    case KEY_PPAGE, KEY_A3: .pageUp
    case KEY_NPAGE, KEY_C3: .pageDown
    case KEY_HOME, KEY_A1: .home
    case KEY_END, KEY_C1: .end
    case KEY_ENTER: .enter
    case KEY_BTAB: .backTab
    case KEY_BACKSPACE: .backspace
    case KEY_DC: .delete
    case KEY_RESIZE: nil
    case KEY_F0...KEY_F0 + 63: .function(Int(code - KEY_F0))
    default: .other
    }
  }
}
