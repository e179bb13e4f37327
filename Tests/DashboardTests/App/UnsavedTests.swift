import Analysis
import App
import Canvas
import Documents
import Finance
import Format
import Model
import Panels
import Testing

/// What is changed and not saved is kept and taken back.
@Suite struct UnsavedTests {
  private let home: TemporaryFolder

  init() throws { home = try TemporaryFolder() }

  private func app() -> Dashboard { Dashboard(book: Record.book, state: Record.state(.en), now: Record.now) }

  private func press(_ app: inout Dashboard, _ keys: String) {
    for c in keys.unicodeScalars { _ = app.press(c == "\n" ? .enter : .character(c), now: Record.now) }
  }

  /// Through the files.
  private func kept(_ all: [Unsaved]) throws -> [Unsaved] {
    let estimates = DocumentFolder<SavedEstimate>(home.path + "/estimates")
    let scenarios = DocumentFolder<ScenarioDraft>(home.path + "/scenarios")
    for one in all {
      switch one {
      case .estimate(let estimate): try estimates.keep(estimate, among: [], waiting: { _ in false })
      case .scenario(let draft): try scenarios.keep(draft, among: [], waiting: { _ in false })
      }
    }
    let presets = Snapshot(of: Record.book, asOf: .distantFuture).epsPresets
    let (drafts, faults) = estimates.load(among: presets)
    let (changes, others) = scenarios.load(among: [])
    #expect(faults.isEmpty && others.isEmpty)
    return drafts.map { .estimate($0) } + changes.map { .scenario($0) }
  }

  @Test func anEstimateIsShownAgainWithEveryNumber() throws {
    var first = app()
    press(&first, "4jj+++")
    let made = first.unsaved
    guard case .estimate(let estimate)? = made.first else { throw Unmet("no draft: \(made)") }
    #expect(made.count == 1 && estimate.name == estimate.target.label && !estimate.assumptions.isEmpty)
    var second = app()
    let before = second.frame(.init(120, 40))
    second.takeBack(try kept(made))
    #expect(second.unsaved == made)
    #expect(
      second.state.notice?.text.en == "kept from last time: your changes of \(estimate.name); z undoes")
    press(&second, "4jj")
    press(&first, "g")
    press(&second, "g")
    #expect(second.frame(.init(120, 40)).plainText() == first.frame(.init(120, 40)).plainText())
    press(&second, "z")
    #expect(second.unsaved.isEmpty)
    press(&second, "1")
    #expect(second.frame(.init(120, 40)).plainText() == before.plainText())
  }

  @Test func changesOfASavedEstimateLeadBackToIt() throws {
    func app() throws -> (app: Dashboard, saved: SavedEstimate) {
      var app = self.app()
      press(&app, "4")
      let target = try #require(app.drawContext.analysis.earnings.usualTarget)
      let saved = SavedEstimate(
        name: "내 추정", base: target.advanced(by: -2), target: target, preset: nil,
        assumptions: [EPSAssumption(.price, .relative(-1))], madeAt: Record.now)
      app.set(estimates: [saved], problems: [])
      return (app, saved)
    }
    var (first, saved) = try app()
    first.show(.estimate(saved))
    let before = first.frame(.init(120, 40)).plainText()
    press(&first, "jj+")
    let made = first.unsaved
    guard case .estimate(let draft)? = made.first else { throw Unmet("no draft: \(made)") }
    #expect(draft.began == saved.name)
    var (second, _) = try app()
    second.takeBack(try kept(made))
    #expect(second.unsaved == made)
    press(&second, "zg")
    #expect(second.unsaved.isEmpty && second.frame(.init(120, 40)).plainText() == before)
    // Where the estimate is gone, undoing leads to the base.
    var third = self.app()
    third.takeBack(try kept(made))
    press(&third, "4z")
    #expect(third.unsaved.isEmpty)
  }

  @Test func aScenarioHasItsChangesAgain() throws {
    var changes = ScenarioChanges()
    changes.values = [.driver(.units): 3.123456789012345, .rate: 1300.1, .profit("cars"): -2.5]
    changes.spreads = [.units: .lognormal(12.5), .price: .triangular(low: -20, mode: 0.1, high: 30), .multiple: .fixed]
    changes.correlations = [ScenarioChanges.Pair(.units, .price): -0.35]
    var first = app()
    first.takeBack([.scenario(ScenarioDraft("base", changes))])
    #expect(first.unsaved == [.scenario(ScenarioDraft("base", changes))])
    var second = app()
    second.takeBack(try kept(first.unsaved))
    #expect(second.state.scenarioEdits.changes == ["base": changes])
    second.perform("value.undo", in: "base")
    #expect(second.unsaved.isEmpty)
  }

  @Test func whatIsNoNumberOfAScenarioIsNotTaken() throws {
    let problems = try #require(throws: Problems.self) {
      try ScenarioDraft.read(
        "values:\n  units: 1\n  wheels: 4\n  asp: many\nspreads:\n  units: wide\ncorrelations:\n  asp: 0\n  asp units: 2\n",
        name: "base")
    }
    #expect(problems.all.map(\.line) == [3, 4, 6, 8, 9])
  }

  @Test func aKeptFileThatCannotBeReadGetsABackup() throws {
    try home.write("values: 1\n", to: "scenarios/base.yaml")
    let folder = DocumentFolder<ScenarioDraft>(home.path + "/scenarios")
    let draft = ScenarioDraft("base", ScenarioChanges())
    for _ in 0..<2 { try folder.keep(draft, among: [], waiting: { _ in false }) }
    #expect(try namesInFolder(folder.path) == ["base.yaml", "base.yaml.000001.bak"])
    #expect(try home.read("scenarios/base.yaml") == draft.text && home.read("scenarios/base.yaml.000001.bak") == "values: 1\n")
    try folder.keep(ScenarioDraft("other", ScenarioChanges()), among: [], waiting: { _ in false })
    try folder.remove("other")
    try folder.remove("other")
    #expect(try namesInFolder(folder.path) == ["base.yaml", "base.yaml.000001.bak"])
  }
}

extension Dashboard {
  /// Does a command of the Value panel at a scenario.
  fileprivate mutating func perform(_ id: CommandID, in scenario: String) {
    while state.scenario != scenario { _ = perform("scenario.next", now: Record.now) }
    _ = perform(id, now: Record.now)
  }
}
