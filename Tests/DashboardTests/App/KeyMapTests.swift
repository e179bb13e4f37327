import App
import Canvas
import Model
import Panels
import Testing

@Suite struct KeyMapTests {
  @Test func noKeyHasTwoCommandsInOnePlace() {
    var seen: [Command.Place: [Chord: CommandID]] = [:]
    for command in Registry.dashboard.commands {
      for chord in command.keys {
        let other = seen[command.place]?[chord]
        #expect(other == nil, "\(chord.label) is both \(command.id.name) and \(other?.name ?? "")")
        seen[command.place, default: [:]][chord] = command.id
      }
    }
  }

  @Test func idsAreNamesOfMeaningsAndNoneIsUsedTwice() {
    let commands = Registry.dashboard.commands
    #expect(Set(commands.map(\.id)).count == commands.count)
    for command in commands {
      let parts = command.id.name.split(separator: ".", omittingEmptySubsequences: false)
      #expect(parts.count >= 2 && parts.allSatisfy { $0.first?.isLetter == true && !$0.contains(" ") }, "\(command.id.name)")
      // A command of a panel is called after it, so that a file of keys can be read.
      if let panel = command.place.panel { #expect(parts[0] == panel.rawValue, "\(command.id.name)") }
      for language in Language.allCases {
        #expect(!command.short[language].isEmpty && !command.help[language].isEmpty, "\(command.id.name)")
      }
    }
  }

  /// On the panels where it means something.
  @Test func everyCommandHasAKeyAndIsInTheHelp() throws {
    for (language, panel) in Language.allCases.flatMap({ l in PanelID.all.map { (l, $0) } }) {
      var state = try Record.state(panel, language, at: "2023-07-20T16:00ET")
      state.overlay = .help(query: nil)
      let help = Dashboard(book: Record.book, state: state, now: Record.now).frame(.init(90, 140)).plainText()
      for command in Registry.dashboard.commands where command.place.panel == nil || command.place.panel == panel {
        #expect(!command.keys.isEmpty)
        // What the panel has put other commands on is not listed.
        let isReached =
          command.keys.contains { Registry.dashboard.id(of: $0, on: panel) == command.id } || command.place.panel != nil
        guard isReached else { continue }
        #expect(help.contains(command.help[language].prefix(24)), "\(command.id.name) is not in the help of \(panel.rawValue)")
      }
    }
  }

  @Test func theJamoOfAKeyDoesWhatItsLatinLetterDoes() {
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("ㅂ", "q"), ("ㅓ", "j"), ("ㅏ", "k"), ("ㅗ", "h"), ("ㅣ", "l"), ("ㅑ", "i"), ("ㄴ", "s"), ("ㅊ", "c"), ("ㅅ", "t"), ("ㅎ", "g"),
      ("ㅍ", "v"), ("ㅕ", "u"),
    ]
    for (jamo, latin) in pairs {
      #expect(Registry.dashboard.id(of: .character(jamo)) == Registry.dashboard.id(of: .character(latin)))
      #expect(Registry.dashboard.id(of: .character(jamo)) != nil)
    }
    #expect(KeyMap.jamo.count == 33)
  }

  private func press(_ chords: [Chord], from moment: String? = nil) throws -> Dashboard {
    var app = Dashboard(book: Record.book, state: try Record.state(.overview, .en, at: moment), now: Record.now)
    for chord in chords { _ = app.press(chord, now: Record.now) }
    return app
  }

  @Test func steppingThroughAnEarningsDay() throws {
    let moments = ["2023-07-19T16:05ET", "2023-07-19T17:30ET", "2023-07-19", "2023-07-20T09:30ET", "2023-07-20T16:00ET"]
    var app = try press([], from: "2023-07-19T16:00ET")
    for text in moments {
      _ = app.press(.character("]"), now: Record.now)
      #expect(app.snapshot.asOf == (try Instant(parsing: text)), "\(text)")
    }
    for text in moments.reversed().dropFirst() {
      _ = app.press(.character("["), now: Record.now)
      #expect(app.snapshot.asOf == (try Instant(parsing: text)), "\(text)")
    }
  }

  @Test func earningsDaysNowAndBeyond() throws {
    #expect(try press([.character("{")]).snapshot.asOf.iso == "2026-10-21T20:05Z")
    #expect(try press([.character("{"), .character("{")]).snapshot.asOf.iso == "2026-07-22T20:05Z")
    #expect(try press([.character("{"), .character("}")]).state.moment == .now)
    #expect(try press([.character("["), .character("L")]).state.moment == .now)
    // There is nothing after now.
    #expect(try press([.character("]")]).state.moment == .now)
    #expect(try press([.character("(")], from: "2023-07-20T12:00ET").snapshot.asOf.iso == "2023-07-19T20:00Z")
    #expect(try press([.character(")")], from: "2023-07-20T12:00ET").snapshot.asOf.iso == "2023-07-20T20:00Z")
  }

  @Test func panelsAndOverlays() throws {
    #expect(try press([.character("4")]).state.panel == .eps)
    #expect(try press([.altRight]).state.panel == .chain)
    #expect(try press([.altLeft]).state.panel == .claims)
    #expect(try press([.character("?")]).state.overlay == .help(query: nil))
    #expect(try press([.character("?"), .escape]).state.overlay == nil)
    // Esc closes, it never quits.
    var app = try press([])
    #expect(app.press(.escape, now: Record.now) == nil)
    #expect(app.press(.character("q"), now: Record.now) == .exit)
  }

  @Test func searchFindsByEitherLanguageAndGoesThere() throws {
    let app = try press([.character("/")] + "lathrop".unicodeScalars.map { .character($0) } + [.enter], from: "2024-12-31")
    #expect(app.state.overlay == nil)
    #expect(app.state.panel != .overview)
    let korean = try press([.character("/")] + "메가팩".unicodeScalars.map { .character($0) }, from: "2024-12-31")
    #expect(korean.query == "메가팩")
    // Letters are typed, not obeyed, while the search is open.
    #expect(try press([.character("/"), .character("q")]).query == "q")
  }

  @Test func scenariosStepThroughThoseKnown() throws {
    #expect(try press([.character("s")]).state.scenario == "notes-robotaxi")
    #expect(try press([.character("S")]).state.scenario == "record")
    // ARK's is the only one known; the record follows.
    #expect(try press([.character("s")], from: "2023-05-01").state.scenario == "record")
  }

  @Test func onlyWhatCountsWakesTheProgram() throws {
    #expect(try press([], from: "2023-07-20T16:00ET").nextChange == nil)
    let live = try press([])
    #expect(live.nextChange == Record.now + 60)
  }
}
