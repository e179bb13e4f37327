import App
import Canvas
import Format
import Model
import Panels
import Testing

/// A panel that only this test knows: everything that it needs is in it.
private enum CountingPanel: Panel {
  struct State: PanelState { var count = 0 }

  static let id = PanelID("counting")
  static let title = Phrase("Counting", "세기")
  static let commands = [
    Command("counting.up", on: .panel(id), ["+"], Phrase("count", "세기"), Phrase("count one more", "하나 더 세기")) { state, _ in
      state.panels[CountingPanel.self].count += 1
      return nil
    },
    Command("counting.ask", on: .panel(id), ["e"], Phrase("enter", "입력"), Phrase("type a number", "수 입력")) { state, _ in
      state.overlay = .prompt(Prompt(NumberField()))
      return nil
    },
  ]

  struct NumberField: PromptField {
    func words(_ context: DrawContext) -> (title: Phrase, hint: Phrase) { (Phrase("How many", "몇"), Phrase("A number.", "수.")) }
    func choices(_ text: String, _ context: DrawContext) -> [Choice] {
      [Choice("7", Phrase("a few", "조금")), Choice("70", Phrase("many", "많이"))]
    }
    func accept(_ prompt: Prompt, _ state: inout AppState, _ context: CommandContext) -> Answer {
      guard let number = Int(prompt.text) else { return .fault(Phrase("not a number", "수가 아님")) }
      state.panels[CountingPanel.self].count = number
      return .taken
    }
  }

  static func count(_ context: DrawContext) -> Int { 1 }
  static func items(_ context: DrawContext) -> [Item] { [Item(Phrase("the count so far", "지금까지 센 수"))] }
  static func draw(_ context: DrawContext, in rect: Rect, on canvas: inout Canvas) {
    canvas.text("counted \(context.state.panels[CountingPanel.self].count)", rect.x, rect.y)
  }
}

/// A ninth panel is a type and its place in the list: tab, digit, help, palette and search follow.
@Suite struct NewPanelTests {
  private let registry = Registry(panels: Registry.dashboardPanels + [CountingPanel.self])

  private func dashboard() throws -> Dashboard {
    Dashboard(registry, book: Record.book, state: try Record.state(.overview, .en, at: "2026-10-05"), now: Record.now)
  }

  @Test func itHasATabADigitAndItsCommands() throws {
    var app = try dashboard()
    _ = app.press("9", now: Record.now)
    #expect(app.state.panel == CountingPanel.id)
    for _ in 0..<3 { _ = app.press("+", now: Record.now) }
    let text = app.frame(Size(120, 40)).plainText()
    #expect(text.contains("9 Counting") && text.contains("counted 3"))
    _ = app.press("?", now: Record.now)
    #expect(app.frame(Size(120, 40)).plainText().contains("count one more"))
    _ = app.press(.escape, now: Record.now)
    // From another panel its key says where it works, and the palette does it.
    _ = app.press("1", now: Record.now)
    _ = app.press("+", now: Record.now)
    #expect(app.state.notice?.text.en.contains("Counting (9)") == true)
    _ = app.press(":", now: Record.now)
    app.paste("count one more", now: Record.now)
    _ = app.press(.enter, now: Record.now)
    #expect(app.frame(Size(120, 40)).plainText().contains("counted 4"))
  }

  @Test func itsFieldIsAskedAndItsChoicesOffered() throws {
    var app = try dashboard()
    for key: Chord in ["9", "e", "x", .enter] { _ = app.press(key, now: Record.now) }
    #expect(app.frame(Size(120, 40)).plainText().contains("not a number"))
    for key: Chord in [.backspace, .down, .down, .enter] { _ = app.press(key, now: Record.now) }
    #expect(app.state.overlay == nil && app.frame(Size(120, 40)).plainText().contains("counted 70"))
    _ = app.press("/", now: Record.now)
    app.paste("so far", now: Record.now)
    #expect(app.frame(Size(120, 40)).plainText().contains("the count so far"))
  }

  @Test(arguments: PanelID.all) func theOthersStayAsTheyAre(panel: PanelID) throws {
    let state = try Record.state(panel, .ko, at: "2026-10-05")
    let plain = Dashboard(book: Record.book, state: state, now: Record.now).frame(Size(120, 40))
    let more = Dashboard(registry, book: Record.book, state: state, now: Record.now).frame(Size(120, 40))
    for y in 0..<40 where y != 1 { #expect(plain.row(y) == more.row(y), "row \(y)") }
  }
}

/// Sequences that nobody chose.
@Suite struct RandomSequenceTests {
  /// Whatever is changed of an estimate or a scenario, taking it all back leads to where it began.
  @Test(arguments: [PanelID.eps, .value], 0..<4) func undoReturns(panel: PanelID, seed: Int) throws {
    var random = SplitMix64(seed: UInt64(seed) &* 0x9e37 &+ 7)
    var state = try Record.state(panel, .en, at: "2026-10-05")
    state.scenario = "base"
    var app = Dashboard(book: Record.book, state: state, now: Record.now)
    _ = app.frame(Size(120, 40))
    let edits: [Chord] = ["+", "-", ".", ";", "=", "R", "j", "k", "j", .down, .up, .tab]
    for _ in 0..<60 { _ = app.press(edits.randomElement(using: &random) ?? "+", now: Record.now) }
    // On the heat map and on spreads the keys change something else.
    var left = 200
    while left > 0 {
      _ = app.press("z", now: Record.now)
      if app.state.notice?.text.en == "nothing to undo" { break }
      left -= 1
    }
    #expect(left > 0)
    #expect(app.state.eps.drafts.isEmpty && app.state.scenarioEdits.changes.isEmpty)
  }
}
