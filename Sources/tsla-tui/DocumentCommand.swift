import App
import ArgumentParser
import Facts
import Model
import Panels

/// Prints the documents that are made from the program's own tables; `make docs` uses it.
struct Document: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Print docs/keys.md or docs/sources.md.", shouldDisplay: false)

  enum Kind: String, ExpressibleByArgument, CaseIterable {
    case keys, sources
  }

  @Argument var kind: Kind

  func run() {
    switch kind {
    case .keys: writeOut(ReferencePages.keys(.dashboard))
    case .sources: writeOut(ReferencePages.sources(Snapshot(of: FactsReader.bundled().book, asOf: .distantFuture).sources))
    }
  }
}
