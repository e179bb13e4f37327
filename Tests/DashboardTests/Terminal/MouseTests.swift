import Terminal
import Testing

@Suite struct MouseTests {
  private func inputs(_ reads: [[UInt8]], settling: Bool = false) -> [Input] {
    var decoder = KeyDecoder(usesUTF8: true)
    var inputs: [Input] = []
    for read in reads {
      for byte in read { decoder.take(byte, into: &inputs) }
      if settling { decoder.settle(into: &inputs) }
    }
    decoder.settle(into: &inputs)
    return inputs
  }

  private func inputs(_ text: String) -> [Input] { inputs([Array(text.utf8)]) }

  private static let reports: [(String, Mouse)] = [
    ("\u{1b}[<0;1;1M", Mouse(.press(.left), column: 0, row: 0)), ("\u{1b}[<0;1;1m", Mouse(.release(.left), column: 0, row: 0)),
    ("\u{1b}[<1;80;24M", Mouse(.press(.middle), column: 79, row: 23)),
    ("\u{1b}[<2;7;9m", Mouse(.release(.right), column: 6, row: 8)),
    ("\u{1b}[<32;12;3M", Mouse(.drag(.left), column: 11, row: 2)), ("\u{1b}[<34;12;3M", Mouse(.drag(.right), column: 11, row: 2)),
    ("\u{1b}[<64;5;6M", Mouse(.wheel(.up), column: 4, row: 5)), ("\u{1b}[<65;5;6M", Mouse(.wheel(.down), column: 4, row: 5)),
    ("\u{1b}[<66;5;6M", Mouse(.wheel(.left), column: 4, row: 5)), ("\u{1b}[<67;5;6M", Mouse(.wheel(.right), column: 4, row: 5)),
    ("\u{1b}[<4;1;1M", Mouse(.press(.left), column: 0, row: 0, modifiers: .shift)),
    ("\u{1b}[<24;1;1M", Mouse(.press(.left), column: 0, row: 0, modifiers: [.alt, .control])),
    ("\u{1b}[<81;1;1M", Mouse(.wheel(.down), column: 0, row: 0, modifiers: .control)),
    ("\u{1b}[<48;300;200M", Mouse(.drag(.left), column: 299, row: 199, modifiers: .control)),
    ("\u{1b}[<0;65535;65535M", Mouse(.press(.left), column: 65_534, row: 65_534)),
  ]

  @Test(arguments: reports) func aReportSaysWhatAndWhere(report: String, mouse: Mouse) {
    #expect(inputs(report + "q") == [.mouse(mouse), .key(.character("q"))])
    // In reads of any length, and with keys around it.
    let bytes = Array(("j" + report + "k").utf8)
    for cut in 0...bytes.count {
      #expect(
        inputs([Array(bytes[..<cut]), Array(bytes[cut...])]) == [.key(.character("j")), .mouse(mouse), .key(.character("k"))])
    }
    #expect(inputs(bytes.map { [$0] }).count == 3)
  }

  /// Too few and too many numbers, none, signs, letters, places outside of every window, buttons and motion that were not asked for.
  @Test(
    arguments: [
      "<0;5M", "<0;5;5;5M", "<M", "<;;M", "<0;;5M", "<0;5;M", "<-1;5;5M", "<0;0;5M", "<0;5;0M", "<0;5:1;5M", "<0;5;65536M",
      "<0;99999999999999999999999;5M", "<99999999999999999999999;5;5M", "<3;5;5M", "<3;5;5m", "<35;5;5M", "<128;5;5M",
      "<131;5;5m",
      "<64;5;5m", "<96;5;5M", "<32;5;5m", "<256;5;5M", "<0 ;5;5M", "<0;5;5A", "<0;5;5~", "<0;5;5u", "<200~", "<0;5;<5M",
      ">0;5;5M",
      "<0;5;" + String(repeating: "0", count: 80) + "5M", "<" + String(repeating: "0;", count: 80) + "5M",
    ]) func whatIsMalformedDoesNothing(parameters: String)
  {
    #expect(inputs("\u{1b}[" + parameters + "q") == [.key(.character("q"))])
    #expect(inputs(Array("\u{1b}[\(parameters)q".utf8).map { [$0] }) == [.key(.character("q"))])
  }

  @Test func aReportThatIsCutOffDoesNothing() {
    for cut in 3...8 {
      let part = Array(Array("\u{1b}[<0;5;5M".utf8)[..<cut])
      // A key, a report, a paste or the mouse's next report follows in place of the rest.
      #expect(inputs([part, Array("\u{1b}[A".utf8)]) == [.key(.up)])
      #expect(inputs([part, Array("\u{1b}[<0;1;1M".utf8)]) == [.mouse(Mouse(.press(.left), column: 0, row: 0))])
      #expect(inputs([part, Array("\u{1b}[200~q\u{1b}[201~".utf8)]) == [.key(.paste("q"))])
      #expect(inputs([part, [3], Array("q".utf8)]) == [.key(.control("c")), .key(.character("q"))])
      // Nothing follows for a long time.
      #expect(inputs([part, Array("q".utf8)], settling: true) == [.key(.character("q"))])
      var decoder = KeyDecoder(usesUTF8: true)
      var none: [Input] = []
      for byte in part { decoder.take(byte, into: &none) }
      #expect(decoder.patience == 1000)
    }
  }

  /// Three bytes that may be anything, quit among them.
  @Test func oldReportsAreSwallowed() {
    for report in ["\u{1b}[M !!", "\u{1b}[Mqqq", "\u{1b}[M#~~", "\u{1b}[M   "] {
      #expect(inputs(report + "j") == [.key(.character("j"))])
      #expect(inputs(Array((report + "j").utf8).map { [$0] }) == [.key(.character("j"))])
    }
  }
}
