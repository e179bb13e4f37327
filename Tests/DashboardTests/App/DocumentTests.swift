import App
import Foundation
import Model
import Panels
import Testing

/// The generated documents are those in `docs/`; `make docs` writes them anew.
@Suite struct DocumentTests {
  private func document(_ name: String) throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "docs/" + name), encoding: .utf8)
  }

  @Test func keysAreDocumented() throws {
    #expect(try document("keys.md") == ReferencePages.keys(.dashboard))
  }

  @Test func theManualPageIsThatOfTheProgram() throws {
    let page = try document("tsla-tui.1")
    #expect(try Program.run("document", "man").text == page)
    // Every line that begins with a point is a request that there is.
    let requests = Set(page.split(separator: "\n").filter { $0.hasPrefix(".") }.map { $0.prefix { $0 != " " } })
    #expect(requests.isSubset(of: [".\\\"", ".TH", ".SH", ".SS", ".TP", ".B", ".BR", ".RI"]), "\(requests)")
    for command in Registry.dashboard.commands {
      #expect(page.contains("[" + command.id.name.replacing("-", with: "\\-") + "]"), "\(command.id.name)")
    }
  }

  @Test func sourcesAreDocumented() throws {
    #expect(try document("sources.md") == ReferencePages.sources(Snapshot(of: Bundled.book, asOf: .distantFuture).sources))
  }
}
