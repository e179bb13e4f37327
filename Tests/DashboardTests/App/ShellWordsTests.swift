import App
import Foundation
import Testing

@Suite struct ShellWordsTests {
  static let lines: [(text: String, words: [String])] = [
    ("vi", ["vi"]), ("", []), (" \t\n ", []), ("code --wait", ["code", "--wait"]), ("  a\t b\nc  ", ["a", "b", "c"]),
    ("\"/my editor/ed\" --wait", ["/my editor/ed", "--wait"]), ("'/my editor/ed' -n", ["/my editor/ed", "-n"]),
    (#"/my\ editor/ed -n"#, ["/my editor/ed", "-n"]), (#"a"b c"'d e'\ f"#, ["ab cd e f"]),
    (#""a\"b\\c\$d\`e\f""#, [#"a"b\c$d`e\f"#]), (#"'a\"b\'"#, [#"a\"b\"#]), (#"a\'b \"c"#, ["a'b", "\"c"]),
    ("'' \"\" x''", ["", "", "x"]), ("a'\n'b \"\tc\"", ["a\nb", "\tc"]), ("a\\\nb \"c\\\nd\"", ["ab", "cd"]),
    (#"a\\ b"#, [#"a\"#, "b"]), (#"a \"#, ["a", #"\"#]), ("/내 폴더/ed 'é\u{301}'", ["/내", "폴더/ed", "é\u{301}"]),
    ("'a'\u{301}", ["a\u{301}"]), ("emacsclient -t -a ''", ["emacsclient", "-t", "-a", ""]),
  ]

  @Test(arguments: lines) func wordsOfAShell(text: String, words: [String]) throws {
    #expect(try ShellWords.split(text) == words)
  }

  @Test func nothingIsExpanded() throws {
    #expect(try ShellWords.split("$HOME/ed ~/x *.c a;b c|d #e `f`") == ["$HOME/ed", "~/x", "*.c", "a;b", "c|d", "#e", "`f`"])
  }

  @Test(arguments: [("\"ed", "\""), ("'ed", "'"), (#""ed\""#, "\""), ("it's", "'"), ("a 'b' \"c", "\"")])
  func anOpenQuoteIsAFault(text: String, quote: Unicode.Scalar) {
    #expect(throws: ShellWords.Fault.openQuote(quote)) { try ShellWords.split(text) }
  }

  /// The same lines as /bin/sh takes them apart.
  @Test func aShellSaysTheSame() throws {
    for (text, words) in Self.lines where !words.isEmpty {
      let shell = Process()
      let pipe = Pipe()
      shell.executableURL = URL(filePath: "/bin/sh")
      shell.arguments = ["-c", "for w in \(text)\ndo printf '%s\\0' \"$w\"; done"]
      // These would take the line feed of the loop, or end its list.
      if text.hasSuffix("\\") || text.contains("b\nc") { continue }
      shell.standardOutput = pipe
      try shell.run()
      let output = pipe.fileHandleForReading.readDataToEndOfFile()
      shell.waitUntilExit()
      #expect(String(decoding: output, as: UTF8.self) == words.map { $0 + "\0" }.joined(), "\(text)")
    }
  }
}
