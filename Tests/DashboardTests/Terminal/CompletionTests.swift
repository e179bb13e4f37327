import Foundation
import Glibc
import Testing

/// The completion scripts, in the shells that they are for.
@Suite struct CompletionTests {
  /// Where a shell is; nil where it is not installed.
  static func shell(_ name: String) -> String? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { $0 + name }.first { access($0, X_OK) == 0 }
  }

  /// A folder with the script of a shell, the program by its name, and homes with a scenario and an estimate of the user's.
  private func home(_ shell: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let script = try Program.run("--generate-completion-script", shell)
    try #require(script.ending == .exited(0) && script.errors == "")
    try folder.write(script.text, to: "script")
    try FileManager.default.createDirectory(atPath: folder.path + "/bin", withIntermediateDirectories: true)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/bin/tsla-tui", withDestinationPath: try Program.path())
    let scenario = "year: 2028\nprofits:\n  cars: 25 trillion KRW\ndrivers:\n  multiple: 45\n"
    try folder.write(scenario, to: "config/tsla-tui/scenarios/my-plan.yaml")
    try folder.write(
      "base: 2023Q1\ntarget: 2023Q2\nas_of: 2023-07-18T20:00Z\ndrivers:\n  asp: -2.5%\n",
      to: "data/tsla-tui/estimates/my case.yaml")
    try folder.write("", to: "facts/figures.csv")
    return folder
  }

  private func environment(_ home: TemporaryFolder) -> [String: String] {
    Program.environment([
      "PATH": home.path + "/bin:/usr/local/bin:/usr/bin:/bin", "HOME": home.path, "XDG_CONFIG_HOME": home.path + "/config",
      "XDG_DATA_HOME": home.path + "/data", "TERM": "tmux-256color",
    ])
  }

  // MARK: bash

  /// What bash would offer for a line of words, of which the last is being written.
  private func bash(_ words: [String], _ home: TemporaryFolder) throws -> [String] {
    let driver = """
      source "$HOME/script"
      f=$(complete -p tsla-tui | sed 's/.*-F \\([^ ]*\\).*/\\1/')
      COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMP_LINE="$*"; COMP_POINT=${#COMP_LINE}; COMPREPLY=()
      cd "$HOME"; $f tsla-tui "${@: -1}" "${@: -2:1}"
      printf '%s\\n' "${COMPREPLY[@]}"
      """
    let path = try #require(Self.shell("bash"))
    let output = try Output(of: [path, "-c", driver, "bash", "tsla-tui"] + words, environment(home))
    #expect(output.errors == "" && output.ending == .exited(0), "\(words)")
    return output.lines.map(String.init).filter { !$0.isEmpty }
  }

  static let offers: [(words: [String], offered: [String])] = [
    // What may be left out: the dashboard, and the first form of each command.
    (["--pa"], ["--panel"]), (["--panel", ""], ["overview", "claims"]), (["--panel", "ti"], ["timeline"]),
    (["--lang", ""], ["en", "ko"]), (["--panel", "eps", "--cur"], ["--currency"]), (["--currency", ""], ["usd", "krw"]),
    (["--theme", "terminal"], ["terminal"]), (["--scenario", ""], ["base", "record", "my-plan"]), (["--facts", "fa"], ["facts"]),
    (["--as-of", "2023-07-20", "--th"], ["--theme"]), (["-"], ["--panel", "--help", "--version"]),
    (["eps", "--basis", ""], ["gaap", "non-gaap"]), (["eps", "--estimate", ""], ["my case"]),
    (["eps", "--preset", ""], ["notes-23q2"]),
    (["eps", "--set", "as"], ["asp="]), (["claims", "--verdict", ""], ["met", "open"]), (["claims", "--to"], ["--topic"]),
    (["claims", "--topic", ""], ["energy"]), (["value", "--scenario", "my"], ["my-plan"]),
    (["value", "--set", "mult"], ["multiple="]),
    // bash takes these apart.
    (["--panel", "=", "ch"], ["chain"]), (["eps", "--basis", "="], ["gaap"]),
    // What is written out, and commands.
    (["open", "--panel", ""], ["overview"]), (["eps", "grid", "--x", "as"], ["asp"]), (["eps", ""], ["estimate", "grid"]),
    (["re"], ["render"]), ([""], ["open", "eps", "calendar"]), (["render", ""], ["overview"]),
    (["calendar", "events", "--kind", "res"], ["results"]), (["calendar", "events", "--format", ""], ["ics"]),
    (["facts", "eps_"], ["eps_gaap"]), (["claims", "add", "x", "--metric", "eps"], ["eps.gaap"]), (["check", "fa"], ["facts"]),
    (["facts", "--copy-to", "fa"], ["facts"]), (["index", "rebalance", "--input", "scr"], ["script"]),
    (["index", "rebalance", "--rebalance", ""], ["2023-07"]),
  ]

  @Test(.enabled(if: shell("bash") != nil)) func bashCompletesWhatMayBeLeftOut() throws {
    let home = try home("bash")
    for (words, offered) in Self.offers {
      let found = try bash(words, home)
      #expect(Set(found).isSuperset(of: offered), "\(words): \(found)")
      #expect(found.allSatisfy { $0.hasPrefix(words.last == "=" ? "" : words.last ?? "") }, "\(words): \(found)")
    }
    // No command stands behind the options of another.
    #expect(try !bash(["--lang", "ko", "--"], home).contains("render"))
  }

  // MARK: shells on a terminal

  /// Opens a shell, reads the script, and presses Tab behind lines until each shows what is wanted.
  private func complete(_ shell: [String], _ start: String, _ lines: [(typed: String, shown: [String])], _ home: TemporaryFolder)
    throws
  {
    let terminal = try Tmux(120, 40, shell, environment(home))
    try terminal.type(start + "; printf 'rea''dy\\n'\n")
    try terminal.wait(for: "the shell") { $0.contains("ready") }
    for (typed, shown) in lines {
      try terminal.press("C-l")
      try terminal.type(typed)
      try terminal.wait(for: "what was typed") { $0.contains(typed.trimmingCharacters(in: .whitespaces)) }
      try terminal.press("Tab")
      var looks = 0
      try terminal.wait(for: "\(typed): \(shown)") { picture in
        // A shell that was still drawing has lost the key.
        looks += 1
        if looks % 100 == 0 { try terminal.press("Tab") }
        return shown.allSatisfy { picture.contains($0) }
      }
      try terminal.press("C-c")
    }
  }

  private static let typed: [(typed: String, shown: [String])] = [
    ("tsla-tui --pan", ["--panel"]), ("tsla-tui --panel ", ["overview", "timeline"]), ("tsla-tui --panel tim", ["timeline"]),
    ("tsla-tui eps --basis ", ["gaap", "non-gaap"]), ("tsla-tui claims --verdict me", ["met"]),
    ("tsla-tui value --scenario my", ["my-plan"]), ("tsla-tui eps grid --x unit", ["unit-cost"]), ("tsla-tui ren", ["render"]),
    ("tsla-tui --facts fac", ["facts/"]),
  ]

  @Test(.enabled(if: shell("zsh") != nil)) func zshCompletesWhatMayBeLeftOut() throws {
    let home = try home("zsh")
    let path = try #require(Self.shell("zsh"))
    try complete(
      [path, "-f", "-i"], "cd; PS1='> '; autoload -Uz compinit; compinit -u -D; source ~/script", Self.typed, home)
  }

  @Test(.enabled(if: shell("fish") != nil)) func fishCompletesWhatMayBeLeftOut() throws {
    let home = try home("fish")
    let path = try #require(Self.shell("fish"))
    // fish says without a terminal what it would offer.
    for (typed, shown) in Self.typed {
      let command = "cd; source ~/script; complete --do-complete '\(typed)'"
      let output = try Output(of: [path, "--private", "-c", command], environment(home))
      for word in shown { #expect(output.text.contains(word), "\(typed): \(output.text)\(output.errors)") }
    }
  }

  // MARK: what is asked for

  @Test func aScriptIsAskedForInSeveralWays() throws {
    let script = try Program.run("--generate-completion-script", "zsh")
    #expect(script.ending == .exited(0) && script.text.hasPrefix("#compdef tsla-tui"))
    #expect(try Program.run("--generate-completion-script=zsh").text == script.text)
    #expect(try Program.run("--generate-completion-script", environment: ["SHELL": "/bin/zsh"]).text == script.text)
    let unknown = try Program.run("--generate-completion-script", "tcsh")
    #expect(unknown.ending != .exited(0) && unknown.text == "" && unknown.errors.contains("tcsh"))
  }

  /// The library's scripts are changed at places that another version of it may not have.
  @Test func theScriptsHaveWhatIsPutIn() throws {
    for (shell, parts) in [
      ("bash", ["complete -o filenames -F __tsla-tui_with_default tsla-tui", "'tsla-tui eps') default=estimate ;;"]),
      ("zsh", ["\n__tsla-tui_of_whole_words() {\n", "('tsla-tui claims') default=list ;;"]),
      ("fish", ["\nfunction __tsla-tui_tokens_as_typed\n", "case 'tsla-tui value'\n                set default show"]),
    ] {
      let script = try Program.run("--generate-completion-script", shell).text
      for part in parts { #expect(script.contains(part), "\(shell): \(part)") }
    }
  }
}
