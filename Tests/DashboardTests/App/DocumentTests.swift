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

  @Test func sourcesAreDocumented() throws {
    #expect(try document("sources.md") == ReferencePages.sources(Snapshot(of: Bundled.book, asOf: .distantFuture).sources))
  }
}
