import App
import Facts
import Foundation
import Model
import Panels

/// The frozen record: a copy of the facts of October 2026 in `Fixtures`, so that adding a quarter to the record that ships changes
/// no frame and no number that a test pins.
enum Record {
  static let folder = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .appending(path: "Fixtures/record-2026-10")

  static let files: [FactFile: [UInt8]] = {
    var files: [FactFile: [UInt8]] = [:]
    for file in FactFile.allCases {
      if let data = try? Data(contentsOf: folder.appending(path: file.rawValue)) { files[file] = Array(data) }
    }
    return files
  }()

  static let reading = read(files)
  static let book = reading.book
  static let timeline = Timeline(book)
  /// A clock for tests: some weeks after the newest facts.
  static let now = Instant(Day(civil: 2026, 11, 22), 12, 0)

  /// A book of other files, or of these with some of them changed.
  static func read(_ files: [FactFile: [UInt8]]) -> (book: Book, problems: [FactProblem]) { FactsReader.read(files) }

  /// With few paths: a frame of the range must not take long when thousands are drawn.
  static func state(_ language: Language) -> AppState {
    var state = AppState(language: language)
    state.value.paths = 2000
    return state
  }

  static func state(_ panel: PanelID, _ language: Language, at moment: String? = nil) throws -> AppState {
    var state = self.state(language)
    state.panel = panel
    if let moment { state.moment = .at(try Instant(parsing: moment)) }
    return state
  }

  static func snapshot(_ moment: String) throws -> Snapshot {
    Snapshot(of: book, asOf: try Instant(parsing: moment))
  }
}

extension PanelID {
  /// The panel behind the name.
  var panel: any Panel.Type { Registry.dashboard.panel(self) }
  /// The digit of its tab.
  var digit: Int { (PanelID.all.firstIndex(of: self) ?? 0) + 1 }
}

extension Registry {
  /// The command that a key has on a panel in its first view.
  func id(of chord: Chord, on panel: PanelID = .overview) -> CommandID? { command(for: chord, on: panel, view: 0)?.id }
}

extension Dashboard {
  /// What is typed into the open palette or search; nil where none is open.
  var query: String? {
    guard case .palette(let palette) = state.overlay else { return nil }
    return palette.query
  }
}

extension Palette {
  /// What a search finds from a frame.
  static func found(_ query: String, _ context: DrawContext) -> PaletteHits {
    var palette = Palette(.items, CommandContext(context, timeline: Record.timeline, now: Record.now))
    palette.query = query
    return palette.hits([])
  }
}
