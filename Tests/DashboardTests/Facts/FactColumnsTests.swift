import Facts
import Foundation
import Testing

/// What `docs/facts.md` says of the columns is what the reader takes.
@Suite struct FactColumnsTests {
  @Test func thePageNamesEveryColumnOfEveryFile() throws {
    var page = URL(filePath: #filePath)
    for _ in 0..<4 { page.deleteLastPathComponent() }
    let text = try String(contentsOf: page.appending(path: "docs/facts.md"), encoding: .utf8)
    var files: [String: (required: Set<String>, optional: Set<String>)] = [:]
    var file = ""
    for line in text.split(separator: "\n") {
      if line.hasPrefix("## `") {
        file = line.dropFirst(4).prefix { $0 != "`" }.description
        files[file] = ([], [])
      } else if line.hasPrefix("| "), let cell = line.dropFirst().split(separator: "|").first {
        for name in cell.split(separator: ",").map({ $0.trimmingCharacters(in: .whitespaces) }) where name.contains("`") {
          let isRequired = name.hasPrefix("**")
          let column = name.trimmingCharacters(in: CharacterSet(charactersIn: "*`"))
          if isRequired { files[file]?.required.insert(column) } else { files[file]?.optional.insert(column) }
        }
      }
    }
    #expect(Set(files.keys) == Set(FactFile.allCases.map(\.rawValue)))
    for file in FactFile.allCases {
      #expect(files[file.rawValue]?.required == file.columns.required, "\(file.rawValue)")
      #expect(files[file.rawValue]?.optional == file.columns.optional, "\(file.rawValue)")
    }
  }
}
