import App
import ArgumentParser
import Canvas
import Documents
import Finance
import Glibc
import Model
import Terminal
import Themes

/// The one loop: wait for a key, apply it, draw.
///
/// Between keys nothing happens except what the clock changes on screen.
struct RunLoop {
  var app: Dashboard
  private var themes: ThemeChoice
  let screen: Screen
  private var glyphs: GlyphRange
  /// What is kept from one session to the next.
  private var session: Session
  /// What the user should know about the locale; nil where there is nothing.
  let localeNote: Phrase?

  init(app: Dashboard, themes: ThemeChoice, borders: Borders, session: Session) throws {
    self.app = app
    self.session = session
    self.themes = themes
    var questions: Questions = themes.needsGround ? .background : []
    if borders == .auto, session.width == nil { questions.insert(.ambiguousWidth) }
    do {
      screen = try Screen(for: themes.theme, needsUTF8: app.state.language == .ko, asking: questions)
    } catch {
      warn(Self.message(error))
      throw ExitCode(69)
    }
    glyphs = Self.glyphs(borders, session.width, on: screen)
    screen.mouse = app.state.settings.now.hasMouse
    localeNote = screen.locale.note(isKorean: app.state.language == .ko)
  }

  /// Runs until the user quits, the terminal goes away or a signal ends it.
  mutating func run() {
    // Without UTF-8 no Hangul can be shown.
    if glyphs == .ascii {
      app.useEnglish()
      if let localeNote { app.add(Notice(localeNote, isFault: true)) }
    }
    draw()
    // The keys of a burst are applied one by one and painted once; until then there is no waiting.
    var isBehind = false
    while true {
      let input = screen.next(within: isBehind ? 0 : millisecondsToNextChange())
      switch input {
      case .key(let key):
        if apply(key) { return end() }
      case .resized, .resumed, .timeout: app.advance(to: clockNow())
      case .mouse(let mouse):
        if apply(mouse) { return end() }
      case .background(let color): themes.adopt(background: color)
      case .ambiguousWidth(let width):
        session.width = width
        glyphs = Self.glyphs(app.state.settings.now.borders, width, on: screen)
      case .terminate(let signal):
        end()
        Screen.die(by: signal)
      case .closed: return end()
      }
      isBehind = screen.hasPending
      if !isBehind { draw() }
    }
  }

  /// Gives the terminal back, and keeps what is to be there at the next start.
  private func end() {
    screen.close { session.end(app) }
  }

  /// What is drawn: where the lines of boxes are two columns wide, or are not to be drawn, their stand-ins.
  private static func glyphs(_ borders: Borders, _ width: Int?, on screen: Screen) -> GlyphRange {
    !screen.usesUTF8 ? .ascii : borders == .ascii || borders == .auto && width == 2 ? .unambiguous : .full
  }

  private mutating func draw() {
    let canvas = app.frame(screen.size).restricted(to: glyphs)
    screen.present(canvas, theme: themes.theme)
  }

  /// Applies a key; true where it ends the program.
  private mutating func apply(_ key: Key) -> Bool {
    if case .paste(let text) = key {
      app.paste(text, now: clockNow())
      return false
    }
    // In a text a syllable is what was meant.
    let chord = Chord(key)
    for stroke in app.isTyping ? [chord] : KeyMap.strokes(chord) where apply(stroke) == .exit { return true }
    return false
  }

  /// Applies what the mouse did; true where it ends the program.
  ///
  /// With Shift the terminal selects text.
  private mutating func apply(_ mouse: Mouse) -> Bool {
    guard !mouse.modifiers.contains(.shift), let event = PointerEvent(mouse.action) else { return false }
    return perform { $0.point(event, mouse.column, mouse.row, now: clockNow()) } == .exit
  }

  private mutating func apply(_ chord: Chord) -> Effect? { perform { $0.press(chord, now: clockNow()) } }

  /// Changes the dashboard, and does what that asks of the world.
  private mutating func perform(_ change: (inout Dashboard) -> Effect?) -> Effect? {
    let upDown = app.state.upDown
    let effect = change(&app)
    if glyphs == .ascii { app.useEnglish() }
    switch effect {
    case .nextTheme:
      themes.step()
      app.note(.theme, themes.id)
    case .set(let setting, let text, let keeping): set(setting, text, keeping: keeping)
    case .redraw: screen.redraw()
    case .suspend: screen.suspend()
    case .save(let estimate, let replacing): save(estimate, replacing: replacing)
    case .addClaim(let entry): _ = add(entry)
    case .editClaims(let id, let entry): editClaims(id: id, adding: entry)
    case .saveScenario(let id, let from, let replacing): save(scenario: id, from: from, replacing: replacing)
    case .exit, nil: break
    }
    if app.state.upDown != upDown { themes.upDown = app.state.upDown }
    return effect
  }

  /// Puts a setting in force, and writes it where it is to be kept; what goes wrong is said in the footer.
  private mutating func set(_ setting: Setting, _ text: String, keeping: Bool) {
    let now = app.state.settings.now
    switch setting {
    case .theme:
      themes.choose(text)
      if themes.needsGround { screen.ask(.background) }
    case .themeLight, .themeDark: themes.adopt(ThemePair(dark: now[.themeDark].text, light: now[.themeLight].text))
    case .mouse: screen.mouse = now.hasMouse
    case .borders: glyphs = Self.glyphs(now.borders, session.width, on: screen)
    default: break
    }
    guard keeping else { return }
    do throws(Problem) {
      let file = try UserFiles.config()
      let line = try file.set(setting.rawValue, to: text, waiting: { waits($0) })
      app.show(setting, text, writtenTo: file.path.sanitized, line: line)
    } catch { app.show(Notice(error.message, isFault: true)) }
  }

