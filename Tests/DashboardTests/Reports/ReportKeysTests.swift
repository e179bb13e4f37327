import Foundation
import Reports
import Testing

/// The keys of JSON and the headers of CSV are promised (docs/cli.md): they are those of a recording.
@Suite struct ReportKeysTests {
  @Test func theKeysOfEveryCommandAreThoseOfTheRecording() throws {
    let text = try CommandReport.all.map { command in
      let report = try command.made(of: Record.book)
      var paths: Set<String> = []
      collect(try report.parsed(), "", &paths)
      let header = report.text(.csv).prefix { $0 != "\n" }
      return "== \(command.testDescription)\n\(header)\n" + paths.sorted().map { $0 + "\n" }.joined()
    }.joined(separator: "\n")
    try expectGolden("report-keys", text)
  }

  /// `claims[].record.value`: the ways to all members.
  private func collect(_ value: Any, _ path: String, _ paths: inout Set<String>) {
    if let object = value as? [String: Any] {
      for (key, value) in object {
        let path = path.isEmpty ? key : path + "." + key
        paths.insert(path)
        collect(value, path, &paths)
      }
    } else if let array = value as? [Any] {
      for value in array { collect(value, path + "[]", &paths) }
    }
  }
}

/// That what is made in process is what the program prints.
@Suite struct CommandReportTests {
  @Test(arguments: CommandReport.all) func aCommandPrintsItsReport(command: CommandReport) throws {
    let name = command.arguments.prefix { !$0.hasPrefix("-") }
    // The table names the folder of the user's own estimates.
    let form: Report.Form = name == ["eps", "list"] ? .csv : .table
    let facts = name == ["calendar", "sessions"] ? [] : ["--facts", Record.folder.path()]
    let output = try Output(
      of: [try Program.path()] + command.arguments + ["--as-of", command.moment, "--format", form.rawValue] + facts,
      Program.environment())
    #expect(output.ending == .exited(0) && output.errors == "")
    #expect(output.text == (try command.made(of: Record.book).text(form)))
  }
}
