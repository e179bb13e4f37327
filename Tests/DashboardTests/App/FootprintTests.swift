import Foundation
import Testing

/// How many files an addition takes is what `docs/ARCHITECTURE.md` says, seen in one of its kind that is there already and special to nobody.
@Suite struct FootprintTests {
  struct Kind: CustomTestStringConvertible, Sendable {
    var name: String
    /// How code names the one that is looked at.
    var code: String
    /// The files of `Sources` in which it stands; a folder of its own counts as one.
    var files: Set<String>

    var testDescription: String { name }
  }

  static let kinds = [
    Kind(name: "metric", code: #"\.interestIncome\b|case interestIncome\b"#, files: ["Metric.swift"]),
    Kind(
      name: "driver of scenarios", code: #"\.fsdMargin\b|case [a-z, A-Z]*\bfsdMargin\b"#,
      files: [
        "ScenarioDriver.swift", "Names.swift", "DriverLevels.swift", "ScenarioIncome.swift", "TrailingDrivers.swift",
        "ScenarioReader.swift",
      ]),
    Kind(
      name: "panel", code: #"\bESSPanel\b"#,
      files: ["ESS", "PanelList.swift"]),
    Kind(
      name: "command of the command line", code: #"\bConsensusCommand\b|static func consensus\("#,
      files: ["ConsensusCommand.swift", "ConsensusReport.swift", "TslaTui.swift"]),
    Kind(
      name: "document", code: #"extension SavedEstimate: F|func estimates\(\) throws"#,
      files: ["SavedEstimate.swift", "UserFiles.swift"]),
  ]

  @Test(arguments: kinds)
  func whatAnAdditionTakesIsWhatIsWritten(_ kind: Kind) throws {
    let root = BundledFactsTests.root
    let sources = root.appending(path: "Sources")
    let code = try Regex(kind.code).wordBoundaryKind(.simple)
    var found: Set<String> = []
    for path in try FileManager.default.subpathsOfDirectory(atPath: sources.path) where path.hasSuffix(".swift") {
      guard try String(contentsOf: sources.appending(path: path), encoding: .utf8).contains(code) else { continue }
      let names = path.split(separator: "/").map(String.init)
      found.insert(names.first { kind.files.contains($0) } ?? path)
    }
    #expect(found == kind.files)
    let page = try String(contentsOf: root.appending(path: "docs/ARCHITECTURE.md"), encoding: .utf8)
    let count = kind.files.count == 1 ? "1 source file" : "\(kind.files.count) files"
    #expect(page.contains("**A \(kind.name)** (\(count)"))
  }
}
