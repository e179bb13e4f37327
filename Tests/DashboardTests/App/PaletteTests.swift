import App
import Canvas
import Format
import FuzzDrivers
import Model
import Panels
import Testing

/// What the palette finds, and in which order.
@Suite struct PaletteTests {
  private func score(_ query: String, _ text: String) -> Int? { SearchPattern(query).score(SearchText([text])) }

  @Test(
    arguments: [
      ("ㅅㄴㄹ", "시나리오"), ("시나", "시나리오"), ("신", "시나리오"), ("시날", "시나리오"), ("ㅅㄴ", "다음 시나리오"), ("ㄷㅇ ㅅㄴ", "다음 시나리오"),
      ("ㅇㄷㄹ", "인도량"), ("eps", "open EPS"), ("EPS", "open eps"), ("go", "go to a moment"), ("gtm", "go to a moment"),
      ("23q2", "2023Q2 results"),
      ("results 2023", "2023Q2 results"), ("megapack", "Megapack, Lathrop"),
    ]) func isFound(query: String, text: String)
  {
    #expect(score(query, text) != nil)
  }

  @Test(
    arguments: [
      ("ㅅㄹㄴ", "시나리오"), ("ㄱ", "시나리오"), ("시너", "시나리오"), ("시난", "시나리오"), ("esp", "open EPS"), ("xyz", "go to a moment"),
      ("eps 2024", "EPS 2023"),
    ]) func isNotFound(query: String, text: String)
  {
    #expect(score(query, text) == nil)
  }

  @Test func beginningsComeFirst() throws {
    #expect(try #require(score("val", "value")) > #require(score("val", "market value")))
    #expect(try #require(score("val", "market value")) > #require(score("val", "revalue")))
    #expect(try #require(score("eps", "EPS")) > #require(score("eps", "EPSILON")))
    #expect(try #require(score("시나", "시나리오")) > #require(score("시나", "다시나온")))
  }

  private func dashboard(_ language: Language = .en) throws -> Dashboard {
    Dashboard(book: Record.book, state: try Record.state(.overview, language), now: Record.now)
  }

  private func hits(_ query: String, _ language: Language = .en) throws -> [PaletteEntry] {
    var app = try dashboard(language)
    _ = app.press(":", now: Record.now)
    app.paste(query, now: Record.now)
    guard case .palette(let palette) = app.state.overlay else { return [] }
    return Array(palette.hits(app.state.recent))
  }

  @Test func itFindsEveryKindOfThing() throws {
    #expect(try hits("korean or").first?.target == .command("look.language"))
    #expect(try hits("open eps").first?.target == .command("panel.eps"))
    #expect(try hits("heat map").contains { $0.target == .view(ViewID(panel: .eps, view: 1)) })
    #expect(try hits("ㅅㄴㄹㅇ").contains { $0.target == .command("scenario.next") })
    #expect(try hits("scenario bear").contains { $0.target == .scenario("bear") })
    #expect(try hits("2023Q2").first?.target == .moment(try Instant(parsing: "2023-07-19T16:05ET")))
    #expect(try hits("go to 2024-04-23").first?.target == .moment(Instant(endOf: Day(civil: 2024, 4, 23))))
    #expect(try hits("deliveries").contains { if case .item = $0.target { true } else { false } })
    #expect(try hits("2031-01-01").allSatisfy { if case .moment = $0.target { false } else { true } })
    #expect(try hits("zzzqqq").isEmpty)
  }

  @Test func whatWasUsedLastComesFirst() throws {
    var app = try dashboard()
    let before = try hits("")
    #expect(before.first?.target != .command("look.currency"))
    _ = app.press(.control("p"), now: Record.now)
    app.paste("dollars or won", now: Record.now)
    _ = app.press(.enter, now: Record.now)
    #expect(app.state.currency == .krw && app.state.overlay == nil)
    _ = app.press(":", now: Record.now)
    guard case .palette(let palette) = app.state.overlay else { return }
    #expect(palette.hits(app.state.recent).first?.target == .command("look.currency"))
    // The row shows its key.
    #expect(app.frame(.init(120, 40)).plainText().contains("dollars or won"))
  }

