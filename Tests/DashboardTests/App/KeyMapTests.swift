import Canvas
import Dashboard
import Model
import Testing

@Suite struct KeyMapTests {
  @Test func noKeyHasTwoActions() {
    var seen: [Chord: Action] = [:]
    for action in Action.allCases {
      for chord in action.row.chords {
        #expect(seen[chord] == nil, "\(chord.label) is both \(action) and \(String(describing: seen[chord]))")
        seen[chord] = action
      }
    }
  }

  /// On the panels where it means something.
  @Test func everyActionHasAKeyAndIsInTheHelp() throws {
    for (language, panel) in Language.allCases.flatMap({ l in PanelID.allCases.map { (l, $0) } }) {
      var state = try Record.state(panel, language, at: "2023-07-20T16:00ET")
      state.overlay = .help
      let help = App(book: Record.book, state: state, now: Record.now).frame(.init(120, 90)).plainText()
      let own = panel.panel.keys
      for action in Action.allCases {
        #expect(!action.row.chords.isEmpty)
        #expect(action.row.help != nil || !action.panels.isEmpty, "\(action) does nothing")
        guard let text = own.first(where: { $0.action == action })?.help ?? action.row.help else { continue }
        #expect(help.contains(text[language]), "\(action) is not in the help of \(panel)")
      }
      #expect(Set(own.map(\.action)).count == own.count)
    }
  }

  @Test func theJamoOfAKeyDoesWhatItsLatinLetterDoes() {
    let pairs: [(Unicode.Scalar, Unicode.Scalar)] = [
      ("ㅂ", "q"), ("ㅓ", "j"), ("ㅏ", "k"), ("ㅗ", "h"), ("ㅣ", "l"), ("ㅑ", "i"), ("ㄴ", "s"), ("ㅊ", "c"), ("ㅅ", "t"), ("ㅎ", "g"),
      ("ㅍ", "v"), ("ㅕ", "u"),
    ]
    for (jamo, latin) in pairs {
      #expect(KeyMap.action(.character(jamo)) == KeyMap.action(.character(latin)))
      #expect(KeyMap.action(.character(jamo)) != nil)
    }
    #expect(KeyMap.jamo.count == 33)
  }

  private func press(_ chords: [Chord], from moment: String? = nil) throws -> App {
    var app = App(book: Record.book, state: try Record.state(.overview, .en, at: moment), now: Record.now)
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
    #expect(try press([.tab]).state.panel == .chain)
    #expect(try press([.backTab]).state.panel == .claims)
    #expect(try press([.character("?")]).state.overlay == .help)
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
    #expect(korean.state.overlay == .search(query: "메가팩", selected: 0))
    // Letters are typed, not obeyed, while the search is open.
    #expect(try press([.character("/"), .character("q")]).state.overlay == .search(query: "q", selected: 0))
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
