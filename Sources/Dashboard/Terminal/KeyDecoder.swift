/// Turns the bytes that a terminal sends into keys (ECMA-48; the keys of xterm, rxvt, PuTTY, the Linux console, screen, tmux and VT220),
/// reports of the mouse, and answers to what was asked.
///
/// It reads bytes, not what ncurses makes of them: `wget_wch` loses a character whose bytes arrive in two parts, and a terminfo entry
/// names one sequence per key where terminals send several. Answers that nobody waits for and other reports (strings and control
/// sequences that are no keys) are skipped whole.
package struct KeyDecoder {
  private enum State: Equatable {
    case ground
    case escape
    /// After `ESC [`, which a person may have typed as two keys, and inside the control sequence that it begins.
    case control
    /// After `ESC [ [`: a function key of the Linux console.
    case console
    /// After `ESC O`.
    case singleShift
    /// In an old mouse report, `ESC [ M` and three bytes; how many are to come.
    case mouse(Int)
    /// Right after `ESC ]`, `P`, `_`, `^` or `X`, which a person may have typed as two keys.
    case introducer(UInt8)
    /// In a string of the terminal: OSC, DCS, APC, PM or SOS. It ends with ST, an OSC also with BEL.
    case string(isOSC: Bool)
    case stringEscape(isOSC: Bool)
    /// Inside a sequence that only this terminal's terminfo entry names.
    case named
    case paste
    /// After an Esc that ended a paste, which may have been the first byte of the paste's own end.
    case pasteTail
  }

  /// Whether bytes above 127 are UTF-8; otherwise they are dropped, except for the 8-bit forms of `ESC [` and the like.
  let usesUTF8: Bool
  private var state = State.ground
  private var text = UTF8Reader()
  /// Answers that are waited for; whoever asked takes back what has not come in time.
  package var awaited: Questions = []
  /// The bytes of a control sequence after `ESC [`, of a single shift after `ESC O`, of an OSC after its introducer, of a named sequence
  /// from its beginning.
  private var held: [UInt8] = []
  /// Whether an Esc came right before the pending one: rxvt and PuTTY send Alt and an arrow so.
  private var isDoubled = false
  private var pasted: [UInt8] = []
  /// How many bytes of the end of a paste have come.
  private var pasteEndMatched = 0
  /// Sequences that are not understood without the terminal's entry.
  private let names: [[UInt8]: Key]

  /// How many bytes of a paste are kept.
  package static let longestPaste = 65_536
  /// The parameters of a control sequence of which no more are kept; one that has so many is none that anybody sends.
  static let longestSequence = 64
  private static let pasteEnd = Array("\u{1b}[201~".utf8)

  /// A decoder for terminals of all kinds; `names` are the keys of this one's terminfo entry.
  package init(usesUTF8: Bool, names: [[UInt8]: Key] = [:]) {
    self.usesUTF8 = usesUTF8
    var plain = KeyDecoder(usesUTF8: usesUTF8, only: [:])
    // What is understood anyway needs no table, and most terminals send nothing else.
    let own = names.filter { bytes, key in
      guard let first = bytes.first, first < 32, bytes.count > 1 else { return false }
      var inputs: [Input] = []
      for byte in bytes { plain.take(byte, into: &inputs) }
      plain.settle(into: &inputs)
      return inputs != [.key(key)]
    }
    self.names = own
  }

  private init(usesUTF8: Bool, only names: [[UInt8]: Key]) {
    self.usesUTF8 = usesUTF8
    self.names = names
  }

  /// How many milliseconds to wait for more before `settle`; nil where nothing is pending.
  package var patience: Int? {
    switch state {
    case .ground: nil
    // The parts of an answer that is torn must not be taken for keys, so these wait for it as long as it may take.
    case .escape, .introducer, .singleShift: awaited.isEmpty ? 25 : 250
    case .console, .named: 25
    // No keys begin so: what follows are the coordinates of the mouse.
    case .control where held.first == UInt8(ascii: "<"): 1000
    case .control, .mouse: held.isEmpty && awaited.isEmpty ? 25 : 250
    case .string, .stringEscape: 1000
    case .paste: pasteEndMatched == 1 ? 300 : pasted.isEmpty ? nil : 1000
    case .pasteTail: pasteEndMatched > 1 ? 300 : nil
    }
  }

  /// Takes one byte and appends what it completes: keys, reports of the mouse, answers.
  package mutating func take(_ byte: UInt8, into inputs: inout [Input]) {
    switch state {
    case .ground: ground(byte, into: &inputs)
    case .escape: escape(byte, into: &inputs)
    case .control: control(byte, into: &inputs)
    case .console:
      inputs.append(.key((0x41...0x45).contains(byte) ? .function(Int(byte) - 0x40) : .other))
      state = .ground
    case .singleShift: singleShift(byte, into: &inputs)
    case .mouse(let left): state = left > 1 ? .mouse(left - 1) : .ground
    case .introducer(let first):
      held.removeAll(keepingCapacity: true)
      state = .string(isOSC: first == UInt8(ascii: "]"))
      string(byte, isOSC: first == UInt8(ascii: "]"), into: &inputs)
    case .string(let isOSC): string(byte, isOSC: isOSC, into: &inputs)
    case .stringEscape(let isOSC):
      // ST is `ESC \`; any other escape sequence ends the string early.
      if byte == UInt8(ascii: "\\") { return finishString(isOSC: isOSC, into: &inputs) }
      state = .ground
      escape(byte, into: &inputs)
    case .named: named(byte, into: &inputs)
    case .paste: paste(byte, into: &inputs)
    case .pasteTail: pasteTail(byte, into: &inputs)
    }
  }

  /// Decides what is pending when no more input has come: an escape alone is the key of that name.
  package mutating func settle(into inputs: inout [Input]) {
    if state == .named { replayHeld(into: &inputs) }
    releaseEscape(into: &inputs)
    defer { held.removeAll(keepingCapacity: true) }
    switch state {
    case .ground: return
    case .escape: inputs.append(.key(.escape))
    case .control: if held.isEmpty { inputs += [.key(.escape), .key(.character("["))] }
    case .singleShift: if held.isEmpty { inputs += [.key(.escape), .key(.character("O"))] }
    case .introducer(let byte): inputs += [.key(.escape), .key(.character(Unicode.Scalar(byte)))]
    case .console, .mouse, .string, .stringEscape, .named: break
    case .paste:
      // A paste ends with its mark, not with a pause: what comes late is not keys. Pressing Esc ends it where the mark was lost.
      finishPaste(into: &inputs)
      if pasteEndMatched == 1 { state = .pasteTail }
      return
    case .pasteTail:
      return replayTail(into: &inputs)
    }
    state = .ground
  }

  // MARK: states

  private mutating func ground(_ byte: UInt8, into inputs: inout [Input]) {
    if byte < 32, !names.isEmpty, names.keys.contains(where: { $0[0] == byte }) {
      state = .named
      held = [byte]
    } else if byte == 27 {
      state = .escape
      text.forget()
    } else {
      plain(byte, into: &inputs)
    }
  }

  private mutating func escape(_ byte: UInt8, into inputs: inout [Input]) {
    held.removeAll(keepingCapacity: true)
    if byte != UInt8(ascii: "["), byte != UInt8(ascii: "O") { releaseEscape(into: &inputs) }
    switch byte {
    case UInt8(ascii: "["): state = .control
    case UInt8(ascii: "O"): state = .singleShift
    case UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"), UInt8(ascii: "X"): state = .introducer(byte)
    case 27: isDoubled = true
    default:
      inputs.append(.key(.escape))
      state = .ground
      plain(byte, into: &inputs)
    }
  }

  /// Says the Esc that came before the pending one: it was a key of its own.
  private mutating func releaseEscape(into inputs: inout [Input]) {
    if isDoubled { inputs.append(.key(.escape)) }
    isDoubled = false
  }

  /// The arrow that a byte after `ESC ESC [` or `ESC ESC O` makes with Alt; with anything else there was an Esc before it.
  private mutating func arrowWithAlt(_ byte: UInt8, into inputs: inout [Input]) -> Bool {
    guard isDoubled, held.isEmpty, let key = ControlSequence.arrowWithAlt(byte) else {
      releaseEscape(into: &inputs)
      return false
    }
    isDoubled = false
    state = .ground
    inputs.append(.key(key))
    return true
  }

  private mutating func control(_ byte: UInt8, into inputs: inout [Input]) {
    if arrowWithAlt(byte, into: &inputs) { return }
    switch byte {
    case UInt8(ascii: "[") where held.isEmpty: state = .console
    case UInt8(ascii: "M") where held.isEmpty: state = .mouse(3)
    case UInt8(ascii: "$") where !held.isEmpty && held.count <= 2 && held.allSatisfy({ (48...57).contains($0) }):
      // rxvt ends a key with Shift this way, where by the standard the sequence would go on.
      inputs.append(.key(.other))
      state = .ground
    case 0x20...0x3f: if held.count < Self.longestSequence { held.append(byte) }
    case 0x40...0x7e:
      state = .ground
      if held.elementsEqual("200".utf8), byte == UInt8(ascii: "~") {
        (state, pasted, pasteEndMatched) = (.paste, [], 0)
      } else if awaited.contains(.ambiguousWidth), let width = Questions.ambiguousWidth(held, byte) {
        awaited.remove(.ambiguousWidth)
        inputs.append(.ambiguousWidth(width))
      } else if let input = ControlSequence.input(held, byte) {
        inputs.append(input)
      }
    default:
      // Not part of a sequence: what came before was typed, or is incomplete.
      settle(into: &inputs)
      ground(byte, into: &inputs)
    }
  }

  private mutating func singleShift(_ byte: UInt8, into inputs: inout [Input]) {
    if arrowWithAlt(byte, into: &inputs) { return }
    switch byte {
    case 27:
      settle(into: &inputs)
      state = .escape
    // Old terminals send modifiers in between.
    case 48...59 where held.count < 3: held.append(byte)
    default:
      inputs.append(.key(held.isEmpty ? ControlSequence.key(singleShift: byte) : .other))
      state = .ground
    }
  }

  private mutating func string(_ byte: UInt8, isOSC: Bool, into inputs: inout [Input]) {
    switch byte {
    case 27: state = .stringEscape(isOSC: isOSC)
    case 7 where isOSC: finishString(isOSC: true, into: &inputs)
    // CAN and SUB cancel everything.
    case 0x18, 0x1a: state = .ground
    case 0x9c where !usesUTF8: finishString(isOSC: isOSC, into: &inputs)
    default: if isOSC, held.count < Self.longestSequence { held.append(byte) }
    }
  }

  /// Ends a string of the terminal, which may be an answer.
  private mutating func finishString(isOSC: Bool, into inputs: inout [Input]) {
    state = .ground
    guard isOSC, awaited.contains(.background), let color = Questions.background(held) else { return }
    awaited.remove(.background)
    inputs.append(.background(color))
  }

  private mutating func named(_ byte: UInt8, into inputs: inout [Input]) {
    held.append(byte)
    if let key = names[held] {
      inputs.append(.key(key))
      state = .ground
    } else if !names.keys.contains(where: { $0.starts(with: held) }) {
      replayHeld(into: &inputs)
    }
  }

  /// Takes held bytes that turned out not to be a named sequence as input of their own.
  private mutating func replayHeld(into inputs: inout [Input]) {
    let bytes = held
    held.removeAll()
    state = .ground
    var inner = KeyDecoder(usesUTF8: usesUTF8, only: [:])
    inner.awaited = awaited
    for byte in bytes { inner.take(byte, into: &inputs) }
    awaited = inner.awaited
    (state, held, text, pasted, isDoubled) = (inner.state, inner.held, inner.text, inner.pasted, inner.isDoubled)
  }

  private mutating func paste(_ byte: UInt8, into inputs: inout [Input]) {
    let end = Self.pasteEnd
    if byte == end[pasteEndMatched] {
      pasteEndMatched += 1
      guard pasteEndMatched == end.count else { return }
      pasteEndMatched = 0
      finishPaste(into: &inputs)
      state = .ground
      return
    }
    keep(end[..<pasteEndMatched])
    pasteEndMatched = byte == end[0] ? 1 : 0
    if pasteEndMatched == 0 { keep([byte]) }
  }

  /// Drops the rest of a paste's end that came late; anything else is keys.
  private mutating func pasteTail(_ byte: UInt8, into inputs: inout [Input]) {
    guard byte == Self.pasteEnd[pasteEndMatched] else {
      replayTail(into: &inputs)
      return ground(byte, into: &inputs)
    }
    pasteEndMatched += 1
    if pasteEndMatched == Self.pasteEnd.count { (state, pasteEndMatched) = (.ground, 0) }
  }

  private mutating func replayTail(into inputs: inout [Input]) {
    let bytes = Self.pasteEnd[1..<max(1, pasteEndMatched)]
    (state, pasteEndMatched) = (.ground, 0)
    for byte in bytes { ground(byte, into: &inputs) }
  }

  private mutating func keep(_ bytes: some Collection<UInt8>) {
    if pasted.count + bytes.count <= Self.longestPaste { pasted += bytes }
  }

  private mutating func finishPaste(into inputs: inout [Input]) {
    guard !pasted.isEmpty else { return }
    let text = String(decoding: usesUTF8 ? pasted : pasted.filter { $0 < 128 }, as: UTF8.self)
    pasted = []
    if !text.isEmpty { inputs.append(.key(.paste(text))) }
  }

  /// A byte that is not part of a sequence.
  private mutating func plain(_ byte: UInt8, into inputs: inout [Input]) {
    if byte < 128 {
      text.forget()
      inputs.append(.key(Self.key(ascii: byte)))
    } else if usesUTF8 {
      // C1 controls come from terminals that answer something, never from a keyboard.
      if let whole = text.take(byte), whole.value >= 0xa0 { inputs.append(.key(.character(whole))) }
    } else if (0x80...0x9f).contains(byte) {
      // The 8-bit form of ESC and the character 64 below.
      switch byte - 0x40 {
      case UInt8(ascii: "["), UInt8(ascii: "O"), UInt8(ascii: "]"), UInt8(ascii: "P"), UInt8(ascii: "_"), UInt8(ascii: "^"),
        UInt8(ascii: "X"):
        escape(byte - 0x40, into: &inputs)
      default: break
      }
    }
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
}

/// Makes characters from bytes that arrive one by one (RFC 3629); invalid bytes are dropped.
private struct UTF8Reader {
  private var scalar: UInt32 = 0
  private var missing = 0
  private var smallest: UInt32 = 0

  mutating func forget() { missing = 0 }

  /// The character that the byte completes; nil where it completes none.
  mutating func take(_ byte: UInt8) -> Unicode.Scalar? {
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
}