  @Test func itDoesWhatIsSelectedFromAnyPanel() throws {
    var app = try dashboard(.ko)
    _ = app.press(":", now: Record.now)
    app.paste("주장: 정렬", now: Record.now)
    _ = app.press(.enter, now: Record.now)
    #expect(app.state.panel == .claims && app.state.claims.sort == .due)
    // A command of some views opens one of them.
    _ = app.press(":", now: Record.now)
    app.paste("선택한 분포를 넓게", now: Record.now)
    _ = app.press(.enter, now: Record.now)
    #expect(app.state.panel == .value && app.state.view(of: .value) == 4)
  }

  @Test func aDayIsARowAndDigitsStandTogether() throws {
    var app = Dashboard(book: Record.book, state: try Record.state(.overview, .ko), now: Record.now)
    func shown(_ query: String) -> [String] {
      _ = app.press(.escape, now: Record.now)
      _ = app.press(":", now: Record.now)
      app.paste(query, now: Record.now)
      guard case .palette(let palette) = app.state.overlay else { return [] }
      return palette.hits([]).map { $0.label.ko }
    }
    #expect(shown("23년 2분기") == ["2023-07-19 16:05 뉴욕 시점으로 이동"])
    #expect(shown("2023년 7월 19일").first == "2023-07-19 23:59 뉴욕 시점으로 이동")
    #expect(shown("2026-12-24").contains("조기 폐장"))
    #expect(shown("2035-01-01").isEmpty)
    #expect(app.frame(Size(80, 24)).plainText().contains("현재보다 뒤의 시점"))
    #expect(shown("잉여현금흐름").contains { $0.hasPrefix("잉여현금흐름") })
  }

  /// Letter by letter the same is found as at once, in the same order, also after letters are taken away.
  @Test func typingOnFindsWhatTheWholeQueryFinds() {
    let words = ["Free cash flow 2026Q3", "시나리오 신규 12", "Storage 2분기", "scenario: Bear 3", "set language ko", "시가총액 2023년 2분기"]
    let rows = (0..<300).map { i in
      let label = Phrase("\(words[i % 6]) \(i)")
      return (PaletteEntry(target: .scenario("\(i)"), kind: Phrase("row"), label: label), [label.en, words[(i * 7) % 6]])
    }
    let index = PaletteIndex(rows)
    for queries in [
      ["f", "fr", "fre", "free", "free ", "free 2", "free 26"], ["ㅅ", "시", "신", "시나", "시나리", "시나", "시"],
      ["2", "2분", "2분기", "2분기 2"],
      ["s", "sc", "sb", "sb3", "sl", "slk", "", "1"], ["b", "be", "bear 3", "bear 33"],
    ] {
      for query in queries {
        let (kept, fresh) = (index.matches(query, recent: []), PaletteIndex(rows).matches(query, recent: []))
        #expect(kept.map(\.target) == fresh.map(\.target), "\(query)")
        #expect(
          index.matches(query, recent: [.scenario("7")]).map(\.target).contains(.scenario("7"))
            == fresh.map(\.target).contains(.scenario("7")))
      }
    }
  }

  /// Enter is the panel's own, from the palette as by its key.
  @Test(arguments: PanelID.all) func whatIsSelectedIsOpenedFromThePalette(panel: PanelID) throws {
    for view in 0..<max(1, panel.panel.views.count) {
      var state = try Record.state(panel, .en, at: "2026-10-05")
      state.open(view: view, of: panel)
      var byKey = Dashboard(book: Record.book, state: state, now: Record.now)
      _ = byKey.frame(Size(120, 40))
      _ = byKey.press(.down, now: Record.now)
      var byPalette = byKey
      let effect = byKey.press(.enter, now: Record.now)
      _ = byPalette.press(":", now: Record.now)
      byPalette.paste("open the selected item", now: Record.now)
      #expect(byPalette.press(.enter, now: Record.now) == effect)
      // What was chosen last, which the palette remembers, is not on screen.
      #expect(byPalette.frame(Size(120, 40)).plainText() == byKey.frame(Size(120, 40)).plainText(), "view \(view)")
    }
  }

  @Test func keysOfTheInputMethodAreText() throws {
    var app = try dashboard()
    _ = app.press(":", now: Record.now)
    for key in "ㅅㄴㄹ".unicodeScalars { _ = app.press(.character(key), now: Record.now) }
    #expect(app.query == "ㅅㄴㄹ")
    _ = app.press(.backspace, now: Record.now)
    #expect(app.query == "ㅅㄴ")
    _ = app.press(.escape, now: Record.now)
    #expect(app.state.overlay == nil)
  }
}
