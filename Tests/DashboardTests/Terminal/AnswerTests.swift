import Canvas
import Terminal
import Testing

/// What the terminal says to the questions of the start.
@Suite struct AnswerTests {
  private func inputs(_ reads: [[UInt8]], awaited: Questions = [.background, .ambiguousWidth], utf8: Bool = true) -> [Input] {
    var decoder = KeyDecoder(usesUTF8: utf8)
    decoder.awaited = awaited
    var inputs: [Input] = []
    for byte in reads.joined() { decoder.take(byte, into: &inputs) }
    decoder.settle(into: &inputs)
    return inputs
  }

  private func inputs(_ text: String, awaited: Questions = [.background, .ambiguousWidth]) -> [Input] {
    inputs([Array(text.utf8)], awaited: awaited)
  }

  @Test(
    arguments: [
      ("rgb:1e1e/1e1e/2e2e", .rgb(0x1e, 0x1e, 0x2e)), ("rgb:fd/f6/e3", .rgb(0xfd, 0xf6, 0xe3)),
      ("rgba:2828/2a2a/3636/ffff", .rgb(0x28, 0x2a, 0x36)), ("rgb:FFFF/0000/8080", .rgb(255, 0, 128)),
      ("rgb:f/0/8", .rgb(255, 0, 136)),
      ("rgb:fff/000/800", .rgb(255, 0, 128)),
    ] as [(String, Color)]) func theColorBehindTheLetters(text: String, color: Color)
  {
    for end in ["\u{7}", "\u{1b}\\"] {
      let bytes = Array("j\u{1b}]11;\(text)\(end)k".utf8)
      let expected: [Input] = [.key(.character("j")), .background(color), .key(.character("k"))]
      for cut in 0...bytes.count { #expect(inputs([Array(bytes[..<cut]), Array(bytes[cut...])]) == expected) }
      // Nobody asked, or not any more.
      #expect(inputs([bytes], awaited: []) == [.key(.character("j")), .key(.character("k"))])
      #expect(inputs([bytes], awaited: .ambiguousWidth) == [.key(.character("j")), .key(.character("k"))])
      // The first answer is the answer.
      #expect(inputs([bytes, bytes]).count == 5)
    }
  }

  @Test(
    arguments: [
      "11;", "11;?", "11;rgb:", "11;rgb:1/2", "11;rgb:1/2/3/4", "11;rgba:1/2/3", "11;rgb:12345/0/0", "11;rgb:+1/0/0",
      "11;rgb:-1/0/0",
      "11;rgb:g/0/0", "11;rgb://", "11;rgb:é/0/0", "10;rgb:0/0/0", "111;rgb:0/0/0", "11;#000000",
      "11;rgb:0/0/0" + String(repeating: "0", count: 200),
    ]) func anotherStringIsNoColor(text: String)
  {
    #expect(inputs("\u{1b}]\(text)\u{7}q") == [.key(.character("q"))])
    // The question stays open for a proper answer.
    #expect(inputs("\u{1b}]\(text)\u{1b}\\\u{1b}]11;rgb:0/0/0\u{7}") == [.background(.black)])
  }

  @Test func onlyAnOSCIsAColor() {
    for first in ["P", "_", "^", "X"] { #expect(inputs("\u{1b}\(first)11;rgb:0/0/0\u{1b}\\q") == [.key(.character("q"))]) }
    #expect(inputs("\u{1b}]11;rgb:0/0/0\u{18}q") == [.key(.character("q"))])
    #expect(inputs("\u{1b}]11;rgb:0/0/0\u{1b}[Aq") == [.key(.up), .key(.character("q"))])
    // The 8-bit forms of terminals without UTF-8.
    let bytes: [UInt8] = [0x9d] + Array("11;rgb:ff/ff/ff".utf8) + [0x9c]
    #expect(inputs([bytes], utf8: false) == [.background(.white)])
  }

  @Test func whereTheCursorIsSaysHowWideTheLineIs() {
    for (report, width) in [("\u{1b}[2;2R", 1), ("\u{1b}[2;3R", 2)] {
      let bytes = Array("j\(report)k".utf8)
      let keys: [Input] = [.key(.character("j")), .key(.character("k"))]
      for cut in 0...bytes.count {
        #expect(inputs([Array(bytes[..<cut]), Array(bytes[cut...])]) == [keys[0], .ambiguousWidth(width), keys[1]])
      }
      #expect(inputs([bytes], awaited: []) == keys)
      #expect(inputs([bytes], awaited: .background) == keys)
      #expect(inputs([bytes, bytes]).count == 5)
    }
    // Another place is no answer, nor is F3 with Shift.
    for report in ["\u{1b}[2;4R", "\u{1b}[2;1R", "\u{1b}[24;3R", "\u{1b}[2;2;2R", "\u{1b}[2R", "\u{1b}[02;2R", "\u{1b}[?2;2R"] {
      #expect(inputs(report + "q") == [.key(.character("q"))], "\(report.debugDescription)")
    }
    #expect(inputs("\u{1b}[1;2R\u{1b}[2;3R") == [.key(.other), .ambiguousWidth(2)])
    #expect(inputs("\u{1b}[R\u{1b}OR") == [.key(.function(3)), .key(.function(3))])
  }

  /// An answer in two parts with time between them is an answer as long as one is waited for.
  @Test func anAnswerMayCome250MillisecondsApart() {
    for answer in ["\u{1b}]11;rgb:0/0/0\u{7}", "\u{1b}[2;2R"] {
      let bytes = Array(answer.utf8)
      for cut in 1..<bytes.count {
        var decoder = KeyDecoder(usesUTF8: true)
        decoder.awaited = [.background, .ambiguousWidth]
        var inputs: [Input] = []
        for byte in bytes[..<cut] { decoder.take(byte, into: &inputs) }
        #expect((decoder.patience ?? 0) >= 250 && inputs.isEmpty, "cut at \(cut)")
      }
    }
    // Otherwise Esc is a key after a moment.
    var decoder = KeyDecoder(usesUTF8: true)
    var inputs: [Input] = []
    decoder.take(27, into: &inputs)
    #expect(decoder.patience == 25)
  }
}
