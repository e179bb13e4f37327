import Foundation
import Glibc
import Terminal
import Testing

@Suite struct TerminalLocaleTests {
  @Test(
    arguments: [
      ("ko_KR.UTF-8", "utf8"), ("ko_KR.utf8", "utf8"), ("ko_KR.UTF8@x", "utf8"), ("en_US.utf-8", "utf8"), ("UTF-8", "utf8"),
      ("utf8", "utf8"), ("C.UTF-8", "utf8"), ("ko_KR.eucKR", "euckr"), ("de_DE.ISO-8859-15@euro", "iso885915"), ("C", nil),
      ("POSIX", nil), ("ko_KR", nil), ("de_DE@euro", nil), ("xx.", nil),
    ] as [(String, String?)])
  func theNameOfALocaleEndsInItsEncoding(name: String, encoding: String?) {
    #expect(TerminalLocale.encoding(of: name) == encoding)
  }

  @Test func theFirstVariableThatIsSetDecides() {
    func setting(_ variables: [String: String]) -> String? {
      TerminalLocale.setting { variables[$0] }.map { "\($0.variable)=\($0.value)" }
    }
    #expect(setting(["LC_ALL": "a", "LC_CTYPE": "b", "LANG": "c"]) == "LC_ALL=a")
    #expect(setting(["LC_ALL": "", "LC_CTYPE": "b", "LANG": "c"]) == "LC_CTYPE=b")
    #expect(setting(["LC_MESSAGES": "ko_KR.UTF-8", "LANG": "c"]) == "LANG=c")
    #expect(setting([:]) == nil)
  }
}

/// What the real program draws by which locale.
@Suite struct EndToEndLocaleTests {
  static let uninstalled: [[String: String?]] = [
    ["LC_ALL": "xx_YY.UTF-8"], ["LC_ALL": nil, "LANG": "xx_YY.utf8@a"], ["LC_ALL": nil, "LC_CTYPE": "UTF-8"],
  ]

  /// Opens the dashboard in a terminal of tmux and comes back with its screen and what was written to standard error after its end.
  private func open(_ language: String?, _ environment: [String: String?]) throws -> (screen: Picture, errors: String) {
    let folder = try TemporaryFolder()
    let command =
      "\(try Program.path()) --as-of \(Program.moment) \(language.map { "--lang \($0)" } ?? "") 2>\(folder.path)/errors"
    let terminal = try Tmux(100, 30, ["/bin/sh", "-c", command], Program.environment(environment))
    let screen = try terminal.wait(for: "the picture") { $0.contains("TSLA") && $0.lines.count == 30 }
    try terminal.type("q")
    #expect(try terminal.waitForExit() == 0)
    return (screen, try folder.read("errors"))
  }

  @Test(arguments: uninstalled) func aLocaleThatIsNotInstalledIsReplaced(environment: [String: String?]) throws {
    let (screen, errors) = try open("ko", environment)
    #expect(screen.contains("개요") && screen.contains("│"))
    #expect(errors.split(separator: "\n").count == 1)
    #expect(errors.contains("로캘") && errors.contains("C.UTF-8"))
  }

  @Test func aTerminalThatTakesUTF8IsKorean() throws {
    // tmux says it to every terminal that it makes.
    let (screen, errors) = try open("ko", ["LC_ALL": nil])
    #expect(screen.contains("개요") && screen.contains("│"))
    #expect(errors.contains("UTF-8"))
  }

  @Test func withoutUTF8ItIsSaidWhyThereIsNoKorean() throws {
    for name in ["ko_KR.eucKR", "de_DE.ISO-8859-1"] {
      let (screen, errors) = try open("ko", ["LC_ALL": name])
      #expect(screen.contains("Overview") && !screen.contains("│"))
      #expect(screen.contains("LC_ALL=\(name) is not UTF-8"))
      #expect(errors.split(separator: "\n").count == 1 && errors.contains("LC_ALL=\(name) is not UTF-8"))
    }
  }

  @Test func nothingIsSaidWhereAllIsAsAsked() throws {
    for (language, environment) in [("en", ["LC_ALL": "C"]), (nil, ["LC_ALL": "C"]), ("ko", ["LC_ALL": "C.UTF-8"])] {
      #expect(try open(language, environment).errors == "")
    }
  }
}
