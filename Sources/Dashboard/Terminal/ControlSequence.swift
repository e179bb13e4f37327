/// What the control sequences and single shifts that terminals send for keys and the mouse mean.
enum ControlSequence {
  /// The key of `ESC [`, parameters and a final byte, or what the mouse did; nil for what is neither.
  static func input(_ parameters: [UInt8], _ final: UInt8) -> Input? {
    switch parameters.first {
    case UInt8(ascii: "<"): Mouse(report: parameters.dropFirst(), final).map { .mouse($0) }
    // Answers begin so.
    case UInt8(ascii: "="), UInt8(ascii: ">"), UInt8(ascii: "?"): nil
    default: key(parameters, final).map { .key($0) }
    }
  }

  /// The key of `ESC [`, parameters and a final byte; `.other` for one without a meaning here, nil for what is not a key.
  private static func key(_ parameters: [UInt8], _ final: UInt8) -> Key? {
    guard let numbers = numbers(parameters) else { return .other }
    let isPlain = modifiers(numbers) == 0
    switch final {
    case UInt8(ascii: "~"): return tilde(numbers)
    case UInt8(ascii: "u"):
      // Reports of released keys are not asked for.
      return numbers.isEmpty ? .other : key(code: numbers[0], modifiers(numbers))
    case UInt8(ascii: "P")...UInt8(ascii: "S") where isPlain && numbers.count < 3 && numbers.first ?? 1 == 1:
      return .function(Int(final) - 0x4f)
    case UInt8(ascii: "Z"): return .backTab
    // The window has got or lost the keyboard, and where the cursor is: reports that nobody asked for. In the first row the latter is
    // also F3 with a modifier.
    case UInt8(ascii: "I"), UInt8(ascii: "O"): return nil
    case UInt8(ascii: "R") where numbers.first ?? 1 != 1: return nil
    case UInt8(ascii: "A")...UInt8(ascii: "D") where modifiers(numbers) == alt && numbers.count < 3: return arrowWithAlt(final)
    default: return isPlain && numbers.count < 3 ? cursor(final) : .other
    }
  }

  /// The key of `ESC O` and a byte: cursor keys, and the numeric keypad where an earlier program left it in application mode.
  static func key(singleShift byte: UInt8) -> Key {
    switch byte {
    case UInt8(ascii: "P")...UInt8(ascii: "S"): return .function(Int(byte) - 0x4f)
    case UInt8(ascii: "p")...UInt8(ascii: "y"): return .character(Unicode.Scalar(byte - 64))
    // * + , - . / in the order of ASCII.
    case UInt8(ascii: "j")...UInt8(ascii: "o"): return .character(Unicode.Scalar(byte - 64))
    case UInt8(ascii: "X"): return .character("=")
    case UInt8(ascii: "M"): return .enter
    case UInt8(ascii: "I"): return .tab
    case UInt8(ascii: " "): return .character(" ")
    default: return cursor(byte)
    }
  }

  /// The arrow of a final byte, with Alt; nil for another key.
  static func arrowWithAlt(_ final: UInt8) -> Key? {
    switch final {
    case UInt8(ascii: "A"): .altUp
    case UInt8(ascii: "B"): .altDown
    case UInt8(ascii: "C"): .altRight
    case UInt8(ascii: "D"): .altLeft
    default: nil
    }
  }

  private static func cursor(_ final: UInt8) -> Key {
    switch final {
    case UInt8(ascii: "A"): .up
    case UInt8(ascii: "B"): .down
    case UInt8(ascii: "C"): .right
    case UInt8(ascii: "D"): .left
    case UInt8(ascii: "H"): .home
    case UInt8(ascii: "F"): .end
    default: .other
    }
  }

  /// The parameters as numbers, only the first part where there are colons; nil where they are not numbers.
  private static func numbers(_ parameters: [UInt8]) -> [Int]? {
    if parameters.isEmpty { return [] }
    var numbers = [0]
    var isSubparameter = false
    for byte in parameters {
      switch byte {
      case 48...57:
        if !isSubparameter { numbers[numbers.count - 1] = min(numbers[numbers.count - 1] * 10 + Int(byte) - 48, 0x110000) }
      case UInt8(ascii: ";"):
        numbers.append(0)
        isSubparameter = false
      case UInt8(ascii: ":"): isSubparameter = true
      default: return nil
      }
    }
    return numbers
  }

  /// What `modifiers` says for Alt alone.
  private static let alt = 2

  /// Shift 1, Alt 2, Control 4, Super 8, …; Caps Lock and Num Lock do not count.
  private static func modifiers(_ numbers: [Int]) -> Int {
    guard numbers.count > 1, numbers[1] > 1 else { return 0 }
    return (numbers[1] - 1) & 0x3f
  }

  /// Keys sent as numbers: those of VT220, with Home and End of other terminals.
  private static func tilde(_ numbers: [Int]) -> Key? {
    guard let number = numbers.first else { return .other }
    // xterm's other keys: 27;modifiers;code.
    if number == 27, numbers.count == 3 { return key(code: numbers[2], modifiers(numbers)) }
    // The end of a paste whose beginning was lost.
    if number == 201 { return nil }
    guard modifiers(numbers) == 0, numbers.count < 3 else { return .other }
    switch number {
    case 1, 7: return .home
    case 3: return .delete
    case 4, 8: return .end
    case 5: return .pageUp
    case 6: return .pageDown
    case 11...15: return .function(number - 10)
    case 17...21: return .function(number - 11)
    case 23...26: return .function(number - 12)
    case 28...29: return .function(number - 13)
    case 31...34: return .function(number - 14)
    default: return .other
    }
  }

  /// The key of a code point and modifiers, as terminals send keys that have no sequence of their own.
  private static func key(code: Int, _ modifiers: Int) -> Key {
    switch (code, modifiers) {
    case (27, 0): return .escape
    case (13, 0), (57414, 0): return .enter
    case (9, 0): return .tab
    case (9, 1): return .backTab
    case (8, 0), (127, 0): return .backspace
    case (57399...57408, 0): return .character(Unicode.Scalar(UInt8(code - 57399 + 48)))
    case (57409...57413, 0): return .character(Array("./*-+".unicodeScalars)[code - 57409])
    case (57417...57426, 0): return [.left, .right, .up, .down, .pageUp, .pageDown, .home, .end, .other, .delete][code - 57417]
    // Codes for keys without a character.
    case (57344...63743, _): return .other
    default: break
    }
    guard let scalar = UInt32(exactly: code).flatMap(Unicode.Scalar.init), scalar.value >= 32, scalar.value != 127,
      !(0x80...0x9f).contains(scalar.value)
    else { return .other }
    switch modifiers {
    case 0: return .character(scalar)
    case 1:
      // With Shift the code is that of the key without Shift.
      return scalar.properties.uppercaseMapping.unicodeScalars.count == 1
        ? .character(scalar.properties.uppercaseMapping.unicodeScalars.first ?? scalar) : .character(scalar)
    case 4: return ("a"..."z").contains(scalar) || ("\\"..."_").contains(scalar) ? .control(scalar) : .other
    default: return .other
    }
  }
}
