import ArgumentParser
import Canvas
import Dashboard
import Facts
import Glibc
import Model

/// Opens the dashboard.
struct Open: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "open", abstract: "Open the dashboard on this terminal (the default).")

  @Option(help: "The panel to begin with: \(PanelID.allCases.map(\.rawValue).joined(separator: ", ")).")
  var panel: PanelID = .overview

  @OptionGroup var options: ViewOptions

  func run() throws {
    let book = try FactsFolder.loadOrComplain(options.facts, options.language)
    let now = clockNow()
    let state = try options.state(book, panel: panel, now: now)
    let themes = try ThemeChoice(options.theme, state.upDown, complaining: true)
    let desk = Desk(book: book, state: state, now: now)
    guard isatty(STDOUT_FILENO) == 1 else {
      let canvas = desk.frame(Size(120, 40)).restricted(to: options.borders == .ascii ? .unambiguous : .full)
      writeOut(canvas.plainText())
      return
    }
    var loop = try RunLoop(desk: desk, themes: themes, borders: options.borders)
    loop.run()
    // Said again where it can be read: the screen has covered it.
    for warning in themes.warnings { complain("theme: " + warning) }
  }
}
