import App
import ArgumentParser
import Facts
import Model
import Panels

/// Prints the documents that are made from the program's own tables; `make docs` uses it.
struct Document: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print docs/keys.md, docs/sources.md or the manual page.", shouldDisplay: false)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case keys, sources, man
  }

  @Argument var kind: Kind

  func run() {
    switch kind {
    case .keys: writeOut(ReferencePages.keys(.dashboard))
    case .man:
      let commands = TslaTui.configuration.subcommands.filter { $0.configuration.shouldDisplay }
      writeOut(
        ReferencePages.manual(
          .dashboard, version: TslaTui.configuration.version,
          commands: commands.map { ($0._commandName, $0.configuration.abstract) }))
    case .sources: writeOut(ReferencePages.sources(Snapshot(of: FactsReader.bundled().book, asOf: .distantFuture).sources))
    }
  }
}