  /// Writes an estimate and says where; what goes wrong is said in the prompt that asked for the name.
  private mutating func save(_ estimate: SavedEstimate, replacing: Bool) {
    do throws(Problem) {
      let folder = try UserFiles.estimates()
      try folder.save(estimate, replacing: replacing, among: [], waiting: { waits($0) })
      app.readEstimates(app.state.language)
      app.show(.estimate(estimate))
      announce(saved: folder.file(of: estimate.name))
    } catch { reject(error) }
  }

  /// Writes a scenario and says where; what goes wrong is said in the prompt that asked for the name.
  private mutating func save(scenario id: String, from old: String, replacing: Bool) {
    guard let scenario = app.saved(id, from: old) else {
      return app.reject(Phrase("this scenario is not known at this moment", "이 시점에는 없는 시나리오임"), mayReplace: false)
    }
    do throws(Problem) {
      let (folder, facts) = (try UserFiles.scenarios(), app.book.factScenarios)
      try folder.save(scenario, replacing: replacing, among: facts, waiting: { waits($0) })
      let (own, problems) = folder.load(among: facts)
      app.set(scenarios: own, problems: UserFiles.short(problems, app.state.language))
      app.show(.scenario(id, from: old))
      announce(saved: folder.file(of: id))
    } catch { reject(error) }
  }

  private mutating func announce(saved file: String) {
    app.show(Notice(Phrase("saved: \(file.sanitized)", "저장함: \(file.sanitized)")))
  }

  /// Says what is wrong in the prompt that asked, and whether Enter again replaces what is there.
  mutating func reject(_ problem: Problem) {
    let mayReplace = problem.cause == .exists
    var message = problem.message
    if mayReplace { message = Phrase(message.en + "; Enter again replaces it", message.ko + "; Enter를 다시 누르면 바꿈") }
    app.reject(message, mayReplace: mayReplace)
  }

  /// Says that another program has the lock of what is to be saved; false where this one is to end.
  mutating func waits(_ waited: Int) -> Bool {
    if waited == Store.silence {
      app.show(Notice(Phrase("waiting: another program is saving in the same folder", "기다리는 중: 다른 프로그램이 같은 폴더에 저장하고 있음")))
      draw()
    }
    return !screen.isToEnd
  }

  /// Until the picture changes by itself; nil when it does not.
  private func millisecondsToNextChange() -> Int? {
    guard let next = app.nextChange else { return nil }
    var time = timespec()
    clock_gettime(CLOCK_REALTIME, &time)
    let now = Int(time.tv_sec) * 1000 + time.tv_nsec / 1_000_000
    return max(1, Int(next.seconds) * 1000 - now)
  }

  private static func message(_ error: TerminalError) -> String {
    let korean = Locale.language == .ko
    let instead =
      korean
      ? "'tsla-tui render overview'는 터미널 없이도 같은 화면을 글로 출력합니다."
      : "'tsla-tui render overview' prints the same as text without one."
    switch error {
    case .outputIsNotATerminal:
      return (korean ? "표준 출력이 터미널이 아닙니다. " : "Standard output is not a terminal. ") + instead
    case .inputIsNotATerminal:
      return (korean ? "키를 읽을 터미널이 없습니다. " : "There is no terminal to read keys from. ") + instead
    case .typeMissing:
      return
        (korean
        ? "환경 변수 TERM이 비어 있습니다. 예: TERM=xterm-256color tsla-tui. "
        : "TERM is not set. Set it to your terminal's type, e.g. TERM=xterm-256color tsla-tui. ") + instead
    case .typeUnknown(let name):
      return
        (korean
        ? "TERM=\(name.sanitized)은(는) 이 시스템의 terminfo에 없습니다. TERM=xterm-256color로 시도하거나 ncurses-term을 설치하세요. "
        : "TERM=\(name.sanitized) is not in this system's terminfo. Try TERM=xterm-256color, or install ncurses-term. ") + instead
    case .typeTooSimple(let name):
      return
        (korean
        ? "TERM=\(name.sanitized) 터미널은 커서를 옮길 수 없어 화면을 그릴 수 없습니다. "
        : "A terminal of type \(name.sanitized) cannot move its cursor, so nothing can be drawn on it. ") + instead
    case .failed(let call):
      return (korean ? "터미널을 열 수 없습니다(\(call)). " : "The terminal could not be opened (\(call)). ") + instead
    }
  }
}

extension PointerEvent {
  /// What the left button and the wheel do; nil for anything else.
  init?(_ action: Mouse.Action) {
    switch action {
    case .press(.left): self = .press
    case .drag(.left): self = .drag
    case .release(.left): self = .release
    case .wheel(.up): self = .wheelUp
    case .wheel(.down): self = .wheelDown
    default: return nil
    }
  }
}

extension Chord {
  /// The key as the key map knows it.
  init(_ key: Key) {
    switch key {
    case .character(let c): self = .character(c)
    case .control(let c): self = .control(c)
    case .up: self = .up
    case .down: self = .down
    case .left: self = .left
    case .right: self = .right
    case .pageUp: self = .pageUp
    case .pageDown: self = .pageDown
    case .home: self = .home
    case .end: self = .end
    case .enter: self = .enter
    case .escape: self = .escape
    case .tab: self = .tab
    case .backTab: self = .backTab
    case .backspace: self = .backspace
    case .delete: self = .delete
    case .altUp: self = .altUp
    case .altDown: self = .altDown
    case .altLeft: self = .altLeft
    case .altRight: self = .altRight
    case .function(let number): self = .function(number)
    case .paste, .other: self = .other
    }
  }
}
