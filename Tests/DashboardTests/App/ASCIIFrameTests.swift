import App
import Canvas
import Format
import Foundation
import Model
import Panels
import References
import Testing

/// What is left of a frame where a terminal can be trusted with ASCII alone.
@Suite struct ASCIIFrameTests {
  private static let sizes = [Size(80, 24), Size(120, 40), Size(200, 50)]

  @Test(arguments: PanelID.all, Language.allCases) func everyFrameHasAStandIn(panel: PanelID, language: Language) throws {
    var faults: Set<String> = []
    for moment in ["2018-01-01", "2023-07-19T16:05ET", "2023-07-20T16:00ET", "2026-10-05", nil] {
      var state = try Record.state(panel, language, at: moment)
      for scenario in ["", "base"] {
        if !scenario.isEmpty { state.scenario = scenario }
        for view in 0..<max(1, panel.panel.views.count) {
          state.open(view: view, of: panel)
          for size in Self.sizes {
            let app = Dashboard(book: Record.book, state: state, now: Record.now)
            faults.formUnion(
              app.frame(size).withoutStandIn("\(panel.rawValue) \(view) \(size.width)", lettersToo: language == .en))
          }
        }
        guard panel == .value else { break }
      }
    }
    #expect(faults.isEmpty, "\(faults.sorted().prefix(8))")
  }

  @Test(arguments: PanelID.all, Language.allCases) func everyBoxOverAFrameHasAStandIn(panel: PanelID, language: Language)
    throws
  {
    var faults: Set<String> = []
    for moment in ["2023-07-20T16:00ET", "2026-10-05"] {
      for view in 0..<max(1, panel.panel.views.count) {
        var state = try Record.state(panel, language, at: moment)
        state.open(view: view, of: panel)
        let analysis = Dashboard(book: Record.book, state: state, now: Record.now).analysis
        let items = panel.panel.items(DrawContext(analysis, state))
        let searches = ["a", "…"].map { query in
          var palette = Palette(
            .everything, CommandContext(DrawContext(analysis, state), timeline: Record.timeline, now: Record.now))
          palette.query = query
          return Overlay.palette(palette)
        }
        for overlay in [Overlay.help(query: nil), .help(query: "a"), .source, .detail] + searches {
          state.overlay = overlay
          // Sources and details of a few items, each of another kind.
          let cursors =
            [.source, .detail].contains(overlay) ? Array(stride(from: 0, to: items.count, by: 1 + items.count / 6)) : [0]
          for cursor in cursors {
            state.cursors[panel] = cursor
            for size in Self.sizes {
              let drawn = frame(analysis, state, size)
              faults.formUnion(drawn.withoutStandIn("\(panel.rawValue) \(view) over it", lettersToo: language == .en))
            }
          }
        }
      }
    }
    #expect(faults.isEmpty, "\(faults.sorted().prefix(8))")
  }

  /// Keys lead to what no state above shows: questions, choices, notices, the range, the night of a day.
  @Test(arguments: PanelID.all) func whatKeysLeadToHasAStandIn(panel: PanelID) throws {
    var random = SplitMix64(seed: 20_230_719)
    var faults: Set<String> = []
    for moment in ["2023-07-20T16:00ET", "2026-10-05"] {
      var app = Dashboard(book: Record.book, state: try Record.state(panel, .en, at: moment), now: Record.now)
      for n in 0..<400 {
        let pressed: Chord
        switch Int.random(in: 0..<12, using: &random) {
        case 0: pressed = .enter
        case 1: pressed = .escape
        case 2: pressed = .up
        case 3, 4: pressed = .down
        case 5: pressed = .left
        case 6: pressed = .right
        default: pressed = .character(Unicode.Scalar(UInt8.random(in: 33..<127, using: &random)))
        }
        // The language is the test's, the rest is the key's.
        if pressed == .character("K") { continue }
        _ = app.press(pressed, now: Record.now)
        if n % 4 == 0 { faults.formUnion(app.frame(Self.sizes[n / 4 % 3]).withoutStandIn("\(panel.rawValue)", lettersToo: true)) }
      }
    }
    #expect(faults.isEmpty, "\(faults.sorted().prefix(8))")
  }

  /// Every glyph that the sources name, whether a frame of this record shows it or not.
  @Test func everyGlyphOfTheSourcesHasAStandIn() throws {
    let sources = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Sources/Dashboard")
    var glyphs: Set<Unicode.Scalar> = []
    for folder in ["App", "Canvas", "Finance", "Format", "Model", "Panels"] {
      let files = FileManager.default.enumerator(at: sources.appending(path: folder), includingPropertiesForKeys: nil)
      while let file = files?.nextObject() as? URL {
        guard file.pathExtension == "swift", file.lastPathComponent != "Glyphs.swift" else { continue }
        for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
          // Texts stand between quotes; what is no comment and has such a glyph is one.
          let code = line.prefix { $0 != "/" } + (line.contains("//") ? "" : line.drop { $0 != "/" })
          glyphs.formUnion(code.unicodeScalars.filter(Canvas.isDrawing))
        }
      }
    }
    #expect(glyphs.count > 50)
    for glyph in glyphs.sorted() where glyph != "\u{fffd}" && glyph.properties.generalCategory != .format {
      var canvas = Canvas(Size(1, 1))
      canvas.put(glyph, 0, 0)
      let stand = canvas.restricted(to: .ascii)[0, 0]?.character ?? " "
      #expect(stand.isASCII && stand != "?", "\(glyph) U+\(String(glyph.value, radix: 16))")
    }
  }

  /// Marks that mean different things and stand with each other.
  @Test(arguments: [
    // At the head of a line, and beside a figure.
    "●○◆◇▪▫✓✗≈∅?!*=▸", "●◆◇≈≠∅▲▼*?!…",
    // On the calendar, in charts, beside a claim.
    "◎★◆◇⚑╱▸+", "●◆◇█▀│┊", "━░▓●◇│┄", "●◆○≠✎*", "▲▼▸◂",
  ]) func marksStayDifferent(marks: String) {
    var canvas = Canvas(Size(marks.count, 1))
    canvas.text(marks, 0, 0)
    let plain = canvas.restricted(to: .ascii).plainText().dropLast()
    #expect(plain.count == marks.count && Set(plain).count == marks.count, "\(marks): \(plain)")
  }

  @Test func lettersLoseTheirAccentsWhereOnlyASCIIIsWritten() {
    var canvas = Canvas(Size(20, 1))
    canvas.text("Rosé 1σ Łódź µ", 0, 0)
    #expect(canvas.restricted(to: .ascii).plainText() == "Rose 1s Lodz u\n")
    #expect(canvas.restricted(to: .unambiguous).plainText() == "Rosé 1σ Łódź µ\n")
  }
}
