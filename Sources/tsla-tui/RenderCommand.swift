import App
import ArgumentParser
import Canvas
import Documents
import Facts
import Finance
import Format
import Model
import Reports
import Themes

/// A size on the command line, `120x40`.
@Sendable func frameSize(_ text: String) throws -> Size {
  let parts = text.lowercased().split(separator: "x", omittingEmptySubsequences: false)
  guard parts.count == 2, let width = Int(parts[0]), let height = Int(parts[1]), (1...1000).contains(width),
    (1...1000).contains(height)
  else {
    throw ValidationError("'\(text.sanitized)' is not a size; write columns x rows, such as 120x40 (1x1 to 1000x1000).")
  }
  return Size(width, height)
}

/// How a frame is printed: as text alone, or with the colors of the theme.
enum FrameFormat: String, ExpressibleByArgument, CaseIterable {
  case text, ansi
}

/// Prints one frame.
struct Render: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render", abstract: "Print a panel as text, the same frame that the terminal shows.")

  @Argument(help: "The panel: \(PanelID.allValueStrings.joined(separator: ", ")).")
  var panel: PanelID

  @Option(
    help: ArgumentHelp("Columns x rows; without it COLUMNS and LINES, or 120x40.", valueName: "WxH"), transform: frameSize)
  var size: Size?

  @Option(help: "text, or ansi with colors.")
  var format: FrameFormat = .text

  @Option(help: .hidden)
  var view = 0

  @Option(help: .hidden)
  var cursor: Int?

  @OptionGroup var options: ViewOptions

  func run() throws {
    let choices = options.choices(remembering: false)
    warn(choices.user.problems, of: "config", choices.language)
    let facts = try FactsFolder.loadOrComplain(choices.facts, choices.language)
    let (book, problems) = facts.withOwnScenarios()
    let now = clockNow()
    var state = try choices.state(book, panel: panel, problems)
    warn(problems, of: "scenario", choices.language)
    state.views[panel] = view
    state.cursors[panel] = cursor
    let themes = try ThemeChoice(choices.settings)
    themes.warn()
    let keys = UserKeys(choices.settings)
    warn(keys.problems, of: "keys", choices.language)
    var app = Dashboard(keys.registry, book: book, state: state, now: now, workers: .threads())
    for problem in app.readUserFiles(choices.language) { warn(problem) }
    // The dashboard waits for a moment that knows it; a single frame would show another scenario.
    if let scenario = choices.scenario, !Scenarios.known(app.snapshot).contains(where: { $0.id == scenario }) {
      throw ValidationError(
        choices.language.words(
          "The scenario '\(scenario.sanitized)' is not known at this moment.", "이 시점에는 시나리오 '\(scenario.sanitized)'이(가) 없습니다."))
    }
    let canvas = app.frame(size ?? sizeOfSurroundings)
      .restricted(to: choices.settings.borders == .ascii ? .unambiguous : .full)
    // Cells contain nothing that would control a terminal; colors do.
    Output.write(format == .text || noColor ? canvas.plainText() : canvas.ansiText(themes.theme))
    // Ended here, so that nothing is freed piece by piece that the end of the process frees at once.
    withExtendedLifetime(app) { Output.end() }
  }
}

/// The theme that was asked for, and the others to step through.
struct ThemeChoice {
  private(set) var id: String
  private(set) var problems: [Problem] = []
  private var files: [ThemeFile]?
  var upDown: UpDown { didSet { resolve() } }

  /// The themes that `auto` chooses from.
  private var pair: ThemePair
  /// What the terminal has said of its ground.
  private var ground = Color.terminal
  /// Whether the theme follows the ground of the terminal.
  private var isAuto: Bool
  /// Whether the terminal is still to say what that is.
  var needsGround: Bool { isAuto && ground == .terminal }

  /// The theme that the settings name; `auto` is the one for a dark ground until the terminal has answered.
  ///
  /// Throws where there is none of that name.
  init(_ settings: SettingValues) throws {
    let name = settings[.theme].text
    pair = ThemePair(dark: settings[.themeDark].text, light: settings[.themeLight].text)
    isAuto = name == "auto"
    id = isAuto ? pair.member(on: ground) : name
    upDown = settings.upDown
    defer { resolve() }
    guard id != ThemeFiles.terminal else { return }
    let files = ThemeFiles.all(in: UserFiles.themes)
    self.files = files
    // Where the folder cannot be read.
    problems = files.filter(\.id.isEmpty).flatMap(\.problems)
    guard let file = files.first(where: { $0.id == id && !id.isEmpty }) else {
      warn()
      let names = ([ThemeFiles.terminal] + files.filter { $0.scheme != nil }.map(\.id.safe)).joined(separator: ", ")
      throw ValidationError("There is no theme '\(id.safe)'. There are: \(names).")
    }
    // Also with those that are left out because this one has the same name.
    problems += files.filter { $0.id == id }.flatMap(\.problems)
    if file.scheme == nil { id = ThemeFiles.terminal }
  }

  /// Says on standard error what is wrong with the files.
  func warn() { tsla_tui.warn(problems, of: "theme", Locale.language) }

  /// The theme in force; without color where `NO_COLOR` asks for it.
  private(set) var theme = Theme.plain

  private mutating func resolve() {
    guard !noColor else { return }
    theme = files?.first { $0.id == id }?.scheme?.theme(upDown) ?? .terminal(upDown)
  }

  /// The themes that can be used; the files are read the first time.
  private mutating func usable() -> [String] {
    let files = self.files ?? ThemeFiles.all(in: UserFiles.themes)
    self.files = files
    return [ThemeFiles.terminal] + files.filter { $0.scheme != nil }.map(\.id)
  }

  /// Steps to the next theme that can be used.
  mutating func step() {
    let usable = usable()
    let i = usable.firstIndex(of: id) ?? 0
    choose(usable[(i + 1) % usable.count])
  }

  /// Changes to a theme, or to `auto`; to the terminal's own colors where it cannot be used.
  mutating func choose(_ name: String) {
    isAuto = name == "auto"
    let wanted = isAuto ? pair.member(on: ground) : name
    id = usable().contains(wanted) ? wanted : ThemeFiles.terminal
    resolve()
  }

  /// Takes the ground of the terminal, as it has answered: `auto` follows it, any other theme does not.
  mutating func adopt(background: Color) {
    ground = background
    if isAuto { choose("auto") }
  }

  /// Takes other themes for `auto` to choose from.
  mutating func adopt(_ pair: ThemePair) {
    self.pair = pair
    if isAuto { choose("auto") }
  }
}

/// Lists the themes.
struct Themes: ParsableCommand {
  static let configuration = CommandConfiguration(abstract: "List the color themes and their authors.")

  @Option(help: "table, csv or json.")
  var format: Report.Form = .table

  func run() throws {
    let files = ThemeFiles.all(in: UserFiles.themes)
    for file in files { warn(file.problems, of: "theme", Locale.language) }
    let terminal = Report.ThemeRow(
      ThemeFiles.terminal, variant: "terminal", author: Phrase("your terminal's 16 colors", "이 터미널의 16색"), origin: "bundled")
    let others = files.compactMap { file in
      file.scheme.map {
        Report.ThemeRow(file.id, variant: $0.isLight ? "light" : "dark", author: Phrase($0.author), origin: file.origin)
      }
    }
    Report.themes([terminal] + others, in: UserFiles.themes?.sanitized, Formatter(language: Locale.language)).print(format)
  }
}
